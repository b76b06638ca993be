import type { Judged } from "#domain/completeness.ts";
import { openAlarmText, closeAlarm, raiseAlarm } from "#store/alarms.ts";
import type { Coupling } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";

/** A person looks at a few; the statement names them all. */
const mostNamed = 100;

/**
 * One alarm per coupling for as long as an order is unexplained. Its text keeps their ids: a statement of other days says nothing
 * about them and does not end it.
 */
export async function tellUnexplained(
  trx: Transaction,
  { administrationId, id, sourceConnectionId }: Coupling,
  judged: readonly Judged[],
  at: Temporal.Instant,
): Promise<void> {
  const alarm = { administrationId, kind: "unexplained", subject: `${sourceConnectionId} ${id}` } as const;
  const before = (await openAlarmText(trx, administrationId, alarm.kind, alarm.subject)) ?? "";
  const looked = new Set(judged.map(({ externalId }) => externalId));
  const others = before.split(" ").filter((known) => known !== "" && !looked.has(known));
  const unexplained = judged.filter(({ group }) => group === "unexplained").map(({ externalId }) => externalId);
  const open = [...unexplained, ...others];
  if (open.length === 0) return closeAlarm(trx, administrationId, alarm.kind, alarm.subject, at);
  const text = open.slice(0, mostNamed).join(" ");
  return raiseAlarm(trx, { ...alarm, text, facts: { count: open.length }, at });
}
