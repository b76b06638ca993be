import { z } from "zod";
import { Day } from "#domain/order.ts";
import { dayText } from "#domain/texts/format.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { listAudit } from "#store/audit-list.ts";
import { closedUntil, lockPeriod, setClosedUntil } from "#store/closed-period.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { namesOfActors } from "#api/audit/who.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint, type ApiStore } from "#api/endpoint.ts";
import { refuseFields } from "#api/problem.ts";
import { readerOf, todayOf } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";

const PeriodShape = z
  .object({
    closedUntil: Day.nullable().meta({
      description: "The last day that is closed: nothing is dated up to and including it",
    }),
    changed: z
      .object({
        isReopened: z.boolean(),
        at: Instant,
        who: z.string().meta({ description: "As called today, else as called then; empty when both are gone" }),
        reason: z.string(),
      })
      .nullable()
      .meta({ description: "The last time it was closed further or opened again; null when it never was" }),
  })
  .meta({ id: "ClosedPeriod" });

const Closed = z.object({ closedUntil: Day.nullable() }).meta({ id: "ClosedUntil" });

type Changed = z.input<typeof PeriodShape>["changed"];

/** As the audit log has it: who did it stands nowhere else. */
async function lastChange(store: ApiStore, trx: Transaction, administrationId: string, language: TextLanguage) {
  const [last] = await listAudit(trx, administrationId, { subject: "period" }, { limit: 1 });
  if (last === undefined) return null;
  const { actor, at, action, details } = last;
  const today = (await namesOfActors(store, [actor], language)).get(actor);
  const told = z.object({ by: z.string().catch(""), reason: z.string().catch("") }).parse(details ?? {});
  const isReopened = action === "period.reopen";
  return { isReopened, at, who: today ?? told.by, reason: told.reason } satisfies Changed;
}

export const getPeriodEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/closed-period",
  summary: "Up to and including which day nothing is dated any more",
  permission: "company.read",
  answer: PeriodShape,
  errors: [],
  handle: ({ store }, { administrationId, language }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      closedUntil: await closedUntil(trx, administrationId),
      changed: await lastChange(store, trx, administrationId, language),
    })),
});

export const closePeriodEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/closed-period",
  summary: "Close everything up to and including a day of the past; only further than what is closed",
  permission: "periods.close",
  act: { action: "period.close", subject: "period", isTold: true, says: ["day"] },
  body: z.object({ day: Day }),
  answer: Closed,
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
  answer: Closed,
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
