import type { AnyConnector } from "#connect/connector.ts";
import { asksCodes, documentKindsOf, spreadsDiscounts } from "#connect/documents-there.ts";
import type { Reads } from "#connect/reading.ts";
import { zero, type Amount } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import type { DocumentOrder } from "#domain/document-order.ts";
import { normaliseEmail, Party } from "#domain/party.ts";
import { codesOf, itemCodesOf, type MissingCode } from "#flows/shop-orders/codes.ts";
import type { EmptiedDocument, Lacking, OrderDocument, OrderSight } from "#flows/shop-orders/order-target.ts";
import type { MappingEntry } from "#flows/shop-orders/settings.ts";
import type { Connection } from "#store/connections.ts";
import type { Transaction } from "#store/database.ts";
import { begunEffects, findEffects } from "#store/effects.ts";
import { keyedHash } from "#store/keys.ts";
import { outsideDocumentsOf, type OutsideDocument } from "#store/outside-documents.ts";
import type { Store } from "#store/store.ts";
import type { ItemsThere } from "./items-there.ts";

export type Within = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>;

/** Names a buyer without saying who it is. Whoever has no address of their own is known by name and place. */
export function buyerKeyOf(store: Pick<Store, "key">, connectionId: string, buyer: Party): string {
  const who = normaliseEmail(buyer.email) || JSON.stringify([buyer.name, buyer.vatIdentifier, buyer.address]);
  return `customer:${connectionId}:${keyedHash(store.key, "buyer", who).toString("base64url")}`;
}

/** Names a company without saying which it is. */
export const vatNameOf = (store: Pick<Store, "key">, connectionId: string, { vatIdentifier }: Party): string =>
  `company ${connectionId} ${keyedHash(store.key, "buyer", vatIdentifier).toString("base64url")}`;

/** An outside package that can only be looked at. */
export interface BooksInSight {
  readonly connection: Connection;
  readonly connector: AnyConnector;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly reads: Reads;
  readonly items: ItemsThere;
}

/** An outside package for who only looks: what we know of it, and what it answers to reads. */
export function outsideSight(
  store: Pick<Store, "key">,
  within: Within,
  administrationId: string,
  { connection, connector, settings, reads, items }: BooksInSight,
  mappings: readonly MappingEntry[],
): OrderSight {
  const connectionId = connection.id;
  const kinds = documentKindsOf(connector, settings);
  const findCustomer = async (buyer: Party): Promise<string | null> => {
    const key = buyerKeyOf(store, connectionId, buyer);
    const made = (await within((trx) => findEffects(trx, administrationId, [key]))).get(key);
    if (made !== undefined) return made;
    if (normaliseEmail(buyer.email) === "" && buyer.vatIdentifier === "") return null;
    return (await reads.read("customers.find", { buyer }))?.id ?? null;
  };
  /** Looked up together, so that a hundred orders cost as many requests as one where the other side allows it. */
  const lackingOf = async (orders: readonly DocumentOrder[]): Promise<(Lacking | null)[]> => {
    const refusals = orders.map(({ draft: { kind } }) => (kinds.includes(kind) ? null : cannotMake(connection, kind)));
    const asked = asksCodes(connector, settings) ? orders.filter((_, index) => refusals[index] === null) : [];
    if (asked.length === 0) return refusals;
    // What may be there already is not held for what it is called: it is found out first.
    const keys = asked.map(({ businessKey }) => businessKey);
    const begun = await within((trx) => begunEffects(trx, administrationId, keys));
    const open = asked.filter(({ businessKey }) => !begun.has(businessKey));
    const found = await items(itemCodesOf(open, mappings));
    return orders.map((order, index) => {
      const refusal = refusals[index] ?? null;
      if (refusal !== null || !open.includes(order)) return refusal;
      const { missing } = codesOf(order, mappings, found, spreadsDiscounts(connector));
      return missing.length === 0 ? null : missingThere(connection, missing);
    });
  };
  return {
    "customers.find": (buyers) => inTurn(buyers, findCustomer),
    "documents.lacking": lackingOf,
    "refunds.on": (kind) => {
      if (kinds.includes("creditNote") && kind === "invoice") return "credited";
      const why = kind === "invoice" ? "it makes no credit notes" : "its order there is credited there";
      return { reason: `${connection.name}: ${why}`, connection: connectionId };
    },
    "documents.ofOrders": async (sourceConnectionId, orderIds) =>
      (await within((trx) => outsideDocumentsOf(trx, administrationId, sourceConnectionId, orderIds))).flatMap(
        orderDocumentOf,
      ),
    "documents.emptied": async (sourceConnectionId, orderIds) => {
      const all = await within((trx) => outsideDocumentsOf(trx, administrationId, sourceConnectionId, orderIds));
      const emptied = all.filter(({ content }) => content === null);
      return Map.groupBy(emptied.map(frameOf), ({ sourceOrderId }) => sourceOrderId);
    },
    // The package has rules of its own, and tells them when it is asked to make the document.
    "documents.check": async () => undefined,
    "effects.done": (keys) => within((trx) => findEffects(trx, administrationId, keys)),
    "payments.open": async (ids) => new Map<string, Amount>(ids.map((id) => [id, zero])),
    // What was paid is booked by the package itself, from what its document says.
    "payments.unbooked": async () => [],
  };
}

const cannotMake = ({ id, name }: Connection, kind: DocumentKind): Lacking => ({
  code: "capability.missing",
  text: `${name} makes no ${kind}`,
  waitsFor: [],
  details: { connection: id, operation: "documents.create" },
});

/** The first one names the cause; all of them stand in `missing`, for the sentence about the order. */
export function missingThere({ id, name }: Connection, missing: readonly MissingCode[]): Lacking {
  const [first] = missing;
  const named = missing.map(({ what, fromValue, fault, code }) => ({ what, fromValue, fault, code }));
  return {
    code: "mapping.missing",
    text: `not known in ${name}: ${missing.map(({ fromValue, fault }) => `${fromValue} (${fault})`).join(", ")}`,
    waitsFor: missing.map(({ what, fromValue }) => ({ what, fromValue })),
    details: {
      connection: id,
      what: first?.what ?? "",
      fromValue: first?.fromValue ?? "",
      missing: JSON.stringify(named),
    },
  };
}

const frameOf = (made: OutsideDocument): EmptiedDocument & { readonly sourceOrderId: string } => ({
  id: made.id,
  kind: made.kind as DocumentKind,
  number: made.number,
  issueDate: made.issueDate,
  totalAmount: made.totalAmount,
  buyerId: made.remoteCustomerId,
  couplingId: made.couplingId,
  sourceOrderId: made.sourceOrderId,
});

/** One after the other: each may be the last before a crash. */
export async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}

const { externalId: _, ...nobody } = Party.parse({ address: {} });

/** The seller's side of it stands in the outside package. */
function orderDocumentOf({ id, number, issueDate, couplingId, content }: OutsideDocument): OrderDocument[] {
  if (content === null) return [];
  const ofSeller = { seller: nobody, sellerIban: "", paymentReference: "", dueDate: null, precedingDocument: null };
  return [{ ...content, ...ofSeller, id, number, issueDate, couplingId, status: "issued", editedBy: null }];
}
