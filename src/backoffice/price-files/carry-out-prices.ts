import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Transaction } from "#store/database.ts";
import { itemsOfSupplierCodes } from "#store/item-suppliers.ts";
import { batchToUndo, finishBatch, finishUndoing, undoPortion, type PriceBatch } from "#store/price-batches.ts";
import { countVanished, judgeStaged, listStagedGroups, stagedFrom, vanishedFrom } from "#store/price-import-rows.ts";
import {
  beginning,
  clearReading,
  deleteFile,
  priceImportUnderWay,
  updatePriceImport,
  type Place,
  type PriceImport,
} from "#store/price-imports.ts";
import { readPriceList, saveFileMap, type PriceList } from "#store/price-lists.ts";
import {
  byCode,
  insertSupplierItems,
  lockByCode,
  markNotInList,
  supplierItemsWhere,
  updateSupplierItems,
  type WrittenItem,
} from "#store/supplier-items.ts";
import { mostLines, readPortion } from "./read-file.ts";
import { changedGroups, undoGroups, writeGroups } from "./file-groups.ts";
import { reckoningOf } from "./reckoning.ts";
import { FileMap, PriceColumn, PriceFormat, type Look } from "./price-format.ts";
import { reckon, repriced, toContent, type Reckoning } from "./staged-item.ts";

const portion = 1000;

type Counts = Readonly<Record<string, number>>;
const plus = (counts: Counts, more: Counts): Counts =>
  Object.entries(more).reduce((sums, [name, value]) => ({ ...sums, [name]: (sums[name] ?? 0) + value }), counts);

/** How the file of an import is written, as it was found or chosen. */
export const lookOf = ({ format, columns }: Pick<PriceImport, "format" | "columns">): Look => ({
  format: PriceFormat.parse(format),
  columns: PriceColumn.array().parse(columns),
});

export const mapOf = ({ format, columns }: Look): FileMap => ({
  format,
  fields: columns.flatMap(({ header, position, field }) => (field === null ? [] : [{ header, position, field }])),
});

/**
 * Goes on with the prices of a company that are under way, by one portion in the caller's transaction: what was written and how far it is
 * commit together, so whoever goes on after a crash finds where it was. False when nothing is under way.
 */
export async function stepPrices(trx: Transaction, administrationId: string): Promise<boolean> {
  const found = await priceImportUnderWay(trx, administrationId);
  if (found === null) {
    const batch = await batchToUndo(trx, administrationId);
    if (batch === null) return false;
    await undoStep(trx, administrationId, batch);
    return true;
  }
  const list = await readPriceList(trx, administrationId, found.priceListId);
  if (list === null) throw new Error(`Price list ${found.priceListId} is gone`);
  const work: Work = { trx, administrationId, found, list, place: found.place ?? beginning("rows") };
  await (found.state === "reading" ? readStep(work) : applyStep(work));
  return true;
}

interface Work {
  readonly trx: Transaction;
  readonly administrationId: string;
  readonly found: PriceImport;
  readonly list: PriceList;
  readonly place: Place;
}

const goOn = ({ trx, administrationId, found }: Work, change: Parameters<typeof updatePriceImport>[3]): Promise<void> =>
  updatePriceImport(trx, administrationId, found.id, change);

const reckoningFor = async ({ trx, administrationId, found, list }: Work): Promise<Reckoning> =>
  reckoningOf(trx, administrationId, list, {
    currency: PriceFormat.parse(found.format).currency,
    told: await listStagedGroups(trx, administrationId, found.id),
  });

async function readStep(work: Work): Promise<void> {
  const { trx, administrationId, found, list, place } = work;
  if (place.stage === "clean") {
    if (await clearReading(trx, administrationId, found.id, portion * 10))
      await goOn(work, { place: beginning("rows") });
    return;
  }
  if (place.stage === "rows") {
    const read = await readPortion(trx, administrationId, found, lookOf(found));
    const counts = plus(found.counts, { problems: read.problems, lines: read.line - place.line });
    if (read.line > mostLines) return goOn(work, { state: "failed", failure: "price.file.tooLong" });
    const next: Place = read.isDone
      ? beginning("compare")
      : { stage: "rows", offset: read.offset, line: read.line, code: "" };
    return goOn(work, { place: next, counts });
  }
  const rows = await stagedFrom(trx, administrationId, found.id, place.code, portion);
  if (rows.length > 0) {
    const given = await reckoningFor(work);
    const known = new Map(
      (
        await byCode(
          trx,
          administrationId,
          list.id,
          rows.map(({ code }) => code),
        )
      ).map((item) => [item.suppliersItemIdentifier, item]),
    );
    const judged = rows.map((row) => ({ code: row.code, reckoned: reckon(row, known.get(row.code) ?? null, given) }));
    await judgeStaged(
      trx,
      administrationId,
      found.id,
      judged.map(({ code, reckoned: { state, reasons } }) => ({ code, state, reasons })),
    );
    const counts: Record<string, number> = {};
    for (const { reckoned } of judged) {
      counts[reckoned.state] = (counts[reckoned.state] ?? 0) + 1;
      if (reckoned.becomes?.price.status === "noNet") counts["withoutNet"] = (counts["withoutNet"] ?? 0) + 1;
    }
    return goOn(work, { place: { ...place, code: rows.at(-1)?.code ?? "" }, counts: plus(found.counts, counts) });
  }
  await goOn(work, { state: "previewed", place: null, counts: plus(found.counts, await lastCounts(work)) });
}

/** What only the whole file tells. */
async function lastCounts({ trx, administrationId, found, list }: Work): Promise<Counts> {
  const groups = await listStagedGroups(trx, administrationId, found.id);
  const changed = await changedGroups(trx, administrationId, list.partyId, groups);
  const place = { importId: found.id, priceListId: list.id };
  const codes = changed.map(({ code }) => code);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from supplier_items s where s.administration_id = ${administrationId}
    and s.party_id = ${list.partyId} and s.discount_group = any(${codes}::text[])
    and not exists (select from price_import_rows r where r.administration_id = ${administrationId} and r.import_id = ${found.id}
      and s.price_list_id = ${list.id} and r.code = s.suppliers_item_identifier)`.execute(trx);
  return {
    groups: groups.length,
    groupsChanged: changed.length,
    repriced: rows[0]?.n ?? 0,
    vanished: await countVanished(trx, administrationId, place),
  };
}

async function applyStep(work: Work): Promise<void> {
  const { trx, administrationId, found, list, place } = work;
  const batchId = found.batchId;
  if (batchId === null) throw new Error(`The import ${found.id} has no batch`);
  const by = found.appliedBy;
  switch (place.stage) {
    case "groups": {
      await writeGroups(trx, administrationId, { importId: found.id, partyId: list.partyId, batchId, by });
      return goOn(work, { place: beginning("rows") });
    }
    case "rows": {
      const rows = await stagedFrom(trx, administrationId, found.id, place.code, portion);
      if (rows.length === 0) return goOn(work, { place: beginning("recalculate") });
      const counts = await applyRows(work, rows, batchId);
      return goOn(work, { place: { ...place, code: rows.at(-1)?.code ?? "" }, counts: plus(found.counts, counts) });
    }
    case "recalculate": {
      const changed = (await listStagedGroups(trx, administrationId, found.id)).filter(
        ({ kind }) => kind === "discount",
      );
      const items = await supplierItemsWhere(
        trx,
        administrationId,
        sql`s.party_id = ${list.partyId} and s.discount_group = any(${changed.map(({ code }) => code)}::text[])
          ${place.code === "" ? sql`` : sql`and s.id > ${place.code}`}`,
        sql`order by s.id limit ${portion} for update`,
      );
      if (items.length === 0) return goOn(work, { place: beginning("gone") });
      const given = await reckoningFor(work);
      const written = items.flatMap((item): WrittenItem[] => {
        const price = repriced(item, given);
        return price === null ? [] : [{ ...item, content: toContent(item), price }];
      });
      await updateSupplierItems(trx, administrationId, written, { batchId, by, isListed: false });
      const counts = plus(found.counts, { doneRepriced: written.length });
      return goOn(work, { place: { ...place, code: items.at(-1)?.id ?? "" }, counts });
    }
    case "gone": {
      if (!found.isWholeList) return goOn(work, { place: beginning("clean") });
      const items = await vanishedFrom(trx, administrationId, {
        importId: found.id,
        priceListId: list.id,
        after: place.code,
        limit: portion * 5,
      });
      if (items.length === 0) return goOn(work, { place: beginning("clean") });
      const ids = items.filter(({ isIn }) => !isIn).map(({ id }) => id);
      await markNotInList(trx, administrationId, ids, { batchId, by });
      const counts = plus(found.counts, { doneVanished: ids.length });
      return goOn(work, { place: { ...place, code: items.at(-1)?.code ?? "" }, counts });
    }
    default: {
      if (!(await clearReading(trx, administrationId, found.id, portion * 10))) return goOn(work, { place });
      await deleteFile(trx, administrationId, found.id);
      await saveFileMap(trx, administrationId, list.id, mapOf(lookOf(found)));
      const done = (name: string) => found.counts[name] ?? 0;
      await finishBatch(trx, administrationId, batchId, {
        new: done("doneNew"),
        changed: done("doneChanged"),
        repriced: done("doneRepriced"),
        vanished: done("doneVanished"),
      });
      return goOn(work, { state: "applied", place: null, isApplied: true });
    }
  }
}

/** Looks again what each row meets: since the preview a price may have changed. What a person said yes to is taken all the same. */
async function applyRows(work: Work, rows: Awaited<ReturnType<typeof stagedFrom>>, batchId: string): Promise<Counts> {
  const { trx, administrationId, found, list } = work;
  const given = await reckoningFor(work);
  const codes = rows.map(({ code }) => code);
  const known = new Map(
    (await lockByCode(trx, administrationId, list.id, codes)).map((item) => [item.suppliersItemIdentifier, item]),
  );
  const ours = await itemsOfSupplierCodes(trx, administrationId, list.partyId, codes);
  const [made, changed, gone]: [WrittenItem[], WrittenItem[], string[]] = [[], [], []];
  const pricedAt = Temporal.Now.instant().toString();
  for (const row of rows) {
    const item = known.get(row.code) ?? null;
    const { state, becomes } = reckon(row, item, given);
    if (state === "gone" && item !== null) gone.push(item.id);
    const isLeft = state === "suspicious" && !row.isTaken && !found.takesSuspicious;
    if (becomes === null || isLeft || state === "unchanged") continue;
    const written: WrittenItem = {
      id: item?.id ?? randomUUID(),
      priceListId: list.id,
      partyId: list.partyId,
      itemId: item?.itemId ?? ours.get(row.code) ?? null,
      ...becomes,
      priceSource: "list",
      pricedAt,
    };
    (item === null ? made : changed).push(written);
  }
  const writing = { batchId, by: found.appliedBy };
  const count = await insertSupplierItems(trx, administrationId, made, writing);
  await updateSupplierItems(trx, administrationId, changed, { ...writing, isListed: true });
  await markNotInList(trx, administrationId, gone, writing);
  return { doneRows: rows.length, doneNew: count, doneChanged: changed.length, doneVanished: gone.length };
}

async function undoStep(trx: Transaction, administrationId: string, batch: PriceBatch): Promise<void> {
  const limit = portion;
  if ((await undoPortion(trx, administrationId, batch.id, { limit, by: batch.undoneBy })) > 0) return;
  await undoGroups(trx, administrationId, batch);
  await finishUndoing(trx, administrationId, batch.id);
}
