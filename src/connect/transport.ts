import { lookup as resolve, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, request as send } from "undici";
import { answerText } from "./answer-text.ts";
import { isClosedAddress, isOpened, refusalOf } from "./egress.ts";

export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  /** It changes nothing, whatever its method: it may be asked on a connection that others were asked on. */
  readonly isRead?: boolean;
  readonly signal: AbortSignal;
  /** A file is asked for. */
  readonly wantsBytes?: boolean;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text; of a file in base64. */
  readonly body: string;
}

/** Sends one request. Rejects with a `WireFault`: whether the other side can have seen it decides what a write means. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>;

/** `refused`: nothing was sent. `lost`: it may have arrived, and been carried out. `forbidden`: we did not want to send it. */
export class WireFault extends Error {
  override readonly name = "WireFault";
  readonly kind: "refused" | "lost" | "forbidden";
  /** The name service knows no such host. */
  get isUnknownHost(): boolean {
    return codeOf(this.cause) === "ENOTFOUND";
  }
  get isTooLarge(): boolean {
    return codeOf(this.cause) === tooLarge;
  }
  constructor(kind: "refused" | "lost" | "forbidden", message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

export interface EgressRules {
  /** `host` or `host:port` the operator opened although private or plain http. */
  readonly opened: readonly string[];
  /** Extra certificate authorities, PEM: a shop behind a company's own authority. */
  readonly extraAuthorities?: readonly string[];
}

const maximumAnswerBytes = 32 * 1024 * 1024;
const tooLarge = "UND_ERR_RES_EXCEEDED_MAX_SIZE";

/** Before any byte is written nothing can have happened; these are the codes of that. */
const refusedCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  // The hub is stopping: undici takes no more requests.
  "UND_ERR_CLOSED",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** The code of the innermost error that has one; undici wraps. */
function codeOf(thrown: unknown): string {
  let current: unknown = thrown;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ("code" in current && typeof current.code === "string") return current.code;
    current = current.cause;
  }
  return "";
}

/** An answer about a file, or of a firewall, is text. */
const isFile = (status: number, headers: Readonly<Record<string, string>>): boolean =>
  status < 300 && !/json|html/.test(headers["content-type"] ?? "");

/**
 * Aborts when `signal` does, or after so long. By hand, and not by `AbortSignal.any` and `timeout`: those are held weakly, which V8 lets go of at
 * its rare large collections only, with all that a request has touched.
 */
function endingAfter(
  milliseconds: number,
  signal: AbortSignal,
): { readonly signal: AbortSignal; readonly isOver: () => boolean; readonly end: () => void } {
  const controller = new AbortController();
  let isOver = false;
  const stop = () => controller.abort(signal.reason);
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort(new Error("It took too long"));
  }, milliseconds);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    isOver: () => isOver,
    end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    },
  };
}

/**
 * The transport every connector is given. Follows no redirects. Names are judged when they resolve, for the very address
 * that is then connected to, so that a name cannot change its mind between check and use.
 */
export function createTransport(rules: EgressRules): {
  readonly transport: Transport;
  readonly close: () => Promise<void>;
} {
  const guarded =
    (isOpen: boolean): LookupFunction =>
    (host, options, callback) => {
      resolve(host, { ...options, all: true }, (error, addresses) => {
        const found: LookupAddress[] = addresses ?? [];
        const closedOne = isOpen ? undefined : found.find((entry) => isClosedAddress(entry.address));
        if (error === null && closedOne !== undefined) {
          callback(
            new WireFault("forbidden", `${host} resolves to ${closedOne.address}, inside the operator's own network`),
            [],
          );
        } else {
          callback(error, found);
        }
      });
    };
  const agentFor = (isOpen: boolean, more: Agent.Options = {}) =>
    new Agent({
      ...more,
      connect: {
        lookup: guarded(isOpen),
        timeout: 10_000,
        ...(rules.extraAuthorities ? { ca: [...rules.extraAuthorities] } : {}),
      },
      autoSelectFamily: true,
      maxResponseSize: maximumAnswerBytes,
      maxRedirections: 0,
    } as Agent.Options);
  const reads = { guarded: agentFor(false), open: agentFor(true) };
  // Each on a connection of its own, which nothing else is asked on: an answer that comes twice would be taken for that of the next.
  const once: Agent.Options = { pipelining: 0 };
  const writes = { guarded: agentFor(false, once), open: agentFor(true, once) };
  const agents = [...Object.values(reads), ...Object.values(writes)];

  const transport: Transport = async (request) => {
    const { method, url, headers, body, timeoutMs, signal, isRead = method === "GET", wantsBytes = false } = request;
    const refusal = refusalOf(url, rules.opened);
    if (refusal !== null) throw new WireFault("forbidden", refusal);
    const { signal: ending, isOver, end } = endingAfter(timeoutMs, signal);
    try {
      const answer = await send(url, {
        method,
        headers,
        body,
        dispatcher: (isRead ? reads : writes)[isOpened(url, rules.opened) ? "open" : "guarded"],
        signal: ending,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      const flat = Object.entries(answer.headers).map(([name, value]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value.join(", ") : (value ?? ""),
      ]);
      const kept: Record<string, string> = Object.fromEntries(flat);
      const bytes = Buffer.from(await answer.body.arrayBuffer());
      const text =
        wantsBytes && isFile(answer.statusCode, kept)
          ? bytes.toString("base64")
          : answerText(bytes, kept["content-type"] ?? "");
      return { status: answer.statusCode, headers: kept, body: text };
    } catch (thrown) {
      if (thrown instanceof WireFault) throw thrown;
      if (thrown instanceof Error && thrown.cause instanceof WireFault) throw thrown.cause;
      const code = codeOf(thrown);
      if (isOver()) throw new WireFault("lost", `no answer from ${url.host} within ${timeoutMs} ms`, thrown);
      if (code === tooLarge) {
        const megabytes = maximumAnswerBytes / 1024 / 1024;
        throw new WireFault("lost", `the answer of ${url.host} is too large: more than ${megabytes} MB`, thrown);
      }
      throw new WireFault(
        refusedCodes.has(code) ? "refused" : "lost",
        `no answer from ${url.host} (${code || String(thrown)})`,
        thrown,
      );
    } finally {
      end();
    }
  };
  return { transport, close: async () => void (await Promise.all(agents.map((agent) => agent.close()))) };
}
