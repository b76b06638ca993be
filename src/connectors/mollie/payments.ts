import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { cents, text } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { MolliePayment, type MollieSettings } from "./schema.ts";

type Mollie = Session<MollieSettings>;
type Payment = RawOutput<"payments.create">;

const locales = { nl: "nl_BE", fr: "fr_BE", en: "en_GB", de: "de_DE" } as const;

const Metadata = z.object({ reference: z.string() });

function toPayment(payment: MolliePayment): Payment {
  const { id, status, amount, metadata, method, paidAt, expiresAt, _links } = payment;
  const sumOf = (money: MolliePayment["amount"] | undefined): string => {
    if (money === undefined) return "0.00";
    if (money.currency === amount.currency) return money.value;
    throw new HubError("remote.protocol_changed", `Mollie states what went back of ${id} in ${money.currency}`);
  };
  return {
    id,
    // A state that is not in the table is refused by `perform`: nothing is guessed about money.
    state: status as Payment["state"],
    amount: amount.value,
    currency: amount.currency,
    reference: Metadata.safeParse(metadata).data?.reference ?? "",
    refunded: sumOf(payment.amountRefunded),
    chargedBack: sumOf(payment.amountChargedBack),
    method: method ?? "",
    paidAt: paidAt ?? null,
    checkoutUrl: _links.checkout?.href ?? null,
    expiresAt: expiresAt ?? null,
  };
}

/** The same key with the same words gives the payment that was made before. */
export async function createPayment({ http }: Mollie, input: Input<"payments.create">, key: string): Promise<Payment> {
  const { amount, currency, description, reference, returnUrl, hookUrl, language } = input;
  const payment = await http.json(
    {
      method: "POST",
      path: "payments",
      headers: { "idempotency-key": key },
      json: {
        amount: { currency, value: text(cents(amount)) },
        description,
        redirectUrl: returnUrl,
        ...(hookUrl !== null && { webhookUrl: hookUrl }),
        metadata: { reference },
        locale: locales[language],
      },
    },
    MolliePayment,
  );
  return toPayment(payment);
}

const pathOf = (id: string): string => `payments/${encodeURIComponent(id)}`;

export async function getPayment({ http }: Mollie, { id }: Input<"payments.get">): Promise<Payment | null> {
  const payment = await http.jsonOrNull({ method: "GET", path: pathOf(id) }, MolliePayment, [404]);
  return payment === null ? null : toPayment(payment);
}

/** Mollie says itself which payments can be taken back; of the others it answers what they are. */
export async function cancelPayment({ http }: Mollie, { id }: Input<"payments.cancel">): Promise<Payment> {
  const payment = await http.json({ method: "GET", path: pathOf(id) }, MolliePayment);
  if (payment.isCancelable !== true) return toPayment(payment);
  return toPayment(await http.json({ method: "DELETE", path: pathOf(id) }, MolliePayment));
}
