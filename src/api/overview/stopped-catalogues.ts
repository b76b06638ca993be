import { z } from "zod";
import { textOf } from "#domain/texts/text.ts";
import { catalogueKinds } from "#store/catalogue-couplings.ts";
import type { Transaction } from "#store/database.ts";
import { stoppedCatalogues } from "#store/stopped-catalogues.ts";
import type { Reader } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";

export const StoppedCatalogueShape = z
  .object({
    couplingId: z.string(),
    kind: z.enum(catalogueKinds),
    title: z.string(),
    count: z.int().min(0).meta({ description: "Records that wait for a person; 0: the whole run stands still" }),
    since: Instant,
  })
  .meta({ id: "StoppedCatalogue", description: "A coupling of products, stock or customers that cannot go on alone" });
export type ShownStoppedCatalogue = z.input<typeof StoppedCatalogueShape>;

const titles = {
  products: { waits: "home.catalogue.products", stands: "home.catalogue.products.stands" },
  stock: { waits: "home.catalogue.stock", stands: "home.catalogue.stock.stands" },
  customers: { waits: "home.catalogue.customers", stands: "home.catalogue.customers.stands" },
} as const;

/** In words: how many products, articles or customers do not get into which shop. */
export async function readStoppedCatalogues(
  trx: Transaction,
  administrationId: string,
  { language, systemOf }: Reader,
): Promise<ShownStoppedCatalogue[]> {
  return (await stoppedCatalogues(trx, administrationId)).map(({ id, kind, targetConnectionId, count, since }) => {
    const values = { count, shop: systemOf(targetConnectionId) };
    const title = textOf(count === 0 ? titles[kind].stands : titles[kind].waits, language, values);
    return { couplingId: id, kind, title, count, since };
  });
}
