/** Payments, their states, refunds and chargebacks, as Mollie keeps them. */
import { randomBytes } from "node:crypto";
import { add, amount as read, cents, compare, subtract, text, type Amount } from "#domain/amount.ts";
import { invalid, refuse } from "./errors.ts";
import type { Money } from "./fields.ts";

export type State = "open" | "pending" | "authorized" | "paid" | "canceled" | "expired" | "failed";

/** From where a payment may go where. What is not here is final: a paid payment stays paid, refunded or not. */
const next: Readonly<Record<State, readonly State[]>> = {
  open: ["pending", "authorized", "paid", "canceled", "expired", "failed"],
  pending: ["paid", "canceled", "expired", "failed"],
  authorized: ["paid", "canceled", "expired", "failed"],
  paid: [],
  canceled: [],
  expired: [],
  failed: [],
};

export interface Refund {
  readonly id: string;
  readonly amount: Money;
  readonly description: string;
  readonly metadata: unknown;
  readonly createdAt: Temporal.Instant;
  status: "queued" | "pending" | "processing" | "refunded" | "failed";
}

export interface Chargeback {
  readonly id: string;
  readonly amount: Money;
  readonly createdAt: Temporal.Instant;
  reversedAt: Temporal.Instant | null;
}

export interface NewPayment {
  readonly amount: Money;
  readonly description: string;
  readonly redirectUrl: string | null;
  readonly webhookUrl: string | null;
  readonly metadata: unknown;
  readonly method: string | null;
  readonly locale: string | undefined;
  readonly linkId: string | null;
}

export interface Payment extends NewPayment {
  readonly id: string;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly refunds: Refund[];
  readonly chargebacks: Chargeback[];
  status: State;
  /** What it was paid with. */ paidWith: string | null;
  /** When each state was reached. */ readonly reached: Partial<Record<State, Temporal.Instant>>;
}

const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
export const newId = (prefix: string, length: number): string =>
  prefix + [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join("");

const total = (values: readonly Money[]): Amount => values.reduce((sum, { value }) => add(sum, read(value)), read("0"));
const money = (currency: string, value: Amount): Money => ({ currency, value: text(cents(value)) });

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
    const kept = { refunds: [], chargebacks: [], status: "open" as const, paidWith: given.method, reached: {} };
    const payment: Payment = { ...given, id: newId("tr_", 22), createdAt, expiresAt, ...kept };
    this.#byId.set(payment.id, payment);
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
    if (payment === undefined) throw refuse(404, `No payment exists with token ${id}.`);
    return payment;
  }

  move(payment: Payment, to: State): void {
    if (!next[payment.status].includes(to)) {
      throw new Error(`${payment.id} is ${payment.status}: Mollie never makes it ${to}`);
    }
    payment.status = to;
    payment.reached[to] = this.#now();
  }

  /** Those whose time is over and that nobody paid. */
  overdue(): readonly Payment[] {
    const now = this.#now();
    return this.list().filter(
      ({ status, expiresAt }) => status === "open" && Temporal.Instant.compare(expiresAt, now) <= 0,
    );
  }

  refunded(payment: Payment): Money {
    const counted = payment.refunds.filter(({ status }) => status !== "failed");
    return money(payment.amount.currency, total(counted.map(({ amount }) => amount)));
  }

  remaining(payment: Payment): Money {
    return money(payment.amount.currency, subtract(read(payment.amount.value), read(this.refunded(payment).value)));
  }

  chargedBack(payment: Payment): Money {
    const counted = payment.chargebacks.filter(({ reversedAt }) => reversedAt === null);
    return money(payment.amount.currency, total(counted.map(({ amount }) => amount)));
  }

  /** Never more than what is left: the up to €25 more of some methods is not taken over. */
  refund(payment: Payment, amount: Money, description: string, metadata: unknown): Refund {
    if (payment.status !== "paid") throw refuse(422, "The payment cannot be refunded, because it is not paid");
    if (amount.currency !== payment.amount.currency) {
      throw invalid("The amount currency must be the same as that of the payment", "amount.currency");
    }
    if (compare(read(amount.value), read(this.remaining(payment).value)) > 0) {
      throw invalid("The amount is higher than the maximum", "amount");
    }
    const createdAt = this.#now();
    const refund: Refund = { id: newId("re_", 10), amount, description, metadata, createdAt, status: "pending" };
    payment.refunds.push(refund);
    return refund;
  }

  chargeBack(payment: Payment, value: string): Chargeback {
    if (payment.status !== "paid") throw new Error(`${payment.id} is ${payment.status}: nothing to charge back`);
    const amount = money(payment.amount.currency, read(value));
    const chargeback = { id: newId("chb_", 10), amount, createdAt: this.#now(), reversedAt: null };
    payment.chargebacks.push(chargeback);
    return chargeback;
  }
}
