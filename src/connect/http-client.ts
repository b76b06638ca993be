import type { z } from "zod";
import { HubError } from "#domain/error.ts";
import { textNow } from "#domain/texts/text.ts";
import type { Budget } from "./budget.ts";
import type { AnyConnector } from "./connector.ts";
import { applyCredentials, maskSecrets, type Secrets } from "./credentials.ts";
import { httpDate } from "./http-date.ts";
import type { Answer, Http, HttpRequest } from "./http.ts";
import { tellsOf } from "./rate-headers.ts";
import { storable } from "./storable.ts";
import { WireFault, type Transport } from "./transport.ts";

/** One request and its answer as the log book keeps it: secrets masked, bodies cut. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number | null;
  readonly answer: string;
  readonly elapsedMs: number;
}

export interface HttpOptions {
  readonly connector: AnyConnector;
  readonly settings: Record<string, unknown>;
  readonly secrets: Secrets;
  readonly transport: Transport;
  readonly budget: Budget;
  readonly now: () => Temporal.Instant;
  readonly signal: AbortSignal;
  readonly onExchange?: (exchange: Exchange) => void;
  /** Asked at the last moment before a write leaves; false: it may not any more. */
  readonly maySend?: () => boolean;
}

/** Answers are kept as they came (design.md section 6 rule 4); only a runaway one is cut. */
const keptAnswerLength = 8 * 1024 * 1024;

/** Builds the `Http` of one session. */
export function createHttp(options: HttpOptions): Http {
  const { connector, settings, secrets, transport, budget, now, signal } = options;
  const base = connector.baseUrl(settings);
  const publicOrigins = (connector.publicUrls?.(settings) ?? []).map((url) => url.origin);
  const fields = connector.secretFields ?? [];
  const secretValue =
    fields.length === 0 ? null : new RegExp(`("(?:${fields.join("|")})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, "g");
  const mask = (text: string) => {
    const masked = maskSecrets(storable(text), secrets);
    return secretValue === null ? masked : masked.replaceAll(secretValue, "$1•••");
  };
  // Cut after masking: half a secret is not recognised. The rest of a long answer is not worth masking.
  const excerpt: Excerpt = (body) => storable(mask(body.slice(0, 4000)).slice(0, 500));

  const addressOf = (request: HttpRequest): URL => {
    const url = new URL(request.path, base);
    const isPublic = request.anonymous === true && publicOrigins.includes(url.origin);
    if (url.origin !== base.origin && !isPublic)
      throw new HubError("settings.invalid", `${url.origin} is not the address of this connection`);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (typeof value === "object") for (const one of value) url.searchParams.append(`${name}[]`, one);
      else url.searchParams.set(name, String(value));
    }
    return url;
  };

  const call = async (request: HttpRequest): Promise<Answer> => {
    const url = addressOf(request);
    const headers: Record<string, string> = { accept: "application/json", "user-agent": "Schakel", ...request.headers };
    const body = request.json === undefined ? null : JSON.stringify(request.json);
    if (body !== null) headers["content-type"] = "application/json";
    if (request.anonymous !== true) {
      applyCredentials(
        { method: request.method, url, headers },
        connector.credentials,
        secrets,
        settings,
        now,
        request.credentialsIn,
      );
    }
    const leave = await budget.enter(signal).catch((cause: unknown) => {
      if (cause instanceof HubError) throw cause;
      throw new HubError("remote.unavailable", `${url.host} was not asked: the hub stops`, { cause });
    });
    if (isWrite(request.method) && options.maySend?.() === false) {
      leave();
      throw new HubError("remote.rate_limited", `${url.host} had no room in time; nothing was sent`);
    }
    const startedAt = performance.now();
    const tell = (status: number | null, answer: string) =>
      options.onExchange?.({
        method: request.method,
        url: mask(url.href),
        status,
        answer: mask(answer.slice(0, keptAnswerLength)),
        elapsedMs: Math.round(performance.now() - startedAt),
      });
    try {
      const answer = await transport({
        method: request.method,
        url,
        headers,
        body,
        timeoutMs: request.timeoutMs ?? 30_000,
        signal,
      });
      tell(answer.status, answer.body);
      budget.heard({ tells: tellsOf(answer.headers, connector.rateLimit, now()), startedAt });
      return { ...answer, method: request.method, host: base.host };
    } catch (thrown) {
      const message = mask(thrown instanceof Error ? thrown.message : String(thrown));
      tell(null, message);
      throw faultOf(thrown, request.method, message, url.host);
    } finally {
      leave();
    }
  };

  const refusalOf = (answer: Answer): HubError => {
    const error = connector.errorOf?.(answer) ?? usualRefusal(answer, excerpt, now());
    if (error.code === "remote.rate_limited") budget.refused(error.retryAfterMs ?? null);
    return error;
  };

  const parse = <T extends z.ZodType>(answer: Answer, schema: T, path: string): z.output<T> => {
    let data: unknown;
    try {
      data = JSON.parse(answer.body);
    } catch (cause) {
      throw notJson(answer, cause);
    }
    const read = schema.safeParse(data);
    if (read.success) return read.data as z.output<T>;
    const issue = read.error.issues[0];
    const where = issue === undefined ? "" : `${issue.path.join(".")}: ${textNow(issue.message, "en")}`;
    throw new HubError(
      "remote.protocol_changed",
      `${answer.host} answered ${path} in a form that is not expected (${where})`,
      {
        details: { where, answer: excerpt(answer.body) },
      },
    );
  };

  const ok = async (request: HttpRequest): Promise<Answer> => {
    const answer = await call(request);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusalOf(answer);
  };

  return {
    async json(request, schema) {
      return parse(await ok(request), schema, request.path);
    },
    async jsonWithHeaders(request, schema) {
      const answer = await ok(request);
      return { data: parse(answer, schema, request.path), headers: answer.headers };
    },
    async jsonOrNull(request, schema, nullOn) {
      const answer = await call(request);
      if (answer.status >= 200 && answer.status < 300) return parse(answer, schema, request.path);
      // A web page with status 404 proves nothing: a firewall, or the wrong address.
      if (isJson(answer) && (typeof nullOn === "function" ? nullOn(answer) : nullOn.includes(answer.status)))
        return null;
      throw refusalOf(answer);
    },
    async raw(request) {
      const answer = await call(request);
      if (answer.status < 500) return answer;
      throw refusalOf(answer);
    },
  };
}

const isJson = (answer: Answer): boolean => (answer.headers["content-type"] ?? "").includes("json");

const isWrite = (method: string): boolean => method !== "GET";

function faultOf(thrown: unknown, method: string, message: string, host: string): HubError {
  if (thrown instanceof HubError) return thrown;
  if (thrown instanceof WireFault) {
    const isForbidden = thrown.kind === "forbidden";
    const entry = isForbidden ? "closedAddress" : thrown.isUnknownHost ? "unknownHost" : "noAnswer";
    const options = { cause: thrown, details: { entry, value: host } };
    if (isForbidden) return new HubError("settings.invalid", message, options);
    if (thrown.kind === "lost" && isWrite(method)) return new HubError("remote.outcome_unknown", message, options);
    return new HubError("remote.unavailable", message, options);
  }
  return new HubError("internal.unexpected", message, { cause: thrown });
}

/** A page where data was expected: a firewall, maintenance, a PHP notice. It comes and goes, so it is retried. */
function notJson(answer: Answer, cause: unknown): HubError {
  if (isJson(answer)) {
    const code = isWrite(answer.method) ? "remote.outcome_unknown" : "remote.unavailable";
    return new HubError(code, `${answer.host} sent an answer that is cut off or mixed with other text`, { cause });
  }
  return new HubError(
    isWrite(answer.method) ? "remote.outcome_unknown" : "remote.unavailable",
    `${answer.host} answered with a web page instead of data`,
    {
      cause,
    },
  );
}

/** The beginning of an answer, without secrets. */
type Excerpt = (body: string) => string;

/** What a refusal means by HTTP custom. A connector overrules it with `errorOf`. */
function usualRefusal(answer: Answer, excerpt: Excerpt, now: Temporal.Instant): HubError {
  const { status, host, method } = answer;
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
    const code = isWrite(method) ? "remote.outcome_unknown" : "remote.unavailable";
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
  return new HubError(isWrite(method) ? "document.rejected" : "remote.protocol_changed", `${host} answered ${status}`, {
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
