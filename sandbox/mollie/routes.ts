/** The calls of the API: `/v2/…`. */
import { Documents, isCancelable, type Json } from "./documents.ts";
import { invalid, refuse } from "./errors.ts";
import * as read from "./fields.ts";
import type { Links } from "./links.ts";
import type { Payment, Payments } from "./payments.ts";
import type { Incoming, Reply } from "./provider-server.ts";

export interface Books {
  readonly payments: Payments;
  readonly links: Links;
  readonly documents: Documents;
  readonly now: () => Temporal.Instant;
  readonly allowLocalUrls: boolean;
  readonly maximum: string;
  /** The webhook of a state that changed by a call. */ announce(payment: Payment): void;
}

const paymentFields =
  "amount description redirectUrl cancelUrl webhookUrl metadata method locale lines billingAddress shippingAddress customerId sequenceType captureMode restrictPaymentMethodsToCountry issuer".split(
    " ",
  );
const linkFields =
  "description amount minimumAmount redirectUrl webhookUrl lines billingAddress shippingAddress reusable expiresAt allowedMethods sequenceType customerId".split(
    " ",
  );

const created = (body: Json): Reply => ({ status: 201, body });
const ok = (body: Json): Reply => ({ status: 200, body });

function createPayment({ payments, documents, ...books }: Books, { body }: Incoming): Reply {
  const fields = read.fieldsOf(body, paymentFields);
  const sequence = fields["sequenceType"] ?? "oneoff";
  if (sequence !== "oneoff") throw invalid("The stand-in knows one-off payments only", "sequenceType");
  const payment = payments.add({
    amount: read.money(fields["amount"], "payments", books.maximum),
    description: read.description(fields["description"], "payments"),
    redirectUrl: read.redirectUrl(fields["redirectUrl"], true),
    webhookUrl: read.webhookUrl(fields["webhookUrl"], books.allowLocalUrls),
    metadata: read.metadata(fields["metadata"]),
    method: read.method(fields["method"]),
    locale: read.locale(fields["locale"]),
    linkId: null,
  });
  return created(documents.payment(payment));
}

function createLink({ links, documents, now, ...books }: Books, { body }: Incoming): Reply {
  const fields = read.fieldsOf(body, linkFields);
  const { amount, reusable } = fields;
  if (reusable !== undefined && typeof reusable !== "boolean") throw invalid("The reusable is invalid", "reusable");
  const link = links.add({
    description: read.description(fields["description"], "payment links"),
    amount: amount === undefined || amount === null ? null : read.money(amount, "payment links", books.maximum),
    redirectUrl: read.redirectUrl(fields["redirectUrl"], false),
    webhookUrl: read.webhookUrl(fields["webhookUrl"], books.allowLocalUrls),
    expiresAt: read.expiresAt(fields["expiresAt"], now()),
    reusable: reusable === true,
  });
  return created(documents.link(link));
}

function createRefund({ payments, documents, now }: Books, { body }: Incoming, payment: Payment): Reply {
  const fields = read.fieldsOf(body, ["amount", "description", "metadata"]);
  const amount = read.money(fields["amount"], "refunds");
  const said = fields["description"];
  if (said !== undefined && (typeof said !== "string" || said.length > 140)) {
    throw invalid("The description is too long", "description");
  }
  const soon = now().subtract({ seconds: 10 });
  const twin = payment.refunds.some(
    (one) => one.amount.value === amount.value && Temporal.Instant.compare(one.createdAt, soon) > 0,
  );
  const refund = payments.refund(payment, amount, said ?? payment.description, read.metadata(fields["metadata"]));
  if (twin) {
    payment.refunds.pop();
    throw refuse(409, "A duplicate refund has been detected");
  }
  return created(documents.refund(payment, refund));
}

function list(documents: Documents, name: string, path: string, all: readonly Json[], query: URLSearchParams): Reply {
  const limit = Number(query.get("limit") ?? "50");
  if (!Number.isInteger(limit) || limit < 1 || limit > 250) throw refuse(400, "The limit is invalid", "limit");
  const body = documents.list(name, path, all, limit, query.get("from"));
  if (body === undefined) throw refuse(400, "The from is invalid", "from");
  return ok(body);
}

function onPayment(books: Books, incoming: Incoming, payment: Payment, rest: readonly string[]): Reply | undefined {
  const { payments, documents, announce } = books;
  const { method, query } = incoming;
  const [kind, id] = rest;
  if (kind === undefined && method === "GET") return ok(documents.payment(payment));
  if (kind === undefined && method === "DELETE") {
    if (!isCancelable(payment)) throw refuse(422, "The payment cannot be canceled");
    payments.move(payment, "canceled");
    announce(payment);
    return ok(documents.payment(payment));
  }
  if (kind === "refunds" && id === undefined) {
    if (method === "POST") return createRefund(books, incoming, payment);
    const all = payment.refunds.map((one) => documents.refund(payment, one));
    return method === "GET" ? list(documents, "refunds", `payments/${payment.id}/refunds`, all, query) : undefined;
  }
  if (kind === "chargebacks" && id === undefined && method === "GET") {
    const all = payment.chargebacks.map((one) => documents.chargeback(payment, one));
    return list(documents, "chargebacks", `payments/${payment.id}/chargebacks`, all, query);
  }
  if (kind === "refunds" && method === "GET") {
    const refund = payment.refunds.find((one) => one.id === id);
    if (refund === undefined) throw refuse(404, `No refund exists with token ${id}.`);
    return ok(documents.refund(payment, refund));
  }
  if (kind === "chargebacks" && method === "GET") {
    const chargeback = payment.chargebacks.find((one) => one.id === id);
    if (chargeback === undefined) throw refuse(404, `No chargeback exists with token ${id}.`);
    return ok(documents.chargeback(payment, chargeback));
  }
  return undefined;
}

function route(books: Books, incoming: Incoming): Reply | undefined {
  const { payments, links, documents } = books;
  const { method, path, query } = incoming;
  const [, , collection, id, ...rest] = path.split("/");
  if (collection === "payments") {
    if (id !== undefined) return onPayment(books, incoming, payments.get(id), rest);
    if (method === "POST") return createPayment(books, incoming);
    const all = payments.list().map((one) => documents.payment(one));
    return method === "GET" ? list(documents, "payments", "payments", all, query) : undefined;
  }
  if (collection === "payment-links") {
    if (id === undefined && method === "POST") return createLink(books, incoming);
    if (method !== "GET") return undefined;
    if (id === undefined) {
      const all = links.list().map((one) => documents.link(one));
      return list(documents, "payment_links", "payment-links", all, query);
    }
    const link = links.get(id);
    if (rest.length === 0) return ok(documents.link(link));
    if (rest[0] !== "payments" || rest.length > 1) return undefined;
    const of = payments.list().filter(({ linkId }) => linkId === link.id);
    const all = of.map((one) => documents.payment(one));
    return list(documents, "payments", `payment-links/${link.id}/payments`, all, query);
  }
  return undefined;
}

export function answer(books: Books, incoming: Incoming): Reply {
  const reply = route(books, incoming);
  if (reply === undefined) throw refuse(404, `The stand-in has no ${incoming.method} ${incoming.path}`);
  return reply;
}
