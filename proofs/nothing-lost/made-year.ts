import { chanceOf, type Chance } from "../../sandbox/demo-month/random.ts";
import { hourMs } from "#domain/week-hours.ts";
import type { ShopProfile } from "./shop-profiles.ts";

export const dayMs = 24 * hourMs;
export const yearDays = 365;
/** Belgian public holidays as days of the year; Easter's as in 2026. */
const holidays = new Set([0, 95, 120, 133, 144, 201, 226, 304, 314, 358]);

/** The webhook is dead and polling finds nothing. */
export interface Outage {
  readonly start: number;
  readonly end: number;
  /** The silence that pure chance would show a seer once in a quarter, begun when the outage did. He knows the profile; nobody can do better. */
  readonly expectedMs: number;
  /** What was missed is found once it is mended; else it is lost for ever. */
  readonly isFoundAfter: boolean;
}

export interface MadeOrder {
  readonly placed: number;
  /** When the hub hears of it; null: never. */
  readonly seen: number | null;
}

export interface MadeYear {
  readonly start: number;
  readonly end: number;
  readonly since: number;
  readonly orders: readonly MadeOrder[];
  readonly outages: readonly Outage[];
}

/** One year of one shop, the same for the same seed. */
export function makeYear(profile: ShopProfile, seed: number): MadeYear {
  const chance = chanceOf(seed);
  const first = Temporal.PlainDate.from("2026-01-01");
  const startOf = (day: number): number =>
    first.add({ days: day }).toZonedDateTime(profile.timeZone).toInstant().epochMilliseconds;
  const start = startOf(0);
  const end = startOf(yearDays);
  const paces = pacesOf(profile, startOf);
  const outages = makeOutages(paces, { start, end, isNew: profile.pastDays === 0 }, chance);
  const orders: MadeOrder[] = [];
  const dead = profile.deadDays?.map(startOf) ?? [0, 0];
  for (const { day, at, pace } of paces.hours) {
    const luck = paces.luck(day, chance);
    for (let left = poisson(pace * luck, chance); left > 0; left--) {
      const placed = at + chance.next() * hourMs;
      const size = profile.cluster === 1 ? 1 : chance.between(1, 2 * profile.cluster - 1);
      for (let one = 0; one < size; one++) {
        const moment = placed + one * chance.next() * 120_000;
        if (moment >= end || (moment >= (dead[0] ?? 0) && moment < (dead[1] ?? 0))) continue;
        const hidden = outages.find((outage) => moment >= outage.start && moment < outage.end);
        const seen = hidden === undefined ? moment : hidden.isFoundAfter && hidden.end < end ? hidden.end : null;
        orders.push({ placed: moment, seen });
      }
    }
  }
  return { start, end, since: startOf(-profile.pastDays), orders, outages };
}

interface Paces {
  readonly hours: readonly { readonly day: number; readonly at: number; readonly pace: number }[];
  /** Of a day, drawn once. */
  luck(day: number, chance: Chance): number;
  /** Clusters from one moment to another. */
  between(from: number, to: number): number;
}

function pacesOf(profile: ShopProfile, startOf: (day: number) => number): Paces {
  const perHour = profile.hours.reduce((sum, one) => sum + one, 0);
  const hours: { day: number; at: number; pace: number }[] = [];
  for (let day = -profile.pastDays; day < yearDays + 100; day++) {
    const [from, to] = [startOf(day), startOf(day + 1)];
    const inYear = ((day % yearDays) + yearDays) % yearDays;
    for (let at = from; at < to; at += hourMs) {
      const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(profile.timeZone);
      const share = (profile.hours[local.hour] ?? 0) / perHour;
      const ofDay = (profile.week[local.dayOfWeek - 1] ?? 0) * (holidays.has(inYear) ? profile.onHoliday : 1);
      hours.push({ day, at, pace: (profile.perDay * share * ofDay * profile.season(day)) / profile.cluster });
    }
  }
  const drawn = new Map<number, number>();
  const origin = hours[0]?.at ?? 0;
  return {
    hours,
    luck(day, chance) {
      const known = drawn.get(day) ?? Math.exp(profile.spread * normal(chance) - profile.spread ** 2 / 2);
      drawn.set(day, known);
      return known;
    },
    between(from, to) {
      let sum = 0;
      for (let index = Math.max(0, Math.floor((from - origin) / hourMs)); index < hours.length; index++) {
        const { at, pace } = hours[index] ?? { at: to, pace: 0 };
        if (at >= to) break;
        sum += (pace * Math.max(0, Math.min(to, at + hourMs) - Math.max(from, at))) / hourMs;
      }
      return sum;
    },
  };
}

/** So long that it must have been orders, not chance, that were missing: exp(-missed) is one in as many as a quarter has orders. */
function expectedGap(paces: Paces, from: number): number {
  const ofQuarter = paces.between(from - 45 * dayMs, from + 46 * dayMs);
  const need = Math.max(1, Math.log(ofQuarter));
  let missed = 0;
  for (const { at, pace } of paces.hours) {
    if (at + hourMs <= from) continue;
    const part = Math.min(1, (at + hourMs - from) / hourMs);
    if (missed + pace * part >= need) return Math.max(at, from) + ((need - missed) / pace) * hourMs - from;
    missed += pace * part;
  }
  return 100 * dayMs;
}

/** Of the issue: never sooner for anybody, and a floor for young ones. The same figures as in src/domain/silence.ts. */
const leastMs = 15 * 60_000;
const young = { days: 14, floorMs: 72 * hourMs };

function makeOutages(
  paces: Paces,
  { start, end, isNew }: { readonly start: number; readonly end: number; readonly isNew: boolean },
  chance: Chance,
): Outage[] {
  const outages: Outage[] = [];
  let from = start + (isNew ? 5 : 10) * dayMs;
  for (;;) {
    const at = from + chance.next() * 40 * dayMs;
    if (at >= end - 7 * dayMs) return outages;
    const isYoung = isNew && at < start + young.days * dayMs;
    const expectedMs = Math.max(expectedGap(paces, at), isYoung ? young.floorMs : leastMs);
    // Hours to days; every second one long enough to be told of, also for a shop with an order a week.
    const hours = 2 * 84 ** chance.next();
    const lasts = Math.max(hours * hourMs, chance.next() < 0.5 ? Math.min(2.2 * expectedMs, 45 * dayMs) : 0);
    const until = Math.min(at + lasts, end);
    outages.push({ start: at, end: until, expectedMs, isFoundAfter: chance.next() < 0.5 });
    from = until + 10 * dayMs;
  }
}

const normal = (chance: Chance): number =>
  Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());

function poisson(mean: number, chance: Chance): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 30) {
    const limit = Math.exp(-Math.min(left, 30));
    for (let product = chance.next(); product > limit; product *= chance.next()) count += 1;
  }
  return count;
}
