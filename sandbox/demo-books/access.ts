/** Who may ask, and how often. */
import { randomBytes } from "node:crypto";
import { Refused } from "./refusals.ts";
import type { Settings } from "./settings.ts";

export interface Key {
  readonly mayWrite: boolean;
  /** `undefined` before its first request. */ window: { readonly began: number; used: number } | undefined;
}

export interface NewKey {
  /** Default a new one. */ readonly key?: string;
  readonly readOnly?: boolean;
}

export class Access {
  readonly #keys = new Map<string, Key>();
  readonly #now: () => number;
  readonly #settings: Settings;

  constructor(now: () => number, settings: Settings) {
    this.#now = now;
    this.#settings = settings;
  }

  make({ key = `demo_${randomBytes(16).toString("hex")}`, readOnly = false }: NewKey = {}): string {
    this.#keys.set(key, { mayWrite: !readOnly, window: undefined });
    return key;
  }
  revoke(key: string): void {
    this.#keys.delete(key);
  }

  find(authorization: string | undefined): Key | undefined {
    return authorization?.startsWith("Bearer ") === true ? this.#keys.get(authorization.slice(7)) : undefined;
  }

  #open(key: Key | undefined): Key["window"] {
    const { window } = key ?? {};
    return window !== undefined && this.#now() < window.began + this.#settings.window.seconds * 1000
      ? window
      : undefined;
  }
  #left(key: Key | undefined): number {
    const { seconds } = this.#settings.window;
    const window = this.#open(key);
    return window === undefined ? seconds : Math.ceil((window.began + seconds * 1000 - this.#now()) / 1000);
  }

  /** Counts a request. One too many is refused and not counted. */
  enter(key: Key): void {
    const window = this.#open(key) ?? { began: this.#now(), used: 0 };
    if (window.used >= this.#settings.window.requests) {
      throw new Refused("rate_limited", "Too many requests", null, { "Retry-After": String(this.#left(key)) });
    }
    key.window = window;
    window.used += 1;
  }

  headers(key: Key | undefined): Record<string, string> {
    const { requests } = this.#settings.window;
    const used = this.#open(key)?.used ?? 0;
    return {
      "X-RateLimit-Limit": String(requests),
      "X-RateLimit-Remaining": String(Math.max(0, requests - used)),
      "X-RateLimit-Reset": String(this.#left(key)),
    };
  }
}
