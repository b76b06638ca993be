import type { TextLanguage } from "#domain/texts/text.ts";
import { readAdministration } from "#store/administrations.ts";
import { listConnections } from "#store/connections.ts";
import type { Transaction } from "#store/database.ts";

/** Who reads an answer: their language, the country and clock of the administration, and the names people know its connections by. */
export interface Reader {
  readonly language: TextLanguage;
  readonly country: string;
  readonly timeZone: string;
  readonly now: Temporal.Instant;
  systemOf(connectionId: string): string;
}

export async function readerOf(
  trx: Transaction,
  administrationId: string,
  language: TextLanguage,
  now: Temporal.Instant,
): Promise<Reader> {
  const administration = await readAdministration(trx, administrationId);
  const names = new Map((await listConnections(trx, administrationId)).map(({ id, name }) => [id, name]));
  return {
    language,
    country: administration?.country ?? "BE",
    timeZone: administration?.timeZone ?? "Europe/Brussels",
    now,
    systemOf: (connectionId) => names.get(connectionId) ?? "?",
  };
}

/** The local day of the administration now. */
export const todayOf = ({ now, timeZone }: Reader): string => now.toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** The instant at which a local day begins. */
export const startOfDay = (day: string, { timeZone }: Pick<Reader, "timeZone">): string =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString();

export const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
