import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { amount } from "#domain/amount.ts";
import { usualTerms } from "#domain/supplier/price-list-terms.ts";
import { priceOf, SupplierItemContent } from "#domain/supplier/supplier-item.ts";
import type { Transaction } from "#store/database.ts";
import { finishBatch, insertBatch } from "#store/price-batches.ts";
import { insertPriceList } from "#store/price-lists.ts";
import { insertSupplierItems, lockByCode, updateSupplierItems, type WrittenItem } from "#store/supplier-items.ts";

export type PlantedContent = Partial<SupplierItemContent> & Pick<SupplierItemContent, "suppliersItemIdentifier">;

export interface PlantedList {
  readonly priceListId: string;
  readonly partyId: string;
}

const writtenOf = ({ priceListId, partyId }: PlantedList, given: PlantedContent, id: string): WrittenItem => {
  const content = SupplierItemContent.parse({ currency: "EUR", ...given });
  const price = priceOf(content, [], usualTerms, "2026-11-23");
  return {
    ...{ id, priceListId, partyId, itemId: null, content, price },
    priceSource: "list",
    pricedAt: "2026-11-23T08:00:00Z",
  };
};

async function newBatch(trx: Transaction, administrationId: string, list: PlantedList): Promise<string> {
  const id = randomUUID();
  await insertBatch(trx, administrationId, { id, kind: "import", ...list, by: "An" });
  await finishBatch(trx, administrationId, id, {});
  return id;
}

/** A supplier with a price list, written by the same statements as a file of prices. */
export async function plantPriceList(
  trx: Transaction,
  administrationId: string,
  {
    supplier,
    name,
    items,
  }: { readonly supplier: string; readonly name: string; readonly items: readonly PlantedContent[] },
): Promise<PlantedList> {
  const [partyId, priceListId] = [randomUUID(), randomUUID()];
  await sql`insert into parties (id, administration_id, name) values (${partyId}, ${administrationId}, ${supplier})`.execute(
    trx,
  );
  const list = { priceListId, partyId };
  await insertPriceList(
    trx,
    administrationId,
    { id: priceListId, partyId, name, currency: "EUR", terms: usualTerms },
    "An",
  );
  await plantItems(trx, administrationId, list, items);
  return list;
}

/** More articles in it; returns the batch that can take them away again. */
export async function plantItems(
  trx: Transaction,
  administrationId: string,
  list: PlantedList,
  items: readonly PlantedContent[],
): Promise<string> {
  const batchId = await newBatch(trx, administrationId, list);
  for (let from = 0; from < items.length; from += 1000) {
    const portion = items.slice(from, from + 1000).map((item) => writtenOf(list, item, randomUUID()));
    await insertSupplierItems(trx, administrationId, portion, { batchId, by: "An" });
  }
  return batchId;
}

/** Other prices for some of its articles. */
export async function replantItems(
  trx: Transaction,
  administrationId: string,
  list: PlantedList,
  items: readonly PlantedContent[],
): Promise<void> {
  const batchId = await newBatch(trx, administrationId, list);
  const codes = items.map(({ suppliersItemIdentifier }) => suppliersItemIdentifier);
  const there = new Map(
    (await lockByCode(trx, administrationId, list.priceListId, codes)).map((item) => [
      item.suppliersItemIdentifier,
      item.id,
    ]),
  );
  const changed = items.map((item) => writtenOf(list, item, there.get(item.suppliersItemIdentifier) ?? randomUUID()));
  await updateSupplierItems(trx, administrationId, changed, { batchId, by: "An", isListed: true });
}

const things = [
  "Kabel XVB",
  "Schakelaar",
  "Stopcontact",
  "Lasklem",
  "Ledlamp",
  "Installatiebuis",
  "Kabelgoot",
  "Wanddoos",
];
const kinds = ["wit", "zwart", "grijs", "opbouw", "inbouw", "halogeenvrij", "waterdicht", "tweevoudig"];
const brands = ["Niko", "Legrand", "Wago", "Nexans", "Philips"];

/** The digit that makes a GTIN of these. */
const checkDigit = (digits: string): number =>
  (10 -
    (Array.from(digits)
      .toReversed()
      .reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 3 : 1), 0) %
      10)) %
  10;

export const inventedGtin = (number: number): string => {
  const digits = `5412345${String(number).padStart(5, "0")}`;
  return `0${digits}${checkDigit(digits)}`;
};

/** As many invented articles as wanted, the same ones each time. */
export const inventedItems = (count: number): PlantedContent[] =>
  Array.from({ length: count }, (_, n) => ({
    suppliersItemIdentifier: `A-${String(n).padStart(6, "0")}`,
    manufacturersItemIdentifier: `${(brands[n % 5] ?? "").slice(0, 3).toUpperCase()}${n * 7}`,
    brandName: brands[n % 5] ?? "",
    gtin: n < 100_000 ? inventedGtin(n) : "",
    name: `${things[n % 8]} ${kinds[Math.floor(n / 8) % 8]} ${(n % 24) + 1}G${(n % 5) + 1},5 nr ${n}`,
    category: things[n % 8] ?? "",
    currency: "EUR",
    listedNet: amount(`${(n % 900) + 1}.${String(n % 100).padStart(2, "0")}`),
    ...(n % 8 === 0 && {
      ...{ basisQuantity: amount("100"), basisUnitCode: "MTR", orderUnitCode: "MTR", useUnitCode: "MTR" },
      minimum: amount("50"),
      multiple: amount("50"),
    }),
  }));
