import pg from "pg";
import type { Transport } from "#connect/transport.ts";

/** One await that touches database or network: its text, the how-manieth of that text, and on which side of it to die. */
export interface CrashPoint {
  readonly phase: Phase;
  readonly label: string;
  readonly occurrence: number;
  readonly moment: "before" | "after";
}

export interface AwaitWatch {
  readonly transport: (transport: Transport) => Transport;
  /** From here on awaits count: what starting up does is not the flow. */
  arm(phase: Phase): void;
  seen(): Omit<CrashPoint, "moment">[];
}

/** Statements the queue and the node repeat by their own clock: not awaits of the flow, and never the same number twice. */
function isClockwork(text: string): boolean {
  if (/pgboss/i.test(text)) return !isRing(text) && !/state = 'completed'|completed_on = /i.test(text);
  return /pg_advisory|pg_try_advisory|into nodes|from nodes|connections_with_work|live_couplings|^\s*listen |started_on </i.test(
    text,
  );
}

const isRing = (text: string): boolean => /insert into pgboss\.job/i.test(text);
const isIntake = (text: string): boolean =>
  isRing(text) || /resolve_hook|insert into deliveries|quarantine_delivery/i.test(text);

/** `intake`: only what taking deliveries in awaits; jobs that find the coupling off run beside it. `booking`: everything. */
export type Phase = "intake" | "booking";

const labelOf = (text: string): string => text.replaceAll(/\s+/g, " ").trim().slice(0, 90);

type AnyQuery = (...args: unknown[]) => unknown;

/**
 * Wraps every statement of every database session of this process, and every call to another system, on both sides. The flow touches no files. Dies by
 * SIGKILL, so that nothing is flushed, closed or said.
 */
export function watchAwaits(point: CrashPoint | null): AwaitWatch {
  const seen: Omit<CrashPoint, "moment">[] = [];
  const counts = new Map<string, number>();
  let armed: Phase | null = null;

  const enter = (label: string): ((moment: "before" | "after") => void) => {
    const phase = armed;
    if (phase === null) return () => undefined;
    const occurrence = (counts.get(label) ?? 0) + 1;
    counts.set(label, occurrence);
    seen.push({ phase, label, occurrence });
    return (moment) => {
      const isHere = point?.phase === phase && point.label === label && point.occurrence === occurrence;
      if (isHere && point.moment === moment) process.kill(process.pid, "SIGKILL");
    };
  };

  const original = pg.Client.prototype.query as unknown as AnyQuery;
  const watched: AnyQuery = function (this: pg.Client, ...args) {
    const [first] = args;
    const text =
      typeof first === "string"
        ? first
        : typeof first === "object" && first !== null && "text" in first
          ? String(first.text)
          : "";
    if (text === "" || isClockwork(text) || (armed === "intake" && !isIntake(text))) return original.apply(this, args);
    const at = enter(labelOf(text));
    at("before");
    const last = args.at(-1);
    if (typeof last === "function") {
      args[args.length - 1] = (...answer: unknown[]) => {
        at("after");
        (last as AnyQuery)(...answer);
      };
      return original.apply(this, args);
    }
    const result = original.apply(this, args);
    return result instanceof Promise
      ? result.finally(() => {
          at("after");
        })
      : result;
  };
  pg.Client.prototype.query = watched as unknown as typeof pg.Client.prototype.query;

  return {
    arm: (phase) => {
      armed = phase;
      counts.clear();
    },
    seen: () => seen,
    transport: (transport) => async (request) => {
      const at = enter(`${request.method} ${request.url.pathname}`);
      at("before");
      const answer = await transport(request);
      at("after");
      return answer;
    },
  };
}
