/** Payment links: a payment comes into being when the payer starts. */
import { refuse } from "./errors.ts";
import type { Money } from "./fields.ts";
import { newId } from "./payments.ts";

export interface NewLink {
  readonly description: string;
  /** Null: the payer says how much. */ readonly amount: Money | null;
  readonly redirectUrl: string | null;
  readonly webhookUrl: string | null;
  readonly expiresAt: Temporal.Instant | null;
  readonly reusable: boolean;
}

export interface Link extends NewLink {
  readonly id: string;
  readonly createdAt: Temporal.Instant;
  paidAt: Temporal.Instant | null;
}

export class Links {
  readonly #byId = new Map<string, Link>();
  readonly #now: () => Temporal.Instant;

  constructor(now: () => Temporal.Instant) {
    this.#now = now;
  }

  add(given: NewLink): Link {
    const link: Link = { ...given, id: newId("pl_", 21), createdAt: this.#now(), paidAt: null };
    this.#byId.set(link.id, link);
    return link;
  }

  list(): readonly Link[] {
    return [...this.#byId.values()];
  }

  find(id: string): Link | undefined {
    return this.#byId.get(id);
  }

  get(id: string): Link {
    const link = this.#byId.get(id);
    if (link === undefined) throw refuse(404, `No payment link exists with token ${id}.`);
    return link;
  }

  paid(id: string): void {
    const link = this.get(id);
    link.paidAt ??= this.#now();
  }

  /** Why nobody can pay it now, or null. */
  closed({ paidAt, reusable, expiresAt }: Link): "paid" | "expired" | null {
    if (paidAt !== null && !reusable) return "paid";
    return expiresAt !== null && Temporal.Instant.compare(expiresAt, this.#now()) <= 0 ? "expired" : null;
  }
}
