import { expect, test } from "vitest";
import { zero } from "./amount.ts";
import { creditRefund } from "./credit.ts";
import type { Language } from "./party.ts";
import { invoiceOf, refundOf } from "./testing/credit-sequences.ts";

const lineNameOf = (language: Language | undefined, reason = ""): string | undefined => {
  const invoice = { ...invoiceOf({ "21": ["12.10"] }), ...(language && { language }) };
  return creditRefund({ invoice, credited: [], owed: zero }, { ...refundOf("1.21"), reason }, true).document.lines[0]
    ?.itemName;
};

test("a refund without a reason is named in the language of its invoice", () => {
  expect([lineNameOf("nl"), lineNameOf("fr"), lineNameOf("en"), lineNameOf("de"), lineNameOf(undefined)]).toEqual([
    "Terugbetaling",
    "Remboursement",
    "Refund",
    "Refund",
    "Terugbetaling",
  ]);
});

test("a refund's own reason stays as it is", () => {
  expect(lineNameOf("fr", " Kapot geleverd ")).toBe("Kapot geleverd");
});
