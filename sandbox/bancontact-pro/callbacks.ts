/** Signed callbacks, and every way in which one can be wrong. */
import { CompactSign } from "jose";
import { randomUUID } from "node:crypto";
import type { Parcel } from "#sandbox/mollie/provider-courier.ts";
import { callbackBody, moment } from "./documents.ts";
import { newKey, type SigningKey } from "./keys.ts";
import type { Payment } from "./payments.ts";

export type Flaw =
  /** Somebody else's key under the provider's kid. */
  | "signature"
  /** The body was changed after it was signed: another status in it. */
  | "body"
  /** A kid that is in no key set. */
  | "kid"
  /** For another address of ours. */
  | "path"
  /** For another merchant. */
  | "sub"
  /** By another issuer. */
  | "iss"
  /** Signed before the 24 hours in which the provider repeats a callback. */
  | "old"
  /** Signed in the future. */
  | "future"
  /** The jti of an earlier callback under a new signature. */
  | "jti"
  /** The claims are there but not critical. */
  | "crit"
  /** No signature header at all. */
  | "unsigned"
  /** `alg: none`, with an empty signature. */
  | "none";

export interface SigningOptions {
  readonly key: SigningKey;
  readonly now: Temporal.Instant;
  /** The path of the callback URL, or the whole of it. */ readonly pathClaim: "path" | "url";
  readonly earlierJti: string | undefined;
  readonly flaw?: Flaw | undefined;
}

export interface SignedParcel extends Parcel {
  readonly jti: string;
  readonly status: string;
}

const claim = (name: string): string => `https://payconiq.com/${name}`;
const claims = ["sub", "iss", "iat", "jti", "path"].map(claim);

function protectedHeader(payment: Payment, url: string, options: SigningOptions): Record<string, unknown> {
  const { key, now, flaw, pathClaim, earlierJti } = options;
  const ago = flaw === "old" ? { hours: -25 } : flaw === "future" ? { hours: 1 } : { hours: 0 };
  const path = pathClaim === "url" ? url : new URL(url).pathname;
  return {
    typ: "jose+json",
    kid: flaw === "kid" ? randomUUID() : key.kid,
    alg: flaw === "none" ? "none" : "ES256",
    [claim("sub")]: flaw === "sub" ? randomUUID() : payment.profileId,
    [claim("iss")]: flaw === "iss" ? "Somebody" : "Payconiq",
    [claim("iat")]: moment(now.add(ago)),
    [claim("jti")]: (flaw === "jti" ? earlierJti : undefined) ?? randomUUID().replaceAll("-", ""),
    [claim("path")]: flaw === "path" ? `${path}/elsewhere` : path,
    ...(flaw === "crit" ? {} : { crit: claims }),
  };
}

/** A detached JWS: the header, nothing, the signature. What is signed is the header and the body, both in base64url. */
async function detached(header: Record<string, unknown>, body: string, { key, flaw }: SigningOptions): Promise<string> {
  if (flaw === "none") return `${Buffer.from(JSON.stringify(header)).toString("base64url")}..`;
  const { privateKey } = flaw === "signature" ? await newKey() : key;
  const sign = new CompactSign(new TextEncoder().encode(body)).setProtectedHeader({ ...header, alg: "ES256" });
  const crit = Object.fromEntries(claims.map((name) => [name, true]));
  const [head = "", , tail = ""] = (await sign.sign(privateKey, { crit })).split(".");
  return `${head}..${tail}`;
}

export async function signed(payment: Payment, url: string, options: SigningOptions): Promise<SignedParcel> {
  const body = callbackBody(payment);
  const header = protectedHeader(payment, url, options);
  const signature = options.flaw === "unsigned" ? {} : { signature: await detached(header, body, options) };
  const headers = { "content-type": "application/json", "user-agent": "Bancontact Payments/v3", ...signature };
  const other = payment.status === "SUCCEEDED" ? "FAILED" : "SUCCEEDED";
  const sent = options.flaw === "body" ? body.replace(`"status":"${payment.status}"`, `"status":"${other}"`) : body;
  const jti = String(header[claim("jti")]);
  return { id: payment.paymentId, url, headers, body: sent, jti, status: payment.status };
}

const minute = 60_000;
/** For up to 24 hours; how often is not known. */
export const callbackDelays = [1, 5, 15, 30, 60, 120, 240, 480, 489].map((minutes) => minutes * minute);
/** No answer, or one of these: everything else, also 400 and 404, is the end of it. */
export const isRetried = (status: number | undefined): boolean =>
  status === undefined || [429, 500, 503, 504, 509].includes(status);
