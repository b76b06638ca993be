import { describe, expect, test } from "vitest";
import { absolute, add, amount, cents, compare, equals, subtract, sum, zero, type Amount } from "./amount.ts";
import { creditRefund, leftToCredit } from "./credit.ts";
import type { CalculatedDocument } from "./document.ts";
import { anySequence, cent, invoiceOf, refundOf, text } from "./testing/credit-sequences.ts";

const splits = (document: CalculatedDocument) =>
  document.vat.map((vat) => [
    String(vat.vatRate),
    String(vat.taxableAmount),
    String(vat.taxAmount),
    String(vat.grossAmount),
  ]);

describe("one refund", () => {
  test("a full refund first is the exact mirror: lines, allowances, VAT and rounding, nothing left to pay", () => {
    const invoice = invoiceOf({ "21": ["49.90", "4.34", "-7.30"], "6": ["18.50", "-2.70"] });
    const { document, flag } = creditRefund({ invoice, credited: [], owed: zero }, refundOf("62.74"), true);
    expect(flag).toBeNull();
    expect(document.lines).toEqual(invoice.lines);
    expect(document.allowanceCharges).toEqual(invoice.allowanceCharges);
    expect(document.vat).toEqual(invoice.vat);
    expect(document.totals).toEqual({ ...invoice.totals, prepaidAmount: "62.74", payableAmount: "0.00" });
  });

  test("on an invoice nobody paid, a credit note lowers what is owed, whole or in part", () => {
    const invoice = invoiceOf({ "21": ["121.00"] }, { isPaid: false });
    const totals = ["121.00", "12.10"].map(
      (gross) => creditRefund({ invoice, credited: [], owed: amount("121.00") }, refundOf(gross), true).document.totals,
    );
    expect(totals.map((t) => [t.prepaidAmount, t.payableAmount])).toEqual([
      ["0.00", "121.00"],
      ["0.00", "12.10"],
    ]);
  });

  test("what was paid of it decides: what is still owed is lowered first, the rest was given back", () => {
    const invoice = invoiceOf({ "21": ["121.00"] }, { isPaid: false });
    const { totals } = creditRefund({ invoice, credited: [], owed: amount("21.00") }, refundOf("50.00"), true).document;
    expect([totals.prepaidAmount, totals.payableAmount]).toEqual(["29.00", "21.00"]);
    const overpaid = creditRefund({ invoice, credited: [], owed: amount("-1.00") }, refundOf("50.00"), true).document;
    expect(overpaid.totals).toMatchObject({ prepaidAmount: "50.00", payableAmount: "0.00" });
  });

  test("the mirror of an invoice with a residual cent has the same rounding", () => {
    const invoice = invoiceOf({ "21": ["9.02"] });
    const { document } = creditRefund({ invoice, credited: [], owed: zero }, refundOf("9.02"), true);
    expect(document.totals).toMatchObject({
      taxInclusiveAmount: "9.01",
      payableRoundingAmount: "0.01",
      payableAmount: "0.00",
    });
  });

  test("a refunded line of 9.99 at 21 % is 8.26 + 1.73 (recording 14)", () => {
    const invoice = invoiceOf({ "21": ["9.99", "49.90"], "6": ["18.50"] });
    const refund = refundOf("9.99", [{ rate: "21", amount: "9.99" }]);
    const { document, flag } = creditRefund({ invoice, credited: [], owed: zero }, refund, true);
    expect(flag).toBeNull();
    expect(splits(document)).toEqual([["21", "8.26", "1.73", "9.99"]]);
    expect(document.lines).toMatchObject([
      {
        sourceLineId: "l0",
        itemName: "Item 0",
        sellersItemIdentifier: "SKU0",
        quantity: "1",
        netPrice: "8.26",
        lineNetAmount: "8.26",
      },
    ]);
  });

  test("an amount of 25.00 out of 304.99 at 21 % is 20.66 + 4.34, as one line, for a person to look at (recording 16)", () => {
    const invoice = invoiceOf({ "21": ["304.99"] });
    const { document, flag } = creditRefund(
      { invoice, credited: [], owed: zero },
      refundOf("25.00", [], " Goodwill "),
      true,
    );
    expect(flag).toBe("amount-only");
    expect(splits(document)).toEqual([["21", "20.66", "4.34", "25.00"]]);
    expect(document.lines).toMatchObject([
      { itemName: "Goodwill", kind: "charge", quantity: "1", lineNetAmount: "20.66" },
    ]);
    expect(document.totals).toMatchObject({
      taxInclusiveAmount: "25.00",
      prepaidAmount: "25.00",
      payableAmount: "0.00",
    });
  });

  test("an amount without lines is apportioned over the gross that is left per rate", () => {
    const invoice = invoiceOf({ "21": ["75.00"], "6": ["25.00"] });
    const { document } = creditRefund({ invoice, credited: [], owed: zero }, refundOf("10.00"), true);
    expect(document.vat.map((vat) => [vat.vatRate, vat.grossAmount])).toEqual([
      ["21", "7.50"],
      ["6", "2.50"],
    ]);
  });

  test("a stray cent of a refund with lines goes to the largest rate named, and nobody need look", () => {
    const invoice = invoiceOf({ "21": ["500.00"], "6": ["20.00"] });
    const { document, flag } = creditRefund(
      { invoice, credited: [], owed: zero },
      refundOf("10.01", [{ rate: "6", amount: "10.00" }]),
      true,
    );
    expect(flag).toBeNull();
    expect(document.vat.map((vat) => [vat.vatRate, vat.grossAmount])).toEqual([["6", "10.01"]]);
  });

  test("lines and an amount beside them: the line keeps its own money, the rest is a line of its own", () => {
    const invoice = invoiceOf({ "21": ["12.10", "121.00"] });
    const refund = refundOf("72.60", [{ rate: "21", amount: "12.10", quantity: "2" }], "Transport damage");
    const { document, flag } = creditRefund({ invoice, credited: [], owed: zero }, refund, true);
    expect(flag).toBe("amount-only");
    expect(document.lines.map((line) => [line.itemName, String(line.quantity), line.lineNetAmount])).toEqual([
      ["Item 0", "2", "10.00"],
      ["Transport damage", "1", "50.00"],
    ]);
  });

  test("a refunded negative fee is an allowance of the credit note", () => {
    const invoice = invoiceOf({ "21": ["24.20", "12.10", "-6.05"] });
    const refund = refundOf("18.15", [
      { rate: "21", amount: "24.20" },
      { rate: "21", amount: "-6.05" },
    ]);
    const { document } = creditRefund({ invoice, credited: [], owed: zero }, refund, true);
    expect(document.lines.map((line) => line.lineNetAmount)).toEqual(["20.00"]);
    expect(document.allowanceCharges).toMatchObject([{ amount: "5.00", vatRate: "21" }]);
    expect(splits(document)).toEqual([["21", "15.00", "3.15", "18.15"]]);
  });

  test("more than is left of a rate moves to the other rates, and the lines no longer claim it", () => {
    const invoice = invoiceOf({ "21": ["121.00"], "6": ["10.60"] });
    const { document } = creditRefund(
      { invoice, credited: [], owed: zero },
      refundOf("31.80", [{ rate: "6", amount: "31.80" }]),
      true,
    );
    expect(document.vat.map((vat) => [vat.vatRate, vat.grossAmount])).toEqual([
      ["21", "21.20"],
      ["6", "10.60"],
    ]);
    expect(document.lines.map((line) => line.lineNetAmount)).toEqual(["17.52", "10.00"]);
  });

  test("net prices: the VAT of the source per line decides the gross", () => {
    const invoice = invoiceOf({ "21": ["100.000000"] }, { pricesIncludeTax: false });
    const refund = refundOf("12.11", [{ rate: "21", amount: "10.005000", taxAmount: "2.101050" }]);
    const { document, flag } = creditRefund({ invoice, credited: [], owed: zero }, refund, false);
    expect(flag).toBeNull();
    expect(splits(document)).toEqual([["21", "10.01", "2.10", "12.11"]]);
  });

  test.each([
    ["21.01", "21.00", "0.01"],
    ["1000.00", "21.00", "979.00"],
  ])("a refund of %s on an invoice of %s is refused with the difference", (gross, invoiced, difference) => {
    const invoice = invoiceOf({ "21": [invoiced] });
    expect(() => creditRefund({ invoice, credited: [], owed: zero }, refundOf(gross), true)).toThrow(
      expect.objectContaining({ code: "document.totals_mismatch", details: { difference } }),
    );
  });

  test("what earlier credit notes took is no longer left", () => {
    const invoice = invoiceOf({ "21": ["21.00"] });
    const first = creditRefund({ invoice, credited: [], owed: zero }, refundOf("20.00"), true).document;
    expect(leftToCredit({ invoice, credited: [first] })).toBe("1.00");
    expect(() => creditRefund({ invoice, credited: [first], owed: zero }, refundOf("1.01"), true)).toThrow(
      expect.objectContaining({ code: "document.totals_mismatch" }),
    );
  });

  test("three refunds of 9.99 out of 29.97 at 21 % take 8.26, 8.26 and the remaining 8.25 with the remaining VAT", () => {
    const invoice = invoiceOf({ "21": ["29.97"] });
    const credited: CalculatedDocument[] = [];
    for (let count = 0; count < 3; count += 1)
      credited.push(creditRefund({ invoice, credited, owed: zero }, refundOf("9.99"), true).document);
    expect(credited.flatMap(splits)).toEqual([
      ["21", "8.26", "1.73", "9.99"],
      ["21", "8.26", "1.73", "9.99"],
      ["21", "8.25", "1.74", "9.99"],
    ]);
  });
});

type Field = "taxableAmount" | "taxAmount" | "grossAmount";
const taken = (documents: readonly CalculatedDocument[], rate: Amount, field: Field): Amount =>
  sum(
    documents.flatMap((document) => document.vat.filter((vat) => equals(vat.vatRate, rate)).map((vat) => vat[field])),
  );

describe("any sequence of refunds that adds up to the invoice", () => {
  test("leaves credits equal to it, per rate for taxable amount, VAT and gross, and in total", () => {
    anySequence((invoice, credits) => {
      for (const { vatRate, taxableAmount, taxAmount, grossAmount } of invoice.vat) {
        expect([
          cents(taken(credits, vatRate, "taxableAmount")),
          cents(taken(credits, vatRate, "taxAmount")),
          cents(taken(credits, vatRate, "grossAmount")),
        ]).toEqual([taxableAmount, taxAmount, grossAmount]);
      }
      expect(cents(sum(credits.map(({ totals }) => totals.payableRoundingAmount)))).toBe(
        invoice.totals.payableRoundingAmount,
      );
      expect(leftToCredit({ invoice, credited: credits })).toBe("0.00");
    });
  });

  test("never takes more of a rate than is left of it, at any point", () => {
    anySequence((invoice, credits) => {
      for (const { vatRate, ...vat } of invoice.vat) {
        for (const field of ["taxableAmount", "taxAmount", "grossAmount"] as const) {
          let left = vat[field];
          for (const credit of credits) {
            left = subtract(left, taken([credit], vatRate, field));
            expect(compare(left, zero), `${field} at ${vatRate}`).toBeGreaterThanOrEqual(0);
          }
        }
      }
    });
  });

  test("every credit has lines of its own that are worth something or nothing, never less", () => {
    anySequence((_, credits) => {
      for (const credit of credits) {
        expect(credit.lines.length).toBeGreaterThan(0);
        for (const line of credit.lines) {
          expect(compare(line.lineNetAmount, zero)).toBeGreaterThanOrEqual(0);
          expect(compare(line.netPrice, zero)).toBeGreaterThanOrEqual(0);
        }
        for (const allowance of credit.allowanceCharges) expect(compare(allowance.amount, zero)).toBe(1);
      }
    });
  });

  test("every credit is worth its refund and no more than a few cents of it as rounding", () => {
    anySequence((invoice, credits) => {
      for (const { totals, vat } of credits) {
        const limit = add(absolute(invoice.totals.payableRoundingAmount), text(2 * vat.length + 1));
        const isPaid = compare(invoice.totals.prepaidAmount, zero) > 0;
        const worth = cents(add(totals.taxInclusiveAmount, totals.payableRoundingAmount));
        expect([totals.prepaidAmount, totals.payableAmount]).toEqual(isPaid ? [worth, "0.00"] : ["0.00", worth]);
        expect(compare(absolute(totals.payableRoundingAmount), limit)).toBeLessThanOrEqual(0);
      }
    });
  });
});

test("a rate that is negative as a whole is credited in the end, as an allowance", () => {
  const invoice = invoiceOf({ "21": ["121.00"], "6": ["-10.60"] });
  const first = creditRefund({ invoice, credited: [], owed: zero }, refundOf("60.50"), true).document;
  expect(first.vat.map((vat) => [vat.vatRate, vat.grossAmount])).toEqual([["21", "60.50"]]);
  const last = creditRefund({ invoice, credited: [first], owed: zero }, refundOf("49.90"), true).document;
  expect(splits(last)).toEqual([
    ["21", "50.00", "10.50", "60.50"],
    ["6", "-10.00", "-0.60", "-10.60"],
  ]);
  expect(last.lines.map((line) => line.lineNetAmount)).toEqual(["50.00"]);
  expect(last.allowanceCharges).toMatchObject([{ amount: "10.00", vatRate: "6" }]);
});

test("a refund of rounding that no rate holds is a document with a line and a rate worth nothing", () => {
  const invoice = invoiceOf({ "21": ["1.00"] }, { pricesIncludeTax: false, rounding: "0.03" });
  const first = creditRefund({ invoice, credited: [], owed: zero }, refundOf("1.21"), false).document;
  const { lines, vat, totals } = creditRefund(
    { invoice, credited: [first], owed: zero },
    refundOf("0.03"),
    false,
  ).document;
  expect(vat.map((v) => [v.taxableAmount, v.taxAmount])).toEqual([["0.00", "0.00"]]);
  expect(lines.map((line) => line.lineNetAmount)).toEqual(["0.00"]);
  expect(totals.payableRoundingAmount).toBe("0.03");
});

test("two hundred refunds of two cents do not run away from their invoice", () => {
  const invoice = invoiceOf({ "21": ["4.00"] });
  const credited: CalculatedDocument[] = [];
  for (let count = 0; count < 200; count += 1) {
    credited.push(creditRefund({ invoice, credited, owed: zero }, refundOf("0.02"), true).document);
  }
  const roundings = credited.map(({ totals }) => Math.abs(cent(totals.payableRoundingAmount)));
  expect(Math.max(...roundings)).toBeLessThanOrEqual(2);
  expect(cents(taken(credited, amount("21"), "taxableAmount"))).toBe("3.31");
  expect(cents(taken(credited, amount("21"), "taxAmount"))).toBe("0.70");
});
