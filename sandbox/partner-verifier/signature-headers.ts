import { decodeBase64 } from "./base64.ts";
import type { Headers } from "./http-message.ts";
import {
  hasRepeat,
  type InnerList,
  type Item,
  onlyMember,
  onlyParameter,
  type Parameters,
  readDictionary,
} from "./structured-fields.ts";

/** What `Signature-Input` and `Signature` say under the label `sig1`. */
export interface Sig1 {
  /** The components and the parameters as they were signed. */
  readonly input: InnerList;
  readonly parameters: SignatureParameters;
  readonly signature: Uint8Array;
}

/** What the parameters of the page say. */
export interface SignatureParameters {
  /** Seconds since 1970. */
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly keyid: string;
}

/** The kinds that a parameter may have. */
const used: ReadonlySet<string> = new Set(["integer", "string", "token", "bytes", "boolean"]);

/** `sig1` of both headers, by the first step of "Verifying a request"; null where something of it does not hold. */
export function readSig1(headers: Headers): Sig1 | null {
  const input = memberOf(headers.get("signature-input"));
  const signature = memberOf(headers.get("signature"));
  if (input?.kind !== "list" || input.items.some((item) => item.value.type !== "string")) return null;
  if ([input, ...input.items].some(({ parameters }) => parameters.some(([, { type }]) => !used.has(type)))) return null;
  if (signature?.kind !== "item" || signature.value.type !== "bytes") return null;
  const bytes = decodeBase64(signature.value.base64);
  const parameters = readParameters(input.parameters);
  return bytes && parameters && { input, parameters, signature: bytes };
}

/** `sig1` in a header; null where the header is no dictionary in which each name stands once. */
export function memberOf(header: string | undefined): Item | InnerList | null {
  const dictionary = readDictionary(header ?? "");
  return dictionary && !hasRepeat(dictionary) ? onlyMember(dictionary, "sig1") : null;
}

/** The parameters, all of them there and as the page wants them; null where one is not. */
function readParameters(parameters: Parameters): SignatureParameters | null {
  const created = onlyParameter(parameters, "created");
  const expires = onlyParameter(parameters, "expires");
  const nonce = textIn(parameters, "nonce");
  const keyid = textIn(parameters, "keyid");
  if (created?.type !== "integer" || expires?.type !== "integer") return null;
  if (expires.value <= created.value || expires.value > created.value + 300) return null;
  if (nonce === null || !/^[\w-]{16,64}$/.test(nonce) || keyid === null) return null;
  if (textIn(parameters, "alg") !== "ed25519" || textIn(parameters, "tag") !== "hub-exchange-v1") return null;
  return { created: created.value, expires: expires.value, nonce, keyid };
}

function textIn(parameters: Parameters, name: string): string | null {
  const value = onlyParameter(parameters, name);
  return value?.type === "string" ? value.value : null;
}
