import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";
import type { TextKey } from "#dashboard/words/texts.ts";

export type Order = Schemas["Order"];

/** An order is known by its shop and its id there, as in the address of its page. */
export const keyOf = ({ connectionId, orderId }: Pick<Order, "connectionId" | "orderId">): string =>
  `${connectionId}/${encodeURIComponent(orderId)}`;

/** What people call it: its number, or its id while the hub has not read it. */
export const numberOf = ({ number, orderId }: Pick<Order, "number" | "orderId">): string =>
  number === "" ? orderId : number;

const outcomes = {
  documented: ["done", "state.documented"],
  skipped: ["skipped", "state.skipped"],
  waiting: ["waiting", "state.waiting"],
  held: ["act", "state.held"],
  failed: ["failed", "state.failed"],
} as const satisfies Readonly<Record<string, readonly [StateLook, TextKey]>>;

/** Shape and word of an order: a change after sending counts more than being done. */
export function stateOf({ outcome, changedAfterIssueAt }: Pick<Order, "outcome" | "changedAfterIssueAt">) {
  if (outcome === null) return { look: "waiting", text: "state.queued" } as const;
  if (outcome === "documented" && changedAfterIssueAt !== null)
    return { look: "changed", text: "state.changed" } as const;
  const [look, text] = outcomes[outcome];
  return { look, text };
}

/** What stands on the tabs of the list. */
export const stateTexts = {
  queued: "state.queued",
  documented: "state.documented",
  skipped: "state.skipped",
  waiting: "state.waiting",
  held: "state.held",
  failed: "state.failed",
  drifted: "state.changed",
} as const satisfies Readonly<Record<string, TextKey>>;

/** In words only: one chip per row has colour, and that is what became of the order. */
export const paymentTexts = {
  open: "payment.open",
  partlyPaid: "payment.partlyPaid",
  paid: "payment.paid",
  overdue: "payment.overdue",
  overpaid: "payment.overpaid",
  toRepay: "payment.toRepay",
} as const satisfies Readonly<Record<NonNullable<Order["payment"]>, TextKey>>;
