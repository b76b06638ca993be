/** HTTP around the service: the log, the web server's own refusals, and the faults before, between and after what is done. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Account } from "./accounts.ts";
import { encoded, response as document } from "./answers.ts";
import type { BasketChange, FaultKind, Faults } from "./faults.ts";
import { refusal, type Answer } from "./operations.ts";
import { errorPage, maintenancePage, xmlPage, type Page } from "./pages.ts";
import { labelOf, readQuestion, type Asked } from "./questions.ts";
import { Refused } from "./refusals.ts";
import type { Settings } from "./settings.ts";
import { readXml } from "./xml-tree.ts";

/** One request whose head was read. */
export interface Logged {
  /** Milliseconds since 1970, of the stand-in's clock. */ readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  /** The first 20,000 characters, the password with them. */ body: string;
  /** "Order/Get CustomerOrderID BB-1"; empty when it could not be read. */ asked: string;
  /** How many articles or order lines were asked. */ items: number;
  /** Customer number/user name; `null` when it could not be read. */ login: string | null;
  readonly faults: FaultKind[];
  /** `null` while under way, and when it was broken off. */ done: Answer["did"] | null;
  /** Of the message that was made, also when it was lost; `null` for a page. */ code: number | null;
  text: string | null;
  /** What was sent; `null` when nothing was. */ status: number | null;
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
  /** Milliseconds since 1970. */ readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  readonly answer: (asked: Asked) => Answer;
  /** An answer with prices of these articles was sent whole. */ readonly sent: (priced: readonly string[]) => void;
  readonly changeBasket: (login: Asked["credentials"] | Account, put?: BasketChange) => void;
  /** Answers what is no part of the imitated service; `undefined` for what is. */
  readonly intercept: (method: string, path: string, body: string) => { status: number; text: string } | undefined;
}

export const servicePath = "/webservices/xml";

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** `application/xml`, alone or with `charset=utf-8`. */
const isXml = (contentType: string): boolean =>
  /^application\/xml(\s*;\s*charset="?utf-8"?)?\s*$/i.test(contentType.trim());

/** What is asked; a `Refused` when it breaks the schema, `null` when it is no XML. */
function read(bytes: Uint8Array, settings: Settings): Asked | Refused | null {
  let root;
  try {
    root = readXml(bytes);
  } catch {
    return null;
  }
  try {
    return readQuestion(root, settings);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

function itemsOf({ question }: Asked): number {
  if (question.operation === "Article/Get") return question.ids.length;
  return question.operation === "Order/Create" ? question.order.lines.length : 0;
}

export async function startServer(port: number, parts: Parts): Promise<Server> {
  const { settings, faults, now, wait } = parts;
  const requests: Logged[] = [];
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let most = 0;
  let window = { began: -Infinity, used: 0 };

  /** What the web server says before the service is asked. */
  function refusedByHost(logged: Logged, bytes: Buffer): Page | undefined {
    const { limit } = settings;
    if (limit !== null) {
      if (now() >= window.began + limit.seconds * 1000) window = { began: now(), used: 0 };
      window.used += 1;
      if (window.used > limit.requests) return errorPage(limit.status);
    }
    if (logged.path !== servicePath) return errorPage(404);
    if (logged.method !== "POST") return errorPage(405);
    if (!isXml(logged.contentType)) return errorPage(415);
    return bytes.length > settings.requestBytes ? errorPage(413) : undefined;
  }

  function send(response: ServerResponse, page: Page, logged: Logged, isCut = false): boolean {
    const { socket } = response;
    if (socket === null || socket.destroyed) return false;
    logged.status = page.status;
    const { body } = page;
    const date = new Date(now()).toUTCString();
    response.writeHead(page.status, { ...page.headers, Date: date, "Content-Length": String(body.length) });
    if (isCut) response.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy());
    else response.end(body);
    return !isCut;
  }

  /** A fault that comes instead of the work. */
  function insteadOf(request: IncomingMessage, logged: Logged, body: string): Page | "nothing" | undefined {
    const fault = faults.take(["refuse", "hang", "down", "html", "code100", "message"], logged.asked, body);
    if (fault === undefined) return undefined;
    logged.faults.push(fault.kind);
    logged.done = "refused";
    const message = (code: number, text: string): Page => {
      [logged.code, logged.text] = [code, text];
      return xmlPage(encoded(document(code, text), "UTF-8"), "utf-8");
    };
    switch (fault.kind) {
      case "refuse":
        request.socket.resetAndDestroy();
        return "nothing";
      case "hang":
        return "nothing";
      case "down":
        return errorPage(fault.status ?? 503, fault.retryAfter);
      case "html":
        return maintenancePage();
      case "code100":
        return message(100, "Onbekende fout");
      case "message":
        return message(fault.code, fault.text);
    }
  }

  /** The work, with the faults that belong in the middle of it. */
  function work(asked: Asked, logged: Logged, body: string): Answer {
    const change = (when: "afterGet" | "beforeDelete", login: Asked["credentials"] | Account): void => {
      const isThen = (fault: { when?: string }): boolean => (fault.when ?? "afterGet") === when;
      const fault = faults.take(["changeBasket"], logged.asked, body, isThen);
      if (fault === undefined) return;
      logged.faults.push(fault.kind);
      parts.changeBasket(login, fault.put);
    };
    change("beforeDelete", asked.credentials);
    const done = parts.answer(asked);
    if (done.code === 0 && done.account !== null) change("afterGet", done.account);
    if (done.placed !== null) {
      const fault = faults.take(["delayedVisible"], logged.asked, body);
      if (fault !== undefined) {
        logged.faults.push(fault.kind);
        const { ms, looks } = fault;
        done.placed.hidden = { until: now() + (ms ?? 0), looks: looks ?? (ms === undefined ? 1 : 0) };
      }
    }
    return done;
  }

  function sendAnswer(response: ServerResponse, done: Answer, logged: Logged, body: string): void {
    // Faults of answers hit only what succeeded.
    const spoilt = done.code === 0 ? faults.take(["half", "cut", "latin1", "otherXml"], logged.asked, body) : undefined;
    if (spoilt !== undefined) logged.faults.push(spoilt.kind);
    if (spoilt?.kind === "latin1") {
      const says = spoilt.says ?? "ISO-8859-1";
      if (send(response, xmlPage(encoded(done.document, "ISO-8859-1", says), says), logged)) parts.sent(done.priced);
      return;
    }
    if (spoilt?.kind === "otherXml") {
      send(response, xmlPage(Buffer.from(spoilt.body ?? '<cebeoXML version="2.0.0"/>'), "utf-8"), logged);
      return;
    }
    const full = encoded(done.document, "UTF-8");
    const half = spoilt?.kind === "half" ? full.subarray(0, Math.floor(full.length / 2)) : full;
    const isWhole = send(response, xmlPage(half, "utf-8"), logged, spoilt?.kind === "cut");
    if (isWhole && spoilt === undefined) parts.sent(done.priced);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: path = "/", headers } = request;
    const bytes = await bytesOf(request);
    const body = bytes.toString("utf8");
    const intercepted = parts.intercept(method, path, body);
    if (intercepted !== undefined) {
      response.writeHead(intercepted.status, { "Content-Type": "application/json" }).end(intercepted.text);
      return;
    }
    const logged: Logged = {
      ...{ at: now(), method, path, contentType: headers["content-type"] ?? "", body: body.slice(0, 20_000) },
      ...{ asked: "", items: 0, login: null, faults: [], done: null, code: null, text: null, status: null },
    };
    requests.push(logged);
    const asked = bytes.length > settings.requestBytes ? null : read(bytes, settings);
    if (asked !== null && !(asked instanceof Refused)) {
      const { credentials } = asked;
      [logged.asked, logged.items] = [labelOf(asked.question), itemsOf(asked)];
      logged.login = `${credentials.customerNumber}/${credentials.userName}`;
    }
    const instead = insteadOf(request, logged, body);
    if (instead !== undefined) {
      if (instead !== "nothing") send(response, instead, logged);
      return;
    }
    const refused = refusedByHost(logged, bytes) ?? (asked === null ? errorPage(400) : undefined);
    if (refused !== undefined || asked === null) {
      logged.done = "refused";
      send(response, refused ?? errorPage(400), logged);
      return;
    }
    const late = faults.take(["late"], logged.asked, body);
    if (late !== undefined) {
      logged.faults.push(late.kind);
      await wait(late.ms, stopping.signal);
    }
    const done = asked instanceof Refused ? refusal(asked) : work(asked, logged, body);
    [logged.done, logged.code, logged.text] = [done.did, done.code, done.text];
    const lost = done.code === 0 ? faults.take(["loseAnswer", "failAfterWriting"], logged.asked, body) : undefined;
    if (lost !== undefined) logged.faults.push(lost.kind);
    const slow = faults.take(["slow"], logged.asked, body);
    if (slow !== undefined) {
      logged.faults.push(slow.kind);
      await wait(slow.ms, stopping.signal);
    }
    if (lost?.kind === "loseAnswer") request.socket.destroy();
    else if (lost?.kind === "failAfterWriting") send(response, errorPage(lost.status ?? 500), logged);
    else sendAnswer(response, done, logged, body);
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
    url: `http://127.0.0.1:${bound}${servicePath}`,
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
