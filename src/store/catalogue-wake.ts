import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export interface RecordPlace {
  readonly administrationId: string;
  readonly couplingId: string;
}

export const inPlace = ({ administrationId, couplingId }: RecordPlace) =>
  sql`administration_id = ${administrationId} and coupling_id = ${couplingId}`;

/** What stood still because another record had its code as well is looked at again, now that one left that code. */
export async function wakeTwins(trx: Transaction, place: RecordPlace, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  await sql`update catalogue_records set next_attempt_at = now(), fingerprint = '' where ${inPlace(place)}
    and code = any(${codes}::text[]) and state = 'held' and reason_code in ('stop.duplicateCode', 'stop.duplicateEmail')`.execute(
    trx,
  );
}

const goneValues = sql`state = 'gone', name = '', changes = '[]', reason_code = null, reason_details = '{}', next_attempt_at = null`;

/** These are no more at the source. */
export async function markGone(trx: Transaction, place: RecordPlace, externalIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ code: string }>`update catalogue_records set ${goneValues}
    where ${inPlace(place)} and external_id = any(${externalIds}::text[]) returning code`.execute(trx);
  await wakeTwins(trx, place, codesOf(rows));
}

/** After a walk over everything: what was not seen in it is no more. */
export async function markUnseenGone(trx: Transaction, place: RecordPlace, runId: string): Promise<void> {
  const { rows } = await sql<{ code: string }>`update catalogue_records set ${goneValues}
    where ${inPlace(place)} and seen_run_id is distinct from ${runId}::uuid and state not in ('gone', 'writing') returning code`.execute(
    trx,
  );
  await wakeTwins(trx, place, codesOf(rows));
}

const codesOf = (rows: readonly { readonly code: string }[]): string[] => [
  ...new Set(rows.flatMap(({ code }) => (code === "" ? [] : [code]))),
];

/** One record, or all, is looked at again because a person asked for it. How many. */
export async function wakeStopped(trx: Transaction, place: RecordPlace, externalId: string | null): Promise<number> {
  const { numAffectedRows } =
    await sql`update catalogue_records set next_attempt_at = now(), attempts = 0, first_failed_at = null, fingerprint = ''
    where ${inPlace(place)} and state in ('held', 'failed', 'waiting') and (${externalId}::text is null or external_id = ${externalId})`.execute(
      trx,
    );
  return Number(numAffectedRows ?? 0n);
}

/** All that waited to hear what came of one effect. */
export async function wakeOfEffect(trx: Transaction, place: RecordPlace, effect: string): Promise<void> {
  await sql`update catalogue_records set next_attempt_at = now(), attempts = 0, first_failed_at = null, fingerprint = ''
    where ${inPlace(place)} and state = 'held' and reason_details ->> 'effect' = ${effect}`.execute(trx);
}

/** Settings changed: what stopped, and what they kept out, is looked at again. */
export async function wakeForSettings(trx: Transaction, place: RecordPlace): Promise<void> {
  await wakeStopped(trx, place, null);
  await sql`update catalogue_records set next_attempt_at = now(), fingerprint = '' where ${inPlace(place)} and state = 'skipped'
    and reason_code in ('skip.notCreated', 'skip.inactive', 'skip.type')`.execute(trx);
}
