import type { CreateOperation, Session } from "#connect/connector.ts";
import type { RawOutput } from "#connect/operations.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { withoutEntities } from "./entities.ts";
import type { CategoryPaths } from "./items.ts";
import { allPages } from "./pages.ts";
import { WooCategory, type WooProduct } from "./schema.ts";
import type { WooCommerceSettings } from "./settings.ts";
import { isRecordId, writesEndAfterSeconds } from "./writing.ts";

type Shop = Session<WooCommerceSettings>;

const path = "wc/v3/products/categories";

const readCategories = (shop: Shop): Promise<WooCategory[]> =>
  allPages(shop, path, { orderby: "id", order: "asc" }, WooCategory);

const parentIdOf = ({ parent }: WooCategory): string => (parent === "0" ? "" : parent);

export const listCategories = async (shop: Shop): Promise<RawOutput<"categories.list">> => ({
  items: (await readCategories(shop)).map((one) => ({
    id: one.id,
    name: withoutEntities(one.name),
    parentId: parentIdOf(one),
  })),
});

/** The paths of the categories of these products. Products only name the category itself: the tree is asked for when there is one to place. */
export async function categoryPaths(shop: Shop, products: readonly WooProduct[]): Promise<CategoryPaths> {
  if (products.every(({ categories }) => categories.length === 0)) return () => null;
  const tree = new Map((await readCategories(shop)).map((one) => [one.id, one]));
  return (id) => {
    const names: string[] = [];
    const seen = new Set<string>();
    for (let at = tree.get(id); at !== undefined && !seen.has(at.id); at = tree.get(at.parent)) {
      seen.add(at.id);
      names.unshift(withoutEntities(at.name));
    }
    return names.length === 0 ? null : names;
  };
}

/** WordPress keeps one name once under each parent, without regard to capitals. */
const plain = (name: string): string => name.normalize("NFC").trim().toLowerCase();

export const createCategory: CreateOperation<WooCommerceSettings, "categories.create"> = {
  repeat: "look-up",
  visibleAfterSeconds: writesEndAfterSeconds,
  async find(shop, _key, { input: { name, parentId } }) {
    const found = (await readCategories(shop)).find(
      (one) => parentIdOf(one) === parentId && plain(withoutEntities(one.name)) === plain(name),
    );
    return found === undefined ? null : { id: found.id, number: withoutEntities(found.name) };
  },
  async run({ http }, { name, parentId }) {
    if (parentId !== "" && !isRecordId(parentId))
      throw new HubError("document.invalid", `${parentId} is not the id of a category`);
    try {
      const json = { name, ...(parentId === "" ? {} : { parent: Number(parentId) }) };
      const made = await http.json({ method: "POST", path, json }, WooCategory);
      return { id: made.id, number: withoutEntities(made.name) };
    } catch (thrown) {
      // It is there: made by somebody else meanwhile, and as good.
      const { code, standingId = "" } = asHubError(thrown).details;
      if (code === "term_exists" && standingId !== "") return { id: standingId, number: name };
      throw thrown;
    }
  },
};
