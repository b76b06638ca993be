import type { Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { cents, text } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { BancontactPayment, Found, type BancontactSettings } from "./schema.ts";

type Bancontact = Session<BancontactSettings>;
type Payment = RawOutput<"payments.create">;

const states: Readonly<Record<string, Payment["state"]>> = {
  PENDING: "open",
  // Somebody scanned it, and may be about to confirm.
  IDENTIFIED: "pending",
  AUTHORIZED: "authorized",
  AUTHORIZATION_FAILED: "failed",
  FAILED: "failed",
  SUCCEEDED: "paid",
  CANCELLED: "canceled",
  EXPIRED: "expired",
  // In the provider's own description, not in our contract.
  PENDING_MERCHANT_ACKNOWLEDGEMENT: "pending",
  VOIDED: "canceled",
};

/** Whole cents as decimal text: 12100 is "121.00". */
const inEuro = (wholeCents: number): string => {
  const digits = String(wholeCents).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

function toPayment(payment: BancontactPayment): Payment {
  const { paymentId, status, amount, currency, reference, succeededAt, expiresAt, expireAt, _links } = payment;
  return {
    id: paymentId,
    // A status that is not in the table is refused by `perform`: nothing is guessed about money.
    state: states[status] ?? (status as Payment["state"]),
    amount: inEuro(amount),
    currency,
    reference: reference ?? "",
    // The interface tells of neither.
    refunded: "0.00",
    chargedBack: "0.00",
    method: status === "SUCCEEDED" ? "bancontact" : "",
    paidAt: succeededAt ?? null,
    checkoutUrl: _links?.checkout?.href ?? _links?.deeplink?.href ?? null,
    expiresAt: expiresAt ?? expireAt ?? null,
  };
}

/** The reference is the key: by it a payment is found again when the answer was lost. */
export async function createPayment(
  { http }: Bancontact,
  input: Input<"payments.create">,
  key: string,
): Promise<Payment> {
  const { amount, currency, description, returnUrl, hookUrl, reference } = input;
  if (currency !== "EUR") throw new HubError("document.rejected", `Bancontact Pro takes euro only, not ${currency}`);
  const wholeCents = text(cents(amount)).replace(".", "");
  const payment = await http.json(
    {
      method: "POST",
      path: "payments",
      headers: { "idempotency-key": key },
      json: {
        amount: Number(wholeCents),
        currency,
        description,
        reference,
        returnUrl,
        ...(hookUrl !== null && { callbackUrl: hookUrl }),
      },
    },
    BancontactPayment,
  );
  // The answer need not repeat what we sent.
  return { ...toPayment(payment), reference };
}

const pathOf = (id: string): string => `payments/${encodeURIComponent(id)}`;

export async function getPayment({ http }: Bancontact, { id }: Input<"payments.get">): Promise<Payment | null> {
  const payment = await http.jsonOrNull({ method: "GET", path: pathOf(id) }, BancontactPayment, [404]);
  return payment === null ? null : toPayment(payment);
}

export async function findPayment(session: Bancontact, key: string): Promise<Payment | null> {
  const request = { method: "POST", path: "payments/search", json: { reference: key } } as const;
  const { details } = await session.http.json(request, Found);
  const found = details.find((one) => one.reference === key);
  // Its links stand only in the payment itself.
  return found === undefined ? null : getPayment(session, { id: found.paymentId });
}

/** What was paid or ended meanwhile refuses to be cancelled, so what it is now is read afterwards. */
export async function cancelPayment(session: Bancontact, { id }: Input<"payments.cancel">): Promise<Payment> {
  await session.http.raw({ method: "DELETE", path: pathOf(id) });
  const payment = await getPayment(session, { id });
  if (payment === null)
    throw new HubError("remote.protocol_changed", `The payment ${id} is gone after it was cancelled`);
  return payment;
}
