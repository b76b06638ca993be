/** HTTP around the shop: the log, and the faults before and after what is done. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultKind, Faults } from "./faults.ts";
import { page, type Page } from "./html.ts";
import type { Incoming } from "./routes.ts";
import type { Settings } from "./settings.ts";

/** One request whose body was read. */
export interface Logged {
  /** Milliseconds since 1970, of the shop's clock. */ readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Raw, without `?`: a password in it would have gone into logs and history. */ readonly query: string;
  readonly contentType: string;
  /** The first 20,000 characters. */ readonly body: string;
  readonly fault: FaultKind | undefined;
  /** `null` while under way, and when nothing was answered. */ status: number | null;
}

interface Parts {
  readonly settings: Settings;
  readonly faults: Faults;
  readonly now: () => number;
  readonly answer: (incoming: Incoming) => Page;
}

export interface Server {
  readonly url: string;
  readonly requests: readonly Logged[];
  stop(): Promise<void>;
}

/** No call to a shop is longer. */
const mostBytes = 1_000_000;

/** Undefined when it is longer than the shop reads. */
async function bytesOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= mostBytes) chunks.push(chunk as Buffer);
  }
  return length > mostBytes ? undefined : Buffer.concat(chunks);
}

export async function startServer(port: number, { settings, faults, now, answer }: Parts): Promise<Server> {
  const requests: Logged[] = [];
  const stopping = new AbortController();

  const message = (status: number, title: string, text: string): Page =>
    page(settings, { title, body: `<p>${text}</p>` }, status);

  function instead(kind: FaultKind | undefined, status: number): Page | undefined {
    if (kind === "down")
      return message(503, "Even niet bereikbaar", "Wij werken aan de winkel. Probeer het straks opnieuw.");
    if (kind !== "error") return undefined;
    return message(
      status,
      "Er ging iets mis",
      "java.lang.NullPointerException at CatalogAction.execute(CatalogAction.java:312)",
    );
  }

  function send(response: ServerResponse, { status, headers, body }: Page, isCut: boolean): void {
    response.writeHead(status, {
      ...{ "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", ...headers },
      "Content-Length": String(body.length),
    });
    if (isCut) response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
    else response.end(body);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: target = "/", headers } = request;
    const [path = "/", query = ""] = target.split(/\?(.*)/s);
    const bytes = await bytesOf(request);
    const fault = faults.take(target);
    const { "content-type": contentType = "", cookie = "" } = headers;
    const logged: Logged = {
      ...{ at: now(), method, path, query, contentType, status: null, fault: fault?.kind },
      body: bytes?.toString("utf8", 0, 20_000) ?? "",
    };
    requests.push(logged);
    if (fault?.kind === "hang") return;
    if (fault?.kind === "drop") {
      request.socket.destroy();
      return;
    }
    const tooLong = bytes === undefined ? message(413, "Te groot", "Wat u verstuurt is te groot.") : undefined;
    const body = bytes ?? Buffer.alloc(0);
    const errorStatus = fault?.kind === "error" ? (fault.status ?? 200) : 200;
    const result =
      instead(fault?.kind, errorStatus) ?? tooLong ?? answer({ method, path, query, contentType, cookie, body });
    if (fault?.kind === "slow") await sleep(fault.ms, undefined, { signal: stopping.signal });
    logged.status = result.status;
    send(response, result, fault?.kind === "cut");
  }

  // Longer than any client keeps an idle connection: one that is closed just as it is used would be a fault nobody planned.
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      // Broken off by the caller or by a stop; anything else is a mistake of ours, and says so.
      if (stopping.signal.aborted || response.headersSent || request.socket.destroyed) request.socket.destroy();
      else response.writeHead(500).end(`stand-in broke: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  const listening = Promise.withResolvers<undefined>();
  server.once("error", listening.reject);
  server.listen(port, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async stop() {
      stopping.abort();
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
