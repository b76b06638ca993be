import { expect, test } from "vitest";
import { chainGroups } from "./chain-groups.ts";

const link = (
  relation: "madeFrom" | "madeInto" | "creditedBy",
  kind: "quote" | "deliveryNote" | "creditNote",
  id: string,
) => ({
  relation,
  kind,
  id,
  status: "issued" as const,
  number: id,
  issueDate: null,
  taxInclusiveAmount: "1.00",
});

test("what it came from stands before it, what became of it after; several of a kind are one", () => {
  const { before, after } = chainGroups([
    link("madeFrom", "quote", "31"),
    link("creditedBy", "creditNote", "5"),
    link("madeFrom", "deliveryNote", "12"),
    link("madeFrom", "deliveryNote", "13"),
  ]);
  expect(before.map(({ kind, links }) => [kind, links.map(({ id }) => id)])).toEqual([
    ["quote", ["31"]],
    ["deliveryNote", ["12", "13"]],
  ]);
  expect(after.map(({ kind, links }) => [kind, links.length])).toEqual([["creditNote", 1]]);
});
