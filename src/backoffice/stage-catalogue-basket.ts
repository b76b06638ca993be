import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { BasketLine } from "#domain/supplier/basket.ts";
import type { PriceAnswer } from "#domain/supplier/price-answer.ts";
import { answerOf } from "#domain/supplier/supplier-item.ts";
import type { Transaction } from "#store/database.ts";
import { readPriceList, type PriceList } from "#store/price-lists.ts";
import { lockBasketsOfKey } from "#store/supplier-baskets.ts";
import { supplierItemsWhere, type SupplierItem } from "#store/supplier-items.ts";
import { stageBasket } from "./stage-basket.ts";

/** A line as a person put it in the basket of the catalogue program, with what the program knew of the article. */
export interface CatalogueLine {
  /** Made by the program, unlike that of every other line: the same articles another day are another basket. */
  readonly lineId: string;
  readonly priceListId: string;
  readonly itemId: string;
  readonly code: string;
  readonly name: string;
  readonly brandName: string;
  readonly gtin: string;
  readonly unitCode: string;
  readonly quantity: Amount;
  readonly note: string;
}

export interface CatalogueBasket {
  readonly key: string;
  readonly lines: readonly CatalogueLine[];
}

interface Sender {
  readonly userId: string | null;
  readonly name: string;
  readonly at: string;
}

/** `noList`: one of its lines is of a list that is not there. `othersKey`: somebody else used this key. */
export type CatalogueStaging =
  { readonly fault: "noList" | "othersKey" } | { readonly isRepeated: boolean; readonly ids: readonly string[] };

/**
 * Stages what was put together in the catalogue program: a basket per supplier and currency, priced as the lists are now. Once per key,
 * however often it is sent. An article that is gone meanwhile stays a line, without a price.
 */
export async function stageCatalogueBasket(
  trx: Transaction,
  administrationId: string,
  { key, lines }: CatalogueBasket,
  { userId, name, at }: Sender,
): Promise<CatalogueStaging> {
  const before = await lockBasketsOfKey(trx, administrationId, key);
  if (before.some((basket) => basket.userId !== userId)) return { fault: "othersKey" };
  if (before.length > 0) return { isRepeated: true, ids: before.map(({ id }) => id) };
  const lists = new Map<string, PriceList>();
  for (const id of new Set(lines.map(({ priceListId }) => priceListId))) {
    const list = await readPriceList(trx, administrationId, id);
    if (list === null) return { fault: "noList" };
    lists.set(id, list);
  }
  const found = await findItems(trx, administrationId, lines);
  const parts = Map.groupBy(
    lines.flatMap((line) => {
      const list = lists.get(line.priceListId);
      if (list === undefined) return [];
      const item = found.get(line.lineId) ?? null;
      return [{ line, list, item, currency: item?.currency ?? list.currency }];
    }),
    ({ list, currency }) => `${list.partyId} ${currency}`,
  );
  const ids: string[] = [];
  for (const part of parts.values()) {
    const [{ list, currency }] = part as [(typeof part)[number]];
    const gone = part.flatMap(({ item }, index) => (item === null ? [index + 1] : []));
    const { id } = await stageBasket(
      trx,
      administrationId,
      { suppliersBasketId: "", currency, lines: part.map(({ line, item }) => basketLineOf(line, item)) },
      {
        entryId: null,
        connectionId: null,
        partyId: list.partyId,
        alias: [...new Set(part.map((one) => one.list.name))].join(", "),
        // Who filled it sees it, as with a visit to a webshop.
        userId,
        fetchedBy: name,
        fetchedAt: at,
        source: "catalogue",
        documentId: null,
        isDoubleWanted: false,
        state: "staged",
        clientKey: key,
        remarks: gone.map((line) => ({ line: String(line), reason: "goneFromCatalogue" })),
        raw: Buffer.from(JSON.stringify({ key, lines: part.map(({ line }) => line) })),
        rawContentType: "application/json",
      },
    );
    ids.push(id);
  }
  return { isRepeated: false, ids };
}

/** By id, else by the code in its list: an import that was put back and done again gives the same article another id. */
async function findItems(
  trx: Transaction,
  administrationId: string,
  lines: readonly CatalogueLine[],
): Promise<ReadonlyMap<string, SupplierItem>> {
  const ids = [...new Set(lines.map(({ itemId }) => itemId))];
  const byId = new Map(
    (await supplierItemsWhere(trx, administrationId, sql`s.id = any(${ids}::uuid[])`)).map((item) => [item.id, item]),
  );
  const isSame = (line: CatalogueLine, item: SupplierItem | undefined): item is SupplierItem =>
    item?.priceListId === line.priceListId && item.suppliersItemIdentifier === line.code;
  const others = lines.filter((line) => !isSame(line, byId.get(line.itemId)));
  const byPlace = new Map(
    (others.length === 0
      ? []
      : await supplierItemsWhere(
          trx,
          administrationId,
          sql`(s.price_list_id, s.suppliers_item_identifier) in (select * from unnest(${others.map((line) => line.priceListId)}::uuid[],
            ${others.map(({ code }) => code)}::text[]))`,
        )
    ).map((item) => [`${item.priceListId} ${item.suppliersItemIdentifier}`, item]),
  );
  return new Map(
    lines.flatMap((line) => {
      const known = byId.get(line.itemId);
      const item = isSame(line, known) ? known : byPlace.get(`${line.priceListId} ${line.code}`);
      return item === undefined ? [] : [[line.lineId, item] as const];
    }),
  );
}

function basketLineOf(line: CatalogueLine, item: SupplierItem | null): BasketLine {
  const common = {
    lineId: line.lineId,
    suppliersItemIdentifier: line.code,
    quantity: line.quantity,
    suppliersUnit: "",
    kind: "item" as const,
    leadTimeDays: null,
    note: line.note,
  };
  if (item === null) {
    const { brandName, gtin, name: description, unitCode } = line;
    return {
      ...common,
      ...{ manufacturersItemIdentifier: "", brandName, gtin, description, unitCode, price: null, vatRate: null },
    };
  }
  return {
    ...common,
    manufacturersItemIdentifier: item.manufacturersItemIdentifier,
    brandName: item.brandName,
    gtin: item.gtin,
    description: item.name,
    unitCode: item.orderUnitCode,
    price: priceOf(item),
    vatRate: item.vatRate,
  };
}

/** What the list asks. Where it only knows a list price, what we get off is not known: that is no price to buy at. */
function priceOf(item: SupplierItem): PriceAnswer {
  const { priceStatus, net, pricedAt } = item;
  const status = priceStatus === "noNet" ? "noPrice" : priceStatus;
  return { ...answerOf(item, status === "ok" ? net : null), status, retrievedAt: pricedAt };
}
