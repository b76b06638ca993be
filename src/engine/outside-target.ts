import { once } from "#connect/once.ts";
import { perform } from "#connect/perform.ts";
import { add, zero, type Amount } from "#domain/amount.ts";
import type { DocumentOrder } from "#domain/document-order.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import { normaliseEmail, type Party } from "#domain/party.ts";
import type { OrderDocument, OrderTarget } from "#flows/shop-orders/order-target.ts";
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
  const { connector, connection, session } = open;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);
  const cannot = (operation: string): never => {
    throw new HubError("capability.missing", `${connection.name} keeps no drafts of ours`, { details: { operation } });
  };

  /** Names a buyer without saying who it is. Whoever has no address of their own is known by name and place. */
  const keyOf = (buyer: Party): string => {
    const who = normaliseEmail(buyer.email) || JSON.stringify([buyer.name, buyer.vatIdentifier, buyer.address]);
    return `customer:${connection.id}:${keyedHash(store.key, "buyer", who).toString("base64url")}`;
  };

  const findCustomer = async (buyer: Party): Promise<string | null> => {
    const key = keyOf(buyer);
    const made = (await within((trx) => findEffects(trx, administrationId, [key]))).get(key);
    if (made !== undefined) return made;
    if (normaliseEmail(buyer.email) === "") return null;
    return (await perform(connector, session, "customers.find", { buyer }))?.id ?? null;
  };

  const createCustomer = async (buyer: Party): Promise<string> => {
    const book = effectBook(store, { administrationId, connectionId: connection.id });
    const { id } = await once(book, open, {
      key: keyOf(buyer),
      operation: "customers.create",
      input: { buyer },
      mark: "",
    });
    return id;
  };

  const createDocument = async ({ businessKey, draft, wantedDay, madeOf = "" }: DocumentOrder) => {
    const invoice =
      draft.precedingDocumentId === null
        ? null
        : await within((trx) => readOutsideDocument(trx, administrationId, draft.precedingDocumentId ?? ""));
    // What a person has closed here is not dated there either.
    const open = await within((trx) => firstOpenDay(trx, administrationId));
    const [earliest, latest] = [wantedDay < open ? open : wantedDay, today < open ? open : today];
    const issueDate = earliest < latest ? earliest : latest;
    const book = effectBook(store, { administrationId, connectionId: connection.id }, (trx, made, sent) =>
      keepDocument(trx, { ...place, connectionId: connection.id }, businessKey, made, sent),
    );
    const input = { draft, issueDate, customerId: draft.buyerId, corrects: invoice?.remoteId ?? null };
    const made = await once(book, open, { key: businessKey, operation: "documents.create", input, mark: madeOf });
    const kept = await within((trx) => outsideDocumentByKey(trx, administrationId, businessKey));
    if (kept === null) throw new HubError("internal.unexpected", `${businessKey} was made and is not kept`);
    return { businessKey, id: kept.id, number: kept.number, madeOf: made.mark };
  };

  return {
    "customers.find": (buyers) => inTurn(buyers, findCustomer),
    "customers.create": (buyers) => inTurn(buyers, createCustomer),
    "documents.create": (orders) => inTurn(orders, createDocument),
    "documents.draft": async () => cannot("documents.draft"),
    "documents.redraft": async () => false,
    "documents.send": async (ids) => ids.map(() => true),
    "documents.ofOrders": async (connectionId, orderIds) =>
      (await within((trx) => outsideDocumentsOf(trx, administrationId, connectionId, orderIds))).flatMap(
        orderDocumentOf,
      ),
    // Of documents `documents.create` tells it, with their number.
    "effects.done": (keys) =>
      within((trx) =>
        findEffects(
          trx,
          administrationId,
          keys.filter((key) => !key.startsWith("document:")),
        ),
      ),
    "payments.record": async () => undefined,
    "payments.open": async (ids) => new Map<string, Amount>(ids.map((id) => [id, zero])),
    "payments.return": async () => undefined,
  };
}

/** What `documents.create` was given, as it was kept with the intent. */
interface Sent {
  readonly draft: DocumentDraft;
  readonly issueDate: string;
}

/** Writes down a document that was made, beside its effect. */
export async function keepDocument(
  trx: Transaction,
  place: Pick<OutsidePlace, "administrationId" | "couplingId" | "sourceConnectionId"> & {
    readonly connectionId: string;
  },
  businessKey: string,
  made: { readonly id: string; readonly number: string },
  sent: unknown,
): Promise<void> {
  const { connectionId, couplingId, sourceConnectionId } = place;
  const { draft, issueDate } = sent as Sent;
  const { sourceOrderId, kind, currency } = draft;
  await insertOutsideDocument(trx, place.administrationId, {
    ...{ connectionId, couplingId, sourceConnectionId, sourceOrderId, businessKey, kind, currency, issueDate },
    remoteId: made.id,
    number: made.number,
    totalAmount: add(draft.totals.taxInclusiveAmount, draft.totals.payableRoundingAmount),
    content: draft,
  });
}

/** One after the other: each may be the last before a crash. */
async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}

const nobody = {
  name: "",
  contactName: "",
  email: "",
  phone: "",
  language: null,
  vatIdentifier: "",
  legalRegistrationIdentifier: "",
  address: {
    name: "",
    streetName: "",
    additionalStreetName: "",
    cityName: "",
    postalZone: "",
    countrySubentity: "",
    countryCode: "",
  },
} as const;

/** The seller's side of it stands in the outside package. */
function orderDocumentOf({ id, number, issueDate, couplingId, content }: OutsideDocument): OrderDocument[] {
  if (content === null) return [];
  const ofSeller = { seller: nobody, sellerIban: "", paymentReference: "", dueDate: null, precedingDocument: null };
  return [{ ...content, ...ofSeller, id, number, issueDate, couplingId, status: "issued", editedBy: null }];
}
