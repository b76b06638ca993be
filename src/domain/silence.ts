import { publicHolidays } from "./public-holidays.ts";
import { learnPace, type Past } from "./silence-pace.ts";
import { hourMs, hourOf, hoursInWeek, type HourNumber } from "./week-hours.ts";
import { at, sumOf } from "./week-shape.ts";

/** Orders of one hour; hours without orders may be left out. */
export interface HourCount {
  readonly hour: HourNumber;
  readonly count: number;
}

export interface Listening {
  /** Of the last 26 weeks; older ones are not looked at. */
  readonly counts: readonly HourCount[];
  /** When the coupling was switched on: silence before it is none. What was counted before it is learnt from as well. */
  readonly since: Temporal.Instant;
  /** Null: there never was an order. */
  readonly lastOrder: Temporal.Instant | null;
  readonly timeZone: string;
  /** Whose public holidays the shop has. */
  readonly country: string;
  readonly now: Temporal.Instant;
}

export interface Silence {
  /** How long a silence that began when this one did may last before it is told. */
  readonly expectedGap: Temporal.Duration;
  /** How far apart orders usually are in such a stretch of the week. Null while that is not known. */
  readonly usualGap: Temporal.Duration | null;
  readonly silentSince: Temporal.Instant;
  readonly tellAt: Temporal.Instant;
  readonly isSilent: boolean;
}

export const weeksLookedAt = 26;
/** Never sooner, for the busiest shop: webhooks are repaired and sweeps come round in that time. */
const leastMs = 15 * 60_000;
/** A coupling is young until it has heard this long and this many; it is then given twice its longest silence, and at least so long. */
const young = { hours: 14 * 24, orders: 20, floorMs: 72 * hourMs } as const;
/** Without any order yet nothing is known but that somebody switched it on. */
const firstOrderMs = 7 * 24 * hourMs;
const longestMs = 60 * 24 * hourMs;

/**
 * Says how long this shop may be silent before somebody should know, from its own past.
 *
 * Orders come by chance, at a pace that goes up and down with the hour and the day of the week. So a silence is not measured by the clock but by
 * the orders that should have come in it: a closed night counts for nearly nothing, Monday at noon for much. The longer that sum, the less
 * likely it is that chance alone made it (`silence-pace.ts` says when that is enough). A public holiday is expected to be like the quietest day
 * of the week, so that a shop that closes on Sundays may close then too.
 *
 * Nothing here depends on how long the present silence lasts: once told, it stays told until the next order.
 */
export function judgeSilence({ counts, since, lastOrder, timeZone, country, now }: Listening): Silence {
  const silentSince = lastOrder === null || Temporal.Instant.compare(lastOrder, since) < 0 ? since : lastOrder;
  const told = (gapMs: number, usualMs: number | null): Silence => {
    const tellAt = silentSince.add({ milliseconds: Math.round(gapMs) });
    return {
      expectedGap: Temporal.Duration.from({ milliseconds: Math.round(gapMs) }),
      usualGap: usualMs === null ? null : Temporal.Duration.from({ milliseconds: Math.round(usualMs) }),
      silentSince,
      tellAt,
      isSilent: Temporal.Instant.compare(now, tellAt) >= 0,
    };
  };
  const end = hourOf(silentSince) + 1;
  const holidays = holidayHours(timeZone, country, end - weeksLookedAt * 168, end + longestMs / hourMs);
  const past = lastOrder === null ? null : pastOf(counts, since, hourOf(lastOrder) + 1, timeZone, holidays);
  if (past === null) return told(firstOrderMs, null);
  const { paces, quiet, need } = learnPace(past);
  const ahead = waitFor(need, { paces, quiet, holidays }, silentSince, timeZone);
  const isYoung = past.length < young.hours || past.orders < young.orders;
  const floor = isYoung ? Math.max(young.floorMs, 2 * past.longestGap * hourMs) : leastMs;
  return told(Math.max(ahead, floor), ahead / need);
}

function holidayHours(timeZone: string, country: string, first: HourNumber, end: HourNumber): Set<HourNumber> {
  const yearOf = (hour: HourNumber) =>
    Temporal.Instant.fromEpochMilliseconds(hour * hourMs).toZonedDateTimeISO("UTC").year;
  const hours = new Set<HourNumber>();
  for (const day of publicHolidays(country, yearOf(first), yearOf(end))) {
    const from = hourOf(day.toZonedDateTime(timeZone).toInstant());
    for (let hour = from; hour < from + 24; hour++) hours.add(hour);
  }
  return hours;
}

function pastOf(
  counted: readonly HourCount[],
  since: Temporal.Instant,
  end: HourNumber,
  timeZone: string,
  holidays: ReadonlySet<HourNumber>,
): Past | null {
  const oldest = end - weeksLookedAt * 168;
  let first = Math.max(oldest, Math.min(hourOf(since), end - 1));
  for (const { hour } of counted) if (hour < first && hour >= oldest) first = hour;
  const counts = new Float64Array(end - first);
  for (const { hour, count } of counted) if (hour >= first && hour < end) counts[hour - first] = count;
  const orders = sumOf(counts);
  if (orders === 0) return null;
  let longestGap = 0;
  let gap = 0;
  for (const count of counts) {
    gap = count === 0 ? gap + 1 : 0;
    longestGap = Math.max(longestGap, gap);
  }
  const isOrdinary = new Uint8Array(counts.length).fill(1);
  for (const hour of holidays) if (hour >= first && hour < end) isOrdinary[hour - first] = 0;
  return { counts, places: hoursInWeek(timeZone, first, end), isOrdinary, length: counts.length, orders, longestGap };
}

/** How long from this moment until so many orders should have come, in milliseconds. */
function waitFor(
  need: number,
  { paces, quiet, holidays }: { paces: Float64Array; quiet: Float64Array; holidays: ReadonlySet<HourNumber> },
  from: Temporal.Instant,
  timeZone: string,
): number {
  const first = hourOf(from);
  const most = longestMs / hourMs;
  const places = hoursInWeek(timeZone, first, first + most + 1);
  const begun = (from.epochMilliseconds - first * hourMs) / hourMs;
  let missed = 0;
  for (let index = 0; index <= most; index++) {
    const place = at(places, index);
    const pace = holidays.has(first + index) ? at(quiet, place % 24) : at(paces, place);
    const past = index === 0 ? begun : 0;
    if (missed + pace * (1 - past) >= need) return (index + past + (need - missed) / pace - begun) * hourMs;
    missed += pace * (1 - past);
  }
  return longestMs;
}
