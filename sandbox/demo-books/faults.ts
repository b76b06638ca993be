/** Planned misbehaviour: what a bookkeeping package does at its worst, a number of times or by chance. */
import { chanceOf, type Chance } from "#sandbox/demo-month/random.ts";
import type { Socket } from "node:net";

interface Aim {
  /** How many requests are hit. Default 1; with a probability: without end. */ readonly times?: number;
  /** 0 to 1, drawn for every request that fits. */ readonly probability?: number;
  /** Tested against path and query: `/documents$/`. Default: all. */ readonly match?: RegExp | string;
  /** Default POST for the faults of writes, any for the others. */ readonly method?: string;
}

/**
 * Faults of writes. `late` is used up only by what is about to be carried out, the others only by a request that
 * succeeded, at first or as a replay.
 */
type WriteFault =
  /** The write is carried out after so long, at most 5000, also when the caller hung up meanwhile. */
  | { readonly kind: "late"; readonly ms: number }
  /** The socket is destroyed, without an answer. */
  | { readonly kind: "loseAnswer" }
  /** 500 with JSON. */
  | { readonly kind: "failAfterWriting" }
  /** The page of a 503. */
  | { readonly kind: "htmlAfterWriting"; readonly retryAfter?: number };

type OtherFault =
  /** 503 page; nothing is done, not even the key looked at. */
  | { readonly kind: "down"; readonly retryAfter?: number }
  /** Reset before anything is read; with `match` or `method` after the head and before the body. Nothing is done. */
  | { readonly kind: "refuse" }
  /** Half of the body, then the socket is destroyed. */
  | { readonly kind: "cutAnswer" }
  /**
   * The same answer again on the same socket: right behind the first, or only when the next request has come in on it,
   * before the answer to that one. Nothing happens when the socket is closed after the first.
   */
  | { readonly kind: "answerTwice"; readonly second?: "at once" | "to the next request" }
  /** What is done is done at once; the answer comes after so long. */
  | { readonly kind: "slow"; readonly ms: number };

export type Fault = Aim & (WriteFault | OtherFault);
export type FaultKind = Fault["kind"];

export interface Planned {
  /** Infinity when it has no end. */ readonly left: number;
  /** How many requests it hit, connections that were reset among them. */ readonly hits: number;
  cancel(): void;
}

interface Plan {
  readonly fault: Fault;
  readonly chance: Chance;
  left: number;
  hits: number;
  /** Sockets this plan let through when they connected: their first request is not drawn for again. */
  readonly spared: WeakSet<Socket>;
}

const ofWrites: ReadonlySet<FaultKind> = new Set(["late", "loseAnswer", "failAfterWriting", "htmlAfterWriting"]);

function fits({ fault, left }: Plan, method: string, target: string): boolean {
  if (left <= 0) return false;
  const wanted = fault.method ?? (ofWrites.has(fault.kind) ? "POST" : undefined);
  if (wanted !== undefined && wanted !== method) return false;
  return fault.match === undefined || new RegExp(fault.match).test(target);
}

/** Draws for one request, and uses the plan up by one when it is hit. */
function strikes(plan: Plan): boolean {
  const { probability } = plan.fault;
  if (probability !== undefined && plan.chance.next() >= probability) return false;
  plan.left -= 1;
  plan.hits += 1;
  return true;
}

export class Faults {
  readonly #seed: number;
  #planned = 0;
  #plans: Plan[] = [];

  constructor(seed: number) {
    this.#seed = seed;
  }

  plan(fault: Fault): Planned {
    if (fault.kind === "late" && fault.ms > 5000)
      throw new RangeError("A write ends within 5 seconds, by the contract");
    const times = fault.times ?? (fault.probability === undefined ? 1 : Infinity);
    this.#planned += 1;
    // A stream per plan: how often one is drawn does not depend on which others there are.
    const chance = chanceOf(this.#seed + this.#planned * 7919);
    const plan: Plan = { fault, chance, left: times, hits: 0, spared: new WeakSet() };
    this.#plans = [...this.#plans.filter(({ left }) => left > 0), plan];
    return {
      get left() {
        return plan.left;
      },
      get hits() {
        return plan.hits;
      },
      cancel: () => {
        plan.left = 0;
      },
    };
  }

  clear(): void {
    for (const plan of this.#plans) plan.left = 0;
    this.#plans = [];
  }

  /** The first fault of these kinds that hits this request. */
  take<Kind extends FaultKind>(
    kinds: readonly Kind[],
    method: string,
    target: string,
  ): Extract<Fault, { kind: Kind }> | undefined {
    const plan = this.#plans.find(
      (one) => kinds.some((kind) => kind === one.fault.kind) && fits(one, method, target) && strikes(one),
    );
    return plan?.fault as Extract<Fault, { kind: Kind }> | undefined;
  }

  /** Whether a new connection is reset. */
  refusesConnection(socket: Socket): boolean {
    return this.#plans.some((plan) => {
      const { kind, match, method } = plan.fault;
      if (kind !== "refuse" || match !== undefined || method !== undefined || plan.left <= 0) return false;
      const isHit = strikes(plan);
      if (!isHit) plan.spared.add(socket);
      return isHit;
    });
  }

  /** Whether a request is reset; one on a connection that is used again meets what only hits connections as well. */
  refusesRequest(method: string, target: string, socket: Socket): boolean {
    return this.#plans.some(
      (plan) =>
        plan.fault.kind === "refuse" && fits(plan, method, target) && !plan.spared.delete(socket) && strikes(plan),
    );
  }
}
