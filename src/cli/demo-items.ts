import { amount, cents, divide, text } from "#domain/amount.ts";
import { bicycles, stationery, wines, type Product, type TaxClass } from "#sandbox/demo-month/assortments.ts";
import type { HubClient } from "./hub-client.ts";

const rates: Readonly<Record<TaxClass, string>> = { "": "21", tussentarief: "12", "reduced-rate": "6" };

/** Shops give prices with VAT, the catalogue holds them without. */
const netPrice = (product: Product, rate: string): string =>
  text(cents(divide(amount(String(product.cents)), amount(String(100 + Number(rate))))));

/** What the three shops sell, in the company's own catalogue; invoices move the stock of it. */
export async function fillCatalogue(api: HubClient): Promise<void> {
  for (const assortment of [bicycles, wines, stationery]) {
    for (const [taxClass, products] of Object.entries(assortment) as [TaxClass, readonly Product[]][]) {
      const vatRate = rates[taxClass];
      for (const product of products) {
        const isByTheHour = product.sku === "HERST-UUR";
        await api.post("/api/items", {
          sellersItemIdentifier: product.sku,
          name: product.name,
          salesPrice: netPrice(product, vatRate),
          vatRate,
          countsStock: taxClass === "" && !isByTheHour,
          ...(isByTheHour && { unitCode: "HUR" }),
        });
      }
    }
  }
}
