import { createHash } from "node:crypto";
import type { AlarmGroup } from "#domain/alarm-kinds.ts";
import { normaliseEmail } from "#domain/party.ts";
import type { KnownPerson, Telling } from "#domain/telling.ts";
import { readAlarmSettings } from "#store/alarm-settings.ts";
import type { Transaction } from "#store/database.ts";

/** Somebody who is mailed about trouble. */
export interface Reader {
  readonly person: KnownPerson;
  readonly groups: readonly (AlarmGroup | "hub")[];
}

/** Names a recipient in the key of a mail without saying who it is. */
export const hashOf = (administrationId: string, { email }: Pick<KnownPerson, "email">): string =>
  createHash("sha256")
    .update(`${administrationId}\n${normaliseEmail(email)}`)
    .digest("hex")
    .slice(0, 32);

/** An address that stands twice gets one mail, with the groups of both. */
export async function readersOf(
  trx: Transaction,
  administrationId: string,
  { owners, operators }: Telling,
): Promise<Reader[]> {
  const { recipients } = await readAlarmSettings(trx, administrationId);
  const known = new Map([...owners, ...operators].map((person) => [normaliseEmail(person.email), person]));
  const everything = ["silence", "connections", "orders", "payments", "mail", "apps"] as const;
  const asked =
    recipients.length === 0
      ? owners.map((person) => ({ person, groups: everything }))
      : recipients.map(({ address, language, groups }) => ({
          person: { name: known.get(normaliseEmail(address))?.name ?? "", email: address, language },
          groups,
        }));
  const all: Reader[] = [...asked, ...operators.map((person) => ({ person, groups: ["hub"] as const }))];
  return [...Map.groupBy(all, ({ person }) => normaliseEmail(person.email)).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ person: first.person, groups: same.flatMap(({ groups }) => groups) }];
  });
}
