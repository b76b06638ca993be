import { z } from "zod";
import { beginFollowing, takeTurnAtStart } from "#engine/catalogue-lanes.ts";
import { closeIfNothingStands } from "#engine/catalogue-step.ts";
import { setCatalogueLive, type CatalogueCoupling } from "#store/catalogue-couplings.ts";
import { countRecords, listRecords } from "#store/catalogue-lists.ts";
import { recordStates } from "#store/catalogue-records.ts";
import { wakeStopped } from "#store/catalogue-wake.ts";
import { beginRun, busyRun, endRun, isStarted, listRuns, pauseRun, startRun } from "#store/catalogue-runs.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { defineEndpoint, type ApiContext, type AnyEndpoint } from "#api/endpoint.ts";
import type { AuditAction } from "#domain/audit-actions.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf, startOfDay, todayOf } from "#api/reader.ts";
import { Day } from "#api/shapes.ts";
import { textLater } from "#domain/texts/text-later.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import {
  catalogueAt,
  CatalogueCouplingShape,
  CataloguePlace,
  CatalogueRecordShape,
  CatalogueRunShape,
  shownCoupling,
  shownRecord,
  shownRun,
} from "./catalogue-shapes.ts";

interface Acting {
  readonly administrationId: string;
  readonly couplingId: string;
  readonly language: TextLanguage;
}

/** Changes it in one transaction, lets it go on, and shows it as it is then. */
async function changed(
  { store, engine, now }: ApiContext,
  { administrationId, couplingId, language }: Acting,
  change: (trx: Transaction, coupling: CatalogueCoupling) => Promise<void>,
): Promise<z.input<typeof CatalogueCouplingShape>> {
  const shown = await inAdministration(store.app, administrationId, async (trx) => {
    await change(trx, await catalogueAt(trx, administrationId, couplingId));
    const reader = await readerOf(trx, administrationId, language, now());
    return shownCoupling(trx, await catalogueAt(trx, administrationId, couplingId), reader);
  });
  engine.ringCatalogue({ administrationId, couplingId });
  return shown;
}

const refuse = (message: string): never => {
  throw new RequestRefused("request.conflict", message);
};

const lookEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/catalogue-couplings/:couplingId/look",
  summary:
    "Look at everything and show what would be written; writes nothing. Looks anew when that was done and not started",
  permission: "couplings.manage",
  act: { action: "coupling.catalogueLook", subject: "coupling" },
  params: CataloguePlace,
  answer: CatalogueCouplingShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, { administrationId, params: { couplingId }, language, caller }) =>
    changed(context, { administrationId, couplingId, language }, async (trx) => {
      if (await isStarted(trx, administrationId, couplingId))
        refuse("This coupling was started: what changes is written");
      const busy = await busyRun(trx, administrationId, couplingId);
      if (busy !== null) await endRun(trx, administrationId, busy.id, "stopped", {});
      await beginRun(trx, administrationId, { couplingId, scope: "first", since: null, by: caller.name });
    }),
});

const startEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/catalogue-couplings/:couplingId/start",
  summary: "Write what was shown, and from then on what changes",
  permission: "couplings.manage",
  act: { action: "coupling.catalogueStart", subject: "coupling" },
  params: CataloguePlace,
  answer: CatalogueCouplingShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, { administrationId, params: { couplingId }, language, caller }) =>
    changed(context, { administrationId, couplingId, language }, async (trx, coupling) => {
      if (!(await startRun(trx, administrationId, couplingId, caller.name)))
        refuse("Nothing waits to be started: look at what would be written first");
      await takeTurnAtStart(context.store.hub, couplingId);
      await setCatalogueLive(trx, coupling);
    }),
});

const turning = (verb: "pause" | "resume", action: AuditAction, summary: string): AnyEndpoint =>
  defineEndpoint({
    method: "POST",
    path: `/api/catalogue-couplings/:couplingId/${verb}`,
    summary,
    permission: "couplings.manage",
    act: { action, subject: "coupling" },
    params: CataloguePlace,
    answer: CatalogueCouplingShape,
    errors: ["request.not_found", "request.conflict"],
    handle: (context, { administrationId, params: { couplingId }, language }) =>
      changed(context, { administrationId, couplingId, language }, async (trx) => {
        if (!(await pauseRun(trx, administrationId, couplingId, verb === "pause")))
          refuse(verb === "pause" ? "Nothing is under way" : "Nothing stands still");
      }),
  });

const stopEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/catalogue-couplings/:couplingId/stop",
  summary: "End the run that is under way where it is; what was written stays",
  permission: "couplings.manage",
  act: { action: "coupling.catalogueStop", subject: "coupling" },
  params: CataloguePlace,
  answer: CatalogueCouplingShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, { administrationId, params: { couplingId }, language }) =>
    changed(context, { administrationId, couplingId, language }, async (trx, coupling) => {
      const busy = await busyRun(trx, administrationId, couplingId);
      if (busy === null) return refuse("Nothing is under way");
      const counts = await countRecords(trx, { administrationId, couplingId }, { settledIn: busy.id });
      await endRun(trx, administrationId, busy.id, "stopped", counts);
      await closeIfNothingStands(trx, coupling);
    }),
});

/** What came between the last run and a later day would be read by nobody. Null: nothing was followed yet, so everything. */
const earlierOf = (day: string, sweptUntil: string | null): string | null =>
  sweptUntil !== null && Temporal.Instant.compare(Temporal.Instant.from(day), Temporal.Instant.from(sweptUntil)) < 0
    ? day
    : sweptUntil;

const runEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/catalogue-couplings/:couplingId/runs",
  summary: "Go over what changed since the last run now, or again over everything that changed since a day (C8.1)",
  permission: "couplings.manage",
  act: { action: "coupling.catalogueRun", subject: "coupling", says: ["from"] },
  params: CataloguePlace,
  body: z.object({ from: Day.nullable().default(null).meta({ description: "Null: what changed since the last run" }) }),
  answer: CatalogueCouplingShape,
  errors: ["request.not_found", "request.conflict"],
  async handle(context, { administrationId, params: { couplingId }, body: { from }, language, caller }) {
    const { connectorById, now } = context;
    const place = { administrationId, couplingId };
    return changed(context, { ...place, language }, async (trx, coupling) => {
      if (coupling.state !== "live" || !(await isStarted(trx, administrationId, couplingId)))
        refuse("This coupling is off, or was never started");
      const reader = await readerOf(trx, administrationId, language, now());
      if (from !== null && from > todayOf(reader))
        throw refuseFields([{ field: "from", message: textLater("given.future") }]);
      const isBegun =
        from === null
          ? await beginFollowing({ connectorById }, trx, place, "delta", caller.name)
          : (await beginRun(trx, administrationId, {
              couplingId,
              scope: "from",
              since: earlierOf(startOfDay(from, reader), coupling.sweptUntil),
              by: caller.name,
            })) !== null;
      if (!isBegun) refuse("A run is under way: wait for it, or stop it");
    });
  },
});

const listRunsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-couplings/:couplingId/runs",
  summary: "The last runs of a coupling, the newest first",
  permission: "connections.read",
  params: CataloguePlace,
  answer: z.object({ items: z.array(CatalogueRunShape) }),
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, params: { couplingId }, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await catalogueAt(trx, administrationId, couplingId);
      const reader = await readerOf(trx, administrationId, language, now());
      const items = [];
      for (const run of await listRuns(trx, administrationId, couplingId, 30))
        items.push(await shownRun(trx, coupling, run, reader));
      return { items };
    }),
});

const listRecordsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-couplings/:couplingId/records",
  summary: "Its records, with what differs and why one was left as it is",
  permission: "connections.read",
  params: CataloguePlace,
  query: z.object({
    state: z
      .union([z.enum(recordStates), z.array(z.enum(recordStates))])
      .optional()
      .meta({ description: "May be given more than once" }),
    q: z.string().trim().max(200).default("").meta({ description: "Beginning of a code, or part of a name" }),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({ items: z.array(CatalogueRecordShape), next: z.string().nullable() }),
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, params: { couplingId }, query, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await catalogueAt(trx, administrationId, couplingId);
      const reader = await readerOf(trx, administrationId, language, now());
      const { state, q, after = null, limit } = query;
      const filter = { states: [state ?? []].flat(), text: q, after, limit };
      const records = await listRecords(trx, { administrationId, couplingId }, filter);
      return {
        items: records.map((record) => shownRecord(record, coupling, reader)),
        next: records.length < limit ? null : (records.at(-1)?.externalId ?? null),
      };
    }),
});

const retryEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/catalogue-couplings/:couplingId/retry",
  summary: "Look again at what stopped: at one record, or at all of them",
  permission: "couplings.manage",
  act: { action: "coupling.catalogueRetry", subject: "coupling", says: ["externalId"] },
  params: CataloguePlace,
  body: z.object({ externalId: z.string().min(1).max(200).nullable().default(null) }),
  answer: z.object({ count: z.int() }),
  errors: ["request.not_found"],
  async handle({ store, engine, connectorById }, { administrationId, params: { couplingId }, body, caller }) {
    const place = { administrationId, couplingId };
    const count = await inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await catalogueAt(trx, administrationId, couplingId);
      const woken = await wakeStopped(trx, place, body.externalId);
      // One that is under way, or waits for a person, looks at them itself.
      if (woken > 0 && coupling.state === "live")
        await beginFollowing({ connectorById }, trx, place, "delta", caller.name);
      return woken;
    });
    engine.ringCatalogue(place);
    return { count };
  },
});

export const catalogueRunEndpoints: readonly AnyEndpoint[] = [
  lookEndpoint,
  startEndpoint,
  turning("pause", "coupling.cataloguePause", "Let the run that is under way stand still, with its place kept"),
  turning("resume", "coupling.catalogueResume", "Go on where it stood still"),
  stopEndpoint,
  runEndpoint,
  listRunsEndpoint,
  listRecordsEndpoint,
  retryEndpoint,
];
