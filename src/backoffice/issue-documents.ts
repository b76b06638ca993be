import { newId } from "#store/new-id.ts";
import { isPositive, negate, type Amount } from "#domain/amount.ts";
import { documentKinds, finalStatusOf, isPurchase, type DocumentKind } from "#domain/document-kinds.ts";
import type { DocumentOrder } from "#domain/document-order.ts";
import type { DocumentParty } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import { paymentReference } from "#domain/references.ts";
import { assertCalculation } from "#einvoice/calculation-rules.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { closedUntil } from "#store/closed-period.ts";
import { cancelCredited, lockDocuments, overcredited } from "#store/credits.ts";
import type { DocumentFacts, NewDocument } from "#store/document-rows.ts";
import { insertDocuments } from "#store/documents.ts";
import { finaliseDrafts } from "#store/drafts.ts";
import { recordEffects } from "#store/effects.ts";
import { restrictCredits } from "#store/people.ts";
import { readRetention } from "#store/retention.ts";
import { lockSeries, setLastIssueDate, takeNumbers } from "#store/numbering.ts";
import { countedAmong, countedItems, defaultLocation, insertMovements, type Movement } from "#store/stock.ts";
import { formatNumber, issueDates } from "./numbering.ts";

export interface Issued {
  readonly businessKey: string;
  readonly id: string;
  readonly number: string;
  readonly issueDate: string;
}

const referenceKind = "paymentReference";

export const sellerOf = (administration: Administration): DocumentParty => ({
  name: administration.name,
  contactName: "",
  email: administration.email,
  phone: administration.phone,
  language: administration.language,
  vatIdentifier: administration.vatIdentifier,
  legalRegistrationIdentifier: administration.legalRegistrationIdentifier,
  address: administration.address,
});

/** Of a document nobody entered by hand. */
export const usualFacts = {
  pricesIncludeTax: false,
  vatOfSource: false,
  paymentTermDays: null,
  enteredAllowances: null,
  terms: "",
  replacesDocumentId: null,
  datedInsteadOf: null,
} as const satisfies DocumentFacts;

/** Throws `document.invalid` when one breaks a calculation rule. */
export function checkDocuments(administration: Administration, orders: readonly DocumentOrder[]): void {
  const seller = sellerOf(administration);
  for (const { draft, vatPolicy } of orders)
    assertCalculation({ ...draft, seller }, { vatOfSource: vatPolicy === "source" });
}

const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/**
 * Issues documents of one administration in the caller's transaction: checked against the calculation rules, dated, numbered without
 * gaps, written with stock and payment reference, recorded under their business keys. `today` is the administration's local day.
 * Throws `document.invalid` when one breaks a rule, and `internal.unexpected` when a key was used before: nothing is written then.
 */
export async function issueDocuments(
  trx: Transaction,
  administration: Administration,
  orders: readonly DocumentOrder[],
  today: string,
): Promise<Issued[]> {
  if (orders.length === 0) return [];
  checkDocuments(administration, orders);
  const identified = orders.map((order) => ({ ...order, id: order.draftId ?? newId() }));
  const credited = orders.flatMap(({ draft }) =>
    draft.kind === "creditNote" ? (draft.precedingDocumentId ?? []) : [],
  );
  // Before any series: who credits one invoice waits for who did so first, and nobody waits for anybody the other way round.
  await lockDocuments(trx, administration.id, credited);
  const repeated = await recordEffects(
    trx,
    administration.id,
    identified.map(({ businessKey, id }) => ({ businessKey, operation: "documents.create", remoteId: id })),
  );
  if (repeated.length > 0)
    throw new HubError("internal.unexpected", `Already made: ${repeated.join(", ")}`, {
      details: { key: repeated[0] ?? "" },
    });

  const issued: Numbered[] = [];
  // Kinds in one order: two transactions that lock several series never wait for each other.
  const byKind = [...Map.groupBy(identified, ({ draft }) => draft.kind)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [kind, ofKind] of byKind) {
    issued.push(...(await numberDocuments(trx, administration, kind, ofKind, today)));
  }
  const drafts = new Set(orders.map((order) => order.draftId));
  await insertDocuments(
    trx,
    administration.id,
    issued.filter(({ id }) => !drafts.has(id)),
  );
  await finaliseDrafts(
    trx,
    administration.id,
    issued.filter(({ id }) => drafts.has(id)),
  );
  await refuseOvercredit(trx, administration.id, credited);
  if (credited.length > 0) {
    const { ownBooksYears } = await readRetention(trx, administration.id);
    const creditNotes = issued.filter(({ kind }) => kind === "creditNote").map(({ id }) => id);
    await restrictCredits(trx, administration.id, creditNotes, ownBooksYears);
  }
  const unmoved = new Set(identified.filter(({ movesStock }) => movesStock === false).map(({ id }) => id));
  await moveStock(
    trx,
    administration.id,
    issued.filter(({ id }) => !unmoved.has(id)),
  );
  const byId = new Map(issued.map((document) => [document.id, document]));
  return identified.map(({ businessKey, id }) => {
    const document = byId.get(id);
    if (document === undefined) throw new Error(`Document ${businessKey} was not numbered`);
    return { businessKey, id, number: document.number, issueDate: document.issueDate };
  });
}

type Identified = DocumentOrder & { readonly id: string };
type Numbered = NewDocument & { readonly number: string; readonly issueDate: string };

/** Credits never take more of an invoice than it holds, also when two people credit at once; one that is credited whole is cancelled. */
async function refuseOvercredit(
  trx: Transaction,
  administrationId: string,
  invoiceIds: readonly string[],
): Promise<void> {
  if (invoiceIds.length === 0) return;
  const [over] = await overcredited(trx, administrationId, invoiceIds);
  if (over !== undefined) {
    const group = over.vatRate === null ? "in all" : `at ${over.vatRate} %`;
    throw new HubError(
      "document.totals_mismatch",
      `More would be credited than invoice ${over.number} holds ${group}`,
      {
        details: { difference: over.difference },
      },
    );
  }
  await cancelCredited(trx, administrationId, invoiceIds);
}

function dueDateOf({ draft, due }: Identified, issueDate: string, usualDays: number): string | null {
  if (draft.kind === "creditNote" || !isPositive(draft.totals.payableAmount)) return null;
  // The supplier says when, or nobody does.
  if (isPurchase(draft.kind)) return due?.date ?? null;
  // A closed period may have moved the issue past the day that was chosen.
  if (due?.date !== undefined && due.date !== null) return due.date < issueDate ? issueDate : due.date;
  return addDays(issueDate, due?.termDays ?? usualDays);
}

async function numberDocuments(
  trx: Transaction,
  administration: Administration,
  kind: DocumentKind,
  orders: readonly Identified[],
  today: string,
): Promise<Numbered[]> {
  const series = "";
  const { format, lastIssueDate } = await lockSeries(trx, administration.id, kind, series);
  const dated = issueDates(
    orders.map((item) => ({ item, wantedDay: item.wantedDay, notBefore: item.preceding?.issueDate })),
    lastIssueDate,
    today,
    await closedUntil(trx, administration.id),
  );
  const wantsReference = kind === "invoice";
  let reference = wantsReference ? await takeNumbers(trx, administration.id, referenceKind, "", 0, dated.length) : 0n;

  const documents: Numbered[] = [];
  for (const [year, ofYear] of Map.groupBy(dated, ({ issueDate }) => Number(issueDate.slice(0, 4)))) {
    let sequence = await takeNumbers(trx, administration.id, kind, series, year, ofYear.length);
    for (const { item, issueDate, insteadOf } of ofYear) {
      const { draft } = item;
      documents.push({
        ...draft,
        id: item.id,
        status: finalStatusOf(kind),
        series,
        year,
        sequence,
        number: formatNumber(format, year, sequence),
        issueDate,
        dueDate: dueDateOf(item, issueDate, administration.paymentTermDays),
        taxPointDate: draft.taxPointDate === issueDate ? null : draft.taxPointDate,
        seller: sellerOf(administration),
        sellerIban: administration.iban,
        paymentReference: wantsReference ? paymentReference(administration.country, String(reference)) : "",
        couplingId: item.couplingId,
        connectionId: item.connectionId,
        ...usualFacts,
        vatOfSource: item.vatPolicy === "source",
        datedInsteadOf: insteadOf,
      });
      sequence += 1n;
      reference += 1n;
    }
  }
  const last = dated.at(-1)?.issueDate;
  if (last !== undefined) await setLastIssueDate(trx, administration.id, kind, series, last);
  return documents;
}

/**
 * Stock moves with the document that says so, per line of an item we count, in the same transaction (B5.7). On what we buy the code of a line is
 * the supplier's: only the item that was chosen says which of ours it is.
 */
async function moveStock(trx: Transaction, administrationId: string, documents: readonly Numbered[]): Promise<void> {
  const moving = documents.flatMap((document) => {
    const effect = documentKinds[document.kind].stock;
    if (effect === "none") return [];
    const isBought = isPurchase(document.kind);
    return document.lines
      .filter((line) => line.kind === "item" && (isBought ? (line.itemId ?? "") : line.sellersItemIdentifier) !== "")
      .map((line) => ({ document, line, effect, isBought }));
  });
  if (moving.length === 0) return;
  const [bought, sold] = [true, false].map((side) => moving.filter(({ isBought }) => isBought === side));
  const ids = [...new Set((bought ?? []).flatMap(({ line }) => line.itemId ?? []))];
  const byId = await countedAmong(trx, administrationId, ids);
  const codes = [...new Set((sold ?? []).map(({ line }) => line.sellersItemIdentifier))];
  const byCode = await countedItems(trx, administrationId, codes);
  if (byId.size + byCode.size === 0) return;
  const locationId = await defaultLocation(trx, administrationId);
  const movements = moving.flatMap(({ document, line, effect, isBought }): Movement[] => {
    const chosen = line.itemId ?? "";
    const itemId = isBought ? (byId.has(chosen) ? chosen : undefined) : byCode.get(line.sellersItemIdentifier);
    if (itemId === undefined) return [];
    const quantity: Amount = effect === "out" ? negate(line.quantity) : line.quantity;
    const reason = effect === "out" ? "sale" : isBought ? "purchase" : "return";
    return [
      {
        id: newId(),
        itemId,
        locationId,
        quantity,
        documentId: document.id,
        documentPosition: line.position,
        reason,
      },
    ];
  });
  await insertMovements(trx, administrationId, movements);
}
