/** A month of orders of one demo shop, derived from the recordings: other customers, products, dates and amounts, the same shapes. */
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import type { Assortment } from "./assortments.ts";
import { placeAt, placeFor, restock } from "./order-variation.ts";
import { personOf, type RegionName } from "./people.ts";
import { chanceOf, type Chance } from "./random.ts";

export interface MonthPlan {
  readonly seed: number;
  readonly count: number;
  /** The last order lies shortly before; the first 30 days earlier. In the shop's time zone. */
  readonly until: Temporal.ZonedDateTime;
  readonly assortment: Assortment;
  /** Where most customers live. */
  readonly home: "flanders" | "wallonia";
  readonly firstOrderId: number;
}

/** A recorded order by what makes it worth having, by its number in fixtures/woocommerce. */
interface Shape {
  readonly recording: number;
  readonly region: RegionName | "home";
  /** Out of a thousand orders. */
  readonly share: number;
  /** Products and amounts are varied; else only who, when and which number. */
  readonly restocked: boolean;
  readonly status?: "cancelled" | "on-hold";
}

const shapes: readonly Shape[] = [
  { recording: 42, region: "home", share: 395, restocked: true },
  { recording: 43, region: "home", share: 210, restocked: true },
  { recording: 50, region: "netherlands", share: 120, restocked: true },
  { recording: 44, region: "home", share: 60, restocked: false },
  { recording: 45, region: "home", share: 30, restocked: false },
  { recording: 54, region: "home", share: 40, restocked: true },
  { recording: 42, region: "home", share: 60, restocked: true, status: "on-hold" },
  { recording: 42, region: "home", share: 25, restocked: true, status: "cancelled" },
  { recording: 51, region: "france", share: 15, restocked: true },
  { recording: 79, region: "germany", share: 12, restocked: false },
  { recording: 53, region: "netherlands", share: 8, restocked: false },
  { recording: 65, region: "home", share: 6, restocked: false },
  { recording: 71, region: "home", share: 5, restocked: false },
  // Held for a person: a line without VAT, a foreign currency, a total that does not add up.
  { recording: 80, region: "home", share: 7, restocked: false },
  { recording: 76, region: "netherlands", share: 4, restocked: false },
  { recording: 81, region: "home", share: 3, restocked: false },
];

function chooseShape(chance: Chance): Shape {
  let left = chance.next() * shapes.reduce((total, { share }) => total + share, 0);
  for (const shape of shapes) {
    left -= shape.share;
    if (left < 0) return shape;
  }
  throw new Error("No shape was left to choose");
}

/** More in the evening, little at night. */
const hours = [0, 7, 8, 9, 9, 10, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 20, 21, 21, 22, 23];

function momentsOf({ count, until }: MonthPlan, chance: Chance): Temporal.ZonedDateTime[] {
  const today = until.startOfDay();
  const moments: Temporal.ZonedDateTime[] = [];
  while (moments.length < count) {
    const day = today.subtract({ days: chance.between(0, 29) });
    // Saturdays are quieter; a shop is never quite still.
    if (day.dayOfWeek === 6 && chance.next() < 0.4) continue;
    const at = day.add({ hours: chance.pick(hours), minutes: chance.between(0, 59), seconds: chance.between(0, 59) });
    if (Temporal.ZonedDateTime.compare(at, until.subtract({ minutes: 2 })) < 0) moments.push(at);
  }
  return moments.toSorted((a, b) => Temporal.ZonedDateTime.compare(a, b));
}

const languages: Readonly<Record<RegionName, string>> = {
  flanders: "nl",
  wallonia: "fr",
  netherlands: "nl",
  france: "fr",
  germany: "de",
};

/** The orders in the order they were placed. `recorded` gives a recorded order, dp=6, by its id. */
export function monthOfOrders(plan: MonthPlan, recorded: (id: number) => OrderJson): OrderJson[] {
  const chance = chanceOf(plan.seed);
  return momentsOf(plan, chance).map((at, index) => {
    const { recording, region, restocked, status } = chooseShape(chance);
    const order = structuredClone(recorded(recording));
    const place = region === "home" ? plan.home : region;
    order.id = plan.firstOrderId + index;
    order["number"] = String(order.id);
    order["order_key"] = `wc_order_demo${order.id}`;
    if (order["transaction_id"] !== "") order["transaction_id"] = `tr_demo${order.id}`;
    order.refunds = [];
    // One in five customers comes back: the same person has the same number.
    const person = personOf(place, plan.seed * 10_000 + chance.between(1, plan.count), chance);
    placeFor(order, recording === 54 ? { ...person, company: `${person.lastName} & Co` } : person, languages[place]);
    if (status !== undefined) {
      order.status = status;
      order.date_paid = null;
      order.date_paid_gmt = null;
      order["transaction_id"] = "";
    }
    if (status === "on-hold") {
      order["payment_method"] = "bacs";
      order["payment_method_title"] = plan.home === "wallonia" ? "Virement bancaire" : "Bankoverschrijving";
    }
    placeAt(order, at);
    if (restocked) restock(order, plan.assortment, chance);
    return order;
  });
}
