import { describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import { perform } from "#connect/perform.ts";
import { answersInTurn, jsonAnswer, sessionOn, webPage, type Answering } from "#connectors/recorded-transport.ts";
import type { WireRequest } from "#connect/transport.ts";
import { csCart } from "./connector.ts";
import { listOf, sampleHeader, sampleOrder } from "./testing/order-json.ts";

const connector = eraseSettings(csCart);

function on(answer: Answering | readonly Answering[], more: Record<string, unknown> = {}) {
  const { transport, requests } = answersInTurn(typeof answer === "function" ? [answer] : answer);
  const session = sessionOn(connector, { shopUrl: "https://shop.example.be", ...more }, transport);
  return {
    requests,
    get: (...ids: string[]) => perform(connector, session, "orders.get", { ids }),
    list: (modifiedSince: string | null, cursor: string | null = null) =>
      perform(connector, session, "orders.list", { modifiedSince, cursor }),
    known: (from: string, before: string, cursor: string | null = null) =>
      perform(connector, session, "orders.known", { from, before, cursor }),
  };
}

const orderAt = (url: URL): object => ({ ...sampleOrder, order_id: url.pathname.split("/").at(-1) });
const isDetail = ({ url }: WireRequest): boolean => /\/orders\/\d+$/.test(url.pathname);
const time = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
const base = 1_795_248_000;

/** A shop with these orders, placed a second after each other unless it is said otherwise. */
function shopOf(
  rows: readonly Record<string, unknown>[],
  odd: { ignoresPage?: true; ignoresSort?: true; ignoresPeriod?: true } = {},
) {
  return (request: WireRequest) => {
    if (isDetail(request)) return jsonAnswer(orderAt(request.url));
    const asked = request.url.searchParams;
    const number = (name: string) => Number(asked.get(name) ?? "0");
    const inPeriod =
      odd.ignoresPeriod === true || asked.get("period") === null
        ? rows
        : rows.filter(
            (row) => Number(row["timestamp"]) >= number("time_from") && Number(row["timestamp"]) <= number("time_to"),
          );
    const sorted = odd.ignoresSort === true ? inPeriod.toReversed() : inPeriod;
    const page = odd.ignoresPage === true ? 1 : number("page");
    const size = number("items_per_page");
    const shown = sorted.slice((page - 1) * size, page * size);
    return jsonAnswer({
      orders: shown,
      params: {
        ...(odd.ignoresPage === undefined && { page: String(page) }),
        items_per_page: String(size),
        total_items: String(sorted.length),
      },
    });
  };
}

async function walk(
  next: (cursor: string | null) => Promise<{ items: readonly { id: string }[]; next: string | null }>,
) {
  const ids: string[] = [];
  let pages = 0;
  for (let cursor: string | null = null; pages === 0 || cursor !== null; pages += 1) {
    if (pages > 200) throw new Error("no end to it");
    const page = await next(cursor);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return { ids, pages };
}

describe("orders by id", () => {
  test("one request each; a 404 in the API's own words is proven absence", async () => {
    const its = on([
      ({ url }) => jsonAnswer(orderAt(url)),
      () => jsonAnswer({ message: "Not Found", status: 404 }, 404),
    ]);
    expect(await its.get("105", "106")).toMatchObject({ items: [{ id: "105" }], unreadable: [] });
    expect(its.requests.map(({ url }) => url.href)).toEqual([
      "https://shop.example.be/api/2/orders/105",
      "https://shop.example.be/api/2/orders/106",
    ]);
  });

  test("a web page with status 404 proves nothing", async () => {
    await expect(on(() => webPage(404)).get("105")).rejects.toMatchObject({ code: "remote.unavailable" });
  });

  test("what is no id of the shop is not asked for", async () => {
    const its = on(() => jsonAnswer({}));
    expect(await its.get("abc", "1/2")).toEqual({ items: [], unreadable: [] });
    expect(its.requests).toEqual([]);
  });

  test("another order than was asked for, and one in another form, are unreadable", async () => {
    const its = on([
      () => jsonAnswer(sampleOrder),
      () => jsonAnswer({ ...sampleOrder, order_id: "106", total: "lots" }),
    ]);
    const { items, unreadable } = await its.get("104", "106");
    expect(items).toEqual([]);
    expect(unreadable.map(({ id, code }) => [id, code])).toEqual([
      ["104", "remote.protocol_changed"],
      ["106", "remote.protocol_changed"],
    ]);
  });

  test.each([
    ["api/2", "https://shop.example.be/winkel/api/2/orders/105"],
    ["api", "https://shop.example.be/winkel/api/orders/105"],
    ["api.php", "https://shop.example.be/winkel/api.php?_d=orders%2F105&ajax_custom=1"],
  ])("in the form %s", async (apiForm, address) => {
    const its = on(() => jsonAnswer(sampleOrder), { shopUrl: "https://shop.example.be/winkel", apiForm });
    await its.get("105");
    expect(its.requests[0]?.url.href).toBe(address);
  });

  test("one storefront of several", async () => {
    const its = on(() => jsonAnswer(sampleOrder), { scopePath: "stores/2" });
    await its.get("105");
    expect(its.requests[0]?.url.pathname).toBe("/api/2/stores/2/orders/105");
  });
});

describe("a shop that cannot be asked by change", () => {
  const since = time(base);
  const old = sampleHeader(90, { timestamp: String(base - 5 * 86_400), status: "I" });

  test("asks by the time of placing, with a period, two weeks further back", async () => {
    const its = on(shopOf([]));
    await its.list(since);
    const asked = its.requests[0]?.url.searchParams;
    expect(asked?.get("period")).toBe("C");
    expect(asked?.get("time_from")).toBe(String(base - 300 - 14 * 86_400));
    expect(asked?.get("updated_at_from")).toBeNull();
  });

  test("new orders are read, of the days before only the header is told", async () => {
    const its = on(shopOf([old, sampleHeader(105)]));
    const page = await its.list(since);
    expect(page.items.map(({ id }) => id)).toEqual(["105"]);
    expect(page.listed).toMatchObject([{ id: "90", status: "I", phase: "cancelled", refundIds: ["90-cancelled"] }]);
    expect(its.requests).toHaveLength(2);
    expect(page.seenUntil).toBe(time(base));
  });

  test("a parent and an unfinished order are left out", async () => {
    const its = on(
      shopOf([
        sampleHeader(1, { is_parent_order: "Y" }),
        sampleHeader(2, { status: "T" }),
        sampleHeader(3, { status: "N" }),
      ]),
    );
    expect(await its.list(since)).toMatchObject({ items: [], listed: [], next: null });
    expect(its.requests).toHaveLength(1);
  });

  test("from the beginning all of them are read", async () => {
    const its = on(shopOf([old, sampleHeader(105)]));
    const page = await its.list(null);
    expect(page.items.map(({ id }) => id)).toEqual(["90", "105"]);
    expect(its.requests[0]?.url.searchParams.get("time_from")).toBe("1");
  });

  test("an order dated in the future hides nothing that is placed until then", async () => {
    const its = on(shopOf([sampleHeader(105, { timestamp: "4000000000" })]));
    expect((await its.list(since)).seenUntil).toBe("2026-11-22T09:00:00Z");
  });
});

describe("a shop that can", () => {
  const by = { filtersByChange: true };

  test("is asked by change, and what was seen reaches to where the walk began, by its own clock", async () => {
    const rows = [sampleHeader(90, { timestamp: "1700000000" })];
    const clocked: Answering = (request) => {
      const answer = shopOf(rows)(request);
      return { ...answer, headers: { ...answer.headers, date: "Sun, 22 Nov 2026 08:58:00 GMT" } };
    };
    const its = on(clocked, by);
    const page = await its.list(time(base));
    expect(page.items.map(({ id }) => id)).toEqual(["90"]);
    expect(page.seenUntil).toBe("2026-11-22T08:58:00Z");
    expect(its.requests[0]?.url.searchParams.get("updated_at_from")).toBe(String(base - 300));
    expect(its.requests[0]?.url.searchParams.get("period")).toBeNull();
  });

  test("counts pages; when orders were deleted meanwhile the page before is read again", async () => {
    const rows = Array.from({ length: 250 }, (_, index) => sampleHeader(index + 1));
    let left = rows;
    const its = on((request) => {
      const answer = shopOf(left)(request);
      // The first hundred are gone after they were told.
      if (!isDetail(request) && request.url.searchParams.get("page") === "1" && left === rows) left = rows.slice(50);
      return answer;
    }, by);
    const { ids } = await walk((cursor) => its.list(time(base), cursor));
    expect(new Set(ids).size).toBe(250);
  });
});

describe("walks end, and leave nothing out", () => {
  const from = time(base - 10);
  const before = time(base + 100_000);
  const rows = Array.from({ length: 350 }, (_, index) =>
    sampleHeader(index + 1, { timestamp: String(base + Math.floor(index / 3)) }),
  );
  const all = rows.map((row) => row["order_id"]);

  test.each([
    ["a shop that keeps to everything", {}],
    ["one that sorts otherwise", { ignoresSort: true }],
    ["one that knows no period", { ignoresPeriod: true }],
  ] as const)("%s", async (_name, odd) => {
    const its = on(shopOf(rows, odd));
    const { ids, pages } = await walk((cursor) => its.known(from, before, cursor));
    expect(new Set(ids)).toEqual(new Set(all));
    expect(pages).toBeLessThan(10);
  });

  test("more orders in one second than fit on a page", async () => {
    const same = Array.from({ length: 230 }, (_, index) => sampleHeader(index + 1));
    const { ids } = await walk((cursor) => on(shopOf(same)).known(from, before, cursor));
    expect(new Set(ids).size).toBe(230);
  });

  test("a shop that ignores the page is found out", async () => {
    const same = Array.from({ length: 230 }, (_, index) => sampleHeader(index + 1));
    const its = on(shopOf(same, { ignoresPage: true }));
    await expect(walk((cursor) => its.known(from, before, cursor))).rejects.toMatchObject({
      code: "remote.protocol_changed",
    });
  });

  test("one that shows another page than was asked for is found out at once", async () => {
    const its = on(() => jsonAnswer(listOf("orders", [sampleHeader(1)], { page: "3" })));
    await expect(its.known(from, before)).rejects.toMatchObject({ code: "remote.protocol_changed" });
  });

  test("what lies outside of the period is not told", async () => {
    const its = on(
      shopOf([sampleHeader(1, { timestamp: String(base - 11) }), sampleHeader(2)], { ignoresPeriod: true }),
    );
    expect((await its.known(from, before)).items.map(({ id }) => id)).toEqual(["2"]);
  });

  test.each(["nonsense", "placed|1|1||0,,", "change|x|1||1,,"])("a cursor that is not ours: %s", async (cursor) => {
    await expect(on(shopOf([])).list(null, cursor)).rejects.toMatchObject({ code: "internal.unexpected" });
  });
});

describe("one order never stops the others", () => {
  const rows = [1, 2, 3, 4, 5].map((id) => sampleHeader(id));
  const failingOn = (bad: readonly string[]) =>
    on((request) => {
      if (isDetail(request) && bad.includes(request.url.pathname.split("/").at(-1) ?? "")) return webPage(500);
      return shopOf(rows)(request);
    });

  test("one that the shop itself stumbles over is told, and the others are read", async () => {
    const { items, unreadable } = await failingOn(["3"]).list(null);
    expect(items.map(({ id }) => id)).toEqual(["1", "2", "4", "5"]);
    expect(unreadable.map(({ id }) => id)).toEqual(["3"]);
  });

  test("three say that the shop is not well", async () => {
    await expect(failingOn(["1", "2", "3"]).list(null)).rejects.toMatchObject({ code: "remote.unavailable" });
  });
});
