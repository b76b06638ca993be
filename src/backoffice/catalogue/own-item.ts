import type { Amount } from "#domain/amount.ts";
import { salesPriceOf, type SalesRule } from "#domain/supplier/sales-price.ts";
import type { Transaction } from "#store/database.ts";
import { listItemSuppliers, putItemSupplier } from "#store/item-suppliers.ts";
import { insertItem } from "#store/items.ts";
import { newId } from "#store/new-id.ts";
import type { PriceList } from "#store/price-lists.ts";
import { linkSupplierItem, type SupplierItem } from "#store/supplier-items.ts";

/** The rule an article of a supplier is sold by: its own, else that of its list; null: none. */
export const ruleOf = (item: Pick<SupplierItem, "salesRule">, list: Pick<PriceList, "terms">): SalesRule | null =>
  item.salesRule ?? list.terms.salesRule;

/** What the rule makes of the cost per use unit; null: no rule, or no cost. */
export const salesPriceBy = (rule: SalesRule | null, cost: Amount | null): Amount | null =>
  rule === null || cost === null ? null : salesPriceOf(cost, rule);

/**
 * Makes an article of a supplier the supplier of an own item. Returns the code the item has there already, when it is another one: one code per
 * supplier. Null: it is done. `unitCode`: of the own item.
 */
export async function linkToItem(
  trx: Transaction,
  administrationId: string,
  item: SupplierItem,
  { itemId, unitCode, by }: { readonly itemId: string; readonly unitCode: string; readonly by: string },
): Promise<string | null> {
  const there = (await listItemSuppliers(trx, administrationId, itemId)).find(
    ({ partyId }) => partyId === item.partyId,
  );
  if (there !== undefined && there.suppliersItemIdentifier !== item.suppliersItemIdentifier)
    return there.suppliersItemIdentifier;
  await putItemSupplier(
    trx,
    administrationId,
    { itemId, partyId: item.partyId },
    {
      suppliersItemIdentifier: item.suppliersItemIdentifier,
      isPreferred: there?.isPreferred ?? false,
      purchasePrice: item.net,
      priceQuantity: item.basisQuantity,
      priceUnitCode: item.basisUnitCode,
      currency: item.currency,
      // What a metre costs says nothing about a roll.
      cost: item.useUnitCode === unitCode ? item.cost : null,
      minimum: item.minimum,
      multiple: item.multiple,
      leadTimeDays: there?.leadTimeDays ?? null,
    },
    by,
  );
  await linkSupplierItem(trx, administrationId, item.id, { itemId, version: item.version, by });
  return null;
}

/** Makes an own item of an article. Null when there is an item of this code. */
export async function adopt(
  trx: Transaction,
  administrationId: string,
  item: SupplierItem,
  {
    code,
    list,
    currency,
    by,
  }: {
    readonly code: string;
    readonly list: Pick<PriceList, "terms">;
    /** Of the company: no sales price is made of a cost in other money. */
    readonly currency: string;
    readonly by: string;
  },
): Promise<string | null> {
  const id = newId();
  const made = await insertItem(
    trx,
    administrationId,
    {
      id,
      sellersItemIdentifier: code,
      name: item.name === "" ? item.suppliersItemIdentifier : item.name,
      countsStock: true,
      unitCode: item.useUnitCode,
      salesPrice: item.currency === currency ? salesPriceBy(ruleOf(item, list), item.cost) : null,
      vatRate: item.vatRate,
      gtins: item.gtin === "" ? [] : [plainGtin(item.gtin)],
    },
    by,
  );
  if (!made) return null;
  await linkToItem(trx, administrationId, item, { itemId: id, unitCode: item.useUnitCode, by });
  return id;
}

/** As people know it: 13 digits for what has a zero in front, 8 for a short one. */
const plainGtin = (gtin: string): string => (gtin.startsWith("000000") ? gtin.slice(6) : gtin.replace(/^0/, ""));
