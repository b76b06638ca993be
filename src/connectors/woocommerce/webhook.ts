import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Announcement, Delivery, Verdict } from "#connect/connector.ts";
import { storable } from "#connect/storable.ts";
import type { Settings } from "./settings.ts";

/** Order bodies are a few kB; what is larger than this is not worth parsing before the order is fetched anyway. */
const largestBody = 4 * 1024 * 1024;

const hasWooHeaders = (headers: Delivery["headers"]): boolean =>
  Object.keys(headers).some((name) => name.startsWith("x-wc-webhook-"));

/** The unsigned call WooCommerce makes when a webhook is saved, until one of them was answered well. */
function isPing({ headers, body }: Delivery): boolean {
  if (hasWooHeaders(headers) || body.byteLength > 64) return false;
  const isForm = (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  return isForm && /^webhook_id=\d+$/.test(Buffer.from(body).toString("utf8"));
}

export const senderOf = (delivery: Delivery): string =>
  isPing(delivery)
    ? Buffer.from(delivery.body).toString("utf8").replace("webhook_id=", "")
    : (delivery.headers["x-wc-webhook-id"] ?? "");

/** Host and path, without scheme and trailing slash; null when it is no address. */
function place(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return `${url.host}${url.pathname.replace(/\/+$/, "")}`;
}

/** A copied shop keeps its webhooks and secret, and calls itself by its new address. */
function isStranger(source: string | undefined, { sourceUrl }: Pick<Settings, "sourceUrl">): boolean {
  const registered = place(sourceUrl);
  if (registered === null || source === undefined) return false;
  return place(source) !== registered;
}

/**
 * Base64 of HMAC-SHA256 over the raw bytes, compared as text: PHP escapes differently from us, so re-serialised JSON
 * never verifies. Nothing signed says when, so a replay is genuine; it is harmless because the order is fetched.
 */
export function verify(delivery: Delivery, secret: string, settings: Pick<Settings, "sourceUrl">): Verdict {
  if (isPing(delivery)) return "ping";
  const stated = Buffer.from(delivery.headers["x-wc-webhook-signature"] ?? "", "utf8");
  if (secret === "" || stated.byteLength === 0) return "forged";
  const right = Buffer.from(createHmac("sha256", secret).update(delivery.body).digest("base64"), "utf8");
  if (stated.byteLength !== right.byteLength || !timingSafeEqual(stated, right)) return "forged";
  return isStranger(delivery.headers["x-wc-webhook-source"], settings) ? "stranger" : "genuine";
}

const Id = z.union([z.int().positive(), z.string().regex(/^\d{1,18}$/)]).transform(String);
const OrderBody = z.object({ id: Id });
const ActionBody = z.object({ action: z.string(), arg: Id });
const ErrorBody = z.object({ code: z.string().transform(storable), data: z.object({ status: z.number() }) });

const changed = (id: string): Announcement => ({ kind: "changed", operation: "orders.get", ids: [id] });
const nothing = (message: string): Announcement => ({ kind: "nothing", message });

/**
 * Which order to look at. Bodies are made at delivery time with the rights of the webhook's owner, so a signed body may be an error.
 * The delivery id is never looked at: all deliveries of one webhook within a second share it.
 */
export function announces(delivery: Delivery): Announcement {
  if (isPing(delivery)) return { kind: "ping" };
  const topic = (delivery.headers["x-wc-webhook-topic"] ?? "").trim().toLowerCase();
  const isAction = topic.startsWith("action.woocommerce_") && topic.includes("order");
  if (!topic.startsWith("order.") && !isAction)
    return nothing(topic === "" ? "The delivery names no topic" : `Nothing listens to ${topic}`);
  if (delivery.body.byteLength > largestBody)
    return nothing(`The body of ${topic} is ${delivery.body.byteLength} bytes`);
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(delivery.body).toString("utf8"));
  } catch {
    return nothing(`The body of ${topic} is not JSON`);
  }
  const action = ActionBody.safeParse(body);
  if (isAction && action.success) return changed(action.data.arg);
  const order = OrderBody.safeParse(body);
  if (order.success) return changed(order.data.id);
  const refusal = ErrorBody.safeParse(body);
  if (!refusal.success) return nothing(`The body of ${topic} names no order`);
  const { code, data } = refusal.data;
  if (data.status === 401 || data.status === 403) {
    return {
      kind: "blind",
      message: `The user that owns the webhooks may no longer read orders (${code}): every event is lost until that is repaired`,
    };
  }
  return nothing(
    data.status === 404
      ? "The order was deleted before the delivery was made"
      : `The body of ${topic} is the error ${code}`,
  );
}
