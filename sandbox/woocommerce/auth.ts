/**
 * Who is asking (contract section 2, Auth). An unknown key, a key sent the wrong way and no key at all are the same
 * anonymous visitor; only a known key with something wrong is an authentication error.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { ApiError, authenticationError } from "./errors.ts";
import { rawUrlEncode, scalar, type Params } from "./php.ts";

export interface ApiKey {
  readonly key: string;
  readonly secret: string;
  readonly permission: "read" | "write" | "read_write";
}

export interface Credentials {
  readonly method: string;
  /** Address without query, on the host the shop believes it has. */ readonly address: string;
  readonly params: Params;
  readonly authorization: string | undefined;
  readonly secure: boolean;
}

const WINDOW_SECONDS = 15 * 60;
const OAUTH = ["oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"];

export function newKey(permission: ApiKey["permission"]): ApiKey {
  const hex = (): string => randomBytes(20).toString("hex");
  return { key: `ck_${hex()}`, secret: `cs_${hex()}`, permission };
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function basic(header: string | undefined): readonly [string, string] | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : [text.slice(0, colon), text.slice(colon + 1)];
}

/** An `Authorization: OAuth …` header counts as parameters when the query has none. */
function oauthParams({ params, authorization }: Credentials): Params {
  if (params.has("oauth_consumer_key") || !/^OAuth\s/i.test(authorization ?? "")) return params;
  const all: Params = new Map(params);
  for (const [, name = "", value = ""] of (authorization ?? "").matchAll(/(oauth_\w+)="([^"]*)"/g)) {
    all.set(name, decodeURIComponent(value));
  }
  return all;
}

/** The base string as WooCommerce builds it; array parameters are signed with their index (`include[0]`). */
function baseString(method: string, address: string, params: Params): string {
  const pairs: string[] = [];
  const names = [...params.keys()].filter((name) => name !== "oauth_signature").toSorted((a, b) => (a < b ? -1 : 1));
  for (const name of names) {
    const value = params.get(name) ?? "";
    if (typeof value === "string") pairs.push(`${rawUrlEncode(name)}=${rawUrlEncode(value)}`);
    else for (const [key, item] of value) pairs.push(`${rawUrlEncode(name)}%5B${key}%5D=${rawUrlEncode(item)}`);
  }
  return [method, rawUrlEncode(address), rawUrlEncode(pairs.join("&"))].join("&");
}

export class Gate {
  readonly #keys: Map<string, ApiKey>;
  readonly #nonces = new Map<string, Set<string>>();

  readonly #now: () => Temporal.Instant;
  /** Somebody took the keys away in the shop; it knows none until they are given back. */ isRevoked = false;

  constructor(keys: readonly ApiKey[], now = () => Temporal.Now.instant()) {
    this.#keys = new Map(keys.map((key) => [key.key, key]));
    this.#now = now;
  }

  #keyNamed(name: string): ApiKey | undefined {
    return this.isRevoked ? undefined : this.#keys.get(name);
  }

  /** The accepted key, `undefined` for an anonymous visitor; throws the recorded 401 otherwise. */
  admit(request: Credentials): ApiKey | undefined {
    const key = request.secure ? this.#overHttps(request) : this.#overHttp(request);
    if (key === undefined) return undefined;
    const reading = ["GET", "HEAD", "OPTIONS"].includes(request.method);
    if (reading ? key.permission === "write" : key.permission === "read") {
      const wanted = reading ? "read" : "write";
      throw authenticationError(`The API key provided does not have ${wanted} permissions.`);
    }
    return key;
  }

  #overHttps({ params, authorization }: Credentials): ApiKey | undefined {
    const inQuery = [scalar(params.get("consumer_key")) ?? "", scalar(params.get("consumer_secret")) ?? ""] as const;
    const given = inQuery[0] !== "" && inQuery[1] !== "" ? inQuery : basic(authorization);
    if (given === undefined || given[0] === "" || given[1] === "") return undefined;
    const key = this.#keyNamed(given[0]);
    if (key === undefined) return undefined;
    if (!same(key.secret, given[1])) throw authenticationError("Consumer secret is invalid.");
    return key;
  }

  #overHttp(request: Credentials): ApiKey | undefined {
    const params = oauthParams(request);
    const missing = OAUTH.filter((name) => (scalar(params.get(name)) ?? "") === "");
    if (missing.length === OAUTH.length) return undefined;
    if (missing.length > 0) {
      const message = `Missing OAuth parameter${missing.length > 1 ? "s" : ""} ${missing.join(", ")}`;
      throw new ApiError(401, "woocommerce_rest_authentication_missing_parameter", message);
    }
    const read = (name: string): string => scalar(params.get(name)) ?? "";
    const key = this.#keyNamed(read("oauth_consumer_key"));
    if (key === undefined) throw authenticationError("Consumer key is invalid.");
    const algorithm = { "HMAC-SHA1": "sha1", "HMAC-SHA256": "sha256" }[read("oauth_signature_method")];
    if (algorithm === undefined) throw authenticationError("Invalid signature - signature method is invalid.");
    const signature = createHmac(algorithm, `${key.secret}&`)
      .update(baseString(request.method, request.address, params))
      .digest("base64");
    if (!same(signature, read("oauth_signature").replaceAll(" ", "+"))) {
      throw authenticationError("Invalid signature - provided signature does not match.");
    }
    this.#once(key, Number(read("oauth_timestamp")), read("oauth_nonce"));
    return key;
  }

  #once(key: ApiKey, timestamp: number, nonce: string): void {
    const now = Math.floor(this.#now().epochMilliseconds / 1000);
    if (!(Math.abs(now - timestamp) <= WINDOW_SECONDS)) throw authenticationError("Invalid timestamp.");
    const used = this.#nonces.get(key.key) ?? new Set<string>();
    if (used.has(nonce)) throw authenticationError("Invalid nonce - nonce has already been used.");
    used.add(nonce);
    this.#nonces.set(key.key, used);
  }
}
