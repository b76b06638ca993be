import type { Readable } from "node:stream";
import { z } from "zod";
import { auditActions, auditSubjects } from "#domain/audit-actions.ts";
import { Day } from "#domain/order.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { auditFaults, readCheck } from "#store/audit-check.ts";
import { auditActors, listAudit, namesOfSubjects, type AuditFilter, type ListedAct } from "#store/audit-list.ts";
import { inAdministration } from "#store/database.ts";
import { defineEndpoint, type ApiStore } from "#api/endpoint.ts";
import { csvFile, CsvWish, pagesOf, type Cell } from "#api/exports/csv.ts";
import { dayAfter, readerOf, startOfDay, type Reader } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";
import { namesOfActors } from "./who.ts";

const AuditLine = z
  .object({
    sequence: z.string(),
    at: Instant,
    actor: z.string().meta({ description: "`user:{id}`, `token:{id}`, or `command` for whoever sits at the server" }),
    who: z.string().meta({ description: "As called today, else as called then; empty when both are gone" }),
    action: z.string(),
    text: z.string().meta({ description: "What was done, in the reader's language" }),
    subject: z.object({ kind: z.enum(auditSubjects), id: z.string(), name: z.string() }),
    details: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "Fields that were given, and values of some; null when they were deleted" }),
  })
  .meta({ id: "AuditLine" });

const Filter = z.object({
  actor: z.string().max(200).optional(),
  subject: z.enum(auditSubjects).optional(),
  from: Day.optional(),
  to: Day.optional(),
});

const filterOf = ({ from, to, ...filter }: z.output<typeof Filter>, reader: Reader): AuditFilter => ({
  ...filter,
  from: from === undefined ? undefined : startOfDay(from, reader),
  before: to === undefined ? undefined : startOfDay(dayAfter(to), reader),
});

/** A code that this version does not know, of a newer one, is shown as it is. */
function textOfAction(code: string, language: TextLanguage): string {
  const known = auditActions.find((action) => action === code);
  return known === undefined ? code : textOf(`audit.${known}`, language);
}

interface Names {
  readonly subjects: ReadonlyMap<string, string>;
  readonly actors: ReadonlyMap<string, string>;
}

function lineOf(row: ListedAct, { subjects, actors }: Names, language: TextLanguage): z.input<typeof AuditLine> {
  const { sequence, at, actor, action, subject, details } = row;
  const [kindText = "", id = ""] = subject.split(/:(.*)/s);
  const kind = auditSubjects.find((known) => known === kindText) ?? "hub";
  const { by, ...rest } = details ?? {};
  return {
    sequence,
    at,
    actor,
    who: actors.get(actor) ?? (typeof by === "string" ? by : ""),
    action,
    text: textOfAction(action, language),
    subject: { kind, id, name: actors.get(subject) ?? subjects.get(subject) ?? "" },
    details: details === null ? null : rest,
  };
}

const namesOf = async (
  store: ApiStore,
  subjects: ReadonlyMap<string, string>,
  rows: readonly ListedAct[],
  more: readonly string[],
  language: TextLanguage,
): Promise<Names> => {
  const named = rows.flatMap(({ actor, subject }) => [actor, ...(subject.startsWith("user:") ? [subject] : [])]);
  return { subjects, actors: await namesOfActors(store, [...new Set([...named, ...more])], language) };
};

const AuditCheckShape = z
  .object({
    checkedAt: Instant,
    sequence: z.string().meta({ description: "The last row that was looked at and is whole" }),
    fault: z.enum(auditFaults).nullable(),
    faultSequence: z.string().nullable(),
  })
  .meta({ id: "AuditCheck" });

const Sequence = z.string().regex(/^\d{1,18}$/);

export const listAuditEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/audit",
  summary: "The audit log: who did what to what, latest first, and up to where its chain was found whole",
  permission: "audit.read",
  query: Filter.extend({ limit: z.coerce.number().int().min(1).max(500).default(100), after: Sequence.optional() }),
  answer: z.object({
    items: z.array(AuditLine),
    next: z.string().nullable(),
    actors: z
      .array(z.object({ actor: z.string(), name: z.string() }))
      .nullable()
      .meta({ description: "Everybody who did anything here. Null on later pages" }),
    check: AuditCheckShape.nullable().meta({ description: "Of the daily check; null before the first one" }),
  }),
  errors: [],
  async handle({ store, now }, { administrationId, language, query: { limit, after, ...given } }) {
    const found = await inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const rows = await listAudit(trx, administrationId, filterOf(given, reader), { after, limit });
      return {
        rows,
        subjects: await namesOfSubjects(
          trx,
          administrationId,
          rows.map(({ subject }) => subject),
        ),
        actors: after === undefined ? await auditActors(trx, administrationId) : null,
        check: await readCheck(trx, administrationId),
      };
    });
    const { rows, check } = found;
    const names = await namesOf(store, found.subjects, rows, found.actors ?? [], language);
    return {
      items: rows.map((row) => lineOf(row, names, language)),
      next: rows.length < limit ? null : (rows.at(-1)?.sequence ?? null),
      actors: found.actors?.map((actor) => ({ actor, name: names.actors.get(actor) ?? actor })) ?? null,
      check,
    };
  },
});

const pageRows = 500;

export const exportAuditEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/audit/export",
  summary: "The audit log as CSV, latest first, with the hash of each row",
  permission: "audit.read",
  query: CsvWish.extend(Filter.shape),
  answer: z.custom<Readable>(),
  mediaType: "text/csv",
  errors: [],
  async handle({ store, now }, { administrationId, language, query: { separator, bom, ...given }, reply }) {
    const read = (last: ListedAct | null) =>
      inAdministration(store.app, administrationId, async (trx) => {
        const reader = await readerOf(trx, administrationId, language, now());
        const page = { after: last?.sequence, limit: pageRows };
        return listAudit(trx, administrationId, filterOf(given, reader), page);
      });
    const header = (
      [
        "acts.file.sequence",
        "acts.file.at",
        "acts.file.who",
        "acts.file.what",
        "acts.file.code",
        "acts.file.subject",
        "acts.file.details",
        "acts.file.hash",
      ] as const
    ).map((key) => textOf(key, language));
    async function* pages(): AsyncGenerator<Cell[][]> {
      for await (const rows of pagesOf(pageRows, read)) {
        const names = await namesOf(store, new Map(), rows, [], language);
        yield rows.map((row) => {
          const { at, who, text, details } = lineOf(row, names, language);
          const said = details === null ? "" : JSON.stringify(details);
          return [{ number: row.sequence }, at, who, text, row.action, row.subject, said, row.sha256];
        });
      }
    }
    return csvFile(reply, "audit", { separator, bom }, header, pages());
  },
});
