/** What is known for sure of a shop that is made up: how many orders it gets on average, hour by hour. Days in their local time. */
export interface ShopProfile {
  readonly name: string;
  readonly timeZone: string;
  /** Orders on an ordinary day. */
  readonly perDay: number;
  /** Share of the day's orders in each hour; need not add up to one. */
  readonly hours: readonly number[];
  /** Monday first. */
  readonly week: readonly number[];
  /** Times as many on this day of the simulated year; day 0 is its first, and the past has days below it. */
  readonly season: (day: number) => number;
  /** What a public holiday leaves of a day. */
  readonly onHoliday: number;
  /** How uneven days are, for no reason anybody knows: the spread of the logarithm. */
  readonly spread: number;
  /** Orders that come as one; more than one for a shop that lives by its mailings. */
  readonly cluster: number;
  /** Days of past before the year; none for a shop that has just begun. */
  readonly pastDays: number;
  /** Days of the past in which nothing came, and nobody ever found it again. */
  readonly deadDays?: readonly [number, number];
}

const home = [2, 1, 0.5, 0.3, 0.3, 0.5, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 6, 8, 10, 10, 7, 4];
const office = [0, 0, 0, 0, 0, 0, 0.1, 1, 5, 9, 10, 9, 4, 8, 9, 8, 6, 2, 0.2, 0, 0, 0, 0, 0];
const kitchen = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 2, 0, 0, 2, 10, 14, 10, 5, 2, 0, 0];
/** A subscription that is charged at three in the night. */
const nightly = [0, 0, 0, 40, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 2, 1];

const allDays = [1, 0.95, 0.95, 0.95, 0.9, 0.9, 1.15];
const workDays = [1.1, 1, 1, 1, 0.9, 0, 0];
const always = () => 1;
const between = (day: number, from: number, to: number): boolean => {
  const inYear = ((day % 365) + 365) % 365;
  return from <= to ? inYear >= from && inYear < to : inYear >= from || inYear < to;
};

const usual = {
  timeZone: "Europe/Brussels",
  hours: home,
  week: allDays,
  season: always,
  onHoliday: 0.6,
  spread: 0.25,
  cluster: 1,
  pastDays: 182,
} as const;

export const shopProfiles: readonly ShopProfile[] = [
  { ...usual, name: "one a week", perDay: 1 / 7 },
  { ...usual, name: "three a week", perDay: 3 / 7, spread: 0.4 },
  { ...usual, name: "one a day", perDay: 1 },
  { ...usual, name: "five a day", perDay: 5 },
  { ...usual, name: "hundred a day", perDay: 100 },
  { ...usual, name: "five hundred a day", perDay: 500 },
  { ...usual, name: "offices, 15 a day", perDay: 15, hours: office, week: workDays, onHoliday: 0 },
  { ...usual, name: "offices, 150 a day", perDay: 150, hours: office, week: workDays, onHoliday: 0, spread: 0.15 },
  { ...usual, name: "never on Sunday", perDay: 30, week: [1.2, 1, 1, 1, 1, 0.8, 0], onHoliday: 0 },
  { ...usual, name: "kitchen, Wednesday to Sunday", perDay: 40, hours: kitchen, week: [0, 0, 0.7, 0.8, 1.3, 1.5, 1] },
  {
    ...usual,
    name: "garden, spring and summer",
    perDay: 25,
    season: (day) =>
      0.06 + 0.94 * Math.max(0, Math.sin(((day - 45) / 200) * Math.PI)) * (between(day, 45, 245) ? 1 : 0),
  },
  {
    ...usual,
    name: "toys, autumn",
    perDay: 40,
    season: (day) => (between(day, 280, 345) ? 1 : between(day, 345, 360) ? 0.5 : 0.02),
  },
  { ...usual, name: "growing, 2 to 40 a day", perDay: 2, season: (day) => 20 ** Math.max(0, day / 365) },
  { ...usual, name: "shrinking, 60 to 4 a day", perDay: 60, season: (day) => (1 / 15) ** Math.max(0, day / 365) },
  { ...usual, name: "brand new, 6 a day", perDay: 6, pastDays: 0 },
  { ...usual, name: "sales, 12 times as much", perDay: 30, season: (day) => (((day % 37) + 37) % 37 < 2 ? 12 : 1) },
  {
    ...usual,
    name: "closed in July and at Christmas",
    perDay: 20,
    season: (day) => (between(day, 190, 211) || between(day, 357, 2) ? 0 : 1),
  },
  { ...usual, name: "mailings, in bursts", perDay: 24, cluster: 5, spread: 0.7 },
  { ...usual, name: "subscriptions at night", perDay: 10, hours: nightly, spread: 0.2, onHoliday: 1 },
  { ...usual, name: "dead for a fortnight before", perDay: 25, deadDays: [-60, -46], timeZone: "America/New_York" },
];
