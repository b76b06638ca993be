import { z } from "zod";
import { fieldsOf } from "#backoffice/imports/import-fields.ts";
import type { WrongText } from "#backoffice/imports/import-values.ts";
import { catalogues, textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { ImportRow } from "#store/import-rows.ts";
import { importKinds, importStates, rowStates, type Import, type RowProblem } from "#store/imports.ts";
import { Instant } from "#api/shapes.ts";

export const FormatShape = z.object({
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
  separator: z.enum([";", ",", "\t", "|"]),
  hasHeader: z.boolean(),
  decimal: z.enum(["comma", "point"]),
});

export const ImportShape = z
  .object({
    id: z.string(),
    what: z.enum(importKinds),
    state: z.enum(importStates),
    fileName: z.string(),
    fileSize: z.int(),
    format: FormatShape,
    columns: z.array(
      z.object({
        position: z.int(),
        header: z.string(),
        samples: z.array(z.string()),
        field: z.string().nullable().meta({ description: "What it is taken for; null: nothing" }),
      }),
    ),
    fields: z
      .array(z.object({ field: z.string(), name: z.string() }))
      .meta({ description: "What a column may be, named in the language of the request" }),
    counts: z
      .object({ new: z.int(), changed: z.int(), unchanged: z.int(), wrong: z.int() })
      .nullable()
      .meta({ description: "Rows of the preview; null before it" }),
    progress: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .meta({ description: "While it is applied or undone; null otherwise" }),
    kept: z.int().meta({
      description: "Rows that were not put back, or could no longer be taken over: see the rows with outcome kept",
    }),
    createdAt: Instant,
    createdBy: z.string(),
    appliedAt: Instant.nullable(),
    appliedBy: z.string().nullable(),
    undoneAt: Instant.nullable(),
    undoneBy: z.string().nullable(),
  })
  .meta({ id: "Import" });

export const ImportRowShape = z
  .object({
    line: z.int().meta({ description: "In the file, where the row begins; the first line is 1" }),
    state: z.enum(rowStates),
    fields: z
      .record(z.string(), z.string())
      .meta({ description: "As it would become; what the file does not say stays" }),
    problems: z.array(
      z.object({
        column: z.string().meta({ description: "Header of the column, or its number; empty: the whole row" }),
        field: z.string().nullable(),
        value: z.string(),
        message: z.string().meta({ description: "What to do, in the language of the request" }),
      }),
    ),
    targetId: z.string().nullable().meta({ description: "The contact or item it went into" }),
    outcome: z.enum(["applied", "undone", "kept"]).nullable(),
    keptReason: z.enum(["changed", "used", "gone"]).nullable(),
  })
  .meta({ id: "ImportRow" });

export function importOf(one: Import, language: TextLanguage): z.input<typeof ImportShape> {
  const { strict: _, rowsDone, counts, columns, format, ...plain } = one;
  const isBusy = one.state === "applying" || one.state === "undoing";
  return {
    ...plain,
    format: { ...format },
    columns: columns.map((column) => ({ ...column, samples: [...column.samples] })),
    counts: counts && { ...counts },
    fields: fieldsOf(one.what).map(({ field, name }) => ({ field, name: textOf(name, language) })),
    progress: isBusy && counts !== null ? { done: rowsDone, total: counts.new + counts.changed } : null,
  };
}

/** Written by an older version of the hub, a text may be gone. */
const isText = (key: string): key is WrongText => Object.hasOwn(catalogues.nl, key);

export const mendOf = ({ text, values }: RowProblem, language: TextLanguage): string =>
  isText(text)
    ? textOf(text, language, {
        expected: values["expected"] ?? "",
        found: values["found"] ?? "",
        line: values["line"] ?? "",
      })
    : "";

export const rowOf = (
  { line, state, fields, problems, targetId, outcome, keptReason }: ImportRow,
  language: TextLanguage,
): z.input<typeof ImportRowShape> => ({
  line,
  state,
  fields: { ...fields },
  problems: problems.map((problem) => ({
    column: problem.column,
    field: problem.field,
    value: problem.value,
    message: mendOf(problem, language),
  })),
  targetId,
  outcome,
  keptReason,
});
