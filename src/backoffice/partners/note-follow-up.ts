import { sourcesOf } from "#store/conversions.ts";
import type { Transaction } from "#store/database.ts";
import type { StoredDocument } from "#store/documents.ts";
import { insertFollowUps } from "#store/partner-follow-ups.ts";

/** A delivery note or an invoice was made final: where it is of an order of a partner, the partner is to be told. */
export async function noteFollowUp(
  trx: Transaction,
  administrationId: string,
  { id, kind }: Pick<StoredDocument, "id" | "kind">,
): Promise<void> {
  if (kind !== "deliveryNote" && kind !== "invoice") return;
  const docType = kind === "invoice" ? "invoice_copy" : "despatch";
  await insertFollowUps(trx, administrationId, { documentId: id, docType }, await sourcesOf(trx, administrationId, id));
}
