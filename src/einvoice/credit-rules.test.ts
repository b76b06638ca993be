import { anySequence } from "#domain/testing/credit-sequences.ts";
import { expect, test } from "vitest";
import { checkCalculation } from "./calculation-rules.ts";

test("every invoice, and every credit note of any sequence of refunds, breaks no rule", () => {
  anySequence((invoice, credits) => {
    expect(checkCalculation({ ...invoice, kind: "invoice" })).toEqual([]);
    for (const credit of credits) expect(checkCalculation({ ...credit, kind: "creditNote" })).toEqual([]);
  });
});
