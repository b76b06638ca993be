import { sql } from "kysely";
import type { Address, Language } from "#domain/party.ts";
import type { Database, Transaction } from "./database.ts";

export interface Administration {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly currency: string;
  readonly vatIdentifier: string;
  readonly legalRegistrationIdentifier: string;
  readonly email: string;
  readonly phone: string;
  readonly iban: string;
  readonly address: Address;
  readonly paymentTermDays: number;
}

export async function insertAdministration(trx: Transaction, a: Administration): Promise<void> {
  await sql`insert into administrations (id, name, country, language, time_zone, currency, vat_identifier, legal_registration_identifier,
      email, phone, iban, address, payment_term_days)
    values (${a.id}, ${a.name}, ${a.country}, ${a.language}, ${a.timeZone}, ${a.currency}, ${a.vatIdentifier},
      ${a.legalRegistrationIdentifier}, ${a.email}, ${a.phone}, ${a.iban}, ${JSON.stringify(a.address)}::jsonb, ${a.paymentTermDays})`.execute(
    trx,
  );
}

/** The administration of this transaction. */
export async function readAdministration(trx: Transaction, id: string): Promise<Administration | null> {
  const { rows } = await sql<Administration>`
    select id, name, country, language, time_zone as "timeZone", currency, vat_identifier as "vatIdentifier",
      legal_registration_identifier as "legalRegistrationIdentifier", email, phone, iban, address, payment_term_days as "paymentTermDays"
    from administrations where id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

/** The company with who changed it last. */
export interface Company extends Administration {
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  /** Thirteen digits; empty: none. */
  readonly gln: string;
  /** The country stays once there is a document. */
  readonly hasDocuments: boolean;
}

export async function readCompany(trx: Transaction, id: string): Promise<Company | null> {
  const administration = await readAdministration(trx, id);
  const { rows } = await sql<Omit<Company, keyof Administration>>`
    select gln, version, changed_at as "changedAt", changed_by as "changedBy",
      exists (select from documents where administration_id = ${id}) as "hasDocuments"
    from administrations where id = ${id}`.execute(trx);
  const [row] = rows;
  return administration === null || row === undefined ? null : { ...administration, ...row };
}

/** False when it is no longer the version that was read; nothing is written then. Its currency stays. */
export async function updateCompany(
  trx: Transaction,
  /** A `gln` that is left out stays as it is. */
  a: Omit<Administration, "currency"> & { readonly gln?: string | undefined },
  change: { readonly version: number; readonly by: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update administrations set name = ${a.name}, country = ${a.country}, language = ${a.language},
      time_zone = ${a.timeZone}, vat_identifier = ${a.vatIdentifier}, legal_registration_identifier = ${a.legalRegistrationIdentifier},
      email = ${a.email}, phone = ${a.phone}, iban = ${a.iban}, address = ${JSON.stringify(a.address)}::jsonb,
      payment_term_days = ${a.paymentTermDays}, gln = coalesce(${a.gln ?? null}, gln), version = version + 1, changed_at = now(), changed_by = ${change.by}
    where id = ${a.id} and version = ${change.version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** Every administration of the hub, by name; only what the hub role may see. */
export async function listAdministrations(
  hub: Database,
): Promise<{ readonly id: string; readonly name: string; readonly country: string }[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    country: string;
  }>`select id, name, country from administrations order by name, id`.execute(hub);
  return rows;
}
