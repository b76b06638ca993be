import { sql } from "kysely";
import { add, compare, equals, text, zero, type Amount } from "#domain/amount.ts";
import type { Transform } from "#connect/transform.ts";
import { asHubError } from "#domain/error.ts";
import { Item, type WarehouseStock } from "#domain/item.ts";
import { throughSteps } from "#flows/catalogue/steps.ts";
import { unmatchable } from "#flows/catalogue/products.ts";
import type { StockSettings } from "#flows/catalogue/settings.ts";
import { bookedLagSeconds, countedStock, decideStock, isStale, offeredStock } from "#flows/catalogue/stock.ts";
import {
  intendRecords,
  seeRecords,
  settleRecords,
  type CatalogueRecord,
  type SettledRecord,
} from "#store/catalogue-records.ts";
import { settingsOf, stepsOf, type Bench } from "./catalogue-bench.ts";
import { foundInShop, twinsOf } from "./catalogue-match.ts";
import { done, failedAs, foreseen, isOfConnection, leftAs, leftSame, stoppedBySteps } from "./catalogue-outcome.ts";
import { reservationsOf } from "./catalogue-reservations.ts";
import type { CatalogueWork } from "./catalogue-work-shape.ts";

interface SeenStock {
  readonly externalId: string;
  readonly sellersItemIdentifier: string;
  readonly warehouses: readonly WarehouseStock[];
  /** Said by a step of an own module, instead of the warehouses; null: nothing. */
  readonly said: Amount | null;
  /** When the source was asked, by the clock of the database, which all nodes share. */
  readonly observedAt: string;
}

interface Offer {
  readonly seen: SeenStock;
  readonly record: CatalogueRecord;
  readonly target: Item;
  readonly quantity: Amount;
  readonly looksAgain: boolean;
  /** Would go up, while an order cannot be read that may hold it: how far. */
  readonly keptFrom: Amount | null;
}

type Matched = Pick<Offer, "seen" | "record" | "target">;

const nothingKept = { write: [], keep: [], changes: [], adopted: {} } as const;

/** An order that came in while a stock was being written is found by looking again; more often than this it is left to the next run. */
const mostLooks = 3;

/** Stock of an ERP in a shop (C7): absolute, the newest wins. */
export async function stockWork(bench: Bench): Promise<CatalogueWork<SeenStock>> {
  const settings = settingsOf(bench.coupling, "stock");
  const steps = stepsOf(bench, settings.transforms);
  const observed = async (): Promise<string> => {
    const { rows } = await bench.within((trx) => sql<{ at: string }>`select clock_timestamp() as at`.execute(trx));
    return rows[0]?.at ?? bench.options.now().toString();
  };
  const settle = (rows: readonly SettledRecord[]) =>
    bench.within((trx) => settleRecords(trx, bench.place, bench.mayWrite ? bench.run.id : null, rows));

  return {
    async page(since, cursor) {
      const observedAt = await observed();
      const { items, next, seenUntil, total } = await bench.ask("source", "stock.list", {
        modifiedSince: since,
        cursor,
      });
      return { items: items.map((item) => ({ ...item, said: null, observedAt })), next, seenUntil, total };
    },
    due:
      steps.length === 0 && bench.offers("source", "products.find")
        ? async (codes) => {
            const observedAt = await observed();
            const { items } = await bench.ask("source", "products.find", { codes });
            return items.map((item) => ({ ...item, warehouses: warehousesOf(item), said: null, observedAt }));
          }
        : null,
    async carryOut(given) {
      const { items, stopped } = stockThroughSteps(given, steps);
      const all = [...items, ...stopped.map(({ item }) => item)];
      const keyed = all.map((seen) => ({ externalId: seen.externalId, code: seen.sellersItemIdentifier.trim() }));
      const records = await bench.within((trx) => seeRecords(trx, bench.place, bench.run.id, keyed));
      await settle(stoppedBySteps(stopped, records));
      const fresh = items.filter(
        ({ externalId, observedAt }) => !isStale(observedAt, records.get(externalId)?.observedAt ?? null),
      );
      const codes = fresh.map(({ sellersItemIdentifier }) => sellersItemIdentifier.trim());
      const twins = await twinsOf(bench, codes);
      const { found, unreadable } = await foundInShop(bench, codes);
      const matched: Matched[] = [];
      const left: SettledRecord[] = [];
      for (const seen of fresh) {
        const record = records.get(seen.externalId);
        if (record === undefined) continue;
        const code = seen.sellersItemIdentifier.trim();
        const error = unreadable.get(code);
        if (error !== undefined) {
          left.push(failedAs(record, error, code, bench.options.now()));
          continue;
        }
        const item = { ...seen, sellersItemIdentifier: code };
        const there = found.get(code) ?? [];
        const stop = unmatchable({
          item: item as unknown as Item,
          known: { ...record, code: record.matchedCode },
          twins: twins.get(code) ?? 0,
          found: there,
        });
        const [target] = there;
        if (stop !== null) left.push(leftAs(record, stop, code || seen.externalId));
        else if (target === undefined)
          left.push(leftAs(record, { kind: "skipped", code: "skip.notInShop", details: {} }, ""));
        else matched.push({ seen, record, target });
      }
      await settle(left);
      await offer(bench, settings, matched, settle);
    },
  };
}

/** Of a source's stock a step sees the code and the warehouses. */
function stockThroughSteps(given: readonly SeenStock[], steps: readonly Transform[]) {
  if (steps.length === 0) return { items: given, stopped: [] };
  const bare = { name: "", price: null, pricesIncludeTax: null, stock: null, vatRate: null, modifiedAt: null } as const;
  const seenAt = new Map(given.map(({ externalId, observedAt }) => [externalId, observedAt]));
  const { items, stopped } = throughSteps(
    given.map(({ externalId, sellersItemIdentifier, warehouses }) => ({
      ...Item.parse({ ...bare, externalId, sellersItemIdentifier }),
      warehouses: [...warehouses],
    })),
    steps,
  );
  return {
    items: items.map(({ externalId, sellersItemIdentifier, warehouses, stock }) => ({
      ...{ externalId, sellersItemIdentifier, warehouses, said: stock },
      observedAt: seenAt.get(externalId) ?? "",
    })),
    stopped,
  };
}

const warehousesOf = ({ warehouses, stock }: Item): readonly WarehouseStock[] =>
  warehouses.length > 0 || stock === null ? warehouses : [{ warehouseId: "", available: stock, isDefault: true }];

/**
 * Writes what differs. Looked at in this order: the source, the shop's stock, the shop's orders; then it is written, and the orders are looked at
 * once more, so that what was sold between the look and the write is taken off at once.
 */
async function offer(
  bench: Bench,
  settings: StockSettings,
  matched: readonly Matched[],
  settle: (rows: readonly SettledRecord[]) => Promise<void>,
): Promise<void> {
  if (matched.length === 0) return;
  const observedAt = matched.map(({ seen }) => seen.observedAt).toSorted()[0] ?? "";
  const stands = new Map(matched.map(({ target }) => [target.externalId, target.stock]));
  const offers = async (): Promise<Offer[]> => {
    const { reserved, toLookAgain, hasUnreadable } = await reservationsOf(bench, observedAt);
    return matched.map((one) => {
      const code = one.seen.sellersItemIdentifier.trim();
      const available = one.seen.said ?? countedStock(one.seen.warehouses, settings);
      const offered = offeredStock(available, reserved.get(code) ?? zero, code, settings);
      const present = stands.get(one.target.externalId) ?? null;
      // What it holds is not known: anything that would go up may have been sold with it.
      const isKept = hasUnreadable && present !== null && compare(present, offered) < 0;
      const quantity = isKept ? present : offered;
      return { ...one, quantity, looksAgain: toLookAgain.has(code), keptFrom: isKept ? offered : null };
    });
  };
  const written = new Set<string>();
  /** Written, of which the shop said that something else stands there. */
  const open = new Set<string>();
  const isOpen = ({ target }: Offer): boolean => open.has(target.externalId);
  for (let look = 0; look < mostLooks; look += 1) {
    const all = await offers();
    const differing = all.filter(({ target, quantity, seen, record }) => {
      const present = stands.get(target.externalId) ?? null;
      const { observedAt, lastObservedAt } = { observedAt: seen.observedAt, lastObservedAt: record.observedAt };
      return decideStock({ observedAt, lastObservedAt, offered: quantity, present }).kind === "set";
    });
    if (!bench.mayWrite) return settle(all.map((one) => lookedAt(one)));
    const same = all.filter((one) => !differing.includes(one));
    if (look === 0) await settle(same.map((one) => settledAs(bench, one, one.record, false)));
    // Sold between the write and the answer: what stands there is right all the same.
    else await settle(same.filter(isOpen).map((one) => settledAs(bench, one, one.record, true)));
    if (differing.length === 0) return;
    open.clear();
    for (const id of await put(bench, differing, settle, stands, look + 1 === mostLooks)) open.add(id);
    for (const { target } of differing) written.add(target.externalId);
    // Only what was written may be wrong by what was sold meanwhile: the shop counts off the rest itself.
    matched = matched.filter(({ target }) => written.has(target.externalId));
  }
}

const lookedAt = ({ record, target, quantity, seen }: Offer): SettledRecord => {
  const shop = target.stock === null ? null : text(target.stock);
  const isSame = target.stock !== null && equals(target.stock, quantity);
  const changes = isSame ? [] : [{ field: "stock", shop, source: text(quantity), act: "write" as const }];
  const place = { targetId: target.externalId, targetParentId: target.externalParentId, observedAt: seen.observedAt };
  return { ...foreseen(record, isSame ? "same" : "toUpdate", changes, isSame ? "" : target.name), ...place };
};

function settledAs(bench: Bench, one: Offer, record: CatalogueRecord, isWritten: boolean): SettledRecord {
  const { target, quantity, seen, looksAgain, keptFrom } = one;
  const wanted = bench.hash(text(quantity));
  const place = { id: target.externalId, parentId: target.externalParentId };
  const row = isWritten
    ? done(record, "updated", place, { stock: { wanted, stands: wanted } }, "")
    : leftSame(record, nothingKept, place, "");
  const again = bench.options.now().add({ seconds: bookedLagSeconds }).toString();
  if (keptFrom !== null) {
    const code = seen.sellersItemIdentifier.trim();
    const details = { code, value: text(add(quantity, zero)), wanted: text(add(keptFrom, zero)) };
    const waits = { state: "waiting", reasonCode: "stop.unreadableOrder", reasonDetails: details } as const;
    return { ...row, ...waits, name: target.name, observedAt: seen.observedAt, nextAttemptAt: again };
  }
  return { ...row, observedAt: seen.observedAt, nextAttemptAt: looksAgain ? again : null };
}

/**
 * Absolute quantities, in one call for all of a portion; what the shop says stands there afterwards is compared with what was sent. Returns those
 * of which it says something else, unless it `isLast`: then they are held.
 */
async function put(
  bench: Bench,
  given: readonly Offer[],
  settle: (rows: readonly SettledRecord[]) => Promise<void>,
  stands: Map<string, Amount | null>,
  isLast: boolean,
): Promise<string[]> {
  const intents = given.map(({ record, quantity, seen }) => ({
    externalId: record.externalId,
    intended: { stock: bench.hash(text(quantity)) },
    observedAt: seen.observedAt,
  }));
  const intended = new Set(await bench.within((trx) => intendRecords(trx, bench.place, intents)));
  // Somebody saw it later than we did: what we saw is not written over that.
  const offers = given.filter(({ record }) => intended.has(record.externalId));
  if (offers.length === 0) return [];
  const items = offers.map(({ target: { externalId, externalParentId }, quantity }) => ({
    externalId,
    externalParentId,
    quantity,
  }));
  try {
    const answer = await bench.ask("target", "stock.set", { items });
    const told = new Map(answer.items.map(({ externalId, quantity }) => [externalId, quantity]));
    const differs = ({ target, quantity }: Offer): boolean => {
      const now = told.get(target.externalId);
      return now !== null && now !== undefined && !equals(now, quantity);
    };
    const open = isLast ? [] : offers.filter(differs);
    for (const { target, quantity } of open) stands.set(target.externalId, told.get(target.externalId) ?? quantity);
    await settle(
      offers.flatMap((one) => {
        if (open.includes(one)) return [];
        const { record, target, quantity, seen } = one;
        const now = told.get(target.externalId);
        stands.set(target.externalId, now ?? quantity);
        const code = seen.sellersItemIdentifier.trim();
        if (now === null || now === undefined)
          return leftAs(record, { kind: "held", code: "stop.notCounted", details: { code } }, target.name);
        if (!equals(now, quantity)) {
          const details = { code, value: text(add(now, zero)), wanted: text(quantity) };
          return leftAs(record, { kind: "held", code: "stop.otherStock", details }, target.name);
        }
        return settledAs(bench, one, record, true);
      }),
    );
    return open.map(({ target }) => target.externalId);
  } catch (thrown) {
    const error = asHubError(thrown);
    if (bench.signal.aborted || (bench.sideOf(error) !== null && isOfConnection(error))) throw error;
    // One of a hundred that the shop stumbles over keeps no other from its stock.
    if (offers.length > 1) {
      const open: string[] = [];
      for (const one of offers) open.push(...(await put(bench, [one], settle, stands, isLast)));
      return open;
    }
    const [one] = offers;
    if (one === undefined) return [];
    stands.set(one.target.externalId, one.quantity);
    await settle([
      { ...failedAs(one.record, error, one.target.name, bench.options.now()), observedAt: one.seen.observedAt },
    ]);
    return [];
  }
}
