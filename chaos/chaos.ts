import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { count } from "./count.ts";
import { sabotages, type Planted, type Sabotage } from "./sabotage.ts";
import { storm } from "./storm.ts";
import { startWorld, type World } from "./world.ts";

const usage = `npm run chaos -- [--orders N] [--kills K] [--nodes M] [--seed S] [--sabotage ${sabotages.join("|")}] [--json]`;

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "2000" },
    kills: { type: "string", default: "5" },
    nodes: { type: "string", default: "2" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
    sabotage: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const numberOf = (name: "orders" | "kills" | "nodes" | "seed", least: number): number => {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= least) return value;
  console.error(`--${name} must be a whole number of at least ${least}\n${usage}`);
  process.exit(2);
};
const sabotage = values.sabotage as Sabotage | undefined;
if (sabotage !== undefined && !sabotages.includes(sabotage)) {
  console.error(`There is no sabotage ${sabotage}\n${usage}`);
  process.exit(2);
}
const orders = numberOf("orders", 8);
const kills = numberOf("kills", 0);
const nodes = numberOf("nodes", 1);
const seed = numberOf("seed", 0);
const say = (line: string) => (values.json ? undefined : console.log(line));

/** Orders 2 and 3 of every four go to outside books, 0 and 1 to the hub's own. */
const struck = String(100_000 + (sabotage === "lose" || sabotage === "double" ? 6 : 4));
const fault: Planted | null = sabotage === undefined || sabotage === "gap" ? null : { kind: sabotage, order: struck };

/** A number is taken, and nothing is made of it. */
const skipNumber = (world: World) =>
  world.owner.query("update number_counters set next = next + 1 where kind = 'invoice'");

/** Until every order has its document, or nothing has changed for as long as the longest wait of one. */
async function rest({ owner, lanes }: World): Promise<void> {
  const wanted = lanes.reduce((sum, { shop }) => sum + shop.orders.size, 0);
  const longestMs = 300_000;
  let before = -1;
  let since = performance.now();
  for (;;) {
    const { rows } = await owner.query<{ done: string; open: string }>(
      `select (select count(*) from inbox where outcome = 'documented') as done,
        (select count(*) from deliveries where state = 'received') as open`,
    );
    const done = Number(rows[0]?.done ?? 0);
    if (done >= wanted && rows[0]?.open === "0") return;
    if (done !== before) {
      before = done;
      since = performance.now();
      say(`${done} of ${wanted} orders have their document`);
    }
    if (performance.now() - since > longestMs) return say(`Nothing happened for ${longestMs / 1000} s`);
    await sleep(1_000);
  }
}

const startedAt = performance.now();
say(`seed ${seed}`);
const world = await startWorld(nodes, seed, fault);
try {
  const half = sabotage === "gap" ? sleep(5_000).then(() => skipNumber(world)) : null;
  const stormed = await storm(world, { orders, kills, seed, say });
  await half;
  say(`${stormed.bellsHeard} bells heard, ${stormed.bellsLost} not; ${stormed.kills} kills`);
  await rest(world);
  const fallen = world.fleet.fellOver();
  if (fallen > 0) throw new Error(`${fallen} nodes ended by themselves`);
  const { found, ...counted } = await count(world.owner, world.lanes);
  for (const line of found.slice(0, 100)) console.error(line);
  const elapsedMs = Math.round(performance.now() - startedAt);
  console.log(JSON.stringify({ seed, orders, ...counted, kills: stormed.kills, elapsedMs }));
  process.exitCode = counted.lost + counted.doubled + counted.centsOff + counted.numberGaps === 0 ? 0 : 1;
} finally {
  await world.stop();
}
process.exit();
