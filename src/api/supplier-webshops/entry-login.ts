import { randomBytes } from "node:crypto";
import { credentialNames } from "#connect/credentials.ts";
import type { AnyConnector } from "#connect/connector.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import {
  connectionToAccount,
  insertConnection,
  lockConnection,
  updateConnection,
  type Connection,
} from "#store/connections.ts";
import type { Transaction } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import { loginOf, type SupplierEntry } from "#store/supplier-entries.ts";
import { accountKeyOf, withoutLearnt } from "#api/account-key.ts";
import type { Caller } from "#api/caller.ts";
import { tidyEntry } from "#api/connect-entry.ts";
import { notOfConnector, ringsNoBell } from "#api/connection-endpoints.ts";
import type { ApiContext } from "#api/endpoint.ts";
import { refuseFields } from "#api/problem.ts";
import { parseGiven } from "#api/validation.ts";
import { maySetFor } from "./entry-shapes.ts";

/** What a person filled in of a login; what is left out stays as it was. */
export interface GivenLogin {
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly credentials?: Readonly<Record<string, string>> | undefined;
}

interface Desk {
  readonly trx: Transaction;
  readonly administrationId: string;
  readonly caller: Caller;
  readonly language: TextLanguage;
}

/**
 * The connection of an entry after its login was filled in or changed. Another account is another connection, for this entry alone: the
 * other functions keep theirs (A2.10). The same account is one connection however many entries use it, so a new password counts for all.
 */
export async function saveLogin(
  { store, connectorById }: Pick<ApiContext, "store" | "connectorById">,
  { trx, administrationId, caller, language }: Desk,
  entry: SupplierEntry,
  given: GivenLogin,
  alias: string,
): Promise<{ readonly connectionId: string; readonly notices: readonly string[] }> {
  const connector = connectorById(entry.connector);
  const current = entry.connectionId === null ? null : await lockConnection(trx, administrationId, entry.connectionId);
  const wanted = credentialNames(connector.credentials);
  const strange = Object.keys(given.credentials ?? {}).filter((name) => !wanted.includes(name));
  if (strange.length > 0) throw refuseFields(strange.map(notOfConnector));
  const { entered, notices } = tidyEntry(connector, given, language);
  const kept = current === null ? {} : withoutLearnt(connector.settings, current.settings);
  const settings = parseGiven(connector.settings, { ...kept, ...entered.settings }, "settings");
  const accountKey = accountKeyOf(connector, settings);
  const secrets = Object.fromEntries(Object.entries(entered.credentials).filter(([, secret]) => secret !== ""));

  const known =
    current?.accountKey === accountKey ? current : await connectionToAccount(trx, administrationId, accountKey);
  if (known === null) {
    requireAll(wanted, secrets);
    const id = await connect({ connector, settings, accountKey, secrets, alias });
    return { connectionId: id, notices };
  }
  if (known.id !== current?.id) {
    const isFree = await requireUsable(trx, administrationId, known, caller);
    // Nobody uses it any more: whoever knows all its keys may.
    if (isFree) requireAll(wanted, secrets);
  }
  await updateConnection(trx, store.key, known, {
    name: known.name,
    settings,
    accountKey,
    pollingOnly: known.pollingOnly,
    secrets,
    toBeChecked: given.settings !== undefined || Object.keys(secrets).length > 0,
  });
  return { connectionId: known.id, notices };

  async function connect(fresh: {
    readonly connector: AnyConnector;
    readonly settings: Record<string, unknown>;
    readonly accountKey: string;
    readonly secrets: Readonly<Record<string, string>>;
    readonly alias: string;
  }): Promise<string> {
    const id = newId();
    const isNew = await insertConnection(trx, store.key, {
      id,
      administrationId,
      connector: fresh.connector.id,
      name: fresh.alias,
      settings: fresh.settings,
      accountKey: fresh.accountKey,
      hookKey: randomBytes(24).toString("base64url"),
      hookSecret: randomBytes(32).toString("base64url"),
      pollingOnly: ringsNoBell(fresh.connector),
      secrets: fresh.secrets,
    });
    if (!isNew)
      throw refuseFields([{ field: "settings", message: textLater("supplier.otherLogin") }], "request.conflict");
    return id;
  }
}

/** Keys go to the account they were given for and to no other. */
function requireAll(wanted: readonly string[], secrets: Readonly<Record<string, string>>): void {
  const missing = wanted.filter((name) => (secrets[name] ?? "") === "");
  if (missing.length > 0)
    throw refuseFields(missing.map((name) => ({ field: `credentials.${name}`, message: textLater("given.needed") })));
}

/**
 * An account that is connected already: nobody takes over another's own login, or changes that of everybody without the right to. True
 * when it is free: no entry uses it any more, and this person manages no connections.
 */
async function requireUsable(
  trx: Transaction,
  administrationId: string,
  known: Connection,
  caller: Caller,
): Promise<boolean> {
  const whose = await loginOf(trx, administrationId, known.id, caller.userId);
  if (whose !== "others" && maySetFor(caller, null)) return false;
  if (whose === "nobodys") return true;
  const message = whose === "others" ? textLater("supplier.otherLogin") : textLater("supplier.shared");
  throw refuseFields([{ field: "settings", message }], "request.conflict");
}
