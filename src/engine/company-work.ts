import { administrationsWithBulk } from "#store/bulk-actions.ts";
import { inAdministration } from "#store/database.ts";
import { administrationsWithDryRuns } from "#store/dry-runs.ts";
import { administrationsWithImports } from "#store/imports.ts";
import { administrationsWithPriceWork } from "#store/price-imports.ts";
import { priceRunsUnderWay } from "#store/price-runs.ts";
import { stepBulk } from "./bulk-step.ts";
import { administrationsWithSendings } from "#store/purchase-sendings.ts";
import { companyLanes, type CompanyLanes } from "./company-lanes.ts";
import { stepDryRun } from "./dry-run.ts";
import { priceRunKey, priceRunOf, stepPriceRun } from "./price-run.ts";
import { stepPriceBatch } from "./price-run-writing.ts";
import type { AnswerExchange } from "./partners/answer-exchange.ts";
import { relationKey, relationOf, stepRelation } from "./relation-delivery.ts";
import { relationsWithWork } from "#store/relations.ts";
import { leanMemory } from "./lean-memory.ts";
import type { EngineOptions } from "./options.ts";
import { stepSending } from "./purchase-sending.ts";
import type { Queue } from "./queue.ts";
import type { Sessions } from "./session.ts";

/**
 * Long work that people ask for, one of a kind at a time per company: imports, files of prices, dry runs, what many orders are told at once, orders to suppliers.
 * Each price run goes by itself: one supplier that is slow keeps no other waiting.
 */
export function companyWork(
  options: EngineOptions,
  sessions: Sessions,
  queue: Queue,
  answerExchange: AnswerExchange,
  tell: (what: string) => (error: unknown) => void,
): Readonly<Record<"imports" | "prices" | "dryRuns" | "bulk" | "sendings" | "priceRuns" | "relations", CompanyLanes>> {
  const { store } = options;
  return {
    imports: companyLanes(
      {
        name: "import",
        waiting: () => administrationsWithImports(store.hub),
        step: (id) => inAdministration(store.app, id, (trx) => options.stepImport(trx, id)),
      },
      queue,
      tell("Import"),
    ),
    prices: companyLanes(
      {
        name: "prices",
        waiting: () => administrationsWithPriceWork(store.hub),
        step: (id) => inAdministration(store.app, id, (trx) => options.stepPrices(trx, id)),
      },
      queue,
      tell("Prices"),
    ),
    dryRuns: companyLanes(
      {
        name: "dry run",
        waiting: () => administrationsWithDryRuns(store.hub),
        step: (id, signal) => stepDryRun(options, sessions, id, signal),
      },
      queue,
      tell("Dry run"),
    ),
    bulk: companyLanes(
      {
        name: "bulk",
        waiting: () => administrationsWithBulk(store.hub),
        step: (id, signal) => stepBulk({ options, sessions, ring: (place) => queue.ringAll(place) }, id, signal),
      },
      queue,
      tell("Bulk action"),
    ),
    sendings: companyLanes(
      {
        name: "sending",
        waiting: () => administrationsWithSendings(store.hub),
        step: (id, signal) => stepSending(options, sessions, id, signal),
      },
      queue,
      tell("Purchase order"),
    ),
    // Each relation by itself: a partner that is away keeps no other waiting.
    relations: companyLanes(
      {
        name: "relation",
        waiting: async () => (await relationsWithWork(store.hub)).map(relationKey),
        step: (key, signal) => stepRelation(options, answerExchange, relationOf(key), signal),
      },
      queue,
      tell("Partner"),
    ),
    priceRuns: companyLanes(
      {
        name: "price run",
        waiting: async () => (await priceRunsUnderWay(store.hub)).map(priceRunKey),
        step: async (key, signal) => {
          const place = priceRunOf(key);
          const { administrationId, runId } = place;
          const writes = await inAdministration(store.app, administrationId, (trx) =>
            stepPriceBatch(trx, administrationId, runId),
          );
          return writes || stepPriceRun(options, sessions, place, signal);
        },
        around: leanMemory(),
      },
      queue,
      tell("Price run"),
    ),
  };
}
