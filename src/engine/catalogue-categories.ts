import { HubError } from "#domain/error.ts";
import type { Item } from "#domain/item.ts";
import { categoryPaths } from "#flows/catalogue/product-fields.ts";
import type { ProductSettings } from "#flows/catalogue/settings.ts";
import { findEffects } from "#store/effects.ts";
import type { Bench } from "./catalogue-bench.ts";

interface Category {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
}

/** Ids at the shop for the categories of an item; null when the shop has no such thing, or none is to be made. */
export type CategoryIds = (item: Item, present: readonly (readonly string[])[]) => Promise<string[] | null>;

const isSameName = (a: string, b: string): boolean =>
  a.normalize("NFC").trim().toLocaleLowerCase("nl") === b.normalize("NFC").trim().toLocaleLowerCase("nl");

/** Asked once per portion of work; one that is missing is made once, by whoever needs it first. */
export function categoriesOf(bench: Bench, settings: ProductSettings): CategoryIds {
  let listed: Promise<Category[]> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const all = () => (listed ??= bench.ask("target", "categories.list", {}).then(({ items }) => [...items]));

  let takesNew = bench.offers("target", "categories.create");

  /** Made by us once, and taken out of the shop by somebody. */
  const removed = new Set<string>();

  /** Null in a shop that turns out to take none, and of one that was taken out there: products go in without. */
  const make = async (name: string, parentId: string): Promise<string | null> => {
    // A slash in a name is none in the key: the parent's id stands before it.
    const key = `category:${bench.connections.target.id}:${bench.hash(JSON.stringify([parentId, name]))}`;
    if (removed.has(key)) return null;
    const before = await bench.within((trx) => findEffects(trx, bench.place.administrationId, [key]));
    if (before.has(key)) {
      // Made since the shop was asked, by another coupling, or taken out there.
      listed = undefined;
      const there = (await all()).find((one) => one.id === before.get(key));
      if (there === undefined) removed.add(key);
      return there?.id ?? null;
    }
    try {
      const { id } = await bench.make({ key, operation: "categories.create", input: { name, parentId }, mark: "" });
      (await all()).push({ id, name, parentId });
      return id;
    } catch (thrown) {
      if (!(thrown instanceof HubError) || thrown.code !== "capability.missing") throw thrown;
      takesNew = false;
      return null;
    }
  };

  const idOf = async (path: readonly string[], mayMake: boolean): Promise<string | null> => {
    let parentId = "";
    for (const name of path) {
      const known = (await all()).find((one) => one.parentId === parentId && isSameName(one.name, name));
      if (known === undefined && (!mayMake || !takesNew)) return null;
      const id: string | null = known?.id ?? (await make(name, parentId));
      if (id === null) return null;
      parentId = id;
    }
    return parentId;
  };

  const idsOf = async (item: Item, present: readonly (readonly string[])[]): Promise<string[] | null> => {
    if (!bench.offers("target", "categories.list")) return null;
    const ids: string[] = [];
    // What the shop put it in besides stays; where that cannot be said, nothing is written over it.
    for (const path of present) {
      const id = await idOf(path, false);
      if (id === null) return null;
      ids.push(id);
    }
    for (const path of categoryPaths(item, settings)) {
      const chosen = settings.categories[path.join(" > ")];
      ids.push(chosen ?? (await idOf(path, settings.makesCategories)) ?? "");
    }
    const found = [...new Set(ids.filter((id) => id !== ""))];
    return found.length === 0 ? null : found;
  };
  // One after another: two products of a new category make it once.
  return (item, present) => {
    const result = turn.then(() => idsOf(item, present));
    turn = result.catch(() => undefined);
    return result;
  };
}
