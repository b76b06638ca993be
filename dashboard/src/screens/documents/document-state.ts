import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";
import type { TextKey } from "#dashboard/words/texts.ts";

export type DocumentRow = Schemas["DocumentRow"];
export type DocumentStatus = DocumentRow["status"];
export type PaymentState = NonNullable<DocumentRow["paymentState"]>;

type Shown = { readonly look: StateLook; readonly text: TextKey };

/** Lifecycle; of purchase orders there is more of it. */
const statuses = {
  draft: { look: "skipped", text: "docState.draft" },
  issued: { look: "done", text: "docState.issued" },
  cancelled: { look: "skipped", text: "docState.cancelled" },
  placed: { look: "waiting", text: "docState.placed" },
  confirmed: { look: "waiting", text: "docState.confirmed" },
  received: { look: "done", text: "docState.received" },
  closed: { look: "skipped", text: "docState.closed" },
} as const satisfies Readonly<Record<DocumentStatus, Shown>>;
const otherStatus = { look: "unknown", text: "docState.other" } as const;
export const statusOf = (status: string): (typeof statuses)[DocumentStatus] | typeof otherStatus =>
  Object.hasOwn(statuses, status) ? statuses[status as DocumentStatus] : otherStatus;

/** What is open goes on by itself; what is late or too much wants a person. */
export const paymentLooks: Readonly<Record<PaymentState, StateLook>> = {
  open: "waiting",
  partlyPaid: "waiting",
  paid: "done",
  overdue: "act",
  overpaid: "act",
  toRepay: "act",
};
export const paymentTexts = {
  open: "payment.open",
  partlyPaid: "payment.partlyPaid",
  paid: "payment.paid",
  overdue: "payment.overdue",
  overpaid: "payment.overpaid",
  toRepay: "payment.toRepay",
} as const satisfies Readonly<Record<PaymentState, TextKey>>;

export const mailStates = {
  queued: { look: "waiting", text: "mailState.queued" },
  sending: { look: "busy", text: "mailState.sending" },
  sent: { look: "done", text: "mailState.sent" },
  delivered: { look: "done", text: "mailState.delivered" },
  failed: { look: "failed", text: "mailState.failed" },
  unknown: { look: "unknown", text: "mailState.unknown" },
  cancelled: { look: "skipped", text: "mailState.cancelled" },
} as const satisfies Readonly<Record<string, Shown>>;
export type MailState = keyof typeof mailStates;

export const mailOf = (state: string | null) =>
  state !== null && Object.hasOwn(mailStates, state) ? mailStates[state as MailState] : null;

/** It left, is on its way, or may have arrived: sending it now is doing so once more. */
export const wasSent = (state: string | null): boolean => state !== null && state !== "failed" && state !== "cancelled";
