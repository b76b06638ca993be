import { add, compare, isNegative, largest, subtract, sum, text, zero, amount, type Amount } from "#domain/amount.ts";
import type { WarehouseStock } from "#domain/item.ts";
import type { Order } from "#domain/order.ts";
import type { Outcome } from "#domain/outcome.ts";
import type { StockRule } from "./settings.ts";

/** What of the source's warehouses counts (C5.9, C5.12). A warehouse that was chosen and has nothing is empty. */
export function countedStock(warehouses: readonly WarehouseStock[], { warehouses: rule }: StockRule): Amount {
  if (rule.use === "all") return sum(warehouses.map(({ available }) => available));
  if (rule.use === "chosen")
    return sum(
      warehouses.filter(({ warehouseId }) => rule.ids.includes(warehouseId)).map(({ available }) => available),
    );
  return (warehouses.find(({ isDefault }) => isDefault) ?? warehouses[0])?.available ?? zero;
}

/** Downwards: what is left of a piece is not sold. */
const whole = (value: Amount): Amount => amount(text(value).split(".")[0] ?? "0");

/** What the shop may sell: never below nothing. `reserved`: ordered in the shop, and not in the source's figure yet. */
export function offeredStock(available: Amount, reserved: Amount, code: string, rule: StockRule): Amount {
  const safety = (Object.hasOwn(rule.safetyOf, code) ? rule.safetyOf[code] : undefined) ?? rule.safety;
  const left = subtract(subtract(available, reserved), safety);
  if (isNegative(left)) return zero;
  return add(rule.wholeNumbers ? whole(left) : left, zero);
}

export type StockDecision =
  /** Seen before what was seen already: it says nothing any more. */
  | { readonly kind: "stale" }
  | { readonly kind: "same"; readonly quantity: Amount }
  | { readonly kind: "set"; readonly quantity: Amount };

/** What becomes of one stock at the shop. The newest observation wins, whatever order they arrive in. `present`: null, the shop does not say. */
export function decideStock(given: {
  readonly observedAt: string;
  readonly lastObservedAt: string | null;
  readonly offered: Amount;
  readonly present: Amount | null;
}): StockDecision {
  const { observedAt, lastObservedAt, offered, present } = given;
  if (isStale(observedAt, lastObservedAt)) return { kind: "stale" };
  return present !== null && compare(present, offered) === 0
    ? { kind: "same", quantity: offered }
    : { kind: "set", quantity: offered };
}

/** Seen before what was seen already. */
export const isStale = (observedAt: string, lastObservedAt: string | null): boolean =>
  lastObservedAt !== null && isBefore(observedAt, lastObservedAt);

const isBefore = (a: string, b: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b)) < 0;

/** A source may need a moment before what was ordered there is missing from its stock. */
export const bookedLagSeconds = 120;

/** What the hub knows of an order of the shop. */
export interface OrderState {
  readonly outcome: Outcome | null;
  readonly reasonCode: string | null;
  readonly decidedAt: string | null;
}

/** These say that somebody else has dealt with it, or that there is nothing in it. */
const neverBooked: ReadonlySet<string> = new Set(["rule.before", "rule.offset", "rule.zero", "rule.user"]);

/** Whether what was ordered may still be in the source's figure of that moment: then it is taken off. Rather once too often than too little. */
export function isReserving(state: OrderState | undefined, observedAt: string): boolean {
  if (state === undefined || state.outcome === null) return true;
  if (state.outcome === "skipped") return !neverBooked.has(state.reasonCode ?? "");
  if (state.outcome !== "documented") return true;
  const known = Temporal.Instant.from(observedAt).subtract({ seconds: bookedLagSeconds }).toString();
  return state.decidedAt === null || !isBefore(state.decidedAt, known);
}

/** Nothing is taken out of the shop's stock for these. */
const idlePhases: ReadonlySet<Order["phase"]> = new Set(["draft", "cancelled", "deleted"]);

/** Pieces per code. */
export function reservedIn(orders: Iterable<Order>): Map<string, Amount> {
  const reserved = new Map<string, Amount>();
  for (const { phase, lines } of orders) {
    if (idlePhases.has(phase)) continue;
    for (const { kind, sellersItemIdentifier, quantity } of lines) {
      const code = sellersItemIdentifier.trim();
      if (kind !== "item" || code === "") continue;
      reserved.set(code, add(reserved.get(code) ?? zero, largest(quantity, zero)));
    }
  }
  return reserved;
}
