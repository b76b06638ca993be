/** Planned misbehaviour: what a shop on a cheap host does at its worst, a number of times or by chance. */
import { chanceOf, type Chance } from "#sandbox/demo-month/random.ts";

interface Aim {
  /** How many requests are hit. Default 1; with a probability: without end. */ readonly times?: number;
  /** 0 to 1, drawn for every request that fits. */ readonly probability?: number;
  /** Tested against path and query: `/products\/\d+$/`. Default: all. */ readonly match?: RegExp | string;
  /** Default: writes for the faults of writes, any for the others. */ readonly method?: string;
}

/** Of writes, unless `method` says otherwise; all but `late` only of what succeeded. */
type WriteFault =
  /** Carried out after so long, also when the caller hung up meanwhile. */
  | { readonly kind: "late"; readonly ms: number }
  /** Carried out, and the socket destroyed without an answer. */
  | { readonly kind: "loseAnswer" }
  /** Carried out, then the page of a server that fails: 500 unless it is said otherwise. */
  | { readonly kind: "failAfterWriting"; readonly status?: number };

type OtherFault =
  /** The page of a host that is down or has had enough: 503 unless it is said otherwise. Nothing is done. */
  | { readonly kind: "down"; readonly status?: number; readonly retryAfter?: number | string }
  /** Status 200 with the page of a shop that is closed for maintenance. Nothing is done. */
  | { readonly kind: "closed" }
  /** The connection is reset when the request has come in. Nothing is done. */
  | { readonly kind: "refuse" }
  /** No answer, ever; nothing is done. */
  | { readonly kind: "hang" }
  /** Done; half of the announced body, then the socket is destroyed. */
  | { readonly kind: "cutAnswer" }
  /** Done; a complete answer with half of the JSON in it. */
  | { readonly kind: "halfJson" }
  /** Done; a warning of PHP in front of the JSON. */
  | { readonly kind: "notice" }
  /** Done; valid JSON that is not what was asked. Default `{"data":[]}`. */
  | { readonly kind: "otherJson"; readonly body?: unknown }
  /** Done at once; the answer comes after so long. */
  | { readonly kind: "slow"; readonly ms: number };

export type Fault = Aim & (WriteFault | OtherFault);
export type FaultKind = Fault["kind"];

export interface Planned {
  /** Infinity when it has no end. */ readonly left: number;
  readonly hits: number;
  cancel(): void;
}

interface Plan {
  readonly fault: Fault;
  readonly chance: Chance;
  left: number;
  hits: number;
}

const ofWrites: ReadonlySet<FaultKind> = new Set(["late", "loseAnswer", "failAfterWriting"]);

function fits({ fault, left }: Plan, method: string, target: string): boolean {
  if (left <= 0) return false;
  if (fault.method === undefined ? ofWrites.has(fault.kind) && method === "GET" : fault.method !== method) return false;
  return fault.match === undefined || new RegExp(fault.match).test(target);
}

export class Faults {
  readonly #seed: number;
  #planned = 0;
  #plans: Plan[] = [];

  constructor(seed: number) {
    this.#seed = seed;
  }

  plan(fault: Fault): Planned {
    this.#planned += 1;
    // A stream per plan: how often one is drawn does not depend on which others there are.
    const chance = chanceOf(this.#seed + this.#planned * 7919);
    const left = fault.times ?? (fault.probability === undefined ? 1 : Infinity);
    const plan: Plan = { fault, chance, left, hits: 0 };
    this.#plans = [...this.#plans.filter((one) => one.left > 0), plan];
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

  /** The first fault of these kinds that hits this request, used up by one. */
  take<Kind extends FaultKind>(
    kinds: readonly Kind[],
    method: string,
    target: string,
  ): Extract<Fault, { kind: Kind }> | undefined {
    for (const plan of this.#plans) {
      const { probability, kind } = plan.fault;
      if (!kinds.some((one) => one === kind) || !fits(plan, method, target)) continue;
      if (probability !== undefined && plan.chance.next() >= probability) continue;
      plan.left -= 1;
      plan.hits += 1;
      return plan.fault as Extract<Fault, { kind: Kind }>;
    }
    return undefined;
  }
}
