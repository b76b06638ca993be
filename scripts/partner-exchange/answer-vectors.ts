/** Answers as they come in at the buyer's hub, each with the request it came to. */
import { sealReceipt } from "#connect/hub-exchange/exchange-answers.ts";
import {
  baseOfClaim,
  claimedSignature,
  signatureBase,
  signComponents,
  digestOf,
  type SignedRequest,
} from "#connect/hub-exchange/http-signature.ts";
import { signAnswer } from "#connect/hub-exchange/signed-answers.ts";
import { signRequest } from "#connect/hub-exchange/signed-requests.ts";
import { signBytes, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { parseDictionary } from "#connect/hub-exchange/structured-fields.ts";
import { keys, messageId, now, orderMessage, relationId, supplier, supplierBase } from "./example-relation.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AnswerVector {
  readonly name: string;
  readonly about: string;
  readonly request: Pick<SignedRequest, "method" | "targetUri"> & {
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly answer: Omit<Answer, "body"> & { readonly bodyBase64: string };
  readonly now: string;
  readonly base: string | null;
  /** `ignored`: as if nothing had answered. */
  readonly verdict: { readonly ok: true; readonly kid: string } | { readonly ignored: true };
}

export const deliver = (nonce = "q7b0Zk3vT1mXw9RfYc5LJA"): AnswerVector["request"] => {
  const [method, targetUri] = ["PUT", `${supplierBase}/x/v1/relations/${relationId}/messages/${messageId}`] as const;
  const body = Buffer.from(JSON.stringify(orderMessage()), "utf8");
  return {
    method,
    targetUri,
    headers: signRequest({ method, targetUri, body, relationId, key: keys.buyer, now, nonce }).headers,
  };
};

export const receipt = sealReceipt(
  orderMessage().envelope,
  { receivedAt: "2026-11-21T08:30:02Z", receiver: { scheme: supplier.scheme, id: supplier.id }, nextExpectedSeq: 419 },
  keys.supplier,
);

export function answered(status: number, said: unknown, request: SignedRequest, key: OwnKey = keys.supplier): Answer {
  const body = JSON.stringify(said);
  const moment = { now: now.add({ seconds: 2 }), nonce: "uP4cQ8nS2kE6hV0bZ3xMtg" };
  const made = signAnswer({ status, body: Buffer.from(body, "utf8"), request, key, ...moment });
  return { status, headers: made?.headers ?? { "content-type": "application/json" }, body };
}

/** The same answer under a signature of the supplier's whose input was written otherwise. */
const againTo =
  (request: SignedRequest) =>
  (answer: Answer, edit: (input: string) => string, more: Readonly<Record<string, string>> = {}): Answer => {
    const input = edit(answer.headers["signature-input"] ?? "");
    const changed = { ...answer, headers: { ...answer.headers, ...more, "signature-input": input } };
    const list = parseDictionary(input)?.get("sig1");
    const base = list !== undefined && "items" in list ? signatureBase(list, request, changed) : null;
    const signature = signBytes(Buffer.from(base ?? "", "utf8"), keys.supplier).toString("base64");
    return { ...changed, headers: { ...changed.headers, signature: `sig1=:${signature}:` } };
  };

function vector(
  name: string,
  about: string,
  request: AnswerVector["request"],
  answer: Answer,
  isGood: boolean,
): AnswerVector {
  const { body, ...rest } = answer;
  const claimed = claimedSignature(answer.headers);
  return {
    ...{ name, about, request },
    answer: { ...rest, bodyBase64: Buffer.from(body, "utf8").toString("base64") },
    now: now.add({ seconds: 3 }).toString(),
    base: "why" in claimed ? null : baseOfClaim(claimed, request, answer),
    verdict: isGood ? { ok: true, kid: keys.supplier.kid } : { ignored: true },
  };
}

export function answerVectors(): readonly AnswerVector[] {
  const request = deliver();
  const again = againTo(request);
  const first = answered(202, { v: 1, code: "received", ...receipt }, request);
  const skew = { v: 1, code: "clock_skew", detail: "made at 1795249800", time: "2026-11-21T09:30:00Z" };
  const headers = { "content-type": "application/json", "content-digest": digestOf(Buffer.from(first.body)) };
  const partly = signComponents(
    ["@status", "content-type", "content-digest"],
    keys.supplier,
    { now, nonce: "uP4cQ8nS2kE6hV0bZ3xMtg" },
    request,
    { status: 202, headers },
  );
  return [
    vector("received", "The receipt of a message.", request, first, true),
    vector(
      "duplicate",
      "The first receipt, once more.",
      request,
      answered(200, { v: 1, code: "duplicate", ...receipt }, request),
      true,
    ),
    vector("refused", "A refusal is signed as well.", request, answered(401, skew, request), true),
    vector(
      "not signed",
      "A proxy says 404.",
      request,
      { status: 404, headers: { "content-type": "application/json" }, body: '{"v":1,"code":"unknown_relation"}' },
      false,
    ),
    vector("other status", "202 becomes 200.", request, { ...first, status: 200 }, false),
    vector(
      "other body",
      "Another moment in the receipt.",
      request,
      { ...first, body: first.body.replace("08:30:02", "08:30:01") },
      false,
    ),
    vector(
      "other digest",
      "Body and digest changed alike.",
      request,
      { ...first, body: "{}", headers: { ...first.headers, "content-digest": digestOf(Buffer.from("{}")) } },
      false,
    ),
    vector(
      "of another request",
      "The answer to the try before; this one had another nonce.",
      deliver("AnotherNonceForThis01"),
      first,
      false,
    ),
    vector(
      "of a stranger",
      "Signed by a key nobody pinned.",
      request,
      answered(202, { v: 1, code: "received", ...receipt }, request, keys.stranger),
      false,
    ),
    vector(
      "of a key out of use",
      "Signed by the supplier's key until yesterday.",
      request,
      answered(202, { v: 1, code: "received", ...receipt }, request, keys.supplierOld),
      false,
    ),
    vector(
      "more under the signature",
      "Another header of the answer.",
      request,
      again(first, (input) => input.replace('("@status"', '("@status" "date"'), {
        date: "Sat, 21 Nov 2026 08:30:02 GMT",
      }),
      true,
    ),
    vector(
      "more of the request",
      "Only three parts of the request may be under it.",
      request,
      again(first, (input) => input.replace('("@status"', '("@status" "content-digest";req')),
      false,
    ),
    vector(
      "a method of the answer",
      "An answer has none.",
      request,
      {
        ...first,
        headers: {
          ...first.headers,
          "signature-input": (first.headers["signature-input"] ?? "").replace(
            '"@method";req',
            '"@method";req "@method"',
          ),
        },
      },
      false,
    ),
    vector(
      "of long ago by its own times",
      "They are not looked at: the request under it is of a moment ago.",
      request,
      again(first, (input) => input.replace(/created=\d+;expires=\d+/, "created=1000000000;expires=1000000300")),
      true,
    ),
    vector(
      "holds too long",
      "The parameters have the form of a request's.",
      request,
      again(first, (input) => input.replace(/expires=\d+/, "expires=1795250103")),
      false,
    ),
    vector(
      "digest without its padding",
      "Honestly signed, in a spelling that is not the one.",
      request,
      again(first, (input) => input, {
        "content-digest": (first.headers["content-digest"] ?? "").replace("=:", ":"),
      }),
      false,
    ),
    vector(
      "of the buyer itself",
      "A request thrown back.",
      request,
      answered(202, { v: 1, code: "received", ...receipt }, request, keys.buyer),
      false,
    ),
    vector(
      "not about a request",
      "Signed, but it fits any request.",
      request,
      { ...first, headers: { ...headers, "signature-input": partly["signature-input"], signature: partly.signature } },
      false,
    ),
  ];
}
