import { closeAlarms, raiseAlarm } from "#store/alarms.ts";
import type { Transaction } from "#store/database.ts";
import { readRelation, type RelationPlace } from "#store/relations.ts";

/** What is refused with these was not written by the partner that was accepted, or not as it is now: a person should know. */
export const forgedCodes: readonly string[] = ["unknown_key", "bad_signature", "id_reused_with_other_content"];

interface Said {
  readonly code: string;
  readonly text: string;
}

/** Subjects begin with the relation, and say behind it who it is with. */
async function subjectOf(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  what = "",
): Promise<string> {
  const relation = await readRelation(trx, administrationId, relationId);
  const name = relation?.partner?.name ?? "";
  return `${relationId} ${what === "" ? name : `${name}: ${what}`}`;
}

/** Once per partner: whoever knocks a thousand times rings once. */
export async function ringForged(
  trx: Transaction,
  place: RelationPlace,
  what: string,
  { code, text }: Said,
  at: Temporal.Instant,
): Promise<void> {
  const subject = await subjectOf(trx, place, what);
  const { administrationId } = place;
  await raiseAlarm(trx, {
    administrationId,
    kind: "partnerForged",
    subject,
    text: `${code}: ${text}`.slice(0, 500),
    at,
  });
}

/** The partner's hub does not take us for who we are: nothing leaves before people spoke. */
export async function ringStopped(
  trx: Transaction,
  place: RelationPlace,
  { code, text }: Said,
  at: Temporal.Instant,
): Promise<void> {
  const subject = await subjectOf(trx, place);
  const { administrationId } = place;
  await raiseAlarm(trx, {
    administrationId,
    kind: "partnerStopped",
    subject,
    text: `${code}: ${text}`.slice(0, 500),
    at,
  });
}

/** It takes what we send again. */
export async function closeStopped(trx: Transaction, place: RelationPlace): Promise<void> {
  await closeAlarms(trx, place.administrationId, ["partnerStopped"], await subjectOf(trx, place));
}

/** A message failed again and again, and was set aside. */
export async function ringStuck(
  trx: Transaction,
  place: RelationPlace,
  businessId: string,
  { code, text }: Said,
  at: Temporal.Instant,
): Promise<void> {
  const subject = await subjectOf(trx, place, businessId);
  const { administrationId } = place;
  await raiseAlarm(trx, {
    administrationId,
    kind: "partnerStuck",
    subject,
    text: `${code}: ${text}`.slice(0, 500),
    at,
  });
}
