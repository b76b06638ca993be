/** `Idempotency-Key` on POST: kept for an hour, other requests with the same key are refused. */
import { refuse } from "./errors.ts";
import type { Incoming, Reply } from "./provider-server.ts";

interface Kept {
  readonly request: string;
  readonly until: Temporal.Instant;
  /** `undefined` while the first call is under way. */ reply: Reply | undefined;
}

export class IdempotencyKeys {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => Temporal.Instant;

  constructor(now: () => Temporal.Instant) {
    this.#now = now;
  }

  /** As an hour later does. */
  forget(): void {
    this.#kept.clear();
  }

  async once({ method, path, headers, body }: Incoming, work: () => Promise<Reply>): Promise<Reply> {
    const key = headers["idempotency-key"];
    if (method !== "POST" || typeof key !== "string" || key === "") return work();
    const request = `${path}\n${body}`;
    const known = this.#kept.get(key);
    if (known !== undefined && Temporal.Instant.compare(known.until, this.#now()) > 0) {
      if (known.request !== request) {
        throw refuse(400, "The idempotency key was already used for a request with different parameters");
      }
      if (known.reply === undefined) {
        throw refuse(409, "A request with this idempotency key is still being processed");
      }
      return { ...known.reply, headers: { ...known.reply.headers, "Idempotent-Replayed": "true" } };
    }
    const kept: Kept = { request, until: this.#now().add({ hours: 1 }), reply: undefined };
    this.#kept.set(key, kept);
    try {
      kept.reply = await work();
    } finally {
      if (kept.reply === undefined) this.#kept.delete(key);
    }
    return kept.reply;
  }
}
