import { describe, expect, test } from "vitest";
import type { Credentials } from "./connector.ts";
import { applyCredentials, credentialNames, maskSecrets } from "./credentials.ts";

const now = () => Temporal.Instant.from("2026-11-22T09:00:00Z");
const pair = (use: "basic" | "oauth1" | { query: readonly [string, string] }): Credentials => ({
  type: "key-pair",
  names: ["key", "secret"],
  use: () => use,
});
const apiKey = (place: { header: string; prefix?: string } | { query: string }): Credentials => ({
  type: "api-key",
  name: "token",
  place,
});

function applied(credentials: Credentials, secrets: Record<string, string>, place?: "header" | "query") {
  const url = new URL("https://shop.example/orders?page=1");
  const headers: Record<string, string> = {};
  applyCredentials({ method: "GET", url, headers }, credentials, secrets, {}, now, place);
  return { headers, query: Object.fromEntries(url.searchParams) };
}
const secrets = { key: "ck", secret: "cs", token: "abc" };
const basic = { authorization: `Basic ${btoa("ck:cs")}` };
const inQuery = { page: "1", k: "ck", s: "cs" };

describe("how credentials reach the other side", () => {
  test("none", () => expect(applied({ type: "none" }, {})).toEqual({ headers: {}, query: { page: "1" } }));

  test("an API key in a header or in the address", () => {
    expect(applied(apiKey({ header: "X-Token" }), secrets).headers).toEqual({ "x-token": "abc" });
    expect(applied(apiKey({ header: "Authorization", prefix: "Bearer " }), secrets).headers).toEqual({
      authorization: "Bearer abc",
    });
    expect(applied(apiKey({ query: "token" }), secrets)).toEqual({ headers: {}, query: { page: "1", token: "abc" } });
  });

  test("user and password, also beyond ASCII", () => {
    const credentials: Credentials = { type: "basic", names: ["user", "password"] };
    const { headers } = applied(credentials, { user: "jo", password: "pâté" });
    expect(Buffer.from(headers["authorization"]!.slice(6), "base64").toString("utf8")).toBe("jo:pâté");
  });

  test("a key pair where the connector wants it, unless the request asks for another place", () => {
    expect(applied(pair("basic"), secrets)).toEqual({ headers: basic, query: { page: "1" } });
    expect(applied(pair({ query: ["k", "s"] }), secrets)).toEqual({ headers: {}, query: inQuery });
    expect(applied(pair({ query: ["k", "s"] }), secrets, "header")).toEqual({ headers: basic, query: { page: "1" } });
    expect(applied(pair("basic"), secrets, "query")).toEqual({
      headers: {},
      query: { page: "1", consumer_key: "ck", consumer_secret: "cs" },
    });
  });

  test("signed: no secret leaves, whatever place is asked for, and no nonce is used twice", () => {
    const [one, two] = [applied(pair("oauth1"), secrets, "header"), applied(pair("oauth1"), secrets, "query")];
    expect(one.headers).toEqual({});
    expect(one.query).toMatchObject({ page: "1", oauth_consumer_key: "ck", oauth_timestamp: "1795338000" });
    expect(Object.values(one.query)).not.toContain("cs");
    expect(one.query["oauth_nonce"]).not.toBe(two.query["oauth_nonce"]);
  });

  test.each([
    ["an API key", apiKey({ header: "x" }), {}],
    ["an empty API key", apiKey({ header: "x" }), { token: "" }],
    ["a secret", pair("basic"), { key: "ck" }],
    ["a key", pair("oauth1"), { secret: "cs" }],
  ])("%s that is not filled in is a credential to fill in", (_what, credentials, given) =>
    expect(() => applied(credentials, given as Record<string, string>)).toThrow(
      expect.objectContaining({ code: "credentials.expired" }),
    ),
  );

  test("names, for the form", () => {
    expect(credentialNames({ type: "none" })).toEqual([]);
    expect(credentialNames(apiKey({ query: "x" }))).toEqual(["token"]);
    expect(credentialNames(pair("basic"))).toEqual(["key", "secret"]);
  });
});

describe("masking", () => {
  const odd = { user: "jo anna", password: "a+b /c'(1)\"é" };
  const query = new URL("https://x/");
  query.searchParams.set("p", odd.password);

  test.each([
    ["as it is", odd.password],
    ["in an address", query.search],
    ["percent-encoded", encodeURIComponent(odd.password)],
    ["in JSON", JSON.stringify({ password: odd.password })],
    ["in a Basic header", `Basic ${Buffer.from("jo anna:a+b /c'(1)\"é").toString("base64")}`],
  ])("a secret %s is replaced", (_how, text) => {
    const masked = maskSecrets(text, odd);
    expect(masked).toContain("•••");
    expect(masked).not.toMatch(/a\+b|a%2Bb|am8gYW5uYT/);
  });

  test("a secret that begins with another one is replaced whole", () =>
    expect(maskSecrets("x=abcdefgh&y=abcd", { one: "abcd", two: "abcdefgh" })).toBe("x=•••&y=•••"));

  test("what makes a signature is replaced, its method is not", () =>
    expect(maskSecrets("?oauth_signature_method=HMAC-SHA256&oauth_nonce=12ab&oauth_signature=x%3D&page=1", {})).toBe(
      "?oauth_signature_method=HMAC-SHA256&oauth_nonce=•••&oauth_signature=•••&page=1",
    ));

  test("a secret of a few signs would black out everything, and is left", () =>
    expect(maskSecrets("1 + 1 = 2", { pin: "1" })).toBe("1 + 1 = 2"));
});
