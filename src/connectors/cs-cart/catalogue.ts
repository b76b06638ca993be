import type { CreateOperation, Session } from "#connect/connector.ts";
import type { RawOutput } from "#connect/operations.ts";
import { at } from "./address.ts";
import { readCategories } from "./category-paths.ts";
import { readAll } from "./paging.ts";
import { writesEndAfterSeconds } from "./products.ts";
import { CsPayment, CsTaxClass, Written } from "./schema.ts";
import type { CsCartSettings } from "./settings.ts";

type Shop = Session<CsCartSettings>;

/** The ids an order's `payment_id` names. */
export const listPaymentMethods = async (shop: Shop): Promise<RawOutput<"paymentMethods.list">> => ({
  items: (await readAll(shop, { entity: "payments", idName: "payment_id", query: {} }, CsPayment)).map(
    ({ payment_id, payment, status }) => ({ id: payment_id, title: payment, enabled: status === "" || status === "A" }),
  ),
});

/** Without percentages: those lie with the destinations, and are in no answer but an order's. */
export const listVatClasses = async (shop: Shop): Promise<RawOutput<"vatClasses.list">> => ({
  items: (await readTaxes(shop)).map(({ tax_id, tax }) => ({ id: tax_id, name: tax })),
});

export const readTaxes = (shop: Shop) => readAll(shop, { entity: "taxes", idName: "tax_id", query: {} }, CsTaxClass);

export const listCategories = async (shop: Shop): Promise<RawOutput<"categories.list">> => ({
  items: (await readCategories(shop)).map(({ category_id, category, parent_id }) => ({
    id: category_id,
    name: category,
    parentId: parent_id,
  })),
});

export const createCategory: CreateOperation<CsCartSettings, "categories.create"> = {
  repeat: "look-up",
  visibleAfterSeconds: writesEndAfterSeconds,
  async find(shop, _key, { input: { name, parentId } }) {
    const { items } = await listCategories(shop);
    const found = items.find((category) => category.name === name && category.parentId === parentId);
    return found === undefined ? null : { id: found.id, number: found.name };
  },
  async run({ http, settings }, { name, parentId }) {
    const json = { category: name, parent_id: parentId || "0", status: "A" };
    const made = await http.json({ method: "POST", ...at(settings, "categories"), json }, Written.category);
    return { id: made.category_id, number: name };
  },
};
