import { z } from "zod";
import { textOf, type TextKey } from "#domain/texts/text.ts";
import type { Transaction } from "#store/database.ts";
import { countTicked, type StoredAnswer } from "#store/price-run-answers.ts";
import { batchesOfRun } from "#store/price-run-batches.ts";
import { effectOfTicked, effectPerItem, salesPricesOf, type CostChange } from "#store/price-run-effects.ts";
import { readPriceRun, type PriceRun } from "#store/price-runs.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { RequestRefused } from "#api/problem.ts";
import type { Reader } from "#api/reader.ts";
import { answerOf, priceRunOf, type PriceAnswerShape, type PriceRunShape } from "./price-run-shapes.ts";

export const PriceRunPlace = z.object({ runId: z.uuid() });

export async function runAt(
  trx: Transaction,
  administrationId: string,
  runId: string,
  lock = false,
): Promise<PriceRun> {
  const run = await readPriceRun(trx, administrationId, runId, lock);
  if (run === null) throw new RequestRefused("request.not_found", "There is no such price run");
  return run;
}

type Refusal = Extract<TextKey, "pricing.notNow" | "pricing.stillAsking" | "pricing.stillWriting" | "pricing.tooLate">;

export const refusedNow = (reader: Pick<Reader, "language">, key: Refusal, field = ""): RequestRefused =>
  standsInTheWay(field, textOf(key, reader.language));

/** Prices are taken over of a run that is not asking, and one act after the other. */
export async function requireCalm(
  trx: Transaction,
  administrationId: string,
  run: PriceRun,
  reader: Pick<Reader, "language">,
): Promise<void> {
  if (run.state === "asking" || run.state === "paused") throw refusedNow(reader, "pricing.stillAsking");
  const batches = await batchesOfRun(trx, administrationId, run.id);
  if (batches.some(({ state }) => state === "applying" || state === "undoing"))
    throw refusedNow(reader, "pricing.stillWriting");
}

/** One run as its page shows it. */
export async function runPage(
  trx: Transaction,
  administrationId: string,
  runId: string,
  reader: Reader,
): Promise<z.input<typeof PriceRunShape>> {
  const run = await runAt(trx, administrationId, runId);
  const isOpen = run.state === "asking" || run.state === "paused";
  return priceRunOf(
    run,
    {
      batches: await batchesOfRun(trx, administrationId, runId),
      ticked: await countTicked(trx, administrationId, runId),
      // Of what is still coming in nothing is added up.
      effect: isOpen ? null : await effectOfTicked(trx, administrationId, runId),
    },
    reader,
  );
}

const changeOf = ({ itemId, unitCode, old, cost, answer }: StoredAnswer): readonly CostChange[] =>
  itemId === null || cost === null || answer === null || old.cost === null || old.useUnitCode !== unitCode
    ? []
    : [{ itemId, unitCode, currency: answer.currency, from: old.cost, to: String(cost) }];

/** Answers as a page shows them, with what each does to open quotes and to the margin of its item. */
export async function answersPage(
  trx: Transaction,
  administrationId: string,
  rows: readonly StoredAnswer[],
  { language }: Pick<Reader, "language">,
): Promise<z.input<typeof PriceAnswerShape>[]> {
  const effects = await effectPerItem(trx, administrationId, rows.flatMap(changeOf));
  const itemIds = rows.flatMap(({ itemId }) => itemId ?? []);
  const sales = await salesPricesOf(trx, administrationId, itemIds);
  return rows.map((row) => {
    const of = <T>(all: ReadonlyMap<string, T>): T | null =>
      row.itemId === null ? null : (all.get(row.itemId) ?? null);
    return answerOf(row, { effect: of(effects), sale: of(sales) }, language);
  });
}
