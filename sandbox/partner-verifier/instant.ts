const form = /^(?:19[7-9]|[2-9]\d\d)\d-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(?:\.\d{1,9})?Z$/;

/** An instant of the page: RFC 3339 in UTC with `T` and `Z`, at most nanoseconds, from 1970 on; null where the text is none. */
export function readInstant(text: string): Temporal.Instant | null {
  if (!form.test(text)) return null;
  try {
    return Temporal.Instant.from(text);
  } catch (error) {
    // A day or an hour that does not exist.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether the one comes before the other. */
export function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
