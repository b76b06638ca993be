import { sql } from "kysely";
import type { HouseStyle } from "#domain/house-style.ts";
import type { Transaction } from "./database.ts";

export interface StoredHouseStyle extends HouseStyle {
  /** From 1; 0 stands for "nobody chose yet" and is never in the table. */
  readonly version: number;
  readonly changedBy: string;
}

export interface Logo {
  readonly mediaType: "image/png" | "image/jpeg";
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Null: nobody chose yet. */
export async function readHouseStyle(trx: Transaction, administrationId: string): Promise<StoredHouseStyle | null> {
  const { rows } = await sql<StoredHouseStyle>`
    select accent_colour as "accentColour", address_side as "addressSide", second_iban as "secondIban", footer, terms,
      shows_payment_qr as "showsPaymentQr", shows_pay_link as "showsPayLink", belgian_reference_as as "belgianReferenceAs",
      prices_on_delivery_notes as "pricesOnDeliveryNotes", version, changed_by as "changedBy"
    from house_styles where administration_id = ${administrationId}`.execute(trx);
  return rows[0] ?? null;
}

/** Writes the style over `version` (0: none yet). False when another one is there by now: nothing is changed then. */
export async function saveHouseStyle(
  trx: Transaction,
  administrationId: string,
  style: HouseStyle,
  change: { readonly version: number; readonly changedBy: string },
): Promise<boolean> {
  const { version, changedBy } = change;
  const { numAffectedRows } = await sql`
    insert into house_styles as h (administration_id, accent_colour, address_side, second_iban, footer, terms, shows_payment_qr,
      shows_pay_link, belgian_reference_as, prices_on_delivery_notes, changed_by, version)
    select ${administrationId}, ${style.accentColour}, ${style.addressSide}, ${style.secondIban}, ${style.footer},
      ${JSON.stringify(style.terms)}::jsonb, ${style.showsPaymentQr}, ${style.showsPayLink}, ${style.belgianReferenceAs},
      ${style.pricesOnDeliveryNotes}, ${changedBy}, 1
    where ${version}::int = 0 or exists (select from house_styles s where s.administration_id = ${administrationId})
    on conflict (administration_id) do update set accent_colour = excluded.accent_colour, address_side = excluded.address_side,
      second_iban = excluded.second_iban, footer = excluded.footer, terms = excluded.terms,
      shows_payment_qr = excluded.shows_payment_qr, shows_pay_link = excluded.shows_pay_link,
      belgian_reference_as = excluded.belgian_reference_as, prices_on_delivery_notes = excluded.prices_on_delivery_notes,
      changed_by = excluded.changed_by, changed_at = now(), version = h.version + 1
    where h.version = ${version}::int`.execute(trx);
  return numAffectedRows === 1n;
}

export async function readLogo(trx: Transaction, administrationId: string): Promise<Logo | null> {
  const { rows } = await sql<Logo>`
    select media_type as "mediaType", width, height, bytes, sha256 from logos where administration_id = ${administrationId}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export async function saveLogo(trx: Transaction, administrationId: string, logo: Logo): Promise<void> {
  await sql`insert into logos (administration_id, media_type, width, height, bytes, sha256)
    values (${administrationId}, ${logo.mediaType}, ${logo.width}, ${logo.height}, ${logo.bytes}, ${logo.sha256})
    on conflict (administration_id) do update set media_type = excluded.media_type, width = excluded.width, height = excluded.height,
      bytes = excluded.bytes, sha256 = excluded.sha256, changed_at = now()`.execute(trx);
}

export async function deleteLogo(trx: Transaction, administrationId: string): Promise<void> {
  await sql`delete from logos where administration_id = ${administrationId}`.execute(trx);
}
