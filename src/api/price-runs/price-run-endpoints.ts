import { z } from "zod";
import { textOf } from "#domain/texts/text.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import {
  answerFilters,
  biggestAnswers,
  listAnswers,
  tickAnswers,
  type StoredAnswer,
} from "#store/price-run-answers.ts";
import { holdRun, listPriceRuns, resumeRun } from "#store/price-runs.ts";
import { isDuplicateIn } from "#store/database.ts";
import { oneAtATime } from "#store/price-runs.ts";
import { requireSupplierApp } from "#api/apps/require-app.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint, type AnyEndpoint, type ApiContext, type Call } from "#api/endpoint.ts";
import { readerOf, type Reader } from "#api/reader.ts";
import type { Transaction } from "#store/database.ts";
import {
  applyPriceRunEndpoint,
  keptOfPriceRunEndpoint,
  orderPricesEndpoint,
  undoOrderPricesEndpoint,
  undoPriceRunEndpoint,
} from "./apply-endpoints.ts";
import { answersPage, PriceRunPlace, refusedNow, runAt, runPage } from "./price-run-at.ts";
import { PriceAnswerShape, PriceRunShape } from "./price-run-shapes.ts";
import { startPriceRunEndpoint } from "./start-endpoint.ts";

type RunCall = Pick<Call<{ readonly runId: string }, unknown, unknown>, "administrationId" | "language" | "params">;

const within = <T>(
  { store, now }: ApiContext,
  { administrationId, language }: Pick<RunCall, "administrationId" | "language">,
  work: (trx: Transaction, reader: Reader) => Promise<T>,
): Promise<T> =>
  inAdministration(store.app, administrationId, async (trx) =>
    work(trx, await readerOf(trx, administrationId, language, now())),
  );

const listPriceRunsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-runs",
  summary: "Which prices were asked of suppliers' webshops, the newest first",
  permission: "documents.read",
  query: z.object({
    priceListId: z.uuid().optional(),
    documentId: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  answer: z.object({ items: z.array(PriceRunShape) }),
  errors: [],
  handle: (context, call) =>
    within(context, call, async (trx, reader) => {
      const { administrationId, query } = call;
      const items = [];
      for (const { id } of await listPriceRuns(trx, administrationId, query))
        items.push(await runPage(trx, administrationId, id, reader));
      return { items };
    }),
});

const getPriceRunEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-runs/:runId",
  summary: "One of them: how far it is, when it will be through, what it found, and what was done with that",
  permission: "documents.read",
  params: PriceRunPlace,
  answer: PriceRunShape,
  errors: ["request.not_found"],
  handle: (context, call) =>
    within(context, call, (trx, reader) => runPage(trx, call.administrationId, call.params.runId, reader)),
});

const Filter = z.enum(answerFilters);
const Codes = z.array(z.string().min(1).max(200)).min(1).max(1000);

const placeOf = (after: string): { readonly code: string; readonly line: number } => {
  const at = after.indexOf(" ");
  return at === -1 ? { code: "", line: 0 } : { line: Number(after.slice(0, at)), code: after.slice(at + 1) };
};
const afterOf = ({ code, line }: StoredAnswer): string => `${line} ${code}`;

const listPriceRunAnswersEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-runs/:runId/answers",
  summary: "What the supplier says beside what we have, in the order of the supplier's codes",
  permission: "documents.read",
  params: PriceRunPlace,
  query: z.object({
    filter: Filter.default("changed").meta({
      description:
        "changed; big (more than 10 %, or for a person first); review; notFound (with what has no price); skipped; leftOut (not taken over)",
    }),
    sort: z.enum(["code", "change"]).default("code").meta({
      description: "change: the largest changes only, as many as `limit`, without a next page",
    }),
    after: z
      .string()
      .max(300)
      .regex(/^(?:\d{1,6} [^\0]*)?$/)
      .default("")
      .meta({ description: "`next` of the previous page" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(PriceAnswerShape), next: z.string().nullable() }),
  errors: ["request.not_found"],
  handle: (context, call) =>
    within(context, call, async (trx, reader) => {
      const { administrationId, params, query } = call;
      const { filter, sort, after, limit } = query;
      const { id } = await runAt(trx, administrationId, params.runId);
      const rows =
        sort === "change"
          ? await biggestAnswers(trx, administrationId, id, limit)
          : await listAnswers(trx, administrationId, id, { filter, after: placeOf(after), limit });
      const last = rows.at(-1);
      return {
        items: await answersPage(trx, administrationId, rows, reader),
        next: sort === "change" || last === undefined || rows.length < limit ? null : afterOf(last),
      };
    }),
});

const tickPriceRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs/:runId/ticks",
  summary: "Tick or untick prices: named ones, or all that a filter shows",
  permission: "documents.edit",
  act: { action: "priceRun.tick", subject: "priceRun", says: ["filter", "isTicked"] },
  params: PriceRunPlace,
  body: z.union([
    z.strictObject({ codes: Codes, isTicked: z.boolean() }),
    z.strictObject({ filter: Filter, isTicked: z.boolean() }),
  ]),
  answer: PriceRunShape,
  errors: ["request.not_found"],
  handle: (context, call) =>
    within(context, call, async (trx, reader) => {
      const { administrationId, params, body } = call;
      const { id } = await runAt(trx, administrationId, params.runId, true);
      await tickAnswers(trx, administrationId, id, body, body.isTicked);
      return runPage(trx, administrationId, id, reader);
    }),
});

const hold = (to: "paused" | "stopped") => (context: ApiContext, call: Call<{ runId: string }, unknown, unknown>) =>
  within(context, call, async (trx, reader) => {
    const { administrationId, params, caller } = call;
    const { id } = await runAt(trx, administrationId, params.runId, true);
    if (!(await holdRun(trx, administrationId, id, to, caller.name))) throw refusedNow(reader, "pricing.notNow");
    return runPage(trx, administrationId, id, reader);
  });

const pausePriceRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs/:runId/pause",
  summary: "Ask no more for now. What was asked is kept; the call under way is still answered",
  permission: "documents.edit",
  act: { action: "priceRun.pause", subject: "priceRun" },
  params: PriceRunPlace,
  answer: PriceRunShape,
  errors: ["request.not_found", "request.conflict"],
  handle: hold("paused"),
});

const stopPriceRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs/:runId/stop",
  summary: "Ask no more. What was asked can be taken over, and it can go on later",
  permission: "documents.edit",
  act: { action: "priceRun.stop", subject: "priceRun" },
  params: PriceRunPlace,
  answer: PriceRunShape,
  errors: ["request.not_found", "request.conflict"],
  handle: hold("stopped"),
});

const resumePriceRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs/:runId/resume",
  summary: "Go on asking where it was",
  permission: "documents.edit",
  act: { action: "priceRun.resume", subject: "priceRun" },
  params: PriceRunPlace,
  answer: PriceRunShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle(context, call) {
    const { administrationId, params, language } = call;
    const resumed = within(context, call, async (trx, reader) => {
      await requireSupplierApp(trx, administrationId, language);
      const run = await runAt(trx, administrationId, params.runId, true);
      const connection = await readConnection(trx, administrationId, run.connectionId);
      if (connection?.state === "paused") throw standsInTheWay("", textOf("supplier.paused", language));
      if (connection?.state === "reconnect")
        throw standsInTheWay("", textOf("pricing.reconnect", language, { supplier: run.partyName }));
      if (!(await resumeRun(trx, administrationId, run.id))) throw refusedNow(reader, "pricing.notNow");
      return runPage(trx, administrationId, run.id, reader);
    });
    const answer = await resumed.catch((thrown: unknown) => {
      if (!oneAtATime.some((index) => isDuplicateIn(thrown, index))) throw thrown;
      throw standsInTheWay("", textOf("pricing.busy", language));
    });
    context.engine.ringPriceRun({ administrationId, runId: params.runId });
    return answer;
  },
});

export const priceRunEndpoints: readonly AnyEndpoint[] = [
  listPriceRunsEndpoint,
  startPriceRunEndpoint,
  getPriceRunEndpoint,
  listPriceRunAnswersEndpoint,
  tickPriceRunEndpoint,
  pausePriceRunEndpoint,
  resumePriceRunEndpoint,
  stopPriceRunEndpoint,
  applyPriceRunEndpoint,
  undoPriceRunEndpoint,
  keptOfPriceRunEndpoint,
  orderPricesEndpoint,
  undoOrderPricesEndpoint,
];
