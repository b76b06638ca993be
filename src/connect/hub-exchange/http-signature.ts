// RFC 9421, as far as hubs use it: Ed25519, one signature with a fixed label, parts of the request covered by an answer.
import { createHash, randomBytes } from "node:crypto";
import { isSignedBy, signBytes, type OwnKey } from "./exchange-keys.ts";
import {
  bytesOf,
  innerListText,
  itemText,
  parseDictionary,
  type BareItem,
  type InnerList,
  type Item,
} from "./structured-fields.ts";

/** Against a signature made for another purpose with the same key. */
export const signatureTag = "hub-exchange-v1";
export const signatureLabel = "sig1";

/** How long a signature holds, and how far two clocks may differ. */
export const windowSeconds = 300;

/** As Node and others give them; several lines of one name are one list. */
export type ExchangeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface SignedRequest {
  readonly method: string;
  /** As the partner calls it: the public address, whatever a proxy made of it. */
  readonly targetUri: string;
  readonly headers: ExchangeHeaders;
}

export interface SignedAnswer {
  readonly status: number;
  readonly headers: ExchangeHeaders;
}

/** Spaces and tabs only: what else looks like white space is part of the value. */
const trimmed = (text: string): string => text.replaceAll(/^[ \t]+|[ \t]+$/g, "").replaceAll(/\r?\n[ \t]+/g, " ");

/** The value of a header field, its lines joined and trimmed as section 2.1 has it; null when it is not there. */
export function headerOf(headers: ExchangeHeaders, name: string): string | null {
  const lines = Object.entries(headers)
    .filter(([one]) => one.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  return lines.length === 0 ? null : lines.map(trimmed).join(", ");
}

export const digestOf = (body: Uint8Array): string => `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;

/** RFC 9530: the SHA-256 in the field is this body's, in the one spelling; other algorithms beside it are not looked at. */
export function isDigestOf(field: string | null, body: Uint8Array): boolean {
  const stated = field === null ? undefined : parseDictionary(field)?.get("sha-256");
  const bytes = stated === undefined || "items" in stated ? null : bytesOf(stated.item);
  return bytes?.equals(createHash("sha256").update(body).digest()) ?? false;
}

/** A component's value, or null when there is none: then nothing is signed, and nothing is verified. */
function valueOf({ item, parameters }: Item, request: SignedRequest, answer: SignedAnswer | null): string | null {
  if (item.kind !== "string") return null;
  const req = parameters.get("req");
  const isOfRequest = req?.kind === "boolean" && req.value;
  const member = parameters.get("key");
  const known = (isOfRequest ? 1 : 0) + (member === undefined ? 0 : 1);
  if (parameters.size !== known || (isOfRequest && answer === null)) return null;
  const message = isOfRequest || answer === null ? request : answer;
  if (item.value.startsWith("@")) return member === undefined ? derivedOf(item.value, message) : null;
  if (item.value !== item.value.toLowerCase()) return null;
  const field = headerOf(message.headers, item.value);
  if (field === null || member === undefined) return field;
  const found = member.kind === "string" ? parseDictionary(field)?.get(member.value) : undefined;
  if (found === undefined) return null;
  return "items" in found ? innerListText(found) : itemText(found);
}

function derivedOf(name: string, message: SignedRequest | SignedAnswer): string | null {
  if ("status" in message) return name === "@status" ? String(message.status) : null;
  if (name === "@method") return message.method;
  if (name === "@target-uri") return message.targetUri;
  if (!URL.canParse(message.targetUri)) return null;
  const { host, pathname, search } = new URL(message.targetUri);
  if (name === "@authority") return host;
  if (name === "@path") return pathname;
  return name === "@query" ? search || "?" : null;
}

/** The text that is signed (section 2.5), or null when a component has no value here. */
export function signatureBase(
  list: InnerList,
  request: SignedRequest,
  answer: SignedAnswer | null = null,
): string | null {
  const lines = list.items.map((item) => {
    const value = valueOf(item, request, answer);
    return value === null ? null : `${itemText(item)}: ${value}`;
  });
  // A line end in a value could make one component look like two.
  if (lines.some((line) => line === null || /[\r\n]/.test(line))) return null;
  if (new Set(list.items.map(itemText)).size !== list.items.length) return null;
  return [...lines, `"@signature-params": ${innerListText(list)}`].join("\n");
}

/** A component as it is written in a covered list: `content-type`, or with parameters `@method;req`. */
function componentOf(text: string): Item {
  const [name = "", ...rest] = text.split(";");
  const parameters = new Map<string, BareItem>();
  for (const one of rest) {
    const [parameter = "", value] = one.split("=");
    parameters.set(parameter, value === undefined ? { kind: "boolean", value: true } : { kind: "string", value });
  }
  return { item: { kind: "string", value: name }, parameters };
}

export interface SigningMoment {
  readonly now: Temporal.Instant;
  /** For tests and vectors; otherwise 128 random bits. */
  readonly nonce?: string;
}

interface Signature {
  readonly "signature-input": string;
  readonly signature: string;
  /** What was signed: for vectors and for the log of a dispute. */
  readonly base: string;
}

/** Signs these components. Throws when one of them is not there: a fault of our own code. */
export function signComponents(
  components: readonly string[],
  key: OwnKey,
  { now, nonce = randomBytes(16).toString("base64url") }: SigningMoment,
  request: SignedRequest,
  answer: SignedAnswer | null = null,
): Signature {
  const created = Math.floor(now.epochMilliseconds / 1000);
  const list: InnerList = {
    items: components.map(componentOf),
    parameters: new Map<string, BareItem>([
      ["created", { kind: "integer", value: created }],
      ["expires", { kind: "integer", value: created + windowSeconds }],
      ["nonce", { kind: "string", value: nonce }],
      ["keyid", { kind: "string", value: key.kid }],
      ["alg", { kind: "string", value: "ed25519" }],
      ["tag", { kind: "string", value: signatureTag }],
    ]),
  };
  const base = signatureBase(list, request, answer);
  if (base === null) throw new TypeError(`a component to sign is not there: ${components.join(" ")}`);
  const signature = signBytes(Buffer.from(base, "utf8"), key).toString("base64");
  return {
    "signature-input": `${signatureLabel}=${innerListText(list)}`,
    signature: `${signatureLabel}=:${signature}:`,
    base,
  };
}

/** What a signature says of itself; nothing of it is proven yet. */
export interface ClaimedSignature {
  readonly list: InnerList;
  readonly covered: ReadonlySet<string>;
  readonly bytes: Buffer;
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly kid: string;
}

/** The signature under our label, or why there is none that can be judged. Others beside it, of a proxy, are not looked at. */
export function claimedSignature(headers: ExchangeHeaders): ClaimedSignature | { readonly why: string } {
  const list = parseDictionary(headerOf(headers, "signature-input") ?? "")?.get(signatureLabel);
  const signature = parseDictionary(headerOf(headers, "signature") ?? "")?.get(signatureLabel);
  if (list === undefined || !("items" in list)) return { why: `no Signature-Input ${signatureLabel} that can be read` };
  const bytes = signature === undefined || "items" in signature ? null : bytesOf(signature.item);
  if (bytes === null) return { why: `no Signature ${signatureLabel} that can be read` };
  if (list.items.some(({ item }) => item.kind !== "string")) return { why: "a component is not named by a text" };
  // They would have to be written anew in one way only, which nobody here needs.
  if ([list, ...list.items].some(({ parameters }) => [...parameters.values()].some(({ kind }) => kind === "other")))
    return { why: "a parameter is a decimal, a date or a display text" };
  const integer = (name: string) => {
    const found = list.parameters.get(name);
    return found?.kind === "integer" ? found.value : null;
  };
  const string = (name: string) => {
    const found = list.parameters.get(name);
    return found?.kind === "string" ? found.value : null;
  };
  const [created, expires, nonce, kid] = [integer("created"), integer("expires"), string("nonce"), string("keyid")];
  if (created === null || expires === null || nonce === null || kid === null)
    return { why: "created, expires, nonce and keyid are needed" };
  if (!/^[A-Za-z0-9_-]{16,64}$/.test(nonce)) return { why: "the nonce is not 16 to 64 characters of base64url" };
  if (string("tag") !== signatureTag) return { why: `the tag is not ${signatureTag}` };
  // The algorithm is the key's; a signature may only say the same.
  if (string("alg") !== "ed25519") return { why: "alg is not ed25519" };
  if (expires <= created || expires > created + windowSeconds)
    return { why: `it holds for more than ${windowSeconds} seconds, or for none` };
  const covered = new Set(list.items.map((item) => itemText(item).replaceAll('"', "")));
  return { list, covered, bytes, created, expires, nonce, kid };
}

/** Null when `now` lies in its window; else how far off the clocks are, in words. */
export function skewOf({ created, expires }: ClaimedSignature, now: Temporal.Instant): string | null {
  const seconds = Math.floor(now.epochMilliseconds / 1000);
  if (Math.abs(seconds - created) <= windowSeconds && seconds <= expires) return null;
  return `made at ${created}, holds until ${expires}; the clock here says ${seconds}`;
}

/** The only components that may have parameters: what an answer covers of its request. */
export const componentsOfRequest = ["@method;req", "@target-uri;req", `signature;req;key=${signatureLabel}`] as const;

/** The text that a signature of ours is over; null when there is none, or a component has a parameter that it may not have. */
export function baseOfClaim(
  { list }: Pick<ClaimedSignature, "list">,
  request: SignedRequest,
  answer: SignedAnswer | null = null,
): string | null {
  const known: readonly string[] = answer === null ? [] : componentsOfRequest;
  const parametered = list.items.filter(({ parameters }) => parameters.size > 0);
  if (parametered.some((item) => !known.includes(itemText(item).replaceAll('"', "")))) return null;
  return signatureBase(list, request, answer);
}

export function isGenuine(
  claimed: ClaimedSignature,
  x: string,
  request: SignedRequest,
  answer: SignedAnswer | null = null,
): boolean {
  const base = baseOfClaim(claimed, request, answer);
  return base !== null && isSignedBy(Buffer.from(base, "utf8"), claimed.bytes, x);
}
