import { createHmac, randomBytes } from "node:crypto";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "./testing/api-under-test.ts";
import { connectShop, hookSecret } from "./testing/shop-connection.ts";

const api = await apiUnderTest();
const { call, store, makeToken, url } = api;
const administrationId = await store.makeAdministration();
const token = await makeToken("owner", administrationId);
const { connectionId, hookPath } = await connectShop(api, token);

const sign = (body: string | Buffer, secret = hookSecret) => createHmac("sha256", secret).update(body).digest("base64");
const order = (id: unknown = 74) => JSON.stringify({ id, status: "processing" });
const signed = (body: string | Buffer, more: Record<string, string> = {}) => ({
  "content-type": "application/json",
  "x-wc-webhook-topic": "order.updated",
  "x-wc-webhook-signature": sign(body),
  ...more,
});
const deliver = (body: string | Buffer, headers: Record<string, string> = signed(body)) =>
  call("POST", hookPath, { body, headers });

interface Stored {
  readonly state: string;
  readonly externalId: string;
  readonly reason: string;
  readonly headers: Record<string, string>;
  readonly size: number;
}
const stored = async (): Promise<Stored[]> => {
  const { rows } =
    await sql<Stored>`select state, external_id as "externalId", reason, headers, octet_length(body) as size
    from deliveries order by received_at`.execute(store.owner);
  return rows;
};
const alarms = async () => {
  const { rows } = await sql<{ kind: string; occurrences: number }>`
    select kind, occurrences from alarms where closed_at is null order by kind`.execute(store.owner);
  return rows;
};

beforeEach(async () => {
  await sql`delete from deliveries`.execute(store.owner);
  await sql`delete from alarms`.execute(store.owner);
});

test("a good delivery is stored as received, with the headers worth keeping and no others", async () => {
  const body = order();
  const headers = signed(body, { cookie: "a=b", authorization: "Basic eA==", "x-forwarded-for": "192.0.2.1" });
  const answer = await deliver(body, headers);
  expect([answer.status, answer.text]).toEqual([200, ""]);
  const [row] = await stored();
  expect(row).toMatchObject({ state: "received", externalId: "74", size: body.length });
  expect(Object.keys(row?.headers ?? {}).toSorted()).toEqual([
    "content-type",
    "x-wc-webhook-signature",
    "x-wc-webhook-topic",
  ]);
});

describe("a signature that is not right is answered 200, quarantined and alarmed, never processed", () => {
  const body = order();
  test.each<[string, Record<string, string>]>([
    ["of another secret", { "x-wc-webhook-signature": sign(body, "another secret") }],
    ["empty", { "x-wc-webhook-signature": "" }],
    ["in hexadecimal", { "x-wc-webhook-signature": createHmac("sha256", hookSecret).update(body).digest("hex") }],
    ["of another body", { "x-wc-webhook-signature": sign(`${body} `) }],
    ["twice", { "x-wc-webhook-signature": `${sign(body)}, ${sign(body)}` }],
    ["very long", { "x-wc-webhook-signature": "A".repeat(8000) }],
    ["with signs above ASCII", { "x-wc-webhook-signature": "\u00ff".repeat(44) }],
  ])("%s", async (_name, wrong) => {
    expect((await deliver(body, signed(body, wrong))).status).toBe(200);
    expect(await stored()).toMatchObject([{ state: "quarantined", externalId: "" }]);
    expect(await alarms()).toEqual([{ kind: "deliveryRefused", occurrences: 1 }]);
  });

  test("none", async () => {
    const { "x-wc-webhook-signature": _, ...headers } = signed(body);
    expect((await deliver(body, headers)).status).toBe(200);
    expect(await stored()).toMatchObject([{ state: "quarantined" }]);
  });

  test("right, but the bytes were compressed on the way", async () => {
    const packed = gzipSync(body);
    const headers = { ...signed(body), "content-encoding": "gzip" };
    expect((await deliver(packed, headers)).status).toBe(200);
    expect(await stored()).toMatchObject([{ state: "quarantined", size: packed.length }]);
  });

  test("a great many: the first five hundred are kept, and 64 kB of each", async () => {
    const big = Buffer.alloc(200_000, "x");
    const wrong = signed(big, { "x-wc-webhook-signature": sign("x") });
    await deliver(big, wrong);
    const [first] = await stored();
    expect(first?.size).toBe(65_536);
    for (let round = 0; round < 26; round += 1) {
      const headers = signed(body, { "x-wc-webhook-signature": sign("x") });
      await Promise.all(Array.from({ length: 20 }, () => deliver(body, headers)));
    }
    const kept = (await stored()).length;
    // Those under way at the same moment may each see room for one more.
    expect(kept).toBeGreaterThanOrEqual(500);
    expect(kept).toBeLessThanOrEqual(510);
    expect(await alarms()).toEqual([{ kind: "deliveryRefused", occurrences: 521 }]);
  });
});

describe("a right signature on something else than an order", () => {
  test.each<[string, string | Buffer, string]>([
    [
      "the error for an order that is gone",
      '{"code":"woocommerce_rest_shop_order_invalid_id","data":{"status":404}}',
      "deleted",
    ],
    ["another error", '{"code":"rest_no_route","data":{"status":500}}', "rest_no_route"],
    ["no JSON", "<html>", "not JSON"],
    ["nothing", "", "not JSON"],
    ["bytes that are no text", Buffer.from([0, 255, 254, 0, 10]), "not JSON"],
    ["a NUL byte", Buffer.from(`${order()}\0`), "not JSON"],
    ["a NUL in its text", '{"id":"74\\u0000"}', "names no order"],
    ["an id of the wrong type", order({ a: 1 }), "names no order"],
    ["an id out of range", order(1e300), "names no order"],
    ["a negative id", order(-1), "names no order"],
    ["an id that is a sentence", order("'; drop table deliveries; --"), "names no order"],
    ["an endless id", order("7".repeat(100_000)), "names no order"],
    ["__proto__", '{"__proto__":{"id":74}}', "names no order"],
    ["a list", "[74]", "names no order"],
  ])("%s", async (_name, body, reason) => {
    expect((await deliver(body)).status).toBe(200);
    expect(await stored()).toMatchObject([
      { state: "ignored", externalId: "", reason: expect.stringContaining(reason) as string },
    ]);
  });

  test("the owner of the webhook lost its rights: an alarm, for every event is lost now", async () => {
    expect((await deliver('{"code":"woocommerce_rest_cannot_view","data":{"status":403}}')).status).toBe(200);
    expect(await stored()).toMatchObject([{ state: "ignored" }]);
    expect(await alarms()).toEqual([{ kind: "webhookBlind", occurrences: 1 }]);
  });

  test("a topic nobody listens to, or one that is very long", async () => {
    for (const topic of ["product.updated", "", "x".repeat(7000)]) {
      expect((await deliver(order(), signed(order(), { "x-wc-webhook-topic": topic }))).status).toBe(200);
    }
    expect((await stored()).map((row) => row.state)).toEqual(["ignored", "ignored", "ignored"]);
  });

  test("a ping is answered and leaves no trace", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect((await deliver("webhook_id=12", headers)).status).toBe(200);
    expect([await stored(), await alarms()]).toEqual([[], []]);
  });
});

describe("what a shop's server makes of it", () => {
  test.each(["text/plain", "application/xml", "application/json; charset=utf-16", "nonsense", "a/b/c", ";;"])(
    "content type %s: the bytes count",
    async (type) => {
      expect((await deliver(order(), signed(order(), { "content-type": type }))).status).toBe(200);
      expect(await stored()).toMatchObject([{ state: "received", externalId: "74" }]);
    },
  );

  test("an id as text, and one of eighteen digits", async () => {
    for (const id of ["74", "999999999999999999", 9007199254740991]) await deliver(order(id));
    expect((await stored()).map((row) => row.externalId)).toEqual(["74", "999999999999999999", "9007199254740991"]);
  });

  test("a body of ten megabytes is stored, whatever it is", async () => {
    const body = JSON.stringify({ id: 74, note: "x".repeat(10 * 1024 * 1024) });
    expect((await deliver(body)).status).toBe(200);
    expect(await stored()).toMatchObject([{ size: body.length }]);
  });

  test("one of thirty is refused, and its neighbours are unharmed", async () => {
    const body = Buffer.alloc(30 * 1024 * 1024, "x");
    const huge = deliver(body).catch((error: unknown) => error as NodeJS.ErrnoException);
    const neighbours = await Promise.all(Array.from({ length: 10 }, (_, index) => deliver(order(index + 1))));
    expect(neighbours.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200));
    const answer = await huge;
    // The refusal comes before the body is through; a client that only writes may miss it.
    const outcome = answer instanceof Error ? answer.code : (answer.json as { code: string }).code;
    expect(["EPIPE", "ECONNRESET", "request.too_large"]).toContain(outcome);
    expect(await stored()).toHaveLength(10);
  });

  test("two hundred at once are all stored, in a few commits", async () => {
    const bodies = Array.from({ length: 200 }, (_, index) => order(index + 1));
    const answers = await Promise.all(bodies.map((body) => deliver(body)));
    expect(answers.filter((answer) => answer.status !== 200)).toEqual([]);
    const ids = (await stored()).map((row) => Number(row.externalId)).toSorted((a, b) => a - b);
    expect(ids).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  test("a client that hangs up halfway leaves nothing", async () => {
    const body = order();
    for (let times = 0; times < 5; times += 1) {
      await new Promise<void>((resolve) => {
        const socket = connect({ host: url.hostname, port: Number(url.port) }, () => {
          const head = Object.entries(signed(body)).map(([name, value]) => `${name}: ${value}\r\n`);
          socket.write(`POST ${hookPath} HTTP/1.1\r\nhost: x\r\n${head.join("")}content-length: 5000\r\n\r\n${body}`);
          setTimeout(() => socket.destroy(), 20);
        });
        socket.on("close", () => resolve());
      });
    }
    expect((await deliver(order(75))).status).toBe(200);
    expect((await stored()).map((row) => row.externalId)).toEqual(["75"]);
  });
});

describe("addresses that are no hook", () => {
  test("are refused before their body is waited for, so that it takes no memory", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: url.hostname, port: Number(url.port) }, () =>
        socket.write(`POST /hooks/made-up HTTP/1.1\r\nhost: x\r\ncontent-length: 20000000\r\n\r\n`),
      );
      socket.once("data", (data) => {
        socket.destroy();
        resolve(data.toString());
      });
      socket.once("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });

  test("a key nobody has, of whatever form", async () => {
    const made = [
      "x",
      "%00",
      "..%2f..",
      "%ff",
      "a b".replace(" ", "%20"),
      "x".repeat(500),
      randomBytes(24).toString("base64url"),
    ];
    for (const key of made) {
      const answer = await call("POST", `/hooks/${key}`, { body: order(), headers: signed(order()) });
      expect([400, 404]).toContain(answer.status);
      expectProblem(answer, answer.status);
    }
    expectProblem(await call("POST", "/hooks/", { body: "{}" }), 404);
    expectProblem(await call("POST", `${hookPath}/x`, { body: "{}" }), 404);
    expect(await stored()).toEqual([]);
  });

  test.each(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])("%s on a hook is no delivery", async (method) => {
    const answer = await call(method, hookPath);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain(connectionId);
  });
});

test("a good delivery closes the alarm about messages of its shop, and of no other", async () => {
  const other = await store.makeAdministration();
  const theirToken = await makeToken("owner", other);
  const theirs = await connectShop(api, theirToken);
  const send = (body: string, headers = signed(body)) => call("POST", theirs.hookPath, { body, headers });
  const wrong = signed(order(), { "x-wc-webhook-signature": sign("x") });
  await deliver(order(), wrong);
  await send(order(), wrong);
  await send('{"code":"woocommerce_rest_cannot_view","data":{"status":403}}');
  expect((await alarms()).map(({ kind }) => kind)).toEqual(["deliveryRefused", "deliveryRefused", "webhookBlind"]);
  await send(order());
  await expect.poll(async () => (await alarms()).map(({ kind }) => kind)).toEqual(["deliveryRefused"]);
});

test("the log and the answers of all this hold no secret", () => {
  expect(api.log.join("\n")).not.toContain(hookSecret);
  expect(api.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});
