import { z } from "zod";
import { amount, AmountText, equals, isNegative } from "#domain/amount.ts";
import { Discount } from "#domain/supplier/price-answer.ts";
import { unitOf, unitWord } from "#domain/supplier/units.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textOf } from "#domain/texts/text.ts";
import { inAdministration } from "#store/database.ts";
import {
  deleteDiscountGroup,
  learntUnits,
  learnUnit,
  listDiscountGroups,
  writeDiscountGroups,
  type DiscountGroup,
} from "#store/discount-groups.ts";
import { listBatches, readBatch, startUndoing } from "#store/price-batches.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { AmountShape, Day, Instant } from "#api/shapes.ts";
import { requireSupplier } from "./price-list-endpoints.ts";
import { batchOf, PriceBatchShape } from "./price-import-shapes.ts";

const SupplierPlace = z.object({ partyId: z.uuid() });

const GroupShape = z
  .object({
    code: z.string().meta({ description: "Text: 06 is not 6" }),
    from: AmountShape.meta({ description: "From this quantity on" }),
    name: z.string(),
    discounts: z.array(z.object({ kind: z.string(), value: AmountShape, group: z.string(), source: z.string() })),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    version: z.int(),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: "DiscountGroup" });

const shown = ({ from, discounts, ...group }: DiscountGroup): z.input<typeof GroupShape> => ({
  ...group,
  from: String(from),
  discounts: discounts.map((discount) => ({ ...discount, value: String(discount.value) })),
});

const listGroupsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/suppliers/:partyId/discount-groups",
  summary: "What we get off in each discount group of a supplier",
  permission: "items.read",
  params: SupplierPlace,
  answer: z.object({ items: z.array(GroupShape) }),
  errors: [],
  async handle({ store }, { administrationId, params }) {
    const groups = await inAdministration(store.app, administrationId, (trx) =>
      listDiscountGroups(trx, administrationId, params.partyId),
    );
    return { items: groups.map((group) => shown(group)) };
  },
});

const Quantity = AmountText.refine((value) => !isNegative(value), textLater("given.negative"));

const putGroupEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/suppliers/:partyId/discount-groups",
  summary: "Make or change a discount group. Prices follow with the next file or when the group file is read",
  permission: "items.manage",
  act: { action: "discountGroup.save", subject: "party" },
  params: SupplierPlace,
  body: z.object({
    code: z.string().trim().min(1).max(60),
    from: Quantity.prefault("0"),
    name: z.string().trim().max(200).default(""),
    discounts: z.array(Discount).max(3),
    validFrom: Day.nullable().default(null),
    validTo: Day.nullable().default(null),
  }),
  answer: GroupShape,
  errors: [],
  handle: ({ store }, { administrationId, params: { partyId }, body, caller, tell }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      await requireSupplier(trx, administrationId, partyId, "partyId");
      tell({ details: { group: body.code } });
      await writeDiscountGroups(trx, administrationId, partyId, [body], caller.name);
      const group = (await listDiscountGroups(trx, administrationId, partyId, [body.code])).find(({ from }) =>
        equals(amount(String(from)), body.from),
      );
      if (group === undefined) throw new RequestRefused("request.not_found", "There is no such group");
      return shown(group);
    }),
});

const deleteGroupEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/suppliers/:partyId/discount-groups",
  summary: "Delete a discount group. Prices that were made with it stay until the next file",
  permission: "items.manage",
  act: { action: "discountGroup.delete", subject: "party" },
  params: SupplierPlace,
  query: z.object({ code: z.string().min(1).max(60), from: Quantity.prefault("0") }),
  answer: z.object({ code: z.string() }),
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params, query, tell }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      tell({ details: { group: query.code } });
      if (!(await deleteDiscountGroup(trx, administrationId, params.partyId, query)))
        throw new RequestRefused("request.not_found", "There is no such group");
      return { code: query.code };
    }),
});

const UnitsShape = z.object({
  items: z.array(z.object({ word: z.string(), unitCode: z.string() })),
});

const listSupplierUnitsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/suppliers/:partyId/units",
  summary: "What a supplier's own words for units mean, as somebody said once",
  permission: "items.read",
  params: SupplierPlace,
  answer: UnitsShape,
  errors: [],
  async handle({ store }, { administrationId, params }) {
    const units = await inAdministration(store.app, administrationId, (trx) =>
      learntUnits(trx, administrationId, params.partyId),
    );
    return { items: Object.entries(units).map(([word, unitCode]) => ({ word, unitCode })) };
  },
});

const learnUnitEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/suppliers/:partyId/units",
  summary: "Say what a supplier's word for a unit means; null: nothing any more. Read a file again to use it",
  permission: "items.manage",
  act: { action: "unit.learn", subject: "party", says: ["word", "unitCode"] },
  params: SupplierPlace,
  body: z.object({ word: z.string().trim().min(1).max(60), unitCode: z.string().max(3).nullable() }),
  answer: UnitsShape,
  errors: [],
  handle: ({ store }, { administrationId, params: { partyId }, body, caller }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      await requireSupplier(trx, administrationId, partyId, "partyId");
      const unitCode = body.unitCode === null ? null : unitOf(body.unitCode, {});
      if (body.unitCode !== null && unitCode === null)
        throw refuseFields([{ field: "unitCode", message: textLater("given.unitCode") }]);
      await learnUnit(trx, administrationId, partyId, { word: unitWord(body.word), unitCode, by: caller.name });
      const units = await learntUnits(trx, administrationId, partyId);
      return { items: Object.entries(units).map(([word, code]) => ({ word, unitCode: code })) };
    }),
});

const listBatchesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-batches",
  summary: "What wrote prices: files, price runs and changes by hand, the newest first",
  permission: "items.read",
  query: z.object({ priceListId: z.uuid().optional() }),
  answer: z.object({ items: z.array(PriceBatchShape) }),
  errors: [],
  async handle({ store }, { administrationId, query }) {
    const batches = await inAdministration(store.app, administrationId, (trx) =>
      listBatches(trx, administrationId, query.priceListId, 100),
    );
    return { items: batches.map((batch) => batchOf(batch)) };
  },
});

const undoEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-batches/:batchId/undo",
  summary: "Put back every price a batch wrote, within a day; what was changed since stays. It goes on by itself",
  permission: "items.manage",
  act: { action: "prices.undo", subject: "priceFile" },
  params: z.object({ batchId: z.uuid() }),
  status: 202,
  answer: PriceBatchShape,
  errors: ["request.not_found", "request.conflict"],
  async handle(context, { administrationId, params: { batchId }, caller, language }) {
    const answer = await inAdministration(context.store.app, administrationId, async (trx) => {
      const batch = await readBatch(trx, administrationId, batchId, true);
      if (batch === null) throw new RequestRefused("request.not_found", "There is no such batch");
      if (batch.state === "undoing" || batch.state === "undone") return batchOf(batch);
      if (!batch.mayUndo) throw standsInTheWay("", textOf("price.list.notUndone", language));
      await startUndoing(trx, administrationId, batchId, caller.name);
      return batchOf((await readBatch(trx, administrationId, batchId)) ?? batch);
    });
    context.engine.ringPrices(administrationId);
    return answer;
  },
});

export const supplierTermsEndpoints = [
  listGroupsEndpoint,
  putGroupEndpoint,
  deleteGroupEndpoint,
  listSupplierUnitsEndpoint,
  learnUnitEndpoint,
  listBatchesEndpoint,
  undoEndpoint,
];
