import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import { perform } from "#connect/perform.ts";
import type { WireAnswer, WireRequest } from "#connect/transport.ts";
import { answersInTurn, jsonAnswer, sessionOn, webPage, type Answering } from "#connectors/recorded-transport.ts";
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

describe("rule 1: a webhook is a doorbell, the order is fetched with dp=6", () => {
  test("one", async () => {
    const its = on([() => jsonAnswer(recording("01"))]);
    expect((await its.get("42")).items).toHaveLength(1);
    expect(its.requests[0]?.url.href).toBe("https://shop.example.be/wp-json/wc/v3/orders/42?dp=6");
  });

  test("a hundred in one request", async () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(index + 1));
    const its = on([() => jsonAnswer(ids.map((id) => ({ ...recording("01"), id: Number(id) })))]);
    expect((await its.get(...ids)).items).toHaveLength(100);
    expect(its.requests).toHaveLength(1);
    expect(asked(its)?.getAll("include[]")).toEqual(ids);
    expect(asked(its)?.get("per_page")).toBe("100");
  });
});

describe("what is not there", () => {
  test("status=any hides trash and drafts: what is missing is asked for by itself", async () => {
    const trashed = { ...recording("02"), status: "trash" };
    const its = on([() => jsonAnswer([recording("01")]), () => jsonAnswer(trashed)]);
    expect((await its.get("42", "43")).items.map((order) => order.phase)).toEqual(["placed", "deleted"]);
    expect(its.requests[1]?.url.pathname).toBe("/wp-json/wc/v3/orders/43");
  });

  test("404 with the order's own code is proven absence", async () => {
    expect(await on([() => refused("404-order")]).get("999999")).toEqual({ items: [], unreadable: [] });
  });

  test.each([
    ["404 without a route: the plug-in is off", () => refused("404-route"), "settings.invalid"],
    ["404 of a web page", () => webPage(404), "remote.unavailable"],
    [
      "404 with another code",
      () => jsonAnswer({ code: "rest_something", data: { status: 404 } }, 404),
      "remote.protocol_changed",
    ],
    ["401", () => refused("401-unknown-key"), "credentials.expired"],
  ])("%s proves nothing", async (_name, answer, code) => {
    await expect(on([answer]).get("42")).rejects.toMatchObject({ code });
  });

  test("text that is no id is nobody's, and is not asked for", async () => {
    const its = on([() => jsonAnswer([])]);
    expect(await its.get("WEB-2026-00042", "1e3", "")).toEqual({ items: [], unreadable: [] });
    expect(its.requests).toHaveLength(0);
  });

  test("orders that were not asked for are left out: unknown parameters are ignored silently", async () => {
    const its = on([() => jsonAnswer([recording("03"), recording("01")]), () => refused("404-order")]);
    expect((await its.get("42", "43")).items.map((order) => order.id)).toEqual(["42"]);
  });

  test("an answer with another order than asked for is not taken for it", async () => {
    const { items, unreadable } = await on([() => jsonAnswer(recording("02"))]).get("42");
    expect({ items, unreadable }).toMatchObject({
      items: [],
      unreadable: [{ id: "42", code: "remote.protocol_changed" }],
    });
  });
});

describe("an order that cannot be read does not take its neighbours with it", () => {
  const broken: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ["no lines", { line_items: undefined }, "remote.protocol_changed"],
    ["a total that is a number", { total: 35.96 }, "remote.protocol_changed"],
    ["a currency that is none", { currency: "euro" }, "remote.protocol_changed"],
    ["a day that is none", { date_created: "2026-13-45T00:00:00" }, "remote.protocol_changed"],
    ["VAT without a rate", { tax_lines: [] }, "document.invalid"],
  ];
  test.each(broken)("%s", async (_name, change, code) => {
    const its = on([() => jsonAnswer([{ ...recording("01"), ...change }, recording("02")])]);
    const page = await its.list(null);
    expect(page.items.map((order) => order.id)).toEqual(["43"]);
    expect(page.unreadable).toMatchObject([{ id: "42", code }]);
    expect(page.next).toBeNull();
  });

  test("null where a deleted product leaves it, ids as text, and empty lists as objects are fine", async () => {
    const vendor = recording("23");
    vendor.line_items[0].sku = null;
    vendor.line_items[0].product_id = "0";
    vendor.meta_data = { "1": { id: 1, key: "x", value: 1 } };
    expect((await on([() => jsonAnswer([vendor])]).list(null)).unreadable).toEqual([]);
  });
});

describe("rule 5: polls with dates_are_gmt=true and a GMT time without Z or offset", () => {
  test("two minutes are taken off, fractions dropped", async () => {
    const its = on([() => jsonAnswer([])]);
    await its.list("2026-11-21T21:12:43.987Z");
    expect(asked(its)?.get("modified_after")).toBe("2026-11-21T21:10:43");
    expect(asked(its)?.get("dates_are_gmt")).toBe("true");
    expect(Object.fromEntries(asked(its) ?? [])).toMatchObject({
      orderby: "modified",
      order: "asc",
      per_page: "100",
      dp: "6",
      status: "any",
    });
  });

  test("also when the cursor goes on, and in the autumn hour that comes twice", async () => {
    const its = on([() => jsonAnswer(page(100, "2026-10-25T01:30:00"))]);
    const { next } = await its.list("2026-10-25T00:32:00Z");
    await its.list(null, next);
    expect(asked(its)?.get("modified_after")).toBe("2026-10-25T00:30:00");
    expect(asked(its, 1)?.get("modified_after")).toBe("2026-10-25T01:29:59");
    expect(asked(its, 1)?.get("dates_are_gmt")).toBe("true");
  });

  test("everything: no time at all", async () => {
    const its = on([() => jsonAnswer([])]);
    await its.list(null);
    expect([...(asked(its)?.keys() ?? [])]).not.toContain("modified_after");
    expect([...(asked(its)?.keys() ?? [])]).not.toContain("dates_are_gmt");
  });
});

/** A page of orders that cannot be read, which is enough to page. */
const page = (length: number, time: string) =>
  Array.from({ length }, (_, index) => ({ id: index + 1, date_modified_gmt: time }));

describe("paging", () => {
  test("a page past the end is 200 [] with total 0: an empty page ends it, totals are not read", async () => {
    const past = JSON.parse(readFileSync(join(recordings, "lists/orders-page-out-of-range.json"), "utf8"));
    const its = on([() => ({ ...jsonAnswer(past.body), headers: past.headers })]);
    expect(await its.list(null, "2026-11-21T21:10:43|99")).toEqual({
      items: [],
      unreadable: [],
      next: null,
      seenUntil: null,
      total: null,
    });
    expect(asked(its)?.get("page")).toBe("99");
  });

  test("the first page says how many there are in all, when the shop does", async () => {
    const telling = (total: string) =>
      on([
        () => ({
          ...jsonAnswer(page(2, "2026-11-21T21:00:00")),
          headers: { "content-type": "application/json", "x-wp-total": total },
        }),
      ]);
    expect((await telling("50001").list(null)).total).toBe(50_001);
    expect((await telling("veel").list(null)).total).toBeNull();
    expect((await on([() => jsonAnswer(page(2, "2026-11-21T21:00:00"))]).list(null)).total).toBeNull();
  });

  test("a short page ends it", async () =>
    expect((await on([() => jsonAnswer(page(99, "2026-11-21T21:00:00"))]).list(null)).next).toBeNull());

  test("the wrong host in the Link header is not followed", async () => {
    const its = on([
      () => ({
        ...jsonAnswer(page(100, "2026-11-21T21:00:00")),
        headers: { "content-type": "application/json", link: '<https://intern:8443/x>; rel="next"' },
      }),
    ]);
    await its.list(null, (await its.list(null)).next);
    expect(its.requests.map((request) => request.url.host)).toEqual(["shop.example.be", "shop.example.be"]);
  });

  test("more than a page in one second: pages are counted within it, then time goes on", async () => {
    const its = on([() => jsonAnswer(page(100, "2026-11-21T21:00:05"))]);
    const first = await its.list("2026-11-21T20:00:00Z");
    expect(first.next).toBe("2026-11-21T21:00:04|1");
    const second = await its.list(null, first.next);
    expect(second.next).toBe("2026-11-21T21:00:04|2");
    const third = await its.list(null, second.next);
    expect(third.next).toBe("2026-11-21T21:00:04|3");
  });

  test("no order is missed while orders move to the end", async () => {
    const start = Temporal.Instant.from("2026-11-21T10:00:00Z");
    const at = (seconds: number) => start.add({ seconds }).toString().replace("Z", "");
    const orders = Array.from({ length: 350 }, (_, index) => ({
      id: index + 1,
      date_modified_gmt: at(Math.floor(index / 3)),
    }));
    const serve = ({ url }: WireRequest) => {
      const after = url.searchParams.get("modified_after") ?? "";
      const matching = orders
        .filter((order) => order.date_modified_gmt > after)
        .toSorted((a, b) => (a.date_modified_gmt < b.date_modified_gmt ? -1 : 1));
      const from = (Number(url.searchParams.get("page")) - 1) * 100;
      const answer = jsonAnswer(matching.slice(from, from + 100));
      // While the hub reads, the oldest orders of this page change.
      for (const order of matching.slice(from, from + 20)) order.date_modified_gmt = at(1000);
      return answer;
    };
    const its = on([serve]);
    const seen = new Set<string>();
    let pages = 0;
    for (let cursor: string | null = null, more = true; more && pages < 50; pages += 1) {
      const result = await its.list(null, cursor);
      for (const one of result.unreadable) seen.add(one.id);
      cursor = result.next;
      more = cursor !== null;
    }
    expect(pages).toBeLessThan(50);
    expect(seen.size).toBe(350);
  });

  test.each(["2", "|", "now|1", "2026-11-21T21:00:04Z|1", "|1|1"])(
    "a cursor %j that is not ours is our own fault",
    async (cursor) => {
      await expect(on([() => jsonAnswer([])]).list(null, cursor)).rejects.toMatchObject({
        code: "internal.unexpected",
      });
    },
  );
});

describe("rule 8: an order is never looked up by its number", () => {
  test("no request says number or search", async () => {
    const its = on([() => jsonAnswer([recording("24")]), () => refused("404-order")]);
    await its.get(String(recording("24").id), "7");
    for (const { url } of its.requests) expect(url.search).not.toMatch(/number|search/);
  });
});
