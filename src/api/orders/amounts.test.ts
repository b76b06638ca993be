import { expect, test } from "vitest";
import { tieOut } from "#domain/tie-out.ts";
import { amount } from "#domain/amount.ts";
import type { OrderRow } from "#store/orders.ts";
import { amountsOf } from "./amounts.ts";

const line = { id: "1", kind: "item", name: "Fiets", quantity: "1", amount: "100.00" } as const;
const source = { lines: [line], vat: [{ country: "BE", rate: "21", taxAmount: "21.00" }] };
const order = (changes: object) =>
  ({ currency: "EUR", total: "121.00", source, tieOut: null, ...changes }) as unknown as OrderRow;

test("before there is a document the VAT of the source shows, with nothing beside it", () => {
  const held = tieOut({ total: amount("121.00") }, amount("-10.00"), null);
  for (const tied of [null, held])
    expect(amountsOf(order({ tieOut: tied }), [])?.vat).toEqual([
      { country: "BE", rate: "21", source: "21.00", document: null, difference: null },
    ]);
});

test("an order that was never read has no amounts", () => {
  expect(amountsOf(order({ source: null }), [])).toBeNull();
});
