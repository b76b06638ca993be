import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Chance } from "#sandbox/demo-month/random.ts";

/** What befalls a request on its way, or the answer on the way back. */
export const wireFaults = [
  /** Never arrives. */
  "requestLost",
  /** Arrives and is answered, and the answer is not. */
  "answerLost",
  /** Half of the answer. */
  "answerCut",
  /** Arrives again after it was answered; one of both answers is heard. */
  "doubled",
  /** Arrives twice at the same moment. */
  "twiceAtOnce",
  /** Given up by who asks, and arrives afterwards: behind what was sent later. */
  "overtaken",
  /** Arrives and is answered after a while. */
  "slow",
  /** Something between them answers instead. */
  "otherAnswer",
] as const;
export type WireFault = (typeof wireFaults)[number];

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}
interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface FaultyProxy {
  readonly url: URL;
  readonly counts: Readonly<Record<WireFault | "passed", number>>;
  /** Requests that are being carried, also those whose asker gave up. */
  underWay(): number;
  /** From now on everything goes through as it is. */
  heal(): void;
  stop(): Promise<void>;
}

async function read(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/**
 * Real HTTP to a hub on this machine, through which messages are lost, doubled and overtake each other. `isSpared`: a person asks, who would have to
 * press again. It never changes a byte: what is forged is tried elsewhere.
 */
export async function faultyProxy(
  port: number,
  chance: Chance,
  share: number,
  isSpared: (path: string) => boolean,
): Promise<FaultyProxy> {
  const counts = Object.fromEntries(["passed", ...wireFaults].map((name) => [name, 0])) as Record<
    WireFault | "passed",
    number
  >;
  const agent = new Agent({ keepAlive: true });
  let busy = 0;
  let isHealed = false;

  const carry = ({ method, path, headers, body }: Asked): Promise<Answered> => {
    const done = Promise.withResolvers<Answered>();
    const sent = request({ host: "127.0.0.1", port, method, path, headers, agent }, (answer) => {
      read(answer).then(
        (read_) => done.resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read_ }),
        done.reject,
      );
    });
    sent.on("error", done.reject);
    sent.end(body);
    return done.promise;
  };
  const give = (to: ServerResponse, { status, headers, body }: Answered): void => {
    const { "transfer-encoding": _chunked, connection: _connection, ...rest } = headers;
    to.writeHead(status, { ...rest, "content-length": body.byteLength });
    to.end(body);
  };
  const hangUp = (to: ServerResponse): void => void to.socket?.destroy();

  const befall = async (fault: WireFault | "passed", asked: Asked, to: ServerResponse): Promise<void> => {
    switch (fault) {
      case "requestLost":
        return hangUp(to);
      case "answerLost":
        await carry(asked);
        return hangUp(to);
      case "answerCut": {
        const { status, headers, body } = await carry(asked);
        to.writeHead(status, { ...headers, "content-length": body.byteLength });
        to.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => hangUp(to));
        return;
      }
      case "doubled": {
        const first = await carry(asked);
        const second = await carry(asked);
        return give(to, chance.next() < 0.5 ? first : second);
      }
      case "twiceAtOnce": {
        const [first, second] = await Promise.all([carry(asked), carry(asked)]);
        return give(to, chance.next() < 0.5 ? first : second);
      }
      case "overtaken":
        hangUp(to);
        await sleep(chance.between(20, 600));
        await carry(asked);
        return;
      case "slow":
        await sleep(chance.between(10, 150));
        return give(to, await carry(asked));
      case "otherAnswer":
        to.writeHead(chance.pick([200, 404, 502, 503]), { "content-type": "text/html" });
        to.end("<html>De dienst is even niet bereikbaar</html>");
        return;
      case "passed":
        return give(to, await carry(asked));
    }
  };

  const server = createServer((incoming, to) => {
    busy += 1;
    const path = incoming.url ?? "";
    const fault = isHealed || isSpared(path) || chance.next() >= share ? "passed" : chance.pick(wireFaults);
    counts[fault] += 1;
    read(incoming)
      .then((body) => befall(fault, { method: incoming.method ?? "", path, headers: incoming.headers, body }, to))
      // The hub behind it was killed.
      .catch(() => hangUp(to))
      .finally(() => (busy -= 1));
  });
  const listening = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    const closed = Promise.withResolvers<undefined>();
    server.close(() => closed.resolve(undefined));
    await closed.promise;
    agent.destroy();
  };
  onTestFinished(stop);
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    counts,
    underWay: () => busy,
    heal: () => {
      isHealed = true;
    },
    stop,
  };
}
