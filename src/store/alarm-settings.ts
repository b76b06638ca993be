import { sql } from "kysely";
import type { AlarmGroup } from "#domain/alarm-kinds.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import type { Transaction } from "./database.ts";

/** Somebody who is mailed about trouble, with or without an account here. */
export interface AlarmRecipient {
  readonly address: string;
  readonly language: TextLanguage;
  readonly groups: readonly AlarmGroup[];
}

export interface AlarmSettings {
  /** Empty: the owners get everything. */
  readonly recipients: readonly AlarmRecipient[];
  readonly version: number;
  readonly changedBy: string;
}

export async function readAlarmSettings(trx: Transaction, administrationId: string): Promise<AlarmSettings> {
  const { rows } = await sql<AlarmSettings>`select recipients, version, changed_by as "changedBy" from alarm_settings
    where administration_id = ${administrationId}`.execute(trx);
  return rows[0] ?? { recipients: [], version: 0, changedBy: "" };
}

/** False when somebody else saved since `version`; nothing is written then. */
export async function saveAlarmSettings(
  trx: Transaction,
  administrationId: string,
  recipients: readonly AlarmRecipient[],
  { version, by }: { readonly version: number; readonly by: string },
): Promise<boolean> {
  const list = JSON.stringify(recipients);
  const { numAffectedRows } = await (
    version === 0
      ? sql`insert into alarm_settings (administration_id, recipients, changed_by) values (${administrationId}, ${list}::jsonb, ${by})
        on conflict do nothing`
      : sql`update alarm_settings set recipients = ${list}::jsonb, version = version + 1, changed_by = ${by}, changed_at = now()
        where administration_id = ${administrationId} and version = ${version}`
  ).execute(trx);
  return numAffectedRows === 1n;
}
