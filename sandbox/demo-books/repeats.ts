/** What was done under an idempotency key. The keys are the account's: a new access key sees those of the old one. */
import { createHash } from "node:crypto";
import { Refused } from "./refusals.ts";
import type { StoredRecord } from "./store.ts";

interface Kept {
  readonly request: string;
  readonly at: number;
  /** `undefined` while the first request is under way. */ record: StoredRecord<unknown> | undefined;
  /** Requests refused as in progress, to be counted with the record. */ meanwhile: number;
}

export interface Claim {
  keep(record: StoredRecord<unknown>): void;
  /** After a refusal, or when the write was never made. */ forget(): void;
}

export class Repeats {
  /** In the order of the first requests, which is the order in which they are forgotten. */
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;
  readonly #keyHours: () => number;

  constructor(now: () => number, keyHours: () => number) {
    this.#now = now;
    this.#keyHours = keyHours;
  }

  /** The record of an earlier request, or the right to make one. */
  claim(key: string, path: string, body: string): StoredRecord<unknown> | Claim {
    this.#forgetOld();
    const request = createHash("sha256").update(`${path}\n${body}`).digest("base64");
    const known = this.#kept.get(key);
    if (known !== undefined) {
      if (known.request !== request) {
        throw new Refused("idempotency_key_reused", "This idempotency key was used with another body");
      }
      if (known.record === undefined) {
        known.meanwhile += 1;
        throw new Refused("in_progress", "The first request with this key has not ended", null, { "Retry-After": "1" });
      }
      known.record.requests += 1;
      return known.record;
    }
    const kept: Kept = { request, at: this.#now(), record: undefined, meanwhile: 0 };
    this.#kept.set(key, kept);
    return {
      keep: (record) => {
        kept.record = record;
        record.requests += kept.meanwhile;
      },
      forget: () => {
        if (this.#kept.get(key) === kept) this.#kept.delete(key);
      },
    };
  }

  #forgetOld(): void {
    const last = this.#now() - this.#keyHours() * 3_600_000;
    for (const [key, { at, record }] of this.#kept) {
      if (at > last) return;
      // One that is under way is not forgotten, however old.
      if (record !== undefined) this.#kept.delete(key);
    }
  }
}
