import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import type { WireAnswer, WireRequest } from "#connect/transport.ts";
import { answersInTurn, jsonAnswer, sessionOn, webPage } from "#connectors/recorded-transport.ts";
import { woocommerce } from "./connector.ts";

const recordings = join(import.meta.dirname, "../../../fixtures/woocommerce/rest");
const read = (path: string) => JSON.parse(readFileSync(join(recordings, path), "utf8"));
const connector = eraseSettings(woocommerce);
const refused = (name: string): WireAnswer =>
  jsonAnswer(read(`errors/${name}.json`).body, read(`errors/${name}.json`).status);

interface World {
  /** REST root as the shop's Link header states it. */
  readonly link?: string;
  readonly index?: Partial<Record<keyof typeof wordPress, unknown>> | WireAnswer;
  /** Answers to authenticated reads by place of the keys. */
  readonly header?: "works" | "dropped" | "wrong secret";
  readonly query?: "works" | "dropped";
  readonly isReadOnly?: boolean;
  readonly probe?: WireAnswer;
  readonly mayReadSettings?: boolean;
  readonly home?: WireAnswer;
}

const wordPress = {
  name: "Testwinkel De Molen",
  home: "https://shop.example.be",
  timezone_string: "Europe/Brussels",
  gmt_offset: "1",
  namespaces: ["wp/v2", "wc/v3"],
};

const isAnswer = (index: object): index is WireAnswer => "body" in index;

/** A shop as it shows itself to a check. */
const world =
  (its: World) =>
  (request: WireRequest): WireAnswer => {
    const { url, method, headers } = request;
    const isAnonymous = headers["authorization"] === undefined && !/consumer_key|oauth_/.test(url.search);
    if (headers["accept"] === "text/html") {
      const link = its.link ?? "https://shop.example.be/wp-json/";
      return (
        its.home ?? {
          ...webPage(200),
          headers: { "content-type": "text/html", link: `<${link}>; rel="https://api.w.org/"` },
        }
      );
    }
    if (isAnonymous) {
      const index = its.index ?? wordPress;
      return isAnswer(index) ? index : jsonAnswer({ ...wordPress, ...index });
    }
    const inQuery = url.searchParams.has("consumer_key");
    const works = inQuery ? (its.query ?? "works") : (its.header ?? "works");
    if (works === "dropped") return refused("401-no-auth");
    if (works === "wrong secret") return refused("401-wrong-secret");
    if (method === "PUT" && its.probe !== undefined) return its.probe;
    if (method === "PUT")
      return its.isReadOnly === true ? refused("401-read-only-key-post") : refused("400-update-unknown-order");
    if (its.mayReadSettings === false && !url.pathname.endsWith("/orders")) {
      return jsonAnswer({ code: "woocommerce_rest_cannot_view", message: "", data: { status: 403 } }, 403);
    }
    if (url.pathname.endsWith("/settings/tax")) return jsonAnswer(read("lists/settings-tax.json").body);
    if (url.pathname.endsWith("/settings/general")) return jsonAnswer(read("lists/settings-general.json").body);
    return jsonAnswer([]);
  };

const check = (its: World = {}, settings: Record<string, unknown> = { shopUrl: "https://shop.example.be" }) => {
  const { transport, requests } = answersInTurn([world(its)]);
  return { requests, result: connector.check(sessionOn(connector, settings, transport)) };
};

test("a shop that stumbles over the probe for writing is not refused", async () => {
  const { warnings } = await check({ probe: webPage(500) }).result;
  expect(warnings).toEqual([expect.stringContaining("may write")]);
});

test("a healthy shop: nothing to warn of, everything learnt", async () => {
  expect(await check().result).toEqual({
    account: "Testwinkel De Molen (shop.example.be)",
    learnt: {
      restPrefix: "wp-json",
      keysInQuery: false,
      timeZone: "Europe/Brussels",
      sourceUrl: "https://shop.example.be",
      pricesIncludeTax: true,
    },
    warnings: [],
    lacks: [],
  });
});

test("no key is sent to the home page or the index", async () => {
  const { requests, result } = check();
  await result;
  const anonymous = requests.filter(({ headers }) => headers["authorization"] === undefined);
  expect(anonymous.map(({ url }) => url.pathname)).toEqual(["/", "/wp-json/"]);
});

test("nothing is written: the only PUT is to an order that cannot exist", async () => {
  const { requests, result } = check();
  await result;
  const writes = requests.filter(({ method }) => method !== "GET");
  expect(writes.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(["PUT /wp-json/wc/v3/orders/0"]);
});

describe("finding the interface", () => {
  test.each([
    ["https://shop.example.be/winkel/wp-json/", "https://shop.example.be", "winkel/wp-json"],
    ["https://shop.example.be/winkel/api/", "https://shop.example.be/winkel/", "api"],
    ["https://shop.example.be/wp-json/", "https://shop.example.be/winkel", "/wp-json"],
    ["http://intern:8080/wp-json/", "https://shop.example.be", "wp-json"],
  ])("Link to %s, shop at %s", async (link, shopUrl, restPrefix) => {
    const { result, requests } = check({ link }, { shopUrl });
    expect((await result).learnt).toMatchObject({ restPrefix });
    expect(requests.every(({ url }) => url.host === "shop.example.be")).toBe(true);
  });

  test("plain permalinks: keys are not read with rest_route, so the way out is said", async () => {
    const its = { link: "https://shop.example.be/?rest_route=/", index: webPage(404) };
    await expect(check(its).result).rejects.toMatchObject({
      code: "settings.invalid",
      message: expect.stringContaining("ermalinks"),
    });
  });

  test("plain permalinks that happen to work are a warning", async () => {
    expect((await check({ link: "https://shop.example.be/?rest_route=/" }).result).warnings).toEqual([
      expect.stringContaining("ermalinks"),
    ]);
  });

  test("a shop at another address names it", async () => {
    const home = { status: 301, headers: { location: "https://www.example.be/" }, body: "" };
    await expect(check({ home }).result).rejects.toMatchObject({
      code: "settings.invalid",
      details: { field: "settings.shopUrl", entry: "otherAddress", value: "https://www.example.be" },
    });
  });

  test("WordPress without WooCommerce", async () => {
    await expect(check({ index: { namespaces: ["wp/v2"] } }).result).rejects.toMatchObject({
      code: "settings.invalid",
    });
  });

  test("a plug-in that hides the index is a warning", async () => {
    const { warnings, learnt } = await check({
      index: jsonAnswer({ code: "rest_login_required", data: { status: 401 } }, 401),
    }).result;
    expect(warnings).toHaveLength(1);
    expect(Object.keys(learnt)).not.toContain("timeZone");
  });
});

describe("time zone", () => {
  test.each([
    ["1", "+01:00"],
    [5.5, "+05:30"],
    ["-3.5", "-03:30"],
    [0, "+00:00"],
  ])("a fixed offset of %j is %s, with a warning", async (gmt_offset, timeZone) => {
    const { learnt, warnings } = await check({ index: { timezone_string: "", gmt_offset } }).result;
    expect(learnt).toMatchObject({ timeZone });
    expect(warnings).toHaveLength(1);
    expect(Temporal.PlainDateTime.from("2026-07-01T00:00").toZonedDateTime(timeZone).offset).toBe(timeZone);
  });
});

describe("keys", () => {
  test("Authorization dropped: the address is tried, learnt, and warned of", async () => {
    const { learnt, warnings } = await check({ header: "dropped" }).result;
    expect(learnt).toMatchObject({ keysInQuery: true });
    expect(warnings).toEqual([expect.stringContaining("Authorization")]);
  });

  test("a shop that was repaired goes back to the header", async () => {
    const settings = { shopUrl: "https://shop.example.be", keysInQuery: true };
    expect((await check({}, settings).result).learnt).toMatchObject({ keysInQuery: false });
  });

  test("neither works: unknown key, no rights or dropped, which cannot be told apart", async () => {
    await expect(check({ header: "dropped", query: "dropped" }).result).rejects.toMatchObject({
      code: "credentials.expired",
    });
  });

  test("a wrong secret is not tried in the address", async () => {
    const { requests, result } = check({ header: "wrong secret" });
    await expect(result).rejects.toMatchObject({ code: "credentials.expired" });
    expect(requests.some(({ url }) => url.searchParams.has("consumer_secret"))).toBe(false);
  });

  test("over plain http the secret is never sent", async () => {
    const { requests, result } = check({ header: "dropped" }, { shopUrl: "http://shop.example.be" });
    await expect(result).rejects.toMatchObject({ code: "credentials.expired" });
    expect(
      requests.some(
        ({ url, headers }) => url.searchParams.has("consumer_secret") || headers["authorization"] !== undefined,
      ),
    ).toBe(false);
  });

  test("a read-only key is a warning", async () => {
    expect((await check({ isReadOnly: true }).result).warnings).toEqual([expect.stringContaining("read-only")]);
  });

  test("a key that may only read orders is three warnings", async () => {
    const { warnings, learnt } = await check({ mayReadSettings: false }).result;
    expect(warnings).toHaveLength(3);
    expect(Object.keys(learnt)).not.toContain("pricesIncludeTax");
  });
});
