/** What Mollie posts: the classic `id=tr_…`, and the signed event of a subscription. */
import { createHmac } from "node:crypto";
import { moment, type Documents } from "./documents.ts";
import { newId, type Payment } from "./payments.ts";
import type { Parcel } from "./provider-courier.ts";

const minute = 60_000;
/** After the first attempt: 1, 2, 4, 8, 16, 29 minutes, 1, 2 and 22 hours, ten attempts in all. */
export const webhookDelays = [1, 2, 4, 8, 16, 29, 60, 120, 1320].map((minutes) => minutes * minute);

export function classic(id: string, url: string): Parcel {
  const headers = { "User-Agent": "Mollie HTTP client/1.0", Accept: "*/*" };
  const type = { "Content-Type": "application/x-www-form-urlencoded" };
  return { id, url, headers: { ...headers, ...type }, body: `id=${id}` };
}

export interface EventOptions {
  readonly url: string;
  readonly secret: string;
  /** Default what the payment's state is called: `payment.paid`. */ readonly type?: string;
  /** Default `full`: with the payment in `_embedded.entity`. */ readonly payload?: "simple" | "full";
  /** Signed with something else. */ readonly forged?: boolean;
}

export function event(payment: Payment, documents: Documents, options: EventOptions, now: Temporal.Instant): Parcel {
  const { url, secret, type = `payment.${payment.status}`, payload = "full", forged = false } = options;
  const id = newId("event_", 16);
  const self = { href: `https://api.mollie.com/v2/events/${id}`, type: "application/hal+json" };
  const body = JSON.stringify({
    resource: "event",
    id,
    type,
    entityId: payment.id,
    createdAt: moment(now),
    ...(payload === "full" ? { _embedded: { entity: documents.payment(payment) } } : {}),
    _links: { self },
  });
  const hash = createHmac("sha256", forged ? `not ${secret}` : secret).update(body);
  const headers = { "Content-Type": "application/json", "X-Mollie-Signature": `sha256=${hash.digest("hex")}` };
  return { id: payment.id, url, headers: { ...headers, "User-Agent": "Mollie HTTP client/1.0" }, body };
}
