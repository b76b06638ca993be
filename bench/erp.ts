import { setTimeout as sleep } from "node:timers/promises";
import { hubClient } from "#cli/hub-client.ts";
import { makeCompany } from "#cli/demo-company.ts";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { startHub } from "#cli/start-hub.ts";
import { addItems, coupleErpCatalogue, csCartVat } from "#cli/testing/erp-catalogue.ts";
import { coupleVismaThrough, jan, sampleGoods, setUpCompany } from "#cli/testing/erp-world.ts";
import { liftLimits } from "#cli/testing/lifted-limits.ts";
import { patient } from "#cli/testing/patient-timing.ts";
import { registry } from "#connectors/registry.ts";
import { startCsCart } from "#sandbox/cs-cart/stand-in.ts";
import { startVismaNet } from "#sandbox/visma-net/stand-in.ts";
import type { BenchReport } from "./bench-report.ts";
import { vendorWindow } from "./vendor-window.ts";

const lanes = 8;
const hours = 3;

/** Calls a second of the ERP's stand-in, asked by so many at once for one item each. */
async function floorOf(url: string, bearer: string, calls: number): Promise<number> {
  let left = calls;
  const began = performance.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const answer = await fetch(`${url}/v1/inventory/MUG-01`, { headers: { authorization: `Bearer ${bearer}` } });
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return calls / ((performance.now() - began) / 1000);
}

/**
 * CS-Cart to Visma Net and back with durable commits, both stand-ins and the hub in one process, without the limits of either: orders from the sweep to
 * a sales order, and products from the start to the shop. Then, on a clock that is moved on, how much of what the vendor allows the hub uses.
 */
export async function benchErp({
  count,
  say,
}: {
  readonly count: number;
  readonly say: (line: string) => void;
}): Promise<BenchReport> {
  const limit = registry["visma-net"]?.rateLimit;
  if (limit === undefined) throw new Error("There is no connector for Visma Net");
  const undo: (() => Promise<unknown>)[] = [];
  try {
    liftLimits();
    const [orders, products] = [Math.ceil(count / 10), Math.ceil(count / 5)];
    const scratch = await prepareScratchHub({ port: 0, fast: false });
    undo.unshift(() => scratch.stop());
    const shop = await startCsCart();
    undo.unshift(() => shop.stop());
    const visma = await startVismaNet({ settings: { limits: "generous" } });
    undo.unshift(() => visma.stop());
    const openHosts = [shop.url, ...Object.values(visma.urls)].map((url) => new URL(url).host);
    const hub = await startHub({
      configuration: { ...scratch.configuration, openHosts },
      role: "all",
      timing: patient,
    });
    undo.unshift(() => hub.stop());
    await makeCompany(hub.url);
    const api = hubClient(hub.url, hub.token);
    setUpCompany(visma);
    for (const [code, price, rate] of sampleGoods) {
      shop.store.catalog.add({ code, name: code, price, amount: 1_000_000, taxIds: rate === "HIGH" ? [6] : [7] });
      visma.erp.addItem({ number: code, vatCode: rate }, "1000000");
    }
    const credentials = { email: shop.email, apiKey: shop.key };
    const connection = { connector: "cs-cart", settings: { shopUrl: shop.url }, credentials } as const;
    const world = await coupleVismaThrough(api, connection, visma);
    const bearer = visma.tokens.at(-1)?.text ?? "";
    const floor = await floorOf(visma.urls.finance, bearer, 2000);
    say(`floor: ${Math.round(floor)} calls/s of the ERP's stand-in`);

    for (let nth = 0; nth < orders; nth += 1) {
      const customer = { ...jan, email: `klant${nth % Math.ceil(orders / 3)}@example.be` };
      const lines = [
        { code: "MUG-01", amount: 2 },
        { code: "BOOK-7", amount: 1 },
      ];
      shop.counter.place({ customer, lines });
    }
    const asked = visma.requests.length;
    const ordersBegan = performance.now();
    await world.sweep();
    // Counted in the ERP's own store.
    while (visma.books.orders.length < orders) await sleep(10);
    const orderSeconds = (performance.now() - ordersBegan) / 1000;
    const calls = (visma.requests.length - asked) / orderSeconds;
    say(`${orders} orders in ${orderSeconds.toFixed(2)} s`);

    addItems(visma, products);
    const settings = { ...csCartVat, onlyTypes: ["FinishedGoodItem"], makesCategories: false };
    const catalogue = await coupleErpCatalogue(world, "products", settings);
    await catalogue.act("look");
    while ((await catalogue.see()).run?.state !== "ready") await sleep(50);
    const productsBegan = performance.now();
    await catalogue.act("start");
    while (shop.store.catalog.products.size < products + sampleGoods.length) await sleep(10);
    const productSeconds = (performance.now() - productsBegan) / 1000;
    say(`${products} products in ${productSeconds.toFixed(2)} s`);
    const rss = Math.round(process.memoryUsage().rss / 1024 / 1024);
    for (const step of undo.splice(0)) await step();

    // The proof plants a hub that dares half of what it may.
    const windows = limit.windows.map(({ requests, seconds }) => ({ requests: requests / 2, seconds }));
    const isSabotaged = process.env["SCHAKEL_SABOTAGE"] === "window";
    const { share, refusedByUs } = await vendorWindow(isSabotaged ? { ...limit, windows } : limit, hours);
    say(`of ${hours} windows of the vendor ${(share * 100).toFixed(1)} % is used, ${refusedByUs} calls were refused`);
    return {
      name: "erp",
      floor: { callsPerSecond: Math.round(floor) },
      result: {
        ordersPerSecond: Number((orders / orderSeconds).toFixed(1)),
        productsPerSecond: Number((products / productSeconds).toFixed(1)),
        budgetUsedPercent: Number((share * 100).toFixed(1)),
        refusedByUs,
        orders,
        products,
      },
      ratio: Number((calls / floor).toFixed(3)),
      rss,
    };
  } finally {
    for (const step of undo.splice(0)) await step();
  }
}
