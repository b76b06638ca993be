const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The three forms of RFC 9110 section 5.6.7: today's, that of RFC 850 with two digits for the year, and that of C. */
const forms = [
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]+day, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];

/** The moment in a header such as `Date` or `Retry-After`; null when it is no HTTP date. */
export function httpDate(written: string | undefined): Temporal.Instant | null {
  for (const form of forms) {
    const { day, month, year, time } = form.exec(written?.trim() ?? "")?.groups ?? {};
    if (day === undefined || month === undefined || year === undefined || time === undefined) continue;
    const number = months.indexOf(month) + 1;
    const date = `${year.padStart(4, "20")}-${String(number).padStart(2, "0")}-${day.trim().padStart(2, "0")}`;
    try {
      return Temporal.Instant.from(`${date}T${time}Z`);
    } catch {
      return null;
    }
  }
  return null;
}
