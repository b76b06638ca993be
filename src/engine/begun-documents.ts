import { settleBegun } from "#connect/once.ts";
import { documentKey } from "#domain/document-order.ts";
import { HubError } from "#domain/error.ts";
import { ShopOrderSettings } from "#flows/shop-orders/settings.ts";
import type { BegunDocument } from "#flows/shop-orders/booking.ts";
import { couplingOfConnection } from "#store/couplings.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { begunEffects } from "#store/effects.ts";
import { outsideDocumentByKey } from "#store/outside-documents.ts";
import type { Store } from "#store/store.ts";
import { effectBook } from "./effect-book.ts";
import { keepDocument, type OutsidePlace } from "./outside-target.ts";
import type { OpenSession } from "./session.ts";

const kinds = ShopOrderSettings.shape.documentKind.unwrap().options;

/** Keys of the documents of each order of which it is not known whether they were made, or is and was not written about the order yet. */
export async function begunDocuments(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keysOf = (id: string) => kinds.map((kind) => documentKey(couplingId, id, kind, 1));
  const begun = await begunEffects(trx, administrationId, orderIds.flatMap(keysOf));
  return new Map(
    orderIds.flatMap((id) => {
      const own = keysOf(id).filter((key) => begun.has(key));
      return own.length === 0 ? [] : [[id, own] as const];
    }),
  );
}

/** Those of these orders of which a package elsewhere may have a document already: nobody may leave them alone before that is known. */
export async function doubtedOrders(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  orderIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const coupling = await couplingOfConnection(trx, administrationId, connectionId);
  if (coupling === null || coupling.targetConnectionId === null) return new Set();
  return new Set((await begunDocuments(trx, administrationId, coupling.id, orderIds)).keys());
}

/** Finds out what came of documents that were begun: the one that is there, or null when it is certain that none is. Throws as `settleBegun` does. */
export async function findBegun(
  store: Store,
  place: Pick<OutsidePlace, "administrationId" | "couplingId" | "sourceConnectionId" | "keepsContent">,
  open: OpenSession,
  keys: readonly string[],
): Promise<BegunDocument | null> {
  const { administrationId } = place;
  const connectionId = open.connection.id;
  for (const key of keys) {
    const book = effectBook(store, { administrationId, connectionId }, (trx, made, sent, isEmptied) =>
      keepDocument(trx, { ...place, connectionId }, key, made, sent, isEmptied),
    );
    const made = await settleBegun(book, open, { key, operation: "documents.create" });
    if (made === null) continue;
    const kept = await inAdministration(store.app, administrationId, (trx) =>
      outsideDocumentByKey(trx, administrationId, key),
    );
    if (kept === null) throw new HubError("internal.unexpected", `${key} was made and is not kept`);
    return { id: kept.id, number: kept.number, kind: kept.kind, madeOf: made.mark };
  }
  return null;
}
