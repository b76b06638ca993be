import { isDigestOf } from "./content-digest.ts";
import { isSignedBy } from "./ed25519-key.ts";
import type { HttpAnswer, HttpRequest } from "./http-message.ts";
import { endsAfter, type PinnedKey } from "./pinned-key.ts";
import { answerSignatureBase, identifiersOf } from "./signature-base.ts";
import { readSig1 } from "./signature-headers.ts";

export type AnswerVerdict = { readonly ok: true; readonly kid: string } | { readonly ignored: true };

const mustBeCovered = [
  '"@status"',
  '"content-type"',
  '"content-digest"',
  '"@method";req',
  '"@target-uri";req',
  '"signature";req;key="sig1"',
];

/** Whether an answer is the other side's, to this request: else it is as if nothing had answered. */
export function verifyAnswer(
  answer: HttpAnswer,
  request: HttpRequest,
  keys: readonly PinnedKey[],
  now: Temporal.Instant,
): AnswerVerdict {
  const sig1 = readSig1(answer.headers);
  if (sig1 === null) return { ignored: true };

  const covered = identifiersOf(sig1.input);
  if (mustBeCovered.some((identifier) => !covered.includes(identifier))) return { ignored: true };
  if (!isDigestOf(answer.headers.get("content-digest"), answer.body)) return { ignored: true };

  const key = keys.find(({ kid }) => kid === sig1.parameters.keyid);
  if (key === undefined || !endsAfter(key, now)) return { ignored: true };

  const base = answerSignatureBase(answer, request, sig1.input);
  if (base === null || !isSignedBy(key, base, sig1.signature)) return { ignored: true };
  return { ok: true, kid: key.kid };
}
