import { z } from "zod";

/**
 * Every code with which a hub refuses what a partner asked (docs/partner-exchange.md, "Answers"). A code never changes its meaning. `then` is
 * what the one who asked does: `fail` this message and show it; `stop` the whole relation and alarm; `wait` and send the same again; `again`: sign
 * anew and send once more at once, and when that is refused alike, stop.
 */
export const refusalCodes = {
  bad_envelope: { status: 400, then: "fail" },
  bad_content: { status: 400, then: "fail" },
  bad_digest: { status: 400, then: "wait" },
  bad_signature: { status: 401, then: "stop" },
  clock_skew: { status: 401, then: "again" },
  unknown_key: { status: 401, then: "stop" },
  nonce_reused: { status: 401, then: "again" },
  bad_proof: { status: 401, then: "fail" },
  relation_not_active: { status: 403, then: "fail" },
  direction_disabled: { status: 403, then: "fail" },
  mode_mismatch: { status: 403, then: "fail" },
  unknown_relation: { status: 404, then: "fail" },
  unknown_message: { status: 404, then: "fail" },
  unknown_invite: { status: 404, then: "fail" },
  id_reused_with_other_content: { status: 409, then: "fail" },
  stale_revision: { status: 409, then: "fail" },
  already_connected: { status: 409, then: "fail" },
  invite_used: { status: 410, then: "fail" },
  invite_expired: { status: 410, then: "fail" },
  invite_cancelled: { status: 410, then: "fail" },
  too_large: { status: 413, then: "fail" },
  content_invalid: { status: 422, then: "fail" },
  retry_after: { status: 503, then: "wait" },
} as const satisfies Record<string, { readonly status: number; readonly then: "fail" | "stop" | "wait" | "again" }>;

export type RefusalCode = keyof typeof refusalCodes;

export const refusalCodeNames = Object.keys(refusalCodes) as [RefusalCode, ...RefusalCode[]];

/** The body of every answer that is not a yes. `time` is the clock of who refuses: with `clock_skew` the other side goes by it. */
export const Refusal = z.object({
  v: z.literal(1),
  code: z.enum(refusalCodeNames),
  /** English, for the log book of the one who asked; never shown as the sentence of a screen. */
  detail: z.string().max(2000),
  time: z.iso.datetime(),
  /** With `content_invalid`: which rules the document breaks. */
  rules: z.array(z.string().max(200)).max(200).optional(),
  /** With `relation_not_active`. */
  relationState: z.enum(["invited", "suspended", "rejected", "cancelled", "expired", "ended"]).optional(),
  /** With `retry_after`; the same as the header. */
  retryAfterSeconds: z.int().min(0).max(86_400).optional(),
});
export type Refusal = z.output<typeof Refusal>;
