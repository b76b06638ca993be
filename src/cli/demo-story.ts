import { refundGoods, refundOnePiece } from "#sandbox/demo-month/refund.ts";
import { linesOf } from "#sandbox/demo-month/order-variation.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import type { DemoShop } from "./demo-shops.ts";

/** Every so-manieth order of a month has this happen to it after it was booked. */
const refundedEvery = 23;
const returnedEvery = 61;
const changedEvery = 97;
const paidLateEvery = 2;

const reasons = ["te klein besteld", "beschadigd aangekomen", "herroeping binnen 14 dagen", "verkeerde kleur geleverd"];

const isPaid = (order: OrderJson): boolean =>
  order.date_paid !== null && (order.status === "processing" || order.status === "completed");

/** After the month was booked: some goods come back, some customers pay late, some orders are changed at the shop. */
export function letTimePass({ shop, month }: DemoShop): void {
  let refundId = 900_000;
  const paid = month.filter((order) => isPaid(order) && order["currency"] === "EUR" && order.total !== "0.000000");
  for (const [index, order] of paid.entries()) {
    const reason = reasons[index % reasons.length] ?? "";
    if (index % refundedEvery === 5) shop.refunds.put(order.id, refundOnePiece(order, refundId++, reason));
    else if (index % returnedEvery === 7) shop.refunds.put(order.id, refundGoods(order, refundId++, reason));
    else if (index % changedEvery === 11) shop.orders.change(order.id, cancel);
  }
  for (const [index, order] of month.filter(({ status }) => status === "on-hold").entries())
    if (index % paidLateEvery === 0) shop.orders.change(order.id, (late) => payNow(late));
}

function cancel(order: OrderJson): void {
  order.status = "cancelled";
}

/** As a shop writes this moment: its own time, and UTC. */
function stampOfNow(): { readonly local: string; readonly utc: string } {
  const now = Temporal.Now.zonedDateTimeISO("Europe/Brussels");
  const text = (moment: Temporal.ZonedDateTime) => moment.toPlainDateTime().toString({ smallestUnit: "second" });
  return { local: text(now), utc: text(now.withTimeZone("UTC")) };
}

function payNow(order: OrderJson): void {
  const { local, utc } = stampOfNow();
  order.status = "processing";
  order.date_paid = local;
  order.date_paid_gmt = utc;
}

/** The same order, placed this moment: about what was placed before the coupling went live nothing is mailed by itself. */
export function placedNow(order: OrderJson): OrderJson {
  const { local, utc } = stampOfNow();
  const placed = { date_created: local, date_created_gmt: utc, date_modified: local, date_modified_gmt: utc };
  return { ...order, ...placed, ...(order.date_paid !== null && { date_paid: local, date_paid_gmt: utc }) };
}

/** An order as no shop should give it: what a broken plugin makes of one. */
export function spoil(order: OrderJson): OrderJson {
  const spoiled = structuredClone(order);
  const [line] = linesOf(spoiled);
  if (line !== undefined) Object.assign(line, { quantity: "veel" });
  return spoiled;
}

/** Orders are placed all at once, each announced by the shop's own signed webhook. */
export async function placeOrders({ shop }: DemoShop, orders: readonly OrderJson[]): Promise<void> {
  for (const order of orders) shop.orders.put(order);
  await Promise.all(orders.map((order) => shop.deliver().fire("order.created", order.id)));
}

const dayOf = (order: OrderJson): string => order.date_created.slice(0, 10);
const daysAtOnce = 3;

/** A few days of all shops. */
export type Stretch = readonly { readonly demo: DemoShop; readonly orders: readonly OrderJson[] }[];

/**
 * The month in the order it came, over all shops: documents are dated in the order they are made, so that a month brought in shop by shop
 * would be dated today. The last day stands alone.
 */
export function stretchesOf(shops: readonly DemoShop[]): readonly Stretch[] {
  const days = [...new Set(shops.flatMap(({ month }) => month.map(dayOf)))].toSorted();
  const today = days.pop();
  const stretches = Array.from({ length: Math.ceil(days.length / daysAtOnce) }, (_, index) =>
    days.slice(index * daysAtOnce, (index + 1) * daysAtOnce),
  );
  return [...stretches, today === undefined ? [] : [today]].map((stretch) =>
    shops.map((demo) => ({ demo, orders: demo.month.filter((order) => stretch.includes(dayOf(order))) })),
  );
}
