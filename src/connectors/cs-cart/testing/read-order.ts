import { amount, text } from "#domain/amount.ts";
import { groupOrder } from "#domain/order-groups.ts";
import { Order } from "#domain/order.ts";
import { toOrder } from "#connectors/cs-cart/map.ts";
import { CsOrder } from "#connectors/cs-cart/schema.ts";
import { settings as schema, type Settings } from "#connectors/cs-cart/settings.ts";
import { sampleOrder } from "./order-json.ts";

const settingsWith = (more: Partial<Settings> = {}): Settings =>
  schema.parse({ shopUrl: "https://shop.example.be", vatFieldIds: ["37"], ...more });
/** The sample, changed where the test says so. */
export const mapped = (more: object = {}, its: Partial<Settings> = {}): Order =>
  Order.parse(toOrder(CsOrder.parse({ ...sampleOrder, ...more }), settingsWith(its)));
export const partsOf = (order: Order): string[] =>
  order.lines.map((line) => line.parts.map(({ vat, amount: of }) => `${vat?.rate ?? "none"}: ${of}`).join(" + "));
/** What is left of the total: what a document would be held for. */
export const rest = (order: Order): string => {
  const { difference } = groupOrder(order, () => ({
    country: "BE",
    category: "E",
    rate: amount("0"),
    exemptionReasonCode: null,
    exemptionReason: "",
  }));
  return text(difference);
};
