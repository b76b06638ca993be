import { amount, zero } from "#domain/amount.ts";
import type { DocumentLine, IssuedDocument, Totals, VatLine } from "#domain/document.ts";
import { expect, test } from "vitest";
import { assertCalculation, checkCalculation } from "./calculation-rules.ts";
import { exampleCorp, issued, line, onlyCountry, tulp, vat } from "./testing/golden-documents.ts";

type Stated = Partial<Record<keyof Totals, string>>;
const amounts = (stated: Stated): Partial<Totals> =>
  Object.fromEntries(Object.entries(stated).map(([name, value]) => [name, amount(value)]));
const noTotals: Totals = {
  lineExtensionAmount: zero,
  allowanceTotalAmount: zero,
  chargeTotalAmount: zero,
  taxExclusiveAmount: zero,
  taxAmount: zero,
  taxInclusiveAmount: zero,
  prepaidAmount: zero,
  payableRoundingAmount: zero,
  payableAmount: zero,
};
const totals = (stated: Stated): Totals => ({ ...noTotals, ...amounts(stated) });

/** 3 × 10.00 at 21 % and 2 × 5.00 at 6 %, a coupon of 4.00 and packing of 1.00 at 21 %: 37.00, VAT 6.27. */
const sound: IssuedDocument = issued(
  {
    lines: [
      line(1, { id: "A", name: "Bel", quantity: "3", price: "10.00", net: "30.00", rate: "21" }),
      line(2, { id: "B", name: "Boek", quantity: "2", price: "5.00", net: "10.00", rate: "6" }),
      { ...line(3, { id: "", name: "Dank u", quantity: "1", price: "0", net: "0", rate: "0" }), kind: "text" },
    ],
    allowanceCharges: [
      {
        kind: "allowance",
        amount: amount("4.00"),
        reasonCode: "95",
        reason: "Coupon",
        vatCategory: "S",
        vatRate: amount("21"),
      },
      {
        kind: "charge",
        amount: amount("1.00"),
        reasonCode: "PC",
        reason: "Packing",
        vatCategory: "S",
        vatRate: amount("21.0"),
      },
    ],
    vat: [vat("21", "27.00", "5.67"), vat("6", "10.00", "0.60")],
    totals: totals({
      lineExtensionAmount: "40.00",
      allowanceTotalAmount: "4.00",
      chargeTotalAmount: "1.00",
      taxExclusiveAmount: "37.00",
      taxAmount: "6.27",
      taxInclusiveAmount: "43.27",
      prepaidAmount: "3.30",
      payableRoundingAmount: "0.03",
      payableAmount: "40.00",
    }),
  },
  { number: "F1" },
);

const rules = (document: Parameters<typeof checkCalculation>[0], options = {}) =>
  checkCalculation(document, options).map((finding) => `${finding.rule} ${finding.path}`);

const withTotals = (stated: Stated): IssuedDocument => ({ ...sound, totals: { ...sound.totals, ...amounts(stated) } });
const withLine = (facts: Partial<DocumentLine>): IssuedDocument => ({
  ...sound,
  lines: sound.lines.map((entry, index) => (index === 0 ? { ...entry, ...facts } : entry)),
});
const withVat = (facts: Partial<VatLine>): IssuedDocument => ({
  ...sound,
  vat: sound.vat.map((entry, index) => (index === 0 ? { ...entry, ...facts } : entry)),
});

test("a sound document with allowance, charge, rounding and a text line has no finding", () => {
  expect(rules(sound)).toEqual([]);
});

test.each<[string, keyof Totals, string, string[]]>([
  ["BR-CO-10", "lineExtensionAmount", "40.01", ["BR-CO-13 totals.taxExclusiveAmount"]],
  ["BR-CO-11", "allowanceTotalAmount", "4.01", ["BR-CO-13 totals.taxExclusiveAmount"]],
  ["BR-CO-12", "chargeTotalAmount", "1.01", ["BR-CO-13 totals.taxExclusiveAmount"]],
  ["BR-CO-13", "taxExclusiveAmount", "37.01", ["BR-CO-15 totals.taxInclusiveAmount"]],
  ["BR-CO-14", "taxAmount", "6.28", ["BR-CO-15 totals.taxInclusiveAmount"]],
  // The fault of invalid/x01: the wrong total with VAT shows twice.
  ["BR-CO-15", "taxInclusiveAmount", "43.28", ["BR-CO-16 totals.payableAmount"]],
  ["BR-CO-16", "payableAmount", "40.01", []],
])("%s finds one cent too much in %s", (rule, name, stated, alsoBroken) => {
  expect(rules(withTotals({ [name]: stated }))).toEqual([`${rule} totals.${name}`, ...alsoBroken]);
});

test("PEPPOL-EN16931-R120 finds a line net that is not quantity × price, by a cent (invalid/x07)", () => {
  expect(rules(withLine({ netPrice: amount("10.004") }))).toEqual(["PEPPOL-EN16931-R120 lines[0].lineNetAmount"]);
  expect(rules(withLine({ netPrice: amount("10.001") }))).toEqual([]);
});

test("PEPPOL-EN16931-R120 divides by the base quantity, and rounds half away from zero", () => {
  expect(rules(withLine({ netPrice: amount("1000"), baseQuantity: amount("100") }))).toEqual([]);
  const half = { quantity: amount("-3"), netPrice: amount("0.005"), lineNetAmount: amount("-0.02") };
  expect(rules(withLine(half)).filter((finding) => finding.includes("R120"))).toEqual([]);
});

test("BR-27 refuses a negative price; a return is a negative quantity", () => {
  const back = { quantity: amount("-3"), netPrice: amount("-10.00") };
  expect(rules(withLine(back))).toEqual(["BR-27 lines[0].netPrice"]);
});

test("PEPPOL-EN16931-R121 refuses a base quantity of zero instead of dividing by it", () => {
  expect(rules(withLine({ baseQuantity: amount("0") }))).toEqual(["PEPPOL-EN16931-R121 lines[0].baseQuantity"]);
});

test.each<[string, string, IssuedDocument]>([
  ["BR-DEC-23", "lines[0].lineNetAmount", withLine({ lineNetAmount: amount("30.001") })],
  ["BR-DEC-19", "vat[0].taxableAmount", withVat({ taxableAmount: amount("27.001") })],
  ["BR-DEC-20", "vat[0].taxAmount", withVat({ taxAmount: amount("5.671") })],
  // The fault of invalid/x10.
  ["BR-DEC-18", "totals.payableAmount", withTotals({ payableAmount: "40.001" })],
  ["BR-DEC-17", "totals.payableRoundingAmount", withTotals({ payableRoundingAmount: "0.031" })],
])("%s finds three decimals in %s", (rule, path, document) => {
  expect(rules(document)).toContain(`${rule} ${path}`);
});

test("decimals beyond two that are zero are no finding", () => {
  expect(rules(withLine({ lineNetAmount: amount("30.0000") }))).toEqual([]);
});

test("BR-CO-17 is exact: one cent of VAT is found, where the official rule allows 0.99", () => {
  const off = {
    ...withVat({ taxAmount: amount("5.68") }),
    totals: {
      ...sound.totals,
      taxAmount: amount("6.28"),
      taxInclusiveAmount: amount("43.28"),
      payableAmount: amount("40.01"),
    },
  };
  expect(rules(off)).toEqual(["BR-CO-17 vat[0].taxAmount"]);
  expect(rules(off, { vatOfSource: true })).toEqual([]);
});

test("BR-CO-17 leaves a credit note the two cents of a remainder, and no more", () => {
  const credit = (tax: string) => rules({ ...withVat({ taxAmount: amount(tax) }), kind: "creditNote" });
  expect(credit("5.69")).not.toContain("BR-CO-17 vat[0].taxAmount");
  expect(credit("5.64")).toContain("BR-CO-17 vat[0].taxAmount");
});

test("VAT of the source skips BR-CO-17 only", () => {
  const wrong = { ...withVat({ taxAmount: amount("5.68"), taxableAmount: amount("26.99") }) };
  expect(rules(wrong, { vatOfSource: true })).toEqual(["BR-CO-14 totals.taxAmount", "BR-S-08 vat[0].taxableAmount"]);
});

test("BR-S-08 finds a cent between a breakdown and its lines, where the official rule allows 0.99", () => {
  expect(rules(withVat({ taxableAmount: amount("27.01") }))).toEqual(["BR-S-08 vat[0].taxableAmount"]);
});

test("BR-S-01 finds a rate without breakdown, and a second breakdown of one rate", () => {
  expect(rules(withLine({ vatRate: amount("12") }))).toEqual(["BR-S-01 lines[0]", "BR-S-08 vat[0].taxableAmount"]);
  expect(rules({ ...sound, vat: [...sound.vat, vat("6.00", "10.00", "0.60")] })).toContain("BR-S-01 vat[2]");
});

test("BR-16 and BR-CO-18: a document has a line and a VAT breakdown; a text line does not count", () => {
  const empty = {
    ...sound,
    lines: sound.lines.filter((entry) => entry.kind === "text"),
    allowanceCharges: [],
    vat: [],
  };
  expect(rules(empty)).toEqual(expect.arrayContaining(["BR-16 lines", "BR-CO-18 vat"]));
});

/** One line of 100.00 without VAT, in the given category. */
const untaxed = (
  vatCategory: VatLine["vatCategory"],
  facts: Partial<IssuedDocument> = {},
  reason: Partial<VatLine> = { exemptionReason: "Because" },
) =>
  issued(
    {
      lines: [line(1, { id: "A", name: "Bel", quantity: "1", price: "100", net: "100", rate: "0", vatCategory })],
      allowanceCharges: [],
      vat: [{ ...vat("0", "100", "0", { vatCategory }), ...reason }],
      totals: totals({
        lineExtensionAmount: "100",
        taxExclusiveAmount: "100",
        taxInclusiveAmount: "100",
        payableAmount: "100",
      }),
    },
    { number: "F2", ...facts },
  );
const none = { exemptionReason: null, exemptionReasonCode: null };
const nobody = { ...exampleCorp, legalRegistrationIdentifier: "" };
const delivered = { buyer: tulp, deliveryDate: "2026-11-18", deliverTo: onlyCountry("NL") };

test.each<[string, IssuedDocument, string[]]>([
  ["K complete", untaxed("K", delivered), []],
  [
    "BR-IC-02: K without the buyer's VAT number",
    untaxed("K", { ...delivered, buyer: nobody }),
    ["BR-IC-02 buyer.vatIdentifier"],
  ],
  [
    "BR-IC-02: K without the seller's VAT number",
    untaxed("K", { ...delivered, seller: nobody }),
    ["BR-IC-02 seller.vatIdentifier"],
  ],
  ["BR-IC-10: K without a reason", untaxed("K", delivered, none), ["BR-IC-10 vat[0].exemptionReason"]],
  [
    "BR-IC-11: K without a day of delivery",
    untaxed("K", { ...delivered, deliveryDate: null }),
    ["BR-IC-11 deliveryDate"],
  ],
  [
    "BR-IC-12: K without an address (invalid/x04)",
    untaxed("K", { ...delivered, deliverTo: null }),
    ["BR-IC-12 deliverTo.countryCode"],
  ],
  [
    "BR-IC-12: K to an address without country",
    untaxed("K", { ...delivered, deliverTo: onlyCountry("") }),
    ["BR-IC-12 deliverTo.countryCode"],
  ],
  ["AE complete", untaxed("AE", {}, { exemptionReasonCode: "VATEX-EU-AE" }), []],
  [
    "AE with a registration number only",
    untaxed("AE", { buyer: { ...nobody, legalRegistrationIdentifier: "HR 12" } }),
    [],
  ],
  ["BR-AE-02: AE to a buyer without any number", untaxed("AE", { buyer: nobody }), ["BR-AE-02 buyer.vatIdentifier"]],
  ["BR-AE-10: AE without a reason (invalid/x05)", untaxed("AE", {}, none), ["BR-AE-10 vat[0].exemptionReason"]],
  ["E with a reason in words", untaxed("E", { buyer: nobody }), []],
  ["BR-E-10: E with a blank reason", untaxed("E", {}, { exemptionReason: " " }), ["BR-E-10 vat[0].exemptionReason"]],
  ["BR-G-10: G without a reason", untaxed("G", { buyer: nobody }, none), ["BR-G-10 vat[0].exemptionReason"]],
  ["Z without a reason", untaxed("Z", {}, none), []],
  ["BR-Z-10: Z with a reason", untaxed("Z"), ["BR-Z-10 vat[0].exemptionReason"]],
  ["O complete, without anybody's VAT number", untaxed("O", { seller: nobody, buyer: nobody }), []],
  [
    "P0107: the code of AE on E",
    untaxed("E", {}, { exemptionReasonCode: "VATEX-EU-AE" }),
    ["PEPPOL-EN16931-P0107 vat[0].exemptionReasonCode"],
  ],
])("%s", (_, document, expected) => {
  expect(rules(document)).toEqual(expected);
});

test("BR-S-05 and BR-Z-05, BR-Z-09: S has a rate, all others have none and bear no VAT", () => {
  expect(rules(untaxed("S", {}, none))).toEqual(["BR-S-05 vat[0].vatRate"]);
  const taxed = { ...sound, vat: sound.vat.map((entry) => ({ ...entry, vatCategory: "Z" as const })) };
  expect(rules(taxed)).toEqual(expect.arrayContaining(["BR-Z-05 vat[0].vatRate", "BR-Z-09 vat[0].taxAmount"]));
});

test("BR-O-11: O stands alone on a document", () => {
  const mixed = {
    ...sound,
    lines: [
      ...sound.lines,
      line(4, { id: "C", name: "Gift", quantity: "1", price: "0", net: "0", rate: "0", vatCategory: "O" }),
    ],
    vat: [...sound.vat, vat("0", "0", "0", { vatCategory: "O", exemptionReason: "Not subject" })],
  };
  expect(rules(mixed)).toEqual(["BR-O-11 vat"]);
});

test("a calculated document without parties yet is not asked for them", () => {
  const { lines, allowanceCharges, vat: vatLines, totals: stated } = untaxed("K");
  expect(rules({ lines, allowanceCharges, vat: vatLines, totals: stated })).toEqual([]);
});

test("assertCalculation throws document.invalid that names the first three rules and counts the rest", () => {
  expect(() => assertCalculation(sound)).not.toThrow();
  const document = { ...withTotals({ lineExtensionAmount: "1", taxAmount: "2" }), kind: "invoice" as const };
  expect(() => assertCalculation(document)).toThrow(
    expect.objectContaining({
      code: "document.invalid",
      message: expect.stringMatching(/^BR-CO-10: .*; BR-CO-13: .*; BR-CO-14: .*, and 1 more$/),
      details: {
        "totals.lineExtensionAmount": "BR-CO-10",
        "totals.taxExclusiveAmount": "BR-CO-13",
        "totals.taxAmount": "BR-CO-14",
      },
    }),
  );
});
