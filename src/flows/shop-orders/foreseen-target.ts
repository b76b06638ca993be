import { add, isPositive, largest, subtract, zero, type Amount } from "#domain/amount.ts";
import type { DocumentOrder, OrderPayment, OrderRepayment } from "#domain/document-order.ts";
import { normaliseEmail, type Party } from "#domain/party.ts";
import type { OrderDocument, OrderSight, OrderTarget } from "./order-target.ts";

/** A document that would be made, or written anew. */
export interface ForeseenDocument {
  readonly id: string;
  readonly order: DocumentOrder;
  readonly as: "issued" | "draft" | "redraft";
}

/** What a target would have been told to do for one order. */
export interface Foreseen {
  readonly documents: ForeseenDocument[];
  readonly newBuyers: Party[];
  readonly mails: { readonly documentId: string; readonly to: string }[];
  readonly payments: OrderPayment[];
  readonly returns: OrderRepayment[];
}

export const nothingForeseen = (): Foreseen => ({
  documents: [],
  newBuyers: [],
  mails: [],
  payments: [],
  returns: [],
});

/** Ids of what is not there. */
const inThought = "foreseen:";

/** Two orders of one new buyer make one customer, also in thought. */
const buyerKeyOf = ({ email, name, vatIdentifier, address }: Party): string =>
  normaliseEmail(email) === ""
    ? JSON.stringify([name, vatIdentifier, address])
    : `${normaliseEmail(email)} ${vatIdentifier}`;

/**
 * A target that carries nothing out: it looks through `sight`, which cannot write, and notes in `foreseen` what it was told to do. So a
 * dry run goes through the very code that books. `buyers` remembers the new ones as long as the dry run lasts.
 */
export function foreseenTarget(sight: OrderSight, buyers: Map<string, string>, foreseen: Foreseen): OrderTarget {
  const { documents, payments, mails, returns, newBuyers } = foreseen;
  const note = (order: DocumentOrder, as: ForeseenDocument["as"]) => {
    const id = `${inThought}${documents.length}`;
    documents.push({ id, order, as });
    return { businessKey: order.businessKey, id };
  };
  const openOf = ({ id, order: { draft } }: ForeseenDocument): Amount =>
    subtract(add(draft.totals.taxInclusiveAmount, draft.totals.payableRoundingAmount), paidOn(id));
  const paidOn = (id: string): Amount =>
    payments.filter(({ documentId }) => documentId === id).reduce((sum, { amount }) => add(sum, amount), zero);
  return {
    async "customers.find"(wanted) {
      const found = await sight["customers.find"](wanted);
      return wanted.map((buyer, index) => found[index] ?? buyers.get(buyerKeyOf(buyer)) ?? null);
    },
    "customers.create": async (wanted) =>
      wanted.map((buyer) => {
        const key = buyerKeyOf(buyer);
        const id = buyers.get(key) ?? `${inThought}buyer:${buyers.size}`;
        if (!buyers.has(key)) newBuyers.push(buyer);
        buyers.set(key, id);
        return id;
      }),
    async "documents.create"(orders) {
      await sight["documents.check"](orders);
      return orders.map((order) => ({ ...note(order, "issued"), number: "" }));
    },
    "documents.draft": async (orders) => orders.map((order) => note(order, "draft")),
    async "documents.redraft"(_id, order) {
      note(order, "redraft");
      return true;
    },
    "documents.send": async (ids) =>
      ids.map((documentId) => {
        const to = documents.find(({ id }) => id === documentId)?.order.draft.buyer.email ?? "";
        if (to !== "") mails.push({ documentId, to });
        return to !== "";
      }),
    async "documents.ofOrders"(connectionId, orderIds) {
      const own = documents.filter(
        ({ as, order: { draft } }) => as !== "redraft" && orderIds.includes(draft.sourceOrderId),
      );
      return [...own.map(orderDocumentOf), ...(await sight["documents.ofOrders"](connectionId, orderIds))];
    },
    "documents.lacking": (orders) => sight["documents.lacking"](orders),
    "refunds.on": (kind) => sight["refunds.on"](kind),
    "documents.emptied": (connectionId, orderIds) => sight["documents.emptied"](connectionId, orderIds),
    "effects.done": (keys) => sight["effects.done"](keys),
    "payments.record": async (made) => void payments.push(...(await sight["payments.unbooked"](made))),
    async "payments.open"(ids) {
      const known = await sight["payments.open"](ids.filter((id) => !id.startsWith(inThought)));
      return new Map([
        // What is paid in thought closes what is open, and no more.
        ...[...known].map(([id, open]): [string, Amount] => [
          id,
          isPositive(open) ? largest(subtract(open, paidOn(id)), zero) : open,
        ]),
        ...documents.filter(({ id }) => ids.includes(id)).map((one): [string, Amount] => [one.id, openOf(one)]),
      ]);
    },
    "payments.return": async (made) => void returns.push(...made),
  };
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

/** As far as what follows from it looks: who sells stands nowhere in that. */
const orderDocumentOf = ({ id, as, order }: ForeseenDocument): OrderDocument => ({
  ...order.draft,
  id,
  status: as === "draft" ? "draft" : "issued",
  number: as === "draft" ? null : "",
  issueDate: as === "draft" ? null : order.wantedDay,
  couplingId: order.couplingId,
  editedBy: null,
  seller: nobody,
  sellerIban: "",
  paymentReference: "",
  dueDate: null,
  precedingDocument: order.preceding,
});
