import { describe, expect, test } from "vitest";
import { text } from "#domain/amount.ts";
import { SupplierDocument } from "#domain/supplier/supplier-document.ts";
import { despatchMessage, messageOf } from "#einvoice/testing/supplier-messages.ts";
import { readSupplierFile } from "./read-file.ts";

const place = { currency: "EUR", readAt: "2026-11-25T09:00:00Z" };
const any = (file: Buffer | string, said: object = {}) =>
  readSupplierFile(Buffer.from(file), { kind: null, number: "", ...said }, place);
function read(file: Buffer | string, said: object = {}) {
  const found = any(file, said);
  if ("fault" in found) throw new Error(`${found.fault} ${found.where}`);
  SupplierDocument.parse(JSON.parse(JSON.stringify(found.document)));
  return found;
}
const faultOf = (file: Buffer | string, said: object = {}): string => {
  const found = any(file, said);
  return "fault" in found ? found.fault : "none";
};

const note =
  "Leveringsbon;Datum;Uw bestelnummer;Regel;Artikelcode;Omschrijving;Besteld;Geleverd;Nabesteld;Eenheid;Nettoprijs;Prijs per;BTW %\r\n" +
  "LB-1;24/11/2026;BB-7;10;0700002;Lamp 9 W;20;12;8;ST;3,933;;21\r\n" +
  'LB-1;24/11/2026;BB-7;20;07;"Kabel ""blauw""";200,5;200,5;;M;23,90;100;21,00 %\r\n';

describe("CSV", () => {
  test("with headings of a Belgian supplier", () => {
    const { document, contentType, remarks } = read(note);
    expect(contentType).toBe("text/csv");
    expect(document).toMatchObject({
      ...{ kind: "deliveryNote", number: "LB-1", ourOrderNumber: "BB-7", date: "2026-11-24", currency: "EUR" },
      lines: [
        {
          ...{ lineId: "10", suppliersItemIdentifier: "0700002", quantity: "20", delivered: "12", backordered: "8" },
          ...{ unitCode: "C62", vatRate: "21", price: { net: "3.933", basis: { quantity: "1", unitCode: "C62" } } },
        },
        {
          ...{ suppliersItemIdentifier: "07", description: 'Kabel "blauw"', delivered: "200.5", unitCode: "MTR" },
          price: { net: "23.90", basis: { quantity: "100", unitCode: "MTR" } },
        },
      ],
    });
    expect(remarks).toEqual([]);
  });

  test.each([
    [
      "French, in ISO-8859-1",
      Buffer.from("Bon de livraison;Référence;Désignation;Livré;Unité\nBL-9;X1;Câble;3;pièce\n", "latin1"),
    ],
    [
      "UTF-16 with its mark",
      Buffer.from(
        "\u{FEFF}Bon de livraison\tRéférence\tDésignation\tLivré\tUnité\nBL-9\tX1\tCâble\t3\tpièce\n",
        "utf16le",
      ),
    ],
    ["UTF-8 with its mark", "\u{FEFF}Bon de livraison,Référence,Désignation,Livré,Unité\nBL-9,X1,Câble,3,pièce"],
    [
      "behind a title",
      "Levering van vandaag\n\nBon de livraison;Référence;Désignation;Livré;Unité\rBL-9;X1;Câble;3;pièce\r",
    ],
  ])("%s", (_, file) => {
    expect(read(file).document).toMatchObject({
      ...{ kind: "deliveryNote", number: "BL-9" },
      lines: [{ suppliersItemIdentifier: "X1", description: "Câble", delivered: "3", unitCode: "C62" }],
    });
  });

  test("decimals as the file writes them, and one that could be two numbers is none", () => {
    const priced = (cell: string, separator = ";") =>
      read(["SKU", "Qty", "Unit price"].join(separator) + `\nA${separator}2.5${separator}${cell}`, { number: "1" });
    expect(priced("1.25").document.lines[0]).toMatchObject({ quantity: "2.5", price: { net: "1.25" } });
    expect(priced("1250.00", ",").document.lines[0]?.price?.net).toBe("1250.00");
    // A price nobody can read is to be asked; a quantity refuses the file.
    const odd = read("SKU;Aantal;Nettoprijs\nA;2,5;1.234", { number: "1" });
    expect([odd.document.lines[0]?.price, odd.remarks]).toEqual([null, [{ line: "2", reason: "priceToBeAsked" }]]);
    expect(faultOf("SKU;Aantal;Nettoprijs\nA;1.234;2,50", { number: "1" })).toBe("quantity");
    expect(faultOf("SKU;Aantal\nA;veel", { number: "1" })).toBe("quantity");
    expect(faultOf("SKU;Aantal\nA;", { number: "1" })).toBe("quantity");
  });

  test("what a person says of it counts where it does not say it, and is looked for as well where it does", () => {
    const bare = "SKU;Aantal\nA;2\n";
    expect(faultOf(bare)).toBe("noNumber");
    expect(read(bare, { number: " 123 " }).document).toMatchObject({ kind: "order", number: "123" });
    expect(read(bare, { number: "123", kind: "deliveryNote" }).document.lines[0]).toMatchObject({ delivered: "2" });
    expect(read(note, { number: "ANDERS" }).otherNumbers).toEqual(["ANDERS"]);
    expect(faultOf(note.replace("\r\nLB-1;24/11/2026;BB-7;20", "\r\nLB-2;24/11/2026;BB-7;20"))).toBe("noNumber");
  });

  test("our own file of a basket can be read", () => {
    const own =
      "Artikelcode leverancier;Code fabrikant;Barcode;Omschrijving;Aantal;Eenheid;Kostprijs per eenheid;Bedrag;Munt\n" +
      "'0700002;LED-9W;5412345000020;Lamp;20;C62;3,933;78,66;EUR\n";
    const [line] = read(own, { number: "1" }).document.lines;
    expect(line).toMatchObject({ manufacturersItemIdentifier: "LED-9W", gtin: "05412345000020", quantity: "20" });
    expect(line?.price === null || line === undefined ? null : text(line.price.net ?? line.quantity)).toBe("3.933");
  });

  test("hostile content is only text", () => {
    const file =
      'SKU;Aantal;Omschrijving\n"=HYPERLINK(""http://x"")";1;"<script>alert(1)</script>\u0000"\n' +
      "B;1;gewoon\n".repeat(10);
    expect(read(file, { number: "1" }).document.lines[0]).toMatchObject({
      suppliersItemIdentifier: '=HYPERLINK("http://x")',
      description: "<script>alert(1)</script>\u{FFFD}",
    });
  });
});

describe("XML", () => {
  test("in the encoding it says", () => {
    const french = messageOf(
      "DespatchAdvice",
      `<cbc:ID>BL-9</cbc:ID><cac:DespatchLine><cbc:ID>1</cbc:ID><cbc:DeliveredQuantity unitCode="C62">1</cbc:DeliveredQuantity><cac:Item><cbc:Name>Câble</cbc:Name></cac:Item></cac:DespatchLine>`,
      "ISO-8859-1",
    );
    expect(read(Buffer.from(french, "latin1")).document.lines[0]?.description).toBe("Câble");
    expect(read(`\u{FEFF}\n${despatchMessage.replace(/^<\?xml.*\?>\n/, "")}`).document.number).toBe("LB-990012");
    // Bytes that are not of the encoding it says.
    expect(faultOf(Buffer.from(french.replace("ISO-8859-1", "UTF-8"), "latin1"))).toBe("xml");
  });

  test.each([
    ["an entity that reads a file", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`],
    ["entities in entities", `<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;&x;">]>`],
  ])("%s is refused", (_, doctype) => {
    expect(faultOf(despatchMessage.replace("?>", `?>${doctype}`))).toBe("xml");
  });

  test("cut off, nested without end or no document is refused", () => {
    expect(faultOf(despatchMessage.slice(0, 700))).toBe("xml");
    expect(faultOf("<a>".repeat(100) + "</a>".repeat(100))).toBe("xml");
    expect(faultOf("<html><body>Onderhoud</body></html>")).toBe("notKnown");
  });
});

test.each([
  ["nothing", "", "empty"],
  ["blanks", " \n ", "empty"],
  ["a PDF", "%PDF-1.7 ...", "binary"],
  ["a spreadsheet", Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]), "spreadsheet"],
  ["a picture", Buffer.from([0x89, 0x50, 0, 0, 0, 0, 0x0d, 0, 0, 0]), "binary"],
  ["a letter", "Beste klant,\nhierbij onze levering.\n", "notKnown"],
  ["headings alone", "SKU;Aantal\n", "noLines"],
  ["too many lines", `SKU;Aantal\n${"A;1\n".repeat(2001)}`, "tooManyLines"],
  ["two currencies", "SKU;Aantal;Munt\nA;1;EUR\nB;1;USD\n", "currency"],
])("%s is refused as what it is", (_, file, fault) => {
  expect(faultOf(file, { number: "1" })).toBe(fault);
});
