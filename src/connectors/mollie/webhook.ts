import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Announcement, Delivery, Verdict } from "#connect/connector.ts";

/** Names people meet in Mollie's own screens; the classic message needs no set-up. */
export const topics = ["payment"] as const;

const largestBody = 1024 * 1024;
const paymentId = /^tr_[A-Za-z0-9]{1,60}$/;

/** `id=tr_…`, form-encoded and nothing else: the classic message. */
function classicId({ body }: Delivery): string | null {
  if (body.byteLength > 200) return null;
  return /^id=(tr_[A-Za-z0-9]{1,60})$/.exec(Buffer.from(body).toString("latin1"))?.[1] ?? null;
}

/**
 * The classic message is unsigned: a hint, after which the payment is fetched. The next generation is signed: hex of HMAC-SHA256 over
 * the raw bytes with the secret of the subscription; `sha256=` may stand before it.
 */
export function verify(delivery: Delivery, secret: string): Verdict {
  const stated = delivery.headers["x-mollie-signature"];
  if (stated === undefined) return classicId(delivery) === null ? "forged" : "hint";
  const hex = stated.replace(/^sha256=/, "");
  if (secret === "" || !/^[0-9a-f]{64}$/.test(hex)) return "forged";
  const right = createHmac("sha256", secret).update(delivery.body).digest();
  return timingSafeEqual(Buffer.from(hex, "hex"), right) ? "genuine" : "forged";
}

/** Simple and full payload alike; of the full one only the id is used. */
const Event = z.object({
  type: z.string().optional(),
  entityId: z.string().optional(),
  _embedded: z.object({ entity: z.object({ id: z.string() }).optional() }).optional(),
});
/** Refunds and chargebacks of the full payload name their payment. */
const OfPayment = z.object({ _embedded: z.object({ entity: z.object({ paymentId: z.string() }) }) });

const nothing = (message: string): Announcement => ({ kind: "nothing", message });

export function announces(delivery: Delivery): Announcement {
  const classic = classicId(delivery);
  if (classic !== null) return { kind: "changed", operation: "payments.get", ids: [classic] };
  if (delivery.body.byteLength > largestBody) return nothing("The message is too large");
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(delivery.body).toString("utf8"));
  } catch {
    return nothing("The message is neither the classic one nor JSON");
  }
  const event = Event.safeParse(body);
  if (!event.success) return nothing("The message has a form that is not known");
  if (event.data.type === "hook.ping") return { kind: "ping" };
  const ids = [
    event.data.entityId,
    event.data._embedded?.entity?.id,
    OfPayment.safeParse(body).data?._embedded.entity.paymentId,
  ];
  const id = ids.find((one) => one !== undefined && paymentId.test(one));
  if (id === undefined) return nothing("The message names no payment");
  return { kind: "changed", operation: "payments.get", ids: [id] };
}
