import { beforeAll, expect, test } from "vitest";
import { documentPdf } from "#backoffice/pdf/document-pdf.ts";
import { pdfText, totalsOn, vatOn } from "#backoffice/pdf/testing/pdf-text.ts";
import { said, totalsInUbl } from "#backoffice/pdf/testing/ubl-totals.ts";
import { isZero } from "#domain/amount.ts";
import { documentKinds } from "#domain/document-kinds.ts";
import type { Totals } from "#domain/document.ts";
import { countryOf } from "#einvoice/endpoint.ts";
import { inAdministration } from "#store/database.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { coupleShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

/** What the books hold, as far as a page shows it: a rounding, an advance or a subtotal of nothing is left out. */
function expectedOf({ totals, allowanceCharges }: StoredDocument): Partial<Record<keyof Totals, string>> {
  const { taxExclusiveAmount, taxAmount, taxInclusiveAmount, payableAmount } = totals;
  return {
    ...(allowanceCharges.length > 0 && { lineExtensionAmount: said(totals.lineExtensionAmount) }),
    taxExclusiveAmount: said(taxExclusiveAmount),
    taxAmount: said(taxAmount),
    taxInclusiveAmount: said(taxInclusiveAmount),
    ...(!isZero(totals.payableRoundingAmount) && { payableRoundingAmount: said(totals.payableRoundingAmount) }),
    ...(!isZero(totals.prepaidAmount) && { prepaidAmount: said(totals.prepaidAmount) }),
    payableAmount: said(payableAmount),
  };
}

test("of every recorded order, the totals on the PDF, in its UBL and in the books are the same", async () => {
  const coupled = await coupleShop(under, { settings: { startDate: null } });
  const ids = coupled.shop.orders.list().map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(15);
  for (const id of ids) await coupled.ring("updated", id);
  await coupled.settled(ids[0] ?? 0);
  const within = <T>(work: Parameters<typeof inAdministration<T>>[2]) =>
    inAdministration(under.store.app, coupled.administrationId, work);
  const documents = await within((trx) => readDocuments(trx, coupled.administrationId, { limit: 200 }));
  expect(documents.length).toBeGreaterThan(10);
  for (const document of documents) {
    const { kind, language, number, totals, seller } = document;
    const file = await within((trx) => documentPdf(trx, coupled.administrationId, document.id, async () => null));
    const pdf = await pdfText(file?.bytes ?? Buffer.alloc(0));
    const place = { kind, language, country: countryOf(seller) };
    expect([number, totalsOn(pdf, place)]).toEqual([number, expectedOf(document)]);
    expect(vatOn(pdf, language, place.country).map(([, taxable, tax]) => [taxable, tax])).toEqual(
      document.vat.map((vat) => [said(vat.taxableAmount), said(vat.taxAmount)]),
    );
    if (!documentKinds[kind].mayGoOverPeppol) continue;
    const [ubl] = pdf.attachments;
    const { allowanceTotalAmount: _allowances, chargeTotalAmount: _charges, ...compared } = totals;
    const inBooks = Object.fromEntries(Object.entries(compared).map(([name, value]) => [name, said(value)]));
    expect([number, totalsInUbl(ubl?.bytes ?? Buffer.alloc(0))]).toEqual([number, inBooks]);
  }
});
