/** Fixed windows per company, client and host, on the stand-in's clock. */
import type { Token } from "./access.ts";
import type { Settings } from "./settings.ts";

export type Host = "connect" | "finance" | "salesOrder";

type Owner = Pick<Token, "tenant" | "clientId">;

interface Window {
  began: number;
  used: number;
}

export class Windows {
  readonly #windows = new Map<string, Window>();
  readonly #now: () => number;
  readonly #settings: Settings;

  constructor(now: () => number, settings: Settings) {
    this.#now = now;
    this.#settings = settings;
  }

  #open(token: Owner, host: Host): Window {
    const length = this.#settings.window.seconds * 1000;
    const began = Math.floor(this.#now() / length) * length;
    const key = `${token.tenant} ${token.clientId} ${host}`;
    const window = this.#windows.get(key);
    if (window?.began === began) return window;
    const fresh = { began, used: 0 };
    this.#windows.set(key, fresh);
    return fresh;
  }

  /** Counts a request; false for one too many, which is not counted. */
  enter(token: Owner, host: Host): boolean {
    const window = this.#open(token, host);
    if (this.#settings.limits === "enforced" && window.used >= this.#settings.window.requests) return false;
    window.used += 1;
    return true;
  }

  /** How many requests were counted in the window that is open now. */
  used(token: Owner, host: Host): number {
    return this.#open(token, host).used;
  }

  secondsLeft(): number {
    const length = this.#settings.window.seconds * 1000;
    return Math.ceil((length - (this.#now() % length)) / 1000);
  }

  headers(token: Owner, host: Host): Record<string, string> {
    if (host === "salesOrder" && !this.#settings.showsSalesOrderWindow) return {};
    const limit = this.#settings.limits === "enforced" ? this.#settings.window.requests : 1_000_000_000;
    return {
      "X-RateLimit-Limit": String(limit),
      "X-RateLimit-Remaining": String(Math.max(0, limit - this.#open(token, host).used)),
      "X-RateLimit-Reset": String(this.secondsLeft()),
      "X-RateLimit-Policy": "4-fixed-window",
    };
  }
}
