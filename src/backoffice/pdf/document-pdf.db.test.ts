import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { documentXml } from "#backoffice/document-xml.ts";
import type { DraftContent } from "#backoffice/draft-content.ts";
import { createDraft } from "#backoffice/drafts.ts";
import { issueDocuments } from "#backoffice/issue-documents.ts";
import { isRefusal } from "#backoffice/refusal.ts";
import { openBooks, orderOf, type Books } from "#backoffice/testing/document-orders.ts";
import { amount, zero } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { usualHouseStyle } from "#domain/house-style.ts";
import { saveHouseStyle } from "#store/house-styles.ts";
import { putModule } from "#store/modules.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { documentPdf } from "./document-pdf.ts";
import { pdfText, totalsOn } from "./testing/pdf-text.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

const noPage = () => Promise.resolve(null);

const pdfOf = (books: Books, id: string, payAddressOf: typeof noPage | (() => Promise<string>) = noPage) =>
  books.within((trx) => documentPdf(trx, books.administration.id, id, payAddressOf));

async function issue(books: Books, kind: DocumentKind = "invoice"): Promise<string> {
  const [issued] = await books.issue([orderOf(books.draft({ kind }))]);
  if (issued === undefined) throw new Error("Nothing was issued");
  return issued.id;
}

describe("an issued document", () => {
  test("is printed once: later looks, other words and other callers change nothing", async () => {
    const books = await openBooks(store);
    const id = await issue(books);
    const first = await pdfOf(books, id);
    const style = { ...usualHouseStyle("BE"), accentColour: "#aa0000", footer: "Nieuwe voet" };
    await books.within((trx) => saveHouseStyle(trx, books.administration.id, style, { version: 0, changedBy: "An" }));
    const again = await pdfOf(books, id, () => Promise.resolve("https://pay.example/1"));
    expect(again?.sha256).toBe(first?.sha256);
    expect(first?.name).toBe("Factuur 2026-0001.pdf");
    const { rows } = await sql<{ media_type: string }>`
      select media_type from files where document_id = ${id} order by media_type`.execute(store.owner);
    expect(rows.map((row) => row.media_type)).toEqual(["application/pdf", "application/xml"]);
  });

  test("carries the very UBL that is kept, and the totals of the books", async () => {
    const books = await openBooks(store);
    for (const kind of ["invoice", "creditNote"] as const) {
      const id = await issue(books, kind);
      const pdf = await pdfText((await pdfOf(books, id))?.bytes ?? Buffer.alloc(0));
      const xml = await books.within((trx) => documentXml(trx, books.administration.id, id));
      expect(pdf.attachments).toEqual([{ name: xml?.name, bytes: xml?.bytes }]);
      expect(totalsOn(pdf, { kind, language: "nl", country: "BE" })).toMatchObject({
        taxExclusiveAmount: "20.00",
        taxAmount: "2.70",
        taxInclusiveAmount: "22.70",
        payableAmount: "22.70",
      });
    }
  });

  test("of a kind without UBL carries nothing", async () => {
    const books = await openBooks(store);
    const pdf = await pdfText((await pdfOf(books, await issue(books, "orderConfirmation")))?.bytes ?? Buffer.alloc(0));
    expect(pdf.attachments).toEqual([]);
  });

  test("is printed the same by two at once", async () => {
    const books = await openBooks(store);
    const id = await issue(books);
    const [one, other] = await Promise.all([pdfOf(books, id), pdfOf(books, id)]);
    expect(one?.sha256).toBe(other?.sha256);
  });

  test("shows no payment QR while its app is off", async () => {
    const { administration, draft, within } = await openBooks(store);
    const company = { ...administration, iban: "BE68539007547034" };
    const textOf = () =>
      within(async (trx) => {
        const [issued] = await issueDocuments(trx, company, [orderOf(draft())], "2026-11-21");
        const file = await documentPdf(trx, company.id, issued?.id ?? "", noPage);
        return (await pdfText(file?.bytes ?? Buffer.alloc(0))).text;
      });
    expect(await textOf()).toContain("Scan met uw bankapp");
    const off = { module: "epcQr", state: "off", licence: null, licensedUntil: null } as const;
    await within((trx) => putModule(trx, company.id, off, "An"));
    expect(await textOf()).not.toContain("Scan met uw bankapp");
  });
});

test("a draft is printed anew each time, marked, and never kept", async () => {
  const books = await openBooks(store);
  const line: DraftContent["lines"][number] = {
    kind: "item",
    itemId: null,
    sourceLineId: "",
    itemName: "Fietsbel",
    description: "",
    sellersItemIdentifier: "",
    standardItemIdentifier: "",
    quantity: amount("3"),
    unitCode: "C62",
    price: amount("8.00"),
    baseQuantity: amount("1"),
    discountPercent: amount("10"),
    vatCategory: "S",
    vatRate: amount("21"),
    from: null,
  };
  const content: DraftContent = {
    buyerId: books.buyerId,
    deliverTo: null,
    issueDate: null,
    dueDate: null,
    paymentTermDays: null,
    deliveryDate: null,
    language: "nl",
    noteAboveLines: "",
    internalNote: "",
    orderReference: "",
    buyerReference: "",
    terms: "",
    precedingDocumentId: null,
    pricesIncludeTax: false,
    exemptionReason: "",
    rounding: zero,
    allowances: [],
    lines: [line],
  };
  const saved = await books.within((trx) => createDraft(trx, books.administration, "invoice", content, "An"));
  if (isRefusal(saved)) throw new Error(JSON.stringify(saved));
  const { text, attachments, pages } = await pdfText((await pdfOf(books, saved.id))?.bytes ?? Buffer.alloc(0));
  expect(text).toContain("Concept");
  expect(pages.flat()).toContainEqual(["Fietsbel", "3 stuks", "8,00", "-10%", "21%", "21,60"]);
  expect(attachments).toEqual([]);
  const { rows } = await sql`select 1 from files where document_id = ${saved.id}`.execute(store.owner);
  expect(rows).toEqual([]);
});

test("there is no PDF of a document of another company, or of none", async () => {
  const [ours, theirs] = [await openBooks(store), await openBooks(store)];
  const id = await issue(theirs);
  expect(await pdfOf(ours, id)).toBe(null);
  expect(await pdfOf(ours, "00000000-0000-4000-8000-000000000000")).toBe(null);
});
