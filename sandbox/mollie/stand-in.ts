/** Mollie on this machine, for tests and for the demo. What is known, and from where, is in the README. */
import { randomBytes } from "node:crypto";
import { checkout, type Till } from "./checkout.ts";
import { Documents, type Json } from "./documents.ts";
import { refusal } from "./errors.ts";
import { money, type Money } from "./fields.ts";
import { IdempotencyKeys } from "./idempotency.ts";
import { Links, type Link } from "./links.ts";
import { Payments, newId, type Payment, type Refund, type State } from "./payments.ts";
import { Courier, type Delivery, type Parcel, type Release } from "./provider-courier.ts";
import type { Fault, Planned } from "./provider-faults.ts";
import { Refused, startServer, type Call, type Incoming, type Reply } from "./provider-server.ts";
import { answer, type Books } from "./routes.ts";
import { classic, event, webhookDelays, type EventOptions } from "./webhooks.ts";

export interface MollieOptions {
  /** Default 0: a free port. Always on 127.0.0.1 only. */ readonly port?: number;
  /** Default a new `test_…` key. */ readonly apiKey?: string;
  /** Takes http webhooks on this machine, which the real one refuses. */ readonly allowLocalUrls?: boolean;
  /** Milliseconds before the second, third, … attempt of a webhook; default Mollie's own: 1 minute to 22 hours. */
  readonly webhookDelays?: readonly number[];
  /** Milliseconds a webhook may take; default 15 000. */ readonly webhookTimeout?: number;
  /** Minutes a payment stays open; default 15. */ readonly lifetime?: number;
  /** Highest amount; default "50000.00". */ readonly maximum?: string;
  readonly now?: () => Temporal.Instant;
}

export interface Mollie {
  readonly url: string;
  readonly apiKey: string;
  readonly profileId: string;
  /** Every call and page view, also those hit by a fault. */ readonly calls: readonly Call[];
  readonly payments: readonly Payment[];
  readonly links: readonly Link[];
  /** Every attempt of a webhook. */ readonly deliveries: readonly Delivery[];
  readonly held: readonly Parcel[];
  /** The payment as the API shows it. */ payment(id: string): Json;
  fault(fault: Fault): Planned;
  heal(): void;
  /** Each of these changes the payment, sends the webhook and passes after its first attempt. */
  pay(id: string, method?: string): Promise<void>;
  fail(id: string): Promise<void>;
  expire(id: string): Promise<void>;
  cancel(id: string): Promise<void>;
  /** Open to pending or authorized; pending sends no webhook. */ move(id: string, to: State): Promise<void>;
  /** Paid back from the dashboard. */ refund(id: string, amount: string): Promise<Refund>;
  /** Carries a refund made through the API to its end. */
  settleRefund(id: string, refundId: string, status: "refunded" | "failed"): Promise<void>;
  chargeBack(id: string, amount: string): Promise<void>;
  reverseChargeback(id: string): Promise<void>;
  /** Pays a payment link; the amount only for a link without one. */ payLink(
    id: string,
    amount?: string,
  ): Promise<Payment>;
  /** The webhook once more, whatever happened; for any id, also an unknown one when `url` is given. */
  sendWebhook(id: string, url?: string): Promise<Delivery | undefined>;
  /** The signed event of a webhook subscription. */ sendEvent(
    id: string,
    options: EventOptions,
  ): Promise<Delivery | undefined>;
  /** Webhooks wait until `releaseWebhooks`: late, twice or in another order. */ holdWebhooks(): void;
  releaseWebhooks(release?: Release): Promise<readonly Delivery[]>;
  /** Makes the attempts that wait for their time now. */ retryWebhooks(): Promise<readonly Delivery[]>;
  /** Until no webhook is under way. */ settled(): Promise<void>;
  /** As an hour later. */ forgetIdempotencyKeys(): void;
  stop(): Promise<void>;
}

export async function startMollie(options: MollieOptions = {}): Promise<Mollie> {
  const now = options.now ?? ((): Temporal.Instant => Temporal.Now.instant());
  const apiKey = options.apiKey ?? `test_${randomBytes(15).toString("hex")}`;
  const profileId = newId("pfl_", 10);
  const payments = new Payments(now, options.lifetime ?? 15);
  const links = new Links(now);
  const keys = new IdempotencyKeys(now);
  const courier = new Courier({
    delays: options.webhookDelays ?? webhookDelays,
    isRetried: (status) => status !== 200,
    timeout: options.webhookTimeout ?? 15_000,
  });

  async function announce({ id, webhookUrl }: Payment): Promise<void> {
    if (webhookUrl !== null) await courier.post(classic(id, webhookUrl));
  }
  async function to(payment: Payment, state: State, method?: string): Promise<void> {
    payments.move(payment, state);
    if (state === "paid") {
      payment.paidWith = method ?? payment.paidWith ?? "bancontact";
      if (payment.linkId !== null) links.paid(payment.linkId);
    }
    if (state !== "pending") await announce(payment);
  }
  function startOf(link: Link, amount: Money): Payment {
    const { description, redirectUrl, webhookUrl } = link;
    const empty = { metadata: null, method: null, locale: undefined };
    return payments.add({ amount, description, redirectUrl, webhookUrl, linkId: link.id, ...empty });
  }
  function expireOverdue(): void {
    for (const payment of payments.overdue()) void to(payment, "expired");
  }

  const till: Till = {
    payment: (id) => payments.find(id),
    link: (id) => links.find(id),
    closed: (link) => links.closed(link),
    start: startOf,
    decide: (payment, outcome) => void to(payment, outcome),
  };

  async function work(incoming: Incoming, books: Books): Promise<Reply> {
    await incoming.pause();
    try {
      return answer(books, incoming);
    } catch (error) {
      if (error instanceof Refused) return error.reply;
      throw error;
    }
  }
  async function serve(incoming: Incoming, books: Books): Promise<Reply> {
    expireOverdue();
    if (!incoming.path.startsWith("/v2/")) return checkout(till, incoming);
    if (incoming.headers.authorization !== `Bearer ${apiKey}`) return refusal(401);
    return keys.once(incoming, () => work(incoming, books));
  }

  let documents = new Documents("", profileId, payments);
  const server = await startServer(options.port ?? 0, (url) => {
    documents = new Documents(url, profileId, payments);
    const books: Books = {
      payments,
      links,
      documents,
      now,
      allowLocalUrls: options.allowLocalUrls ?? false,
      maximum: options.maximum ?? "50000.00",
      announce: (payment) => void announce(payment),
    };
    return {
      contentType: "application/hal+json",
      isApi: (path) => path.startsWith("/v2/"),
      answer: (incoming) => serve(incoming, books),
      refusal,
    };
  });

  return {
    url: server.url,
    apiKey,
    profileId,
    calls: server.calls,
    get payments() {
      return payments.list();
    },
    get links() {
      return links.list();
    },
    deliveries: courier.deliveries,
    held: courier.held,
    payment: (id) => documents.payment(payments.get(id)),
    fault: (fault) => server.faults.plan(fault),
    heal: () => server.faults.clear(),
    pay: (id, method) => to(payments.get(id), "paid", method),
    fail: (id) => to(payments.get(id), "failed"),
    expire: (id) => to(payments.get(id), "expired"),
    cancel: (id) => to(payments.get(id), "canceled"),
    move: (id, state) => to(payments.get(id), state),
    async refund(id, value) {
      const payment = payments.get(id);
      const amount = money({ currency: payment.amount.currency, value }, "refunds");
      const refund = payments.refund(payment, amount, payment.description, null);
      refund.status = "refunded";
      await announce(payment);
      return refund;
    },
    async settleRefund(id, refundId, status) {
      const payment = payments.get(id);
      const refund = payment.refunds.find((one) => one.id === refundId);
      if (refund === undefined) throw new Error(`${id} has no refund ${refundId}`);
      refund.status = status;
      await announce(payment);
    },
    async chargeBack(id, amount) {
      payments.chargeBack(payments.get(id), amount);
      await announce(payments.get(id));
    },
    async reverseChargeback(id) {
      const last = payments.get(id).chargebacks.findLast(({ reversedAt }) => reversedAt === null);
      if (last === undefined) throw new Error(`${id} has no chargeback to reverse`);
      last.reversedAt = now();
      await announce(payments.get(id));
    },
    async payLink(id, value) {
      const link = links.get(id);
      const closed = links.closed(link);
      if (closed !== null) throw new Error(`${id} is ${closed}`);
      const payment = startOf(link, link.amount ?? money({ currency: "EUR", value }, "payments"));
      await to(payment, "paid");
      return payment;
    },
    async sendWebhook(id, url) {
      const target = url ?? payments.get(id).webhookUrl;
      if (target === null) throw new Error(`${id} has no webhook URL`);
      return courier.post(classic(id, target));
    },
    sendEvent: (id, wanted) => courier.post(event(payments.get(id), documents, wanted, now())),
    holdWebhooks() {
      courier.isHolding = true;
    },
    releaseWebhooks: (release) => courier.release(release),
    retryWebhooks: () => courier.retryNow(),
    settled: () => courier.settled(),
    forgetIdempotencyKeys: () => keys.forget(),
    async stop() {
      courier.stop();
      await server.stop();
    },
  };
}
