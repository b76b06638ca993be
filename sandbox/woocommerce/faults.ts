/** Planned misbehaviour: what a connector meets around the API (contract section 2, "Around it you will meet HTML"). */
import type { Reply } from "./reply.ts";

interface Aim {
  /** How many matching requests are hit; default 1. */ readonly times?: number;
  /** Tested against path and query, e.g. `/orders\?/`. Default: every request. */ readonly match?: RegExp | string;
  readonly method?: string;
}

export type Fault = Aim &
  (
    | { readonly kind: "shield"; readonly status: 401 | 403 | 406 }
    | { readonly kind: "limit"; /** Seconds or an HTTP date. */ readonly retryAfter?: number | string }
    | { readonly kind: "status"; readonly status: 500 | 502 | 503 | 504 }
    | { readonly kind: "maintenance" }
    | { readonly kind: "html" }
    /** Does the work, then PHP text before the JSON, with the JSON content type. */
    | { readonly kind: "notice" }
    /** Never answers; the connection stays open until the shop stops. */
    | { readonly kind: "hang" }
    /** Closes the connection without doing the work. */
    | { readonly kind: "close" }
    /** Does the work, then closes the connection without an answer. */
    | { readonly kind: "lost" }
    /** Does the work; a complete HTTP answer with half of the JSON in it. */
    | { readonly kind: "truncate" }
    /** Does the work; the connection breaks halfway through the announced length. */
    | { readonly kind: "cut" }
    /** A plugin or a cache that answers the first page whatever page is asked. */
    | { readonly kind: "same-page" }
    /** Valid JSON that is not what was asked; default `{"data":[]}`. */
    | { readonly kind: "shape"; readonly body?: unknown }
  );

/** What remains of a planned fault, and a way to call it off. */
export interface Planned {
  readonly left: number;
  cancel(): void;
}

export class Faults {
  /** Milliseconds every request waits before it is looked at. */ delay = 0;
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
    this.delay = 0;
  }

  /** The first planned fault that fits this request, used up by one. */
  next(method: string, target: string): Fault | undefined {
    const plan = this.#plans.find(({ fault, left }) => {
      if (left <= 0 || (fault.method !== undefined && fault.method !== method)) return false;
      return fault.match === undefined || new RegExp(fault.match).test(target);
    });
    if (plan === undefined) return undefined;
    plan.left -= 1;
    return plan.fault;
  }
}

function page(status: number, title: string, text: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = `<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>${title}</title></head>\n<body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  return { status, headers: { "Content-Type": "text/html; charset=UTF-8", ...headers }, text: body };
}

const NOTICE =
  "<br />\n<b>Deprecated</b>:  Creation of dynamic property WC_Btw_Plugin::$cache is deprecated in " +
  "<b>/var/www/html/wp-content/plugins/wc-btw/wc-btw.php</b> on line <b>118</b><br />\n";

/** The answer given instead of the work, `undefined` for faults that do the work or answer nothing. */
export function replaced(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case "shield":
      return page(fault.status, "Access denied", "Your request was blocked by the security service of this website.");
    case "limit": {
      const headers = fault.retryAfter === undefined ? {} : { "Retry-After": String(fault.retryAfter) };
      return page(429, "429 Too Many Requests", "You have sent too many requests.", headers);
    }
    case "status": {
      const names = {
        500: "Internal Server Error",
        502: "Bad Gateway",
        503: "Service Unavailable",
        504: "Gateway Time-out",
      };
      return page(fault.status, `${fault.status} ${names[fault.status]}`, "nginx");
    }
    case "maintenance": {
      const text = "Briefly unavailable for scheduled maintenance. Check back in a minute.";
      return page(503, "Maintenance", text, { "Retry-After": "600" });
    }
    case "html":
      return page(200, "Testwinkel De Molen", "Welkom in onze winkel.");
    case "shape":
      return { status: 200, headers: {}, text: JSON.stringify(fault.body ?? { data: [] }) };
    default:
      return undefined;
  }
}

/** The reply of the work as the fault lets it out. */
export function spoiled(fault: Fault | undefined, reply: Reply): Reply {
  if (fault?.kind === "notice") return { ...reply, text: NOTICE + reply.text };
  if (fault?.kind === "truncate") return { ...reply, text: reply.text.slice(0, Math.ceil(reply.text.length / 2)) };
  return reply;
}
