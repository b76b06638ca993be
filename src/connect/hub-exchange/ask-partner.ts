import type { z } from "zod";
import { WireFault, type Transport, type WireAnswer } from "#connect/transport.ts";
import type { OwnKey, PinnedKey } from "./exchange-keys.ts";
import { digestOf } from "./http-signature.ts";
import { inviteProof } from "./invites.ts";
import { Refusal, refusalCodes } from "./refusal-codes.ts";
import { verifyAnswer } from "./signed-answers.ts";
import { signRequest } from "./signed-requests.ts";
import { maximumLevels, strictJson } from "./strict-json.ts";

export interface AskingMeans {
  readonly transport: Transport;
  readonly now: () => Temporal.Instant;
  readonly signal: AbortSignal;
  /** Default 30 000. */
  readonly timeoutMs?: number;
}

export interface Question<T extends z.ZodType> {
  readonly method: "GET" | "PUT" | "POST";
  readonly targetUri: string;
  readonly body: unknown;
  readonly relationId: string | null;
  readonly proofKey?: Uint8Array;
  readonly key: OwnKey;
  /** The partner's key; the first answer to an invitation brings its own, so the answer as it was read comes along. */
  readonly keyOf: (kid: string, raw: unknown) => PinnedKey | null | Promise<PinnedKey | null>;
  readonly schema: T;
}

/**
 * What became of a question. Only `done` and `refused` were said by the partner, under its key: whatever else answers at its address (a proxy, a
 * firewall, a hub that moved away) ends nothing, and the same is asked again later.
 */
export type Outcome<T> =
  | { readonly kind: "done"; readonly status: number; readonly body: T; readonly raw: unknown }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** `mayHaveArrived`: the partner may have carried it out. */
  | {
      readonly kind: "later";
      readonly why: string;
      readonly retryAfterMs: number | null;
      readonly mayHaveArrived: boolean;
    }
  /** An address this hub does not go to, until its operator opens it. */
  | { readonly kind: "closed"; readonly why: string };

/** Asks a partner, signed, and takes only a signed answer for an answer. Asks twice where the refusal says that signing anew may help. */
export async function askPartner<T extends z.ZodType>(
  means: AskingMeans,
  question: Question<T>,
): Promise<Outcome<z.output<T>>> {
  const first = await askOnce(means, question, means.now());
  if (first.kind !== "refused" || refusalCodes[first.refusal.code].next !== "again") return first;
  // The partner's own clock, from an answer under its key. What is signed for it is good for nobody else.
  const isClock = first.refusal.code === "clock_skew";
  return askOnce(means, question, isClock ? Temporal.Instant.from(first.refusal.time) : means.now());
}

async function askOnce<T extends z.ZodType>(
  { transport, now, signal, timeoutMs = 30_000 }: AskingMeans,
  question: Question<T>,
  signedAt: Temporal.Instant,
): Promise<Outcome<z.output<T>>> {
  const { method, targetUri, relationId, proofKey, key, schema } = question;
  const text = question.body === null ? null : JSON.stringify(question.body);
  const body = text === null ? null : Buffer.from(text, "utf8");
  const proof = proofKey && inviteProof(proofKey, method, targetUri, body === null ? "" : digestOf(body));
  const { headers } = signRequest({
    ...{ method, targetUri, body, relationId, key, now: signedAt },
    ...(proof !== undefined && { inviteProof: proof }),
  });
  const sent = { accept: "application/json", "user-agent": "Schakel", ...headers };
  let answer: WireAnswer;
  try {
    const url = new URL(targetUri);
    answer = await transport({ method, url, headers: sent, body: text, timeoutMs, signal, isRead: method === "GET" });
  } catch (thrown) {
    if (thrown instanceof WireFault && thrown.kind === "forbidden") return { kind: "closed", why: thrown.message };
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const isCertain = thrown instanceof WireFault && thrown.kind === "refused";
    return { kind: "later", why, retryAfterMs: null, mayHaveArrived: !isCertain };
  }
  const bytes = Buffer.from(answer.body, "utf8");
  const raw = strictJson(bytes, maximumLevels + levelsAroundMessage)?.value;
  const later = (why: string, waitMs: number | null = null): Outcome<never> => ({
    kind: "later",
    why: `${new URL(targetUri).host} answered ${answer.status}: ${why}`,
    retryAfterMs: waitMs,
    mayHaveArrived: true,
  });
  const verdict = await verifyAnswer({
    ...{ status: answer.status, headers: answer.headers, body: bytes, now: now() },
    request: { method, targetUri, headers },
    keyOf: (kid) => question.keyOf(kid, raw),
  });
  if (!verdict.ok) return later(verdict.why, unsignedWaitMs(answer));
  if (answer.status >= 200 && answer.status < 300) {
    const read = schema.safeParse(raw);
    return read.success
      ? { kind: "done", status: answer.status, body: read.data, raw }
      : later("an answer in a form that is not expected");
  }
  const refusal = Refusal.safeParse(raw);
  if (!refusal.success) return later("a refusal in a form that is not expected");
  const { code, detail, retryAfterSeconds } = refusal.data;
  return refusalCodes[code].next === "wait"
    ? later(`${code}: ${detail}`, retryAfterSeconds === undefined ? unsignedWaitMs(answer) : retryAfterSeconds * 1000)
    : { kind: "refused", refusal: refusal.data };
}

/** A page of an outbox, its list and an entry of it. */
const levelsAroundMessage = 3;

/** `Retry-After` in seconds of who did not sign: at most an hour, as it may be anybody. A date in it is not used, as clocks differ. */
function unsignedWaitMs({ headers }: WireAnswer): number | null {
  const seconds = headers["retry-after"]?.trim() ?? "";
  return /^\d{1,6}$/.test(seconds) ? Math.min(Number(seconds), 3600) * 1000 : null;
}
