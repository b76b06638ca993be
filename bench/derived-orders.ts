import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";

const recording = new URL("../fixtures/woocommerce/rest/orders-dp6/03-percent-coupon-multirate.json", import.meta.url);
const firstId = 100_000;

interface RecordedOrder {
  readonly billing: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export interface DerivedOrder {
  readonly id: number;
  readonly json: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Orders of one recording with their own id, number and buyer, and the signed webhook that announces each. One buyer in three returns. */
export async function deriveOrders(count: number, secret: string, source: string): Promise<DerivedOrder[]> {
  const order = JSON.parse(await readFile(recording, "utf8")) as RecordedOrder;
  return Array.from({ length: count }, (_, index) => {
    const id = firstId + index;
    const buyer = index % 3 === 0 ? Math.floor(index / 30) : index;
    const json = JSON.stringify({
      ...order,
      id,
      number: String(id),
      billing: { ...order.billing, email: `buyer${buyer}@voorbeeld.test` },
    });
    const signature = createHmac("sha256", secret).update(json).digest("base64");
    const headers = {
      "x-wc-webhook-topic": "order.updated",
      "x-wc-webhook-signature": signature,
      "x-wc-webhook-source": source,
      "x-wc-webhook-id": "2",
    };
    return { id, json, headers };
  });
}
