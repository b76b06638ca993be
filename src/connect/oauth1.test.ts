import { expect, test } from "vitest";
import { oauth1Parameters } from "./oauth1.ts";

/**
 * A fixed vector in the manner of RFC 5849 section 3.4.1.1. Its base string was written by hand (every name and value encoded
 * after RFC 3986, sorted by name and then by value, and encoded once more), and signed once outside this program:
 *
 *   printf %s 'GET&http%3A%2F%2Fshop.example%3A8080%2Fwp-json%2Fwc%2Fv3%2Forders&a%255B%255D%3D10%26a%255B%255D%3D2%26b5%3D%253D
 *   %25253D%26c2%3D%26oauth_consumer_key%3Dck_example%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA256%26
 *   oauth_timestamp%3D137131201%26oauth_version%3D1.0%26search%3Dl%2527%25C3%25A9t%25C3%25A9%2520%25281%252A%2529' (on one line)
 *   | openssl dgst -sha256 -hmac 'cs_ex%26ample%2F1&' -binary | base64
 */
const vector = {
  method: "get",
  url: new URL(
    "http://Shop.Example:8080/wp-json/wc/v3/orders?search=l%27%C3%A9t%C3%A9+(1*)&b5=%3D%253D&a[]=2&a[]=10&c2=",
  ),
  key: "ck_example",
  secret: "cs_ex&ample/1",
  nonce: "7d8f3e4a",
  timestamp: 137_131_201,
};
const signature = "GCr/QG9wgxa/Pzlb+yLRmvIyYMBNhbO9EwWqdmivK6c=";

test("a vector computed by hand", () => {
  expect(oauth1Parameters(vector)).toEqual({
    oauth_consumer_key: "ck_example",
    oauth_nonce: "7d8f3e4a",
    oauth_signature_method: "HMAC-SHA256",
    oauth_timestamp: "137131201",
    oauth_version: "1.0",
    oauth_signature: signature,
  });
});

test("a default port and a fragment are not signed, everything else is", () => {
  const of = (change: Partial<typeof vector>) => oauth1Parameters({ ...vector, ...change })["oauth_signature"];
  const with80 = new URL(vector.url.href.replace(":8080", ":80"));
  const without = new URL(vector.url.href.replace(":8080", ""));
  expect(of({ url: with80 })).toBe(of({ url: without }));
  expect(of({ url: new URL(`${vector.url.href}#part`) })).toBe(signature);
  for (const change of [
    { method: "POST" },
    { url: with80 },
    { url: new URL(`${vector.url.href}&x=1`) },
    { key: "ck_other" },
    { secret: "cs_other" },
    { nonce: "1" },
    { timestamp: 1 },
  ]) {
    expect(of(change)).not.toBe(signature);
  }
});
