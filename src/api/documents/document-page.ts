import type { z } from "zod";
import { convertibleKinds } from "#backoffice/convert-document.ts";
import { contentOf } from "#backoffice/drafts.ts";
import { whyNotChangeable } from "#backoffice/purchases/changeable-order.ts";
import { amount, isNegative, isPositive } from "#domain/amount.ts";
import { documentKinds, isEnteredKind, type DocumentKind } from "#domain/document-kinds.ts";
import { moduleOfKind } from "#domain/modules.ts";
import { readAdministration, type Administration } from "#store/administrations.ts";
import { chainOf } from "#store/conversions.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { documentSums, mailStateOf, type DocumentSums } from "#store/document-sums.ts";
import { listModules } from "#store/modules.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import type { Caller } from "#api/caller.ts";
import type { ApiContext, Call } from "#api/endpoint.ts";
import { isAllowed, type Permission } from "#api/permissions.ts";
import { RequestRefused } from "#api/problem.ts";
import { readerOf, todayOf, type Reader } from "#api/reader.ts";
import { documentOf } from "#api/shapes.ts";
import type { documentActions, DocumentPageShape } from "./document-shapes.ts";

/** What everything that acts on documents works with: one transaction, whose books, who asks, and which day it is there. */
export interface Desk {
  readonly trx: Transaction;
  readonly administration: Administration;
  readonly reader: Reader;
  readonly today: string;
  readonly caller: Caller;
}

type AnyCall = Pick<Call<unknown, unknown, unknown>, "administrationId" | "language" | "caller">;

export const atDesk = <T>(
  { store, now }: ApiContext,
  { administrationId, language, caller }: AnyCall,
  work: (desk: Desk) => Promise<T>,
): Promise<T> =>
  inAdministration(store.app, administrationId, async (trx) => {
    const administration = await readAdministration(trx, administrationId);
    if (administration === null) throw new RequestRefused("request.not_found", "There is no such administration");
    const reader = await readerOf(trx, administrationId, language, now());
    return work({ trx, administration, reader, today: todayOf(reader), caller });
  });

/** Whether the app of a kind of document is on. */
async function kindsThatAreOn(trx: Transaction, administrationId: string): Promise<(kind: DocumentKind) => boolean> {
  const stored = await listModules(trx, administrationId);
  const on = new Set(stored.filter(({ state }) => state === "on").map(({ module }) => module));
  return (kind) => {
    const module = moduleOfKind(kind);
    return module === null || on.has(module);
  };
}

type Page = z.input<typeof DocumentPageShape>;
type Action = (typeof documentActions)[number];

const may = ({ role }: Caller, permission: Permission): boolean => role !== null && isAllowed(role, permission);

/** What whoever asks may do now, by the document's own state, the role, and whether the app of its kind is on. */
function actionsOf(
  document: StoredDocument,
  sums: DocumentSums,
  caller: Caller,
  targets: number,
  isOn: boolean,
  mayChange: boolean,
): Action[] {
  const { status, kind, couplingId } = document;
  const isDraft = status === "draft";
  const isEntered = isEnteredKind(kind);
  const isInvoice = kind === "invoice" && status === "issued";
  const edits: Readonly<Partial<Record<Action, boolean>>> = {
    edit: mayChange && isOn,
    delete: isDraft && isEntered && couplingId === null,
    issue: isDraft && isEntered && isOn,
    convert: targets > 0,
    credit: isInvoice,
    creditAndNew: isInvoice && !isPositive(amount(sums.creditedAmount)),
    note: true,
  };
  return [
    ...(may(caller, "documents.edit")
      ? (Object.keys(edits) as Action[]).filter((action) => edits[action] === true)
      : []),
    ...(may(caller, "documents.send") && !isDraft && isOn ? (["send"] as const) : []),
    ...(may(caller, "payments.manage") && isPositive(amount(sums.openAmount)) ? (["pay"] as const) : []),
    ...(may(caller, "payments.manage") && isNegative(amount(sums.openAmount)) ? (["repay"] as const) : []),
    ...(documentKinds[kind].mayGoOverPeppol && !isDraft ? (["ubl"] as const) : []),
  ];
}

/** Of the document itself, or of the invoice that a credit note by hand took something off. */
async function toRepayOf(
  { trx, administration, today }: Desk,
  { id, kind, number, status, precedingDocumentId, totals }: StoredDocument,
  sums: DocumentSums,
): Promise<Page["toRepay"]> {
  const back = (documentId: string, ofNumber: string | null, { paymentState, openAmount }: DocumentSums) =>
    paymentState === "toRepay" ? { documentId, number: ofNumber ?? "", amount: openAmount.slice(1) } : null;
  if (kind !== "creditNote") return back(id, number, sums);
  if (status === "draft" || precedingDocumentId === null || !isPositive(totals.payableAmount)) return null;
  const [credited] = await readDocuments(trx, administration.id, { ids: [precedingDocumentId], limit: 1 });
  if (credited === undefined) return null;
  return back(credited.id, credited.number, await documentSums(trx, administration.id, credited.id, today));
}

/** One document with all that stands around it. Throws `request.not_found`. */
export async function documentPage(desk: Desk, id: string): Promise<Page> {
  const { trx, administration, today, caller } = desk;
  const [document] = await readDocuments(trx, administration.id, { ids: [id], limit: 1 });
  if (document === undefined) throw new RequestRefused("request.not_found", "There is no such document");
  const sums = await documentSums(trx, administration.id, id, today);
  const isOn = await kindsThatAreOn(trx, administration.id);
  const targets = convertibleKinds(document).filter(isOn);
  const isDraft = document.status === "draft" && isEnteredKind(document.kind);
  const mayChange = isDraft || (await whyNotChangeable(trx, administration.id, document)) === null;
  const entered = mayChange ? await contentOf(trx, administration, document) : null;
  const page = {
    ...documentOf(document),
    ...sums,
    toRepay: await toRepayOf(desk, document, sums),
    mailState: await mailStateOf(trx, administration.id, id),
    chain: await chainOf(trx, administration.id, id),
    actions: actionsOf(document, sums, caller, targets.length, isOn(document.kind), mayChange),
    convertsTo: may(caller, "documents.edit") ? targets : [],
    entered,
  };
  // An amount is decimal text at run time; only the compiler has to be told.
  return page as unknown as Page;
}
