import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, amount, cents, subtract, sum, zero, type Amount } from "./amount.ts";
import { groupOrder, type OrderGroups } from "./order-groups.ts";
import { Order } from "./order.ts";

interface Part {
  readonly rate?: string | null;
  readonly country?: string;
  readonly amount: string;
  readonly tax?: string;
}
interface Line {
  readonly kind?: "item" | "shipping" | "charge";
  readonly name?: string;
  readonly quantity?: string;
  readonly parts: readonly Part[];
}

const orderOf = (
  total: string,
  lines: readonly Line[],
  { vat = {}, pricesIncludeTax = true }: { vat?: Readonly<Record<string, string>>; pricesIncludeTax?: boolean } = {},
) =>
  Order.parse({
    id: "o1",
    number: "1042",
    phase: "placed",
    status: "processing",
    modifiedAt: "2026-11-20T10:00:00Z",
    placedAt: "2026-11-20T10:00:00Z",
    day: "2026-11-20",
    paidAt: null,
    currency: "EUR",
    pricesIncludeTax,
    buyer: { address: {} },
    buyerIsVatExempt: false,
    deliverTo: null,
    note: "",
    payment: { method: "", title: "", transactionId: "", onDelivery: false },
    lines: lines.map(({ kind = "item", name = "", quantity = "1", parts }, index) => ({
      id: `l${index}`,
      kind,
      name: name === "" ? `Line ${index}` : name,
      quantity,
      parts: parts.map(({ rate = "21", country = "BE", amount: value, tax = null }) => ({
        vat: rate === null ? null : { country, rate },
        amount: value,
        taxAmount: tax,
      })),
    })),
    vat: Object.entries(vat).map(([rate, taxAmount]) => ({ country: "BE", rate, taxAmount })),
    total,
    refundIds: [],
  });

const reverseCharge = {
  country: "NL",
  category: "K",
  rate: zero,
  exemptionReasonCode: "VATEX-EU-IC",
  exemptionReason: "art. 39bis",
} as const;

const brief = ({ groups }: OrderGroups) =>
  groups.map((group) => ({
    vat: `${group.vat.country} ${group.vat.category} ${group.vat.rate}`,
    lines: group.lines.map(({ line, amount: value }) => `${line.itemName} ${value}`),
    allowances: group.allowances.map(({ reason, amount: value }) => `${reason} ${value}`),
    extra: String(group.extra),
  }));

test("lines fall into groups by country and rate, charges after items and shipping last", () => {
  const order = orderOf("42.35", [
    { kind: "shipping", name: "Post", parts: [{ amount: "6.05" }] },
    { kind: "charge", name: "Packing", parts: [{ amount: "1.21" }] },
    { name: "Bel", parts: [{ amount: "24.20" }] },
    { name: "Boek", parts: [{ rate: "6.0000", amount: "10.60" }] },
    { name: "Kaart", parts: [{ rate: "6", amount: "0.29" }] },
  ]);
  expect(brief(groupOrder(order, () => null))).toEqual([
    { vat: "BE S 21", lines: ["Bel 24.20", "Packing 1.21", "Post 6.05"], allowances: [], extra: "0" },
    { vat: "BE S 6.0000", lines: ["Boek 10.60", "Kaart 0.29"], allowances: [], extra: "0" },
  ]);
});

test("a negative fee over two rates becomes an allowance in each, never a negative line", () => {
  const fee = {
    kind: "charge" as const,
    name: "Korting",
    parts: [{ amount: "-2.81" }, { rate: "6", amount: "-2.84" }],
  };
  const order = orderOf("40.00", [{ parts: [{ amount: "30.00" }] }, { parts: [{ rate: "6", amount: "15.65" }] }, fee]);
  expect(brief(groupOrder(order, () => null)).map((group) => group.allowances)).toEqual([
    ["Korting 2.81"],
    ["Korting 2.84"],
  ]);
});

test("a line over two rates counts once in each, as does one with a quantity that says nothing", () => {
  const quantityOf = (line: Line) =>
    groupOrder(orderOf("10.00", [line]), () => null).groups.map((group) => String(group.lines[0]?.line.quantity));
  expect(quantityOf({ quantity: "4", parts: [{ amount: "5.00" }, { rate: "6", amount: "5.00" }] })).toEqual(["1", "1"]);
  expect(quantityOf({ quantity: "0", parts: [{ amount: "10.00" }] })).toEqual(["1"]);
  expect(quantityOf({ quantity: "-2", parts: [{ amount: "10.00" }] })).toEqual(["1"]);
  expect(quantityOf({ quantity: "2.5", parts: [{ amount: "10.00" }] })).toEqual(["2.5"]);
});

test("the source's own VAT per rate is kept with its group, under its country", () => {
  const { groups } = groupOrder(
    orderOf("12.10", [{ parts: [{ amount: "12.10" }] }], { vat: { "21.0000": "2.11" } }),
    () => null,
  );
  expect(groups[0]?.sourceTaxAmount).toBe("2.11");
  const abroad = groupOrder(
    orderOf("12.10", [{ parts: [{ country: "NL", amount: "12.10" }] }], { vat: { "21": "2.11" } }),
    () => null,
  );
  expect(abroad.groups[0]?.sourceTaxAmount).toBeNull();
});

test("one rate in two countries is refused: a document has one breakdown per rate", () => {
  const order = orderOf("20.00", [{ parts: [{ amount: "10.00" }] }, { parts: [{ country: "NL", amount: "10.00" }] }]);
  expect(() => groupOrder(order, () => null)).toThrow(
    expect.objectContaining({ code: "document.invalid", message: expect.stringMatching(/two countries: BE and NL/) }),
  );
});

describe("lines without VAT", () => {
  const lines: Line[] = [
    { name: "Bon", parts: [{ rate: null, amount: "5.00" }] },
    { name: "Fiets", parts: [{ rate: null, amount: "-95.00" }] },
    { name: "Bel", parts: [{ amount: "10.00" }] },
  ];

  test("are counted apart while nobody said what they are, and they are named, the largest first", () => {
    const { untaxed, untaxedLines, difference, groups } = groupOrder(orderOf("-80.00", lines), () => null);
    expect([untaxed, untaxedLines.map((line) => line.name), difference, groups.length]).toEqual([
      "-90.00",
      ["Fiets", "Bon"],
      "0.00",
      1,
    ]);
  });

  test("join the group of the treatment they were given", () => {
    const result = groupOrder(
      orderOf("100.00", [{ name: "Fiets", parts: [{ rate: null, amount: "100.00" }] }]),
      () => reverseCharge,
    );
    expect(brief(result)).toEqual([{ vat: "NL K 0", lines: ["Fiets 100.00"], allowances: [], extra: "0" }]);
    expect([result.untaxed, result.untaxedLines]).toEqual(["0.00", []]);
  });

  test("that cost nothing need no treatment: goods stay on the document in its largest group, free shipping does not", () => {
    const order = orderOf("30.00", [
      { name: "Staal", parts: [{ rate: null, amount: "0.00" }] },
      { kind: "shipping", name: "Gratis", parts: [{ rate: null, amount: "0.00" }] },
      { parts: [{ rate: "6", amount: "10.00" }] },
      { parts: [{ amount: "20.00" }] },
    ]);
    const result = groupOrder(order, () => null);
    expect(result.untaxedLines).toEqual([]);
    expect(brief(result).map((group) => group.lines)).toEqual([["Line 2 10.00"], ["Line 3 20.00", "Staal 0.00"]]);
  });

  test("of a wholly free order stand at 0 %", () => {
    const result = groupOrder(orderOf("0.00", [{ name: "Staal", parts: [{ rate: null, amount: "0" }] }]), () => null);
    expect(brief(result)).toEqual([{ vat: " Z 0", lines: ["Staal 0"], allowances: [], extra: "0" }]);
  });
});

describe("what does not add up", () => {
  const cart: Line[] = [
    { parts: [{ rate: "21", amount: "20.00", tax: "3.47" }] },
    { parts: [{ rate: "6", amount: "10.00", tax: "0.57" }] },
  ];
  const extras = (result: OrderGroups) => result.groups.map((group) => String(group.extra));

  test("goes to the group whose VAT is off by just that from the VAT of its lines", () => {
    const result = groupOrder(orderOf("30.01", cart, { vat: { "21": "3.46", "6": "0.58" } }), () => null);
    expect([result.difference, extras(result)]).toEqual(["0.01", ["0", "0.01"]]);
  });

  test("goes to a group whose VAT is off at all, when none is off by just that", () => {
    const result = groupOrder(orderOf("30.02", cart, { vat: { "21": "3.47", "6": "0.58" } }), () => null);
    expect(extras(result)).toEqual(["0", "0.02"]);
  });

  test("goes to the largest group when nothing is off", () => {
    const result = groupOrder(orderOf("29.99", cart, { vat: { "21": "3.47", "6": "0.57" } }), () => null);
    expect([result.difference, extras(result)]).toEqual(["-0.01", ["-0.01", "0"]]);
  });

  test("is stated in full, also when far too much to be rounding (recording 36: a gift card of 10.00)", () => {
    expect(groupOrder(orderOf("20.00", cart), () => null).difference).toBe("-10.00");
  });

  test("stays apart where prices exclude VAT: it becomes rounding of the document", () => {
    const net = cart.map((line) => ({ parts: line.parts.map((part) => ({ ...part, amount: `${part.amount}0000` })) }));
    const result = groupOrder(orderOf("34.81", net, { pricesIncludeTax: false }), () => null);
    expect([result.difference, extras(result)]).toEqual(["0.01", ["0", "0"]]);
  });

  test("excludes what lines without VAT explain", () => {
    const order = orderOf("35.00", [...cart, { parts: [{ rate: null, amount: "5.00" }] }]);
    expect(groupOrder(order, () => null)).toMatchObject({ difference: "0.00", untaxed: "5.00" });
  });
});

test("in gross prices, groups and untaxed lines always add up to the total of the order, to the cent", () => {
  const part = fc.record({
    rate: fc.constantFrom("21", "12", "6", "0", null),
    amount: fc.integer({ min: -2_000, max: 50_000 }).map((value) => (value / 100).toFixed(2)),
  });
  const line = fc.record({
    kind: fc.constantFrom("item" as const, "shipping" as const, "charge" as const),
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.integer({ min: -10, max: 10 }), (lines, off) => {
      const charged = lines
        .flatMap((entry) => entry.parts)
        .reduce((all, entry) => all + Math.round(Number(entry.amount) * 100), off);
      fc.pre(lines.some((entry) => entry.parts.some((p) => p.rate !== null)));
      const { groups, untaxed } = groupOrder(orderOf((charged / 100).toFixed(2), lines), () => null);
      const worth = (group: (typeof groups)[number]): Amount =>
        add(subtract(sum(group.lines.map((l) => l.amount)), sum(group.allowances.map((a) => a.amount))), group.extra);
      expect(Number(String(cents(add(sum(groups.map(worth)), untaxed))))).toBe(charged / 100);
      for (const group of groups) {
        for (const entry of [...group.lines, ...group.allowances])
          expect(Number(String(entry.amount))).toBeGreaterThanOrEqual(0);
      }
      expect(groups.map((group) => String(group.vat.rate))).toEqual([
        ...new Set(groups.map((group) => String(group.vat.rate))),
      ]);
    }),
  );
});

test("an order without any line has no groups, and all of its total is the difference", () => {
  expect(groupOrder(orderOf("10.00", []), () => null)).toEqual({
    groups: [],
    difference: amount("10.00"),
    untaxed: "0.00",
    untaxedLines: [],
  });
});
