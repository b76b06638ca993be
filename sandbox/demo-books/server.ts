/** HTTP around the package: the log, and the faults before, between and after what is done. */
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Access, type Key } from "./access.ts";
import type { FaultKind, Faults } from "./faults.ts";
import { errorBody, Refused } from "./refusals.ts";
import { answer, type Answer, type Asked, type Package } from "./routes.ts";

/** One request whose head was read. A connection that was reset before is only among the hits of its fault. */
export interface Logged {
  /** Milliseconds, of the package's clock. */ readonly at: number;
  readonly method: string;
  /** Without the query: `/api/v1/documents`. */ readonly path: string;
  readonly query: string;
  /** The header as it came, whatever the mode. */ readonly idempotencyKey: string | null;
  readonly faults: FaultKind[];
  /** `null` while under way, and when the package broke off. */
  done: Answer["done"] | "refused" | null;
  /** The code of a refusal. */ code: string | null;
  /** Id of the record that was made or given again. */ record: string | null;
  /** What was sent; `null` when nothing was. */ status: number | null;
}

export interface Server {
  readonly url: string;
  readonly requests: readonly Logged[];
  /** Until no request is under way, those of callers who are gone among them. */ settled(): Promise<void>;
  /** Stops listening and destroys every connection: the next is refused. What is under way goes on. */
  unplug(): Promise<void>;
  /** Listens again on the same port. */ plug(): Promise<void>;
  stop(): Promise<void>;
}

interface Parts {
  readonly books: Package;
  readonly access: Access;
  readonly faults: Faults;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const prefix = "/api/v1/";

function maintenance(retryAfter: number | undefined): Reply {
  const body =
    '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>Onderhoud</title></head>' +
    "<body><h1>Onderhoud</h1><p>Demo Boeken is zo terug.</p></body></html>\n";
  const after = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  return { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", ...after }, body };
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function startServer(port: number, { books, access, faults, wait }: Parts): Promise<Server> {
  const requests: Logged[] = [];
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  /** Second answers that wait for the next request on their socket. */ const held = new WeakMap<Socket, Buffer>();

  function json(
    key: Key | undefined,
    status: number,
    body: string,
    more: Readonly<Record<string, string>> = {},
  ): Reply {
    const headers = { "Content-Type": "application/json; charset=utf-8", ...access.headers(key), ...more };
    return { status, headers, body };
  }

  async function replyOf(asked: Asked, key: Key | undefined, logged: Logged): Promise<Reply> {
    try {
      const { status, json: body, done, record } = await answer(books, access, key, asked);
      Object.assign(logged, { done, record });
      return json(key, status, body, done === "replayed" ? { "Idempotent-Replayed": "true" } : {});
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      Object.assign(logged, { done: "refused", code: error.code });
      return json(key, error.status, errorBody(error.code, error.field, error.message), error.headers);
    }
  }

  function send(response: ServerResponse, reply: Reply, logged: Logged, target: string): void {
    const { socket } = response;
    if (socket === null || socket.destroyed) return;
    const fault = faults.take(["cutAnswer", "answerTwice"], logged.method, target);
    if (fault !== undefined) logged.faults.push(fault.kind);
    logged.status = reply.status;
    const body = Buffer.from(reply.body);
    const headers = { ...reply.headers, Date: new Date().toUTCString(), "Content-Length": String(body.length) };
    response.writeHead(reply.status, headers);
    if (fault?.kind === "cutAnswer") {
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy());
      return;
    }
    if (fault?.kind === "answerTwice") {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const head = `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status]}\r\n${lines.join("")}\r\n`;
      const second = Buffer.concat([Buffer.from(head), body]);
      if (fault.second === "to the next request") held.set(socket, second);
      else response.once("finish", () => socket.writable && socket.write(second));
    }
    response.end(body);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: target = "/", headers, socket } = request;
    const second = held.get(socket);
    if (second !== undefined) {
      held.delete(socket);
      socket.write(second);
    }
    const mark = target.indexOf("?");
    const path = mark < 0 ? target : target.slice(0, mark);
    const query = mark < 0 ? "" : target.slice(mark + 1);
    const header = headers["idempotency-key"];
    const idempotencyKey = typeof header === "string" ? header : undefined;
    const logged: Logged = {
      ...{ at: books.now(), method, path, query, idempotencyKey: idempotencyKey ?? null, faults: [] },
      ...{ done: null, code: null, record: null, status: null },
    };
    requests.push(logged);
    if (faults.refusesRequest(method, target, socket)) {
      logged.faults.push("refuse");
      logged.done = "refused";
      socket.resetAndDestroy();
      return;
    }
    const body = await bytesOf(request);
    const down = faults.take(["down"], method, target);
    if (down !== undefined) {
      logged.faults.push("down");
      Object.assign(logged, { done: "refused", code: "maintenance" });
      send(response, maintenance(down.retryAfter), logged, target);
      return;
    }
    const slow = faults.take(["slow"], method, target);
    if (slow !== undefined) logged.faults.push("slow");
    const asked: Asked = {
      method,
      path: path.startsWith(prefix) ? path.slice(prefix.length) : undefined,
      query: new URLSearchParams(query),
      idempotencyKey,
      body,
      async underWay() {
        const late = faults.take(["late"], method, target);
        if (late !== undefined) logged.faults.push("late");
        const ms = late?.ms ?? (method === "POST" ? books.settings.writeMs : 0);
        if (ms > 0) await wait(ms, stopping.signal);
      },
    };
    const key = access.find(headers.authorization);
    let reply = await replyOf(asked, key, logged);
    const spoilt =
      reply.status < 300
        ? faults.take(["loseAnswer", "failAfterWriting", "htmlAfterWriting"], method, target)
        : undefined;
    if (spoilt !== undefined) logged.faults.push(spoilt.kind);
    if (slow !== undefined) await wait(slow.ms, stopping.signal);
    if (spoilt?.kind === "loseAnswer") {
      socket.destroy();
      return;
    }
    if (spoilt?.kind === "failAfterWriting") {
      reply = json(key, 500, errorBody("internal", null, "Something went wrong on our side"));
    } else if (spoilt?.kind === "htmlAfterWriting") reply = maintenance(spoilt.retryAfter);
    send(response, reply, logged, target);
  }

  // Longer than any client keeps an idle connection: one that is closed just as it is used would be a fault nobody planned.
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    // Broken off by the caller before the body was read, by a stop, or a mistake of ours: all look alike to the caller.
    const work = handle(request, response).catch(() => void request.socket.destroy());
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  });
  server.on("connection", (socket: Socket) => {
    if (faults.refusesConnection(socket)) socket.resetAndDestroy();
  });

  async function listen(at: number): Promise<void> {
    const listening = Promise.withResolvers<undefined>();
    server.once("error", listening.reject);
    server.listen(at, "127.0.0.1", () => listening.resolve(undefined));
    await listening.promise;
    server.off("error", listening.reject);
  }
  async function close(): Promise<void> {
    const closed = Promise.withResolvers<undefined>();
    server.close(() => closed.resolve(undefined));
    server.closeAllConnections();
    await closed.promise;
  }
  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  await listen(port);
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    requests,
    settled,
    unplug: close,
    plug: () => listen(bound),
    async stop() {
      stopping.abort();
      await close();
      await settled();
    },
  };
}
