import { beforeAll, expect, test } from "vitest";
import { coupleShop, until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import type { SeenStatement } from "./testing/ledger-month.ts";
import { oldShop, pathOf, placeNow, progress, turn } from "./testing/old-shop.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

test("while a first migration stands still, a new order that nobody heard of is missed all the same; an old one is on its way", async () => {
  const coupled = await oldShop(under, 120);
  await coupled.api.post(`${pathOf(coupled)}/pause`);
  await turn(coupled);
  placeNow(coupled, 9500);
  const today = Temporal.Now.plainDateISO();
  const { couplingId } = coupled;
  const days = { from: today.subtract({ days: 20 }).toString(), to: today.add({ days: 1 }).toString() };
  under.world.ahead += 600;
  try {
    const { statement } = await coupled.api.post<{ statement: SeenStatement }>("/api/completeness/checks", {
      couplingId,
      ...days,
    });
    expect(statement.known?.gaps).toMatchObject([{ orderId: "9500", missing: "neverHeard", isHealed: true }]);
    expect(statement.known?.unexplained).toBe(0);
  } finally {
    under.world.ahead -= 600;
  }
});

test("orders of before the start that nobody took in are no gaps, and are skipped by that rule", async () => {
  const today = Temporal.Now.plainDateISO();
  const coupled = await coupleShop(under, { settings: { startDate: today.toString() } });
  await turn(coupled);
  await until("the old ones", async () => {
    await turn(coupled);
    return (await progress(coupled)).state === "done";
  });
  const stamp = today.subtract({ days: 10 }).toPlainDateTime("10:00").toString({ smallestUnit: "second" });
  coupled.copyOrder(42, 9600, (order) => {
    const dates = { date_created: stamp, date_created_gmt: stamp, date_modified: stamp, date_modified_gmt: stamp };
    Object.assign(order, dates);
  });
  const { couplingId } = coupled;
  const days = { from: today.subtract({ days: 11 }).toString(), to: today.subtract({ days: 9 }).toString() };
  const { statement } = await coupled.api.post<{ statement: SeenStatement }>("/api/completeness/checks", {
    couplingId,
    ...days,
  });
  expect(statement.known).toMatchObject({ gaps: [], unexplained: 0 });
  const skipped = statement.known?.groups.find(({ group }) => group === "skipped~rule.before");
  const { items } = await coupled.api.get<{ items: unknown[] }>(
    `/api/orders?statement=${statement.id}&group=skipped~rule.before&limit=100`,
  );
  expect(items).toHaveLength(skipped?.count ?? 0);
  expect((await coupled.order(9600)).reason).toMatchObject({ code: "rule.before" });
});
