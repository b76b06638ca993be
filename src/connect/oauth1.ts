import { createHmac } from "node:crypto";

/** RFC 3986: what encodeURIComponent leaves alone and OAuth does not. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`,
  );

interface Signing {
  readonly method: string;
  /** With its final query. */
  readonly url: URL;
  readonly key: string;
  readonly secret: string;
  readonly nonce: string;
  readonly timestamp: number;
}

/**
 * OAuth 1.0a, one-legged, HMAC-SHA256: the query parameters to add (woocommerce.md section 2). Signs method, address
 * without query, and the sorted parameters; the signing key is the secret with `&` behind it, as there is no token.
 */
export function oauth1Parameters({ method, url, key, secret, nonce, timestamp }: Signing): Record<string, string> {
  const own = {
    oauth_consumer_key: key,
    oauth_nonce: nonce,
    oauth_signature_method: "HMAC-SHA256",
    oauth_timestamp: String(timestamp),
    oauth_version: "1.0",
  };
  const pairs = [...url.searchParams, ...Object.entries(own)]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .toSorted(([nameA, valueA], [nameB, valueB]) =>
      nameA === nameB ? (valueA < valueB ? -1 : 1) : nameA < nameB ? -1 : 1,
    );
  const query = pairs.map(([name, value]) => `${name}=${value}`).join("&");
  const base = [method.toUpperCase(), encode(`${url.origin}${url.pathname}`), encode(query)].join("&");
  return {
    ...own,
    oauth_signature: createHmac("sha256", `${encode(secret)}&`)
      .update(base)
      .digest("base64"),
  };
}
