import { z } from "zod";
import type { DryRunRow } from "#engine/dry-run-tally.ts";
import { ShopOrderSettings } from "#flows/shop-orders/settings.ts";
import { inAdministration } from "#store/database.ts";
import {
  dryRunOnly,
  dryRunRows,
  insertDryRun,
  listDryRuns,
  readDryRun,
  stopDryRun,
  type DryRunScope,
} from "#store/dry-runs.ts";
import { newId } from "#store/new-id.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields } from "#api/problem.ts";
import { readerOf, startOfDay } from "#api/reader.ts";
import { Day, OutcomeShape } from "#api/shapes.ts";
import { couplingAt, CouplingPlace, dryRunAt, DryRunPlace } from "./dry-run-at.ts";
import { DryRunOrderShape, dryRunOf, dryRunOrderOf, DryRunShape } from "./dry-run-shapes.ts";
import { replayEndpoint } from "./replay-endpoint.ts";

const listDryRunsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/couplings/:couplingId/dry-runs",
  summary: "The last dry runs of a coupling, the newest first",
  permission: "orders.act",
  params: CouplingPlace,
  answer: z.object({ items: z.array(DryRunShape) }),
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, params: { couplingId }, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const { sourceConnectionId } = await couplingAt(trx, administrationId, couplingId);
      const runs = await listDryRuns(trx, administrationId, couplingId);
      return { items: runs.map((run) => dryRunOf(run, sourceConnectionId, reader)) };
    }),
});

const startDryRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/couplings/:couplingId/dry-runs",
  summary:
    "Look what would become of orders of the last days, from a day on, or named, with the settings as saved or as given. Nothing is made, changed or mailed",
  permission: "orders.act",
  act: { action: "coupling.dryRun", subject: "coupling", says: ["days", "from", "orderIds", "settings"] },
  params: CouplingPlace,
  body: z.object({
    days: z.int().min(1).max(90).optional().meta({ description: "Orders placed in the last so many days" }),
    from: Day.optional().meta({ description: "Orders placed or changed since this local day" }),
    orderIds: z.array(z.string().min(1).max(200)).min(1).max(1000).optional(),
    settings: ShopOrderSettings.optional().meta({ description: "Left out: as they are saved" }),
  }),
  status: 202,
  answer: DryRunShape,
  errors: ["request.not_found"],
  async handle({ store, engine, now }, { administrationId, params: { couplingId }, body, language, caller }) {
    const { days, from, orderIds, settings = null } = body;
    if ([days, from, orderIds].filter((given) => given !== undefined).length !== 1)
      throw refuseFields([{ field: "days", message: textLater("given.oneScope") }]);
    const answer = await inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const { sourceConnectionId } = await couplingAt(trx, administrationId, couplingId);
      const scope: DryRunScope =
        days !== undefined
          ? { days }
          : from !== undefined
            ? { since: startOfDay(from, reader) }
            : { orderIds: [...new Set(orderIds)] };
      const id = newId();
      await insertDryRun(trx, administrationId, { id, couplingId, scope, settings, requestedBy: caller.name });
      const run = await readDryRun(trx, administrationId, id);
      if (run === null) throw new Error("The dry run was not stored");
      return dryRunOf(run, sourceConnectionId, reader);
    });
    engine.ringDryRuns(administrationId);
    return answer;
  },
});

const getDryRunEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/couplings/:couplingId/dry-runs/:dryRunId",
  summary: "One dry run: how far it is, and what would happen",
  permission: "orders.act",
  params: DryRunPlace,
  answer: DryRunShape,
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, params, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const { run, coupling } = await dryRunAt(trx, administrationId, params);
      return dryRunOf(run, coupling.sourceConnectionId, reader);
    }),
});

const listDryRunOrdersEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/couplings/:couplingId/dry-runs/:dryRunId/orders",
  summary: "What would become of each order, as they were read",
  permission: "orders.act",
  params: DryRunPlace,
  query: z.object({
    outcome: OutcomeShape.optional(),
    code: z.string().max(100).optional().meta({ description: "Of the reason" }),
    only: z.enum(dryRunOnly).optional(),
    after: z.coerce.number().int().min(0).default(0).meta({ description: "`next` of the previous page" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(DryRunOrderShape), next: z.int().nullable() }),
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, params, query: { after, limit, ...filter }, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const { run, coupling } = await dryRunAt(trx, administrationId, params);
      const rows = await dryRunRows<DryRunRow>(trx, administrationId, run.id, { ...filter, from: after, limit });
      return {
        items: rows.map(({ position, row }) => dryRunOrderOf(position, row, coupling.sourceConnectionId, reader)),
        next: rows.length < limit ? null : (rows.at(-1)?.position ?? null),
      };
    }),
});

const stopDryRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/couplings/:couplingId/dry-runs/:dryRunId/stop",
  summary: "End a dry run where it is; what it found so far stays",
  permission: "orders.act",
  act: { action: "coupling.dryRunStop", subject: "coupling" },
  params: DryRunPlace,
  status: 202,
  answer: DryRunShape,
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, params, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const { run } = await dryRunAt(trx, administrationId, params);
      await stopDryRun(trx, administrationId, run.id);
      const { run: after, coupling } = await dryRunAt(trx, administrationId, params);
      return dryRunOf(after, coupling.sourceConnectionId, reader);
    }),
});

export const dryRunEndpoints = [
  listDryRunsEndpoint,
  startDryRunEndpoint,
  getDryRunEndpoint,
  listDryRunOrdersEndpoint,
  stopDryRunEndpoint,
  replayEndpoint,
] as const;
