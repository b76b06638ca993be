/** Payments as the API and the callbacks write them. */
import type { Payment } from "./payments.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface Creditor {
  readonly profileId: string;
  readonly merchantId: string;
  readonly name: string;
  readonly iban: string;
  readonly callbackUrl: string | null;
}

export const moment = (at: Temporal.Instant): string => at.toString({ smallestUnit: "millisecond" });
const given = (fields: Readonly<Record<string, unknown>>): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

const debtor = { name: "An", iban: "*************12636" };

function links(home: string, payment: Payment): Json {
  const { paymentId, status } = payment;
  const self = `${home}/v3/payments/${paymentId}`;
  const deeplink = `${home}/pay/2/${paymentId}`;
  const isOpen = status === "PENDING" || status === "IDENTIFIED";
  return given({
    self: { href: self },
    deeplink: { href: deeplink },
    qrcode: { href: `${home}/qrcode?c=${encodeURIComponent(deeplink)}` },
    cancel: status === "PENDING" ? { href: self } : null,
    checkout: isOpen ? { href: `${home}/checkout?paymentId=${paymentId}` } : null,
    refund: status === "SUCCEEDED" ? { href: `${self}/debtor/refundIban` } : null,
  });
}

/** `expiresAt` when it is made, `expireAt` ever after: both spellings are the provider's. */
export function created(home: string, payment: Payment, creditor: Creditor): Json {
  const { paymentId, status, createdAt, expiresAt, description, reference, amount } = payment;
  const times = { createdAt: moment(createdAt), expiresAt: moment(expiresAt) };
  const texts = { description, reference };
  const parties = { creditor: { ...creditor, callbackUrl: payment.callbackUrl ?? creditor.callbackUrl } };
  const all = { paymentId, status, ...times, ...texts, amount, currency: "EUR", ...parties };
  return given({ ...all, _links: links(home, payment) });
}

export function details(home: string, payment: Payment, creditor: Creditor): Json {
  const { expiresAt: _, ...rest } = created(home, payment, creditor);
  const { succeededAt, bulkId, hasDebtor, expiresAt } = payment;
  return given({
    ...rest,
    expireAt: moment(expiresAt),
    succeededAt: succeededAt === null ? null : moment(succeededAt),
    bulkId,
    debtor: hasDebtor ? debtor : null,
  });
}

export function callbackBody(payment: Payment): string {
  const { paymentId, amount, description, reference, createdAt, expiresAt, succeededAt, status } = payment;
  const body = given({
    paymentId,
    amount,
    currency: "EUR",
    description,
    reference,
    createdAt: moment(createdAt),
    expireAt: moment(expiresAt),
    succeededAt: succeededAt === null ? null : moment(succeededAt),
    status,
    debtor: payment.hasDebtor ? debtor : {},
  });
  return JSON.stringify(body);
}
