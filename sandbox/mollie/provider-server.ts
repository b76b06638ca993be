/** An HTTP server with a log of calls and faults on demand. Also used by `sandbox/bancontact-pro`. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Faults, inCurrency, type Fault } from "./provider-faults.ts";

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Passes as long as the planned slowness of this call. */ pause(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text and bytes are sent as they are. */ readonly body?: unknown;
}

/** Thrown by the work: this is the answer. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(JSON.stringify(reply.body));
    this.reply = reply;
  }
}

export interface Call {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Raw, without `?`. */ readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** `undefined` while under way or when no answer was sent. */ status: number | undefined;
  readonly fault: Fault["kind"] | undefined;
}

export interface Provider {
  readonly contentType: string;
  isApi(path: string): boolean;
  answer(incoming: Incoming): Promise<Reply> | Reply;
  /** The provider's own words for a planned 401, 429, 500 or 503. */
  refusal(status: 401 | 429 | 500 | 503): Reply;
}

export interface ProviderServer {
  readonly url: string;
  readonly calls: readonly Call[];
  readonly faults: Faults;
  stop(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** The answer given instead of the work, `undefined` for faults that do the work. */
function instead(fault: Fault | undefined, provider: Provider): Reply | undefined {
  if (fault?.kind === "unauthorized") return provider.refusal(401);
  if (fault?.kind === "status") return provider.refusal(fault.status);
  if (fault?.kind === "limit") {
    const reply = provider.refusal(429);
    const after = fault.retryAfter === undefined ? 1 : fault.retryAfter;
    return after === null ? reply : { ...reply, headers: { ...reply.headers, "Retry-After": String(after) } };
  }
  if (fault?.kind === "gateway") {
    const html = `<html><head><title>${fault.status}</title></head><body><h1>${fault.status}</h1></body></html>\n`;
    return { status: fault.status, headers: { "Content-Type": "text/html" }, body: html };
  }
  return undefined;
}

/** The reply of the work as the fault lets it out. */
function spoiled(fault: Fault | undefined, reply: Reply): Reply {
  const { body } = reply;
  if (fault === undefined || typeof body !== "object" || body === null || body instanceof Uint8Array) return reply;
  if (fault.kind === "currency") return { ...reply, body: inCurrency(body, fault.currency ?? "USD") };
  if (fault.kind === "change") {
    return { ...reply, body: fault.change(structuredClone(body) as Record<string, unknown>) };
  }
  const text = JSON.stringify(body);
  return fault.kind === "malformed" ? { ...reply, body: text.slice(0, Math.ceil(text.length / 2)) } : reply;
}

async function worked(provider: Provider, incoming: Incoming): Promise<Reply> {
  try {
    return await provider.answer(incoming);
  } catch (error) {
    if (error instanceof Refused) return error.reply;
    throw error;
  }
}

function write(response: ServerResponse, reply: Reply, contentType: string): void {
  const { status, headers, body } = reply;
  const isAsIs = typeof body === "string" || body instanceof Uint8Array;
  const bytes = Buffer.from(body === undefined ? "" : isAsIs ? body : JSON.stringify(body));
  const type = body === undefined ? {} : { "Content-Type": contentType };
  response.writeHead(status, { ...type, ...headers, "Content-Length": String(bytes.length) });
  response.end(bytes);
}

/** `providerAt` is told the address, which stands in the links of its answers. */
export async function startServer(port: number, providerAt: (url: string) => Provider): Promise<ProviderServer> {
  const server = createServer();
  const listening = Promise.withResolvers<undefined>();
  server.once("error", listening.reject);
  server.listen(port, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = providerAt(url);
  const faults = new Faults();
  const calls: Call[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? "/";
    const mark = target.indexOf("?");
    const path = mark < 0 ? target : target.slice(0, mark);
    const query = mark < 0 ? "" : target.slice(mark + 1);
    const { method = "GET", headers } = request;
    const body = await textOf(request);
    const fault = faults.next(method, target, provider.isApi(path));
    const at = Temporal.Now.instant().toString();
    const call: Call = { at, method, path, query, headers, body, status: undefined, fault: fault?.kind };
    calls.push(call);
    if (fault?.kind === "close") request.socket.destroy();
    if (fault?.kind === "close" || (fault?.kind === "hang" && fault.worked !== true)) return;
    const pause = async (): Promise<void> => {
      if (fault?.kind === "slow") await wait(fault.milliseconds);
    };
    const incoming = { method, path, query: new URLSearchParams(query), headers, body, pause };
    const reply = instead(fault, provider) ?? spoiled(fault, await worked(provider, incoming));
    if (fault?.kind === "hang") return;
    if (fault?.kind === "lost") {
      request.socket.destroy();
      return;
    }
    call.status = reply.status;
    write(response, reply, provider.contentType);
  }

  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (!response.headersSent) write(response, { status: 500, body: `stand-in broke: ${text}` }, "text/plain");
    });
  });

  return {
    url,
    calls,
    faults,
    async stop() {
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
