import { HubError } from "#domain/error.ts";
import { httpDate } from "./http-date.ts";
import type { Answer, HttpRequest } from "./http.ts";

export const isJson = (answer: Answer): boolean => (answer.headers["content-type"] ?? "").includes("json");

export const isWrite = ({ method, isRead }: Pick<HttpRequest, "method" | "isRead">): boolean =>
  method !== "GET" && isRead !== true;

/** A page where data was expected: a firewall, maintenance, a PHP notice. It comes and goes, so it is retried. */
export function notJson(answer: Answer, cause: unknown): HubError {
  if (isJson(answer)) {
    const code = answer.isWrite ? "remote.outcome_unknown" : "remote.unavailable";
    return new HubError(code, `${answer.host} sent an answer that is cut off or mixed with other text`, { cause });
  }
  return new HubError(
    answer.isWrite ? "remote.outcome_unknown" : "remote.unavailable",
    `${answer.host} answered with a web page instead of data`,
    {
      cause,
    },
  );
}

/** The beginning of an answer, without secrets. */
export type Excerpt = (body: string) => string;

/** What a refusal means by HTTP custom. A connector overrules it with `errorOf`. */
export function usualRefusal(answer: Answer, excerpt: Excerpt, now: Temporal.Instant): HubError {
  const { status, host } = answer;
  const details = { status: String(status), answer: excerpt(answer.body) };
  if (status === 429) {
    const retryAfterMs = retryAfter(answer.headers["retry-after"], now);
    return new HubError("remote.rate_limited", `${host} asks to wait`, {
      details,
      ...(retryAfterMs === null ? {} : { retryAfterMs }),
    });
  }
  if (status >= 500) {
    // Also 503: a cache in front says so when the shop behind it was too slow, and carried the write out.
    const code = answer.isWrite ? "remote.outcome_unknown" : "remote.unavailable";
    return new HubError(code, `${host} answered ${status}`, { details });
  }
  if (!isJson(answer) && status >= 400) {
    return new HubError("remote.unavailable", `${host} answered ${status} with a web page instead of data`, {
      details,
    });
  }
  if (status === 401)
    return new HubError("credentials.expired", `${host} no longer accepts the credentials`, { details });
  if (status === 403)
    return new HubError("credentials.insufficient", `${host} does not give these credentials the right to this`, {
      details,
    });
  if (status === 409) return new HubError("remote.conflict", `${host} says the record changed meanwhile`, { details });
  if (status >= 300 && status < 400) {
    return new HubError(
      "settings.invalid",
      `${host} redirects to ${answer.headers["location"] ?? "another address"}; fill in that address`,
      { details },
    );
  }
  return new HubError(answer.isWrite ? "document.rejected" : "remote.protocol_changed", `${host} answered ${status}`, {
    details,
  });
}

const longestWaitMs = 3_600_000;

/** Seconds, or an HTTP date; in milliseconds, at most an hour. Null when it says neither, or a moment that has passed. */
function retryAfter(value: string | undefined, now: Temporal.Instant): number | null {
  if (value !== undefined && /^\d+$/.test(value.trim())) return Math.min(Number(value) * 1000, longestWaitMs);
  const until = httpDate(value);
  const wait = until === null ? 0 : until.epochMilliseconds - now.epochMilliseconds;
  return wait > 0 ? Math.min(wait, longestWaitMs) : null;
}
