import { z } from "zod";
import { isField } from "#backoffice/imports/import-fields.ts";
import { detectFormat } from "#backoffice/imports/import-format.ts";
import { mostRows, previewImport } from "#backoffice/imports/preview-import.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import type { Transaction } from "#store/database.ts";
import { listRows } from "#store/import-rows.ts";
import { partsOf, type Import, type ImportColumn, type ImportFormat, type ImportKind } from "#store/imports.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields } from "#api/problem.ts";
import { atImport, ImportPlace, readNow } from "./import-endpoints.ts";
import { FormatShape, ImportRowShape, ImportShape, rowOf } from "./import-shapes.ts";

/** Reads the file's columns anew when it is written otherwise than was found. */
async function columnsOf(
  trx: Transaction,
  administrationId: string,
  found: Import,
  given: Partial<ImportFormat>,
): Promise<{ format: ImportFormat; columns: readonly ImportColumn[] }> {
  const format = { ...found.format, ...given };
  const isSame = (["encoding", "separator", "hasHeader"] as const).every((key) => format[key] === found.format[key]);
  if (isSame) return { format, columns: found.columns };
  const first = await partsOf(trx, administrationId, found.id).next();
  return detectFormat(first.done === true ? Buffer.alloc(0) : first.value, found.what, format);
}

const needed: Readonly<Record<ImportKind, { field: string; text: "field.name" | "field.sellersItemIdentifier" }[]>> = {
  parties: [{ field: "name", text: "field.name" }],
  items: [{ field: "sellersItemIdentifier", text: "field.sellersItemIdentifier" }],
};

/** Who a contact is may also be told by who to ask for. */
const instead: Readonly<Record<string, readonly string[]>> = {
  name: ["contactName", "firstName", "lastName", "email"],
};

function requireColumns(what: ImportKind, columns: readonly ImportColumn[], language: TextLanguage): void {
  const has = (field: string) => columns.some((column) => column.field === field);
  for (const { field, text } of needed[what])
    if (![field, ...(instead[field] ?? [])].some(has))
      throw refuseFields([
        { field: "columns", message: textOf("import.columns", language, { field: textOf(text, language) }) },
      ]);
}

const Choice = z.object({ position: z.int().min(0).max(1000), field: z.string().max(60).nullable() });

export const putMappingOfImportEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/imports/:importId/mapping",
  summary:
    "Say how the file is written and what its columns are, and see what it would do. Without `columns` they are what was found",
  permission: "parties.manage",
  act: { action: "import.columns", subject: "import" },
  params: ImportPlace,
  body: z.object({
    format: FormatShape.partial().default({}),
    columns: z
      .array(Choice)
      .max(1000)
      .nullable()
      .default(null)
      .meta({ description: "A column that is not named is not taken over" }),
  }),
  answer: ImportShape.extend({ rows: z.array(ImportRowShape), wrong: z.array(ImportRowShape) }),
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atImport(context, call, call.params.importId, async (trx, found) => {
      const { administrationId, body, language } = call;
      if (found.state !== "uploaded" && found.state !== "previewed")
        throw standsInTheWay("", textOf("import.started", language));
      const given = Object.fromEntries(Object.entries(body.format).filter(([, value]) => value !== undefined));
      const read = await columnsOf(trx, administrationId, found, given);
      const columns = body.columns === null ? read.columns : chosen(found.what, read.columns, body.columns, language);
      if (body.columns !== null) requireColumns(found.what, columns, language);
      if (!(await previewImport(trx, administrationId, found, { ...read, columns })))
        throw refuseFields([{ field: "file", message: textOf("import.tooMany", language, { most: mostRows }) }]);
      const rowsOf = async (state?: "wrong") =>
        (await listRows(trx, administrationId, found.id, { state, after: 0, limit: 50 })).map((row) =>
          rowOf(row, language),
        );
      return {
        ...(await readNow(trx, administrationId, found.id, language)),
        rows: await rowsOf(),
        wrong: await rowsOf("wrong"),
      };
    }),
});

function chosen(
  what: ImportKind,
  columns: readonly ImportColumn[],
  choices: readonly z.output<typeof Choice>[],
  language: TextLanguage,
): ImportColumn[] {
  const taken = new Set<string>();
  for (const [index, { field, position }] of choices.entries()) {
    if (field === null) continue;
    const place = `columns.${index}`;
    if (!isField(what, field))
      throw refuseFields([{ field: `${place}.field`, message: textLater("given.noImportField") }]);
    if (!columns.some((column) => column.position === position))
      throw refuseFields([{ field: `${place}.position`, message: textLater("given.noColumn") }]);
    if (taken.has(field))
      throw refuseFields([{ field: `${place}.field`, message: textOf("import.columnTwice", language, { field }) }]);
    taken.add(field);
  }
  const byPosition = new Map(choices.map(({ position, field }) => [position, field]));
  return columns.map((column) => ({ ...column, field: byPosition.get(column.position) ?? null }));
}
