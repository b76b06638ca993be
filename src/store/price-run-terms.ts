import { sql } from "kysely";
import { SupplierTerms } from "#domain/supplier/cost.ts";
import type { Transaction } from "./database.ts";

/**
 * What a webshop's net price holds where its answer does not say. It is the price of the day, with the metal in it (contract price-lists.md 5); of
 * contributions the supplier's list knows as much as anybody.
 */
export async function serviceTermsOf(
  trx: Transaction,
  administrationId: string,
  priceListId: string | null,
): Promise<SupplierTerms> {
  const { rows } = await sql<{ included: unknown }>`select terms -> 'contributionsIncluded' as included from price_lists
    where administration_id = ${administrationId} and id = ${priceListId}`.execute(trx);
  const contributionsIncluded = SupplierTerms.shape.contributionsIncluded.safeParse(rows[0]?.included);
  return { metalInNet: "yes", contributionsIncluded: contributionsIncluded.data ?? "unknown" };
}
