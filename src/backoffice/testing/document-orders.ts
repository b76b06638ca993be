import { randomUUID } from "node:crypto";
import { createBuyers } from "#backoffice/buyers.ts";
import { issueDocuments, type Issued } from "#backoffice/issue-documents.ts";
import { amount } from "#domain/amount.ts";
import type { DocumentOrder } from "#domain/document-order.ts";
import type { DocumentDraft } from "#domain/document.ts";
import type { Party } from "#domain/party.ts";
import { calculate, groupOf, lineOf } from "#domain/testing/groups.ts";
import { readAdministration, type Administration } from "#store/administrations.ts";
import { inAdministration, type Database, type Transaction } from "#store/database.ts";
import type { TestStore } from "#store/testing/database.ts";

/** A buyer as a shop describes one. */
export const buyer = (fields: Partial<Party> = {}): Party => ({
  externalId: "",
  name: "An Peeters",
  contactName: "",
  email: "an@example.be",
  phone: "",
  language: null,
  vatIdentifier: "",
  legalRegistrationIdentifier: "",
  address: {
    name: "",
    streetName: "Kerkstraat 1",
    additionalStreetName: "",
    cityName: "Brugge",
    postalZone: "8000",
    countrySubentity: "",
    countryCode: "BE",
  },
  ...fields,
});

/** Two lines at two rates, 12.10 (two pieces of `sku`) and 10.60 with VAT. */
export function draftFor(buyerId: string, fields: Partial<DocumentDraft> = {}, sku = ""): DocumentDraft {
  const first = lineOf(1, "12.10", { sellersItemIdentifier: sku, quantity: amount("2") });
  const { externalId: _, ...party } = buyer();
  return {
    ...calculate([groupOf("21", [first]), groupOf("6", [lineOf(2, "10.60")])], "22.70"),
    kind: "invoice",
    currency: "EUR",
    exchangeRate: null,
    taxAmountInEuro: null,
    buyer: party,
    buyerId,
    deliverTo: null,
    deliveryDate: null,
    taxPointDate: null,
    language: "nl",
    noteAboveLines: "",
    internalNote: "",
    orderReference: "R1",
    buyerReference: "",
    paymentMeansCode: "30",
    sourceOrderId: "1",
    precedingDocumentId: null,
    flag: null,
    ...fields,
  };
}

/** A document to be issued under a key of its own. */
export const orderOf = (draft: DocumentDraft, fields: Partial<DocumentOrder> = {}): DocumentOrder => ({
  businessKey: `test:${randomUUID()}`,
  draft,
  wantedDay: "2026-11-20",
  couplingId: null,
  connectionId: null,
  vatPolicy: "calculated",
  preceding: null,
  ...fields,
});

/** An administration with a buyer, and a way to issue documents in it. */
export interface Books {
  readonly administration: Administration;
  readonly buyerId: string;
  draft(fields?: Partial<DocumentDraft>, sku?: string): DocumentDraft;
  /** In a transaction of its own, which is undone when `after` throws. */
  issue(
    orders: readonly DocumentOrder[],
    today?: string,
    after?: (trx: Transaction) => Promise<unknown>,
  ): Promise<Issued[]>;
  /** In the rights of the app, or of whoever else opened `database`. */
  within<T>(work: (trx: Transaction) => Promise<T>, database?: Database): Promise<T>;
}

export async function openBooks(store: TestStore, country = "BE"): Promise<Books> {
  const id = await store.makeAdministration({ country });
  const within: Books["within"] = (work, database = store.app) => inAdministration(database, id, work);
  const [administration, [buyerId]] = await within(async (trx) => [
    await readAdministration(trx, id),
    await createBuyers(trx, id, [buyer()]),
  ]);
  if (administration === null || buyerId === undefined) throw new Error("The administration was not made");
  return {
    administration,
    buyerId,
    draft: (fields, sku) => draftFor(buyerId, fields, sku),
    within,
    issue: (orders, today = "2026-11-21", after = async () => undefined) =>
      within(async (trx) => {
        const issued = await issueDocuments(trx, administration, orders, today);
        await after(trx);
        return issued;
      }),
  };
}
