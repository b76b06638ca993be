import { z } from "zod";
import { Day } from "#domain/order.ts";
import { dayText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import { closedUntil, lockPeriod, setClosedUntil } from "#store/closed-period.ts";
import { inAdministration } from "#store/database.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields } from "#api/problem.ts";
import { readerOf, todayOf } from "#api/reader.ts";

const PeriodShape = z
  .object({
    closedUntil: Day.nullable().meta({
      description: "The last day that is closed: nothing is dated up to and including it",
    }),
  })
  .meta({ id: "ClosedPeriod" });

export const getPeriodEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/closed-period",
  summary: "Up to and including which day nothing is dated any more",
  permission: "company.read",
  answer: PeriodShape,
  errors: [],
  handle: ({ store }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      closedUntil: await closedUntil(trx, administrationId),
    })),
});

export const closePeriodEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/closed-period",
  summary: "Close everything up to and including a day of the past; only further than what is closed",
  permission: "periods.close",
  act: { action: "period.close", subject: "period", isTold: true, says: ["day"] },
  body: z.object({ day: Day }),
  answer: PeriodShape,
  errors: ["request.conflict"],
  handle: ({ store, now }, { administrationId, body: { day }, language, tell }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const before = await lockPeriod(trx, administrationId);
      if (day >= todayOf(reader)) throw refuseFields([{ field: "day", message: textOf("period.notPast", language) }]);
      if (before !== null && day <= before)
        throw standsInTheWay("day", textOf("period.forward", language, { day: dayText(before, reader) }));
      await setClosedUntil(trx, administrationId, day);
      tell({ id: day });
      return { closedUntil: day };
    }),
});

export const reopenPeriodEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/closed-period/reopen",
  summary: "Open days that were closed, with a reason: from a day on, or all of them",
  permission: "periods.reopen",
  act: { action: "period.reopen", subject: "period", isTold: true, says: ["day", "reason"] },
  body: z.object({
    day: Day.nullable().meta({ description: "The last day that stays closed; null: none" }),
    reason: z.string().trim().min(1).max(500),
  }),
  answer: PeriodShape,
  errors: ["request.conflict"],
  handle: ({ store, now }, { administrationId, body: { day }, language, tell }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const before = await lockPeriod(trx, administrationId);
      if (before === null || (day !== null && day >= before))
        throw standsInTheWay(
          "day",
          before === null
            ? textOf("period.nothingClosed", language)
            : textOf("period.backward", language, { day: dayText(before, reader) }),
        );
      await setClosedUntil(trx, administrationId, day);
      tell({ id: before });
      return { closedUntil: day };
    }),
});
