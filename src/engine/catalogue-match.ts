import { asHubError, type HubError } from "#domain/error.ts";
import type { Item } from "#domain/item.ts";
import { stepNames } from "#flows/catalogue/steps.ts";
import { bearersOf, type CatalogueRecord } from "#store/catalogue-records.ts";
import { markGone } from "#store/catalogue-wake.ts";
import { finishEffect } from "#store/effects.ts";
import type { Bench } from "./catalogue-bench.ts";

/** What the shop has under each code, and the codes of which it shows something that cannot be read. */
export interface FoundInShop {
  readonly found: ReadonlyMap<string, readonly Item[]>;
  readonly unreadable: ReadonlyMap<string, HubError>;
}

/** One product in a form that is not expected keeps no other from being found: they are then looked for one by one. */
export async function foundInShop(bench: Bench, codes: readonly string[]): Promise<FoundInShop> {
  const asked = [...new Set(codes.filter((code) => code !== ""))];
  const unreadable = new Map<string, HubError>();
  if (asked.length === 0) return { found: new Map(), unreadable };
  const find = async (some: string[]): Promise<readonly Item[]> =>
    (await bench.ask("target", "products.find", { codes: some })).items;
  const items = await find(asked).catch(async (thrown: unknown) => {
    const whole = asHubError(thrown);
    if (whole.code !== "remote.protocol_changed" || bench.signal.aborted) throw whole;
    const readable: Item[] = [];
    for (const code of asked) {
      try {
        readable.push(...(await find([code])));
      } catch (alone) {
        const error = asHubError(alone);
        if (error.code !== "remote.protocol_changed" || bench.signal.aborted) throw error;
        unreadable.set(code, error);
      }
    }
    // Not one of them: then it is the shop that changed.
    if (asked.length > 1 && unreadable.size === asked.length) throw whole;
    return readable;
  });
  return { found: Map.groupBy(items, (item) => item.sellersItemIdentifier.trim()), unreadable };
}

/**
 * How many other records of the source have each of these codes. One that the source no longer has under that code, which only a walk over
 * everything would show, counts no longer: the source is asked.
 */
export async function twinsOf(bench: Bench, codes: readonly string[]): Promise<Map<string, number>> {
  const bearers = await bench.within((trx) => bearersOf(trx, bench.place, codes));
  const double = [...bearers].filter(([, ids]) => ids.length > 1);
  if (
    double.length > 0 &&
    bench.run.since !== null &&
    bench.coupling.kind !== "customers" &&
    // The source does not know the codes that steps make.
    stepNames(bench.coupling.settings).length === 0 &&
    bench.offers("source", "products.find")
  ) {
    const { items } = await bench.ask("source", "products.find", { codes: double.map(([code]) => code) });
    const there = new Set(items.map(({ externalId }) => externalId));
    for (const [code, ids] of double) {
      const gone = ids.filter((id) => !there.has(id));
      if (gone.length === ids.length) continue;
      await bench.within((trx) => markGone(trx, bench.place, gone));
      bearers.set(
        code,
        ids.filter((id) => there.has(id)),
      );
    }
  }
  return new Map([...bearers].map(([code, ids]) => [code, ids.length - 1]));
}

/**
 * What was found at the shop under the code or address of something that was being made there has been made: nothing of its content is kept for
 * sending it again.
 */
export async function settleMade(
  bench: Bench,
  found: readonly { readonly record: CatalogueRecord; readonly key: string; readonly id: string }[],
): Promise<void> {
  const { key: master } = bench.options.store;
  const doubtful = found.filter(
    ({ record }) => record.targetId === "" && record.attempts + (record.intended === null ? 0 : 1) > 0,
  );
  if (doubtful.length === 0) return;
  await bench.within(async (trx) => {
    for (const { key, id } of doubtful)
      await finishEffect(trx, master, bench.place.administrationId, key, { id, number: "" });
  });
}
