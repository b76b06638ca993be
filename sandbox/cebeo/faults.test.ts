/** Each fault, seen from the caller and from Cebeo. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCebeo, type Cebeo } from "./stand-in.ts";
import { an, callerOf, jan, orderLine, quantitiesOf, requestOf, type Caller } from "./testing/caller.ts";

let cebeo: Cebeo;
let caller: Caller;
beforeEach(async () => {
  cebeo = await startCebeo();
  caller = callerOf(cebeo);
});
afterEach(() => cebeo.stop());

const placed = () => cebeo.store.orders.list();
const last = () => cebeo.requests.at(-1);
const found = async (id = "BB-1"): Promise<boolean> => (await caller.order(id)).detail !== undefined;

test("the answer to an order is lost after it was placed", async () => {
  const plan = cebeo.fault({ kind: "loseAnswer" });
  expect(await caller.prices("7000001")).toMatchObject({ code: "0" });
  await expect(caller.create()).rejects.toThrow("socket hang up");
  expect(placed()).toHaveLength(1);
  expect(last()).toMatchObject({ faults: ["loseAnswer"], done: "written", code: 0, status: null });
  expect(plan).toMatchObject({ left: 0, hits: 1 });
  expect(await found()).toBe(true);
});

test("a refusal is no answer to lose", async () => {
  const plan = cebeo.fault({ kind: "loseAnswer" });
  expect(await caller.create({ lines: [orderLine(1, "9999999", 1)] })).toMatchObject({ code: "1" });
  expect(last()?.asked).toBe("Order/Create BB-1");
  expect(plan).toMatchObject({ left: 1, hits: 0 });
});

test("the answer to clearing is lost when it is aimed at", async () => {
  cebeo.shopper.put("WSDEMO", "3100010", 1);
  cebeo.fault({ kind: "loseAnswer", match: /^Order\/Delete/ });
  expect(quantitiesOf(await caller.basket())).toHaveLength(1);
  await expect(caller.clear()).rejects.toThrow("socket hang up");
  expect((await caller.basket()).detail).toBeUndefined();
});

test("a server fails after the order was placed", async () => {
  cebeo.fault({ kind: "failAfterWriting", status: 504 });
  expect(await caller.create()).toMatchObject({ status: 504, code: null });
  expect(placed()).toHaveLength(1);
});

test("an order is found only after so many looks", async () => {
  cebeo.fault({ kind: "delayedVisible", looks: 2 });
  expect(await caller.create()).toMatchObject({ code: "0" });
  await caller.create({ id: "BB-2" });
  expect([await found("BB-2"), await found(), await found(), await found(), await found()]).toEqual([
    true,
    false,
    false,
    true,
    true,
  ]);
  expect(placed()).toHaveLength(2);
});

test("an order is found only after so long, also when its answer was lost", async () => {
  await cebeo.stop();
  let now = 1_793_700_000_000;
  cebeo = await startCebeo({ now: () => now });
  caller = callerOf(cebeo);
  cebeo.fault({ kind: "delayedVisible", ms: 30_000 });
  cebeo.fault({ kind: "loseAnswer" });
  await expect(caller.create()).rejects.toThrow("socket hang up");
  expect(await found()).toBe(false);
  now += 29_999;
  expect(await found()).toBe(false);
  now += 1;
  expect(await found()).toBe(true);
});

/** A stand-in whose faults that take time wait until they are let go. */
async function gated(): Promise<() => Promise<void>> {
  await cebeo.stop();
  let letGo: (() => void) | undefined;
  cebeo = await startCebeo({ wait: () => new Promise<void>((resolve) => void (letGo = resolve)) });
  caller = callerOf(cebeo);
  return async () => {
    await expect.poll(() => letGo).toBeDefined();
    letGo?.();
  };
}

test("late: an order is placed when the caller is gone", async () => {
  const go = await gated();
  cebeo.fault({ kind: "late", ms: 60_000 });
  const leaving = new AbortController();
  const line = `<OrderLine><CustomerOrderLineID>1</CustomerOrderLineID><Material><SupplierItemID>3100010</SupplierItemID></Material><OrderedQuantity>1</OrderedQuantity></OrderLine>`;
  const header = "<OrderHeader><CustomerOrderID>BB-1</CustomerOrderID></OrderHeader>";
  const gone = fetch(cebeo.url, {
    ...{ method: "POST", headers: { "Content-Type": "application/xml" }, signal: leaving.signal },
    body: requestOf("Message", `<Order><Create>${header}${line}</Create></Order>`),
  });
  await expect.poll(() => last()?.faults).toEqual(["late"]);
  leaving.abort();
  await expect(gone).rejects.toThrow("aborted");
  expect(placed()).toHaveLength(0);
  await go();
  await cebeo.settled();
  expect(placed()).toHaveLength(1);
});

test("slow: placed at once, answered later", async () => {
  const go = await gated();
  cebeo.fault({ kind: "slow", ms: 60_000 });
  const answer = caller.create();
  await expect.poll(() => placed()).toHaveLength(1);
  expect(last()?.status).toBeNull();
  expect(cebeo.mostAtOnce()).toBe(1);
  await caller.basket();
  expect(cebeo.mostAtOnce()).toBe(2);
  await go();
  expect(await answer).toMatchObject({ code: "0" });
});

test.each([
  [{ kind: "down" }, 503],
  [{ kind: "down", status: 429, retryAfter: 7 }, 429],
  [{ kind: "down", status: 401 }, 401],
  [{ kind: "html" }, 200],
] as const)("a page instead of the work: %j", async (fault, status) => {
  cebeo.fault(fault);
  const answer = await caller.create();
  expect(answer).toMatchObject({ status, code: null });
  expect(answer.text).toContain("<!DOCTYPE html>");
  expect(answer.headers["content-type"]).toContain("text/html");
  expect(answer.headers["retry-after"]).toBe("retryAfter" in fault ? "7" : undefined);
  expect(placed()).toEqual([]);
  expect(last()).toMatchObject({ done: "refused", code: null });
});

test("reset before the work, and a server that does not listen", async () => {
  cebeo.fault({ kind: "refuse" });
  await expect(caller.create()).rejects.toThrow("ECONNRESET");
  expect(last()).toMatchObject({ asked: "Order/Create BB-1", done: "refused", status: null });
  await cebeo.unplug();
  await expect(caller.create()).rejects.toThrow("ECONNREFUSED");
  await cebeo.plug();
  expect(placed()).toEqual([]);
  expect(await caller.create()).toMatchObject({ code: "0" });
});

test("no answer, ever", async () => {
  cebeo.fault({ kind: "hang" });
  const body = requestOf("Detail", "<Order><Get><OpenOrder/></Get></Order>");
  const asking = { method: "POST", headers: { "Content-Type": "application/xml" }, body };
  const leaving = new AbortController();
  const asked = fetch(cebeo.url, { ...asking, signal: leaving.signal });
  await expect.poll(() => last()?.faults).toEqual(["hang"]);
  await cebeo.settled();
  expect(last()).toMatchObject({ done: "refused", status: null });
  leaving.abort();
  await expect(asked).rejects.toThrow("aborted");
  expect((await fetch(cebeo.url, asking)).status).toBe(200);
});

test("code 100 once, then as if nothing had been", async () => {
  cebeo.fault({ kind: "code100" });
  expect(await caller.create()).toMatchObject({ status: 200, code: "100" });
  expect(placed()).toEqual([]);
  expect(last()).toMatchObject({ done: "refused", code: 100 });
  expect(await caller.create()).toMatchObject({ code: "0" });
});

test("any other message", async () => {
  cebeo.fault({ kind: "message", code: 42, text: "Uw krediet & geduld zijn op" });
  expect(await caller.create()).toMatchObject({ code: "42", message: "Uw krediet & geduld zijn op" });
  expect(placed()).toEqual([]);
});

test("answers that are spoilt on the way, after the work; no price counts as given", async () => {
  const whole = (await caller.prices("7000001")).text;
  cebeo.fault({ kind: "half" });
  const half = await caller.prices("7000001");
  expect(half).toMatchObject({ status: 200, code: null, text: whole.slice(0, Math.floor(whole.length / 2)) });
  cebeo.fault({ kind: "cut" });
  await expect(caller.prices("7000001")).rejects.toThrow("aborted");
  cebeo.fault({ kind: "otherXml" });
  expect(await caller.prices("7000001")).toMatchObject({ text: '<cebeoXML version="2.0.0"/>', response: undefined });
  cebeo.fault({ kind: "otherXml", body: "" });
  expect(await caller.prices("7000001")).toMatchObject({ status: 200, text: "" });
  expect(cebeo.store.priced.get("7000001")).toBe(1);
  cebeo.fault({ kind: "half", match: /^Order\/Create/ });
  expect(await caller.create()).toMatchObject({ code: null });
  expect(placed()).toHaveLength(1);
});

test.each([
  [undefined, "iso-8859-1"],
  ["UTF-8", "utf-8"],
] as const)("in ISO-8859-1, saying %s", async (says, charset) => {
  cebeo.fault(says === undefined ? { kind: "latin1" } : { kind: "latin1", says });
  const body = requestOf(
    "List",
    "<Article><Search><SearchKeywords><Keyword>LED-paneel</Keyword></SearchKeywords></Search></Article>",
  );
  const answer = await fetch(cebeo.url, { method: "POST", headers: { "Content-Type": "application/xml" }, body });
  expect(answer.headers.get("content-type")).toBe(`application/xml; charset=${charset}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.toString("latin1")).toContain(`encoding="${charset.toUpperCase()}"`);
  // The dash is not in ISO-8859-1.
  expect(bytes.toString("latin1")).toContain("LED-paneel 60 × 60 cm, 36 W &#8211; 4000 K");
  expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).toThrow(TypeError);
  cebeo.fault(says === undefined ? { kind: "latin1" } : { kind: "latin1", says });
  await caller.prices("7000001");
  expect(last()?.faults).toEqual(["latin1"]);
  expect(cebeo.store.priced.get("7000001")).toBe(1);
});

test("the basket changes between looking and clearing", async () => {
  cebeo.shopper.put("WSDEMO", "7000001", 100);
  cebeo.fault({ kind: "changeBasket", put: { supplierItemId: "3100011", quantity: 4 } });
  expect((await callerOf(cebeo, an).prices("7000001")).code).toBe("0");
  expect(quantitiesOf(await caller.basket())).toEqual([["7000001", "100"]]);
  expect(quantitiesOf(await caller.basket())).toEqual([
    ["7000001", "100"],
    ["3100011", "4"],
  ]);
  expect(cebeo.requests.map(({ faults }) => faults)).toEqual([[], ["changeBasket"], []]);
});

test("the basket changes after the second look, or just before it is cleared", async () => {
  cebeo.shopper.put("WSDEMO", "7000001", 100);
  await caller.basket();
  cebeo.fault({ kind: "changeBasket" });
  await caller.basket();
  expect(quantitiesOf(await caller.basket())).toHaveLength(2);
  const plan = cebeo.fault({ kind: "changeBasket", when: "beforeDelete" });
  expect(quantitiesOf(await caller.basket())).toHaveLength(2);
  expect(plan.hits).toBe(0);
  expect(await caller.clear()).toMatchObject({ code: "0" });
  expect(plan.hits).toBe(1);
  expect((await caller.basket()).detail).toBeUndefined();
});

test("by what is asked and by what stands in it, a number of times, until it is healed", async () => {
  cebeo.fault({ kind: "down", match: /^Order\/Get CustomerOrderID BB-2/, times: 2 });
  const statuses = async (...ids: string[]): Promise<number[]> => {
    const all: number[] = [];
    for (const id of ids) all.push((await caller.order(id)).status);
    return all;
  };
  expect(await statuses("BB-1", "BB-2", "BB-2", "BB-2")).toEqual([200, 503, 503, 200]);
  cebeo.fault({ kind: "down", match: "<SupplierItemID>0700002<", times: Infinity });
  expect((await caller.prices("7000001")).status).toBe(200);
  expect((await caller.prices("7000001", "0700002")).status).toBe(503);
  cebeo.heal();
  expect((await caller.prices("0700002")).status).toBe(200);
  const plan = cebeo.fault({ kind: "down", times: Infinity });
  expect(plan.left).toBe(Infinity);
  expect((await caller.basket()).status).toBe(503);
  plan.cancel();
  expect((await caller.basket()).status).toBe(200);
});

test("by chance, the same seed strikes the same requests", async () => {
  const struck = async (seed: number, faultSeed?: number): Promise<number[]> => {
    const other = await startCebeo({ seed });
    try {
      other.fault({ kind: "down", probability: 0.3, ...(faultSeed === undefined ? {} : { seed: faultSeed }) });
      const statuses: number[] = [];
      for (let nth = 0; nth < 40; nth += 1) statuses.push((await callerOf(other).basket()).status);
      return statuses;
    } finally {
      await other.stop();
    }
  };
  const first = await struck(7);
  expect(new Set(first)).toEqual(new Set([200, 503]));
  expect(await struck(7)).toEqual(first);
  expect(await struck(8)).not.toEqual(first);
  const own = await struck(7, 5);
  expect(own).not.toEqual(first);
  expect(await struck(8, 5)).toEqual(own);
});

test("many at once: each gets its own answer", async () => {
  const asked = Array.from({ length: 20 }, (_, nth) => `BB-${nth}`);
  const answers = await Promise.all(asked.map((id) => caller.create({ id })));
  expect(answers.map(({ code }) => code)).toEqual(asked.map(() => "0"));
  expect(new Set(placed().map(({ customerOrderId }) => customerOrderId))).toEqual(new Set(asked));
  expect(cebeo.requests.every(({ login }) => login === `${jan.customerNumber}/${jan.userName}`)).toBe(true);
});
