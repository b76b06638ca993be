/** Planned misbehaviour of a payment provider's API. Also used by `sandbox/bancontact-pro`. */

interface Aim {
  /** How many matching calls are hit; default 1. */ readonly times?: number;
  /** Tested against path and query. Without it only calls of the API are hit, not pages and not the key set. */
  readonly match?: RegExp | string;
  readonly method?: string;
}

export type Fault = Aim &
  (
    | { readonly kind: "unauthorized" }
    /** 429. Seconds or an HTTP date; `null` leaves the header out. */
    | { readonly kind: "limit"; readonly retryAfter?: number | string | null }
    | { readonly kind: "status"; readonly status: 500 | 503 }
    /** What a proxy in front says, in HTML. */
    | { readonly kind: "gateway"; readonly status: 502 | 503 | 504 }
    /** Never answers; the connection stays open until the stand-in stops. With `worked` the work is done first. */
    | { readonly kind: "hang"; readonly worked?: boolean }
    /** Closes the connection without doing the work. */
    | { readonly kind: "close" }
    /** Does the work, then closes the connection without an answer. */
    | { readonly kind: "lost" }
    /** Does the work slowly: the call is under way for so long. */
    | { readonly kind: "slow"; readonly milliseconds: number }
    /** Does the work; half of the JSON in a complete HTTP answer. */
    | { readonly kind: "malformed" }
    /** Does the work; every currency in the answer is another one. */
    | { readonly kind: "currency"; readonly currency?: string }
    /** Does the work; the answer is what `change` makes of it. */
    | { readonly kind: "change"; readonly change: (body: Record<string, unknown>) => unknown }
  );

export interface Planned {
  readonly left: number;
  cancel(): void;
}

export class Faults {
  readonly #plans: { readonly fault: Fault; left: number }[] = [];

  plan(fault: Fault): Planned {
    const plan = { fault, left: fault.times ?? 1 };
    this.#plans.push(plan);
    return {
      get left() {
        return plan.left;
      },
      cancel: () => {
        plan.left = 0;
      },
    };
  }

  clear(): void {
    this.#plans.length = 0;
  }

  /** The first planned fault that fits this call, used up by one. */
  next(method: string, target: string, isApi: boolean): Fault | undefined {
    const plan = this.#plans.find(({ fault, left }) => {
      if (left <= 0 || (fault.method !== undefined && fault.method !== method)) return false;
      return fault.match === undefined ? isApi : new RegExp(fault.match).test(target);
    });
    if (plan === undefined) return undefined;
    plan.left -= 1;
    return plan.fault;
  }
}

/** The same document in another currency, wherever it names one. */
export function inCurrency(body: unknown, currency: string): unknown {
  if (Array.isArray(body)) return body.map((one) => inCurrency(one, currency));
  if (typeof body !== "object" || body === null) return body;
  const entries = Object.entries(body).map(([key, value]) => [
    key,
    key === "currency" && typeof value === "string" ? currency : inCurrency(value, currency),
  ]);
  return Object.fromEntries(entries) as unknown;
}
