import type { StoryEvent } from "#flows/shop-orders/booking.ts";
import { closeAlarm, raiseAlarm } from "#store/alarms.ts";
import type { Transaction } from "#store/database.ts";
import type { OrderResult, SettlePlace } from "./settle-orders.ts";

/** A refund that cannot be credited leaves the books and the shop apart: somebody must know, until it is mended. */
export async function tellRefunds(
  trx: Transaction,
  { administrationId, connectionId }: Pick<SettlePlace, "administrationId" | "connectionId">,
  entries: readonly { readonly result: OrderResult; readonly events: readonly StoryEvent[] }[],
): Promise<void> {
  for (const { result, events } of entries) {
    if (result.kind !== "booked" || result.booked.outcome !== "documented") continue;
    const subject = `${connectionId} ${result.externalId}`;
    const refused = events.find((event) => event.code === "refund.notCredited");
    if (refused !== undefined) {
      await raiseAlarm(trx, {
        administrationId,
        kind: "refundNotCredited",
        subject,
        text: String(refused.data["text"]),
      });
    } else if (result.booked.order.refundIds.length > 0) {
      await closeAlarm(trx, administrationId, "refundNotCredited", subject);
    }
  }
}
