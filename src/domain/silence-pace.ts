import { hoursOfWeek } from "./week-hours.ts";
import { at, sumOf, weekShape } from "./week-shape.ts";

export interface Past {
  /** Orders per hour, oldest first; the last one holds the last order. */
  readonly counts: Float64Array;
  /** Where each hour lies in the week. */
  readonly places: Uint8Array;
  /** 0 on public holidays. */
  readonly isOrdinary: Uint8Array;
  readonly length: number;
  readonly orders: number;
  /** Longest stretch of hours without an order. */
  readonly longestGap: number;
}

export interface Pace {
  /** Orders to be expected in each hour of the week. */
  readonly paces: Float64Array;
  /** And in each hour of its quietest day. */
  readonly quiet: Float64Array;
  /** Orders that must have been missed before a silence is told. */
  readonly need: number;
}

/** The rhythm of the week is learnt from two months, the level from the last days and weeks. In hours. */
const shapeHalfLife = 8 * 7 * 24;
const levelHalfLives = { long: 28 * 24, middle: 10 * 24, short: 48 } as const;
/** So many orders of the longer view each shorter view of the level begins with. */
const levelGuess = { long: 12, middle: 12, short: 18 } as const;
/** How much less even than pure chance days are: so many independent arrivals, all in all, stand behind the level of one. */
const evenness = 80;
/** Silences of pure chance that may be told per quarter: holidays and quiet weeks take what is left of one. */
const chanceTold = 0.27;
const quarterHours = 91 * 24;
/** What is too long or too many can only be seen once something is known. */
const looks = 3;
/** Clumps are looked for in a quarter. */
const clumpWeeks = 13;

/**
 * What this shop's past says of its pace, and of how much silence is too much.
 *
 * The pace is the rhythm of the week times a level. The level is looked at over some weeks and over two days, and the lower one counts: a
 * shop that grows, goes out of season or comes out of a sale is judged by its quieter recent self.
 *
 * Too much is what chance makes about once a year. Every order begins a silence, so the more orders a shop has in a quarter, the more chances it
 * gives to chance, and the more unlikely a silence must be. Two things make real silences longer than those of pure chance: orders that come in
 * clumps (after a mailing), seen from the hours that stayed empty more often than the number of orders would say; and days that are
 * uneven for no reason, for which the likelihood has a heavier end (negative binomial).
 *
 * Two things must not be learnt. A long outage is not how this shop is: of each empty stretch only as much counts as would have been told; only the
 * shortest view sees all of it, and forgets it as soon as orders come as before. And a rush is not either: an hour counts for at most a few times
 * what was to be expected of it.
 */
export function learnPace(past: Past): Pace {
  const { length, places, isOrdinary } = past;
  let view: View = { counts: past.counts, counted: isOrdinary };
  let clump = 1;
  let found = fit(past, view, clump);
  for (let look = 1; look < looks; look++) {
    const { paces, need } = found;
    const counts = withoutRushes(past, paces, clump);
    const counted = isOrdinary.slice();
    let gap = 0;
    for (let index = 0; index < length; index++) {
      gap = at(past.counts, index) === 0 ? gap + at(isOrdinary, index) * at(paces, at(places, index)) : 0;
      if (gap > need) counted[index] = 0;
    }
    view = { counts, counted };
    if (look === 1) clump = clumpOf(past, view, paces);
    found = fit(past, view, clump);
  }
  return found;
}

/** An hour, and a day, counts for at most about twice what was to be expected of it. */
function withoutRushes({ counts, places, length }: Past, paces: Float64Array, clump: number): Float64Array {
  const most = (expected: number): number => 2 * expected + 4 * Math.sqrt(expected * clump) + clump;
  const believed = counts.map((count, index) => Math.min(count, Math.ceil(most(at(paces, at(places, index))))));
  for (let from = 0; from < length; from += 24) {
    let expected = 0;
    let seen = 0;
    const end = Math.min(length, from + 24);
    for (let index = from; index < end; index++) {
      expected += at(paces, at(places, index));
      seen += at(believed, index);
    }
    const share = Math.min(1, most(expected) / Math.max(seen, 1));
    if (share < 1) for (let index = from; index < end; index++) believed[index] = share * at(believed, index);
  }
  return believed;
}

/** What of the past is believed: orders per hour, and which hours count. */
interface View {
  readonly counts: Float64Array;
  readonly counted: Uint8Array;
}

function fit(past: Past, { counts, counted }: View, clump: number): Pace {
  const { places, length } = past;
  const ordersInWeek = new Float64Array(hoursOfWeek);
  const hoursLooked = new Float64Array(hoursOfWeek);
  const fading = 2 ** (-1 / shapeHalfLife);
  for (let index = length - 1, worth = 1; index >= 0; index--, worth *= fading) {
    if (at(counted, index) === 0) continue;
    const place = at(places, index);
    ordersInWeek[place] = at(ordersInWeek, place) + worth * at(counts, index);
    hoursLooked[place] = at(hoursLooked, place) + worth;
  }
  const shape = weekShape(ordersInWeek, hoursLooked);
  const average = Math.max(sumOf(ordersInWeek), 0.5) / Math.max(sumOf(hoursLooked), 1);
  const levelOver = (view: keyof typeof levelHalfLives, longer: number, hours: Uint8Array): number => {
    const fade = 2 ** (-1 / levelHalfLives[view]);
    let seen: number = levelGuess[view];
    let expected = seen / longer;
    for (let index = length - 1, worth = 1; index >= 0 && worth > 0.005; index--, worth *= fade) {
      if (at(hours, index) === 0) continue;
      seen += worth * at(counts, index);
      expected += worth * at(shape, at(places, index));
    }
    return seen / expected;
  };
  const long = levelOver("long", average, counted);
  const middle = levelOver("middle", long, counted);
  const level = Math.min(middle, levelOver("short", middle, past.isOrdinary));
  const likelihood = Math.min(0.05, chanceTold / Math.max(1, (long * quarterHours) / clump));
  const need = clump * evenness * (likelihood ** (-1 / evenness) - 1);
  const paces = shape.map((own) => own * level);
  return { paces, quiet: quietestDay(paces), need };
}

/**
 * How many orders come together: the number by which the pace must be divided to get as many empty hours as there were. Week by week, so that
 * growth is not taken for clumps. At least one.
 */
function clumpOf({ places, length }: Past, { counts, counted }: View, shape: Float64Array): number {
  const paces: number[] = [];
  let filled = 0;
  for (let from = Math.max(0, length - clumpWeeks * hoursOfWeek); from < length; from += hoursOfWeek) {
    const end = Math.min(length, from + hoursOfWeek);
    let seen = 4;
    let expected = 4;
    for (let index = from; index < end; index++) {
      if (at(counted, index) === 0) continue;
      seen += at(counts, index);
      expected += at(shape, at(places, index));
      if (at(counts, index) > 0) filled += 1;
    }
    for (let index = from; index < end; index++)
      if (at(counted, index) === 1) paces.push((seen / expected) * at(shape, at(places, index)));
  }
  let [low, high] = [1, 30];
  for (let step = 0; step < 7; step++) {
    const clump = Math.sqrt(low * high);
    let expected = 0;
    for (const pace of paces) expected += 1 - Math.exp(-pace / clump);
    if (expected > filled) low = clump;
    else high = clump;
  }
  // As much is only what uneven days look like, and those have their own allowance.
  return Math.max(1, Math.sqrt(low * high) - 0.12);
}

function quietestDay(paces: Float64Array): Float64Array {
  const days = Array.from({ length: 7 }, (_, day) => paces.slice(day * 24, day * 24 + 24));
  return days.reduce((quietest, day) => (sumOf(day) < sumOf(quietest) ? day : quietest));
}
