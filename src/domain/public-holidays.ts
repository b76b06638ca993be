/** Days of the year that are the same every year, month and day. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  BE: ["01-01", "05-01", "07-21", "08-15", "11-01", "11-11", "12-25"],
  NL: ["01-01", "04-27", "12-25", "12-26"],
  LU: ["01-01", "05-01", "05-09", "06-23", "08-15", "11-01", "12-25", "12-26"],
  FR: ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"],
  DE: ["01-01", "05-01", "10-03", "12-25", "12-26"],
};

/** Days after Easter Sunday: Good Friday in Germany, then Sunday and Monday, Ascension, Whit Sunday and Monday. */
const movable: Readonly<Record<string, readonly number[]>> = { DE: [-2, 0, 1, 39, 49, 50] };
const usualMovable = [0, 1, 39, 49, 50];

/** Public holidays of a whole country, from one year up to and with another; of a country that is not listed only New Year and Christmas. */
export function publicHolidays(country: string, firstYear: number, lastYear: number): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    for (const day of fixed[country] ?? ["01-01", "12-25"]) days.push(Temporal.PlainDate.from(`${year}-${day}`));
    if (!Object.hasOwn(fixed, country)) continue;
    const easter = easterOf(year);
    for (const after of movable[country] ?? usualMovable) days.push(easter.add({ days: after }));
  }
  return days;
}

/** Easter Sunday by the Gregorian reckoning (Meeus, Jones and Butcher). */
function easterOf(year: number): Temporal.PlainDate {
  const century = Math.floor(year / 100);
  const gold = year % 19;
  const epact =
    (19 * gold +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7;
  const late = Math.floor((gold + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}
