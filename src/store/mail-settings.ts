import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { seal, unseal, type MasterKey } from "./keys.ts";

/** How an administration sends its mail. The password stays sealed; `openMailPassword` is the only way to it. */
export interface MailSettings {
  /** `hub`: over the operator's server. */
  readonly road: "hub" | "own";
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
  readonly user: string;
  readonly hasPassword: boolean;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly replyTo: string;
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** Set: every mail goes here and nowhere else. */
  readonly testRecipient: string;
  readonly perMinute: number;
  readonly previewedAt: string | null;
  /** Hash of the server that refused the sign-in. */
  readonly refusedServer: string | null;
  readonly version: number;
  readonly changedBy: string;
}

/** As long as nobody saved any. */
export const usualMailSettings: MailSettings = {
  road: "hub",
  host: "",
  port: 587,
  security: "starttls",
  user: "",
  hasPassword: false,
  fromName: "",
  fromAddress: "",
  replyTo: "",
  cc: [],
  bcc: [],
  testRecipient: "",
  perMinute: 60,
  previewedAt: null,
  refusedServer: null,
  version: 0,
  changedBy: "",
};

const passwordPlace = (administrationId: string): string => `mail:${administrationId}`;

export async function readMailSettings(trx: Transaction, administrationId: string): Promise<MailSettings> {
  const { rows } =
    await sql<MailSettings>`select road, host, port, security, user_name as "user", sealed_password is not null as "hasPassword",
      from_name as "fromName", from_address as "fromAddress", reply_to as "replyTo", cc, bcc, test_recipient as "testRecipient",
      per_minute as "perMinute", previewed_at as "previewedAt", refused_server as "refusedServer", version, changed_by as "changedBy"
    from mail_settings where administration_id = ${administrationId}`.execute(trx);
  return rows[0] ?? usualMailSettings;
}

/** The password of the administration's own server; empty when none is kept. Goes to the server and nowhere else. */
export async function openMailPassword(trx: Transaction, key: MasterKey, administrationId: string): Promise<string> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select sealed_password as sealed from mail_settings where administration_id = ${administrationId}`.execute(trx);
  const sealed = rows[0]?.sealed ?? null;
  return sealed === null ? "" : unseal(key, passwordPlace(administrationId), sealed);
}

export type MailSettingsChange = Omit<
  MailSettings,
  "hasPassword" | "previewedAt" | "refusedServer" | "version" | "changedBy"
> & {
  /** Undefined: the one that is kept stays, as long as it goes to the same server and user. Empty: none is kept any more. */
  readonly password: string | undefined;
};

/** Saves over the version that was read, and forgets that a server refused. False when somebody else saved meanwhile. */
export async function saveMailSettings(
  trx: Transaction,
  key: MasterKey,
  administrationId: string,
  change: MailSettingsChange,
  { version, by }: { readonly version: number; readonly by: string },
): Promise<boolean> {
  await ensureRow(trx, administrationId);
  const sealed =
    change.password === undefined || change.password === ""
      ? null
      : seal(key, passwordPlace(administrationId), change.password);
  const { numAffectedRows } =
    await sql`update mail_settings set road = ${change.road}, host = ${change.host}, port = ${change.port},
      security = ${change.security}, user_name = ${change.user},
      sealed_password = case
        when ${change.password !== undefined} then ${sealed}::bytea
        when host = ${change.host} and port = ${change.port} and user_name = ${change.user} then sealed_password
      end,
      from_name = ${change.fromName}, from_address = ${change.fromAddress}, reply_to = ${change.replyTo},
      cc = ${[...change.cc]}::text[], bcc = ${[...change.bcc]}::text[], test_recipient = ${change.testRecipient},
      per_minute = ${change.perMinute}, refused_server = null, version = version + 1, changed_by = ${by}, changed_at = now()
    where administration_id = ${administrationId} and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** A person saw what leaves. */
export async function setPreviewed(trx: Transaction, administrationId: string): Promise<void> {
  await ensureRow(trx, administrationId);
  await sql`update mail_settings set previewed_at = now() where administration_id = ${administrationId} and previewed_at is null`.execute(
    trx,
  );
}

export async function setRefusedServer(
  trx: Transaction,
  administrationId: string,
  server: string | null,
): Promise<void> {
  await ensureRow(trx, administrationId);
  await sql`update mail_settings set refused_server = ${server} where administration_id = ${administrationId}`.execute(
    trx,
  );
}

const ensureRow = (trx: Transaction, administrationId: string): Promise<unknown> =>
  sql`insert into mail_settings (administration_id, version) values (${administrationId}, 0) on conflict do nothing`.execute(
    trx,
  );
