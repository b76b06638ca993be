/** HTTP around the shop: the log, the limits of its host, and the faults before, between and after what is done. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseQuery, scalar } from "#sandbox/woocommerce/php.ts";
import { phpText, type Reply } from "./asked.ts";
import type { FaultKind, Faults } from "./faults.ts";
import { hostPage, htmlPage, jsonPage, notice, refusalPage, type Page } from "./pages.ts";
import { Refused } from "./refusals.ts";
import type { Incoming } from "./routes.ts";
import type { Settings } from "./settings.ts";

/** One request whose head was read. */
export interface Logged {
  /** Unix seconds, of the shop's clock. */ readonly at: number;
  readonly method: string;
  /** Without the query. */ readonly path: string;
  readonly query: string;
  /** The first 20,000 characters. */ body: string;
  readonly faults: FaultKind[];
  /** `null` while under way, and when it was broken off. */ done: "read" | "written" | "refused" | null;
  /** What was sent; `null` when nothing was. */ status: number | null;
  /** Fields of the body the shop passed over without a word. */ readonly ignored: string[];
}

export interface Server {
  readonly url: string;
  readonly requests: readonly Logged[];
  /** The most requests there were at once. */ readonly most: () => number;
  /** Until no request is under way, those of callers who are gone among them. */ settled(): Promise<void>;
  /** Connections are refused until `plug`; what is under way goes on. */ unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

interface Parts {
  readonly settings: Settings;
  readonly faults: Faults;
  /** Unix seconds. */ readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  readonly answer: (incoming: Incoming) => Promise<Reply>;
  readonly image: (path: string) => Uint8Array | undefined;
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What of a path is the API's; `undefined` when the web server or the shop's own pages answer. */
function apiPath(path: string, params: Incoming["params"], { rewrite }: Settings) {
  const trimmed = (text: string): string => text.replace(/^\/+|\/+$/g, "");
  if (path === "/api.php" && scalar(params.get("ajax_custom")) === "1") {
    return { path: trimmed(scalar(params.get("_d")) ?? ""), isPlain: true };
  }
  return rewrite && path.startsWith("/api/") ? { path: trimmed(path.slice(5)), isPlain: false } : undefined;
}

export async function startServer(port: number, parts: Parts): Promise<Server> {
  const { settings, faults, now, wait } = parts;
  const requests: Logged[] = [];
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let most = 0;
  let window = { began: -Infinity, used: 0 };

  /** What the host says before PHP is asked. */
  function refusedByHost(): Page | undefined {
    if (underWay.size > settings.workers) return hostPage(508);
    const { limit } = settings;
    if (limit === null) return undefined;
    if (now() >= window.began + limit.seconds) window = { began: now(), used: 0 };
    window.used += 1;
    return window.used > limit.requests ? hostPage(limit.status) : undefined;
  }

  async function pageOf(request: IncomingMessage, incoming: Incoming, logged: Logged): Promise<Page> {
    const { method } = request;
    try {
      const { status, body } = await parts.answer(incoming);
      logged.done = method === "GET" ? "read" : "written";
      return status === 204 ? { status, headers: {}, body: "" } : jsonPage(status, phpText(body, settings));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      logged.done = "refused";
      return refusalPage(error, settings);
    }
  }

  function send(response: ServerResponse, page: Page, logged: Logged, target: string): void {
    const { socket } = response;
    if (socket === null || socket.destroyed) return;
    const isDone = logged.done !== "refused" && page.status < 300;
    const spoilt = isDone
      ? faults.take(["cutAnswer", "halfJson", "notice", "otherJson"], logged.method, target)
      : undefined;
    if (spoilt !== undefined) logged.faults.push(spoilt.kind);
    logged.status = page.status;
    let body = Buffer.from(page.body);
    if (spoilt?.kind === "halfJson") body = body.subarray(0, Math.floor(body.length / 2));
    if (spoilt?.kind === "notice") body = Buffer.concat([Buffer.from(notice), body]);
    if (spoilt?.kind === "otherJson") body = Buffer.from(JSON.stringify(spoilt.body ?? { data: [] }));
    const date = new Date(now() * 1000).toUTCString();
    response.writeHead(page.status, { ...page.headers, Date: date, "Content-Length": String(body.length) });
    if (spoilt?.kind === "cutAnswer") {
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy());
    } else response.end(body);
  }

  /** Answers of the web server, the host and the shop's own pages. */
  function besideTheApi(path: string, isApi: boolean): Page | undefined {
    const refused = refusedByHost();
    if (refused !== undefined || isApi) return refused;
    const image = parts.image(path);
    if (image !== undefined) return { status: 200, headers: { "Content-Type": "image/*" }, body: image };
    return htmlPage(path === "/" || path.endsWith(".php") ? 200 : 404, "De Mokkenwinkel");
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: target = "/", headers, socket } = request;
    const [path = "/", query = ""] = target.split(/\?(.*)/s);
    const logged: Logged = {
      ...{ at: now(), method, path, query, body: "", faults: [], done: null, status: null, ignored: [] },
    };
    requests.push(logged);
    const full = await bytesOf(request);
    logged.body = Buffer.from(full).toString("utf8", 0, 20_000);
    const before = faults.take(["refuse", "hang", "down", "closed"], method, target);
    if (before !== undefined) {
      logged.faults.push(before.kind);
      logged.done = "refused";
      if (before.kind === "refuse") socket.resetAndDestroy();
      if (before.kind === "down") send(response, hostPage(before.status ?? 503, before.retryAfter), logged, target);
      if (before.kind === "closed") send(response, htmlPage(200, "Even gesloten voor onderhoud"), logged, target);
      return;
    }
    const params = parseQuery(query);
    const api = apiPath(path, params, settings);
    const beside = besideTheApi(path, api !== undefined);
    if (beside !== undefined || api === undefined) {
      logged.done = "refused";
      send(response, beside ?? hostPage(404), logged, target);
      return;
    }
    const late = faults.take(["late"], method, target);
    if (late !== undefined) {
      logged.faults.push(late.kind);
      await wait(late.ms, stopping.signal);
    }
    for (const name of api.isPlain ? ["_d", "ajax_custom"] : []) params.delete(name);
    const { authorization, accept = "", "content-type": contentType = "" } = headers;
    const body = full.length > settings.postBytes ? Buffer.alloc(0) : full;
    const ignore = (field: string): void => void logged.ignored.push(field);
    const incoming: Incoming = { method, ...api, params, authorization, contentType, accept, body, ignore };
    let page = await pageOf(request, incoming, logged);
    const lost = page.status < 300 ? faults.take(["loseAnswer", "failAfterWriting"], method, target) : undefined;
    if (lost !== undefined) logged.faults.push(lost.kind);
    const slow = faults.take(["slow"], method, target);
    if (slow !== undefined) {
      logged.faults.push(slow.kind);
      await wait(slow.ms, stopping.signal);
    }
    if (lost?.kind === "loseAnswer") {
      socket.destroy();
      return;
    }
    if (lost?.kind === "failAfterWriting") page = hostPage(lost.status ?? 500);
    send(response, page, logged, target);
  }

  // Longer than any client keeps an idle connection: one that is closed just as it is used would be a fault nobody planned.
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    const done = Promise.withResolvers<undefined>();
    underWay.add(done.promise as Promise<void>);
    most = Math.max(most, underWay.size);
    // Broken off by the caller before the body was read, by a stop, or a mistake of ours: all look alike to the caller.
    handle(request, response)
      .catch(() => void request.socket.destroy())
      .finally(() => {
        underWay.delete(done.promise as Promise<void>);
        done.resolve(undefined);
      });
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
    most: () => most,
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
