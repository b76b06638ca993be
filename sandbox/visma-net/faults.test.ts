import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "./faults.ts";
import { startVismaNet, type VismaNet } from "./stand-in.ts";
import { askToken, callersOf, furnish, jan, order, type Caller } from "./testing/caller.ts";

let visma: VismaNet;
let finance: Caller;
let orders: Caller;
let waits: number[];
beforeEach(async () => {
  waits = [];
  visma = await startVismaNet({
    seed: 7,
    wait(ms) {
      waits.push(ms);
      return Promise.resolve();
    },
  });
  ({ finance, orders } = await callersOf(visma));
});
afterEach(() => visma.stop());
const made = (): number => visma.books.customers.length;
const post = () => finance("POST", "/v1/customer", jan);
const last = () => visma.requests.at(-1);

test.each([
  [undefined, 0],
  [true, 1],
])("a line that is cut loses the answer: worked %s, %i made", async (worked, count) => {
  visma.fault({ kind: "cut", ...(worked === undefined ? {} : { worked }) });
  await expect(post()).rejects.toThrow();
  expect(last()).toMatchObject({ fault: "cut", status: null, worked: worked === true ? 201 : null });
  expect(made()).toBe(count);
});

test("half of a body is cut off", async () => {
  visma.fault({ kind: "half", method: "GET" });
  await expect(finance("GET", "/v1/branch")).rejects.toThrow();
  expect((await finance("GET", "/v1/branch")).status).toBe(200);
});

test.each([
  [false, 0],
  [true, 1],
])("no answer, ever: worked %s", async (worked, count) => {
  visma.fault({ kind: "hang", worked });
  const answer = post();
  const quiet = answer.then(
    () => "answered",
    () => "cut",
  );
  await expect.poll(() => last()?.fault).toBe("hang");
  await visma.settled();
  expect([made(), last()?.status]).toEqual([count, null]);
  await visma.stop();
  expect(await quiet).toBe("cut");
});

describe("a status", () => {
  test.each<[Extract<Fault, { kind: "status" }>, object, string]>([
    [{ kind: "status", status: 500 }, { Message: "An error has occurred." }, "application/json"],
    [{ kind: "status", status: 403, as: "licence" }, { ExceptionFaultCode: "12027" }, "application/json"],
  ])("%j", async (fault, body, type) => {
    visma.fault(fault);
    const answer = await post();
    expect([answer.status, answer.body]).toMatchObject([fault.status, body]);
    expect(answer.headers["content-type"]).toContain(type);
    expect(made()).toBe(0);
  });
  test.each(["text", "html", "empty"] as const)("as %s", async (as) => {
    visma.fault({ kind: "status", status: 502, as });
    const answer = await post();
    expect([answer.status, answer.body]).toEqual([502, undefined]);
  });
  test("429 with the time to wait", async () => {
    visma.fault({ kind: "status", status: 429, retryAfter: 7 });
    expect((await post()).headers["retry-after"]).toBe("7");
  });
  test("after the work was done", async () => {
    visma.fault({ kind: "status", status: 504, as: "html", worked: true });
    expect([(await post()).status, made()]).toEqual([504, 1]);
  });
  test("is problem details on the sales order host", async () => {
    visma.fault({ kind: "status", status: 503 });
    const answer = await orders("POST", "/api/v3/SalesOrders", order(furnish(visma)));
    expect([answer.status, answer.body, visma.books.orders]).toMatchObject([503, { status: 503 }, []]);
  });
});

test("slow is done before it waits, late after it, and four minutes is the end", async () => {
  visma.fault({ kind: "slow", ms: 1000, match: "/v1/branch" });
  visma.fault({ kind: "late", ms: 2000, match: "/v1/branch" });
  await finance("GET", "/v1/branch");
  await finance("GET", "/v1/branch");
  expect(waits).toEqual([1000, 2000]);
  visma.fault({ kind: "slow", ms: 300_000 });
  await expect(post()).rejects.toThrow();
  expect([waits.at(-1), made()]).toEqual([240_000, 1]);
});

test("a good answer may carry an error beside its rows", async () => {
  visma.fault({ kind: "errorInfo", text: "Vat zone missing", match: "/v1/branch" });
  const { status, body } = await finance("GET", "/v1/branch");
  expect([status, body]).toMatchObject([200, [{ number: "1", errorInfo: "Vat zone missing" }, {}]]);
});

describe("the aim", () => {
  test("method, path, host and times", async () => {
    const plan = visma.fault({ kind: "status", status: 500, method: "GET", match: /\/v1\/branch$/, times: 2 });
    const statuses: number[] = [];
    for (const path of ["/v1/branch", "/v1/vat", "/v1/branch", "/v1/branch"]) {
      statuses.push((await finance("GET", path)).status);
    }
    expect([statuses, plan.left, plan.hits]).toEqual([[500, 200, 500, 200], 0, 2]);
    visma.fault({ kind: "status", status: 500, host: "salesOrder" });
    expect((await finance("GET", "/v1/branch")).status).toBe(200);
    expect((await orders("GET", "/api/v3/SalesOrders")).status).toBe(500);
  });

  test("the token endpoint is only hit by name", async () => {
    visma.fault({ kind: "status", status: 503 });
    expect((await askToken(visma)).status).toBe(200);
    visma.fault({ kind: "status", status: 503, host: "connect" });
    expect((await askToken(visma)).status).toBe(503);
  });

  test("by chance, the same for the same seed, until it is called off", async () => {
    const draw = async (seed: number): Promise<string> => {
      const other = await startVismaNet({ seed });
      const { finance: call } = await callersOf(other);
      const plan = other.fault({ kind: "status", status: 500, probability: 0.5 });
      let drawn = "";
      for (let nth = 0; nth < 24; nth += 1) drawn += (await call("GET", "/v1/branch")).status === 500 ? "x" : "-";
      expect(plan.hits).toBe(drawn.replaceAll("-", "").length);
      other.heal();
      expect((await call("GET", "/v1/branch")).status).toBe(200);
      await other.stop();
      return drawn;
    };
    const [first, second, third] = [await draw(3), await draw(3), await draw(4)];
    expect(first).toBe(second);
    expect(first).not.toBe(third);
    expect(first).toMatch(/x.*-|-.*x/);
  });
});

test("unplugged it refuses connections, and comes back at the same address", async () => {
  await visma.unplug();
  await expect(post()).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await visma.plug();
  expect((await post()).status).toBe(201);
});

test("the log has what was asked, with its body", async () => {
  await post();
  expect(last()).toMatchObject({
    host: "finance",
    method: "POST",
    path: "/v1/customer",
    query: "",
    worked: 201,
    status: 201,
  });
  expect(JSON.parse(last()!.body)).toEqual(jan);
});
