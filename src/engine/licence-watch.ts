import { closeAlarms, raiseAlarm } from "#store/alarms.ts";
import { inAdministration } from "#store/database.ts";
import { judgeLicence, warnedDays, type Licensing } from "#store/licence-code.ts";
import { everyAdministration, listModules, putModule, type ModuleRow } from "#store/modules.ts";
import type { Store } from "#store/store.ts";

const alarms = ["licenceExpiring", "licenceExpired"] as const;

/**
 * Looks at the licence of everything that is on, in every administration: says a month before that it ends, stops what has none any more, and
 * lets go on what has one again or needs none.
 */
export async function watchLicences({ app, hub }: Store, licensing: Licensing, now: Temporal.Instant): Promise<void> {
  for (const administrationId of await everyAdministration(hub)) {
    await inAdministration(app, administrationId, async (trx) => {
      for (const row of await listModules(trx, administrationId)) {
        if (row.state === "off") continue;
        const { module } = row;
        const stand = (state: ModuleRow["state"], licensedUntil: string | null) =>
          row.state === state && row.licensedUntil === licensedUntil
            ? Promise.resolve()
            : putModule(trx, administrationId, { ...row, state, licensedUntil }, "Schakel");
        if (!licensing.needed.includes(module)) {
          if (row.state === "stopped") await stand("on", null);
          await closeAlarms(trx, administrationId, alarms, module);
          continue;
        }
        const { fault, validUntil } = judgeLicence(licensing, row.licence, { module, administrationId }, now);
        if (fault !== null || validUntil === null) {
          await stand("stopped", validUntil?.toString() ?? null);
          await closeAlarms(trx, administrationId, ["licenceExpiring"], module);
          if (row.state !== "stopped")
            await raiseAlarm(trx, { administrationId, kind: "licenceExpired", subject: module, text: fault ?? "" });
          continue;
        }
        await stand("on", validUntil.toString());
        await closeAlarms(trx, administrationId, ["licenceExpired"], module);
        const isNear = Temporal.Instant.compare(validUntil, now.add({ hours: 24 * warnedDays })) < 0;
        // The last day on which it is good.
        const lastDay = validUntil.toZonedDateTimeISO("UTC").toPlainDate().subtract({ days: 1 }).toString();
        if (isNear)
          await raiseAlarm(trx, { administrationId, kind: "licenceExpiring", subject: module, text: lastDay });
        else await closeAlarms(trx, administrationId, ["licenceExpiring"], module);
      }
    });
  }
}
