import { appendFileSync } from "node:fs";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { text } from "#domain/amount.ts";
import { until } from "./testing/coupled-shop.ts";
import { addItems, codeOf, coupleErpCatalogue, csCartVat } from "./testing/erp-catalogue.ts";
import { coupleCsCart, jan } from "./testing/erp-world.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { liftLimits } from "./testing/lifted-limits.ts";
import { startCommand } from "./testing/run-command.ts";

/** The proof asks for more than every run of the tests does. */
const isWhole = process.env["SCHAKEL_ERP"] === "whole";
const sabotage = process.env["SCHAKEL_SABOTAGE"] ?? "";
const seed = Number(process.env["SCHAKEL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** For who asked for figures: a line each. */
const tell = (line: string): void => {
  const file = process.env["SCHAKEL_FIGURES"];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
};

let under: HubUnderTest;
let nodeEnvironment: Readonly<Record<string, string>>;
beforeAll(async () => {
  liftLimits();
  under = await hubUnderTest({ role: "server" });
  // The shop fetches pictures from the one that stays.
  nodeEnvironment = { ...(await under.environment()), SCHAKEL_PUBLIC_URL: under.hub.url.href };
});

const startNode = async () => {
  const node = startCommand(["src/cli/testing/erp-node.process.ts"], nodeEnvironment);
  await node.line(/^ready/);
  return node;
};

describe("two nodes", () => {
  const count = isWhole ? 1000 : 60;

  test(
    `with answers lost at random, make ${count} orders once each and to the cent`,
    { timeout: 1_800_000 },
    async () => {
      const w = await coupleCsCart(under, { seed });
      const orders = Array.from({ length: count }, (_, nth) => {
        const customer = { ...jan, email: `klant${nth % Math.ceil(count / 3)}@example.be` };
        const lines = [
          { code: "MUG-01", amount: 1 + (nth % 3) },
          { code: nth % 2 === 0 ? "BOOK-7" : "SPOON", amount: 1 + (nth % 2) },
        ];
        w.shop.counter.count("MUG-01", 1000);
        w.shop.counter.count("BOOK-7", 1000);
        w.shop.counter.count("SPOON", 1000);
        return w.shop.counter.place({ customer, lines }).orderId;
      });
      const random = { probability: 0.1, method: "POST", worked: true, kind: "cut" } as const;
      const lost = [
        w.visma.fault({ ...random, match: "customer$" }),
        w.visma.fault({ ...random, match: "SalesOrders$" }),
        w.visma.fault({ kind: "cut", probability: 0.02, method: "GET" }),
      ];
      // Whoever looks for what was made finds nothing: every lost answer becomes a second order.
      if (sabotage === "doubled") w.visma.books.ordersBy = () => [];
      const nodes = [await startNode(), await startNode()];
      await w.sweep();
      for (const id of orders) await w.outcome(id, "documented");
      w.visma.heal();
      const [first] = w.visma.books.orders;
      if (sabotage === "lost" && first !== undefined) w.visma.books.removeOrder(first);
      const counted = orders.map((id) =>
        w.visma.books.orders.filter(({ values }) => values.customer.order === String(id)),
      );
      const off = orders.filter((id, nth) => {
        const [order] = counted[nth] ?? [];
        return (
          order !== undefined &&
          text(order.values.orderTotal) !== String((w.shop.document(id) as { total: string }).total)
        );
      });
      const figures = {
        lost: counted.filter(({ length }) => length === 0).length,
        doubled: counted.filter(({ length }) => length > 1).length,
        off: off.length,
        debtorsDoubled: w.visma.books.customers.length - 1 - Math.ceil(count / 3),
      };
      tell(
        `seed ${seed}: ${count} orders, ${lost.map(({ hits }) => hits).join(" + ")} answers lost: ${JSON.stringify(figures)}`,
      );
      expect(figures).toEqual({ lost: 0, doubled: 0, off: 0, debtorsDoubled: 0 });
      expect(lost[1]?.hits).toBeGreaterThan(0);
      for (const node of nodes) node.process.kill("SIGTERM");
      await Promise.all(nodes.map(({ ended }) => ended));
    },
  );
});

describe("a first import", () => {
  const count = isWhole ? 10_000 : 300;
  /** Looks of a twentieth of a second. */
  const patience = isWhole ? 36_000 : 2400;

  test(
    `of ${count} products, killed in the middle, writes each once; 50 changes write 50`,
    { timeout: 3_600_000 },
    async () => {
      const w = await coupleCsCart(under, { goods: [] });
      addItems(w.visma, count);
      const { products } = w.shop.store.catalog;
      const settings = { ...csCartVat, onlyTypes: ["FinishedGoodItem"], makesCategories: false };
      const catalogue = await coupleErpCatalogue(w, "products", settings);
      const node = await startNode();
      await catalogue.act("look");
      await until("it was looked at", async () => (await catalogue.see()).run?.state === "ready", patience);
      expect(products.size).toBe(0);
      await catalogue.act("start");
      await until("a third is there", async () => products.size > count / 3, patience);
      node.process.kill("SIGKILL");
      await node.ended;
      const atKill = products.size;
      expect(atKill).toBeLessThan(count);
      // What was being written is looked for when it can be seen; its time has come.
      await sql`update effects set first_attempt_at = first_attempt_at - interval '5 minutes',
      last_attempt_at = last_attempt_at - interval '5 minutes' where state = 'intent'`.execute(under.store.owner);
      under.world.ahead += 300;
      const second = await under.join("worker");
      await until("all is there", async () => (await catalogue.see()).run?.state === "done", patience);
      await catalogue.follow();
      const writes = w.shop.requests.filter(({ method, done }) => method !== "GET" && done === "written");
      const codes = [...products.values()].map(({ code }) => code);
      if (sabotage === "repeated") w.shop.store.catalog.add({ code: codeOf(1) });
      const twice = [...products.values()].length - new Set(codes).size;
      tell(`killed at ${atKill} of ${count}: ${writes.length} writes, ${twice} twice, ${codes.length} there`);
      tell(JSON.stringify(writes.filter(({ method }) => method !== "POST").map(({ path, body }) => [path, body])));
      expect([new Set(codes).size, twice]).toEqual([count, 0]);
      expect(writes).toHaveLength(count);

      const before = w.shop.requests.length;
      const { changeItem } = w.visma.erp;
      for (let nth = 1; nth <= 50; nth += 1) changeItem(codeOf(nth * 3), { description: `Anders ${nth}` });
      if (sabotage === "delta") changeItem(codeOf(1), { description: "Anders" });
      await catalogue.follow();
      const written = w.shop.requests.slice(before).filter(({ method }) => method !== "GET");
      tell(`50 changes: ${written.length} writes`);
      expect([written.length, new Set(written.map(({ path }) => path)).size]).toEqual([50, 50]);
      await second.stop();
    },
  );
});
