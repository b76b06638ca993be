import type { Tells } from "./budget.ts";
import type { RateLimit } from "./connector.ts";
import { httpDate } from "./http-date.ts";

/** Names that many vendors use; those of the IETF draft among them. */
const usual = [
  { remaining: "x-ratelimit-remaining", reset: "x-ratelimit-reset" },
  { remaining: "x-rate-limit-remaining", reset: "x-rate-limit-reset" },
  { remaining: "ratelimit-remaining", reset: "ratelimit-reset" },
];

const longestMs = 24 * 3_600_000;

/** Milliseconds from now; null when it is no moment to come. */
function fromNow(written: string | undefined, now: Temporal.Instant): number | null {
  const text = written?.trim() ?? "";
  const date = httpDate(text);
  if (date !== null) return later(date.epochMilliseconds - now.epochMilliseconds);
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const figure = Number(text);
  // No window lasts years, so a large figure is a moment: in seconds, or in milliseconds when it is larger still.
  if (figure > 1e11) return later(figure - now.epochMilliseconds);
  if (figure > 1e8) return later(figure * 1000 - now.epochMilliseconds);
  return later(figure * 1000);
}

const later = (ms: number): number | null => (ms > 0 ? Math.min(ms, longestMs) : null);

/** What the headers of an answer tell about the calls that are left. */
export function tellsOf(
  headers: Readonly<Record<string, string>>,
  limit: Pick<RateLimit, "headers">,
  now: Temporal.Instant,
): Tells[] {
  return [...usual, ...(limit.headers ?? [])].flatMap(({ remaining, reset }) => {
    const name = remaining.toLowerCase();
    const left = headers[name]?.trim() ?? "";
    const inMs = fromNow(headers[reset.toLowerCase()], now);
    return /^\d+$/.test(left) && inMs !== null ? [{ name, left: Number(left), inMs }] : [];
  });
}
