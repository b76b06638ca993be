import { z } from "zod";
import { ExchangeInstant, prose } from "./envelope.ts";
import { PublicJwk } from "./exchange-keys.ts";

/**
 * Every code with which a hub refuses what a partner asked (docs/partner-exchange.md, "Answers"). A code never changes its meaning. `next` is
 * what the one who asked does: `fail` this message and show it; `stop` the whole relation and alarm; `wait` and send the same again; `again`: sign
 * anew and send once more at once, and when that is refused alike, stop.
 */
export const refusalCodes = {
  bad_envelope: { status: 400, next: "fail" },
  bad_content: { status: 400, next: "fail" },
  bad_digest: { status: 400, next: "wait" },
  bad_signature: { status: 401, next: "stop" },
  clock_skew: { status: 401, next: "again" },
  unknown_key: { status: 401, next: "stop" },
  nonce_reused: { status: 401, next: "again" },
  bad_proof: { status: 401, next: "fail" },
  relation_not_active: { status: 403, next: "fail" },
  direction_disabled: { status: 403, next: "fail" },
  mode_mismatch: { status: 403, next: "fail" },
  unknown_relation: { status: 404, next: "fail" },
  unknown_message: { status: 404, next: "fail" },
  unknown_invite: { status: 404, next: "fail" },
  id_reused_with_other_content: { status: 409, next: "fail" },
  stale_revision: { status: 409, next: "fail" },
  already_connected: { status: 409, next: "fail" },
  invite_used: { status: 410, next: "fail" },
  invite_expired: { status: 410, next: "fail" },
  invite_cancelled: { status: 410, next: "fail" },
  too_large: { status: 413, next: "fail" },
  content_invalid: { status: 422, next: "fail" },
  retry_after: { status: 503, next: "wait" },
} as const satisfies Record<string, { readonly status: number; readonly next: "fail" | "stop" | "wait" | "again" }>;

export type RefusalCode = keyof typeof refusalCodes;

export const refusalCodeNames = Object.keys(refusalCodes) as [RefusalCode, ...RefusalCode[]];

/** The body of every answer that is not a yes. `time` is the clock of who refuses: with `clock_skew` the other side goes by it. */
export const Refusal = z.object({
  v: z.literal(1),
  code: z.enum(refusalCodeNames),
  /** English, for the log book of the one who asked; never shown as the sentence of a screen. */
  detail: prose(2000),
  time: ExchangeInstant,
  /** With `content_invalid`: which rules the document breaks. */
  rules: z.array(prose(200)).max(200).optional(),
  /** With `relation_not_active`. */
  relationState: z.enum(["invited", "suspended", "rejected", "cancelled", "expired", "ended"]).optional(),
  /** With `retry_after`: as the header `Retry-After`, and signed, which a header would not be. */
  retryAfterSeconds: z.int().min(0).max(86_400).optional(),
  /** In the hand-shake of an invitation, where nothing is pinned yet: the key this answer is signed with. */
  key: PublicJwk.optional(),
});
export type Refusal = z.output<typeof Refusal>;
