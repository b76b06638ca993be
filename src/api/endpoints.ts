// Over 300 lines because it is one list: every endpoint stands here, and nowhere else.
import { cashBookEndpoint, exportCashBookEndpoint } from "./cash-book-endpoints.ts";
import {
  createCatalogueEndpoint,
  getCatalogueChoicesEndpoint,
  getCatalogueEndpoint,
  listCatalogueEndpoint,
  listStepsEndpoint,
  updateCatalogueEndpoint,
} from "./catalogue/catalogue-endpoints.ts";
import { catalogueOutcomeEndpoint } from "./catalogue/catalogue-outcome-endpoint.ts";
import { catalogueRunEndpoints } from "./catalogue/catalogue-run-endpoints.ts";
import { activateAppEndpoint, deactivateAppEndpoint, listAppsEndpoint } from "./apps/app-endpoints.ts";
import { exportAuditEndpoint, listAuditEndpoint } from "./audit/audit-endpoints.ts";
import { listCapabilitiesEndpoint } from "./capability-endpoint.ts";
import { listCouplingLimitsEndpoint } from "./coupling-limits-endpoint.ts";
import { createAdministrationEndpoint } from "./administration-endpoints.ts";
import {
  pauseConnectionEndpoint,
  resumeConnectionEndpoint,
  updateConnectionEndpoint,
} from "./connection-change-endpoints.ts";
import {
  checkConnectionEndpoint,
  createConnectionEndpoint,
  getWebhookSecretEndpoint,
  listConnectionsEndpoint,
  registerWebhooksEndpoint,
  sweepConnectionEndpoint,
} from "./connection-endpoints.ts";
import { listConnectorsEndpoint } from "./connector-endpoints.ts";
import {
  createCouplingEndpoint,
  listCouplingsEndpoint,
  putMappingEndpoint,
  updateCouplingEndpoint,
} from "./coupling-endpoints.ts";
import {
  getFirstMigrationEndpoint,
  pauseFirstMigrationEndpoint,
  resumeFirstMigrationEndpoint,
  setFirstMigrationSpeedEndpoint,
} from "./first-migration-endpoints.ts";
import {
  getDocumentXmlEndpoint,
  listNumberSeriesEndpoint,
  putNextNumberEndpoint,
  putNumberFormatEndpoint,
} from "./document-endpoints.ts";
import { getDocumentPdfEndpoint } from "./document-pdf-endpoint.ts";
import {
  createDocumentEndpoint,
  deleteDocumentEndpoint,
  issueDocumentEndpoint,
  putInternalNoteEndpoint,
  saveDocumentEndpoint,
} from "./documents/draft-endpoints.ts";
import {
  convertDocumentEndpoint,
  creditAndNewEndpoint,
  creditDocumentEndpoint,
  creditPreviewEndpoint,
} from "./documents/follow-endpoints.ts";
import {
  getDocumentEndpoint,
  getDocumentHistoryEndpoint,
  getDocumentLeftEndpoint,
  listDocumentKindsEndpoint,
  listDocumentsEndpoint,
} from "./documents/list-endpoints.ts";
import { supplierDocumentEndpoints } from "./supplier-documents/document-endpoints.ts";
import { supplierWebshopEndpoints } from "./supplier-webshops/webshop-endpoints.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import {
  getHouseStyleEndpoint,
  getHouseStylePreviewEndpoint,
  previewHouseStyleEndpoint,
  putHouseStyleEndpoint,
} from "./house-style/house-style-endpoints.ts";
import { deleteLogoEndpoint, getLogoEndpoint, putLogoEndpoint } from "./house-style/logo-endpoints.ts";
import {
  createItemEndpoint,
  deleteItemEndpoint,
  getItemEndpoint,
  listItemsEndpoint,
  listUnitsEndpoint,
  putItemEndpoint,
} from "./item-endpoints.ts";
import {
  createPartyEndpoint,
  deletePartyEndpoint,
  getPartyEndpoint,
  listPartiesEndpoint,
  putPartyEndpoint,
} from "./parties/party-endpoints.ts";
import { getCompanyEndpoint, putCompanyEndpoint } from "./company/company-endpoints.ts";
import { closePeriodEndpoint, getPeriodEndpoint, reopenPeriodEndpoint } from "./company/period-endpoints.ts";
import { findCompanyAtSetUpEndpoint, findCompanyEndpoint } from "./company/lookup-endpoints.ts";
import {
  exportDocumentsEndpoint,
  exportItemsEndpoint,
  exportPartiesEndpoint,
  exportProblemsEndpoint,
} from "./exports/export-endpoints.ts";
import {
  applyImportEndpoint,
  deleteImportEndpoint,
  getImportEndpoint,
  listImportRowsEndpoint,
  listImportsEndpoint,
  undoImportEndpoint,
  uploadItemsEndpoint,
  uploadPartiesEndpoint,
} from "./imports/import-endpoints.ts";
import { putMappingOfImportEndpoint } from "./imports/mapping-endpoint.ts";
import { bulkEndpoints } from "./bulk/bulk-endpoints.ts";
import { exportOrdersEndpoint, importOrdersEndpoint } from "./partner-orders/export-endpoints.ts";
import { incomingEndpoints } from "./partner-orders/incoming-endpoints.ts";
import { sentEndpoints } from "./partner-orders/sent-endpoints.ts";
import { statementEndpoints } from "./partner-orders/statement-endpoints.ts";
import { teachEndpoints } from "./partner-orders/teach-endpoints.ts";
import { relationEndpoints } from "./relations/relation-endpoints.ts";
import { priceRunEndpoints } from "./price-runs/price-run-endpoints.ts";
import { dryRunEndpoints } from "./dry-runs/dry-run-endpoints.ts";
import {
  getOrderEndpoint,
  listOrdersEndpoint,
  retryOrderEndpoint,
  settleOutcomeEndpoint,
  skipOrderEndpoint,
} from "./order-endpoints.ts";
import { itemCategoryEndpoints } from "./price-lists/item-category-endpoints.ts";
import { itemTabEndpoints } from "./price-lists/item-tab-endpoints.ts";
import { priceImportEndpoints } from "./price-lists/price-import-endpoints.ts";
import { priceListEndpoints } from "./price-lists/price-list-endpoints.ts";
import { supplierItemEndpoints } from "./price-lists/supplier-item-endpoints.ts";
import { supplierTermsEndpoints } from "./price-lists/supplier-terms-endpoints.ts";
import { listMappingsEndpoint } from "./mapping-endpoints.ts";
import { getDriftEndpoint, leaveDriftEndpoint, replaceDriftEndpoint } from "./orders/drift-endpoints.ts";
import { getOrderMessagesEndpoint } from "./orders/message-endpoint.ts";
import { liveEndpoint } from "./overview/live-endpoint.ts";
import { getRunEndpoint, listLogEndpoint } from "./overview/log-endpoints.ts";
import { searchEndpoint } from "./overview/search-endpoint.ts";
import { getShopSetupEndpoint, testConnectionEndpoint } from "./shop-setup/setup-endpoints.ts";
import { getOverviewEndpoint } from "./overview/overview-endpoint.ts";
import { getWorkEndpoint, retryWorkEndpoint } from "./overview/work-endpoint.ts";
import { closeAlarmEndpoint, listAlarmsEndpoint, muteAlarmEndpoint } from "./alarm-endpoints.ts";
import { deletePersonEndpoint, previewPersonEndpoint } from "./people/person-endpoints.ts";
import { getRetentionEndpoint, putRetentionEndpoint } from "./retention-endpoints.ts";
import { getAlarmSettingsEndpoint, putAlarmSettingsEndpoint } from "./alarm-settings-endpoints.ts";
import { getSummaryEndpoint, listAdministrationsEndpoint } from "./summary-endpoints.ts";

import { getSetupEndpoint, setUpEndpoint } from "./users/setup-endpoints.ts";
import { secondStepEndpoint, signInEndpoint, signOutEndpoint } from "./users/session-endpoints.ts";
import {
  acceptInvitationEndpoint,
  getInvitationEndpoint,
  inviteEndpoint,
  listInvitationsEndpoint,
  revokeInvitationEndpoint,
} from "./users/invitation-endpoints.ts";
import {
  listMembersEndpoint,
  listUserEventsEndpoint,
  putRoleEndpoint,
  removeMemberEndpoint,
} from "./users/member-endpoints.ts";
import { getMeEndpoint, putEmailEndpoint, putMeEndpoint, putPasswordEndpoint } from "./users/me-endpoints.ts";
import { endMySessionEndpoint, listMySessionsEndpoint } from "./users/my-session-endpoints.ts";
import {
  confirmTotpEndpoint,
  disableTotpEndpoint,
  enrolTotpEndpoint,
  renewRecoveryCodesEndpoint,
} from "./users/totp-endpoints.ts";
import {
  allocatePaymentEndpoint,
  createPaymentEndpoint,
  createRepaymentEndpoint,
  deletePaymentEndpoint,
  getPayLinkEndpoint,
  listPaymentMethodsEndpoint,
  listPaymentsEndpoint,
} from "./payment-endpoints.ts";

import {
  getMailSettingsEndpoint,
  putMailSettingsEndpoint,
  testMailSettingsEndpoint,
} from "./mail/mail-settings-endpoints.ts";
import {
  cancelMailEndpoint,
  getOutboxMessageEndpoint,
  listOutboxEndpoint,
  sendAgainEndpoint,
} from "./mail/outbox-endpoints.ts";
import { previewMailEndpoint, sendDocumentEndpoint } from "./mail/send-endpoints.ts";
import { getTextsEndpoint, previewTextsEndpoint, putTextsEndpoint } from "./mail/text-endpoints.ts";
import { getConnectionRoomEndpoint } from "./connection-room-endpoint.ts";
import {
  drawUpStatementEndpoint,
  getStatementEndpoint,
  getStatementPdfEndpoint,
  listCompletenessEndpoint,
} from "./completeness/completeness-endpoints.ts";
import { listNodesEndpoint } from "./system/nodes-endpoint.ts";
import {
  closePurchaseOrderEndpoint,
  confirmPurchaseOrderEndpoint,
  getPurchaseOrderEndpoint,
  receivePurchaseOrderEndpoint,
  sendPurchaseOrderEndpoint,
  settlePurchaseOrderEndpoint,
} from "./purchase-orders/order-endpoints.ts";
import {
  listOfflineCodesEndpoint,
  listOfflineItemsEndpoint,
  listOfflineListsEndpoint,
} from "./catalogue-program/offline-endpoints.ts";
import { sendCatalogueBasketEndpoint } from "./catalogue-program/basket-endpoint.ts";

/** Every endpoint of the API. What is not in this list does not exist. */
export const endpoints: readonly AnyEndpoint[] = [
  getSummaryEndpoint,
  getOverviewEndpoint,
  getWorkEndpoint,
  retryWorkEndpoint,
  listLogEndpoint,
  getRunEndpoint,
  listAuditEndpoint,
  exportAuditEndpoint,
  searchEndpoint,
  liveEndpoint,
  getOrderMessagesEndpoint,
  getShopSetupEndpoint,
  testConnectionEndpoint,
  listMappingsEndpoint,
  listAppsEndpoint,
  activateAppEndpoint,
  deactivateAppEndpoint,
  listOrdersEndpoint,
  getOrderEndpoint,
  retryOrderEndpoint,
  skipOrderEndpoint,
  settleOutcomeEndpoint,
  getDriftEndpoint,
  leaveDriftEndpoint,
  replaceDriftEndpoint,
  listDocumentsEndpoint,
  getDocumentEndpoint,
  getDocumentXmlEndpoint,
  getDocumentHistoryEndpoint,
  getDocumentLeftEndpoint,
  listDocumentKindsEndpoint,
  createDocumentEndpoint,
  saveDocumentEndpoint,
  deleteDocumentEndpoint,
  issueDocumentEndpoint,
  putInternalNoteEndpoint,
  getPurchaseOrderEndpoint,
  sendPurchaseOrderEndpoint,
  settlePurchaseOrderEndpoint,
  receivePurchaseOrderEndpoint,
  confirmPurchaseOrderEndpoint,
  closePurchaseOrderEndpoint,
  listOfflineListsEndpoint,
  listOfflineItemsEndpoint,
  listOfflineCodesEndpoint,
  sendCatalogueBasketEndpoint,
  convertDocumentEndpoint,
  creditDocumentEndpoint,
  creditPreviewEndpoint,
  creditAndNewEndpoint,
  getDocumentPdfEndpoint,
  getHouseStyleEndpoint,
  putHouseStyleEndpoint,
  getHouseStylePreviewEndpoint,
  previewHouseStyleEndpoint,
  getLogoEndpoint,
  putLogoEndpoint,
  deleteLogoEndpoint,
  listNumberSeriesEndpoint,
  putNumberFormatEndpoint,
  putNextNumberEndpoint,
  listItemsEndpoint,
  createItemEndpoint,
  getItemEndpoint,
  putItemEndpoint,
  deleteItemEndpoint,
  listUnitsEndpoint,
  ...itemTabEndpoints,
  ...itemCategoryEndpoints,
  ...priceListEndpoints,
  ...supplierItemEndpoints,
  ...priceImportEndpoints,
  ...supplierTermsEndpoints,
  listPartiesEndpoint,
  getPartyEndpoint,
  createPartyEndpoint,
  putPartyEndpoint,
  deletePartyEndpoint,
  getCompanyEndpoint,
  putCompanyEndpoint,
  getPeriodEndpoint,
  closePeriodEndpoint,
  reopenPeriodEndpoint,
  findCompanyEndpoint,
  findCompanyAtSetUpEndpoint,
  exportPartiesEndpoint,
  exportItemsEndpoint,
  exportDocumentsEndpoint,
  exportProblemsEndpoint,
  uploadPartiesEndpoint,
  uploadItemsEndpoint,
  listImportsEndpoint,
  getImportEndpoint,
  listImportRowsEndpoint,
  putMappingOfImportEndpoint,
  applyImportEndpoint,
  undoImportEndpoint,
  deleteImportEndpoint,
  listAdministrationsEndpoint,
  createAdministrationEndpoint,
  listConnectorsEndpoint,
  listCapabilitiesEndpoint,
  listConnectionsEndpoint,
  createConnectionEndpoint,
  updateConnectionEndpoint,
  pauseConnectionEndpoint,
  resumeConnectionEndpoint,
  checkConnectionEndpoint,
  registerWebhooksEndpoint,
  getWebhookSecretEndpoint,
  getConnectionRoomEndpoint,
  listCompletenessEndpoint,
  getStatementEndpoint,
  getStatementPdfEndpoint,
  drawUpStatementEndpoint,
  listNodesEndpoint,
  sweepConnectionEndpoint,
  listCouplingsEndpoint,
  ...dryRunEndpoints,
  ...bulkEndpoints,
  ...priceRunEndpoints,
  createCouplingEndpoint,
  updateCouplingEndpoint,
  listCouplingLimitsEndpoint,
  getFirstMigrationEndpoint,
  setFirstMigrationSpeedEndpoint,
  pauseFirstMigrationEndpoint,
  resumeFirstMigrationEndpoint,
  putMappingEndpoint,
  listCatalogueEndpoint,
  listStepsEndpoint,
  getCatalogueEndpoint,
  createCatalogueEndpoint,
  updateCatalogueEndpoint,
  getCatalogueChoicesEndpoint,
  ...catalogueRunEndpoints,
  ...supplierWebshopEndpoints,
  ...supplierDocumentEndpoints,
  ...relationEndpoints,
  exportOrdersEndpoint,
  importOrdersEndpoint,
  ...incomingEndpoints,
  ...teachEndpoints,
  ...sentEndpoints,
  ...statementEndpoints,
  catalogueOutcomeEndpoint,
  listAlarmsEndpoint,
  closeAlarmEndpoint,
  muteAlarmEndpoint,
  getAlarmSettingsEndpoint,
  putAlarmSettingsEndpoint,
  getRetentionEndpoint,
  putRetentionEndpoint,
  previewPersonEndpoint,
  deletePersonEndpoint,
  getSetupEndpoint,
  setUpEndpoint,
  signInEndpoint,
  secondStepEndpoint,
  signOutEndpoint,
  getMeEndpoint,
  putMeEndpoint,
  putEmailEndpoint,
  putPasswordEndpoint,
  enrolTotpEndpoint,
  confirmTotpEndpoint,
  disableTotpEndpoint,
  renewRecoveryCodesEndpoint,
  listMySessionsEndpoint,
  endMySessionEndpoint,
  listMembersEndpoint,
  putRoleEndpoint,
  removeMemberEndpoint,
  listUserEventsEndpoint,
  listInvitationsEndpoint,
  inviteEndpoint,
  revokeInvitationEndpoint,
  getInvitationEndpoint,
  acceptInvitationEndpoint,
  listPaymentsEndpoint,
  listPaymentMethodsEndpoint,
  cashBookEndpoint,
  exportCashBookEndpoint,
  createPaymentEndpoint,
  createRepaymentEndpoint,
  deletePaymentEndpoint,
  allocatePaymentEndpoint,
  getPayLinkEndpoint,
  previewMailEndpoint,
  sendDocumentEndpoint,
  listOutboxEndpoint,
  getOutboxMessageEndpoint,
  sendAgainEndpoint,
  cancelMailEndpoint,
  getMailSettingsEndpoint,
  putMailSettingsEndpoint,
  testMailSettingsEndpoint,
  getTextsEndpoint,
  putTextsEndpoint,
  previewTextsEndpoint,
];
