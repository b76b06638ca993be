import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { refundOnePiece } from "#sandbox/demo-month/refund.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import type { Shop } from "#sandbox/woocommerce/shop.ts";

const recorded = fileURLToPath(
  new URL("../../fixtures/woocommerce/rest/orders-dp6/01-guest-be-21-pending-processing.json", import.meta.url),
);

export const customer = "claire.lambert@client.example";
export const orderId = 5001;

/** A French-speaking customer in Belgium orders and will transfer the money: nothing is paid yet. The shop announces it by its webhooks. */
export async function placeOrder(shop: Shop): Promise<OrderJson> {
  const order = JSON.parse(readFileSync(recorded, "utf8")) as OrderJson;
  const now = Temporal.Now.zonedDateTimeISO("Europe/Brussels");
  const moments = {
    date_created: now.toPlainDateTime().toString({ smallestUnit: "second" }),
    date_created_gmt: now.withTimeZone("UTC").toPlainDateTime().toString({ smallestUnit: "second" }),
  };
  const address = {
    first_name: "Claire",
    last_name: "Lambert",
    address_1: "Rue de la Station 7",
    postcode: "5000",
    city: "Namur",
    country: "BE",
  };
  Object.assign(order, moments, {
    id: orderId,
    number: String(orderId),
    status: "on-hold",
    date_paid: null,
    date_paid_gmt: null,
    date_modified: moments.date_created,
    date_modified_gmt: moments.date_created_gmt,
    payment_method: "bacs",
    payment_method_title: "Virement bancaire",
    transaction_id: "",
    billing: { ...(order["billing"] as object), ...address, email: customer },
    shipping: { ...(order["shipping"] as object), ...address },
    meta_data: [{ id: 1, key: "wpml_language", value: "fr" }],
  });
  shop.orders.put(order);
  await shop.deliver().fire("order.created", orderId);
  await shop.deliver().fire("order.updated", orderId);
  return order;
}

/** One piece comes back, and the shop says so. */
export async function refund(shop: Shop): Promise<string> {
  const order = shop.orders.get(orderId);
  if (order === undefined) throw new Error("The order is gone");
  const given = refundOnePiece(order, 900_001, "abîmé à l'arrivée");
  shop.refunds.put(orderId, given);
  shop.orders.change(orderId, () => undefined);
  await shop.deliver().fire("order.updated", orderId);
  return given.amount;
}
