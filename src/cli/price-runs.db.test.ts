import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { isHubRefusal } from "./hub-client.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { liftPriceLimits } from "./testing/price-limits.ts";
import { cebeoWorld, type CebeoWorld } from "./testing/price-world.ts";
import { startCommand } from "./testing/run-command.ts";

let under: HubUnderTest;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  liftPriceLimits();
  // Nodes of their own do the asking, so that they can be killed.
  under = await hubUnderTest({ role: "server" });
  environment = await under.environment();
});

const startNode = async () => {
  const node = startCommand(["src/cli/testing/price-node.process.ts"], environment);
  await node.line(/^ready/);
  return node;
};

/** How often each article was priced, counted at Cebeo: { times: articles }. */
const timesPriced = ({ cebeo }: CebeoWorld): Record<number, number> => {
  const times: Record<number, number> = {};
  for (const one of cebeo.store.priced.values()) times[one] = (times[one] ?? 0) + 1;
  return times;
};

const answersOf = (w: CebeoWorld, runId: string): Promise<number> =>
  w.number(sql<{ count: number }>`select count(*)::int as count from price_run_answers where run_id = ${runId}`);

const gets = ({ cebeo }: CebeoWorld): number =>
  cebeo.requests.filter(({ asked }) => asked.startsWith("Article/Get")).length;

const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "it was done",
    (thrown: unknown) => (isHubRefusal(thrown) ? `${thrown.status} ${thrown.answer}` : String(thrown)),
  );

describe("a run over a price list", () => {
  test("asks for every article once, fifty at a time, and changes nothing", async () => {
    const w = await cebeoWorld(under, 230);
    w.cebeo.settings.priceSeed = 7;
    const before = await w.number(
      sql<{
        count: number;
      }>`select sum(version)::int as count from supplier_items where administration_id = ${w.administrationId}`,
    );
    const { id, total } = await w.begin();
    expect(total).toBe(230);
    await startNode();
    const run = await w.becomes(id, "review");
    expect(run).toMatchObject({ done: 230, total: 230, reason: null });
    expect([timesPriced(w), gets(w), run.counts["calls"]]).toEqual([{ 1: 230 }, 5, 5]);
    const { up = 0, down = 0, same = 0, noPrice = 0 } = run.counts;
    expect(up + down + same + noPrice).toBe(230);
    expect([up > 20, down > 20, same > 100]).toEqual([true, true, true]);
    expect(run.ticked).toBe(up + down);
    expect(
      await w.number(
        sql<{
          count: number;
        }>`select sum(version)::int as count from supplier_items where administration_id = ${w.administrationId}`,
      ),
    ).toBe(before);
    // A page of what changed, and every page together.
    const codes: string[] = [];
    let after = "";
    do {
      const page: { items: { code: string }[]; next: string | null } = await w.api.get(
        `/api/price-runs/${id}/answers?filter=changed&limit=20&after=${encodeURIComponent(after)}`,
      );
      codes.push(...page.items.map(({ code }) => code));
      after = page.next ?? "";
    } while (after !== "");
    expect(codes).toHaveLength(up + down);
    expect(codes).toEqual(codes.toSorted());
  });

  test("skips what was asked a short while ago, unless it is asked otherwise", async () => {
    const w = await cebeoWorld(under, 60);
    await startNode();
    const first = await w.begin();
    await w.becomes(first.id, "review");
    const second = await w.becomes((await w.begin()).id, "review");
    expect(second.counts).toMatchObject({ recent: 60 });
    expect([second.counts["calls"], timesPriced(w)]).toEqual([undefined, { 1: 60 }]);
    const third = await w.begin({ priceListId: w.listId, asksAgain: true });
    await w.becomes(third.id, "review");
    expect(timesPriced(w)).toEqual({ 2: 60 });
    await sql`update price_run_answers set asked_at = asked_at - interval '13 hours' where administration_id = ${w.administrationId}`.execute(
      under.store.owner,
    );
    await w.becomes((await w.begin()).id, "review");
    expect(timesPriced(w)).toEqual({ 3: 60 });
  });

  test("lists codes Cebeo does not know, prices their neighbours, and does not ask for them again that day", async () => {
    const w = await cebeoWorld(under, 100);
    for (const code of ["0500003", "0500041", "0500090"]) w.cebeo.store.articles.remove(code);
    await startNode();
    const run = await w.becomes((await w.begin()).id, "review");
    expect(run.counts).toMatchObject({ unknown: 3 });
    expect([run.state, timesPriced(w)]).toEqual(["review", { 1: 97 }]);
    const missing = await w.answers(run.id, "filter=notFound");
    const unknown = missing.filter(({ status }) => status === "unknown");
    expect(unknown.map(({ code, remarks, isTicked }) => [code, remarks, isTicked])).toEqual(
      ["0500003", "0500041", "0500090"].map((code) => [code, ["De leverancier kent deze artikelcode niet."], false]),
    );
    // All that is known is 13 hours old, and the unknown codes as well: those are remembered for a day.
    await sql`update price_run_answers set asked_at = asked_at - interval '13 hours' where administration_id = ${w.administrationId}`.execute(
      under.store.owner,
    );
    const before = w.cebeo.requests.length;
    const second = await w.becomes((await w.begin()).id, "review");
    expect(second.counts).toMatchObject({ unknown: 3, remembered: 3 });
    expect(w.cebeo.requests.length - before).toBe(2);
    await sql`update price_run_answers set asked_at = asked_at - interval '25 hours' where administration_id = ${w.administrationId}`.execute(
      under.store.owner,
    );
    const third = await w.becomes((await w.begin()).id, "review");
    expect(third.counts["remembered"]).toBeUndefined();
    expect(third.counts).toMatchObject({ unknown: 3 });
  });

  test("is paused, resumed, stopped and resumed, and every article was asked once", async () => {
    const w = await cebeoWorld(under, 400);
    w.cebeo.fault({ kind: "slow", ms: 150, match: /^Article\/Get/, times: 1000 });
    await startNode();
    const { id } = await w.begin();
    await until("some are there", async () => (await w.see(id)).done >= 100);
    expect((await w.act(id, "pause")).state).toBe("paused");
    await until("the call under way is answered", async () => gets(w) * 50 <= (await w.see(id)).done);
    const { done } = await w.see(id);
    expect(done).toBeLessThan(400);
    expect(await answersOf(w, id)).toBe(done);
    expect(await refused(w.act(id, "pause"))).toMatch(/^409/);
    expect(await refused(w.act(id, "apply", { underSuppliers: true }))).toMatch(/^409.*nog prijzen opgevraagd/);
    // While it is paused nobody asks.
    const asked = gets(w);
    await w.begin().catch(() => null);
    expect(await refused(w.begin())).toMatch(/^409.*worden al prijzen opgevraagd/);
    expect(gets(w)).toBe(asked);
    await w.act(id, "resume");
    await until("more are there", async () => (await w.see(id)).done > done);
    await w.act(id, "stop");
    const stopped = await w.see(id);
    expect(stopped.reason).toBeNull();
    await until("the call under way is answered", async () => gets(w) * 50 <= (await w.see(id)).done);
    if ((await w.see(id)).state === "stopped") await w.act(id, "resume");
    const run = await w.becomes(id, "review");
    expect([run.done, timesPriced(w)]).toEqual([400, { 1: 400 }]);
  });

  test("a refused login stops it at once, with an alarm, and it goes on with a right one where it was", async () => {
    const w = await cebeoWorld(under, 200);
    w.cebeo.fault({ kind: "slow", ms: 100, match: /^Article\/Get/, times: 1000 });
    await startNode();
    const { id } = await w.begin();
    await until("the first are there", async () => (await w.see(id)).done >= 50);
    w.cebeo.accounts.changePassword("9900123/WSDEMO", "anders");
    const stopped = await w.becomes(id, "stopped");
    expect(stopped.reason?.code).toBe("credentials.expired");
    const asked = w.cebeo.requests.length;
    const refusals = w.cebeo.requests.filter(({ code }) => code === 1).length;
    expect(refusals).toBe(1);
    const alarms = await w.api.get<{ items: { kind: string }[] }>("/api/alarms");
    expect(alarms.items.map(({ kind }) => kind)).toEqual(["credentials"]);
    // Asking on with it would lock it.
    expect(await refused(w.act(id, "resume"))).toMatch(/^409.*weigert deze login/);
    expect(w.cebeo.requests.length).toBe(asked);
    // What was answered is there, and can be taken over.
    expect(await answersOf(w, id)).toBe(stopped.done);
    w.cebeo.accounts.changePassword("9900123/WSDEMO", "geheim&1");
    await w.api.post(`/api/connections/${w.connectionId}/check`);
    await w.act(id, "resume");
    const run = await w.becomes(id, "review");
    expect([run.done, timesPriced(w)]).toEqual([200, { 1: 200 }]);
  });

  test("waits for a supplier that is away, says so, and goes on by itself", async () => {
    const w = await cebeoWorld(under, 150);
    w.cebeo.fault({ kind: "html", match: /^Article\/Get/, times: 2 });
    await startNode();
    const { id } = await w.begin();
    const waiting = await until("it waits", async () => {
      const run = await w.see(id);
      return run.waitsUntil !== null && run;
    });
    expect(waiting).toMatchObject({ state: "asking", reason: { code: "remote.unavailable" } });
    await until("it is asked again", async () => {
      // Its time comes.
      await sql`update price_runs set next_at = now() where id = ${id} and next_at is not null`.execute(
        under.store.owner,
      );
      await sql`update connections set retry_at = now() where id = ${w.connectionId} and retry_at is not null`.execute(
        under.store.owner,
      );
      return (await w.see(id)).done > 0;
    });
    const run = await w.becomes(id, "review");
    expect([run.reason, timesPriced(w)]).toEqual([null, { 1: 150 }]);
  });

  test("nothing is asked while the app is off", async () => {
    const w = await cebeoWorld(under, 60);
    const { id } = await w.begin();
    await sql`update modules set state = 'off' where administration_id = ${w.administrationId} and module = 'supplierWebshops'`.execute(
      under.store.owner,
    );
    expect(await refused(w.begin())).toMatch(/^409.*apps\.off/);
    const other = await cebeoWorld(under, 60);
    await startNode();
    await other.becomes((await other.begin()).id, "review");
    expect([gets(w), (await w.see(id)).state]).toEqual([0, "asking"]);
    await sql`update modules set state = 'on' where administration_id = ${w.administrationId} and module = 'supplierWebshops'`.execute(
      under.store.owner,
    );
    await w.becomes(id, "review");
  });
});

describe("nodes that are killed", () => {
  const count = 2000;

  test("between calls and inside one: another goes on, and every article was asked once", async () => {
    const w = await cebeoWorld(under, count);
    const { id } = await w.begin();
    for (const round of [1, 2]) {
      const node = await startNode();
      await until("a part is there", async () => (await w.see(id)).done >= (count / 4) * round);
      // The next call is never answered: the node is killed while it waits for it.
      const hang = w.cebeo.fault({ kind: "hang", match: /^Article\/Get/ });
      await until("it waits for the answer", async () => hang.hits === 1);
      node.process.kill("SIGKILL");
      await node.ended;
    }
    const killed = await w.see(id);
    expect(killed).toMatchObject({ state: "asking" });
    expect(killed.done).toBeLessThan(count);
    // Two nodes at once: one asks, the other looks on.
    await Promise.all([startNode(), startNode()]);
    const run = await w.becomes(id, "review");
    expect([run.done, await answersOf(w, id), timesPriced(w)]).toEqual([count, count, { 1: count }]);
    // Of the calls that hung nobody could know whether Cebeo answered them.
    expect(run.counts["unsure"]).toBe(100);
  });

  test("after the answer and before it is written, at most that one call is made again, and it is said", async () => {
    const w = await cebeoWorld(under, 300);
    const { id } = await w.begin();
    const node = await startNode();
    await until("a part is there", async () => (await w.see(id)).done >= 50);
    // Nothing can be written of the run: the answer is there, and its transaction waits.
    const locked = Promise.withResolvers<undefined>();
    const release = Promise.withResolvers<undefined>();
    const lock = under.store.owner.transaction().execute(async (trx) => {
      await sql`select from price_runs where id = ${id} for update`.execute(trx);
      locked.resolve(undefined);
      await release.promise;
    });
    await locked.promise;
    await until("an answer came that is not written", async () => w.cebeo.store.priced.size > (await answersOf(w, id)));
    const atKill = w.cebeo.store.priced.size;
    node.process.kill("SIGKILL");
    await node.ended;
    release.resolve(undefined);
    await lock;
    const left = atKill - (await answersOf(w, id));
    await startNode();
    const run = await w.becomes(id, "review");
    expect(run.done).toBe(300);
    expect([await answersOf(w, id), timesPriced(w)[1], timesPriced(w)[2]]).toEqual([300, 300 - left, left]);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(50);
    expect(run.counts["unsure"]).toBe(left);
  });
});
