import { createAdministrationEndpoint } from "./administration-endpoints.ts";
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
  putNextNumberEndpoint,
} from "./document-endpoints.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import { createItemEndpoint, listItemsEndpoint } from "./item-endpoints.ts";
import { getOrderEndpoint, listOrdersEndpoint, retryOrderEndpoint } from "./order-endpoints.ts";
import { getSummaryEndpoint, listAdministrationsEndpoint, listAlarmsEndpoint } from "./summary-endpoints.ts";

/** Every endpoint of the API. What is not in this list does not exist. */
export const endpoints: readonly AnyEndpoint[] = [
  getSummaryEndpoint,
  listOrdersEndpoint,
  getOrderEndpoint,
  retryOrderEndpoint,
  listDocumentsEndpoint,
  getDocumentEndpoint,
  getDocumentXmlEndpoint,
  putNextNumberEndpoint,
  listItemsEndpoint,
  createItemEndpoint,
  listAdministrationsEndpoint,
  createAdministrationEndpoint,
  listConnectionsEndpoint,
  createConnectionEndpoint,
  checkConnectionEndpoint,
  registerWebhooksEndpoint,
  getWebhookSecretEndpoint,
  sweepConnectionEndpoint,
  listCouplingsEndpoint,
  createCouplingEndpoint,
  updateCouplingEndpoint,
  putMappingEndpoint,
  listAlarmsEndpoint,
];
