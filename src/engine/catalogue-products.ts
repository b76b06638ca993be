import { asHubError } from "#domain/error.ts";
import type { Item } from "#domain/item.ts";
import { throughSteps } from "#flows/catalogue/steps.ts";
import { codeOf, decideProduct, type ProductDecision } from "#flows/catalogue/products.ts";
import type { ProductSettings, StockRule } from "#flows/catalogue/settings.ts";
import { siblingOf } from "#store/catalogue-couplings.ts";
import {
  seeRecords,
  settledStates,
  settleRecords,
  type CatalogueRecord,
  type SettledRecord,
} from "#store/catalogue-records.ts";
import { findEffects } from "#store/effects.ts";
import { inLanes, settingsOf, stepsOf, type Bench } from "./catalogue-bench.ts";
import { categoriesOf } from "./catalogue-categories.ts";
import { foundInShop, settleMade, twinsOf } from "./catalogue-match.ts";
import { failedAs, foreseen, isOfConnection, leftAs, leftSame, stoppedBySteps } from "./catalogue-outcome.ts";
import { productWriter, itemKey } from "./catalogue-product-write.ts";
import type { CataloguePage, CatalogueWork } from "./catalogue-work-shape.ts";

/** Products of an ERP in a shop (C5). */
export async function productWork(bench: Bench): Promise<CatalogueWork<Item>> {
  const settings = settingsOf(bench.coupling, "products");
  const steps = stepsOf(bench, settings.transforms);
  const rule = await stockRuleOf(bench, settings);
  const shopPricesIncludeVat = settings.shopPricesIncludeVat ?? (await shopMode(bench));
  const classes = vatClassesOf(bench);
  const writer = productWriter(bench, settings, rule, categoriesOf(bench, settings));
  const settingsText = JSON.stringify(bench.coupling.settings);
  const fingerprintOf = (item: Item): string =>
    bench.hash(JSON.stringify([settingsText, { ...item, modifiedAt: null }]));

  /** Settled in this run already, or said nothing new since it was settled. */
  const isSettled = (record: CatalogueRecord, item: Item): boolean => {
    if (!bench.mayWrite || !settledStates.has(record.state)) return false;
    if (record.runId === bench.run.id) return true;
    const compares = bench.run.scope === "first" || bench.run.scope === "from";
    return !compares && record.fingerprint !== "" && record.fingerprint === fingerprintOf(item);
  };

  const settle = (rows: readonly SettledRecord[]) =>
    bench.within((trx) => settleRecords(trx, bench.place, bench.mayWrite ? bench.run.id : null, rows));

  const carryOut = async (given: readonly Item[]): Promise<void> => {
    const { items, stopped } = throughSteps(given, steps);
    const all = [...items, ...stopped.map(({ item }) => item)];
    const seen = all.map((item) => ({ externalId: item.externalId, code: codeOf(item) }));
    const records = await bench.within((trx) => seeRecords(trx, bench.place, bench.run.id, seen));
    const isNew = ({ item }: (typeof stopped)[number]): boolean => {
      const record = records.get(item.externalId);
      return record !== undefined && !isSettled(record, item);
    };
    await settle(stoppedBySteps(stopped.filter(isNew), records, fingerprintOf));
    const sights = items.flatMap((item) => {
      const record = records.get(item.externalId);
      return record === undefined || isSettled(record, item) ? [] : [{ item, record }];
    });
    if (sights.length === 0) return;
    const codes = sights.map(({ item }) => codeOf(item));
    const twins = await twinsOf(bench, codes);
    const { found, unreadable } = await foundInShop(bench, codes);
    if (bench.mayWrite)
      await settleMade(
        bench,
        sights.flatMap(({ item, record }) => {
          const [only, ...others] = found.get(codeOf(item)) ?? [];
          return only === undefined || others.length > 0
            ? []
            : [{ record, key: itemKey(bench, codeOf(item)), id: only.externalId }];
        }),
      );
    const made = await bench.within((trx) =>
      findEffects(
        trx,
        bench.place.administrationId,
        codes.map((code) => itemKey(bench, code)),
      ),
    );
    const now = bench.options.now();
    await settle(
      sights.flatMap(({ item, record }) => {
        const error = unreadable.get(codeOf(item));
        return error === undefined ? [] : [failedAs(record, error, item.name, now)];
      }),
    );
    const readable = sights.filter(({ item }) => !unreadable.has(codeOf(item)));
    const decided = readable.map(({ item, record }) => {
      const code = codeOf(item);
      // Another coupling may have made it.
      const targetId = record.targetId || (made.get(itemKey(bench, code)) ?? "");
      const known = { ...record, code: record.matchedCode, targetId };
      const sight = { item, known, twins: twins.get(code) ?? 0, found: found.get(code) ?? [], shopPricesIncludeVat };
      return { item, record, decision: decideProduct(sight, settings, bench.hash) };
    });
    if (!bench.mayWrite) return settle(decided.map(({ item, record, decision }) => lookedAt(record, decision, item)));
    const isWrite = ({ decision }: (typeof decided)[number]) =>
      decision.kind === "create" || decision.kind === "update";
    await settle(
      decided
        .filter((one) => !isWrite(one))
        .map(({ item, record, decision }) => ({
          ...lookedAt(record, decision, item),
          ...(decision.kind === "held" && mendedInShop.has(decision.code)
            ? // Without a fingerprint: it is the shop that changes, and what it says itself stays the same.
              { nextAttemptAt: now.add({ hours: 1 }).toString(), fingerprint: "" }
            : { fingerprint: fingerprintOf(item) }),
        })),
    );
    await inLanes(decided.filter(isWrite), bench.lanes, async ({ item, record, decision }) => {
      try {
        const strange = await strangeClass(classes, decision);
        if (strange !== null) {
          const stop = { kind: "held", code: "stop.shopVatClass", details: { value: strange } } as const;
          return await settle([{ ...leftAs(record, stop, item.name), fingerprint: fingerprintOf(item) }]);
        }
        if (decision.kind === "create") await writer.create(item, record, decision, fingerprintOf(item));
        if (decision.kind === "update") await writer.update(item, record, decision, fingerprintOf(item));
      } catch (thrown) {
        const error = asHubError(thrown);
        if (bench.signal.aborted || (bench.sideOf(error) !== null && isOfConnection(error))) throw error;
        bench.options.log.warn({ coupling: bench.coupling.id, item: item.externalId, code: error.code }, error.message);
        await settle([stopOf(record, failedAs(record, error, item.name, bench.options.now()), error.details["image"])]);
      }
    });
    await writer.lookBack();
  };

  return {
    async page(since, cursor): Promise<CataloguePage<Item>> {
      const { items, next, seenUntil, total } = await bench.ask("source", "products.list", {
        modifiedSince: since,
        cursor,
      });
      return { items, next, seenUntil, total };
    },
    due: steps.length > 0 ? null : async (codes) => (await bench.ask("source", "products.find", { codes })).items,
    carryOut,
  };
}

/** Only the shop says when these are mended: it is asked again by itself. */
const mendedInShop: ReadonlySet<string> = new Set(["stop.codeChanged", "stop.duplicateInShop"]);

type VatClasses = () => Promise<ReadonlySet<string> | null>;

/** Asked once, by the first that is written; null of a shop that does not say. */
function vatClassesOf(bench: Bench): VatClasses {
  let asked: Promise<ReadonlySet<string>> | undefined;
  const ask = async () => new Set((await bench.ask("target", "vatClasses.list", {})).items.map(({ id }) => id));
  return () => (bench.offers("target", "vatClasses.list") ? (asked ??= ask()) : Promise.resolve(null));
}

/** The VAT class that would be written and that the shop does not have any more: it would take another one without a word. */
async function strangeClass(classes: VatClasses, decision: ProductDecision): Promise<string | null> {
  if (decision.kind !== "create" && decision.kind !== "update") return null;
  const wanted = decision.wanted.find(({ field }) => field === "vatClass")?.wanted ?? "";
  if (wanted === "" || (decision.kind === "update" && !decision.comparison.write.includes("vatClass"))) return null;
  const known = await classes();
  return known === null || wanted.split(",").every((id) => known.has(id)) ? null : wanted;
}

/** A picture that is too large stops its product by its name. */
const stopOf = (record: CatalogueRecord, failed: SettledRecord, image: string | undefined): SettledRecord =>
  image === undefined
    ? failed
    : { ...leftAs(record, { kind: "held", code: "stop.image", details: { value: image } }, failed.name) };

function lookedAt(record: CatalogueRecord, decision: ProductDecision, item: Item): SettledRecord {
  if (decision.kind === "create") return foreseen(record, "toCreate", decision.changes, item.name);
  if (decision.kind === "update") return foreseen(record, "toUpdate", decision.comparison.changes, item.name);
  if (decision.kind === "same") {
    const { externalId: id, externalParentId: parentId } = decision.target;
    const same = leftSame(record, decision.comparison, { id, parentId }, "");
    return decision.comparison.keep.length === 0
      ? same
      : { ...foreseen(record, "same", decision.comparison.changes, item.name), ...pick(same) };
  }
  return leftAs(record, decision, item.name);
}

const pick = ({ targetId, targetParentId, written, kept }: SettledRecord) => ({
  targetId,
  targetParentId,
  written,
  kept,
});

/** The coupling of stock between the same two says how much is offered. */
async function stockRuleOf(bench: Bench, settings: ProductSettings): Promise<StockRule> {
  const stock = await bench.within((trx) => siblingOf(trx, bench.coupling, "stock"));
  return stock === null ? settings.stock : settingsOf(stock, "stock");
}

/** Of any product it has, else as it says itself: a new shop has none. Asked once in a run. */
async function shopMode(bench: Bench): Promise<boolean | null> {
  const { known } = bench;
  if (known.shopPricesIncludeVat !== undefined) return known.shopPricesIncludeVat;
  known.shopPricesIncludeVat = bench.offers("target", "products.list") ? await askMode(bench) : null;
  return known.shopPricesIncludeVat;
}

async function askMode(bench: Bench): Promise<boolean | null> {
  try {
    const { items, pricesIncludeTax: own } = await bench.ask("target", "products.list", {
      modifiedSince: null,
      cursor: null,
    });
    return items.find(({ pricesIncludeTax }) => pricesIncludeTax !== null)?.pricesIncludeTax ?? own;
  } catch (thrown) {
    // One of its products cannot be read: those that are found under a code say it themselves.
    if (asHubError(thrown).code === "remote.protocol_changed") return null;
    throw thrown;
  }
}
