import { z } from "zod";
import { Day } from "#domain/order.ts";
import { dayText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import { putMute, removeMute } from "#store/alarm-telling.ts";
import { acknowledgeAlarm, openAlarms } from "#store/alarms.ts";
import { inAdministration } from "#store/database.ts";
import { causesOf } from "#store/overview.ts";
import { defineEndpoint } from "./endpoint.ts";
import { alarmOf, AlarmShape } from "./overview/alarm-shape.ts";
import { refuseFields, RequestRefused } from "./problem.ts";
import { readerOf, startOfDay, todayOf } from "./reader.ts";

/** Never for good: who forgets that it is muted hears of it again. */
const longestMuteDays = 92;

export const listAlarmsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/alarms",
  summary: "What needs attention now",
  permission: "alarms.read",
  answer: z.object({ items: z.array(AlarmShape) }),
  errors: [],
  handle: ({ store, now }, { administrationId, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const alarms = await openAlarms(trx, administrationId);
      const causes = await causesOf(trx, administrationId);
      return { items: alarms.map((alarm) => alarmOf(alarm, reader, causes)) };
    }),
});

export const closeAlarmEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/alarms/:alarmId/close",
  summary: "Close an alarm that was dealt with; it opens again when it happens again",
  permission: "alarms.close",
  act: { action: "alarm.close", subject: "alarm" },
  params: z.object({ alarmId: z.uuid() }),
  answer: z.object({}),
  errors: ["request.not_found"],
  async handle({ store }, { administrationId, params: { alarmId } }) {
    const isKnown = await inAdministration(store.app, administrationId, (trx) =>
      acknowledgeAlarm(trx, administrationId, alarmId),
    );
    if (!isKnown) throw new RequestRefused("request.not_found", "There is no such alarm");
    return {};
  },
});

export const muteAlarmEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/alarms/:alarmId/mute",
  summary: `Send no mail about this until a day, at most ${longestMuteDays} days from now; also when it ends and begins anew. Null: send it again`,
  permission: "alarms.close",
  act: { action: "alarm.mute", subject: "alarm", says: ["until"] },
  params: z.object({ alarmId: z.uuid() }),
  body: z.object({ until: Day.nullable() }),
  answer: AlarmShape,
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, params: { alarmId }, body: { until }, language, caller }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const find = async () => (await openAlarms(trx, administrationId)).find(({ id }) => id === alarmId);
      const alarm = await find();
      if (alarm === undefined) throw new RequestRefused("request.not_found", "There is no such open alarm");
      const { kind, subject } = alarm;
      if (until === null) await removeMute(trx, administrationId, { kind, subject });
      else {
        const today = Temporal.PlainDate.from(todayOf(reader));
        const last = today.add({ days: longestMuteDays }).toString();
        if (until <= today.toString() || until > last) {
          const message = textOf("notice.needs.until", language, { day: dayText(last, reader) });
          throw refuseFields([{ field: "until", message }]);
        }
        await putMute(trx, administrationId, { kind, subject, until: startOfDay(until, reader), by: caller.name });
      }
      return alarmOf((await find()) ?? alarm, reader);
    }),
});
