import { once } from "#connect/once.ts";
import { readsOf, type Reads } from "#connect/reading.ts";
import { add, zero, type Amount } from "#domain/amount.ts";
import type { DocumentOrder } from "#domain/document-order.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import { normaliseEmail, Party } from "#domain/party.ts";
import type { OrderDocument, OrderSight, OrderTarget } from "#flows/shop-orders/order-target.ts";
import { firstOpenDay } from "#store/closed-period.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { findEffects } from "#store/effects.ts";
import { keyedHash } from "#store/keys.ts";
import {
  insertOutsideDocument,
  outsideDocumentByKey,
  outsideDocumentsOf,
  readOutsideDocument,
  type OutsideDocument,
} from "#store/outside-documents.ts";
import type { Store } from "#store/store.ts";
import { effectBook } from "./effect-book.ts";
import type { OpenSession } from "./session.ts";

export interface OutsidePlace {
  readonly administrationId: string;
  readonly couplingId: string;
  /** The shop. */
  readonly sourceConnectionId: string;
  /** The administration's local day: nothing is dated later. */
  readonly today: string;
}

/**
 * An outside package as the target of shop orders, each create through `once`. It keeps no drafts of ours and mails what it makes by itself; its
 * payments are its own. What stands between two calls is committed: an order is carried out alone, and going on where it stopped
 * makes nothing twice.
 */
export function outsideTarget(store: Store, place: OutsidePlace, open: OpenSession): OrderTarget {
  const { administrationId, today } = place;
  const { connection } = open;
  const within: Within = (work) => inAdministration(store.app, administrationId, work);
  const sight = outsideSight(store, within, administrationId, connection.id, readsOf(open));
  const cannot = (operation: string): never => {
    throw new HubError("capability.missing", `${connection.name} keeps no drafts of ours`, { details: { operation } });
  };

  const createCustomer = async (buyer: Party): Promise<string> => {
    const book = effectBook(store, { administrationId, connectionId: connection.id });
    const { id } = await once(book, open, {
      key: buyerKeyOf(store, connection.id, buyer),
      operation: "customers.create",
      input: { buyer },
      mark: "",
    });
    return id;
  };

  const createDocument = async ({ businessKey, draft, wantedDay, madeOf = "", happenedAt }: DocumentOrder) => {
    const invoice =
      draft.precedingDocumentId === null
        ? null
        : await within((trx) => readOutsideDocument(trx, administrationId, draft.precedingDocumentId ?? ""));
    // What a person has closed here is not dated there either.
    const openDay = await within((trx) => firstOpenDay(trx, administrationId));
    const [earliest, latest] = [wantedDay < openDay ? openDay : wantedDay, today < openDay ? openDay : today];
    const issueDate = earliest < latest ? earliest : latest;
    const book = effectBook(
      store,
      { administrationId, connectionId: connection.id },
      (trx, made, sent, isEmptied) =>
        keepDocument(trx, { ...place, connectionId: connection.id }, businessKey, made, sent, isEmptied),
      happenedAt,
    );
    const input = { draft, issueDate, customerId: draft.buyerId, corrects: invoice?.remoteId ?? null };
    const made = await once(book, open, { key: businessKey, operation: "documents.create", input, mark: madeOf });
    const kept = await within((trx) => outsideDocumentByKey(trx, administrationId, businessKey));
    if (kept === null) throw new HubError("internal.unexpected", `${businessKey} was made and is not kept`);
    return { businessKey, id: kept.id, number: kept.number, madeOf: made.mark };
  };

  return {
    ...sight,
    "customers.create": (buyers) => inTurn(buyers, createCustomer),
    "documents.create": (orders) => inTurn(orders, createDocument),
    "documents.draft": async () => cannot("documents.draft"),
    "documents.redraft": async () => false,
    "documents.send": async (ids) => ids.map(() => true),
    // Of documents `documents.create` tells it, with their number.
    "effects.done": (keys) => sight["effects.done"](keys.filter((key) => !key.startsWith("document:"))),
    "payments.record": async () => undefined,
    "payments.return": async () => undefined,
  };
}

type Within = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>;

/** Names a buyer without saying who it is. Whoever has no address of their own is known by name and place. */
function buyerKeyOf(store: Pick<Store, "key">, connectionId: string, buyer: Party): string {
  const who = normaliseEmail(buyer.email) || JSON.stringify([buyer.name, buyer.vatIdentifier, buyer.address]);
  return `customer:${connectionId}:${keyedHash(store.key, "buyer", who).toString("base64url")}`;
}

/** An outside package for who only looks: what we know of it, and what it answers to reads. */
export function outsideSight(
  store: Pick<Store, "key">,
  within: Within,
  administrationId: string,
  connectionId: string,
  books: Reads,
): OrderSight {
  const findCustomer = async (buyer: Party): Promise<string | null> => {
    const key = buyerKeyOf(store, connectionId, buyer);
    const made = (await within((trx) => findEffects(trx, administrationId, [key]))).get(key);
    if (made !== undefined) return made;
    if (normaliseEmail(buyer.email) === "") return null;
    return (await books.read("customers.find", { buyer }))?.id ?? null;
  };
  return {
    "customers.find": (buyers) => inTurn(buyers, findCustomer),
    "documents.ofOrders": async (sourceConnectionId, orderIds) =>
      (await within((trx) => outsideDocumentsOf(trx, administrationId, sourceConnectionId, orderIds))).flatMap(
        orderDocumentOf,
      ),
    "documents.emptied": async (sourceConnectionId, orderIds) => {
      const all = await within((trx) => outsideDocumentsOf(trx, administrationId, sourceConnectionId, orderIds));
      const invoices = all.filter(({ kind, content }) => kind === "invoice" && content === null);
      return new Map(invoices.map(({ sourceOrderId, number }) => [sourceOrderId, number]));
    },
    // The package has rules of its own, and tells them when it is asked to make the document.
    "documents.check": async () => undefined,
    "effects.done": (keys) => within((trx) => findEffects(trx, administrationId, keys)),
    "payments.open": async (ids) => new Map<string, Amount>(ids.map((id) => [id, zero])),
    // What was paid is booked by the package itself, from what its document says.
    "payments.unbooked": async () => [],
  };
}

/** What `documents.create` was given, as it was kept with the intent. */
interface Sent {
  readonly draft: DocumentDraft;
  readonly issueDate: string;
}

/** Writes down a document that was made, beside its effect; without what stood on it when the person it was of was deleted meanwhile. */
export async function keepDocument(
  trx: Transaction,
  place: Pick<OutsidePlace, "administrationId" | "couplingId" | "sourceConnectionId"> & {
    readonly connectionId: string;
  },
  businessKey: string,
  made: { readonly id: string; readonly number: string },
  sent: unknown,
  isEmptied = false,
): Promise<void> {
  const { connectionId, couplingId, sourceConnectionId } = place;
  const { draft, issueDate } = sent as Sent;
  const { sourceOrderId, kind, currency } = draft;
  await insertOutsideDocument(trx, place.administrationId, {
    ...{ connectionId, couplingId, sourceConnectionId, sourceOrderId, businessKey, kind, currency, issueDate },
    remoteId: made.id,
    number: made.number,
    totalAmount: add(draft.totals.taxInclusiveAmount, draft.totals.payableRoundingAmount),
    content: isEmptied ? null : draft,
  });
}

/** One after the other: each may be the last before a crash. */
async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
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
