import { amount, compare, isPositive, round, type Amount } from "#domain/amount.ts";
import { SalesRule, salesPriceOf } from "#domain/supplier/sales-price.ts";
import { costOf, type SupplierTerms } from "#domain/supplier/cost.ts";
import type { Transaction } from "#store/database.ts";
import { markLeftOut, tickedAfter, type LeftOut, type StoredAnswer } from "#store/price-run-answers.ts";
import { busyBatch, endBatch, moveBatch, type RunBatch } from "#store/price-run-batches.ts";
import { serviceTermsOf } from "#store/price-run-terms.ts";
import { readPriceRun, settleRun } from "#store/price-runs.ts";
import { undoPortion } from "#store/price-batches.ts";
import { countUndone, undoItemSuppliers, undoSalesPrices } from "#store/price-undoing.ts";
import {
  itemsToPrice,
  sinceAsked,
  writeItemSuppliers,
  writeSalesPrices,
  writeSupplierItems,
  type Writing,
} from "#store/price-writing.ts";

/** So many prices are one transaction. */
const portion = 500;

/** Goes on with prices of a run that are being taken over or put back; each step is one transaction that says how far it is. False: there are none. */
export async function stepPriceBatch(trx: Transaction, administrationId: string, runId: string): Promise<boolean> {
  const batch = await busyBatch(trx, administrationId, runId);
  if (batch === null) return false;
  const isOver = await (batch.state === "applying" ? takeOver : putBack)(trx, administrationId, batch);
  if (isOver) {
    await endBatch(trx, administrationId, batch.id);
    await settleRun(trx, administrationId, runId);
  }
  return true;
}

type Counts = Record<string, number>;
const count = (counts: Counts, name: string, by = 1): void => {
  if (by > 0) counts[name] = (counts[name] ?? 0) + by;
};

/** An answer with its price, and what it costs per use unit of the supplier: on an order the row itself is per unit of its line. */
interface Priced {
  readonly row: StoredAnswer;
  readonly answer: NonNullable<StoredAnswer["answer"]>;
  readonly cost: Amount;
  readonly flags: readonly string[];
}

function pricedOf(rows: readonly StoredAnswer[], terms: SupplierTerms): Priced[] {
  return rows.flatMap((row) => {
    const { answer } = row;
    const cost = answer === null ? null : costOf(answer, terms);
    if (answer === null || answer.net === null || !isPositive(answer.net)) return [];
    return cost === null || !isPositive(cost.perUseUnit)
      ? []
      : [{ row, answer, cost: cost.perUseUnit, flags: cost.flags }];
  });
}

async function takeOver(trx: Transaction, administrationId: string, batch: RunBatch): Promise<boolean> {
  const { id: batchId, runId, createdBy: by, place } = batch;
  const run = await readPriceRun(trx, administrationId, runId);
  const rows = await tickedAfter(trx, administrationId, runId, place.after, portion);
  const writing: Writing = { administrationId, batchId, runId, by };
  const terms = await serviceTermsOf(trx, administrationId, run?.priceListId ?? null);
  const counts: Counts = { ...batch.counts };
  const left = new Map<StoredAnswer, LeftOut>();
  const priced = pricedOf(rows, terms);
  if (place.underSuppliers) await underSuppliers(trx, writing, batch, priced, { counts, left });
  if (place.underPrices) await underPrices(trx, writing, batch, priced, { counts, left });
  count(counts, "leftOut", left.size);
  await markLeftOut(
    trx,
    administrationId,
    runId,
    rows.map((row) => ({ code: row.code, line: row.line, leftOut: left.get(row) ?? "" })),
  );
  const last = rows.at(-1);
  const after = last === undefined ? place.after : { code: last.code, line: last.line };
  await moveBatch(trx, administrationId, batchId, { place: { ...place, after }, counts });
  return rows.length < portion;
}

interface Result {
  readonly counts: Counts;
  readonly left: Map<StoredAnswer, LeftOut>;
}

/** At the supplier's articles, and on the tab of suppliers of the items they are. What somebody changed since it was asked stays as it is. */
async function underSuppliers(
  trx: Transaction,
  writing: Writing,
  { partyId }: RunBatch,
  priced: readonly Priced[],
  { counts, left }: Result,
): Promise<void> {
  const asked = priced.flatMap(({ row: { supplierItemId: id, old } }) =>
    id === null ? [] : [{ id, version: old.version }],
  );
  const since = await sinceAsked(trx, writing, asked);
  const items = [];
  const tabs = [];
  for (const { row, answer, cost, flags } of priced) {
    const { supplierItemId, itemId, code } = row;
    if (supplierItemId === null && itemId === null) {
      left.set(row, "noItem");
      continue;
    }
    const its = supplierItemId === null ? "same" : (since.get(supplierItemId) ?? "gone");
    if (its === "written") continue;
    if (its !== "same") {
      left.set(row, its);
      continue;
    }
    if (supplierItemId !== null) items.push({ id: supplierItemId, answer, cost, flags });
    if (itemId !== null) tabs.push({ itemId, partyId, code, answer, cost });
  }
  await writeSupplierItems(trx, writing, items);
  count(counts, "supplierItems", items.length);
  count(counts, "itemSuppliers", await writeItemSuppliers(trx, writing, tabs));
}

/** Sales prices, where the item is sold in the unit and in the money its cost is in, and somebody said how a price is made of it. */
async function underPrices(
  trx: Transaction,
  writing: Writing,
  { place }: RunBatch,
  priced: readonly Priced[],
  { counts, left }: Result,
): Promise<void> {
  const asked = priced.flatMap(({ row: { itemId, supplierItemId } }) =>
    itemId === null ? [] : [{ itemId, supplierItemId }],
  );
  const items = await itemsToPrice(trx, writing.administrationId, asked);
  const prices = new Map<string, Amount>();
  for (const { row, answer, cost } of priced) {
    const item = row.itemId === null ? undefined : items.get(row.itemId);
    const why = item === undefined ? "noItem" : whyNotPriced(item, answer);
    const rule = place.salesRule ?? SalesRule.safeParse(item?.salesRule).data ?? null;
    if (item === undefined || why !== null || rule === null) {
      // Nobody's item has no sales price to change, which is no news where prices under suppliers were taken over.
      if (why !== "noItem" || !place.underSuppliers) left.set(row, why ?? "noRule");
      continue;
    }
    const price = salesPriceOf(cost, rule);
    if (compare(price, amount("0")) > 0 && !prices.has(item.itemId)) prices.set(item.itemId, shortest(price));
  }
  await writeSalesPrices(trx, writing, prices);
  count(counts, "salesPrices", prices.size);
}

const shortest = (price: Amount): Amount => (compare(round(price, 2), price) === 0 ? round(price, 2) : price);

function whyNotPriced(
  { unitCode, currency }: { readonly unitCode: string; readonly currency: string },
  answer: { readonly useUnitCode: string; readonly currency: string },
): "unit" | "currency" | null {
  if (unitCode !== answer.useUnitCode) return "unit";
  return currency === answer.currency ? null : "currency";
}

async function putBack(trx: Transaction, administrationId: string, batch: RunBatch): Promise<boolean> {
  const { id, undoneBy: by } = batch;
  const act = { administrationId, batchId: id, by };
  const looked = [
    await undoPortion(trx, administrationId, id, { limit: portion, by }),
    await undoItemSuppliers(trx, act, portion),
    await undoSalesPrices(trx, act, portion),
  ];
  if (looked.includes(portion)) return false;
  const counts = { ...batch.counts, ...(await countUndone(trx, administrationId, id)) };
  await moveBatch(trx, administrationId, id, { place: batch.place, counts });
  return true;
}
