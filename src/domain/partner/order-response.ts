import { z } from "zod";
import { add, AmountText, compare, equals, isPositive, sum, zero, type Amount } from "#domain/amount.ts";
import { MessageItem, MessageParty, MessagePeriod, MessagePrice, type OrderMessage } from "./order-message.ts";

/** AB received and not judged yet, AP accepted as it is, CA accepted with changes, RE rejected. */
export const orderResponseCodes = ["AB", "AP", "CA", "RE"] as const;
export type OrderResponseCode = (typeof orderResponseCodes)[number];

/** 1 added by the seller, 3 changed, 5 accepted as it is, 7 not accepted, 42 already delivered. */
export const lineStatuses = ["1", "3", "5", "7", "42"] as const;
export type LineStatus = (typeof lineStatuses)[number];

export const OrderResponseLine = MessageItem.extend({
  /** The answer's own number of the line; several may be about one line of the order. */
  lineId: z.string().min(1),
  /** Empty when the seller added it. */
  orderLineId: z.string().default(""),
  status: z.enum(lineStatuses),
  note: z.string().default(""),
  /** Null: as ordered. */
  quantity: AmountText.nullable().default(null),
  unitCode: z.string().default(""),
  writtenUnit: z.string().default(""),
  /** At most so many follow later on a day nobody knows yet; 0: the rest never comes. Null: nothing is said. */
  backorder: AmountText.nullable().default(null),
  /** Null: as ordered. */
  price: MessagePrice.nullable().default(null),
  promised: MessagePeriod.prefault({}),
  /** What comes in its place. */
  substitute: MessageItem.nullable().default(null),
});
export type OrderResponseLine = z.infer<typeof OrderResponseLine>;

/** The seller's answer to an order (Peppol T76): the business answer, not the receipt. */
export const OrderResponseMessage = z.object({
  id: z.string().min(1),
  issueDate: z.iso.date(),
  /** HH:MM:SS; empty when not said. Of two answers on one day, it tells the later. */
  issueTime: z.string().default(""),
  code: z.enum(orderResponseCodes),
  /** The buyer's number. */
  orderId: z.string().min(1),
  /** The seller's number. */
  salesOrderId: z.string().default(""),
  currency: z.string().default(""),
  note: z.string().default(""),
  customerReference: z.string().default(""),
  seller: MessageParty,
  buyer: MessageParty,
  promised: MessagePeriod.prefault({}),
  lines: z.array(OrderResponseLine).default([]),
});
export type OrderResponseMessage = z.infer<typeof OrderResponseMessage>;

export const lineOutcomeStates = ["pending", "accepted", "changed", "rejected", "delivered", "noInformation"] as const;
export type LineOutcomeState = (typeof lineOutcomeStates)[number];

/** What an answer says of one line of the order. */
export interface LineOutcome {
  readonly orderLineId: string;
  readonly state: LineOutcomeState;
  /** In all, over every part the line was split into; as ordered when the answer says nothing else. */
  readonly confirmed: Amount;
  readonly backorder: Amount;
  readonly parts: readonly OrderResponseLine[];
}

export interface ResponseOutcome {
  readonly lines: readonly LineOutcome[];
  readonly added: readonly OrderResponseLine[];
  /** Lines of the answer about lines the order does not have: shown, never applied. */
  readonly unknown: readonly OrderResponseLine[];
}

type Ordered = Pick<OrderMessage["lines"][number], "lineId" | "quantity">;

function partConfirmed(part: OrderResponseLine, ordered: Amount, isOnly: boolean): Amount {
  if (part.status === "7") return zero;
  if (part.quantity !== null) return part.quantity;
  return isOnly ? ordered : zero;
}

function outcomeOf(ordered: Ordered, parts: readonly OrderResponseLine[]): LineOutcome {
  const [first] = parts;
  if (first === undefined)
    return { orderLineId: ordered.lineId, state: "noInformation", confirmed: zero, backorder: zero, parts };
  const confirmed = sum(parts.map((part) => partConfirmed(part, ordered.quantity, parts.length === 1)));
  const backorder = sum(parts.map((part) => part.backorder ?? zero));
  const all = (status: LineStatus): boolean => parts.every((part) => part.status === status);
  const isWhole = equals(confirmed, ordered.quantity) && !isPositive(backorder);
  const state: LineOutcomeState = all("7")
    ? "rejected"
    : all("42")
      ? "delivered"
      : all("5") && isWhole
        ? "accepted"
        : "changed";
  return { orderLineId: ordered.lineId, state, confirmed, backorder, parts };
}

/** Null: the lines say. */
const stateOfWhole: Readonly<Record<OrderResponseCode, LineOutcomeState | null>> = {
  ...{ AB: "pending", AP: "accepted", CA: null, RE: "rejected" },
};

/**
 * What an answer says of every line of the order. AB, AP and RE speak of the whole. CA ought to name every line: one it leaves out is
 * "no information", never accepted; parts of one line are added up (order-messages.md 1.2).
 */
export function outcomesOf(
  order: readonly Ordered[],
  response: Pick<OrderResponseMessage, "code" | "lines">,
): ResponseOutcome {
  const known = new Set(order.map(({ lineId }) => lineId));
  const added = response.lines.filter(({ orderLineId, status }) => status === "1" && !known.has(orderLineId));
  const unknown = response.lines.filter(({ orderLineId, status }) => status !== "1" && !known.has(orderLineId));
  // Accepted as a whole, and yet not every line: what the lines say goes before, so that nothing is taken for accepted that is not.
  const isContradicted = response.code === "AP" && responseCodeOf(response.lines) !== "AP";
  const state = isContradicted ? null : stateOfWhole[response.code];
  if (state !== null) {
    const lines = order.map(({ lineId, quantity }) => ({
      ...{ orderLineId: lineId, state, confirmed: state === "accepted" ? quantity : zero, backorder: zero, parts: [] },
    }));
    return { lines, added, unknown };
  }
  const byLine = Map.groupBy(response.lines, ({ orderLineId }) => orderLineId);
  return { lines: order.map((line) => outcomeOf(line, byLine.get(line.lineId) ?? [])), added, unknown };
}

/** The code that the lines of an answer amount to. */
export function responseCodeOf(lines: readonly Pick<OrderResponseLine, "status">[]): "AP" | "CA" | "RE" {
  if (lines.length > 0 && lines.every(({ status }) => status === "7")) return "RE";
  return lines.every(({ status }) => status === "5") ? "AP" : "CA";
}

type Answered = Pick<OrderResponseMessage, "issueDate" | "issueTime" | "id">;

/** Whether `one` was written after `other`: by day and time, else by number. Both are kept, the later one counts (order-messages.md 7). */
export function isLaterResponse(one: Answered, other: Answered): boolean {
  const key = ({ issueDate, issueTime }: Answered) => `${issueDate}T${issueTime}`;
  if (key(one) !== key(other)) return key(one) > key(other);
  return one.id.localeCompare(other.id, "en", { numeric: true }) > 0;
}

/** Whether more is confirmed, with what follows later, than was ordered. */
export const isMoreThanOrdered = (outcome: Pick<LineOutcome, "confirmed" | "backorder">, ordered: Amount): boolean =>
  compare(add(outcome.confirmed, outcome.backorder), ordered) > 0;
