import { sql } from "kysely";
import { inAdministration } from "#store/database.ts";
import { insertDeliveries, settleDeliveries } from "#store/deliveries.ts";
import { insertEvents } from "#store/events.ts";
import { insertExchanges } from "#store/exchanges.ts";
import { insertMails } from "#store/outbox.ts";
import { newId } from "#store/new-id.ts";
import type { Store } from "#store/store.ts";
import type { PlantedCompany } from "./planted-person.ts";

/** An order that was skipped: a word in all that the hub heard, said and mailed of it, and nowhere in the books. */
export async function plantSkippedOrder(
  { app, hub }: Store,
  { administrationId, connectionId }: PlantedCompany,
  externalId: string,
  word: string,
): Promise<void> {
  const place = { administrationId, connectionId, externalId };
  const [deliveryId, runId] = [newId(), newId()];
  const body = JSON.stringify({ id: externalId, note: word });
  await insertDeliveries(hub, [
    {
      ...place,
      id: deliveryId,
      topic: "order.created",
      headers: {},
      body: Buffer.from(body),
      state: "received",
      reason: "",
    },
  ]);
  await inAdministration(app, administrationId, async (trx) => {
    await sql`insert into inbox (administration_id, connection_id, kind, external_id, number, outcome, decided_at, customer_name, source)
      values (${administrationId}, ${connectionId}, 'order', ${externalId}, ${externalId}, 'skipped', now(), ${word},
        ${JSON.stringify({ note: word })}::jsonb)`.execute(trx);
    await settleDeliveries(trx, administrationId, [deliveryId]);
    await insertEvents(trx, [
      { ...place, id: newId(), runId, level: "info", code: "order.skipped", data: { text: word } },
    ]);
    const exchange = { administrationId, connectionId, id: newId(), runId, method: "GET", status: 200, elapsedMs: 1 };
    await insertExchanges(trx, [{ ...exchange, url: "https://shop.example/orders", answer: body }]);
    const payload = { type: "plain", to: ["an@example.be"], subject: word, text: word, html: word } as const;
    await insertMails(trx, administrationId, [
      {
        uniqueKey: `mail:${externalId}`,
        edition: 1,
        documentId: null,
        recipient: "an@example.be",
        payload,
        requestedBy: "An",
        messageId: null,
      },
    ]);
    await sql`update outbox set state = 'sent', sent_at = now()
      where administration_id = ${administrationId} and unique_key = ${`mail:${externalId}`}`.execute(trx);
  });
}
