/** Payments, refunds, chargebacks and links as Mollie writes them. */
import type { Link } from "./links.ts";
import type { Chargeback, Payment, Payments, Refund } from "./payments.ts";

export type Json = Readonly<Record<string, unknown>>;

/** "2026-01-31T12:00:00+00:00": seconds, and the offset in figures. */
export const moment = (at: Temporal.Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : at.toString({ smallestUnit: "second" }).replace("Z", "+00:00");

export class Documents {
  readonly #home: string;
  readonly #profileId: string;
  readonly #payments: Payments;

  constructor(home: string, profileId: string, payments: Payments) {
    this.#home = home;
    this.#profileId = profileId;
    this.#payments = payments;
  }

  #api(path: string): Json {
    return { href: `${this.#home}/v2/${path}`, type: "application/hal+json" };
  }

  #guide(page: string): Json {
    return { href: `https://docs.mollie.com/reference/${page}`, type: "text/html" };
  }

  payment(payment: Payment): Json {
    const { id, status, amount, reached } = payment;
    const isOpen = status === "open" || status === "pending";
    const stamps = (["authorized", "paid", "canceled", "expired", "failed"] as const).flatMap((state) =>
      reached[state] === undefined ? [] : [[`${state}At`, moment(reached[state])] as const],
    );
    const moneyBack =
      status !== "paid"
        ? {}
        : { amountRefunded: this.#payments.refunded(payment), amountRemaining: this.#payments.remaining(payment) };
    const chargedBack =
      payment.chargebacks.length === 0 ? {} : { amountChargedBack: this.#payments.chargedBack(payment) };
    return {
      resource: "payment",
      id,
      mode: "test",
      createdAt: moment(payment.createdAt),
      amount,
      ...moneyBack,
      ...chargedBack,
      ...(status === "paid" ? { settlementAmount: amount } : {}),
      description: payment.description,
      method: payment.paidWith,
      metadata: payment.metadata,
      status,
      ...(isOpen ? { isCancelable: isCancelable(payment), expiresAt: moment(payment.expiresAt) } : {}),
      ...Object.fromEntries(stamps),
      ...(payment.locale === undefined ? {} : { locale: payment.locale }),
      profileId: this.#profileId,
      sequenceType: "oneoff",
      redirectUrl: payment.redirectUrl,
      ...(payment.webhookUrl === null ? {} : { webhookUrl: payment.webhookUrl }),
      _links: {
        self: this.#api(`payments/${id}`),
        ...(status === "open" ? { checkout: { href: `${this.#home}/checkout/${id}`, type: "text/html" } } : {}),
        dashboard: { href: `https://my.mollie.com/dashboard/payments/${id}`, type: "text/html" },
        ...(payment.refunds.length === 0 ? {} : { refunds: this.#api(`payments/${id}/refunds`) }),
        ...(payment.chargebacks.length === 0 ? {} : { chargebacks: this.#api(`payments/${id}/chargebacks`) }),
        documentation: this.#guide("get-payment"),
      },
    };
  }

  refund(payment: Payment, refund: Refund): Json {
    const { id, amount, status, description, metadata } = refund;
    return {
      resource: "refund",
      id,
      mode: "test",
      amount,
      status,
      createdAt: moment(refund.createdAt),
      description,
      metadata,
      paymentId: payment.id,
      settlementAmount: { ...amount, value: `-${amount.value}` },
      _links: {
        self: this.#api(`payments/${payment.id}/refunds/${id}`),
        payment: this.#api(`payments/${payment.id}`),
        documentation: this.#guide("get-refund"),
      },
    };
  }

  chargeback(payment: Payment, { id, amount, createdAt, reversedAt }: Chargeback): Json {
    return {
      resource: "chargeback",
      id,
      amount,
      settlementAmount: { ...amount, value: `-${amount.value}` },
      createdAt: moment(createdAt),
      reversedAt: moment(reversedAt),
      paymentId: payment.id,
      _links: {
        self: this.#api(`payments/${payment.id}/chargebacks/${id}`),
        payment: this.#api(`payments/${payment.id}`),
        documentation: this.#guide("get-chargeback"),
      },
    };
  }

  link(link: Link): Json {
    const { id, amount, description, redirectUrl, webhookUrl, reusable } = link;
    return {
      resource: "payment-link",
      id,
      mode: "test",
      description,
      amount,
      archived: false,
      redirectUrl,
      webhookUrl,
      profileId: this.#profileId,
      reusable,
      createdAt: moment(link.createdAt),
      paidAt: moment(link.paidAt),
      expiresAt: moment(link.expiresAt),
      allowedMethods: null,
      _links: {
        self: this.#api(`payment-links/${id}`),
        paymentLink: { href: `${this.#home}/payment/${id.slice("pl_".length)}`, type: "text/html" },
        documentation: this.#guide("get-payment-link"),
      },
    };
  }

  /** A page of a list: newest first, `from` is the id to start with, 50 at a time unless asked otherwise. */
  list(name: string, path: string, all: readonly Json[], limit: number, from: string | null): Json | undefined {
    const newestFirst = all.toReversed();
    const start = from === null ? 0 : newestFirst.findIndex(({ id }) => id === from);
    if (start < 0) return undefined;
    const some = newestFirst.slice(start, start + limit);
    const at = (index: number): Json | null => {
      const id = newestFirst[index]?.["id"];
      return typeof id === "string" ? this.#api(`${path}?from=${id}&limit=${limit}`) : null;
    };
    const previous = start === 0 ? null : at(Math.max(0, start - limit));
    const links = {
      self: this.#api(path),
      previous,
      next: at(start + limit),
      documentation: this.#guide("pagination"),
    };
    return { count: some.length, _embedded: { [name]: some }, _links: links };
  }
}

/** Only a bank transfer that is under way can be called off by the merchant. */
export const isCancelable = ({ status, method }: Payment): boolean =>
  (status === "open" || status === "pending") && method === "banktransfer";
