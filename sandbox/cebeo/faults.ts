/** Planned misbehaviour, a number of times or by chance. */
import { chanceOf, type Chance } from "#sandbox/demo-month/random.ts";

interface Aim {
  /** How many requests are hit. Default 1; with a probability: without end. */ readonly times?: number;
  /** 0 to 1, drawn for every request that fits. */ readonly probability?: number;
  /**
   * Tested against what is asked ("Order/Get CustomerOrderID BB-1", nothing when it could not be read), a line end and
   * the body. Default: any request; `Order/Create` for the faults of writes.
   */
  readonly match?: RegExp | string;
  /** Of its chance; default the stand-in's. */ readonly seed?: number;
}

/** What a shopper puts in the basket. */
export interface BasketChange {
  readonly supplierItemId: string;
  readonly quantity: number;
}

/** Of `Order/Create`, unless `match` says otherwise; all but `late` only of what succeeded. */
type WriteFault =
  /** Carried out after so long, also when the caller hung up meanwhile. */
  | { readonly kind: "late"; readonly ms: number }
  /** Carried out, and the socket destroyed without an answer. */
  | { readonly kind: "loseAnswer" }
  /** Carried out, then the page of a server that fails: 500 unless it is said otherwise. */
  | { readonly kind: "failAfterWriting"; readonly status?: number }
  /** Placed, but `Order/Get` finds it only after so many milliseconds of the clock and so many looks. Default one look. */
  | { readonly kind: "delayedVisible"; readonly ms?: number; readonly looks?: number };

type OtherFault =
  /** The page of a server that is down: 503 unless it is said otherwise. Nothing is done. */
  | { readonly kind: "down"; readonly status?: number; readonly retryAfter?: number | string }
  /** The connection is reset when the request has come in. Nothing is done. */
  | { readonly kind: "refuse" }
  /** No answer, ever; nothing is done. */
  | { readonly kind: "hang" }
  /** Status 200 with a maintenance page. Nothing is done. */
  | { readonly kind: "html" }
  /** Code 100, unknown error. Nothing is done. */
  | { readonly kind: "code100" }
  /** Any other message. Nothing is done. */
  | { readonly kind: "message"; readonly code: number; readonly text: string }
  /** Done; valid XML that is no answer. Default a `cebeoXML` without `Response`. */
  | { readonly kind: "otherXml"; readonly body?: string }
  /** Done; a complete HTTP answer with half of the XML in it. */
  | { readonly kind: "half" }
  /** Done; half of the announced body, then the socket is destroyed. */
  | { readonly kind: "cut" }
  /** Done; in ISO-8859-1, and saying so, unless `says`. */
  | { readonly kind: "latin1"; readonly says?: "UTF-8" | "ISO-8859-1" }
  /** Done at once; the answer comes after so long. */
  | { readonly kind: "slow"; readonly ms: number }
  /**
   * A shopper puts something in the basket of the login: after `Order/Get OpenOrder` was answered, or just before
   * `Order/Delete OpenOrder` is carried out.
   */
  | { readonly kind: "changeBasket"; readonly when?: "afterGet" | "beforeDelete"; readonly put?: BasketChange };

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

/** Tested besides `match`: what else these cannot be about. */
function placeOf(fault: Fault): RegExp | null {
  if (fault.kind === "delayedVisible") return /^Order\/Create/;
  if (fault.kind !== "changeBasket") return null;
  return fault.when === "beforeDelete" ? /^Order\/Delete OpenOrder\n/ : /^Order\/Get OpenOrder\n/;
}

function fits({ fault, left }: Plan, label: string, body: string): boolean {
  if (left <= 0) return false;
  const isOfWrites = fault.kind === "late" || fault.kind === "loseAnswer" || fault.kind === "failAfterWriting";
  const match = fault.match ?? (isOfWrites ? /^Order\/Create/ : "");
  const request = `${label}\n${body}`;
  return new RegExp(match).test(request) && (placeOf(fault)?.test(request) ?? true);
}

export interface Faults {
  plan(fault: Fault): Planned;
  /** Calls off every fault. */ clear(): void;
  /** The first fault of these kinds that hits this request, used up by one. */
  take<Kind extends FaultKind>(
    kinds: readonly Kind[],
    label: string,
    body: string,
    only?: (fault: Extract<Fault, { kind: Kind }>) => boolean,
  ): Extract<Fault, { kind: Kind }> | undefined;
}

export function planFaults(seed: number): Faults {
  let planned = 0;
  let plans: Plan[] = [];
  return {
    plan(fault) {
      planned += 1;
      // A stream per plan: how often one is drawn does not depend on which others there are.
      const chance = chanceOf((fault.seed ?? seed) + (fault.seed === undefined ? planned * 7919 : 0));
      const left = fault.times ?? (fault.probability === undefined ? 1 : Infinity);
      const plan: Plan = { fault, chance, left, hits: 0 };
      plans = [...plans.filter((one) => one.left > 0), plan];
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
    },
    clear() {
      for (const plan of plans) plan.left = 0;
      plans = [];
    },
    take<Kind extends FaultKind>(
      kinds: readonly Kind[],
      label: string,
      body: string,
      only?: (fault: Extract<Fault, { kind: Kind }>) => boolean,
    ) {
      for (const plan of plans) {
        const { probability, kind } = plan.fault;
        if (!kinds.some((one) => one === kind) || !fits(plan, label, body)) continue;
        const fault = plan.fault as Extract<Fault, { kind: Kind }>;
        if (only !== undefined && !only(fault)) continue;
        if (probability !== undefined && plan.chance.next() >= probability) continue;
        plan.left -= 1;
        plan.hits += 1;
        return fault;
      }
      return undefined;
    },
  };
}
