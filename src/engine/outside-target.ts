import { asksCodes, spreadsDiscounts } from "#connect/documents-there.ts";
import { once } from "#connect/once.ts";
import { readsOf } from "#connect/reading.ts";
import { add } from "#domain/amount.ts";
import type { DocumentOrder } from "#domain/document-order.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import type { Party } from "#domain/party.ts";
import { codesOf, itemCodesOf } from "#flows/shop-orders/codes.ts";
import type { OrderTarget } from "#flows/shop-orders/order-target.ts";
import type { MappingEntry } from "#flows/shop-orders/settings.ts";
import { firstOpenDay } from "#store/closed-period.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { insertOutsideDocument, outsideDocumentByKey, readOutsideDocument } from "#store/outside-documents.ts";
import type { Store } from "#store/store.ts";
import { effectBook } from "./effect-book.ts";
import type { ItemsThere } from "./items-there.ts";
import { buyerKeyOf, inTurn, missingThere, outsideSight, vatNameOf, type Within } from "./outside-sight.ts";
import type { Queue } from "./queue.ts";
import type { OpenSession } from "./session.ts";

export interface OutsidePlace {
  readonly administrationId: string;
  readonly couplingId: string;
  /** The shop. */
  readonly sourceConnectionId: string;
  /** The administration's local day: nothing is dated later. */
  readonly today: string;
  readonly mappings: readonly MappingEntry[];
  /** What was sent is kept beside the document, as long as its time. */
  readonly keepsContent: boolean;
}

/**
 * An outside package as the target of shop orders, each create through `once`. It keeps no drafts of ours and mails what it makes by itself; its
 * payments are its own. What stands between two calls is committed: an order is carried out alone, and going on where it stopped
 * makes nothing twice.
 */
export function outsideTarget(
  store: Store,
  place: OutsidePlace,
  open: OpenSession,
  items: ItemsThere,
  ifFree: Queue["ifFree"],
): OrderTarget {
  const { administrationId, today, mappings } = place;
  const { connection, connector, session } = open;
  const within: Within = (work) => inAdministration(store.app, administrationId, work);
  const books = { connection, connector, settings: session.settings, reads: readsOf(open), items };
  const sight = outsideSight(store, within, administrationId, books, mappings);
  const cannot = (operation: string): never => {
    throw new HubError("capability.missing", `${connection.name} keeps no drafts of ours`, { details: { operation } });
  };

  const makeCustomer = async (buyer: Party): Promise<string> => {
    const book = effectBook(store, { administrationId, connectionId: connection.id });
    const { id } = await once(book, open, {
      key: buyerKeyOf(store, connection.id, buyer),
      operation: "customers.create",
      input: { buyer },
      mark: "",
    });
    return id;
  };

  /** Two people of one company are one debtor: of its VAT number one is looked for and made at a time, by whatever node. */
  const createCustomer = async (buyer: Party): Promise<string> => {
    if (buyer.vatIdentifier === "") return makeCustomer(buyer);
    let id: string | null = null;
    await ifFree(vatNameOf(store, connection.id, buyer), async () => {
      const [known] = await sight["customers.find"]([buyer]);
      id = known ?? (await makeCustomer(buyer));
    });
    if (id !== null) return id;
    throw new HubError("remote.conflict", `${connection.name} is being given this company by another order`);
  };

  const codesFor = async (order: DocumentOrder) => {
    if (!asksCodes(connector, session.settings)) return { codes: [], unlessBegun: null };
    const found = await items(itemCodesOf([order], mappings));
    const { codes, missing } = codesOf(order, mappings, found, spreadsDiscounts(connector));
    if (missing.length === 0) return { codes: [...codes], unlessBegun: null };
    const { code, text, details } = missingThere(connection, missing);
    return { codes: [], unlessBegun: new HubError(code, text, { details }) };
  };

  const createDocument = async (order: DocumentOrder) => {
    const { businessKey, draft, wantedDay, madeOf = "", happenedAt } = order;
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
    const corrects = invoice?.remoteId ?? null;
    const { codes, unlessBegun } = await codesFor(order);
    const input = { draft, issueDate, customerId: draft.buyerId, corrects, codes };
    const effect = { key: businessKey, operation: "documents.create", input, mark: madeOf, unlessBegun } as const;
    const made = await once(book, open, effect);
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

/** What `documents.create` was given, as it was kept with the intent. */
interface Sent {
  readonly draft: DocumentDraft;
  readonly issueDate: string;
  readonly customerId: string;
}

/** Writes down a document that was made, beside its effect; without what stood on it when the person it was of was deleted meanwhile. */
export async function keepDocument(
  trx: Transaction,
  place: Pick<OutsidePlace, "administrationId" | "couplingId" | "sourceConnectionId" | "keepsContent"> & {
    readonly connectionId: string;
  },
  businessKey: string,
  made: { readonly id: string; readonly number: string },
  sent: unknown,
  isEmptied = false,
): Promise<void> {
  const { connectionId, couplingId, sourceConnectionId, keepsContent } = place;
  const { draft, issueDate, customerId } = sent as Sent;
  const { sourceOrderId, kind, currency } = draft;
  await insertOutsideDocument(trx, place.administrationId, {
    ...{ connectionId, couplingId, sourceConnectionId, sourceOrderId, businessKey, kind, currency, issueDate },
    remoteId: made.id,
    number: made.number,
    totalAmount: add(draft.totals.taxInclusiveAmount, draft.totals.payableRoundingAmount),
    remoteCustomerId: customerId,
    content: isEmptied || !keepsContent ? null : draft,
  });
}
