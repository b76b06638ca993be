import { z } from "zod";
import { readConnection } from "#store/connections.ts";
import { liveCouplingOf, readCoupling, type Coupling } from "#store/couplings.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import {
  countMigrated,
  readMigration,
  setMigrationSpeed,
  setMigrationState,
  type FirstMigration,
  type MigrationCounts,
} from "#store/first-migrations.ts";
import { defineEndpoint } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";
import { Day, Instant } from "./shapes.ts";

const Count = z.int().min(0);

export const FirstMigrationShape = z
  .object({
    state: z.enum(["running", "paused", "done"]),
    isStill: z.boolean().meta({ description: "Running, while the coupling or its connection does not work now" }),
    fromDay: Day.nullable().meta({ description: "Null: the shop's whole history" }),
    offset: Count.meta({ description: "How many orders were to be ignored when it began" }),
    total: Count.nullable().meta({ description: "How many the shop said there are; null: not asked yet, or not told" }),
    isRead: z.boolean().meta({ description: "The shop's list was read to its end" }),
    takenIn: Count,
    settled: Count.meta({ description: "Documented, or skipped by a rule" }),
    waiting: Count,
    held: Count,
    failed: Count,
    perMinute: z.int().min(1).nullable().meta({ description: "The limit; null: as fast as the shop allows" }),
    pace: z.number().nullable().meta({ description: "Orders per minute over the last minutes; null: none" }),
    expectedAt: Instant.nullable().meta({ description: "Null: not to be told" }),
    reason: z
      .object({ code: z.string(), text: z.string(), nextAttemptAt: Instant })
      .nullable()
      .meta({ description: "Why the next page could not be had, and when it is asked for again" }),
    begunAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: "FirstMigration" });

const Place = z.object({ couplingId: z.uuid() });
const fastest = 10_000;

async function requireCoupling(trx: Transaction, administrationId: string, couplingId: string): Promise<Coupling> {
  const coupling = await readCoupling(trx, administrationId, couplingId);
  if (coupling === null) throw new RequestRefused("request.not_found", "There is no such coupling");
  return coupling;
}

async function shownOf(
  trx: Transaction,
  coupling: Coupling,
  now: Temporal.Instant,
): Promise<z.input<typeof FirstMigrationShape> | null> {
  const { administrationId, sourceConnectionId } = coupling;
  const migration = await readMigration(trx, administrationId, coupling.id);
  if (migration === null) return null;
  const { state, fromDay, offsetOrders, total, isRead, perMinute, nextAt, reasonCode, begunAt, endedAt } = migration;
  const counts = await countMigrated(trx, administrationId, sourceConnectionId);
  const connection = await readConnection(trx, administrationId, sourceConnectionId);
  const works = connection?.state === "connected" && connection.retryAt === null;
  const isLive = works && (await liveCouplingOf(trx, administrationId, sourceConnectionId)) !== null;
  return {
    state,
    fromDay,
    offset: offsetOrders,
    total,
    isRead,
    perMinute,
    begunAt,
    endedAt,
    ...counts,
    isStill: state === "running" && !isLive,
    reason: reasonCode === null ? null : { code: reasonCode, text: migration.reasonText, nextAttemptAt: nextAt },
    expectedAt: isLive ? expectedEnd(migration, counts, now) : null,
  };
}

/** When the last one is through at the pace of the last minutes, which the limit may have been set below since. */
function expectedEnd(
  { state, isRead, total, perMinute, reasonCode }: FirstMigration,
  { takenIn, waiting, pace }: MigrationCounts,
  now: Temporal.Instant,
): string | null {
  if (state !== "running" || pace === null || reasonCode !== null || (total === null && !isRead)) return null;
  const left = waiting + (isRead ? 0 : Math.max(0, (total ?? 0) - takenIn));
  const minutes = left / Math.min(pace, perMinute ?? pace);
  return now.add({ seconds: Math.ceil(minutes * 60) }).toString();
}

export const getFirstMigrationEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/couplings/:couplingId/first-migration",
  summary: "How far the shop's old orders were taken in; null when there were none to take in",
  permission: "connections.read",
  params: Place,
  answer: z.object({ migration: FirstMigrationShape.nullable() }),
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, params }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      migration: await shownOf(trx, await requireCoupling(trx, administrationId, params.couplingId), now()),
    })),
});

/** Changes it, and shows it as it is then. */
async function changed(
  trx: Transaction,
  { administrationId, couplingId }: { readonly administrationId: string; readonly couplingId: string },
  now: Temporal.Instant,
  change: () => Promise<boolean>,
): Promise<z.input<typeof FirstMigrationShape>> {
  const coupling = await requireCoupling(trx, administrationId, couplingId);
  const isChanged = await change();
  const shown = await shownOf(trx, coupling, now);
  if (shown === null) throw new RequestRefused("request.not_found", "This coupling has no first migration");
  if (!isChanged)
    throw new RequestRefused("request.conflict", `A first migration that is ${shown.state} cannot do that`);
  return shown;
}

export const setFirstMigrationSpeedEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/couplings/:couplingId/first-migration",
  summary: "How many old orders may be taken in per minute; null: as fast as the shop allows",
  permission: "couplings.manage",
  act: { action: "coupling.migrationSpeed", subject: "coupling", says: ["perMinute"] },
  params: Place,
  body: z.object({ perMinute: z.int().min(1).max(fastest).nullable() }),
  answer: FirstMigrationShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params: { couplingId }, body }) =>
    inAdministration(store.app, administrationId, (trx) =>
      changed(trx, { administrationId, couplingId }, now(), () =>
        setMigrationSpeed(trx, administrationId, couplingId, body.perMinute, now().toString()),
      ),
    ),
});

export const pauseFirstMigrationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/couplings/:couplingId/first-migration/pause",
  summary: "Take in no more old orders until it is resumed; those taken in already are looked at",
  permission: "couplings.manage",
  act: { action: "coupling.migrationPause", subject: "coupling" },
  params: Place,
  answer: FirstMigrationShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params: { couplingId } }) =>
    inAdministration(store.app, administrationId, (trx) =>
      changed(trx, { administrationId, couplingId }, now(), () =>
        setMigrationState(trx, administrationId, couplingId, "paused"),
      ),
    ),
});

export const resumeFirstMigrationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/couplings/:couplingId/first-migration/resume",
  summary: "Go on taking in old orders where it was",
  permission: "couplings.manage",
  act: { action: "coupling.migrationResume", subject: "coupling" },
  params: Place,
  answer: FirstMigrationShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params: { couplingId } }) =>
    inAdministration(store.app, administrationId, (trx) =>
      changed(trx, { administrationId, couplingId }, now(), () =>
        setMigrationState(trx, administrationId, couplingId, "running"),
      ),
    ),
});
