/** HTTP around the ERP: three hosts, the log, and the faults before, between and after what is done. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer } from "./answers.ts";
import { statusAnswer, type FaultKind, type Faults } from "./faults.ts";
import type { Host } from "./windows.ts";

export interface Incoming {
  readonly host: Host;
  readonly method: string;
  /** As it came: percent-encoded, without the query. */ readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** One request whose head was read. */
export interface Logged {
  /** Milliseconds, of the stand-in's clock. */ readonly at: number;
  readonly host: Host;
  readonly method: string;
  readonly path: string;
  /** Raw, without `?`. */ readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** As text; files are left out. */ body: string;
  fault: FaultKind | null;
  /** What the ERP made of it, also when its answer was lost; `null` while under way and when nothing was done. */
  worked: number | null;
  /** What was sent; `null` when nothing was. */ status: number | null;
}

export interface Hosts {
  readonly urls: Readonly<Record<Host, string>>;
  readonly requests: readonly Logged[];
  settled(): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

interface Parts {
  readonly faults: Faults;
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  answer(incoming: Incoming, urls: Readonly<Record<Host, string>>): Answer | Promise<Answer>;
}

/** Longer synchronous calls are cut. */
const longest = 240_000;

async function bytesOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const withErrorInfo = (body: unknown, text: string): unknown =>
  Array.isArray(body) ? body.map((row) => withErrorInfo(row, text)) : { ...(body as object), errorInfo: text };

export async function startHosts(ports: Readonly<Record<Host, number>>, parts: Parts): Promise<Hosts> {
  const { faults, now, wait } = parts;
  const requests: Logged[] = [];
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  const urls: Record<Host, string> = { connect: "", finance: "", salesOrder: "" };

  function send(response: ServerResponse, { status, headers, body }: Answer, logged: Logged, isHalf: boolean): void {
    const { socket } = response;
    if (socket === null || socket.destroyed) return;
    logged.status = status;
    const bytes = Buffer.from(body === undefined ? "" : body instanceof Uint8Array ? body : JSON.stringify(body));
    const type = body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" };
    const date = new Date(now()).toUTCString();
    const length = status === 204 ? {} : { "Content-Length": String(bytes.length) };
    response.writeHead(status, { ...type, Date: date, ...headers, ...length });
    if (isHalf) response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket.destroy());
    else response.end(bytes);
  }

  async function handle(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: target = "/", headers, socket } = request;
    const mark = target.indexOf("?");
    const path = mark < 0 ? target : target.slice(0, mark);
    const query = mark < 0 ? "" : target.slice(mark + 1);
    const fault = faults.take(host, method, target);
    const logged: Logged = {
      ...{ at: now(), host, method, path, query, headers, body: "" },
      ...{ fault: fault?.kind ?? null, worked: null, status: null },
    };
    requests.push(logged);
    const body = await bytesOf(request);
    if (headers["content-type"]?.startsWith("multipart/") !== true) logged.body = Buffer.from(body).toString("utf8");
    if (fault?.kind === "late") await wait(fault.ms, stopping.signal);
    const isIdle =
      (fault?.kind === "status" || fault?.kind === "cut" || fault?.kind === "hang") && fault.worked !== true;
    const incoming = { host, method, path, query: new URLSearchParams(query), headers, body };
    let answer: Answer | undefined;
    if (!isIdle) {
      answer = await parts.answer(incoming, urls);
      logged.worked = answer.status;
    }
    if (fault?.kind === "hang") return;
    if (fault?.kind === "slow") await wait(Math.min(fault.ms, longest), stopping.signal);
    if (fault?.kind === "cut" || (fault?.kind === "slow" && fault.ms >= longest)) {
      socket.destroy();
      return;
    }
    if (fault?.kind === "status") answer = statusAnswer(fault, host);
    if (answer === undefined) return;
    if (fault?.kind === "errorInfo" && answer.status === 200 && answer.body !== undefined) {
      answer = { ...answer, body: withErrorInfo(answer.body, fault.text ?? "An error has occurred.") };
    }
    send(response, answer, logged, fault?.kind === "half");
  }

  function serverOf(host: Host): Server {
    // Longer than any client keeps an idle connection: one that is closed just as it is used would be a fault nobody planned.
    return createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
      const work = handle(host, request, response).catch((error: unknown) => {
        // A stop, or the caller broke off. Anything else is a mistake of ours, and has to be seen.
        if (stopping.signal.aborted || request.socket.destroyed || response.headersSent)
          return void request.socket.destroy();
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        response.writeHead(500, { "Content-Type": "text/plain" });
        response.end(`stand-in broke: ${text}`);
      });
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    });
  }
  const servers: Record<Host, Server> = {
    connect: serverOf("connect"),
    finance: serverOf("finance"),
    salesOrder: serverOf("salesOrder"),
  };
  const names = Object.keys(servers) as Host[];
  const bound: Record<Host, number> = { ...ports };

  async function listen(): Promise<void> {
    for (const host of names) {
      const server = servers[host];
      const listening = Promise.withResolvers<undefined>();
      server.once("error", listening.reject);
      server.listen(bound[host], "127.0.0.1", () => listening.resolve(undefined));
      await listening.promise;
      server.off("error", listening.reject);
      bound[host] = (server.address() as AddressInfo).port;
      urls[host] = `http://127.0.0.1:${bound[host]}`;
    }
  }
  async function close(): Promise<void> {
    for (const host of names) {
      const closed = Promise.withResolvers<undefined>();
      servers[host].close(() => closed.resolve(undefined));
      servers[host].closeAllConnections();
      await closed.promise;
    }
  }
  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  await listen();
  return {
    urls,
    requests,
    settled,
    unplug: close,
    plug: listen,
    async stop() {
      stopping.abort();
      await close();
      await settled();
    },
  };
}
