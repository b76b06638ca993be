import { expect, test } from "vitest";
import { Order } from "./order.ts";
import { sourceFactsOf } from "./source-facts.ts";

const order = (pricesIncludeTax: boolean, parts: readonly object[]) =>
  Order.parse({
    id: "1",
    number: "1",
    phase: "placed",
    status: "processing",
    modifiedAt: "2026-11-03T12:00:00Z",
    placedAt: "2026-11-03T12:00:00Z",
    day: "2026-11-03",
    paidAt: null,
    currency: "EUR",
    pricesIncludeTax,
    buyer: { name: "An", email: "an@example.be", address: { cityName: "Gent", countryCode: "BE" } },
    buyerIsVatExempt: false,
    deliverTo: null,
    note: "",
    payment: { method: "bacs", title: "", transactionId: "", onDelivery: false },
    lines: [{ id: "7", kind: "item", name: "Fiets", quantity: "1", parts }],
    vat: [],
    total: "121.00",
    refundIds: [],
  });
const vat = { country: "BE", rate: "21" };
const amountOf = (given: Order) => sourceFactsOf(given).lines[0]?.amount;

test("a line is shown without VAT: by the source's own VAT where it says it, else by the rate", () => {
  expect(amountOf(order(true, [{ vat, amount: "121.00", taxAmount: "21.00" }]))).toBe("100.00");
  expect(amountOf(order(true, [{ vat, amount: "121.00", taxAmount: null }]))).toBe("100.00");
  expect(amountOf(order(false, [{ vat, amount: "100.004999", taxAmount: null }]))).toBe("100.00");
  expect(amountOf(order(true, [{ vat: null, amount: "20.00", taxAmount: null }]))).toBe("20.00");
  const parts = [
    { vat, amount: "-2.81", taxAmount: "-0.49" },
    { vat: { ...vat, rate: "6" }, amount: "-2.84", taxAmount: "-0.16" },
  ];
  expect(amountOf(order(true, parts))).toBe("-5.00");
});

test("the customer and the way to pay are those of the source", () => {
  const { customer, paymentMethod } = sourceFactsOf(order(true, [{ vat, amount: "1.00", taxAmount: null }]));
  expect(customer).toMatchObject({ name: "An", email: "an@example.be", cityName: "Gent", countryCode: "BE" });
  expect(paymentMethod).toBe("bacs");
});

test("VAT per rate is what the source charged, to the cent", () => {
  const { vat: none } = sourceFactsOf(order(true, [{ vat, amount: "1.00", taxAmount: null }]));
  const charged = { ...order(true, [{ vat, amount: "1.00", taxAmount: null }]), vat: [{ ...vat, taxAmount: "0.174" }] };
  expect(none).toEqual([]);
  expect(sourceFactsOf(Order.parse(charged)).vat).toEqual([{ country: "BE", rate: "21", taxAmount: "0.17" }]);
});
