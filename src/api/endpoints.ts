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
import {
  createCouplingEndpoint,
  listCouplingsEndpoint,
  putMappingEndpoint,
  updateCouplingEndpoint,
} from "./coupling-endpoints.ts";
import {
  getDocumentEndpoint,
  getDocumentXmlEndpoint,
  listDocumentsEndpoint,
  listNumberSeriesEndpoint,
  putNextNumberEndpoint,
  putNumberFormatEndpoint,
} from "./document-endpoints.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import { createItemEndpoint, listItemsEndpoint } from "./item-endpoints.ts";
import { getOrderEndpoint, listOrdersEndpoint, retryOrderEndpoint, skipOrderEndpoint } from "./order-endpoints.ts";
import {
  closeAlarmEndpoint,
  getSummaryEndpoint,
  listAdministrationsEndpoint,
  listAlarmsEndpoint,
} from "./summary-endpoints.ts";

/** Every endpoint of the API. What is not in this list does not exist. */
export const endpoints: readonly AnyEndpoint[] = [
  getSummaryEndpoint,
  listOrdersEndpoint,
  getOrderEndpoint,
  retryOrderEndpoint,
  skipOrderEndpoint,
  listDocumentsEndpoint,
  getDocumentEndpoint,
  getDocumentXmlEndpoint,
  listNumberSeriesEndpoint,
  putNumberFormatEndpoint,
  putNextNumberEndpoint,
  listItemsEndpoint,
  createItemEndpoint,
  listAdministrationsEndpoint,
  createAdministrationEndpoint,
  listConnectionsEndpoint,
  createConnectionEndpoint,
  updateConnectionEndpoint,
  pauseConnectionEndpoint,
  resumeConnectionEndpoint,
  checkConnectionEndpoint,
  registerWebhooksEndpoint,
  getWebhookSecretEndpoint,
  sweepConnectionEndpoint,
  listCouplingsEndpoint,
  createCouplingEndpoint,
  updateCouplingEndpoint,
  putMappingEndpoint,
  listAlarmsEndpoint,
  closeAlarmEndpoint,
];
