import type { AnyEndpoint } from "#api/endpoint.ts";
import { receiveSupplierDocumentEndpoint, startWithSupplierDocumentEndpoint } from "./book-endpoints.ts";
import { fetchSupplierDocumentEndpoint } from "./fetch-endpoint.ts";
import { listSupplierDocumentsEndpoint } from "./look-endpoints.ts";
import { uploadSupplierDocumentEndpoint } from "./upload-endpoint.ts";

/** Orders and delivery notes of suppliers, by their number. */
export const supplierDocumentEndpoints: readonly AnyEndpoint[] = [
  listSupplierDocumentsEndpoint,
  fetchSupplierDocumentEndpoint,
  uploadSupplierDocumentEndpoint,
  startWithSupplierDocumentEndpoint,
  receiveSupplierDocumentEndpoint,
];
