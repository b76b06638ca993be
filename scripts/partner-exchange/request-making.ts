/** How the vectors of requests are made: a request signed by the buyer, and what somebody does to it. */
import { maximumRequestBytes } from "#connect/hub-exchange/envelope.ts";
import { signRequest, type RequestToSign } from "#connect/hub-exchange/signed-requests.ts";
import {
  baseOfClaim,
  claimedSignature,
  digestOf,
  headerOf,
  signatureBase,
} from "#connect/hub-exchange/http-signature.ts";
import { signBytes, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { parseDictionary } from "#connect/hub-exchange/structured-fields.ts";
import type { RefusalCode } from "#connect/hub-exchange/refusal-codes.ts";
import { keys, messageId, now, orderMessage, relationId, supplierBase } from "./example-relation.ts";

export interface Asked {
  readonly method: string;
  readonly targetUri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface RequestVector {
  readonly name: string;
  readonly about: string;
  readonly request: Omit<Asked, "body"> & {
    readonly bodyBase64: string;
    /** The body is these bytes so many times; once where it is not said. */
    readonly bodyTimes?: number;
  };
  /** The clock of who verifies. */
  readonly now: string;
  readonly noncesSeen: readonly string[];
  /** The largest content that who verifies takes. */
  readonly maximumBytes: number;
  /** The text under the signature; null where step 1 fails, or a component is not there. */
  readonly base: string | null;
  readonly verdict: { readonly ok: true; readonly kid: string } | { readonly refused: RefusalCode };
}

export const nonce = "q7b0Zk3vT1mXw9RfYc5LJA";
export const relation = `${supplierBase}/x/v1/relations/${relationId}`;
const messageBody = Buffer.from(JSON.stringify(orderMessage()), "utf8");

export function signed(changes: Partial<RequestToSign> = {}): Asked {
  const asked: RequestToSign = {
    ...{
      method: "PUT",
      targetUri: `${relation}/messages/${messageId}`,
      body: messageBody,
      relationId,
      key: keys.buyer,
    },
    ...{ now, nonce },
    ...changes,
  };
  return {
    method: asked.method,
    targetUri: asked.targetUri,
    headers: signRequest(asked).headers,
    body: Buffer.from(asked.body ?? []),
  };
}
export const put = signed();
export const get = (path: string): Asked => signed({ method: "GET", targetUri: `${relation}/${path}`, body: null });

/** The same request under a signature whose input was written otherwise: honestly made by the buyer, and maybe against a rule. */
export function resigned(
  asked: Asked,
  edit: (input: string) => string = (input) => input,
  key: OwnKey = keys.buyer,
): Asked {
  const input = edit(headerOf(asked.headers, "signature-input") ?? "");
  const list = parseDictionary(input)?.get("sig1");
  const base = list !== undefined && "items" in list ? signatureBase(list, asked) : null;
  const signature = signBytes(Buffer.from(base ?? "", "utf8"), key).toString("base64");
  return { ...asked, headers: { ...asked.headers, "signature-input": input, signature: `sig1=:${signature}:` } };
}
export const covering = (asked: Asked, more: string): Asked =>
  resigned(asked, (input) => input.replace('("@method"', `("@method" ${more}`));
export const withHeaders = (asked: Asked, headers: Readonly<Record<string, string>>): Asked => ({
  ...asked,
  headers: { ...asked.headers, ...headers },
});
export const withText = (asked: Asked, header: string, edit: (value: string) => string): Asked =>
  withHeaders(asked, { [header]: edit(asked.headers[header] ?? "") });
export const without = (asked: Asked, name: string): Asked => ({
  ...asked,
  headers: Object.fromEntries(Object.entries(asked.headers).filter(([one]) => one !== name)),
});
export const at = (seconds: number) => ({ now: now.add({ milliseconds: Math.round(seconds * 1000) }) });
export const created = now.epochMilliseconds / 1000;

function baseOf(asked: Asked): string | null {
  const claimed = claimedSignature(asked.headers);
  return "why" in claimed ? null : baseOfClaim(claimed, asked);
}

interface Circumstances {
  readonly now?: Temporal.Instant;
  readonly noncesSeen?: readonly string[];
  readonly maximumBytes?: number;
}

export function vector(
  name: string,
  about: string,
  asked: Asked,
  verdict: "ok" | RefusalCode | OwnKey,
  rest: Circumstances = {},
): RequestVector {
  const { body, ...request } = asked;
  const key = verdict === "ok" ? keys.buyer : verdict;
  return {
    ...{ name, about, request: { ...request, bodyBase64: body.toString("base64") } },
    now: (rest.now ?? now).toString(),
    noncesSeen: rest.noncesSeen ?? [],
    maximumBytes: rest.maximumBytes ?? 5 * 1024 * 1024,
    base: baseOf(asked),
    verdict: typeof key === "string" ? { refused: key } : { ok: true, kid: key.kid },
  };
}

/** A body of nothing but spaces, this much larger than a request may be where content has one byte at most. */
export function ofSpaces(name: string, about: string, tooMany: number, verdict: "ok" | RefusalCode): RequestVector {
  const bodyTimes = maximumRequestBytes(1) + tooMany;
  const body = Buffer.alloc(bodyTimes, " ");
  const asked = resigned(withHeaders({ ...put, body }, { "content-digest": digestOf(body) }));
  const made = vector(name, about, asked, verdict, { maximumBytes: 1 });
  return { ...made, request: { ...made.request, bodyBase64: Buffer.from(" ").toString("base64"), bodyTimes } };
}
