import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { detectFormat, faultOfFile, type FileFault } from "#backoffice/imports/import-format.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { listRows } from "#store/import-rows.ts";
import {
  deleteImport,
  insertImport,
  listImports,
  readImport,
  rowStates,
  startImport,
  startUndo,
  type Import,
  type ImportKind,
} from "#store/imports.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint, type ApiContext, type Call } from "#api/endpoint.ts";
import { isAllowed, type Permission } from "#api/permissions.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { importOf, ImportRowShape, ImportShape, rowOf } from "./import-shapes.ts";

const fileFaults = {
  empty: "import.empty",
  spreadsheet: "import.spreadsheet",
  binary: "import.binary",
} as const satisfies Readonly<Record<FileFault, TextKey>>;

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

/** As it is now, in the transaction that changed it. */
export async function readNow(trx: Transaction, administrationId: string, id: string, language: TextLanguage) {
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
    act: { action: "import.upload", subject: "import", isTold: true },
    query: z.object({ fileName: z.string().trim().max(200).default("") }),
    upload: { most: mostBytes },
    status: 201,
    answer: ImportShape,
    errors: [],
    async handle({ store }, { administrationId, body, query, caller, language, tell }) {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const fault = bytes.byteLength === 0 ? "empty" : faultOfFile(bytes);
      if (fault !== null) throw refuseFields([{ field: "file", message: textOf(fileFaults[fault], language) }]);
      const id = newId();
      tell({ id, details: { what, fileName: query.fileName } });
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
      if ((await readImport(trx, administrationId, params.importId)) === null)
        throw new RequestRefused("request.not_found", "There is no such import");
      const { kept, ...rest } = query;
      const rows = await listRows(trx, administrationId, params.importId, { ...rest, kept: kept === "true" });
      return {
        items: rows.map((row) => rowOf(row, language)),
        next: rows.length < query.limit ? null : (rows.at(-1)?.line ?? null),
      };
    }),
});

export const applyImportEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/imports/:importId/apply",
  summary:
    "Take the good rows over, or nothing when `strict` and one is wrong. It goes on by itself; pressed again it changes nothing",
  permission: "parties.manage",
  act: { action: "import.apply", subject: "import", says: ["strict"] },
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
  act: { action: "import.undo", subject: "import" },
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
  act: { action: "import.delete", subject: "import" },
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
