import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import { oauth1Parameters } from "#connect/oauth1.ts";
import { perform } from "#connect/perform.ts";
import type { WireAnswer, WireRequest } from "#connect/transport.ts";
import {
  answersInTurn,
  jsonAnswer,
  secretsFor,
  sessionOn,
  webPage,
  type Answering,
} from "#connectors/recorded-transport.ts";
import { woocommerce } from "./connector.ts";

const recordings = join(import.meta.dirname, "../../../fixtures/woocommerce/rest");
const connector = eraseSettings(woocommerce);
const shop = { shopUrl: "https://shop.example.be" };
const recording = (number: string) => {
  const file = readdirSync(join(recordings, "orders-dp6")).find((name) => name.startsWith(number));
  return JSON.parse(readFileSync(join(recordings, "orders-dp6", file ?? ""), "utf8"));
};
const refusal = (name: string) => JSON.parse(readFileSync(join(recordings, "errors", `${name}.json`), "utf8"));
const refused = (name: string): WireAnswer => jsonAnswer(refusal(name).body, refusal(name).status);

function on(answers: readonly Answering[], settings: Record<string, unknown> = shop) {
  const { transport, requests } = answersInTurn(answers);
  const session = sessionOn(connector, settings, transport);
  return {
    requests,
    get: (...ids: string[]) => perform(connector, session, "orders.get", { ids }),
    list: (modifiedSince: string | null, cursor: string | null = null) =>
      perform(connector, session, "orders.list", { modifiedSince, cursor }),
    refunds: (orderId: string) => perform(connector, session, "refunds.list", { orderId }),
  };
}
const asked = ({ requests }: { requests: readonly WireRequest[] }, at = 0) => requests[at]?.url.searchParams;

describe("how keys are sent", () => {
  const [key, secret] = Object.values(secretsFor(connector)) as [string, string];

  test("in the header over https", async () => {
    const its = on([() => jsonAnswer(recording("01"))]);
    await its.get("42");
    expect(its.requests[0]?.headers["authorization"]).toBe(`Basic ${btoa(`${key}:${secret}`)}`);
    expect(its.requests[0]?.url.search).not.toContain(secret);
  });

  test("in the address where the web server drops the Authorization header", async () => {
    const its = on([() => jsonAnswer(recording("01"))], { ...shop, keysInQuery: true });
    await its.get("42");
    expect(its.requests[0]?.headers["authorization"]).toBeUndefined();
    expect(Object.fromEntries(asked(its) ?? [])).toMatchObject({ consumer_key: key, consumer_secret: secret });
  });

  test("OAuth 1.0a over plain http: no secret on the wire, a list in one value because the shop signs include[] as include[0]", async () => {
    const its = on([() => jsonAnswer([recording("01"), recording("02")])], { shopUrl: "http://shop.example.be" });
    await its.get("42", "43");
    const { url, headers } = its.requests[0]!;
    const query = Object.fromEntries(url.searchParams);
    expect(headers["authorization"]).toBeUndefined();
    expect(url.href).not.toContain(secret);
    expect(query).toMatchObject({ include: "42,43", oauth_consumer_key: key, oauth_signature_method: "HMAC-SHA256" });
    const unsigned = new URL(url);
    for (const name of url.searchParams.keys()) if (name.startsWith("oauth_")) unsigned.searchParams.delete(name);
    const again = oauth1Parameters({
      method: "GET",
      url: unsigned,
      key,
      secret,
      nonce: query["oauth_nonce"]!,
      timestamp: Number(query["oauth_timestamp"]),
    });
    expect(query["oauth_signature"]).toBe(again["oauth_signature"]);
  });
});

describe("where WordPress lives", () => {
  test.each([
    [{ shopUrl: "https://example.be/winkel" }, "https://example.be/winkel/wp-json/wc/v3/orders/42?dp=6"],
    [{ shopUrl: "https://example.be/winkel/" }, "https://example.be/winkel/wp-json/wc/v3/orders/42?dp=6"],
    [{ shopUrl: "https://example.be", restPrefix: "winkel/api" }, "https://example.be/winkel/api/wc/v3/orders/42?dp=6"],
    [{ shopUrl: "https://example.be/nl/", restPrefix: "/wp-json/" }, "https://example.be/wp-json/wc/v3/orders/42?dp=6"],
    [{ shopUrl: "https://example.be:8443/?x=1#y" }, "https://example.be:8443/wp-json/wc/v3/orders/42?dp=6"],
  ])("%j", async (settings, url) => {
    const its = on([() => jsonAnswer(recording("01"))], settings);
    await its.get("42");
    expect(its.requests[0]?.url.href).toBe(url);
  });
});

describe("refusals are told by code and status, never by message", () => {
  test.each([
    ["401-unknown-key", "credentials.expired"],
    ["401-no-auth", "credentials.expired"],
    ["401-basic-over-plain-http", "credentials.expired"],
    ["401-wrong-secret", "credentials.expired"],
    ["401-oauth-signature", "credentials.expired"],
    ["404-route", "settings.invalid"],
    ["404-order", "document.invalid"],
    ["400-page-zero", "remote.protocol_changed"],
  ])("%s on a read is %s", async (name, code) => {
    const { status, body } = refusal(name);
    const translated = { ...body, message: "Sorry, je mag dit &quot;niet&quot; zien." };
    await expect(on([() => jsonAnswer(translated, status)]).refunds("42")).rejects.toMatchObject({ code });
  });

  test("403 with the same code is a missing right", async () => {
    const body = { code: "woocommerce_rest_cannot_view", message: "", data: { status: 403 } };
    await expect(on([() => jsonAnswer(body, 403)]).list(null)).rejects.toMatchObject({
      code: "credentials.insufficient",
    });
  });

  test("the message of a refusal is not in the error, nor is a secret", async () => {
    const thrown = await on([() => refused("401-wrong-secret")])
      .list(null)
      .catch((error: unknown) => error);
    expect(JSON.stringify(thrown)).not.toMatch(/invented-|Consumer secret/);
  });

  test.each([503, 502, 504, 403, 406, 200])("HTML with status %s is retried", async (status) => {
    await expect(on([() => webPage(status)]).list(null)).rejects.toMatchObject({ code: "remote.unavailable" });
  });

  test("a PHP notice before the JSON is retried, not read", async () => {
    const noisy = { ...jsonAnswer([]), body: "<br />\n<b>Notice</b>: Undefined index in /var/www/x.php\n[]" };
    await expect(on([() => noisy]).list(null)).rejects.toMatchObject({ code: "remote.unavailable" });
  });

  test("a redirect names the address to fill in", async () => {
    const moved = { status: 301, headers: { location: "https://www.example.be/" }, body: "" };
    await expect(on([() => moved]).list(null)).rejects.toMatchObject({ code: "settings.invalid" });
  });
});
