import { randomUUID } from "node:crypto";
import type { SupplierItemContent } from "#domain/supplier/supplier-item.ts";
import { priceOf } from "#domain/supplier/supplier-item.ts";
import { doubts, isForAnother, toContent } from "#backoffice/price-files/staged-item.ts";
import { reckoningOf } from "#backoffice/price-files/reckoning.ts";
import type { Transaction } from "#store/database.ts";
import { itemsOfSupplierCodes } from "#store/item-suppliers.ts";
import { finishBatch, insertBatch } from "#store/price-batches.ts";
import type { StagedReason } from "#store/price-import-rows.ts";
import type { PriceList } from "#store/price-lists.ts";
import { insertSupplierItems, updateSupplierItems, type SupplierItem } from "#store/supplier-items.ts";

interface ByHand {
  readonly list: PriceList;
  readonly by: string;
  readonly now: Temporal.Instant;
}

const openBatch = async (trx: Transaction, administrationId: string, { list, by }: ByHand): Promise<string> => {
  const id = randomUUID();
  await insertBatch(trx, administrationId, { id, kind: "hand", partyId: list.partyId, priceListId: list.id, by });
  return id;
};

/** Adds an article to a list. Null when the list has one of this code. */
export async function addByHand(
  trx: Transaction,
  administrationId: string,
  content: SupplierItemContent,
  given: ByHand,
): Promise<string | null> {
  const { list, by, now } = given;
  const { groups, terms, today } = await reckoningOf(trx, administrationId, list, { now });
  const id = randomUUID();
  const code = content.suppliersItemIdentifier;
  const batchId = await openBatch(trx, administrationId, given);
  const made = await insertSupplierItems(
    trx,
    administrationId,
    [
      {
        id,
        priceListId: list.id,
        partyId: list.partyId,
        itemId: (await itemsOfSupplierCodes(trx, administrationId, list.partyId, [code])).get(code) ?? null,
        content,
        price: priceOf(content, groups.get(content.discountGroup) ?? [], terms, today),
        priceSource: "hand",
        pricedAt: now.toString(),
      },
    ],
    { batchId, by },
  );
  await finishBatch(trx, administrationId, batchId, { new: made });
  return made === 1 ? id : null;
}

/**
 * Why a person should look again at what was typed: a slip in the price unit is as easy by hand as in a file. That there is no price any more, or no
 * discount, is what was meant.
 */
export async function doubtsByHand(
  trx: Transaction,
  administrationId: string,
  item: SupplierItem | null,
  content: SupplierItemContent,
  { list, now }: Pick<ByHand, "list" | "now">,
): Promise<StagedReason[]> {
  const { groups, terms, today } = await reckoningOf(trx, administrationId, list, { now });
  const price = priceOf(content, groups.get(content.discountGroup) ?? [], terms, today);
  const isOtherUse = item !== null && item.cost !== null && item.useUnitCode !== content.useUnitCode;
  const reasons = [
    ...(item === null ? [] : doubts(item, content, price)),
    ...(isOtherUse ? (["unit"] as const) : []),
    ...(isForAnother(content, item) ? (["netFar"] as const) : []),
  ];
  return [...new Set(reasons)].filter((reason) => reason !== "noPrice" && reason !== "noNet");
}

/** Changes an article, which the caller has locked. Its price is priced anew; one that stays the same keeps where it came from. */
export async function changeByHand(
  trx: Transaction,
  administrationId: string,
  item: SupplierItem,
  content: SupplierItemContent,
  given: ByHand,
): Promise<void> {
  const { list, by, now } = given;
  const { groups, terms, today } = await reckoningOf(trx, administrationId, list, { now });
  const price = priceOf(content, groups.get(content.discountGroup) ?? [], terms, today);
  const before = toContent(item);
  const isSamePrice = priced.every((field) => JSON.stringify(before[field]) === JSON.stringify(content[field]));
  const batchId = await openBatch(trx, administrationId, given);
  const written = {
    ...item,
    content,
    price,
    ...(isSamePrice ? {} : { priceSource: "hand" as const, pricedAt: now.toString() }),
  };
  await updateSupplierItems(trx, administrationId, [written], { batchId, by, isListed: false });
  await finishBatch(trx, administrationId, batchId, { changed: 1 });
}

/** What makes a price. */
const priced = [
  "gross",
  "listedNet",
  "discounts",
  "discountGroup",
  "basisQuantity",
  "basisUnitCode",
  "orderUnitCode",
  "perOrderUnit",
  "useUnitCode",
  "usePerOrder",
  "surcharges",
  "metal",
  "currency",
] as const satisfies readonly (keyof SupplierItemContent)[];
