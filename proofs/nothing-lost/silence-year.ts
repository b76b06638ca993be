import { parseArgs } from "node:util";
import { judgeSilence, weeksLookedAt, type HourCount, type Listening } from "#domain/silence.ts";
import { hourMs } from "#domain/week-hours.ts";
import { dayMs, makeYear, yearDays, type MadeYear } from "./made-year.ts";
import { shopProfiles, type ShopProfile } from "./shop-profiles.ts";

/** The hub looks this often. */
const lookMs = 5 * 60_000;
const quarters = yearDays / 91.25;

export interface ShopYear {
  readonly name: string;
  readonly orders: number;
  readonly outages: number;
  /** Those that lasted twice the expected gap, and so could be told within it. */
  readonly tellable: number;
  readonly toldInTime: number;
  readonly toldLate: number;
  readonly never: number;
  /** Shorter ones that were told all the same. */
  readonly shortTold: number;
  readonly falseAlarms: number;
  /** When they were: days of the year. */
  readonly falseDays: readonly number[];
  readonly falsePerQuarter: number;
  /** The expected gap of its outages, the middle one, in hours. */
  readonly expectedHours: number;
}

export interface SilenceYear {
  readonly seed: number;
  readonly shops: readonly ShopYear[];
  readonly tellable: number;
  readonly toldInTime: number;
  readonly share: number;
  readonly falsePerShopAndQuarter: number;
  readonly worstFalsePerQuarter: number;
}

/** When it is told that nothing came since `lastOrder`; Infinity for never. */
export type Teller = (listening: Listening) => number;

export const tellsBySilence: Teller = (listening) => judgeSilence(listening).tellAt.epochMilliseconds;
export const neverTells: Teller = () => Number.POSITIVE_INFINITY;

interface Told {
  readonly from: number;
  readonly until: number;
}

/** Every alarm of the year, from when it was told until the next order. */
function alarmsOf(year: MadeYear, timeZone: string, teller: Teller): Told[] {
  const seen = year.orders.flatMap(({ placed, seen: at }) => (at === null ? [] : [{ placed, at }]));
  seen.sort((a, b) => a.at - b.at || a.placed - b.placed);
  const perHour = new Map<number, number>();
  const told: Told[] = [];
  const since = Temporal.Instant.fromEpochMilliseconds(year.since);
  let last = 0;
  for (const [index, { placed, at }] of seen.entries()) {
    const hour = Math.floor(placed / hourMs);
    perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
    last = Math.max(last, placed);
    const next = seen[index + 1]?.at ?? year.end;
    // Nothing is ever told sooner than 15 minutes after an order.
    if (next < year.start || next - last < 3 * lookMs) continue;
    const oldest = hour - weeksLookedAt * 168;
    const counts: HourCount[] = [];
    for (const [one, count] of perHour)
      if (one < oldest) perHour.delete(one);
      else counts.push({ hour: one, count });
    const lastOrder = Temporal.Instant.fromEpochMilliseconds(Math.floor(last));
    const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(at));
    const tellAt = Math.max(teller({ counts, since, lastOrder, timeZone, country: "BE", now }), at);
    const noticed = Math.ceil(tellAt / lookMs) * lookMs;
    if (noticed < next && noticed >= year.start) told.push({ from: noticed, until: next });
  }
  return told;
}

function judgeYear(profile: ShopProfile, seed: number, teller: Teller): ShopYear {
  const year = makeYear(profile, seed);
  const told = alarmsOf(year, profile.timeZone, teller);
  const count = { tellable: 0, toldInTime: 0, toldLate: 0, never: 0, shortTold: 0 };
  for (const { start, end, expectedMs } of year.outages) {
    const first = told.find(({ from, until }) => until > start && from < end);
    const after = first === undefined ? Number.POSITIVE_INFINITY : Math.max(0, first.from - start);
    if (end - start < 2 * expectedMs) {
      if (first !== undefined) count.shortTold += 1;
      continue;
    }
    count.tellable += 1;
    if (after <= 2 * expectedMs) count.toldInTime += 1;
    else if (first === undefined) count.never += 1;
    else count.toldLate += 1;
  }
  // Told while the line was well; the silence of an outage that was mended before the next order came is none.
  const untrue = told.filter(
    ({ from, until }) =>
      !year.outages.some(({ start, end }) => start <= from && (from < end || !cameBetween(year, end, from, until))),
  );
  const middle = year.outages.map(({ expectedMs }) => expectedMs).toSorted((a, b) => a - b);
  return {
    name: profile.name,
    orders: year.orders.filter(({ placed }) => placed >= year.start).length,
    outages: year.outages.length,
    ...count,
    falseAlarms: untrue.length,
    falseDays: untrue.map(({ from }) => Math.floor((from - year.start) / dayMs)),
    falsePerQuarter: untrue.length / quarters,
    expectedHours: Math.round(((middle[middle.length >> 1] ?? 0) / hourMs) * 10) / 10,
  };
}

/** An order came after the outage was mended and before the alarm: that silence began anew. */
const cameBetween = (year: MadeYear, end: number, from: number, until: number): boolean =>
  from < until && year.orders.some(({ placed, seen }) => seen !== null && placed > end && seen < from);

/** `only`: part of the name of the shops wanted. */
export function silenceYear(seed: number, teller: Teller = tellsBySilence, only = ""): SilenceYear {
  const shops = shopProfiles
    .map((profile, index) => ({ profile, seed: seed * 1000 + index }))
    .filter(({ profile }) => profile.name.includes(only))
    .map((one) => judgeYear(one.profile, one.seed, teller));
  const total = (of: (shop: ShopYear) => number): number => shops.reduce((sum, shop) => sum + of(shop), 0);
  const tellable = total((shop) => shop.tellable);
  const toldInTime = total((shop) => shop.toldInTime);
  return {
    seed,
    shops,
    tellable,
    toldInTime,
    share: toldInTime / tellable,
    falsePerShopAndQuarter: total((shop) => shop.falsePerQuarter) / shops.length,
    worstFalsePerQuarter: Math.max(...shops.map((shop) => shop.falsePerQuarter)),
  };
}

/** What the issue aims at, over all profiles; the figure of the worst shop is printed beside it. */
export const holds = ({ share, falsePerShopAndQuarter, tellable }: SilenceYear): boolean =>
  tellable > 100 && share >= 0.95 && falsePerShopAndQuarter <= 1;

function print(year: SilenceYear): void {
  for (const shop of year.shops)
    console.log(
      `${shop.name.padEnd(32)} ${String(shop.orders).padStart(6)} orders  gap ${String(shop.expectedHours).padStart(6)} h  ` +
        `outages ${String(shop.outages).padStart(2)}, tellable ${String(shop.tellable).padStart(2)}, in time ${String(shop.toldInTime).padStart(2)}, ` +
        `late ${shop.toldLate}, never ${shop.never}, short told ${shop.shortTold}  false per quarter ${shop.falsePerQuarter.toFixed(2)} ${shop.falseDays.join(" ")}`,
    );
  console.log(
    `seed ${year.seed}: ${year.toldInTime} of ${year.tellable} outages told within twice the expected gap (${(100 * year.share).toFixed(1)} %); ` +
      `false alarms per shop and quarter ${year.falsePerShopAndQuarter.toFixed(2)}, worst shop ${year.worstFalsePerQuarter.toFixed(2)}`,
  );
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "4" },
      shop: { type: "string", default: "" },
      json: { type: "boolean", default: false },
      sabotage: { type: "boolean", default: false },
    },
  });
  const year = silenceYear(Number(values.seed), values.sabotage ? neverTells : tellsBySilence, values.shop);
  if (values.json) console.log(JSON.stringify(year));
  else print(year);
  process.exitCode = holds(year) ? 0 : 1;
}
