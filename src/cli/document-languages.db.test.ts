import { beforeAll, expect, test } from "vitest";
import { documentPdf } from "#backoffice/pdf/document-pdf.ts";
import { pdfText } from "#backoffice/pdf/testing/pdf-text.ts";
import { captionOf } from "#backoffice/texts/render-texts.ts";
import { inAdministration } from "#store/database.ts";
import { readDocuments } from "#store/documents.ts";
import { coupleShop, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

/** An order to a business in another member state, by a French-speaking customer; everything its document says in words. */
async function documentOfFrenchOrder({ ring, settled, copyOrder, administrationId }: CoupledShop, id: number) {
  copyOrder(53, id, (order) => void order.meta_data.push({ id: 1, key: "wpml_language", value: "fr" }));
  await ring("created", id);
  const { documents } = await settled(id);
  const ids = documents.map((document) => document.id);
  return inAdministration(under.store.app, administrationId, async (trx) => {
    const [document] = await readDocuments(trx, administrationId, { ids, limit: 1 });
    if (document === undefined) throw new Error("There is no document");
    const pdf = await pdfText(
      (await documentPdf(trx, administrationId, document.id, async () => null))?.bytes ?? Buffer.alloc(0),
    );
    return {
      language: document.language,
      exemption: document.vat[0]?.exemptionReason?.split(" ")[0],
      caption: (await captionOf(trx, document)).split(" ")[0],
      pdf: [pdf.language, /Factuur|Facture/.exec(pdf.text)?.[0]],
    };
  });
}

test("a document made of an order is in one language: the company's, and the customer's while that app is on", async () => {
  const coupled = await coupleShop(under, { settings: { startDate: null } });
  const app = (what: "activate" | "deactivate") => coupled.api.post(`/api/apps/foreignLanguageCustomers/${what}`, {});
  const dutch = { language: "nl", exemption: "Vrijgestelde", caption: "Betaald", pdf: ["nl", "Factuur"] };
  const french = { language: "fr", exemption: "Livraison", caption: "Payé", pdf: ["fr", "Facture"] };
  expect(await documentOfFrenchOrder(coupled, 901)).toEqual(dutch);
  await app("activate");
  expect(await documentOfFrenchOrder(coupled, 902)).toEqual(french);
  await app("deactivate");
  expect(await documentOfFrenchOrder(coupled, 903)).toEqual(dutch);
});
