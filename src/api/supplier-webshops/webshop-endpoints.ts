import type { AnyEndpoint } from "#api/endpoint.ts";
import {
  chooseSupplierBasketEndpoint,
  fetchSupplierBasketEndpoint,
  getSupplierBasketEndpoint,
  listSupplierBasketsEndpoint,
  takeSupplierBasketEndpoint,
} from "./basket-endpoints.ts";
import { emptySupplierBasketEndpoint } from "./empty-endpoint.ts";
import {
  copySupplierEntryEndpoint,
  createSupplierEntryEndpoint,
  deleteSupplierEntryEndpoint,
  listSupplierCapabilitiesEndpoint,
  listSupplierEntriesEndpoint,
  saveSupplierEntryEndpoint,
  spreadSupplierEntryEndpoint,
  testSupplierEntryEndpoint,
} from "./entry-endpoints.ts";
import { exportSupplierBasketCsvEndpoint, exportSupplierBasketUblEndpoint } from "./export-endpoints.ts";
import {
  extendSupplierVisitEndpoint,
  getSupplierShopPageEndpoint,
  openSupplierShopEndpoint,
} from "./open-endpoints.ts";

/** Logins at supplier webshops and the baskets that come from them. */
export const supplierWebshopEndpoints: readonly AnyEndpoint[] = [
  listSupplierCapabilitiesEndpoint,
  listSupplierEntriesEndpoint,
  createSupplierEntryEndpoint,
  saveSupplierEntryEndpoint,
  spreadSupplierEntryEndpoint,
  copySupplierEntryEndpoint,
  testSupplierEntryEndpoint,
  deleteSupplierEntryEndpoint,
  listSupplierBasketsEndpoint,
  fetchSupplierBasketEndpoint,
  openSupplierShopEndpoint,
  getSupplierShopPageEndpoint,
  extendSupplierVisitEndpoint,
  getSupplierBasketEndpoint,
  chooseSupplierBasketEndpoint,
  takeSupplierBasketEndpoint,
  emptySupplierBasketEndpoint,
  exportSupplierBasketCsvEndpoint,
  exportSupplierBasketUblEndpoint,
];
