import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { startCebeo } from "./stand-in.ts";
import { callerOf, idsOf, netOf, quantitiesOf, type Login } from "./testing/caller.ts";
import { ask } from "#sandbox/woocommerce/asking.ts";

interface Ready {
  readonly url: string;
  readonly control: string;
  readonly accounts: readonly Login[];
}

test("the service runs as a process of its own, is driven from outside, and stops when asked", async () => {
  const args = [`${import.meta.dirname}/main.ts`, "--articles", "1000", "--price-seed", "3"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { url, control, accounts } = JSON.parse(line) as Ready;
    const caller = callerOf({ url }, accounts[0]);
    const tell = (name: string, body: unknown) => ask(control + name, { method: "POST", body });
    const look = async (name: string) => (await ask(control + name)).body;

    expect(idsOf(await caller.prices("0500999", "7000001"))).toEqual(["0500999", "7000001"]);
    expect(await look("priced")).toEqual({ articles: 2, answers: 2, most: 1 });

    expect(await tell("put", { login: "WSDEMO", supplierItemId: "3100010", quantity: 2 })).toMatchObject({
      ...{ status: 200, body: { lineId: "10" } },
    });
    await tell("change", { login: "WSDEMO", lineId: "10", quantity: 5 });
    expect(quantitiesOf(await caller.basket())).toEqual([["3100010", "5"]]);
    expect(await look("baskets")).toMatchObject([{ userName: "WSDEMO", state: "open" }]);
    expect((await tell("check-out", { login: "WSDEMO" })).body).toEqual({ supplierOrderId: "80001234" });
    const delivered = { quantity: 5, date: null };
    await tell("deliver", { supplierOrderId: "80001234", lineId: "10", delivery: { delivered } });
    expect(await look("orders")).toMatchObject([{ state: "confirmed", lines: [{ delivered }] }]);
    await tell("put", { login: "WSAN", supplierItemId: "3100010", quantity: 2 });
    await tell("empty", { login: "WSAN" });
    expect(await look("baskets")).toEqual([]);

    await tell("fault", { kind: "down", match: "^Order/Get", times: 9 });
    expect((await caller.basket()).status).toBe(503);
    await tell("heal", {});
    expect((await caller.basket()).status).toBe(200);
    await tell("settings", { batchLimit: 1 });
    expect(await caller.prices("7000001", "3100010")).toMatchObject({ code: "20" });
    await tell("settings", { batchLimit: null, createFillsBasket: false });
    expect(await look("settings")).toMatchObject({ priceSeed: 3, batchLimit: null });

    const article = (await look("article?id=3100010")) as Record<string, unknown>;
    await tell("settings", { priceSeed: 0 });
    await tell("article", { ...article, netPrice: "8.8" });
    expect(netOf(await caller.prices("3100010"))).toEqual(["8,8000"]);
    await tell("article-remove", { supplierItemId: "3100010" });
    expect(await caller.prices("3100010")).toMatchObject({ message: "ART0011" });
    expect(await look("article?id=3100010")).toBeNull();

    await caller.create({ lines: [] });
    await tell("password", { login: "WSDEMO", password: "anders" });
    expect((await caller.basket()).message).toMatch(/^Aanmelden/);
    expect(await tell("confirm", { supplierOrderId: "1" })).toMatchObject({
      ...{ status: 400, body: { error: "There is no order 1" } },
    });
    expect(await tell("nonsense", {})).toMatchObject({ status: 404 });
    expect(await ask(`${control}nonsense`)).toMatchObject({ status: 404 });
    expect(await look("requests?from=1")).toMatchObject([{ asked: "Order/Get OpenOrder" }, {}, {}, {}, {}, {}, {}, {}]);

    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});

test("in-process there is no control channel", async () => {
  const cebeo = await startCebeo();
  try {
    expect(await ask(new URL("/__sandbox/orders", cebeo.url).href)).toMatchObject({ status: 404 });
  } finally {
    await cebeo.stop();
  }
});
