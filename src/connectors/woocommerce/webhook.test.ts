import { createHmac } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Delivery } from "#connect/connector.ts";
import { announces, verify } from "./webhook.ts";

const recordings = join(import.meta.dirname, "../../../fixtures/woocommerce");
const read = (path: string) => JSON.parse(readFileSync(join(recordings, path), "utf8"));
const manifest = read("manifest.json");
const secret: string = manifest.webhook_secret;
const home = { sourceUrl: "https://127.0.0.1:8443/" };
const files = readdirSync(join(recordings, "webhooks")).toSorted();
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));

const recorded = (file: string): Delivery => {
  const { headers, body } = read(`webhooks/${file}`);
  return { headers, body: bytes(body) };
};
const bodyOf = (file: string): string => read(`webhooks/${file}`).body;

/** A delivery as the shop would sign it. */
const signed = (body: string, topic = "order.updated", source = home.sourceUrl): Delivery => ({
  headers: {
    "content-type": "application/json",
    "x-wc-webhook-topic": topic,
    "x-wc-webhook-source": source,
    "x-wc-webhook-signature": createHmac("sha256", secret).update(body).digest("base64"),
  },
  body: bytes(body),
});

test("there are 129 recorded deliveries", () => expect(files).toHaveLength(129));

test.each(files)("%s is judged on its raw bytes", (file) => {
  expect(verify(recorded(file), secret, home)).toBe(file.includes("ping") ? "ping" : "genuine");
});

describe("rule 1: a webhook is a doorbell, not the data", () => {
  const orders = files.filter((file) => /order\.(created|updated|deleted|restored)/.test(file));
  const named = orders.filter((file) => JSON.parse(bodyOf(file)).id !== undefined);

  test("all but the two error bodies name an order", () => expect(orders.length - named.length).toBe(2));
  test.each(named)("%s says only which", (file) => {
    const { id } = JSON.parse(bodyOf(file));
    expect(announces(recorded(file))).toEqual({ kind: "changed", operation: "orders.get", ids: [String(id)] });
  });
});

describe("rule 2: created and updated are the same signal", () => {
  const [first, second] = manifest.scenarios[0].webhooks.map((delivery: { file: string }) =>
    delivery.file.replace("webhooks/", ""),
  );

  test("order.updated comes first at the block checkout, and both say the same", () => {
    expect(first).toContain("order.updated");
    expect(second).toContain("order.created");
    expect(announces(recorded(first))).toEqual(announces(recorded(second)));
  });

  test("29: what a burst tells is one order", () => {
    const burst = manifest.scenarios.find((one: { scenario: string }) => one.scenario === "burst-coalesced").webhooks;
    const told = burst.map((delivery: { file: string }) =>
      JSON.stringify(announces(recorded(delivery.file.replace("webhooks/", "")))),
    );
    expect(new Set(told).size).toBe(1);
  });
});

describe("rule 3: the delivery id is shared by all deliveries of one webhook within a second", () => {
  const burst = manifest.extra_webhooks.find(
    (one: { scenario: string }) => one.scenario === "same-second-burst",
  ).webhooks;

  test("four orders, one delivery id, four announcements", () => {
    const deliveries: Delivery[] = burst.map((one: { file: string }) => recorded(one.file.replace("webhooks/", "")));
    expect(new Set(deliveries.map((one) => one.headers["x-wc-webhook-delivery-id"])).size).toBeLessThan(4);
    expect(new Set(deliveries.map((one) => JSON.stringify(announces(one)))).size).toBe(4);
  });
});

describe("an order that goes into the trash or comes out of it is looked at again", () => {
  test.each([
    ["order.deleted", '{"id":74}'],
    ["order.restored", '{"id":74,"status":"pending"}'],
  ])("%s", (topic, body) =>
    expect(announces(signed(body, topic))).toEqual({ kind: "changed", operation: "orders.get", ids: ["74"] }),
  );
});

describe("signed bodies that are no orders", () => {
  test("128: deleted before the delivery was made", () => {
    expect(announces(recorded("128-order.updated.json"))).toMatchObject({ kind: "nothing" });
  });

  test.each([401, 403])("129: the owner lost its rights (%s): every event is lost, alarm", (status) => {
    expect(announces(recorded("129-order.updated.json")).kind).toBe("blind");
    const body = JSON.stringify({ code: "woocommerce_rest_cannot_view", message: "Sorry", data: { status } });
    expect(announces(signed(body)).kind).toBe("blind");
  });

  test("products are not listened to, an order action is", () => {
    expect(announces(signed('{"id":12}', "product.updated")).kind).toBe("nothing");
    expect(
      announces(
        signed('{"action":"woocommerce_order_status_completed","arg":42}', "action.woocommerce_order_status_completed"),
      ),
    ).toEqual({ kind: "changed", operation: "orders.get", ids: ["42"] });
    expect(
      announces(signed('{"action":"woocommerce_add_to_cart","arg":"x"}', "action.woocommerce_add_to_cart")).kind,
    ).toBe("nothing");
  });

  test("a body of megabytes is not parsed", () => {
    expect(announces(signed(`{"id":1,"note":"${"x".repeat(5_000_000)}"}`)).kind).toBe("nothing");
  });

  test.each([
    '{"id":0}',
    '{"id":-1}',
    '{"id":1.5}',
    '{"id":"WEB-1"}',
    '{"id":null}',
    '{"code":1}',
    '{"code":"x","data":7}',
  ])("%s names no order", (body) => {
    expect(announces(signed(body)).kind).toBe("nothing");
  });
});

describe("signatures", () => {
  test("in another alphabet, in hexadecimal, with blanks or of another length are refused", () => {
    // A body of which the signature has characters that differ between the alphabets.
    const body =
      Array.from({ length: 50 }, (_, index) => `{"id":${index + 1}}`).find((one) =>
        /[+/]/.test(signed(one).headers["x-wc-webhook-signature"] ?? ""),
      ) ?? "";
    const genuine = signed(body);
    const right = genuine.headers["x-wc-webhook-signature"] ?? "";
    const withSignature = (signature: string) =>
      verify({ ...genuine, headers: { ...genuine.headers, "x-wc-webhook-signature": signature } }, secret, home);
    expect(withSignature(right)).toBe("genuine");
    for (const wrong of [
      Buffer.from(right, "base64").toString("base64url"),
      Buffer.from(right, "base64").toString("hex"),
      ` ${right}`,
      right.toLowerCase(),
      right.slice(1),
      "é",
    ]) {
      expect(withSignature(wrong)).toBe("forged");
    }
  });

  test("PHP escapes slashes and accents: written again the body no longer verifies", () => {
    const body = '{"id":1,"note":"a\\/b caf\\u00e9 \\ud83d\\ude9a"}';
    const again = JSON.stringify(JSON.parse(body));
    expect(verify(signed(body), secret, home)).toBe("genuine");
    expect(verify({ ...signed(body), body: bytes(again) }, secret, home)).toBe("forged");
  });

  test("a secret with odd characters verifies", () => {
    const odd = "a&b<c;'\"é";
    const body = '{"id":1}';
    const headers = {
      ...signed(body).headers,
      "x-wc-webhook-signature": createHmac("sha256", odd).update(body).digest("base64"),
    };
    expect(verify({ headers, body: bytes(body) }, odd, home)).toBe("genuine");
  });
});

describe("the ping is unsigned, form-encoded and has no X-WC headers", () => {
  const ping = (headers: Record<string, string>, body = "webhook_id=7"): Delivery => ({ headers, body: bytes(body) });
  const form = { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" };

  test("and nothing else is one", () => {
    expect(verify(ping(form), secret, home)).toBe("ping");
    expect(verify(ping({ ...form, "x-wc-webhook-topic": "order.updated" }), secret, home)).toBe("forged");
    expect(verify(ping(form, "webhook_id=7&id=1"), secret, home)).toBe("forged");
    expect(verify(ping(form, "webhook_id="), secret, home)).toBe("forged");
    expect(verify(ping({ "content-type": "application/json" }), secret, home)).toBe("forged");
    expect(verify(ping({}), secret, home)).toBe("forged");
  });
});

describe("clone to staging: a copied shop keeps its webhooks and its secret", () => {
  const from = (source: string, sourceUrl: string) =>
    verify(signed('{"id":1}', "order.updated", source), secret, { sourceUrl });

  test.each([
    ["https://shop.be/", "https://shop.be", "genuine"],
    ["http://shop.be", "https://shop.be/", "genuine"],
    ["https://SHOP.be/winkel/", "https://shop.be/winkel", "genuine"],
    ["https://staging.shop.be/", "https://shop.be/", "stranger"],
    ["https://shop.be/staging/", "https://shop.be/", "stranger"],
    ["https://shop.be:8443/", "https://shop.be/", "stranger"],
    ["not an address", "https://shop.be/", "stranger"],
    ["https://staging.shop.be/", "", "genuine"],
  ])("from %s, registered as %j: %s", (source, sourceUrl, verdict) => expect(from(source, sourceUrl)).toBe(verdict));

  test("a forged one is forged, wherever it says it is from", () => {
    const delivery = signed('{"id":1}', "order.updated", "https://staging.shop.be/");
    expect(verify(delivery, `${secret}x`, { sourceUrl: "https://shop.be/" })).toBe("forged");
  });
});
