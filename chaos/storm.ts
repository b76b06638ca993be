import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { chanceOf } from "#sandbox/demo-month/random.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { hookSecret, type Lane, type World } from "./world.ts";

/** Orders that are placed in a second, as far as the nodes keep up. */
const ordersPerSecond = 100;
/** A kill needs a node that is up: they are this far apart at least. */
const killSeconds = 4;

interface Bell {
  readonly atMs: number;
  readonly lane: Lane;
  readonly id: number;
  readonly topic: "order.created" | "order.updated";
}

/** The books lose answers by chance, all the time. */
function spoil({ books }: Lane): void {
  if (books === null) return;
  const match = "/(documents|contacts)$";
  books.fault({ kind: "loseAnswer", probability: 0.02, match });
  books.fault({ kind: "failAfterWriting", probability: 0.01, match });
  books.fault({ kind: "htmlAfterWriting", probability: 0.01, match });
  books.fault({ kind: "cutAnswer", probability: 0.01, match, method: "POST" });
  books.fault({ kind: "answerTwice", probability: 0.01, match, method: "POST" });
  books.fault({ kind: "late", ms: 1500, probability: 0.005, match });
}

const shopTime = (date: Date): { readonly local: string; readonly utc: string } => {
  const utc = date.toISOString().slice(0, 19);
  return { local: utc, utc };
};

/** As a shop saves it: now, by its own clock. */
function save(lane: Lane, order: OrderJson): void {
  const { local, utc } = shopTime(new Date());
  lane.shop.orders.put({ ...order, date_modified: local, date_modified_gmt: utc });
}

/** Rings at a node that is up. One that does not answer has not heard it, and a shop does not ring again. */
async function ring({ fleet }: World, { lane, id, topic }: Bell, pick: number): Promise<boolean> {
  const order = lane.shop.orders.get(id);
  const nodes = fleet.ready();
  const node = nodes[Math.floor(pick * nodes.length)];
  if (order === undefined || node === undefined) return false;
  const body = JSON.stringify(order);
  try {
    const answer = await fetch(new URL(lane.hookPath, node), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-wc-webhook-topic": topic,
        "x-wc-webhook-signature": createHmac("sha256", hookSecret).update(body).digest("base64"),
        "x-wc-webhook-source": `${lane.shop.url.replace(/\/$/, "")}/`,
        "x-wc-webhook-id": "2",
      },
      body,
      signal: AbortSignal.timeout(5_000),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

export interface Storm {
  readonly kills: number;
  readonly bellsHeard: number;
  readonly bellsLost: number;
}

/**
 * Places `orders` orders over the shops, rings one to five times for each, shuffled, three in ten of them first in a state of which nothing is made; kills
 * nodes, cuts database connections, takes shop and books away for a while. The same seed gives the same plan; how the processes meet it differs.
 */
export async function storm(
  world: World,
  {
    orders,
    kills,
    seed,
    say,
  }: { readonly orders: number; readonly kills: number; readonly seed: number; readonly say: (line: string) => void },
): Promise<Storm> {
  const chance = chanceOf(seed);
  const { lanes, fleet, owner, model } = world;
  for (const lane of lanes) spoil(lane);
  const lengthMs = Math.max((orders / ordersPerSecond) * 1000, kills * killSeconds * 1000);

  // What happens to each order, and when.
  const placed: { atMs: number; act: () => void }[] = [];
  const bells: Bell[] = [];
  for (let index = 0; index < orders; index++) {
    // Half to the hub's own books, a quarter to each of the others.
    const lane = lanes[index % 4 < 2 ? 0 : (index % 4) - 1] as Lane;
    const id = 100_000 + index;
    const atMs = chance.next() * lengthMs;
    const buyer = index % 3 === 0 ? Math.floor(index / 30) : index;
    const { local, utc } = shopTime(new Date());
    const order = {
      ...model,
      id,
      number: String(id),
      date_created: local,
      date_created_gmt: utc,
      billing: { ...(model["billing"] as object), email: `koper${buyer}@voorbeeld.test` },
    } as OrderJson;
    const isOutOfOrder = chance.next() < 0.3;
    const paidAtMs = atMs + (isOutOfOrder ? chance.next() * 5_000 : 0);
    if (isOutOfOrder) placed.push({ atMs, act: () => save(lane, { ...order, status: "pending" } as OrderJson) });
    placed.push({ atMs: paidAtMs, act: () => save(lane, order) });
    const times = 1 + Math.floor(chance.next() * 5);
    // Shuffled: a bell rings within some seconds, whatever it announces and in whatever order.
    for (let time = 0; time < times; time++) {
      const topic = time === 0 ? "order.created" : "order.updated";
      bells.push({ atMs: atMs + chance.next() * 8_000, lane, id, topic });
    }
  }
  placed.sort((a, b) => a.atMs - b.atMs);
  bells.sort((a, b) => a.atMs - b.atMs);

  const startedAt = performance.now();
  const until = async (ms: number) => {
    const wait = startedAt + ms - performance.now();
    if (wait > 0) await sleep(wait);
  };
  const place = async () => {
    for (const { atMs, act } of placed) {
      await until(atMs);
      act();
    }
  };
  let bellsHeard = 0;
  let bellsLost = 0;
  const ringAll = async () => {
    let next = 0;
    const ringer = async () => {
      for (let bell = bells[next++]; bell !== undefined; bell = bells[next++]) {
        await until(bell.atMs);
        if (await ring(world, bell, chance.next())) bellsHeard += 1;
        else bellsLost += 1;
      }
    };
    await Promise.all(Array.from({ length: 16 }, ringer));
  };
  let killed = 0;
  const kill = async () => {
    const moments = Array.from({ length: kills }, () => chance.next() * lengthMs).toSorted((a, b) => a - b);
    for (const moment of moments) {
      await until(moment);
      const node = Math.floor(chance.next() * 1_000);
      // The one that was meant may just have been killed: then when one is up again.
      for (let tries = 0; tries < 600; tries++) {
        if (fleet.kill((node + tries) % Math.max(1, world.nodes), chance.next() * 1_000)) {
          killed += 1;
          break;
        }
        await sleep(100);
      }
    }
  };
  const cut = async () => {
    for (let moment = 0; moment < lengthMs; moment += 3_000 + chance.next() * 6_000) {
      await until(moment);
      await owner.query(`select pg_terminate_backend(pid) from (select pid from pg_stat_activity
        where usename in ('schakel_app', 'schakel_hub') order by random() limit 3) p`);
    }
  };
  const away = async () => {
    await until(lengthMs * (0.2 + chance.next() * 0.2));
    const [first] = lanes;
    for (const { books } of lanes) await books?.unplug();
    say("the books are away");
    await sleep(8_000);
    for (const { books } of lanes) await books?.plug();
    await until(lengthMs * (0.6 + chance.next() * 0.2));
    const out = lanes.map(({ shop }) => shop.fail({ kind: "status", status: 503, times: 1_000_000 }));
    say(`the shops are away, ${first?.name ?? ""} too`);
    await sleep(8_000);
    for (const fault of out) fault.cancel();
  };
  await Promise.all([place(), ringAll(), kill(), cut(), away()]);
  return { kills: killed, bellsHeard, bellsLost };
}
