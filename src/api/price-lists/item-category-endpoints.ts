import { randomUUID } from "node:crypto";
import { z } from "zod";
import { SalesRule } from "#domain/supplier/sales-price.ts";
import { textOf } from "#domain/texts/text.ts";
import { inAdministration } from "#store/database.ts";
import {
  deleteCategory,
  insertCategory,
  isCategoryNameTaken,
  listCategories,
  readCategory,
  updateCategory,
} from "#store/item-categories.ts";
import { changedMeanwhile, standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";
import { requireRule } from "./price-list-endpoints.ts";

const noCategory = (): RequestRefused => new RequestRefused("request.not_found", "There is no such category");

const CategoryShape = z
  .object({
    id: z.string(),
    name: z.string(),
    salesRule: z.unknown().nullable(),
    items: z.int(),
    version: z.int(),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: "ItemCategory" });

const listCategoriesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/item-categories",
  summary: "Categories of own items, by name",
  permission: "items.read",
  answer: z.object({ items: z.array(CategoryShape) }),
  errors: [],
  handle: async ({ store }, { administrationId }) => ({
    items: await inAdministration(store.app, administrationId, (trx) => listCategories(trx, administrationId)),
  }),
});

const CategoryGiven = z.object({
  name: z.string().trim().min(1).max(200),
  salesRule: SalesRule.nullable().default(null),
});

const createCategoryEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/item-categories",
  summary: "Add a category",
  permission: "items.manage",
  act: { action: "category.add", subject: "category", isTold: true },
  body: CategoryGiven,
  status: 201,
  answer: CategoryShape,
  errors: ["request.conflict"],
  handle: ({ store }, { administrationId, body, caller, language, tell }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const id = randomUUID();
      requireRule(body.salesRule, "salesRule");
      tell({ id });
      if (!(await insertCategory(trx, administrationId, { id, ...body, by: caller.name })))
        throw standsInTheWay("name", textOf("price.list.categoryName", language));
      return (await readCategory(trx, administrationId, id)) ?? Promise.reject(noCategory());
    }),
});

const CategoryPlace = z.object({ categoryId: z.uuid() });

const putCategoryEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/item-categories/:categoryId",
  summary: "Save a category, unless somebody else did since it was read. Sales prices follow when they are made anew",
  permission: "items.manage",
  act: { action: "category.save", subject: "category", says: ["version"] },
  params: CategoryPlace,
  body: CategoryGiven.extend({ version: z.int().min(1) }),
  answer: CategoryShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params: { categoryId }, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const before = await readCategory(trx, administrationId, categoryId);
      if (before === null) throw noCategory();
      requireRule(body.salesRule, "salesRule");
      if (await isCategoryNameTaken(trx, administrationId, body.name, categoryId))
        throw standsInTheWay("name", textOf("price.list.categoryName", language));
      if (!(await updateCategory(trx, administrationId, { id: categoryId, ...body, by: caller.name })))
        throw changedMeanwhile(before, await readerOf(trx, administrationId, language, now()));
      return (await readCategory(trx, administrationId, categoryId)) ?? Promise.reject(noCategory());
    }),
});

const deleteCategoryEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/item-categories/:categoryId",
  summary: "Delete a category in which there are no items",
  permission: "items.manage",
  act: { action: "category.delete", subject: "category" },
  params: CategoryPlace,
  answer: z.object({ id: z.string() }),
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store }, { administrationId, params: { categoryId }, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const category = await readCategory(trx, administrationId, categoryId);
      if (category === null) throw noCategory();
      if (category.items > 0) throw standsInTheWay("", textOf("price.list.categoryUsed", language));
      await deleteCategory(trx, administrationId, categoryId);
      return { id: categoryId };
    }),
});

export const itemCategoryEndpoints = [
  listCategoriesEndpoint,
  createCategoryEndpoint,
  putCategoryEndpoint,
  deleteCategoryEndpoint,
];
