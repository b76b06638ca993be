import { randomUUID } from "node:crypto";
import { z } from "zod";
import { lookOf } from "#backoffice/price-files/carry-out-prices.ts";
import { showRows } from "#backoffice/price-files/preview-rows.ts";
import { textOf } from "#domain/texts/text.ts";
import { inAdministration } from "#store/database.ts";
import { insertBatch } from "#store/price-batches.ts";
import {
  decideStaged,
  listProblems,
  listStaged,
  listStagedGroups,
  stagedStates,
  vanishedFrom,
} from "#store/price-import-rows.ts";
import { beginning, deletePriceImport, listPriceImports, updatePriceImport } from "#store/price-imports.ts";
import { readPriceList } from "#store/price-lists.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { atFile, Place, shownNow, shownRow } from "./price-file-place.ts";
import {
  openQuestions,
  PriceImportShape,
  priceImportOf,
  problemOf,
  ProblemShape,
  StagedRowShape,
} from "./price-import-shapes.ts";
import { mappingEndpoint } from "./price-mapping-endpoint.ts";
import { appendEndpoint, uploadEndpoint } from "./price-upload-endpoints.ts";

const listEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-imports",
  summary: "Files of prices that were brought in, the newest first",
  permission: "items.manage",
  query: z.object({ priceListId: z.uuid().optional() }),
  answer: z.object({ items: z.array(PriceImportShape) }),
  errors: [],
  handle: ({ store }, { administrationId, query, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const items: z.input<typeof PriceImportShape>[] = [];
      for (const one of await listPriceImports(trx, administrationId, query.priceListId, 50)) {
        const list = await readPriceList(trx, administrationId, one.priceListId);
        if (list !== null) items.push(priceImportOf(one, list, language));
      }
      return { items };
    }),
});

const getEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-imports/:importId",
  summary: "One file of prices, with how far it is",
  permission: "items.manage",
  params: Place,
  answer: PriceImportShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params, language }) =>
    inAdministration(store.app, administrationId, (trx) => shownNow(trx, administrationId, params.importId, language)),
});

const rowsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-imports/:importId/rows",
  summary: "Articles of a file as they would become beside what they are, by code",
  permission: "items.manage",
  params: Place,
  query: z.object({
    state: z.enum(stagedStates).optional(),
    after: z.string().max(200).default("").meta({ description: "`next` of the previous page" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(StagedRowShape), next: z.string().nullable() }),
  errors: ["request.not_found"],
  handle: (context, call) =>
    atFile(context, call, call.params.importId, async ({ trx, found, list }) => {
      const { administrationId, query, language } = call;
      const rows = await listStaged(trx, administrationId, found.id, query);
      const told = await listStagedGroups(trx, administrationId, found.id);
      const isKnown = Object.keys(found.format ?? {}).length > 0;
      const currency = isKnown ? lookOf(found).format.currency : "";
      const shown = await showRows(trx, administrationId, list, rows, { told, currency });
      return {
        items: shown.map((row) => shownRow(row, language)),
        next: rows.length < query.limit ? null : (rows.at(-1)?.code ?? null),
      };
    }),
});

const vanishedEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-imports/:importId/vanished",
  summary: "Articles of the list that the file leaves out, by code",
  permission: "items.manage",
  params: Place,
  query: z.object({
    after: z.string().max(200).default("").meta({ description: "`next` of the previous page" }),
    limit: z.coerce.number().int().min(1).max(5000).default(1000).meta({ description: "Articles that are looked at" }),
  }),
  answer: z.object({
    items: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
    next: z.string().nullable(),
  }),
  errors: ["request.not_found"],
  handle: (context, call) =>
    atFile(context, call, call.params.importId, async ({ trx, found, list }) => {
      const { after, limit } = call.query;
      const place = { importId: found.id, priceListId: list.id, after, limit };
      const looked = await vanishedFrom(trx, call.administrationId, place);
      return {
        items: looked.filter(({ isIn }) => !isIn).map(({ id, code, name }) => ({ id, code, name })),
        next: looked.length < limit ? null : (looked.at(-1)?.code ?? null),
      };
    }),
});

const problemsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-imports/:importId/problems",
  summary: "Lines that could not be read, or not whole, with what to do; at most 2,000",
  permission: "items.manage",
  params: Place,
  answer: z.object({ items: z.array(ProblemShape) }),
  errors: ["request.not_found"],
  handle: (context, call) =>
    atFile(context, call, call.params.importId, async ({ trx, found }) => {
      const problems = await listProblems(trx, call.administrationId, found.id, 2000);
      return { items: problems.map((problem) => problemOf(problem, call.language)) };
    }),
});

const decideEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-imports/:importId/decisions",
  summary: "Say of suspicious prices whether they are taken over",
  permission: "items.manage",
  act: { action: "priceFile.decide", subject: "priceFile", says: ["isTaken"] },
  params: Place,
  body: z.object({ codes: z.array(z.string().max(200)).min(1).max(1000), isTaken: z.boolean() }),
  answer: z.object({ decided: z.int() }),
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atFile(context, call, call.params.importId, async ({ trx, found }) => {
      const { administrationId, body, language } = call;
      if (found.state !== "previewed") throw standsInTheWay("", textOf("price.file.notPreviewed", language));
      return { decided: await decideStaged(trx, administrationId, found.id, body.codes, body.isTaken) };
    }),
});

const applyEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-imports/:importId/apply",
  summary:
    "Take the prices over as one batch that can be undone. It goes on by itself; pressed again it changes nothing",
  permission: "items.manage",
  act: { action: "priceFile.apply", subject: "priceFile", says: ["takesSuspicious"] },
  params: Place,
  body: z.object({
    takesSuspicious: z
      .boolean()
      .default(false)
      .meta({ description: "All suspicious prices, also those nobody looked at" }),
  }),
  status: 202,
  answer: PriceImportShape,
  errors: ["request.not_found", "request.conflict"],
  async handle(context, call) {
    const { administrationId, body, language, caller } = call;
    const answer = await atFile(context, call, call.params.importId, async ({ trx, found, list }) => {
      if (found.state === "applying" || found.state === "applied")
        return shownNow(trx, administrationId, found.id, language);
      if (found.state !== "previewed") throw standsInTheWay("", textOf("price.file.notPreviewed", language));
      if (openQuestions(found, list).length > 0) throw standsInTheWay("", textOf("price.file.answer", language));
      const busy = await listPriceImports(trx, administrationId, list.id, 50);
      if (busy.some(({ state }) => state === "applying")) throw standsInTheWay("", textOf("price.file.busy", language));
      const batchId = randomUUID();
      const { partyId } = list;
      await insertBatch(trx, administrationId, {
        id: batchId,
        kind: "import",
        partyId,
        priceListId: list.id,
        by: caller.name,
      });
      await updatePriceImport(trx, administrationId, found.id, {
        state: "applying",
        place: beginning("groups"),
        batchId,
        appliedBy: caller.name,
        takesSuspicious: body.takesSuspicious,
      });
      return shownNow(trx, administrationId, found.id, language);
    });
    context.engine.ringPrices(administrationId);
    return answer;
  },
});

const deleteEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/price-imports/:importId",
  summary: "Throw away a file of which nothing was taken over",
  permission: "items.manage",
  act: { action: "priceFile.delete", subject: "priceFile" },
  params: Place,
  answer: z.object({ id: z.string() }),
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atFile(context, call, call.params.importId, async ({ trx, found }) => {
      if (found.batchId !== null) throw standsInTheWay("", textOf("price.file.started", call.language));
      await deletePriceImport(trx, call.administrationId, found.id);
      return { id: found.id };
    }),
});

export const priceImportEndpoints = [
  uploadEndpoint,
  appendEndpoint,
  listEndpoint,
  getEndpoint,
  mappingEndpoint,
  rowsEndpoint,
  vanishedEndpoint,
  problemsEndpoint,
  decideEndpoint,
  applyEndpoint,
  deleteEndpoint,
];
