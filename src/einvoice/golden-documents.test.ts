import type { IssuedDocument } from "#domain/document.ts";
import { expect, test } from "vitest";
import { checkCalculation } from "./calculation-rules.ts";
import { writeUbl } from "./invoice-xml.ts";
import { readXml } from "./read-xml.ts";
import {
  exampleCorp,
  goldenBytes,
  goldenTotals,
  issued,
  line,
  noordzee,
  onlyCountry,
  outline,
  outlineOfText,
  tulp,
  vat,
} from "./testing/golden-documents.ts";

interface Golden {
  readonly document: IssuedDocument;
  /** What the golden file says and a document of ours cannot. */
  readonly without: readonly string[];
}

const construction =
  "Verlegging van heffing. Bij gebrek aan schriftelijke betwisting binnen een termijn van één maand na de ontvangst van de factuur, wordt de afnemer geacht te erkennen dat hij een belastingplichtige is gehouden tot de indiening van periodieke aangiften. Als die voorwaarde niet vervuld is, is de afnemer ten aanzien van die voorwaarde aansprakelijk voor de betaling van de verschuldigde belasting, interesten en geldboeten.";

const calculated = (name: string, lines: IssuedDocument["lines"], vatLines: IssuedDocument["vat"]) => ({
  lines,
  allowanceCharges: [],
  vat: vatLines,
  totals: goldenTotals(`${name}.totals.json`),
});

const goldens: Readonly<Record<string, Golden>> = {
  "s01-be-standard-ogm": {
    document: issued(
      calculated(
        "s01-be-standard-ogm",
        [
          line(1, {
            id: "A760",
            name: "Onderhoud fiets",
            quantity: "2",
            unitCode: "HUR",
            price: "45",
            net: "90",
            rate: "21",
          }),
          line(2, { id: "A192", name: "Remblok", quantity: "4", price: "6.25", net: "25", rate: "21.0000" }),
        ],
        [vat("21.00", "115", "24.15")],
      ),
      { number: "2026-0101", paymentReference: "002026010102" },
    ),
    // Payment terms in words.
    without: ["PaymentTerms"],
  },
  "s02-be-reverse-charge-construction": {
    document: issued(
      calculated(
        "s02-be-reverse-charge-construction",
        [
          line(1, {
            id: "A468",
            name: "Plaatsen fietsenstalling",
            quantity: "1",
            unitCode: "LS",
            price: "1250",
            net: "1250",
            rate: "0",
            vatCategory: "AE",
          }),
        ],
        [
          vat("0", "1250", "0", {
            vatCategory: "AE",
            exemptionReasonCode: "VATEX-EU-AE",
            exemptionReason: "Verlegging van heffing - art. 20 KB nr. 1",
          }),
        ],
      ),
      { number: "2026-0102", paymentReference: "002026010203", noteAboveLines: construction },
    ),
    without: [],
  },
  "s03-be-nl-intracommunity": {
    document: issued(
      calculated(
        "s03-be-nl-intracommunity",
        [
          line(1, {
            id: "A141",
            name: "Stadsfiets",
            quantity: "3",
            price: "450.00",
            net: "1350.00",
            rate: "0",
            vatCategory: "K",
          }),
        ],
        [
          vat("0", "1350.00", "0.00", {
            vatCategory: "K",
            exemptionReasonCode: "VATEX-EU-IC",
            exemptionReason: "Vrijgesteld intracommunautaire levering - art. 39bis W.Btw",
          }),
        ],
      ),
      {
        number: "2026-0103",
        buyer: tulp,
        deliverTo: onlyCountry("NL"),
        deliveryDate: "2026-11-18",
        paymentMeansCode: "58",
        paymentReference: "RF18539007547034",
      },
    ),
    without: [],
  },
  "s04-be-export-us": {
    document: issued(
      calculated(
        "s04-be-export-us",
        [
          line(1, {
            id: "A320",
            name: "Racefiets",
            quantity: "1",
            price: "2100.00",
            net: "2100.00",
            rate: "0",
            vatCategory: "G",
          }),
        ],
        [
          vat("0", "2100.00", "0.00", {
            vatCategory: "G",
            exemptionReasonCode: "VATEX-EU-G",
            exemptionReason: "Uitvoer vrijgesteld - art. 39 W.Btw",
          }),
        ],
      ),
      { number: "2026-0104", buyer: exampleCorp, deliverTo: onlyCountry("US"), deliveryDate: "2026-11-18" },
    ),
    // Payment terms in words; a party has no GLN.
    without: ["PaymentTerms", "AccountingCustomerParty/Party/EndpointID"],
  },
  "s05-be-deposit-and-bebat": {
    document: issued(
      calculated(
        "s05-be-deposit-and-bebat",
        [
          line(1, { id: "A271", name: "Mineraalwater bak 24", quantity: "5", price: "7.80", net: "39.00", rate: "6" }),
          line(2, {
            id: "A626",
            name: "Leeggoed bak",
            quantity: "5",
            price: "4.50",
            net: "22.50",
            rate: "0",
            vatCategory: "E",
            kind: "deposit",
          }),
          line(3, { id: "A670", name: "Accu AA 4-pack", quantity: "10", price: "3.20", net: "32.00", rate: "21" }),
          line(4, {
            id: "A985",
            name: "Bebat bijdrage 40 st",
            quantity: "40",
            price: "0.057",
            net: "2.28",
            rate: "21",
            kind: "contribution",
          }),
        ],
        [
          vat("6", "39.00", "2.34"),
          vat("0", "22.50", "0.00", {
            vatCategory: "E",
            exemptionReason: "Waarborg verpakking - niet in maatstaf van heffing (art. 28 W.Btw)",
          }),
          vat("21", "34.28", "7.20"),
        ],
      ),
      { number: "2026-0105", paymentReference: "002026010506" },
    ),
    without: [],
  },
  "s06-be-creditnote-of-s01": {
    document: issued(
      calculated(
        "s06-be-creditnote-of-s01",
        [line(1, { id: "A192", name: "Remblok", quantity: "1", price: "6.25", net: "6.25", rate: "21" })],
        [vat("21", "6.25", "1.31")],
      ),
      {
        kind: "creditNote",
        number: "2026-C001",
        issueDate: "2026-11-21",
        dueDate: null,
        noteAboveLines: "Btw terug te storten aan de Staat in de mate waarin ze oorspronkelijk in aftrek werd gebracht",
        precedingDocument: { number: "2026-0101", issueDate: "2026-11-20" },
      },
    ),
    without: [],
  },
  "s07-nl-standard-21-9": {
    document: issued(
      calculated(
        "s07-nl-standard-21-9",
        [
          line(1, {
            id: "A183",
            name: "Reparatie",
            quantity: "1.50",
            unitCode: "HUR",
            price: "60.00",
            net: "90.00",
            rate: "21",
          }),
          line(2, { id: "A811", name: "Kaas", quantity: "12.000", price: "8.9500", net: "107.40", rate: "9" }),
        ],
        [vat("21", "90.00", "18.90"), vat("9", "107.40", "9.67")],
      ),
      {
        number: "NL-26001",
        seller: noordzee,
        buyer: tulp,
        sellerIban: "NL91ABNA0417164300",
        paymentReference: "5000056789012345",
      },
    ),
    without: [],
  },
  "s08-be-cash-rounding": {
    document: issued(
      calculated(
        "s08-be-cash-rounding",
        [line(1, { id: "A828", name: "Binnenband 28", quantity: "1", price: "10.76", net: "10.76", rate: "21" })],
        [vat("21", "10.76", "2.26")],
      ),
      { number: "2026-0108", paymentMeansCode: "10" },
    ),
    without: [],
  },
};

test.each(Object.keys(goldens))("%s written as UBL equals the golden file, element for element", (name) => {
  const { document, without } = goldens[name]!;
  const golden = readXml(goldenBytes(`${name}.ubl.xml`));
  expect(outlineOfText(writeUbl(document))).toEqual(outline(golden, without));
});

test.each(Object.keys(goldens))("%s breaks no calculation or category rule", (name) => {
  expect(checkCalculation(goldens[name]!.document)).toEqual([]);
});
