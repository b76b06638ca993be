import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { ApiUnderTest } from "./api-under-test.ts";

export const consumerSecret = "cs_0f1e2d3c4b5a69788796a5b4c3d2e1f001234567";
export const consumerKey = "ck_0f1e2d3c4b5a69788796a5b4c3d2e1f001234567";
export const hookSecret = "whsec-in-a-test-3f2a91";

export const shopBody = (shopUrl = "https://shop.example.be") => ({
  connector: "woocommerce",
  name: "Testwinkel De Molen",
  settings: { shopUrl },
  credentials: { consumerKey, consumerSecret },
  hookSecret,
});

/** A connection made through the API; returns its id and the path its webhooks go to. */
export async function connectShop(
  { call }: ApiUnderTest,
  token: string,
  shopUrl?: string,
): Promise<{ readonly connectionId: string; readonly hookPath: string }> {
  const made = await call("POST", "/api/connections", { token, body: shopBody(shopUrl) });
  const { id }: { id: string } = made.json;
  const secret = await call("GET", `/api/connections/${id}/webhook-secret`, { token });
  const { deliveryUrl }: { deliveryUrl: string } = secret.json;
  return { connectionId: id, hookPath: new URL(deliveryUrl).pathname };
}

export interface PlantedOrder {
  readonly orderId: string;
  readonly number?: string;
  readonly outcome?: string;
  readonly reasonCode?: string;
  readonly reasonText?: string;
  readonly nextAttemptAt?: string;
  readonly tieOut?: unknown;
}

/** An order as the engine leaves it, without running the engine. */
export async function plantOrder(
  { store }: ApiUnderTest,
  administrationId: string,
  connectionId: string,
  order: PlantedOrder,
): Promise<void> {
  const {
    orderId,
    number = orderId,
    outcome = "held",
    reasonCode = null,
    reasonText = "",
    nextAttemptAt = null,
  } = order;
  const tieOut = order.tieOut === undefined ? null : JSON.stringify(order.tieOut);
  await sql`insert into inbox (administration_id, connection_id, kind, external_id, number, status, outcome, reason_code, reason_text,
      next_attempt_at, currency, total, tie_out)
    values (${administrationId}, ${connectionId}, 'order', ${orderId}, ${number}, 'processing', ${outcome}, ${reasonCode}, ${reasonText},
      ${nextAttemptAt}, 'EUR', 62.74, ${tieOut}::jsonb)`.execute(store.owner);
}

export async function plantEvent(
  { store }: ApiUnderTest,
  place: { readonly administrationId: string; readonly connectionId: string; readonly orderId: string },
  code: string,
  data: unknown,
): Promise<void> {
  await sql`insert into events (id, administration_id, connection_id, external_id, level, code, data)
    values (${randomUUID()}, ${place.administrationId}, ${place.connectionId}, ${place.orderId}, 'info', ${code}, ${JSON.stringify(data)}::jsonb)`.execute(
    store.owner,
  );
}
