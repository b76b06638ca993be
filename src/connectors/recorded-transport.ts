import { createBudget } from "#connect/budget.ts";
import type { AnyConnector, Session } from "#connect/connector.ts";
import { credentialNames } from "#connect/credentials.ts";
import { createHttp } from "#connect/http-client.ts";
import type { Transport, WireAnswer, WireRequest } from "#connect/transport.ts";

/**
 * One request and its answer as a fixture holds it: no host, no credentials. This file stands in for the network with what
 * was recorded, in tests and in `schakel connector test`.
 */
export interface RecordedExchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string | readonly string[]>>;
    /** JSON as it is, a form as its pairs, anything else as text. */
    readonly body?: unknown;
  };
  /**
   * What a fault at this request means where its method does not say so: a POST that only asks (`read`), or what comes after something was
   * made (`made`), when every fault leaves in doubt what the other side has.
   */
  readonly means?: "read" | "made";
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Text is sent as it is, anything else as JSON. */
    readonly body: unknown;
  };
}

/** The recorded form of a request that left; parameters that carry credentials are left out. */
export function recordedForm({ method, url, body, headers }: WireRequest): RecordedExchange["request"] {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    if (/^(oauth_|consumer_)/.test(name)) continue;
    const values = url.searchParams.getAll(name);
    query[name] = name.endsWith("[]") ? values : (values[0] ?? "");
  }
  return {
    method,
    path: url.pathname,
    query,
    ...(body === null ? {} : { body: bodyOf(body, headers["content-type"] ?? "") }),
  };
}

function bodyOf(body: string, contentType: string): unknown {
  if (contentType.includes("json")) return JSON.parse(body);
  return contentType.includes("form-urlencoded") ? [...new URLSearchParams(body)] : body;
}

export const answerOf = ({ status, headers, body }: RecordedExchange["response"]): WireAnswer => ({
  status,
  headers,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

export interface RecordedTransport {
  readonly transport: Transport;
  /** Everything that was asked, in order. */
  readonly requests: readonly WireRequest[];
  /** Requests that are not in the recording, or not in its order. */
  readonly unexpected: readonly string[];
  /** Number of recorded exchanges that nobody asked for. */
  left(): number;
}

/** Answers with the recorded exchanges, strictly in their order. */
export function recordedTransport(exchanges: readonly RecordedExchange[]): RecordedTransport {
  const requests: WireRequest[] = [];
  const unexpected: string[] = [];
  let next = 0;
  const transport: Transport = async (request) => {
    requests.push(request);
    const exchange = exchanges[next];
    const [asked, recorded] = [
      canonical(recordedForm(request)),
      exchange === undefined ? "nothing" : canonical(exchange.request),
    ];
    if (exchange === undefined || asked !== recorded) {
      unexpected.push(`asked ${asked}, recorded is ${recorded}`);
      throw new Error(unexpected.at(-1));
    }
    next += 1;
    return answerOf(exchange.response);
  };
  return { transport, requests, unexpected, left: () => exchanges.length - next };
}

export type Answering = (request: WireRequest) => WireAnswer;

/** Answers in turn, the last one for ever; remembers what was asked. */
export function answersInTurn(answers: readonly Answering[]): {
  readonly transport: Transport;
  readonly requests: readonly WireRequest[];
} {
  const requests: WireRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (answer === undefined) throw new Error("there is nothing to answer with");
    return answer(request);
  };
  return { transport, requests };
}

export const jsonAnswer = (body: unknown, status = 200): WireAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=UTF-8" },
  body: JSON.stringify(body),
});

export const webPage = (status: number): WireAnswer => ({
  status,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><title>Shop</title>",
});

/** JSON with the names in order, to compare. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** Invented secrets under the names a connector declares; a WooCommerce key is 40 hexadecimal digits and these are not. */
export const secretsFor = (connector: AnyConnector): Record<string, string> =>
  Object.fromEntries(credentialNames(connector.credentials).map((name) => [name, `invented-${name}`]));

export const recordedNow = Temporal.Instant.from("2026-11-22T09:00:00Z");

/** Tokens are no part of a recording: whoever asks for one is given one. */
function withToken(
  { credentials }: AnyConnector,
  settings: Record<string, unknown>,
  token: string,
  transport: Transport,
): Transport {
  if (credentials.type !== "client-credentials") return transport;
  const { href } = credentials.tokenUrl(settings);
  const granted = jsonAnswer({ access_token: token, expires_in: 3600, token_type: "Bearer" });
  return async (request) => (request.url.href === href ? granted : transport(request));
}

/** A session of the real `Http` on any transport. */
export function sessionOn(
  connector: AnyConnector,
  settings: Record<string, unknown>,
  transport: Transport,
  signal: AbortSignal = new AbortController().signal,
  token = "invented-token",
): Session {
  const now = () => recordedNow;
  const parsed = connector.settings.parse(settings);
  const budget = createBudget({ ...connector.rateLimit, windows: [] }, () => 0);
  const http = createHttp({
    connector,
    settings: parsed,
    secrets: secretsFor(connector),
    transport: withToken(connector, parsed, token, transport),
    budget,
    now,
    signal,
  });
  return { settings: parsed, http, now, signal };
}
