import { expect, test } from "vitest";
import { amount, zero } from "#domain/amount.ts";
import { Order } from "#domain/order.ts";
import { decideOrder, type DecisionContext } from "./decide.ts";
import { driftOf } from "./drift.ts";
import { ShopOrderSettings } from "./settings.ts";

const context: DecisionContext = {
  settings: ShopOrderSettings.parse({}),
  mappings: [],
  seller: { country: "BE", language: "nl" },
  mayUseForeignLanguages: false,
};

interface Given {
  readonly id: string;
  readonly name?: string;
  readonly kind?: "item" | "shipping";
  readonly quantity?: string;
  readonly gross: string;
  readonly rate?: string;
}

const usual: readonly Given[] = [
  { id: "1", name: "Fiets", gross: "121.00" },
  { id: "2", name: "Bel", quantity: "2", gross: "24.20" },
  { id: "3", name: "Verzending", kind: "shipping", gross: "6.05" },
];

function orderOf(lines: readonly Given[] = usual, more: Partial<Order> = {}): Order {
  const total = lines.reduce((cents, { gross }) => cents + BigInt(gross.replace(".", "")), 0n).toString();
  return Order.parse({
    id: "10",
    number: "10",
    phase: "placed",
    status: "processing",
    modifiedAt: "2026-11-01T10:00:00Z",
    placedAt: "2026-11-01T10:00:00Z",
    day: "2026-11-01",
    paidAt: null,
    currency: "EUR",
    pricesIncludeTax: true,
    buyer: {
      name: "An Maes",
      address: { streetName: "Kerkstraat 1", postalZone: "9000", cityName: "Gent", countryCode: "BE" },
    },
    buyerIsVatExempt: false,
    deliverTo: null,
    note: "",
    payment: { method: "bacs", title: "", transactionId: "", onDelivery: false },
    lines: lines.map(({ id, name = "", kind = "item", quantity = "1", gross, rate = "21" }) => ({
      id,
      kind,
      name,
      quantity,
      parts: [{ vat: { country: "BE", rate }, amount: gross, taxAmount: null }],
    })),
    vat: [],
    total: `${total.slice(0, -2)}.${total.slice(-2)}`,
    refundIds: [],
    ...more,
  });
}

function differences(now: Order | null, received = zero, credits = 0) {
  const was = decideOrder(orderOf(), context);
  if (was.kind !== "document") throw new Error("No document");
  const decision = now === null ? null : decideOrder(now, context);
  const isPaid = now !== null && now.paidAt !== null;
  return driftOf(was.draft, { order: now, decision, isPaid }, { received, credits }).map(
    ({ field, about, by }) => `${field}${about === "" ? "" : ` ${about}`}${by === null ? "" : ` ${Number(by)}`}`,
  );
}

test("the same order differs in nothing, also with another status or note", () => {
  expect(differences(orderOf(usual, { status: "completed", note: "Bedankt" }))).toEqual([]);
});

test("a line that came, one that went, and what they do to VAT and total", () => {
  const [bike, , shipping] = usual as [Given, Given, Given];
  const now = [bike, { id: "9", name: "Helm", gross: "60.50" }, shipping];
  expect(differences(orderOf(now))).toEqual([
    "lineRemoved 2 × Bel -20",
    "lineAdded Helm 50",
    "vat 21 BE 6.3",
    "netTotal 30",
    "total 36.3",
  ]);
});

test("quantity, price, shipping and rate of a line", () => {
  const now: Given[] = [
    { id: "1", name: "Fiets", gross: "106.00", rate: "6" },
    { id: "2", name: "Bel", quantity: "3", gross: "36.30" },
    { id: "3", name: "Verzending", kind: "shipping", gross: "12.10" },
  ];
  expect(differences(orderOf(now))).toEqual([
    "lineVat Fiets",
    "lineQuantity Bel",
    "lineAmount Bel 10",
    "shipping Verzending 5",
    "vat 21 BE -17.85",
    "vat 6 BE 6",
    "netTotal 15",
    "total 3.15",
  ]);
});

test("who bought, where it goes, and the VAT number", () => {
  const { buyer } = orderOf();
  const moved = { ...buyer, name: "Maes bv", vatIdentifier: "BE0202239951" };
  expect(
    differences(orderOf(usual, { buyer: moved, deliverTo: { ...buyer.address, streetName: "Dok 4" } })).slice(0, 3),
  ).toEqual(["buyerName", "buyerVat", "deliverTo"]);
});

test("cancelled, gone, in another currency, refunded, paid", () => {
  for (const phase of ["cancelled", "pending", "draft"] as const)
    expect(differences(orderOf(usual, { phase }))).toEqual(["status"]);
  expect(differences(null)).toEqual(["status"]);
  // A currency without a rate is held: what can be said of it is said.
  expect(differences(orderOf(usual, { currency: "GBP" }))).toEqual(["currency", "total"]);
  expect(differences(orderOf(usual, { refundIds: ["77"] }))).toEqual(["refunds"]);
  expect(differences(orderOf(usual, { paidAt: "2026-11-01T11:00:00Z" }))).toEqual(["paid 151.25"]);
  expect(differences(orderOf(), amount("151.25"))).toEqual(["paid -151.25"]);
});
