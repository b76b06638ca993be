/** Planned misbehaviour: what the ERP, its proxies and the line do at their worst, a number of times or by chance. */
import { chanceOf, type Chance } from "#sandbox/demo-month/random.ts";
import { noLicence, problem, type Answer } from "./answers.ts";
import type { Host } from "./windows.ts";

interface Aim {
  /** How many requests are hit. Default 1; with a probability: without end. */ readonly times?: number;
  /** 0 to 1, drawn for every request that fits. */ readonly probability?: number;
  /** Tested against path and query: `/v1/customer$/`. Default: all. */ readonly match?: RegExp | string;
  readonly method?: string;
  /** Default: the two interfaces, and the token endpoint only by name. */ readonly host?: Host;
}

export type Fault = Aim &
  (
    | {
        readonly kind: "status";
        readonly status: number;
        /** Default `message` on finance and `problem` on sales orders. `licence` is fault 12027. */
        readonly as?: "message" | "problem" | "text" | "html" | "licence" | "empty";
        /** Seconds. */ readonly retryAfter?: number;
        /** The work is done first. */ readonly worked?: boolean;
      }
    /** The socket is destroyed, before anything is done or with `worked` after it: the answer is lost. */
    | { readonly kind: "cut"; readonly worked?: boolean }
    /** No answer, ever, on an open connection; with `worked` the work is done. */
    | { readonly kind: "hang"; readonly worked?: boolean }
    /** Half of the body, then the socket is destroyed. */
    | { readonly kind: "half" }
    /** Done at once and answered after so long. From four minutes on the connection is cut at four minutes. */
    | { readonly kind: "slow"; readonly ms: number }
    /** Carried out and answered after so long, also when the caller hung up. */
    | { readonly kind: "late"; readonly ms: number }
    /** A 200 of the finance interface that carries `errorInfo` beside what it has. */
    | { readonly kind: "errorInfo"; readonly text?: string }
  );
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

export class Faults {
  readonly #seed: number;
  #planned = 0;
  #plans: Plan[] = [];

  constructor(seed: number) {
    this.#seed = seed;
  }

  plan(fault: Fault): Planned {
    this.#planned += 1;
    const times = fault.times ?? (fault.probability === undefined ? 1 : Infinity);
    // A stream per plan: how often one is drawn does not depend on which others there are.
    const plan: Plan = { fault, chance: chanceOf(this.#seed + this.#planned * 7919), left: times, hits: 0 };
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

  /** The first planned fault that hits this request, used up by one. */
  take(host: Host, method: string, target: string): Fault | undefined {
    const plan = this.#plans.find(({ fault, left, chance }) => {
      if (left <= 0 || (fault.host === undefined ? host === "connect" : fault.host !== host)) return false;
      if (fault.method !== undefined && fault.method !== method) return false;
      if (fault.match !== undefined && !new RegExp(fault.match).test(target)) return false;
      return fault.probability === undefined || chance.next() < fault.probability;
    });
    if (plan === undefined) return undefined;
    plan.left -= 1;
    plan.hits += 1;
    return plan.fault;
  }
}

/** The answer of a fault that is a status. */
export function statusAnswer(fault: Extract<Fault, { kind: "status" }>, host: Host): Answer {
  const { status, retryAfter, as = host === "salesOrder" ? "problem" : "message" } = fault;
  const headers: Record<string, string> = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  if (as === "licence") return { ...noLicence(), status };
  if (as === "problem") return { ...problem(status), headers: { ...problem(status).headers, ...headers } };
  if (as === "empty") return { status, headers };
  if (as === "message") return { status, headers, body: { Message: "An error has occurred." } };
  const isHtml = as === "html";
  const page = `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`;
  headers["Content-Type"] = isHtml ? "text/html" : "text/plain";
  return { status, headers, body: Buffer.from(isHtml ? page : "An error has occurred.") };
}
