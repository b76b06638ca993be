import { closeAlarms, raiseAlarm } from "#store/alarms.ts";
import type { Transaction } from "#store/database.ts";
import { documentOfMail } from "#store/outbox.ts";

/** As alarms are about things of a connection: its id, and the number people know the order by. */
async function subjectOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  documentId: string,
): Promise<string> {
  const document = await documentOfMail(trx, administrationId, documentId);
  return `${connectionId} ${document?.number ?? ""}`;
}

interface Stopped {
  readonly connectionId: string;
  readonly documentId: string;
  readonly kind: "purchaseUnknown" | "purchaseRefused";
  readonly text: string;
}

/** An order to a supplier wants a person, who may have left its screen by now. */
export async function raiseOrderAlarm(
  trx: Transaction,
  administrationId: string,
  { connectionId, documentId, kind, text }: Stopped,
): Promise<void> {
  const subject = await subjectOf(trx, administrationId, connectionId, documentId);
  await raiseAlarm(trx, { administrationId, kind, subject, text });
}

/** It is known what became of it, or it is sent anew. */
export async function closeOrderAlarms(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  documentId: string,
): Promise<void> {
  const subject = await subjectOf(trx, administrationId, connectionId, documentId);
  await closeAlarms(trx, administrationId, ["purchaseUnknown", "purchaseRefused"], subject);
}
