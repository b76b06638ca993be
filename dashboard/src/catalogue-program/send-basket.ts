import type { ApiClient } from "#dashboard/api/client.ts";
import { settle } from "./basket-on-device.ts";
import type { CompanyDatabase, Outgoing } from "./device-database.ts";
import { ask, isFailure, type Failure } from "./hub-calls.ts";

/** As the hub takes at once. */
export const mostLines = 2000;

/** Sends what is on its way, under its own key. Without an answer it stays on its way: nobody knows whether it arrived. */
export async function sendOutgoing(
  client: ApiClient,
  database: CompanyDatabase,
  { key, lines }: Outgoing,
  now: () => string,
): Promise<Failure | null> {
  const body = {
    key,
    lines: lines.map(({ lineId, priceListId, quantity, note, item }) => ({
      ...{ lineId, priceListId, quantity, note },
      itemId: item.id,
      code: item.code,
      name: item.name,
      brandName: item.brandName,
      gtin: item.gtin,
      unitCode: item.orderUnitCode,
    })),
  };
  const answer = await ask(() => client.POST("/api/catalogue-program/baskets", { body }));
  if (isFailure(answer)) {
    if (answer.failed === "refused") await settle(database, key, { state: "refused", refusal: answer.words });
    return answer;
  }
  const staged = answer.baskets.map(({ id, supplier, lineCount }) => ({ id, supplier, lineCount }));
  await settle(database, key, { state: "sent", sentAt: now(), staged });
  return null;
}
