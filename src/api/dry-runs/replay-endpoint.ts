import { textOf } from "#domain/texts/text.ts";
import { listByIds } from "#store/bulk-action-orders.ts";
import { insertBulkAction } from "#store/bulk-actions.ts";
import { inAdministration } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import { bulkActionOf, BulkActionShape } from "#api/bulk/bulk-shapes.ts";
import { bulkAt } from "#api/bulk/bulk-endpoints.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { DryRunPlace, dryRunAt } from "./dry-run-at.ts";

/** What was seen longer ago than this says too little of today. */
const freshHours = 24;

export const replayEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/couplings/:couplingId/dry-runs/:dryRunId/replay",
  summary:
    "Process the orders of this dry run again, with today's settings: what exists already is not made again. Of days or a day on: everything the shop has changed since",
  permission: "orders.act",
  act: { action: "order.replay", subject: "order", isTold: true },
  params: DryRunPlace,
  status: 202,
  answer: BulkActionShape,
  errors: ["request.not_found", "request.conflict"],
  async handle({ store, engine, now }, { administrationId, params, language, caller, tell }) {
    const id = newId();
    tell({ id });
    const answer = await inAdministration(store.app, administrationId, async (trx) => {
      const { run, coupling } = await dryRunAt(trx, administrationId, params);
      const refuse = (key: "replay.notPreviewed" | "replay.stale" | "replay.off") =>
        standsInTheWay("", textOf(key, language));
      if (run.state !== "done" || run.finishedAt === null) throw refuse("replay.notPreviewed");
      const age = now().since(Temporal.Instant.from(run.finishedAt)).total("hours");
      const isCurrent = run.settings === null && run.settingsVersion === coupling.settingsVersion;
      if (!isCurrent || age > freshHours) throw refuse("replay.stale");
      if (coupling.state !== "live") throw refuse("replay.off");
      const { scope } = run;
      const connectionId = coupling.sourceConnectionId;
      const action = { id, reason: "", asked: { dryRun: run.id }, requestedBy: caller.name };
      if ("orderIds" in scope) {
        await insertBulkAction(trx, administrationId, { ...action, act: "again" });
        await listByIds(trx, administrationId, id, connectionId, scope.orderIds);
      } else {
        const since =
          "since" in scope
            ? scope.since
            : Temporal.Instant.from(run.requestedAt)
                .subtract({ hours: scope.days * 24 })
                .toString();
        await insertBulkAction(trx, administrationId, { ...action, act: "since", from: { connectionId, since } });
      }
      return bulkActionOf(await bulkAt(trx, administrationId, id));
    });
    engine.ringBulk(administrationId);
    return answer;
  },
});
