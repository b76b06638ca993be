/** The calls of the API: `/v3/payments…`. */
import type { Incoming, Reply } from "#sandbox/mollie/provider-server.ts";
import { created, details, type Creditor, type Json } from "./documents.ts";
import { invalid, refuse } from "./errors.ts";
import { newPayment, search } from "./fields.ts";
import type { Payment, Payments } from "./payments.ts";

export interface Books {
  readonly home: string;
  readonly payments: Payments;
  readonly now: () => Temporal.Instant;
  readonly allowLocalUrls: boolean;
  readonly cancelsIdentified: boolean;
  /** The callback of a state that changed by a call. */ announce(payment: Payment): void;
}

function found(payments: Payments, id: string, creditor: Creditor, code: string): Payment {
  const payment = payments.find(id);
  if (payment === undefined) throw refuse(404, "PAYMENT_NOT_FOUND", "No payment could be found");
  if (payment.profileId !== creditor.profileId) throw refuse(403, code, "The caller is no participant of the payment");
  return payment;
}

function cancel({ payments, cancelsIdentified, announce }: Books, payment: Payment): Reply {
  const can = payment.status === "PENDING" || (cancelsIdentified && payment.status === "IDENTIFIED");
  if (!can) throw refuse(422, "PAYMENT_NOT_PENDING", "Payment is not in pending or identified state");
  payments.move(payment, "CANCELLED");
  announce(payment);
  return { status: 204 };
}

function whole(query: URLSearchParams, name: string, otherwise: number, highest: number): number {
  const value = Number(query.get(name) ?? otherwise);
  if (!Number.isInteger(value) || value < 0 || value > highest) throw invalid(name);
  return value;
}

function find({ home, payments, now }: Books, { body, query }: Incoming, creditor: Creditor): Reply {
  const wanted = search(body, now());
  const number = whole(query, "page", 0, 1_000_000);
  const most = whole(query, "size", 10, 100);
  const all = payments.list().filter((payment) => {
    if (payment.profileId !== creditor.profileId) return false;
    if (Temporal.Instant.compare(payment.createdAt, wanted.from) < 0) return false;
    if (wanted.to !== null && Temporal.Instant.compare(payment.createdAt, wanted.to) > 0) return false;
    if (wanted.reference !== null && payment.reference !== wanted.reference) return false;
    return wanted.statuses === null || wanted.statuses.includes(payment.status);
  });
  const some = all.toReversed().slice(number * most, (number + 1) * most);
  const shown: readonly Json[] = some.map((payment) => details(home, payment, creditor));
  const totalPages = most === 0 ? 0 : Math.ceil(all.length / most);
  return { status: 200, body: { size: shown.length, totalPages, totalElements: all.length, number, details: shown } };
}

export function answer(books: Books, incoming: Incoming, creditor: Creditor): Reply {
  const { home, payments, allowLocalUrls } = books;
  const { method, path } = incoming;
  if (path === "/v3/payments" && method === "POST") {
    // An Idempotency-Key means nothing here: the same call twice is two payments.
    const given = newPayment(incoming.body, allowLocalUrls);
    const payment = payments.add({ ...given, profileId: creditor.profileId });
    return { status: 201, body: created(home, payment, creditor) };
  }
  if (path === "/v3/payments/search" && method === "POST") return find(books, incoming, creditor);
  const id = /^\/v3\/payments\/([^/]+)$/.exec(path)?.[1];
  if (id !== undefined && method === "GET") {
    const payment = found(payments, id, creditor, "ACCESS_DENIED");
    return { status: 200, body: details(home, payment, creditor) };
  }
  if (id !== undefined && method === "DELETE") {
    return cancel(books, found(payments, id, creditor, "CALLER_NOT_ALLOWED_TO_CANCEL"));
  }
  throw refuse(404, "NOT_FOUND", `The stand-in has no ${method} ${path}`);
}
