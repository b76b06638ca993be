import { z } from "zod";
import { isCatalogueReason } from "#domain/catalogue-reasons.ts";
import { remedies, type ErrorCode } from "#domain/error.ts";
import { mends } from "#domain/error-mends.ts";
import { whoText } from "#domain/texts/cause-text.ts";
import { textOf } from "#domain/texts/text.ts";
import { readCatalogueCoupling, type CatalogueCoupling } from "#store/catalogue-couplings.ts";
import { catalogueKinds } from "#store/catalogue-couplings.ts";
import { countRecords } from "#store/catalogue-lists.ts";
import { recordStates, type CatalogueRecord } from "#store/catalogue-records.ts";
import { isStarted, listRuns, type CatalogueRun } from "#store/catalogue-runs.ts";
import type { Transaction } from "#store/database.ts";
import { RequestRefused } from "#api/problem.ts";
import type { Reader } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";

const Count = z.int().min(0);
const Counts = z.partialRecord(z.enum(recordStates), Count);

export const CatalogueRunShape = z
  .object({
    id: z.string(),
    scope: z.enum(["first", "delta", "from", "night"]).meta({
      description:
        "First: everything, looked at, and written when a person starts it; delta: what changed since; from: what changed since a moment a person chose; night: everything",
    }),
    state: z.enum(["looking", "ready", "writing", "done", "stopped"]).meta({
      description: "Ready: looked at, and waits for a person",
    }),
    isPaused: z.boolean(),
    since: Instant.nullable().meta({ description: "Null: everything" }),
    total: Count.nullable().meta({ description: "How many the source said there are; null: not said" }),
    seen: Count.meta({ description: "How many of them were looked at" }),
    counts: Counts.meta({ description: "How many it left in each state" }),
    reason: z
      .object({ code: z.string(), message: z.string(), nextAttemptAt: Instant })
      .nullable()
      .meta({ description: "What it stands still for, and when it goes on by itself" }),
    requestedBy: z.string().meta({ description: "`schedule`, or who asked" }),
    startedBy: z.string(),
    begunAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: "CatalogueRun" });

export const CatalogueCouplingShape = z
  .object({
    id: z.string(),
    kind: z.enum(catalogueKinds),
    sourceConnectionId: z.string(),
    sourceName: z.string(),
    targetConnectionId: z.string(),
    targetName: z.string(),
    state: z.enum(["off", "live"]),
    settings: z.record(z.string(), z.unknown()),
    settingsVersion: z.int(),
    isStarted: z.boolean().meta({ description: "A person started it once: what changes is followed while it is on" }),
    upToDateUntil: Instant.nullable().meta({ description: "By the source's clock" }),
    lastRunAt: Instant.nullable(),
    counts: Counts.meta({ description: "All of its records, by state" }),
    run: CatalogueRunShape.nullable().meta({ description: "The newest" }),
  })
  .meta({ id: "CatalogueCoupling" });

export const CatalogueRecordShape = z
  .object({
    externalId: z.string(),
    code: z.string().meta({ description: "Empty for customers, of whom only a hash is kept" }),
    name: z.string().meta({ description: "Empty once nothing is to be done about it" }),
    state: z.enum(recordStates),
    targetId: z.string().meta({ description: "At the shop; empty: not there, or not known" }),
    changes: z
      .array(
        z.object({
          field: z.string(),
          shop: z.string().nullable().meta({ description: "What stands there; null: nothing" }),
          source: z.string(),
          act: z.enum(["write", "keep"]).meta({ description: "Keep: the shop made this of it itself" }),
        }),
      )
      .meta({ description: "What differs, while a person has to look at it" }),
    kept: z.array(z.string()).meta({ description: "Fields left alone, because the shop changed them" }),
    reason: z
      .object({
        code: z.string(),
        message: z.string(),
        who: z.string().nullable().meta({ description: "Who must act, in words; null: nobody has to" }),
      })
      .nullable(),
    uncertain: z.enum(["record", "category"]).nullable().meta({
      description: "Of which only a person can say whether it was made in the shop: of itself, or of a category of it",
    }),
    nextAttemptAt: Instant.nullable(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: "CatalogueRecord" });

export const CataloguePlace = z.object({ couplingId: z.uuid() });

export async function catalogueAt(trx: Transaction, administrationId: string, id: string): Promise<CatalogueCoupling> {
  const coupling = await readCatalogueCoupling(trx, administrationId, id);
  if (coupling === null) throw new RequestRefused("request.not_found", "There is no such coupling");
  return coupling;
}

export async function shownCoupling(
  trx: Transaction,
  coupling: CatalogueCoupling,
  reader: Reader,
): Promise<z.input<typeof CatalogueCouplingShape>> {
  const { administrationId, id, kind, sourceConnectionId, targetConnectionId, state, settings, settingsVersion } =
    coupling;
  const [run] = await listRuns(trx, administrationId, id, 1);
  return {
    id,
    kind,
    state,
    settings: { ...settings },
    settingsVersion,
    sourceConnectionId,
    targetConnectionId,
    sourceName: reader.systemOf(sourceConnectionId),
    targetName: reader.systemOf(targetConnectionId),
    isStarted: await isStarted(trx, administrationId, id),
    upToDateUntil: coupling.sweptUntil,
    lastRunAt: coupling.sweptAt,
    counts: await countRecords(trx, { administrationId, couplingId: id }, "all"),
    run: run === undefined ? null : await shownRun(trx, coupling, run, reader),
  };
}

export async function shownRun(
  trx: Transaction,
  coupling: CatalogueCoupling,
  run: CatalogueRun,
  reader: Reader,
): Promise<z.input<typeof CatalogueRunShape>> {
  const place = { administrationId: coupling.administrationId, couplingId: coupling.id };
  const isOver = run.endedAt !== null;
  const looked = run.state === "looking" || run.state === "ready";
  const counts = isOver
    ? run.counts
    : await countRecords(trx, place, looked ? { seenIn: run.id } : { settledIn: run.id });
  const seen = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { id, scope, state, isPaused, since, total, requestedBy, startedBy, begunAt, endedAt } = run;
  const nextAttemptAt = run.nextAt;
  return {
    ...{ id, scope, state, isPaused, since, total, seen, requestedBy, startedBy, begunAt, endedAt },
    counts: { ...counts },
    reason:
      run.reasonCode === null
        ? null
        : { code: run.reasonCode, message: errorText(run.reasonCode, run.reasonText, coupling, reader), nextAttemptAt },
  };
}

const isError = (code: string): code is ErrorCode => Object.hasOwn(remedies, code);

/** The other side's own words stand behind ours, which say what kind of trouble it is. */
function errorText(code: string, words: string, coupling: CatalogueCoupling, { systemOf, language }: Reader): string {
  if (!isError(code)) return words;
  const system = `${systemOf(coupling.sourceConnectionId)} → ${systemOf(coupling.targetConnectionId)}`;
  const record = system;
  const title = textOf(`error.${code}.title`, language, { record, system, value: "", kind: "", difference: "" });
  return words === "" ? title : `${title}: ‘${words}’`;
}

/** What was being made when the answer was lost, where the hub does not find out any more; null otherwise. */
export const uncertainEffectOf = ({ state, reasonCode, reasonDetails }: CatalogueRecord): string | null =>
  state === "held" && reasonCode === "remote.outcome_unknown" ? (reasonDetails["effect"] ?? null) : null;

export function shownRecord(
  record: CatalogueRecord,
  coupling: CatalogueCoupling,
  reader: Reader,
): z.input<typeof CatalogueRecordShape> {
  const { externalId, code, name, state, targetId, changes, kept, nextAttemptAt, decidedAt } = record;
  const effect = uncertainEffectOf(record);
  return {
    ...{ externalId, name, state, targetId, nextAttemptAt, decidedAt },
    code: coupling.kind === "customers" ? "" : code,
    changes: changes.map((change) => ({ ...change })),
    kept: [...kept],
    uncertain: effect === null ? null : effect.startsWith("category:") ? "category" : "record",
    reason: record.reasonCode === null ? null : reasonOf(record, record.reasonCode, coupling, reader),
  };
}

function reasonOf(
  { state, reasonDetails }: CatalogueRecord,
  code: string,
  coupling: CatalogueCoupling,
  reader: Reader,
): { code: string; message: string; who: string | null } {
  const { systemOf, language } = reader;
  const source = systemOf(coupling.sourceConnectionId);
  const shop = systemOf(coupling.targetConnectionId);
  const mustAct = state === "held" || state === "failed";
  if (isCatalogueReason(code)) {
    const { code: item = "", before = "", value = "", wanted = "", step = "" } = reasonDetails;
    const message = textOf(code, language, { source, shop, code: item, before, value, wanted, step });
    return { code, message, who: mustAct ? whoText("you", shop, language) : null };
  }
  const message = errorText(code, reasonDetails["message"] ?? "", coupling, reader);
  const who = mustAct && isError(code) ? whoText(mends[code].who, shop, language) : null;
  return { code, message, who };
}
