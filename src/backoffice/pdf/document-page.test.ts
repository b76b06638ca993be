import { describe, expect, test } from "vitest";
import { checkLogo } from "#backoffice/logo.ts";
import { amount } from "#domain/amount.ts";
import { documentKindCodes, documentKinds, nameOfKind, type DocumentKind } from "#domain/document-kinds.ts";
import type { DocumentLine } from "#domain/document.ts";
import { usualHouseStyle, type HouseStyle } from "#domain/house-style.ts";
import { languages, type Language } from "#domain/party.ts";
import type { Administration } from "#store/administrations.ts";
import type { StoredDocument } from "#store/documents.ts";
import { printDocument } from "./document-page.ts";
import { sampleDocument } from "./sample-document.ts";
import { untouched, type Sheet } from "./sheet.ts";
import { company } from "./testing/company.ts";
import { pdfText, totalsOn } from "./testing/pdf-text.ts";
import { pngOf } from "./testing/pictures.ts";

const at = Temporal.Instant.from("2026-11-21T10:00:00Z");

interface Wanted {
  readonly kind?: DocumentKind;
  readonly language?: Language;
  readonly fields?: Partial<StoredDocument>;
  readonly style?: Partial<HouseStyle>;
  readonly sheet?: Partial<Sheet>;
  readonly of?: Administration;
}

function sheetOf({ kind = "invoice", language = "nl", fields, style, sheet, of = company() }: Wanted): Sheet {
  const document = sampleDocument(of, kind, language, Temporal.PlainDate.from("2026-11-21"));
  return {
    document: { ...document, ...fields },
    style: { ...usualHouseStyle(of.country), ...style },
    logo: null,
    caption: "",
    payAddress: null,
    isSettled: false,
    since: untouched,
    ...sheet,
  };
}

const ubl = { name: "invoice.xml", mediaType: "application/xml", bytes: Buffer.from("<Invoice/>") };
const textOf = async (wanted: Wanted) => (await pdfText(await printDocument(sheetOf(wanted), at, null))).text;

describe("the file", () => {
  test("is PDF/A-3b in the language of the buyer, with the UBL as another form of it and embedded fonts only", async () => {
    const bytes = await printDocument(sheetOf({ language: "fr" }), at, ubl);
    const raw = bytes.toString("latin1");
    const { metadata, attachments, language } = await pdfText(bytes);
    expect(metadata).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    expect(raw).toMatch(/\/AF \[?\d+ 0 R/);
    expect(raw).toContain("/AFRelationship /Alternative");
    expect(raw).toContain("/OutputIntent");
    expect(raw).toContain("/FontFile2");
    expect(raw).not.toContain("/Type1");
    expect(attachments).toEqual([{ name: "invoice.xml", bytes: ubl.bytes }]);
    expect(language).toBe("fr");
  });

  test("has the same bytes for the same document, and other bytes for another", async () => {
    const logo = pngOf({ width: 40, height: 20 });
    const sheet = () => sheetOf({ sheet: { logo: { mediaType: "image/png", width: 40, height: 20, bytes: logo } } });
    const [one, same] = [await printDocument(sheet(), at, ubl), await printDocument(sheet(), at, ubl)];
    expect(one.equals(same)).toBe(true);
    expect(one.equals(await printDocument(sheet(), at.add({ seconds: 1 }), ubl))).toBe(false);
  });

  test("takes every form of PNG that is taken as a logo", async () => {
    for (const [colourType, depth] of [
      [0, 1],
      [0, 8],
      [0, 16],
      [2, 8],
      [2, 16],
      [3, 4],
      [3, 8],
      [4, 8],
      [4, 16],
      [6, 8],
      [6, 16],
    ] as const) {
      // prettier-ignore
      const checked = checkLogo(pngOf({ width: 40, height: 20, colourType, depth }));
      if ("fault" in checked) throw new Error(checked.fault);
      await expect(printDocument(sheetOf({ sheet: { logo: checked.logo } }), at, null)).resolves.toBeInstanceOf(Buffer);
    }
  });
});

describe("every kind on the side of the sale is printed", () => {
  const kinds = documentKindCodes.filter((kind) => documentKinds[kind].side === "sale");
  test.each(languages)("in %s, with its name, number and lines", async (language) => {
    for (const kind of kinds) {
      const text = await textOf({ kind, language });
      expect(text.toLowerCase()).toContain(nameOfKind(kind, language, "BE").toLowerCase());
      expect(text).toContain("2026-0042");
      expect(text).toContain("KOF-1000");
    }
  });

  test("a delivery note without prices, unless the company wants them", async () => {
    const without = await textOf({ kind: "deliveryNote" });
    expect(without).not.toMatch(/14,95|Totaal|Btw-bedrag/);
    expect(await textOf({ kind: "deliveryNote", style: { pricesOnDeliveryNotes: true } })).toContain("14,95");
  });

  test("a quote with its validity, a credit note with the invoice it corrects, neither with a way to pay", async () => {
    const quote = await textOf({ kind: "quote" });
    expect(quote).toContain("Geldig tot en met");
    const credit = await textOf({ kind: "creditNote" });
    expect(credit).toContain("Correctie van factuur 2026-0041 van 14 nov 2026");
    for (const text of [quote, credit]) expect(text).not.toMatch(/Scan met uw bankapp|Te betalen|\+\+\+/);
  });

  test("a Dutch company's in Dutch words", async () => {
    const dutch = company({ country: "NL", address: { ...company().address, countryCode: "NL" } });
    expect(await textOf({ of: dutch, kind: "deliveryNote" })).toContain("Pakbon");
    expect(await textOf({ of: dutch })).toMatch(/Betalingskenmerk\t\d{4} \d{4} \d{4} \d{4}/);
    expect(await textOf({})).toContain("Gestructureerde mededeling\t+++");
  });

  test("a draft says so on every page and has no number", async () => {
    for (const [language, word] of [
      ["nl", "Concept"],
      ["fr", "Brouillon"],
      ["en", "Draft"],
      ["de", "Entwurf"],
    ] as const) {
      // prettier-ignore
      const text = await textOf({ language, fields: { status: "draft", number: null, issueDate: null } });
      expect(text).toContain(word);
      expect(text).not.toMatch(/2026-0042|null|\+\+\+/);
    }
  });
});

describe("how to pay", () => {
  const qr = "Scan met uw bankapp";
  test("is there when something is due", async () => {
    const text = await textOf({
      sheet: { payAddress: "https://pay.example/1" },
      style: { secondIban: "BE71096123456769" },
    });
    expect(text).toContain(qr);
    expect(text).toContain("Betaal online");
    expect(text).toContain("BE68 5390 0754 7034");
    expect(text).toContain("BE71 0961 2345 6769");
  });

  test("asks what is still open when a part was paid before it was printed; its totals stay what they were", async () => {
    const { payableAmount } = sheetOf({}).document.totals;
    const since = { paid: amount("100.00"), credited: amount("10.00") };
    const text = await textOf({ sheet: { since } });
    const decimal = (value: unknown) =>
      String(value)
        .replace(".", ",")
        .replace(/\B(?=(\d{3})+,)/, ".");
    expect(text).toMatch(/Al betaald\s*€\s*100,00\s*Al gecrediteerd\s*€\s*10,00/);
    const left = (Number(payableAmount) - 110).toFixed(2);
    expect(text.match(/Te betalen\s*€\s*([\d.,]+)/g)?.map((found) => found.replace(/[^\d.,]/g, ""))).toEqual([
      decimal(payableAmount),
      decimal(left),
    ]);
  });

  test.each<[string, Wanted]>([
    ["nothing is due", { fields: { totals: { ...sheetOf({}).document.totals, payableAmount: amount("0.00") } } }],
    ["it was paid since", { sheet: { isSettled: true } }],
    ["it is a draft", { fields: { status: "draft" } }],
  ])("is not there at all when %s", async (_name, wanted) => {
    const text = await textOf({ ...wanted, sheet: { payAddress: "https://pay.example/1", ...wanted.sheet } });
    expect(text).not.toMatch(/Scan met uw bankapp|Betaal online|\+\+\+/);
  });

  test.each<[string, Wanted]>([
    ["the company wants none", { style: { showsPaymentQr: false } }],
    ["it is in another currency", { fields: { currency: "USD" } }],
    ["no account is known", { fields: { sellerIban: "" } }],
    ["it is collected", { fields: { paymentMeansCode: "59" } }],
  ])("has no QR when %s", async (_name, wanted) => {
    const text = await textOf(wanted);
    expect(text).not.toContain(qr);
    expect(text).toContain("Te betalen");
  });
});

describe("whatever people wrote", () => {
  const hostile = ['<img src=x onerror="alert(1)">', "\u202Egnirts", "🚲".repeat(40), "שלום עולם", "x".repeat(400), "\u0000\u001B[31m", "{{7*7}} {page}", "a\u0301".repeat(50)]; // prettier-ignore
  test.each(hostile.map((text, index) => [index, text]))("is printed as text, number %i", async (_index, said) => {
    const { document } = sheetOf({});
    const line = (given: DocumentLine): DocumentLine => ({
      ...given,
      itemName: said,
      description: said,
      sellersItemIdentifier: said,
    });
    const party = { ...document.buyer, name: said, contactName: said, vatIdentifier: said, email: said };
    const address = { ...document.buyer.address, name: said, streetName: said, cityName: said, countrySubentity: said };
    const fields: Partial<StoredDocument> = {
      lines: document.lines.map(line),
      buyer: { ...party, address },
      seller: { ...document.seller, name: said, phone: said },
      deliverTo: address,
      noteAboveLines: said,
      orderReference: said,
      buyerReference: said,
      paymentReference: said,
      number: said,
      terms: said,
    };
    const { text, pages } = await pdfText(
      await printDocument(sheetOf({ fields, style: { footer: said }, sheet: { caption: said } }), at, null),
    );
    expect(pages.length).toBeLessThan(5);
    expect(["\u0000", "\u001B", "\u202E"].filter((sign) => text.includes(sign))).toEqual([]);
    expect(totalsOn({ pages, text, attachments: [], metadata: "", language: null }, { kind: "invoice", language: "nl", country: "BE" })) // prettier-ignore
      .toMatchObject({ taxExclusiveAmount: "325.90", payableAmount: "367.43" });
  });

  test("a country that is no country stays as it is written", async () => {
    const { document } = sheetOf({});
    const address = { ...document.buyer.address, countryCode: "X1" };
    expect(await textOf({ fields: { buyer: { ...document.buyer, address } } })).toContain("X1");
  });
});

test("many lines go on with their header, and every page says which it is", async () => {
  const { document } = sheetOf({});
  const [first] = document.lines;
  if (first === undefined) throw new Error("The sample has lines");
  const lines = Array.from({ length: 100 }, (_, index) => ({
    ...first,
    position: index + 1,
    itemName: `Regel ${index}`,
  }));
  const { pages } = await pdfText(await printDocument(sheetOf({ fields: { lines } }), at, null));
  expect(pages.length).toBeGreaterThan(3);
  const header = ["Omschrijving", "Aantal", "Prijs (€)", "Btw", "Bedrag (€)"];
  for (const [index, rows] of pages.entries()) {
    const cells = rows.map((row) => row.join("\t"));
    expect(cells.some((row) => row.endsWith(`Pagina ${index + 1} van ${pages.length}`))).toBe(true);
    expect(cells.includes(header.join("\t"))).toBe(rows.some(([name]) => name?.startsWith("Regel") === true));
  }
  const named = pages.flat().filter(([name]) => name?.startsWith("Regel") === true);
  expect(named).toHaveLength(100);
});
