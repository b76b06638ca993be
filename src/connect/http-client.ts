import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { HubError } from "#domain/error.ts";
import { textNow } from "#domain/texts/text.ts";
import { accessTokens } from "./access-token.ts";
import type { Budget } from "./budget.ts";
import type { AnyConnector } from "./connector.ts";
import { applyCredentials, credentialNames, maskSecrets, type Secrets } from "./credentials.ts";
import type { Answer, Http, HttpRequest } from "./http.ts";
import { filledIn } from "./placed.ts";
import { tellsOf } from "./rate-headers.ts";
import { isJson, isWrite, notJson, usualRefusal, type Excerpt } from "./refusals.ts";
import { storable } from "./storable.ts";
import { WireFault, type Transport } from "./transport.ts";
import { xmlEscaped } from "./xml-escape.ts";

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
  /** Where each address of the connection has room of its own. */
  readonly budgetAt?: (host: string) => Budget;
  readonly now: () => Temporal.Instant;
  readonly signal: AbortSignal;
  readonly onExchange?: (exchange: Exchange) => void;
  /** False: answers are not told with their exchange, for who keeps what matters of them already. */
  readonly tellsAnswers?: boolean;
  /** Where tokens are kept as long as the process lives; without it they live as long as the session. */
  readonly memory?: Map<string, string>;
  /** Asked at the last moment before a write leaves; false: it may not any more. */
  readonly maySend?: () => boolean;
}

/** Answers are kept as they came (design.md section 6 rule 4); only a runaway one is cut. */
const keptAnswerLength = 8 * 1024 * 1024;

/** Builds the `Http` of one session. */
export function createHttp(options: HttpOptions): Http {
  const { connector, settings, secrets, transport, now, signal, budgetAt = () => options.budget } = options;
  const base = connector.baseUrl(settings);
  const origins = [base, ...(connector.otherUrls?.(settings) ?? [])].map((url) => url.origin);
  const tokens = accessTokens(options);
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

  const names = credentialNames(connector.credentials);
  const fillIn: Http["fillIn"] = (fields) =>
    fields.map(({ name, value }) => ({ name, value: filledIn(value, secrets, names) }));

  const addressOf = (request: HttpRequest): URL => {
    const url = new URL(request.path, base);
    const isPublic = request.anonymous === true && publicOrigins.includes(url.origin);
    if (!origins.includes(url.origin) && !isPublic)
      throw new HubError("settings.invalid", `${url.origin} is not the address of this connection`);
    if (request.method === "GET")
      for (const { name, value } of fillIn(request.form ?? [])) url.searchParams.append(name, value);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (typeof value === "object") for (const one of value) url.searchParams.append(`${name}[]`, one);
      else url.searchParams.set(name, String(value));
    }
    return url;
  };

  const bodyOf = (request: HttpRequest): { text: string; mediaType: string; isFixed: boolean } | null => {
    if (request.json !== undefined)
      return { text: JSON.stringify(request.json), mediaType: "application/json", isFixed: true };
    if (request.xml !== undefined) {
      const parts = request.xml.map((part) =>
        typeof part === "string" ? part : xmlEscaped(filledIn(part, secrets, names)),
      );
      return { text: parts.join(""), mediaType: "application/xml; charset=utf-8", isFixed: false };
    }
    if (request.form === undefined || request.method === "GET") return null;
    const fields = new URLSearchParams(fillIn(request.form).map(({ name, value }) => [name, value]));
    return { text: fields.toString(), mediaType: "application/x-www-form-urlencoded", isFixed: true };
  };

  const call = async (request: HttpRequest, wantsBytes = false): Promise<Answer> => {
    if (tokens === null || request.anonymous === true) return send(request, {}, wantsBytes);
    const token = await tokens.current();
    const answer = await send(request, { authorization: `Bearer ${token}` }, wantsBytes);
    // It may have been taken back before its time: refused, so nothing was done. Asked for anew once.
    if (answer.status !== 401 || !tokens.drop(token)) return answer;
    return send(request, { authorization: `Bearer ${await tokens.current()}` }, wantsBytes);
  };

  const send = async (
    request: HttpRequest,
    authorization: Readonly<Record<string, string>>,
    wantsBytes: boolean,
  ): Promise<Answer> => {
    const url = addressOf(request);
    const budget = budgetAt(url.host);
    const headers: Record<string, string> = {
      accept: "application/json",
      "user-agent": "Schakel",
      ...request.headers,
      ...authorization,
    };
    const sent = bodyOf(request);
    if (sent !== null && (sent.isFixed || headers["content-type"] === undefined))
      headers["content-type"] = sent.mediaType;
    const body = sent?.text ?? null;
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
    if (isWrite(request) && options.maySend?.() === false) {
      leave();
      throw new HubError("remote.rate_limited", `${url.host} had no room in time; nothing was sent`);
    }
    const startedAt = performance.now();
    const tell = (status: number | null, answer: string) =>
      options.onExchange?.({
        method: request.method,
        url: mask(url.href),
        status,
        answer: options.tellsAnswers === false ? "" : mask(answer.slice(0, keptAnswerLength)),
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
        isRead: !isWrite(request),
        ...(wantsBytes && { wantsBytes }),
      });
      tell(answer.status, wantsBytes && isGood(answer) ? "(a file)" : answer.body);
      budget.heard({ tells: tellsOf(answer.headers, connector.rateLimit, now()), startedAt });
      return { ...answer, method: request.method, isWrite: isWrite(request), host: url.host };
    } catch (thrown) {
      const message = mask(thrown instanceof Error ? thrown.message : String(thrown));
      tell(null, message);
      throw faultOf(thrown, isWrite(request), message, url.host);
    } finally {
      leave();
    }
  };

  const refusalOf = (answer: Answer): HubError => {
    const error = connector.errorOf?.(answer) ?? usualRefusal(answer, excerpt, now());
    if (error.code === "remote.rate_limited") budgetAt(answer.host).refused(error.retryAfterMs ?? null);
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
    if (isGood(answer)) return answer;
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
      if (isGood(answer)) return parse(answer, schema, request.path);
      // A web page with status 404 proves nothing: a firewall, or the wrong address.
      if (isJson(answer) && (typeof nullOn === "function" ? nullOn(answer) : nullOn.includes(answer.status)))
        return null;
      throw refusalOf(answer);
    },
    async done(request) {
      return { headers: (await ok(request)).headers };
    },
    async file(request, maximumBytes) {
      const tooLarge = (host: string, size: string, cause?: unknown) =>
        new HubError(
          "document.rejected",
          `The file of ${host} is too large: ${size}, and ${megabytes(maximumBytes)} is allowed`,
          { cause },
        );
      const answer = await call(request, true).catch((error: unknown) => {
        const { cause } = error as HubError;
        if (!(cause instanceof WireFault) || !cause.isTooLarge) throw error;
        throw tooLarge(new URL(request.path, base).host, "more than can be read at all", cause);
      });
      if (!isGood(answer)) throw refusalOf(answer);
      const mediaType = (answer.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
      // A firewall, or an answer about the file instead of the file.
      if (mediaType === "text/html") throw notJson(answer, null);
      if (mediaType.endsWith("json")) parse(answer, z.never(), request.path);
      const bytes = Buffer.byteLength(answer.body, "base64");
      if (bytes > maximumBytes) throw tooLarge(answer.host, megabytes(bytes));
      return { mediaType, base64: answer.body };
    },
    wait: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
    scopes: async () => (await tokens?.scopes()) ?? null,
    text: ok,
    masked: mask,
    fillIn,
    async raw(request) {
      const answer = await call(request);
      if (answer.status < 500) return answer;
      throw refusalOf(answer);
    },
  };
}

const isGood = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function faultOf(thrown: unknown, wasWrite: boolean, message: string, host: string): HubError {
  if (thrown instanceof HubError) return thrown;
  if (thrown instanceof WireFault) {
    const isForbidden = thrown.kind === "forbidden";
    const entry = isForbidden ? "closedAddress" : thrown.isUnknownHost ? "unknownHost" : "noAnswer";
    const options = { cause: thrown, details: { entry, value: host } };
    if (isForbidden) return new HubError("settings.invalid", message, options);
    if (thrown.kind === "lost" && wasWrite) return new HubError("remote.outcome_unknown", message, options);
    return new HubError("remote.unavailable", message, options);
  }
  return new HubError("internal.unexpected", message, { cause: thrown });
}
