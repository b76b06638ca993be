import { sql } from "kysely";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { startCommand, type Running } from "./testing/run-command.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest({ role: "server" });
});

async function worker(): Promise<Running> {
  const running = startCommand(["src/main.ts", "--role", "worker"], await under.environment());
  await running.line(/^Schakel works/);
  return running;
}

const nodeOf = async ({ pid }: Running): Promise<{ isDraining: boolean; active: number } | undefined> => {
  const { rows } = await sql<{ isDraining: boolean; active: number }>`
    select draining_since is not null as "isDraining", jobs_active as active from nodes where pid = ${pid}`.execute(
    under.store.owner,
  );
  return rows[0];
};

/** A shop of which the first answer to a fetch of orders is held back. */
async function holdingShop() {
  const [asked, answer] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  let fetches = 0;
  let isCoupled = false;
  const intercept = async (_method: string, path: string, query: string) => {
    if (!isCoupled || (!path.endsWith("/orders/42") && !query.includes("include"))) return undefined;
    fetches += 1;
    if (fetches > 1) return undefined;
    asked.resolve(undefined);
    await answer.promise;
    return undefined;
  };
  const coupled = await coupleShop(under, { shop: { intercept } });
  // A worker that starts would take in the old orders, and sweep first.
  await coupled.api.post(`/api/couplings/${coupled.couplingId}/first-migration/pause`);
  await sql`insert into schedule_turns (name) values (${`sweep ${coupled.connectionId}`})`.execute(under.store.owner);
  isCoupled = true;
  onTestFinished(() => answer.resolve(undefined));
  return { coupled, asked: asked.promise, answer: () => answer.resolve(undefined), fetches: () => fetches };
}

const documentsOf = (coupled: CoupledShop) => coupled.count("documents");

test("a node that is told to stop finishes its job, says so, and leaves what comes then to another", async () => {
  const { coupled, asked, answer, fetches } = await holdingShop();
  const first = await worker();
  await coupled.ring("created", 42);
  await asked;
  await worker();
  first.process.kill("SIGTERM");
  await until("it says that it hands over", async () => (await nodeOf(first))?.isDraining);
  await coupled.ring("created", 43);
  await until("the other booked order 43", async () => (await documentsOf(coupled)) === 1);
  answer();
  expect((await first.ended).code).toBe(0);
  expect(await documentsOf(coupled)).toBe(2);
  // Of order 42, and only by the node that was told to stop.
  expect(fetches()).toBe(1);
  expect(await nodeOf(first)).toBeUndefined();
});

test("a job that does not finish in time is given back, and another does it once", async () => {
  const { coupled, asked, fetches } = await holdingShop();
  const first = await worker();
  await coupled.ring("created", 42);
  await asked;
  await worker();
  first.process.kill("SIGTERM");
  expect((await first.ended).code).toBe(0);
  expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
  expect([await documentsOf(coupled), fetches()]).toEqual([1, 2]);
});

test("a node that is killed leaves its job to another, which does it once", async () => {
  const { coupled, asked, fetches } = await holdingShop();
  const first = await worker();
  await coupled.ring("created", 42);
  await asked;
  await worker();
  first.process.kill("SIGKILL");
  expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
  expect([await documentsOf(coupled), fetches()]).toEqual([1, 2]);
});
