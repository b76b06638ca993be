import { z } from "zod";
import type { AlarmRow } from "#store/alarms.ts";
import type { CauseRow } from "#store/overview.ts";
import { alarmMessage, stoppedKey } from "#domain/texts/alarm-text.ts";
import type { Reader } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";

export const AlarmShape = z
  .object({
    id: z.string(),
    kind: z.string(),
    subject: z.string(),
    text: z.string(),
    message: z.string().meta({ description: "For people, in the language of the request" }),
    occurrences: z.int().min(0),
    openedAt: Instant,
    seenAt: Instant,
    mutedUntil: Instant.nullable().meta({ description: "No mail about it before then: a person asked so" }),
  })
  .meta({ id: "Alarm" });

/** `causes`: those that orders stand still for now, as far as they are known. */
export const alarmOf = (
  alarm: AlarmRow,
  reader: Reader,
  causes: readonly CauseRow[] = [],
): z.input<typeof AlarmShape> => ({
  id: alarm.id,
  kind: alarm.kind,
  subject: alarm.subject,
  text: alarm.text,
  message: alarmMessage(
    alarm,
    reader,
    causes.find(({ key }) => key === stoppedKey(alarm)),
  ),
  occurrences: alarm.occurrences,
  openedAt: alarm.openedAt,
  seenAt: alarm.seenAt,
  mutedUntil: alarm.mutedUntil,
});
