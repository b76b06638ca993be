import { randomUUIDv7 } from "node:crypto";
import { z } from "zod";
import { isField } from "#backoffice/imports/import-fields.ts";
import { detectFormat, faultOfFile } from "#backoffice/imports/import-format.ts";
import { mostRows, previewImport } from "#backoffice/imports/preview-import.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { listRows } from "#store/import-rows.ts";
import {
  deleteImport,
  insertImport,
  listImports,
  partsOf,
  readImport,
  rowStates,
  startImport,
  startUndo,
  type Import,
  type ImportColumn,
  type ImportFormat,
  type ImportKind,
} from "#store/imports.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint, type ApiContext, type Call } from "#api/endpoint.ts";
import { isAllowed, type Permission } from "#api/permissions.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { FormatShape, importOf, ImportRowShape, ImportShape, rowOf } from "./import-shapes.ts";

const mostBytes = 60 * 1024 * 1024;
export const ImportPlace = z.object({ importId: z.uuid() });

const permissionOf = { parties: "parties.manage", items: "items.manage" } as const satisfies Readonly<
  Record<ImportKind, Permission>
>;

/** The import in a transaction of its own. Throws when there is none, or the role may not change what it is of. */
export const atImport = <T>(
  { store }: Pick<ApiContext, "store">,
  { administrationId, caller }: Pick<Call<unknown, unknown, unknown>, "administrationId" | "caller">,
  importId: string,
  work: (trx: Transaction, found: Import) => Promise<T>,
): Promise<T> =>
  inAdministration(store.app, administrationId, async (trx) => {
    const found = await readImport(trx, administrationId, importId, true);
    if (found === null) throw new RequestRefused("request.not_found", "There is no such import");
    const permission = permissionOf[found.what];
    if (caller.role === null || !isAllowed(caller.role, permission))
      throw new RequestRefused("request.forbidden", `The role ${caller.role ?? "none"} does not have ${permission}`);
    return work(trx, found);
  });

async function readNow(trx: Transaction, administrationId: string, id: string, language: TextLanguage) {
  const found = await readImport(trx, administrationId, id);
  if (found === null) throw new RequestRefused("request.not_found", "There is no such import");
  return importOf(found, language);
}

const uploadOf = (what: ImportKind) =>
  defineEndpoint({
    method: "POST",
    path: `/api/imports/${what}`,
    summary: `Bring in a file of ${what === "parties" ? "contacts" : "items"}: the body is a CSV of at most 60 MB. Nothing is taken over yet`,
    permission: permissionOf[what],
    query: z.object({ fileName: z.string().trim().max(200).default("") }),
    upload: { most: mostBytes },
    status: 201,
    answer: ImportShape,
    errors: [],
    async handle({ store }, { administrationId, body, query, caller, language }) {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const fault = bytes.byteLength === 0 ? "empty" : faultOfFile(bytes);
      if (fault !== null) throw refuseFields([{ field: "file", message: textOf(`import.${fault}`, language) }]);
      const id = randomUUIDv7();
      const found = detectFormat(bytes, what);
      const given = { id, what, fileName: query.fileName, createdBy: caller.name, ...found };
      return inAdministration(store.app, administrationId, async (trx) => {
        await insertImport(trx, administrationId, given, bytes);
        return readNow(trx, administrationId, id, language);
      });
    },
  });

export const uploadPartiesEndpoint = uploadOf("parties");
export const uploadItemsEndpoint = uploadOf("items");

export const listImportsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/imports",
  summary: "What was brought in, the newest first",
  permission: "parties.manage",
  answer: z.object({ items: z.array(ImportShape) }),
  errors: [],
  handle: ({ store }, { administrationId, language, caller }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const all = await listImports(trx, administrationId, 100);
      const own = all.filter(({ what }) => caller.role !== null && isAllowed(caller.role, permissionOf[what]));
      return { items: own.map((one) => importOf(one, language)) };
    }),
});

export const getImportEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/imports/:importId",
  summary: "One import, with how far it is",
  permission: "parties.manage",
  params: ImportPlace,
  answer: ImportShape,
  errors: ["request.not_found"],
  async handle({ store }, { administrationId, params, language, caller }) {
    const found = await inAdministration(store.app, administrationId, (trx) =>
      readImport(trx, administrationId, params.importId),
    );
    if (found === null || caller.role === null || !isAllowed(caller.role, permissionOf[found.what]))
      throw new RequestRefused("request.not_found", "There is no such import");
    return importOf(found, language);
  },
});

export const listImportRowsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/imports/:importId/rows",
  summary: "Rows of an import as they would become or became, by line",
  permission: "parties.manage",
  params: ImportPlace,
  query: z.object({
    state: z.enum(rowStates).optional(),
    kept: z.enum(["true", "false"]).default("false").meta({ description: "Only those that were not put back" }),
    after: z.coerce.number().int().min(0).default(0).meta({ description: "`next` of the previous page" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(ImportRowShape), next: z.int().nullable() }),
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params, query, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { kept, ...rest } = query;
      const rows = await listRows(trx, administrationId, params.importId, { ...rest, kept: kept === "true" });
      return {
        items: rows.map((row) => rowOf(row, language)),
        next: rows.length < query.limit ? null : (rows.at(-1)?.line ?? null),
      };
    }),
});

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
    if (!isField(what, field)) throw refuseFields([{ field: `${place}.field`, message: "is no field of these rows" }]);
    if (!columns.some((column) => column.position === position))
      throw refuseFields([{ field: `${place}.position`, message: "is no column of this file" }]);
    if (taken.has(field))
      throw refuseFields([{ field: `${place}.field`, message: textOf("import.columnTwice", language, { field }) }]);
    taken.add(field);
  }
  const byPosition = new Map(choices.map(({ position, field }) => [position, field]));
  return columns.map((column) => ({ ...column, field: byPosition.get(column.position) ?? null }));
}

export const applyImportEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/imports/:importId/apply",
  summary:
    "Take the good rows over, or nothing when `strict` and one is wrong. It goes on by itself; pressed again it changes nothing",
  permission: "parties.manage",
  params: ImportPlace,
  body: z.object({ strict: z.boolean().default(false) }),
  status: 202,
  answer: ImportShape,
  errors: ["request.not_found", "request.conflict"],
  async handle(context, call) {
    const { administrationId, language, caller } = call;
    const answer = await atImport(context, call, call.params.importId, async (trx, found) => {
      if (found.state === "uploaded") throw standsInTheWay("", textOf("import.notPreviewed", language));
      if (found.state === "undoing" || found.state === "undone")
        throw standsInTheWay("", textOf("import.started", language));
      if (call.body.strict && (found.counts?.wrong ?? 0) > 0)
        throw standsInTheWay("strict", textOf("import.strict", language));
      if (found.state === "previewed")
        await startImport(trx, administrationId, found.id, { by: caller.name, strict: call.body.strict });
      return readNow(trx, administrationId, found.id, language);
    });
    context.engine.ringImports(administrationId);
    return answer;
  },
});

export const undoImportEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/imports/:importId/undo",
  summary: "Put back what it changed, row by row; what was changed or used since stays, and is told",
  permission: "parties.manage",
  params: ImportPlace,
  status: 202,
  answer: ImportShape,
  errors: ["request.not_found", "request.conflict"],
  async handle(context, call) {
    const { administrationId, language, caller } = call;
    const answer = await atImport(context, call, call.params.importId, async (trx, found) => {
      if (!["applied", "undoing", "undone"].includes(found.state))
        throw standsInTheWay("", textOf("import.notApplied", language));
      if (found.state === "applied") await startUndo(trx, administrationId, found.id, caller.name);
      return readNow(trx, administrationId, found.id, language);
    });
    context.engine.ringImports(administrationId);
    return answer;
  },
});

export const deleteImportEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/imports/:importId",
  summary: "Throw away a file of which nothing was taken over",
  permission: "parties.manage",
  params: ImportPlace,
  answer: z.object({ id: z.string() }),
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atImport(context, call, call.params.importId, async (trx, found) => {
      if (found.state !== "uploaded" && found.state !== "previewed")
        throw standsInTheWay("", textOf("import.started", call.language));
      await deleteImport(trx, call.administrationId, found.id);
      return { id: found.id };
    }),
});
