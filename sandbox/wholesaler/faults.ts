/** Planned misbehaviour, a number of times. */
interface Aim {
  /** How many requests are hit. Default 1. */ readonly times?: number;
  /** Tested against path and query: `/^\/cxml/`. Default: all. */ readonly match?: RegExp;
}

export type Fault = Aim &
  (
    | /** The page of a shop that is down. Nothing is done. */ { readonly kind: "down" }
      /** Nothing is done, and nothing is answered, ever. */
    | { readonly kind: "hang" }
    /** The connection is closed without an answer. Nothing is done. */
    | { readonly kind: "drop" }
    /** Nothing is done; an HTML page of a programme that failed, with 200 unless it is said otherwise. */
    | { readonly kind: "error"; readonly status?: number }
    /** Done at once; the answer comes after so long. */
    | { readonly kind: "slow"; readonly ms: number }
    /** Done; half of the announced body, then the connection is closed. */
    | { readonly kind: "cut" }
  );
export type FaultKind = Fault["kind"];

export interface Faults {
  plan(fault: Fault): void;
  /** Calls off every fault. */ clear(): void;
  /** The first fault that hits this request, used up by one. */ take(target: string): Fault | undefined;
}

export function faultPlans(): Faults {
  let plans: { fault: Fault; left: number }[] = [];
  return {
    plan(fault) {
      plans.push({ fault, left: fault.times ?? 1 });
    },
    clear() {
      plans = [];
    },
    take(target) {
      const plan = plans.find(({ fault, left }) => left > 0 && (fault.match === undefined || fault.match.test(target)));
      if (plan !== undefined) plan.left -= 1;
      return plan?.fault;
    },
  };
}
