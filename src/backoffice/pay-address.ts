import { isPositive } from "#domain/amount.ts";
import { payableKinds, payConnectorsFor } from "#domain/pay-ways.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf } from "#store/document-balance.ts";
import type { StoredDocument } from "#store/documents.ts";
import { payKeyOf, payWaysOf } from "#store/pay-links.ts";

/** What it takes to know where a document is paid. */
type Payable = Pick<StoredDocument, "id" | "kind" | "status" | "currency">;

/** The path of a pay page below the public address. */
export const payPath = (key: string): string => `pay/${key}`;

/**
 * Where a customer pays this document online: our own page, the same address for ever. Null when there is nothing to pay, no payment
 * provider is switched on and connected, or customers cannot reach this hub. The key is made in the caller's transaction.
 */
export const payAddresses =
  (publicUrl: URL | null) =>
  async (trx: Transaction, administrationId: string, document: Payable): Promise<string | null> => {
    if (publicUrl === null || document.status !== "issued" || !payableKinds.includes(document.kind)) return null;
    const [balance] = await balancesOf(trx, [document.id]);
    if (balance === undefined || !isPositive(balance.open)) return null;
    const ways = await payWaysOf(trx, administrationId, payConnectorsFor(document.currency));
    if (ways.length === 0) return null;
    return new URL(payPath(await payKeyOf(trx, administrationId, document.id)), publicUrl).href;
  };
