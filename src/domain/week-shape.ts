import { hoursOfWeek } from "./week-hours.ts";

/** So many orders of the past a guess is worth before the past overrules it: for an hour of the day, a day of the week, an hour of the week. */
const guess = { hours: 12, days: 7, cells: 300 } as const;

/**
 * How much busier or quieter than the average each hour of the week is. With few orders it is what the hours of the day and the days of the week
 * say apart; with many, what each hour of the week says itself. `counts` and `hours`: orders, and hours looked at, per hour of the week, both with
 * the recent weeks counting more.
 */
export function weekShape(counts: Float64Array, hours: Float64Array): Float64Array {
  const perHour = sumOf(counts) / Math.max(sumOf(hours), 1e-9);
  const shape = new Float64Array(hoursOfWeek).fill(1);
  if (perHour === 0) return shape;
  const hourly = part(counts, hours, perHour, 24, (place) => place % 24, guess.hours / 24);
  const smooth = hourly.map((own, hour) => (at(hourly, (hour + 23) % 24) + 2 * own + at(hourly, (hour + 1) % 24)) / 4);
  const expected = hours.map((looked, place) => looked * at(smooth, place % 24));
  const daily = part(counts, expected, perHour, 7, (place) => Math.floor(place / 24), guess.days / 7);
  for (let place = 0; place < hoursOfWeek; place++) {
    const apart = at(smooth, place % 24) * at(daily, Math.floor(place / 24));
    const worth = guess.cells / hoursOfWeek;
    shape[place] = (at(counts, place) + worth * apart) / (at(hours, place) * perHour + worth);
  }
  return shape;
}

function part(
  counts: Float64Array,
  hours: Float64Array,
  perHour: number,
  size: number,
  partOf: (place: number) => number,
  worth: number,
): Float64Array {
  const counted = new Float64Array(size).fill(worth);
  const expected = new Float64Array(size).fill(worth);
  for (let place = 0; place < hoursOfWeek; place++) {
    const to = partOf(place);
    counted[to] = at(counted, to) + at(counts, place);
    expected[to] = at(expected, to) + at(hours, place) * perHour;
  }
  return counted.map((own, index) => own / at(expected, index));
}

/** Within bounds by construction. */
export const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0;

export const sumOf = (list: Float64Array): number => list.reduce((sum, one) => sum + one, 0);
