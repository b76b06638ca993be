import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, amount, compare, equals, isZero, subtract, sum, zero, type Amount } from "./amount.ts";
import { creditLines, type CreditedLine } from "./credit-lines.ts";
import { leftToCredit } from "./credit.ts";
import type { CalculatedDocument } from "./document.ts";
import { calculateDraft, type DraftAllowance, type DraftLine } from "./draft.ts";
import { inputWith, lineWith } from "./testing/draft-lines.ts";

const invoiceWith = (
  lines: readonly DraftLine[],
  pricesIncludeTax = false,
  allowances: readonly DraftAllowance[] = [],
) => calculateDraft(inputWith(lines, { pricesIncludeTax, allowances }));

const parts = (...wanted: readonly [number, string][]): CreditedLine[] =>
  wanted.map(([position, quantity]) => ({ position, quantity: amount(quantity) }));

const none = new Map<number, Amount>();
const total = ({ totals }: CalculatedDocument) => add(totals.taxInclusiveAmount, totals.payableRoundingAmount);

describe("some lines of an invoice", () => {
  test("are credited at their own price: 2 of 5 helmets", () => {
    const invoice = invoiceWith([lineWith({ quantity: amount("5"), price: amount("57.50") }), lineWith()]);
    const credit = creditLines({ invoice, credited: [] }, parts([1, "2"]), none);
    expect(credit?.lines).toMatchObject([{ quantity: "2", netPrice: "57.50", lineNetAmount: "115.00" }]);
    expect(credit?.totals).toMatchObject({ taxAmount: "24.15", taxInclusiveAmount: "139.15", payableAmount: "139.15" });
  });

  test("take their share of a reduction on the whole with them", () => {
    const tenPercent = { reason: "Korting", percent: amount("10"), amount: null, group: null };
    const invoice = invoiceWith([lineWith({ price: amount("100.00") }), lineWith({ price: amount("50.00") })], false, [
      tenPercent,
    ]);
    const credit = creditLines({ invoice, credited: [] }, parts([1, "1"]), none);
    expect(credit?.lines).toMatchObject([{ lineNetAmount: "100.00" }]);
    expect(credit?.allowanceCharges).toMatchObject([{ amount: "10.00", reason: "Korting" }]);
    expect(credit?.totals).toMatchObject({ taxExclusiveAmount: "90.00", taxAmount: "18.90" });
  });

  test("are nothing when nothing is asked, or nothing is left", () => {
    const invoice = invoiceWith([lineWith()]);
    expect(creditLines({ invoice, credited: [] }, [], none)).toBeNull();
    expect(creditLines({ invoice, credited: [invoice] }, parts([1, "1"]), none)).toBeNull();
  });
});

const anyInvoice = fc
  .record({
    lines: fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 9 }),
        price: fc.integer({ min: 1, max: 99_999 }),
        rate: fc.constantFrom("21", "6"),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    pricesIncludeTax: fc.boolean(),
    percent: fc.constantFrom(null, "5", "33.33"),
  })
  .map(({ lines, pricesIncludeTax, percent }) =>
    invoiceWith(
      lines.map(({ quantity, price, rate }) =>
        lineWith({
          quantity: amount(String(quantity)),
          price: amount((price / 100).toFixed(2)),
          vatRate: amount(rate),
        }),
      ),
      pricesIncludeTax,
      percent === null ? [] : [{ reason: "Korting", percent: amount(percent), amount: null, group: null }],
    ),
  );

test("piece by piece, in any order, the credits never go beyond the invoice and end at it, per rate to the cent", () => {
  fc.assert(
    fc.property(anyInvoice, fc.infiniteStream(fc.nat()), (invoice, dice) => {
      const credited: CalculatedDocument[] = [];
      const before = new Map<number, Amount>();
      for (let turn = 0; turn < 60; turn += 1) {
        const open = invoice.lines.filter(
          (line) => !isZero(subtract(line.quantity, before.get(line.position) ?? zero)),
        );
        const line = open[(dice.next().value ?? 0) % Math.max(1, open.length)];
        if (line === undefined) break;
        const left = Number(String(subtract(line.quantity, before.get(line.position) ?? zero)));
        const quantity = amount(String(1 + ((dice.next().value ?? 0) % left)));
        const credit = creditLines({ invoice, credited }, [{ position: line.position, quantity }], before);
        if (credit !== null) credited.push(credit);
        before.set(line.position, add(before.get(line.position) ?? zero, quantity));
        expect(compare(leftToCredit({ invoice, credited }), zero)).not.toBe(-1);
        for (const vat of invoice.vat) {
          const own = credited.flatMap((note) => note.vat.filter((one) => equals(one.vatRate, vat.vatRate)));
          expect(compare(sum(own.map((one) => one.grossAmount)), vat.grossAmount)).not.toBe(1);
          expect(compare(sum(own.map((one) => one.taxableAmount)), vat.taxableAmount)).not.toBe(1);
          expect(compare(sum(own.map((one) => one.taxAmount)), vat.taxAmount)).not.toBe(1);
        }
      }
      expect(String(leftToCredit({ invoice, credited }))).toBe("0.00");
      expect(equals(sum(credited.map(total)), total(invoice))).toBe(true);
      for (const vat of invoice.vat) {
        const own = credited.flatMap((note) => note.vat.filter((one) => equals(one.vatRate, vat.vatRate)));
        expect([sum(own.map((one) => one.taxableAmount)), sum(own.map((one) => one.taxAmount))].map(String)).toEqual(
          [vat.taxableAmount, vat.taxAmount].map((value) => String(add(value, zero))),
        );
      }
    }),
  );
});
