import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isZero } from "#domain/amount.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { hasMoney } from "#domain/document.ts";
import { Order } from "#domain/order.ts";
import { codesOf, itemCodesOf } from "./codes.ts";
import { decideOrder, type DecisionContext } from "./decide.ts";
import { ShopOrderSettings, type MappingEntry } from "./settings.ts";

const context: DecisionContext = {
  settings: ShopOrderSettings.parse({}),
  mappings: [],
  seller: { country: "BE", language: "nl" },
  mayUseForeignLanguages: false,
};

interface Given {
  readonly kind: "item" | "shipping" | "charge";
  readonly code: string;
  readonly cents: number;
  readonly rate: string;
}

const lineOf = ({ kind, code, cents, rate }: Given, index: number) => ({
  id: String(index + 1),
  kind,
  name: `${kind} ${index}`,
  sellersItemIdentifier: code,
  quantity: "1",
  parts: [{ vat: { country: "BE", rate }, amount: (cents / 100).toFixed(2), taxAmount: null }],
});

/** The document of an order with these lines, whose total may be off by a cent. */
function draftOf(lines: readonly Given[], isIncl: boolean): DocumentDraft | null {
  const address = { streetName: "Kerkstraat 1", postalZone: "9000", cityName: "Gent", countryCode: "BE" };
  const order = (total: string) =>
    Order.parse({
      ...{ id: "10", number: "10", phase: "placed", status: "processing", currency: "EUR", day: "2026-11-01" },
      ...{ modifiedAt: "2026-11-01T10:00:00Z", placedAt: "2026-11-01T10:00:00Z", paidAt: null },
      pricesIncludeTax: isIncl,
      buyer: { name: "An Maes", address },
      ...{ buyerIsVatExempt: false, deliverTo: null, note: "", vat: [], refundIds: [] },
      payment: { method: "bacs", title: "", transactionId: "", onDelivery: false },
      lines: lines.map(lineOf),
      total,
    });
  const gross = lines.reduce((sum, { cents, rate }) => sum + (isIncl ? cents : cents * (1 + Number(rate) / 100)), 0);
  const decision = decideOrder(order((gross / 100).toFixed(2)), context);
  return decision.kind === "document" ? decision.draft : null;
}

const mapping = (what: MappingEntry["what"], fromValue: string, code: string): MappingEntry => ({
  what,
  fromValue,
  toValue: { code },
});

const lines = fc.array(
  fc.record({
    kind: fc.constantFrom("item" as const, "shipping" as const, "charge" as const),
    code: fc.constantFrom("", "A", "B", "C"),
    cents: fc.integer({ min: 1, max: 10_000 }),
    rate: fc.constantFrom("6", "12", "21"),
  }),
  { minLength: 1, maxLength: 6 },
);
const mappings = fc.subarray([
  mapping("itemCode", "A", "A2"),
  mapping("chargeItem", "shipping", "VERZ"),
  mapping("chargeItem", "charge", "KOST"),
  mapping("chargeItem", "rounding", "AFR"),
  mapping("vatCode", "rounding", "V0"),
  mapping("vatCode", "BE 6 incl", "V6"),
  mapping("vatCode", "BE 12 incl", "V12"),
  mapping("vatCode", "BE 21 incl", "V21"),
  mapping("vatCode", "BE 21 excl", "X21"),
]);
const found = fc.dictionary(
  fc.constantFrom("A", "A2", "B", "C", "VERZ", "KOST", "AFR"),
  fc.integer({ min: 0, max: 2 }),
);

interface Case {
  readonly order: { readonly draft: DocumentDraft; readonly pricesIncludeTax: boolean };
  readonly chosen: readonly MappingEntry[];
  readonly there: ReadonlyMap<string, number>;
}
const cases = fc
  .record({ lines, isIncl: fc.boolean(), chosen: mappings, found })
  .map(({ lines: given, isIncl, chosen, found: there }): Case | null => {
    const draft = draftOf(given, isIncl);
    return draft && { order: { draft, pricesIncludeTax: isIncl }, chosen, there: new Map(Object.entries(there)) };
  })
  .filter((one) => one !== null);
const many = { numRuns: 300 };

test("there is a code for every line, and only what is there exactly once goes over", () => {
  const isRight = ({ order, chosen, there }: Case): boolean => {
    const { draft } = order;
    const { codes, missing } = codesOf(order, chosen, there);
    const asked = draft.lines.filter(hasMoney).length + draft.allowanceCharges.length;
    const isRounded = !isZero(draft.totals.payableRoundingAmount);
    const isKnown = codes.every(({ item, vatCode }) => there.get(item) === 1 && vatCode !== "");
    return codes.length === asked + (isRounded ? 1 : 0) && isKnown === (missing.length === 0);
  };
  expect(fc.check(fc.property(cases, isRight), many).counterexample).toBeNull();
});

test("what is missing is named once, and choosing each of it lets the order go", () => {
  const isMended = ({ order, chosen, there }: Case): boolean => {
    const { missing } = codesOf(order, chosen, there);
    const names = new Set(missing.map(({ what, fromValue, code }) => `${what} ${fromValue} ${code}`));
    const made = missing.map(({ what, fromValue }, index) => mapping(what, fromValue, `NEW${index}`));
    const isNew = (one: MappingEntry) => made.some((m) => m.what === one.what && m.fromValue === one.fromValue);
    const filled = [...chosen.filter((one) => !isNew(one)), ...made];
    const all = new Map([...there, ...made.map((_, index) => [`NEW${index}`, 1] as const)]);
    return names.size === missing.length && codesOf(order, filled, all).missing.length === 0;
  };
  expect(fc.check(fc.property(cases, isMended), many).counterexample).toBeNull();
});

test("VAT is named by country, rate and price mode, however the rate is written", () => {
  const draft = draftOf([{ kind: "item", code: "A", cents: 12_100, rate: "21.00" }], true);
  if (draft === null) throw new Error("No document");
  const keys = (isIncl: boolean) =>
    codesOf({ draft, pricesIncludeTax: isIncl }, [], new Map([["A", 1]])).missing.map(({ fromValue }) => fromValue);
  expect([keys(true), keys(false)]).toEqual([["BE 21 incl"], ["BE 21 excl"]]);
});

test("what a name was chosen for goes before its kind, and that before everything", () => {
  const draft = draftOf([{ kind: "shipping", code: "", cents: 500, rate: "21" }], true);
  if (draft === null) throw new Error("No document");
  const vat = mapping("vatCode", "BE 21 incl", "V21");
  const all = [
    mapping("chargeItem", "*", "Z"),
    mapping("chargeItem", "shipping", "Y"),
    mapping("chargeItem", "shipping: shipping 0", "X"),
  ];
  const items = [1, 2, 3].map((many) => itemCodesOf([{ draft, pricesIncludeTax: true }], [vat, ...all.slice(0, many)]));
  expect(items).toEqual([["Z"], ["Y"], ["X"]]);
});

describe("a discount on the whole without an item of its own", () => {
  const off = (cents: number, rate = "21") => ({ kind: "charge" as const, code: "", cents: -cents, rate });
  const goods = { kind: "item" as const, code: "A", cents: 1000, rate: "21" };
  const vat = [mapping("vatCode", "BE 21 incl", "V21"), mapping("vatCode", "BE 6 incl", "V6")];
  const there = new Map([
    ["A", 1],
    ["KORT", 1],
  ]);
  const named = (given: readonly Given[], spreads: boolean, chosen: readonly MappingEntry[] = []) => {
    const draft = draftOf(given, true);
    if (draft === null) throw new Error("No document");
    expect(draft.allowanceCharges).not.toEqual([]);
    const { codes, missing } = codesOf({ draft, pricesIncludeTax: true }, [...vat, ...chosen], there, spreads);
    return { items: codes.map(({ item }) => item), missing: missing.map(({ what, fromValue }) => [what, fromValue]) };
  };
  const asked = [["chargeItem", "allowance"]];

  test("is left to a package that spreads it, and asked for elsewhere", () => {
    expect(named([goods, off(200)], true)).toEqual({ items: ["A", ""], missing: [] });
    expect(named([goods, off(200)], false).missing).toEqual(asked);
  });

  test("has the item that was chosen for it, wherever it goes", () => {
    const chosen = [mapping("chargeItem", "allowance", "KORT")];
    for (const spreads of [true, false])
      expect(named([goods, off(200)], spreads, chosen)).toEqual({ items: ["A", "KORT"], missing: [] });
  });

  test("is asked for where it does not fit on the lines of its VAT", () => {
    expect(named([goods, off(200, "6")], true).missing).toContainEqual(asked[0]);
  });
});

test("what the total was rounded by goes under the VAT code for that", () => {
  const draft = draftOf([{ kind: "item", code: "A", cents: 1495, rate: "21" }], true);
  if (draft === null) throw new Error("No document");
  expect(isZero(draft.totals.payableRoundingAmount)).toBe(false);
  const chosen = [mapping("chargeItem", "rounding", "AFR"), mapping("vatCode", "BE 21 incl", "V21")];
  const there = new Map([
    ["A", 1],
    ["AFR", 1],
  ]);
  const order = { draft, pricesIncludeTax: true };
  expect(codesOf(order, chosen, there).missing).toMatchObject([{ what: "vatCode", fromValue: "rounding" }]);
  const { codes } = codesOf(order, [...chosen, mapping("vatCode", "rounding", "V0")], there);
  expect(codes.at(-1)).toEqual({ item: "AFR", vatCode: "V0" });
});
