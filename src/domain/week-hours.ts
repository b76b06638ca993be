/** Hours since 1970, in UTC: where counts are kept, so that a change of the clock neither loses nor doubles one. */
export type HourNumber = number;

export const hourMs = 3_600_000;
export const hoursOfWeek = 168;

export const hourOf = (at: Temporal.Instant): HourNumber => Math.floor(at.epochMilliseconds / hourMs);

/**
 * For each hour from `first` up to `end`, where it lies in the local week: 0 is Monday from 0:00 to 1:00, 167 Sunday from 23:00. In the night of a
 * change of the clock an hour of the week is left out, or comes twice.
 */
export function hoursInWeek(timeZone: string, first: HourNumber, end: HourNumber): Uint8Array {
  const places = new Uint8Array(Math.max(0, end - first));
  let from = first;
  while (from < end) {
    const at = Temporal.Instant.fromEpochMilliseconds(from * hourMs).toZonedDateTimeISO(timeZone);
    const change = at.getTimeZoneTransition("next");
    const until = change === null ? end : Math.min(end, Math.ceil(change.epochMilliseconds / hourMs));
    const place = (at.dayOfWeek - 1) * 24 + at.hour;
    for (let hour = from; hour < until; hour++) places[hour - first] = (place + hour - from) % hoursOfWeek;
    from = until;
  }
  return places;
}
