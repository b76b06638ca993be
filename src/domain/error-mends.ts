import type { ErrorCode } from "./error.ts";

/** What a person can press about an error. Each leads to the screen, or opens the dialog, that mends it. */
export const mendKinds = [
  "chooseMapping",
  "reconnect",
  "checkRights",
  "openConnection",
  "openCoupling",
  "compareAmounts",
  "openOrders",
  "viewChanges",
  "retry",
  "report",
] as const;
export type MendKind = (typeof mendKinds)[number];

/** Who must act once it does not go on by itself: somebody of the company, whoever manages the other system, or whoever runs the hub. */
export const menders = ["you", "source", "operator"] as const;
export type Mender = (typeof menders)[number];

interface Mend {
  readonly action: MendKind;
  readonly who: Mender;
}

/** The rest of the error table, beside its remedies: only what can help is offered (design.md section 8). */
export const mends: Readonly<Record<ErrorCode, Mend>> = {
  "remote.unavailable": { action: "retry", who: "you" },
  "remote.rate_limited": { action: "retry", who: "you" },
  "remote.outcome_unknown": { action: "openOrders", who: "you" },
  "remote.conflict": { action: "retry", who: "you" },
  "credentials.expired": { action: "reconnect", who: "you" },
  "credentials.insufficient": { action: "checkRights", who: "source" },
  "settings.invalid": { action: "openCoupling", who: "you" },
  "mapping.missing": { action: "chooseMapping", who: "you" },
  "capability.missing": { action: "openCoupling", who: "you" },
  "document.invalid": { action: "openOrders", who: "you" },
  "document.rejected": { action: "openOrders", who: "you" },
  "document.totals_mismatch": { action: "compareAmounts", who: "you" },
  "remote.protocol_changed": { action: "report", who: "operator" },
  "internal.unexpected": { action: "report", who: "operator" },
};
