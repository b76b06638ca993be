import { zero } from "#domain/amount.ts";
import type { Item, ItemWrite } from "#domain/item.ts";
import { intendedOf, writtenOf } from "#flows/catalogue/fields.ts";
import { presentOf, writeOf, type WantedField } from "#flows/catalogue/product-fields.ts";
import { codeOf, type ProductDecision } from "#flows/catalogue/products.ts";
import type { ProductSettings, StockRule } from "#flows/catalogue/settings.ts";
import { countedStock, offeredStock } from "#flows/catalogue/stock.ts";
import { intendRecords, noteStanding, settleRecords, type CatalogueRecord } from "#store/catalogue-records.ts";
import type { Bench } from "./catalogue-bench.ts";
import type { CategoryIds } from "./catalogue-categories.ts";
import { imageAddresses } from "./catalogue-images.ts";
import { foundInShop } from "./catalogue-match.ts";
import { done } from "./catalogue-outcome.ts";

type Create = Extract<ProductDecision, { kind: "create" }>;
type Update = Extract<ProductDecision, { kind: "update" }>;

/** One product per code and shop, whichever coupling makes it. */
export const itemKey = ({ connections }: Pick<Bench, "connections">, code: string): string =>
  `item:${connections.target.id}:${code}`;

export interface ProductWriter {
  create(item: Item, record: CatalogueRecord, decision: Create, fingerprint: string): Promise<void>;
  update(item: Item, record: CatalogueRecord, decision: Update, fingerprint: string): Promise<void>;
  /** What the shop made of what was created since the last look: with that the next change is compared. */
  lookBack(): Promise<void>;
}

/** Writes products at the shop: what is going to be written is committed before each call, and what came of it after. */
export function productWriter(
  bench: Bench,
  settings: ProductSettings,
  rule: StockRule,
  categoryIds: CategoryIds,
): ProductWriter {
  const created: { readonly item: Item; readonly wanted: readonly WantedField[] }[] = [];

  /** With what has to be looked up first; the fields that are written then. */
  const complete = async (
    item: Item,
    wanted: readonly WantedField[],
    fields: readonly string[],
    present: Item["categories"],
  ) => {
    const write: { -readonly [K in keyof ItemWrite]: ItemWrite[K] } = writeOf(wanted, fields);
    const left = new Set<string>();
    if (fields.includes("category")) {
      const ids = await categoryIds(item, present);
      if (ids === null) left.add("category");
      else write.categories = ids;
    }
    if (fields.includes("images")) {
      const addresses = await imageAddresses(bench, item.externalId, item.images);
      if (addresses === null) left.add("images");
      else write.imageUrls = addresses;
    }
    return { write, carried: wanted.filter(({ field }) => fields.includes(field) && !left.has(field)) };
  };

  const intend = (record: CatalogueRecord, fields: readonly WantedField[]) =>
    bench.within((trx) =>
      intendRecords(trx, bench.place, [
        { externalId: record.externalId, intended: { made: "", ...intendedOf(fields, bench.hash) } },
      ]),
    );

  return {
    async create(item, record, { wanted, code }, fingerprint) {
      const all = wanted.map(({ field }) => field);
      const { write, carried } = await complete(item, wanted, all, []);
      const begins = settings.fields.stock.when !== "never" && (item.warehouses.length > 0 || item.stock !== null);
      const available = item.warehouses.length > 0 ? countedStock(item.warehouses, rule) : (item.stock ?? zero);
      await intend(record, carried);
      const keep = (trx: Parameters<Parameters<Bench["within"]>[0]>[0], id: string) =>
        settleRecords(trx, bench.place, bench.run.id, [
          done(record, "created", { id, parentId: "" }, writtenOf(carried, null, bench.hash), fingerprint),
        ]);
      const made = await bench.make(
        {
          key: itemKey(bench, code),
          operation: "products.create",
          input: {
            item: {
              ...write,
              name: write.name ?? (item.name || code),
              sellersItemIdentifier: code,
              ...(begins && { stock: offeredStock(available, zero, code, rule) }),
            },
          },
          mark: "",
        },
        (trx, { id }) => keep(trx, id),
      );
      // Made by an earlier attempt, of which somebody else wrote down that it was.
      await bench.within((trx) => keep(trx, made.id));
      created.push({ item, wanted: carried });
    },

    async update(item, record, { target, wanted, comparison }, fingerprint) {
      const { write, carried } = await complete(item, wanted, comparison.write, target.categories);
      const { externalId, externalParentId } = target;
      const place = { id: externalId, parentId: externalParentId };
      const known = comparison.adopted;
      if (carried.length === 0) {
        const row = done(record, "updated", place, known, fingerprint, comparison.keep);
        return bench.within((trx) => settleRecords(trx, bench.place, bench.run.id, [{ ...row, state: "same" }]));
      }
      await intend(record, carried);
      const answer = await bench.ask("target", "products.update", { externalId, externalParentId, item: write });
      const stands = (field: string) => {
        const one = carried.find((candidate) => candidate.field === field);
        return one === undefined ? null : presentOf(answer.item, one);
      };
      const written = { ...known, ...writtenOf(carried, stands, bench.hash) };
      const row = done(record, "updated", place, written, fingerprint, comparison.keep);
      await bench.within((trx) => settleRecords(trx, bench.place, bench.run.id, [row]));
    },

    async lookBack() {
      const portion = created.splice(0);
      if (portion.length === 0) return;
      const { found } = await foundInShop(
        bench,
        portion.map(({ item }) => codeOf(item)),
      );
      await bench.within(async (trx) => {
        for (const { item, wanted } of portion) {
          const [target] = found.get(codeOf(item)) ?? [];
          if (target === undefined) continue;
          const stands = (field: string) => {
            const one = wanted.find((candidate) => candidate.field === field);
            return one === undefined ? null : presentOf(target, one);
          };
          await noteStanding(trx, bench.place, item.externalId, writtenOf(wanted, stands, bench.hash));
        }
      });
    },
  };
}
