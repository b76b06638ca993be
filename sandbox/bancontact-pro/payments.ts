/** Payments and their states, as Bancontact Pro keeps them. */
import { randomBytes } from "node:crypto";

/** From where a payment may go where. What leads nowhere is final. */
const next = {
  PENDING: ["IDENTIFIED", "CANCELLED", "EXPIRED"],
  IDENTIFIED: ["AUTHORIZED", "AUTHORIZATION_FAILED", "FAILED", "CANCELLED", "EXPIRED"],
  AUTHORIZED: ["SUCCEEDED", "FAILED", "PENDING_MERCHANT_ACKNOWLEDGEMENT"],
  AUTHORIZATION_FAILED: [],
  SUCCEEDED: [],
  FAILED: [],
  CANCELLED: [],
  EXPIRED: [],
  PENDING_MERCHANT_ACKNOWLEDGEMENT: ["SUCCEEDED", "VOIDED"],
  VOIDED: [],
} as const satisfies Record<string, readonly string[]>;

export type Status = keyof typeof next;
export const statuses = Object.keys(next) as readonly Status[];

export interface NewPayment {
  readonly profileId: string;
  /** In cents. */ readonly amount: number;
  readonly description: string | null;
  readonly reference: string | null;
  readonly bulkId: string | null;
  readonly callbackUrl: string | null;
  readonly identifyCallbackUrl: string | null;
  readonly returnUrl: string | null;
}

export interface Payment extends NewPayment {
  readonly paymentId: string;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  status: Status;
  succeededAt: Temporal.Instant | null;
  /** Known from the moment the payer scanned the code. */ hasDebtor: boolean;
}

export class Payments {
  readonly #byId = new Map<string, Payment>();
  readonly #now: () => Temporal.Instant;
  readonly #lifetime: number;

  constructor(now: () => Temporal.Instant, lifetimeMinutes: number) {
    this.#now = now;
    this.#lifetime = lifetimeMinutes;
  }

  add(given: NewPayment): Payment {
    const createdAt = this.#now();
    const expiresAt = createdAt.add({ minutes: this.#lifetime });
    const paymentId = randomBytes(12).toString("hex");
    const start = { status: "PENDING" as const, succeededAt: null, hasDebtor: false };
    const payment: Payment = { ...given, paymentId, createdAt, expiresAt, ...start };
    this.#byId.set(paymentId, payment);
    return payment;
  }

  list(): readonly Payment[] {
    return [...this.#byId.values()];
  }

  find(id: string): Payment | undefined {
    return this.#byId.get(id);
  }

  get(id: string): Payment {
    const payment = this.#byId.get(id);
    if (payment === undefined) throw new Error(`no payment ${id}`);
    return payment;
  }

  move(payment: Payment, to: Status): void {
    const allowed: readonly Status[] = next[payment.status];
    if (!allowed.includes(to)) throw new Error(`${payment.paymentId} is ${payment.status}: it never becomes ${to}`);
    payment.status = to;
    if (to === "IDENTIFIED") payment.hasDebtor = true;
    if (to === "SUCCEEDED") payment.succeededAt = this.#now();
  }

  /** Those whose time is over and that nobody confirmed. */
  overdue(): readonly Payment[] {
    const now = this.#now();
    return this.list().filter(
      ({ status, expiresAt }) =>
        (status === "PENDING" || status === "IDENTIFIED") && Temporal.Instant.compare(expiresAt, now) <= 0,
    );
  }
}
