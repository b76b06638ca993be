import { z } from "zod";
import { putOrderPricesBack, takePricesToOrder } from "#backoffice/purchases/order-prices.ts";
import { isSalesRuleRight } from "#domain/supplier/price-list-terms.ts";
import { SalesRule } from "#domain/supplier/sales-price.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { newId } from "#store/new-id.ts";
import { startUndoing } from "#store/price-batches.ts";
import { countTicked } from "#store/price-run-answers.ts";
import { batchesOfRun, insertRunBatch, keptOfBatch } from "#store/price-run-batches.ts";
import { requireDocumentApp } from "#api/apps/require-app.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { doneOr } from "#api/documents/refusal.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { PriceRunPlace, refusedNow, requireCalm, runAt, runPage } from "./price-run-at.ts";
import { PriceRunShape, undoUntil } from "./price-run-shapes.ts";

const BatchIn = PriceRunPlace.extend({ batchId: z.uuid() });

export const applyPriceRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs/:runId/apply",
  summary:
    "Save the ticked prices at the articles: under suppliers, under prices, or both, in the background. An order changes by another act",
  permission: "items.manage",
  act: { action: "priceRun.apply", subject: "priceRun", says: ["underSuppliers", "underPrices", "salesRule"] },
  params: PriceRunPlace,
  body: z.object({
    underSuppliers: z.boolean().default(false),
    underPrices: z.boolean().default(false),
    salesRule: SalesRule.nullable().default(null).meta({
      description: "How sales prices are made of the new costs; null: as the item, its category or the list says",
    }),
  }),
  status: 202,
  answer: PriceRunShape,
  errors: ["request.not_found", "request.conflict"],
  async handle(context, call) {
    const { administrationId, params, body } = call;
    const { underSuppliers, underPrices, salesRule } = body;
    if (!underSuppliers && !underPrices)
      throw refuseFields([{ field: "underSuppliers", message: textLater("pricing.nothingChosen") }]);
    if (salesRule !== null && !isSalesRuleRight(salesRule))
      throw refuseFields([{ field: "salesRule", message: textLater("pricing.wrongRule") }]);
    const answer = await atDesk(context, call, async ({ trx, reader, caller }) => {
      const run = await runAt(trx, administrationId, params.runId, true);
      await requireCalm(trx, administrationId, run, reader);
      if ((await countTicked(trx, administrationId, run.id)) === 0)
        throw refuseFields([{ field: "ticked", message: textLater("pricing.nothingTicked") }]);
      const { partyId, priceListId, id: runId } = run;
      const place = { underSuppliers, underPrices, salesRule, after: { code: "", line: 0 } };
      const batch = { id: newId(), runId, partyId, priceListId, createdBy: caller.name, place };
      await insertRunBatch(trx, administrationId, batch);
      return runPage(trx, administrationId, runId, reader);
    });
    context.engine.ringPriceRun({ administrationId, runId: params.runId });
    return answer;
  },
});

export const undoPriceRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs/:runId/batches/:batchId/undo",
  summary:
    "Put back the prices that one act replaced, up to 24 hours after it; what somebody changed since stays, and is listed",
  permission: "items.manage",
  act: { action: "priceRun.undo", subject: "priceRun" },
  params: BatchIn,
  status: 202,
  answer: PriceRunShape,
  errors: ["request.not_found", "request.conflict"],
  async handle(context, call) {
    const { administrationId, params } = call;
    const answer = await atDesk(context, call, async ({ trx, reader, caller }) => {
      const run = await runAt(trx, administrationId, params.runId, true);
      await requireCalm(trx, administrationId, run, reader);
      const batches = await batchesOfRun(trx, administrationId, run.id);
      const batch = batches.find(({ id }) => id === params.batchId);
      if (batch === undefined) throw new RequestRefused("request.not_found", "There is no such act of this run");
      if (batch.state !== "applied") throw refusedNow(reader, "pricing.notNow");
      if (undoUntil(batch.appliedAt, reader.now) === null) throw refusedNow(reader, "pricing.tooLate");
      await startUndoing(trx, administrationId, batch.id, caller.name);
      return runPage(trx, administrationId, run.id, reader);
    });
    context.engine.ringPriceRun({ administrationId, runId: params.runId });
    return answer;
  },
});

export const keptOfPriceRunEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/price-runs/:runId/batches/:batchId/kept",
  summary: "What was not put back, because somebody changed it since; the first 200",
  permission: "documents.read",
  params: BatchIn,
  answer: z.object({
    items: z.array(
      z.object({
        kind: z.enum(["supplierItem", "itemSupplier", "item"]),
        id: z.string(),
        code: z.string(),
        name: z.string(),
      }),
    ),
  }),
  errors: ["request.not_found"],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx }) => {
      const { administrationId, params } = call;
      await runAt(trx, administrationId, params.runId);
      const batches = await batchesOfRun(trx, administrationId, params.runId);
      if (!batches.some(({ id }) => id === params.batchId))
        throw new RequestRefused("request.not_found", "There is no such act of this run");
      return { items: await keptOfBatch(trx, administrationId, params.batchId, 200) };
    }),
});

const OrderBody = z.object({ version: z.int().min(1).meta({ description: "Of the order as it was read" }) });
const OrderDone = z.object({
  run: PriceRunShape,
  documentVersion: z.int(),
  changed: z.int(),
  left: z.int().meta({ description: "Lines that are not what they were, and stay" }),
});

/** The order of a run, in a desk where it may be changed. */
async function orderRun({ trx, administration, reader }: Desk, runId: string) {
  const run = await runAt(trx, administration.id, runId, true);
  await requireCalm(trx, administration.id, run, reader);
  if (run.documentId === null) throw refusedNow(reader, "pricing.notNow");
  await requireDocumentApp(trx, administration.id, run.documentId, reader.language);
  return run;
}

export const orderPricesEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs/:runId/order",
  summary:
    "Put the ticked prices on the lines of the draft order; the old ones stay with the run, and no article changes",
  permission: "documents.edit",
  act: { action: "priceRun.order", subject: "priceRun" },
  params: PriceRunPlace,
  body: OrderBody,
  answer: OrderDone,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, reader } = desk;
      const run = await orderRun(desk, call.params.runId);
      if ((await countTicked(trx, administration.id, run.id)) === 0)
        throw refuseFields([{ field: "ticked", message: textLater("pricing.nothingTicked") }]);
      const done = doneOr(await takePricesToOrder(trx, administration, run, call.body.version, caller.name), reader);
      const { version: documentVersion, ...rest } = done;
      return { ...rest, documentVersion, run: await runPage(trx, administration.id, run.id, reader) };
    }),
});

export const undoOrderPricesEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs/:runId/order/undo",
  summary: "Put the prices of the draft order back that the run replaced, up to 24 hours after it",
  permission: "documents.edit",
  act: { action: "priceRun.orderUndo", subject: "priceRun" },
  params: PriceRunPlace,
  body: OrderBody,
  answer: OrderDone,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, reader } = desk;
      const run = await orderRun(desk, call.params.runId);
      if (run.orderChangedAt === null || run.orderUndoneAt !== null) throw refusedNow(reader, "pricing.notNow");
      if (undoUntil(run.orderChangedAt, reader.now) === null) throw refusedNow(reader, "pricing.tooLate");
      const done = doneOr(await putOrderPricesBack(trx, administration, run, call.body.version, caller.name), reader);
      const { version: documentVersion, ...rest } = done;
      return { ...rest, documentVersion, run: await runPage(trx, administration.id, run.id, reader) };
    }),
});
