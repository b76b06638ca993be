// Over 300 lines because all that the one way out does is tried in one place.
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { HubError } from "#domain/error.ts";
import { createBudget } from "./budget.ts";
import type { AnyConnector } from "./connector.ts";
import { createHttp, type Exchange } from "./http-client.ts";
import type { HttpRequest } from "./http.ts";
import { WireFault, type Transport, type WireAnswer, type WireRequest } from "./transport.ts";

const now = Temporal.Instant.from("2026-11-22T09:00:00Z");
const json = { "content-type": "application/json; charset=UTF-8" };
const html = { "content-type": "text/html" };
const answer = (status: number, body = "{}", headers: Record<string, string> = json): WireAnswer => ({
  status,
  headers,
  body,
});
const Any = z.object({ id: z.number() });
const secrets = { key: "ck_invented", secret: "cs_invented+1" };

interface Options {
  readonly place?: "basic" | "query";
  readonly secretFields?: readonly string[];
  readonly errorOf?: AnyConnector["errorOf"];
}

/** An `Http` on one answer, or on what a function does; keeps what was sent and what the log book would get. */
function on(given: WireAnswer | (() => WireAnswer), { place = "basic", secretFields, errorOf }: Options = {}) {
  const requests: WireRequest[] = [];
  const exchanges: Exchange[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return typeof given === "function" ? given() : given;
  };
  const connector = {
    credentials: {
      type: "key-pair",
      names: ["key", "secret"],
      use: () => (place === "basic" ? "basic" : { query: ["k", "s"] }),
    },
    rateLimit: { per: "connection", windows: [], concurrency: 1 },
    baseUrl: () => new URL("https://shop.example/api/"),
    ...(secretFields === undefined ? {} : { secretFields }),
    ...(errorOf === undefined ? {} : { errorOf }),
  } as unknown as AnyConnector;
  const http = createHttp({
    connector,
    settings: {},
    secrets,
    transport,
    budget: createBudget({ per: "connection", windows: [], concurrency: 1 }, () => 0),
    now: () => now,
    signal: new AbortController().signal,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  return { http, requests, exchanges };
}
const read: HttpRequest = { method: "GET", path: "orders" };
const write: HttpRequest = { method: "POST", path: "orders", json: {} };
const fault = (kind: "refused" | "lost" | "forbidden") => (): never => {
  throw new WireFault(kind, `the connection was ${kind}`);
};

describe("what an answer means, on a read and on a write", () => {
  const table: readonly (readonly [string, WireAnswer | (() => WireAnswer), string, string])[] = [
    ["401", answer(401), "credentials.expired", "credentials.expired"],
    ["403", answer(403), "credentials.insufficient", "credentials.insufficient"],
    ["409", answer(409), "remote.conflict", "remote.conflict"],
    ["429", answer(429), "remote.rate_limited", "remote.rate_limited"],
    ["429 of a firewall", answer(429, "<html>", html), "remote.rate_limited", "remote.rate_limited"],
    ["500", answer(500), "remote.unavailable", "remote.outcome_unknown"],
    ["502 of a proxy", answer(502, "<html>", html), "remote.unavailable", "remote.outcome_unknown"],
    ["503", answer(503), "remote.unavailable", "remote.outcome_unknown"],
    ["504", answer(504, "", {}), "remote.unavailable", "remote.outcome_unknown"],
    ["400", answer(400), "remote.protocol_changed", "document.rejected"],
    ["404", answer(404), "remote.protocol_changed", "document.rejected"],
    // A firewall in front answers before the shop sees anything.
    ["401 of a firewall", answer(401, "<html>", html), "remote.unavailable", "remote.unavailable"],
    ["403 of a firewall", answer(403, "<html>", html), "remote.unavailable", "remote.unavailable"],
    ["404 of a web page", answer(404, "<html>", html), "remote.unavailable", "remote.unavailable"],
    ["200 with a web page", answer(200, "<html>", html), "remote.unavailable", "remote.outcome_unknown"],
    ["200 with nothing", answer(200, "", {}), "remote.unavailable", "remote.outcome_unknown"],
    ["JSON that is cut off", answer(200, '{"id": 1'), "remote.unavailable", "remote.outcome_unknown"],
    [
      "JSON with a notice before it",
      answer(200, '<b>Notice</b>{"id":1}'),
      "remote.unavailable",
      "remote.outcome_unknown",
    ],
    ["JSON of another form", answer(200, '{"id":"one"}'), "remote.protocol_changed", "remote.protocol_changed"],
    ["301", answer(301, "", { location: "https://www.shop.example/" }), "settings.invalid", "settings.invalid"],
    ["a refused connection", fault("refused"), "remote.unavailable", "remote.unavailable"],
    ["a lost answer", fault("lost"), "remote.unavailable", "remote.outcome_unknown"],
    ["a forbidden address", fault("forbidden"), "settings.invalid", "settings.invalid"],
    [
      "something else that is thrown",
      () => {
        throw new TypeError("a bug");
      },
      "internal.unexpected",
      "internal.unexpected",
    ],
  ];
  test.each([
    ["closedAddress", new WireFault("forbidden", "inside the network")],
    ["unknownHost", new WireFault("refused", "no answer", Object.assign(new Error("dns"), { code: "ENOTFOUND" }))],
    ["noAnswer", new WireFault("refused", "no answer", Object.assign(new Error("tcp"), { code: "ECONNREFUSED" }))],
    ["noAnswer", new WireFault("lost", "no answer")],
  ])("%s, with the host", async (entry, thrown) => {
    const failing = on(() => {
      throw thrown;
    });
    await expect(failing.http.json(read, Any)).rejects.toMatchObject({
      details: { entry, value: "shop.example" },
    });
  });

  test.each(table)("%s", async (_name, given, onRead, onWrite) => {
    await expect(on(given).http.json(read, Any)).rejects.toMatchObject({ name: "HubError", code: onRead });
    await expect(on(given).http.json(write, Any)).rejects.toMatchObject({ name: "HubError", code: onWrite });
    for (const method of ["PUT", "PATCH", "DELETE"] as const) {
      await expect(on(given).http.json({ ...write, method }, Any)).rejects.toMatchObject({ code: onWrite });
    }
  });

  test("a redirect names the address to fill in", async () => {
    const moved = answer(302, "", { location: "https://www.shop.example/" });
    await expect(on(moved).http.json(read, Any)).rejects.toThrow("https://www.shop.example/");
  });

  test("a connector that knows better overrules it, and null leaves it as it is", async () => {
    const errorOf = ({ status }: { status: number }) =>
      status === 403 ? new HubError("remote.rate_limited", "this one says 403") : null;
    await expect(on(answer(403), { errorOf }).http.json(read, Any)).rejects.toMatchObject({
      code: "remote.rate_limited",
    });
    await expect(on(answer(401), { errorOf }).http.json(read, Any)).rejects.toMatchObject({
      code: "credentials.expired",
    });
  });

  test("what is good comes as data, with its headers where they are asked for", async () => {
    const good = answer(201, '{"id":7,"more":1}', { ...json, date: "x" });
    expect(await on(good).http.json(read, Any)).toEqual({ id: 7 });
    expect(await on(good).http.jsonWithHeaders(read, Any)).toEqual({
      data: { id: 7 },
      headers: { ...json, date: "x" },
    });
  });
});

describe("how long to wait", () => {
  test.each([
    ["7", 7000],
    [" 0 ", 0],
    ["99999", 3_600_000],
    ["99999999999", 3_600_000],
    ["Sun, 22 Nov 2026 09:02:00 GMT", 120_000],
    ["Sunday, 22-Nov-26 09:02:00 GMT", 120_000],
    ["Sun Nov 22 09:02:00 2026", 120_000],
    ["Tue, 24 Nov 2026 09:00:00 GMT", 3_600_000],
    ["Sun, 22 Nov 2026 08:59:00 GMT", undefined],
    ["soon", undefined],
    ["-7", undefined],
    ["1.5", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("Retry-After: %s", async (value, ms) => {
    const headers: Record<string, string> = value === undefined ? json : { ...json, "retry-after": value };
    const error = await on(answer(429, "", headers))
      .http.json(read, Any)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "remote.rate_limited", retryAfterMs: ms });
  });
});

describe("null is proof, never a guess", () => {
  const get = (given: WireAnswer | (() => WireAnswer)) => on(given).http.jsonOrNull(read, Any, [404]);

  test("on exactly the statuses named, as JSON", async () => {
    expect(await get(answer(404))).toBeNull();
    expect(await get(answer(200, '{"id":7}'))).toEqual({ id: 7 });
  });

  test("or on what the connector recognises", async () => {
    const { http } = on(answer(404, '{"code":"gone"}'));
    expect(await http.jsonOrNull(read, Any, ({ body }) => body.includes("gone"))).toBeNull();
    await expect(http.jsonOrNull(read, Any, () => false)).rejects.toMatchObject({ code: "remote.protocol_changed" });
  });

  test.each([
    ["404 of a web page", answer(404, "<html>", html), "remote.unavailable"],
    ["404 that does not say what it is", answer(404, "", {}), "remote.unavailable"],
    ["another status", answer(410), "remote.protocol_changed"],
    ["401", answer(401), "credentials.expired"],
    ["500", answer(500), "remote.unavailable"],
    ["200 with null", answer(200, "null"), "remote.protocol_changed"],
    ["200 with nothing", answer(200, ""), "remote.unavailable"],
    ["a lost answer", fault("lost"), "remote.unavailable"],
  ])("not on %s", async (_name, given, code) => {
    await expect(get(given)).rejects.toMatchObject({ code });
  });

  test("nor does a web page count when the connector would recognise anything", async () => {
    await expect(on(answer(404, "<html>", html)).http.jsonOrNull(read, Any, () => true)).rejects.toMatchObject({
      code: "remote.unavailable",
    });
  });
});

describe("raw", () => {
  test.each([200, 301, 401, 404])("%s is given as it is", async (status) =>
    expect(await on(answer(status, "<html>", html)).http.raw(read)).toMatchObject({
      status,
      body: "<html>",
      host: "shop.example",
      method: "GET",
    }),
  );
  test("500 is no answer", () =>
    expect(on(answer(500, "<html>", html)).http.raw(read)).rejects.toMatchObject({ code: "remote.unavailable" }));
});

describe("what is sent", () => {
  test("relative to the base, lists with brackets, JSON with its content type, and a time limit", async () => {
    const { http, requests } = on(answer(200, '{"id":1}'));
    await http.json({ ...write, query: { a: ["1", "2"], b: true, c: 3 }, json: { x: "é" }, timeoutMs: 5 }, Any);
    const { url, headers, body, timeoutMs } = requests[0]!;
    expect(decodeURIComponent(url.href)).toBe("https://shop.example/api/orders?a[]=1&a[]=2&b=true&c=3");
    expect(headers).toMatchObject({ "content-type": "application/json", accept: "application/json" });
    expect([body, timeoutMs]).toEqual(['{"x":"é"}', 5]);
  });

  test("no credentials where none are wanted", async () => {
    const { http, requests } = on(answer(200, '{"id":1}'));
    await http.json({ ...read, anonymous: true }, Any);
    await http.json(read, Any);
    expect(requests.map(({ headers }) => "authorization" in headers)).toEqual([false, true]);
  });

  test.each(["https://other.example/", "//other.example/", "http://shop.example/api/", "https://shop.example:8443/"])(
    "nothing to %s, which is not this connection",
    async (path) => {
      const { http, requests } = on(answer(200));
      await expect(http.json({ ...read, path }, Any)).rejects.toMatchObject({ code: "settings.invalid" });
      expect(requests).toEqual([]);
    },
  );

  test("the place in the budget is given back, whatever happened", async () => {
    const { http } = on(fault("lost"));
    for (let call = 0; call < 3; call += 1) await expect(http.json(read, Any)).rejects.toThrow("lost");
  });
});

describe("the log book", () => {
  const kept = JSON.stringify({
    id: 1,
    order_key: 'wc_order_"x',
    nested: [{ payment_url: "https://pay/1", other: "seen" }],
    key: secrets.key,
  });

  test("gets every answer, without secrets and without the values of secret fields", async () => {
    const { http, exchanges } = on(answer(200, kept), { place: "query", secretFields: ["order_key", "payment_url"] });
    await http.json({ ...read, query: { page: 1 } }, Any);
    expect(exchanges).toMatchObject([
      {
        method: "GET",
        url: "https://shop.example/api/orders?page=1&k=•••&s=•••",
        status: 200,
        answer: '{"id":1,"order_key":"•••","nested":[{"payment_url":"•••","other":"seen"}],"key":"•••"}',
      },
    ]);
  });

  test("gets what was thrown too, masked, as does the error", async () => {
    const { http, exchanges } = on(() => {
      throw new WireFault("lost", `no answer to ?s=${encodeURIComponent(secrets.secret)}`);
    });
    await expect(http.json(read, Any)).rejects.toThrow(/^no answer to \?s=•••$/);
    expect(exchanges).toMatchObject([{ status: null, answer: "no answer to ?s=•••" }]);
  });

  test("errors quote an answer without secrets, also where the quote is cut", async () => {
    for (const length of [0, 485, 490, 495]) {
      const body = `${"x".repeat(length)}${secrets.secret}`;
      const error = await on(answer(400, body))
        .http.json(read, Any)
        .catch((thrown: unknown) => thrown);
      expect(JSON.stringify(error)).not.toContain("cs_");
    }
  });

  test("holds nothing that PostgreSQL refuses", async () => {
    const { http, exchanges } = on(answer(400, `a\0b\uD83D ${"x".repeat(494)}🚚`));
    const error = (await http.json(read, Any).catch((thrown: unknown) => thrown)) as HubError;
    expect(exchanges[0]?.answer).toMatch(/^a\uFFFDb\uFFFD x+🚚$/);
    expect(error.details["answer"]).not.toMatch(/\0/);
    expect(error.details["answer"]?.isWellFormed()).toBe(true);
  });
});
