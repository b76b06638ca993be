import { expect, test } from "vitest";
import { planTelling, type PlannedAlarm } from "./alarm-plan.ts";

const start = Temporal.Instant.from("2026-11-03T08:00:00Z");
const after = (minutes: number) => start.add({ minutes });
interface Named extends PlannedAlarm {
  readonly name: string;
}
const alarm = (name: string, fields: Partial<Named> = {}): Named => ({
  name,
  kind: "silence",
  subject: name,
  openedAt: start.toString(),
  closedAt: null,
  toldAt: null,
  timesTold: 0,
  mutedUntil: null,
  facts: {},
  ...fields,
});
const named = (alarms: readonly Named[]) => alarms.map(({ name }) => name);
function plan(alarms: readonly Named[], minutes: number, last: Readonly<Record<string, number>> = {}) {
  const lastTold = new Map(Object.entries(last).map(([kind, at]) => [kind, after(at).toString()]));
  const { tell, over, silent, carry, stillOpen } = planTelling(alarms, lastTold, after(minutes));
  return {
    tell: Object.fromEntries([...tell].map(([kind, own]) => [kind, named(own)])),
    over: named(over),
    silent: named(silent),
    carry: carry.map(({ from, to }) => `${from.name} ${to.name}`),
    stillOpen: named(stillOpen),
  };
}
const day = 24 * 60;

test("what begins together is told together, and what follows waits an hour", () => {
  const shops = [alarm("a"), alarm("b", { openedAt: after(4).toString() }), alarm("c", { kind: "credentials" })];
  expect(plan(shops, 4).tell).toEqual({});
  expect(plan(shops, 5).tell).toEqual({ silence: ["a", "b"], credentials: ["c"] });
  const told = alarm("a", { toldAt: after(5).toString(), timesTold: 1 });
  const later = alarm("d", { openedAt: after(10).toString() });
  expect(plan([told, later], 60, { silence: 5 }).tell).toEqual({});
  expect(plan([told, later], 65, { silence: 5 }).tell).toEqual({ silence: ["d"] });
});

test("a reminder after a day, after three more and after a week; of a silence none", () => {
  const told = (timesTold: number, kind: string) => alarm("a", { kind, toldAt: start.toString(), timesTold });
  for (const [times, days] of [
    [1, 1],
    [2, 3],
    [3, 7],
    [9, 7],
  ] as const) {
    expect(plan([told(times, "credentials")], days * day - 1).tell).toEqual({});
    expect(plan([told(times, "credentials")], days * day).tell).toEqual({ credentials: ["a"] });
    expect(plan([told(times, "silence")], days * day).tell).toEqual({});
  }
});

test("muted until a moment, and not longer", () => {
  const muted = alarm("a", { mutedUntil: after(day).toString() });
  expect(plan([muted], day - 1)).toMatchObject({ tell: {}, stillOpen: [] });
  expect(plan([muted], day).tell).toEqual({ silence: ["a"] });
});

test("it is over when it stayed over, and only for who heard of it", () => {
  const ended = alarm("a", { toldAt: start.toString(), timesTold: 1, closedAt: after(60).toString() });
  expect(plan([ended], 74).over).toEqual([]);
  expect(plan([ended], 75)).toMatchObject({ over: ["a"], stillOpen: [] });
  expect(plan([ended, alarm("b", { kind: "credentials" })], 75)).toMatchObject({ over: ["a"], stillOpen: ["b"] });
  expect(plan([alarm("a", { closedAt: after(60).toString() })], 61)).toMatchObject({ over: [], silent: ["a"] });
  const news = alarm("a", { kind: "paymentReversed", toldAt: start.toString(), closedAt: after(60).toString() });
  expect(plan([news], 99)).toMatchObject({ over: [], silent: ["a"] });
});

test("what ends for a moment goes on, without a mail", () => {
  const ended = alarm("a", { subject: "s", toldAt: start.toString(), timesTold: 1, closedAt: after(60).toString() });
  const again = alarm("b", { subject: "s", openedAt: after(62).toString() });
  expect(plan([ended, again], 70)).toEqual({ tell: {}, over: [], silent: ["a"], carry: ["a b"], stillOpen: ["b"] });
});

test("no mail tells of a mail server that is down, nor of a mail that told", () => {
  const server = alarm("a", { kind: "mailUnreachable" });
  const own = alarm("b", { kind: "mailFailed", facts: { isOwnMail: true } });
  expect(plan([server, own], 99).tell).toEqual({});
});
