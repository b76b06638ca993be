import type { Session } from "#connect/connector.ts";
import { readAll } from "./paging.ts";
import { CsCategory, type CsProduct } from "./schema.ts";
import type { CsCartSettings } from "./settings.ts";

export const readCategories = (shop: Session<CsCartSettings>): Promise<CsCategory[]> =>
  readAll(shop, { entity: "categories", idName: "category_id", query: {} }, CsCategory);

/** The names from the top down to a category; its id where the shop does not list it. */
export type CategoryPaths = (id: string) => string[];

/** Products name their categories by id: the tree is asked for when there is one to place. */
export async function categoryPaths(
  shop: Session<CsCartSettings>,
  products: readonly CsProduct[],
): Promise<CategoryPaths> {
  if (products.every(({ category_ids: ids }) => ids.length === 0)) return (id) => [id];
  const tree = new Map((await readCategories(shop)).map((one) => [one.category_id, one]));
  return (id) => {
    const names: string[] = [];
    const seen = new Set<string>();
    for (let at = tree.get(id); at !== undefined && !seen.has(at.category_id); at = tree.get(at.parent_id)) {
      seen.add(at.category_id);
      names.unshift(at.category);
    }
    return names.length === 0 ? [id] : names;
  };
}
