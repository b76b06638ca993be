import { uploadSupplierOf } from "#domain/supplier/upload-suppliers.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { ApiContext } from "#api/endpoint.ts";

type Products = Pick<ApiContext, "connectorById">;

/** What a supplier's product is called; null for a supplier that is only known by its party. */
export const productNameOf = ({ connectorById }: Products, connector: string): string | null => {
  const byUpload = uploadSupplierOf(connector);
  return byUpload === null ? connectorById(connector).name : byUpload.name;
};

/** The same, as it stands in a list to choose from. */
export const shownNameOf = (products: Products, connector: string, language: TextLanguage): string =>
  productNameOf(products, connector) ?? textOf("supplier.byUpload", language);
