import { newId } from "#store/new-id.ts";
import type { Parcelled } from "#connect/smtp.ts";
import { alarmMails, type AlarmFacts } from "#domain/alarm-kinds.ts";
import type { ErrorCode } from "#domain/error.ts";
import { closeAlarm, closeAlarms, raiseAlarm } from "#store/alarms.ts";
import type { Transaction } from "#store/database.ts";
import { insertEvents, type NewEvent } from "#store/events.ts";
import { documentOfMail, type OutboxRow } from "#store/outbox.ts";
import { expiredMails, holdMails, postponeMails, settleMail } from "#store/outbox-sending.ts";
import { isOutOfTime, retryHours } from "./retry.ts";

/** What a mail is called in an alarm, after its id: the number of its document, else who it was for. */
async function subjectOf(trx: Transaction, administrationId: string, row: OutboxRow): Promise<string> {
  const document = await documentOfMail(trx, administrationId, row.documentId);
  return `${row.id} ${(document?.number ?? row.recipient).replaceAll(/\s/g, "\u00a0")}`;
}

const factsOf = ({ requestedBy }: OutboxRow): AlarmFacts => (requestedBy === alarmMails ? { isOwnMail: true } : {});

async function tell(
  trx: Transaction,
  administrationId: string,
  row: OutboxRow,
  event: Pick<NewEvent, "level" | "code">,
  facts: Readonly<Record<string, string>> = {},
): Promise<void> {
  const document = await documentOfMail(trx, administrationId, row.documentId);
  if (document === null) return;
  const data = { id: row.documentId, outboxId: row.id, recipient: row.recipient, ...document, ...facts };
  await insertEvents(trx, [
    { id: newId(), administrationId, runId: null, connectionId: null, externalId: "", ...event, data },
  ]);
}

export async function mailSent(
  trx: Transaction,
  administrationId: string,
  row: OutboxRow,
  { words, refusedCopies }: Extract<Parcelled, { kind: "sent" }>,
): Promise<void> {
  await settleMail(trx, administrationId, row.id, { state: "sent", words });
  await tell(trx, administrationId, row, { level: "info", code: "document.mailed" });
  if (refusedCopies.length > 0)
    await tell(
      trx,
      administrationId,
      row,
      { level: "warning", code: "document.copyRefused" },
      { value: refusedCopies.join(", ") },
    );
  const subject = await subjectOf(trx, administrationId, row);
  await closeAlarms(trx, administrationId, ["mailFailed", "mailUnknown"], subject);
  await closeAlarms(trx, administrationId, ["mailUnreachable", "mailSignIn", "mailServerMissing"], "mail");
}

/** Nobody can tell whether it arrived: a person looks, and presses "send again" or not. */
export async function mailUnknown(
  trx: Transaction,
  administrationId: string,
  row: OutboxRow,
  words: string,
): Promise<void> {
  await settleMail(trx, administrationId, row.id, { state: "unknown", code: "remote.outcome_unknown", words });
  await tell(trx, administrationId, row, { level: "warning", code: "document.mailUnknown" });
  const subject = await subjectOf(trx, administrationId, row);
  await raiseAlarm(trx, { administrationId, kind: "mailUnknown", subject, text: words, facts: factsOf(row) });
}

export async function mailFailed(
  trx: Transaction,
  administrationId: string,
  row: OutboxRow,
  code: ErrorCode,
  words: string,
): Promise<void> {
  await settleMail(trx, administrationId, row.id, { state: "failed", code, words });
  await tell(trx, administrationId, row, { level: "error", code: "document.mailFailed" }, { text: words });
  const subject = await subjectOf(trx, administrationId, row);
  await raiseAlarm(trx, { administrationId, kind: "mailFailed", subject, text: words, facts: factsOf(row) });
}

/** At least this long, and then as long again as it has been failing, up to an hour: each wait doubles the time. */
function waitAfter(row: OutboxRow, now: Temporal.Instant, leastSeconds: number): Temporal.Instant {
  const since = row.firstFailedAt === null ? now : Temporal.Instant.from(row.firstFailedAt);
  const seconds = Math.min(Math.max(now.since(since).total("seconds"), leastSeconds), 3600);
  return now.add({ milliseconds: Math.round(seconds * 1000) });
}

/** A server that says "later" is asked after 5 minutes at the earliest (storage-and-mail.md section 9). */
const laterSeconds = 300;
const unreachableSeconds = 5;

export async function mailPostponed(
  trx: Transaction,
  administrationId: string,
  row: OutboxRow,
  words: string,
  now: Temporal.Instant,
): Promise<void> {
  if (isOutOfTime(now, row.firstFailedAt)) return mailFailed(trx, administrationId, row, "document.rejected", words);
  const at = waitAfter(row, now, laterSeconds).toString();
  await settleMail(trx, administrationId, row.id, { state: "queued", code: "remote.unavailable", words, at });
}

/** The hub stops, or somebody took it back: no failure, and nothing left. */
export const mailPutBack = (trx: Transaction, administrationId: string, row: OutboxRow): Promise<void> =>
  settleMail(trx, administrationId, row.id, { state: "queued", code: row.reasonCode, words: row.reasonText, at: null });

/** No conversation with the server: all mail of the administration waits, and what has waited three days has failed. */
export async function serverUnreachable(
  trx: Transaction,
  administrationId: string,
  row: OutboxRow,
  words: string,
  now: Temporal.Instant,
): Promise<void> {
  const code = "remote.unavailable";
  const at = waitAfter(row, now, unreachableSeconds).toString();
  for (const old of await expiredMails(trx, administrationId, now.subtract({ hours: retryHours }).toString()))
    await mailFailed(trx, administrationId, old, code, words);
  await postponeMails(trx, administrationId, { code, words, at });
  await raiseAlarm(trx, { administrationId, kind: "mailUnreachable", subject: "mail", text: words });
}

/** All mail waits until the settings are saved again. `isNew`: it was tried just now, or a mail came that nobody told of it. */
export async function signInRefused(
  trx: Transaction,
  administrationId: string,
  words: string,
  isNew: boolean,
): Promise<void> {
  await holdMails(trx, administrationId, { code: "credentials.expired", words });
  if (isNew) await raiseAlarm(trx, { administrationId, kind: "mailSignIn", subject: "mail", text: words });
}

export async function serverMissing(trx: Transaction, administrationId: string, isNew: boolean): Promise<void> {
  await holdMails(trx, administrationId, { code: "settings.invalid", words: "" });
  if (isNew) await raiseAlarm(trx, { administrationId, kind: "mailServerMissing", subject: "mail", text: "" });
}

/** The settings were saved: what was wrong with them is over until it shows again. */
export async function mailSettingsChanged(trx: Transaction, administrationId: string): Promise<void> {
  for (const kind of ["mailUnreachable", "mailSignIn", "mailServerMissing"] as const)
    await closeAlarm(trx, administrationId, kind, "mail");
}

/** A person saw to it: sends it again, or knows better. */
export async function mailSettledByPerson(trx: Transaction, administrationId: string, row: OutboxRow): Promise<void> {
  const subject = await subjectOf(trx, administrationId, row);
  await closeAlarms(trx, administrationId, ["mailFailed", "mailUnknown"], subject);
}
