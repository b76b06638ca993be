// Over 300 lines because all a price run looks like at the API is one shape with its parts.
import { z } from "zod";
import { remedies, type ErrorCode } from "#domain/error.ts";
import { marginPercent, type SalesRule } from "#domain/supplier/sales-price.ts";
import { amount, round, text } from "#domain/amount.ts";
import { priceBuckets } from "#domain/supplier/price-comparison.ts";
import { causeText } from "#domain/texts/cause-text.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { runStatuses, type StoredAnswer } from "#store/price-run-answers.ts";
import { batchStates, type RunBatch } from "#store/price-run-batches.ts";
import type { QuoteEffect } from "#store/price-run-effects.ts";
import { priceRunStates, type PriceRun } from "#store/price-runs.ts";
import type { Reader } from "#api/reader.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

/** Prices that were taken over can be put back so long. */
export const undoHours = 24;

const EffectShape = z.object({
  quotes: z.int().meta({ description: "Open quotes that are about it" }),
  marginChange: AmountShape.meta({ description: "What their margin becomes more, or below zero less" }),
});

const RuleShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("margin"), percent: AmountShape }),
  z.object({ kind: z.literal("factor"), factor: AmountShape }),
]);

const ruleOf = (rule: SalesRule | null): z.input<typeof RuleShape> | null => {
  if (rule === null) return null;
  return rule.kind === "factor"
    ? { kind: "factor", factor: text(rule.factor) }
    : { kind: "margin", percent: text(rule.percent) };
};

const BatchShape = z
  .object({
    id: z.string(),
    state: z.enum(batchStates),
    underSuppliers: z.boolean(),
    underPrices: z.boolean(),
    salesRule: RuleShape.nullable(),
    counts: z.record(z.string(), z.int()).meta({
      description:
        "supplierItems, itemSuppliers, salesPrices: written; leftOut: not written; putBack, kept: of undoing, kept because somebody changed it since",
    }),
    createdAt: Instant,
    createdBy: z.string(),
    appliedAt: Instant.nullable(),
    undoneAt: Instant.nullable(),
    undoneBy: z.string(),
    undoUntil: Instant.nullable().meta({ description: "Until when it can be put back; null: not, or not any more" }),
  })
  .meta({ id: "PriceRunBatch" });

const OrderPriceShape = z.object({ price: AmountShape, baseQuantity: AmountShape, discountPercent: AmountShape });

export const PriceRunShape = z
  .object({
    id: z.string(),
    priceListId: z.string().nullable(),
    documentId: z.string().nullable(),
    name: z.string().meta({ description: "Of the price list, or the number of the order; empty for a draft" }),
    supplier: z.object({ id: z.string(), name: z.string() }),
    connectionId: z.string(),
    alias: z.string(),
    asksAgain: z.boolean(),
    state: z.enum(priceRunStates),
    total: z.int(),
    done: z.int(),
    counts: z.record(z.string(), z.int()).meta({
      description:
        "up, down, first (had no price), same, other (in another unit or currency), review (for a person first), unknown, discontinued, noPrice, onRequest, error, recent (skipped: asked less than 12 hours ago), remembered (part of unknown: not asked again), noCode, calls, unsure (may have been asked twice: a node ended during a call)",
    }),
    perMinute: z.number().nullable().meta({ description: "Articles, since it began or went on; null: not known yet" }),
    expectedAt: Instant.nullable().meta({ description: "When everything will be asked, at that pace" }),
    waitsUntil: Instant.nullable().meta({ description: "The supplier is away or asked to wait: asked again then" }),
    reason: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: "Why it waits, or stopped by itself" }),
    ticked: z.int().meta({ description: "Prices that would be taken over" }),
    effect: EffectShape.nullable().meta({ description: "Of the ticked ones on open quotes; null while it is asking" }),
    order: z
      .object({
        changedAt: Instant,
        changedBy: z.string(),
        undoneAt: Instant.nullable(),
        undoUntil: Instant.nullable(),
        lines: z.array(
          z.object({
            code: z.string(),
            itemName: z.string(),
            unitCode: z.string(),
            before: OrderPriceShape,
            after: OrderPriceShape.omit({ discountPercent: true }),
          }),
        ),
      })
      .nullable()
      .meta({ description: "What the lines of the order were and became; null: not taken over there" }),
    batches: z.array(BatchShape),
    begunAt: Instant,
    begunBy: z.string(),
    finishedAt: Instant.nullable(),
    endedBy: z.string().meta({ description: "Who paused or stopped it; empty: nobody" }),
    version: z.int(),
  })
  .meta({ id: "PriceRun" });

const later = (instant: string): Temporal.Instant => Temporal.Instant.from(instant).add({ hours: undoHours });

/** Until when it may be put back; null when that is over. */
export function undoUntil(at: string | null, now: Temporal.Instant): string | null {
  if (at === null) return null;
  const until = later(at);
  return Temporal.Instant.compare(now, until) < 0 ? until.toString() : null;
}

/** How fast it went since it began or went on, and when it will be through. */
export function paceOf(
  { state, done, total, pacedAt, pacedFrom, nextAt }: PriceRun,
  now: Temporal.Instant,
): { readonly perMinute: number | null; readonly expectedAt: string | null } {
  if (state !== "asking" || pacedAt === null || done <= pacedFrom) return { perMinute: null, expectedAt: null };
  const minutes = Math.max(now.since(Temporal.Instant.from(pacedAt)).total("minutes"), 1 / 600);
  const perMinute = (done - pacedFrom) / minutes;
  const from = nextAt === null ? now : Temporal.Instant.from(nextAt);
  const start = Temporal.Instant.compare(from, now) > 0 ? from : now;
  const seconds = Math.ceil((Math.max(0, total - done) / perMinute) * 60);
  return { perMinute: Math.round(perMinute), expectedAt: start.add({ seconds }).toString() };
}

function reasonOf(run: PriceRun, reader: Reader): { readonly code: string; readonly message: string } | null {
  if (run.reasonCode === "") return null;
  const code: ErrorCode = run.reasonCode in remedies ? (run.reasonCode as ErrorCode) : "internal.unexpected";
  const facts = { system: reader.systemOf(run.connectionId), count: run.total, details: {}, difference: null };
  // What the supplier refuses it says best itself.
  const message = code === "document.rejected" ? run.reasonText : causeText(code, reader.language, facts).title;
  return { code: run.reasonCode, message };
}

const batchOf = (batch: RunBatch, now: Temporal.Instant): z.input<typeof BatchShape> => {
  const { place, counts, runId: _, partyId: __, ...rest } = batch;
  const { underSuppliers, underPrices, salesRule } = place;
  return {
    ...rest,
    counts: { ...counts },
    ...{ underSuppliers, underPrices },
    salesRule: ruleOf(salesRule),
    undoUntil: batch.state === "applied" ? undoUntil(batch.appliedAt, now) : null,
  };
};

export interface RunFacts {
  readonly batches: readonly RunBatch[];
  readonly ticked: number;
  readonly effect: QuoteEffect | null;
}

export function priceRunOf(
  run: PriceRun,
  { batches, ticked, effect }: RunFacts,
  reader: Reader,
): z.input<typeof PriceRunShape> {
  const { now } = reader;
  const { orderChange, orderChangedAt, orderUndoneAt } = run;
  return {
    ...{ id: run.id, priceListId: run.priceListId, documentId: run.documentId, name: run.name },
    supplier: { id: run.partyId, name: run.partyName },
    ...{ connectionId: run.connectionId, alias: run.alias, asksAgain: run.asksAgain, state: run.state },
    ...{ total: run.total, done: run.done, counts: { ...run.counts } },
    ...paceOf(run, now),
    waitsUntil: run.state === "asking" ? run.nextAt : null,
    reason: reasonOf(run, reader),
    ...{ ticked, effect },
    order:
      orderChange === null || orderChangedAt === null
        ? null
        : {
            changedAt: orderChangedAt,
            changedBy: run.orderChangedBy,
            undoneAt: orderUndoneAt,
            undoUntil: orderUndoneAt === null ? undoUntil(orderChangedAt, now) : null,
            lines: [...orderChange.lines],
          },
    batches: batches.map((batch) => batchOf(batch, now)),
    ...{ begunAt: run.begunAt, begunBy: run.begunBy, finishedAt: run.finishedAt, endedBy: run.endedBy },
    version: run.version,
  };
}

export const PriceAnswerShape = z
  .object({
    code: z.string(),
    line: z.int().meta({ description: "0, but of a line of an order without a code" }),
    lines: z.array(z.int()).meta({ description: "Of the order" }),
    supplierItemId: z.string().nullable(),
    itemId: z.string().nullable().meta({ description: "Our own item; null: none" }),
    name: z.string(),
    bucket: z.enum(priceBuckets),
    status: z.enum(runStatuses),
    oldCost: AmountShape.nullable(),
    oldCurrency: z.string(),
    cost: AmountShape.nullable(),
    currency: z.string(),
    unitCode: z.string().meta({ description: "What both costs are for one of" }),
    basis: z
      .object({ quantity: AmountShape, unitCode: z.string(), net: AmountShape.nullable() })
      .nullable()
      .meta({ description: "As the supplier states it: so much for so many" }),
    changePercent: AmountShape.nullable(),
    isReview: z.boolean().meta({ description: "For a person first: it does not start ticked" }),
    remarks: z.array(z.string()).meta({ description: "What a person should know of it, in words" }),
    isTicked: z.boolean(),
    mayTick: z.boolean(),
    effect: EffectShape.nullable().meta({ description: "On open quotes; null: on none" }),
    sales: z
      .object({ price: AmountShape, marginBefore: AmountShape.nullable(), marginAfter: AmountShape })
      .nullable()
      .meta({ description: "Of our own item: its sales price, and the margin on the old and the new cost in percent" }),
  })
  .meta({ id: "PriceRunAnswer" });

const reasons = {
  factor: "price.reason.factor",
  unitError: "price.reason.unitError",
  basis: "price.reason.basis",
  unit: "price.reason.unit",
  currency: "price.reason.currency",
  noPrice: "price.reason.noPrice",
} as const;
const statuses = {
  unknown: "pricing.status.unknown",
  discontinued: "pricing.status.discontinued",
  noPrice: "pricing.status.noPrice",
  onRequest: "pricing.status.onRequest",
  recent: "pricing.status.recent",
  noCode: "pricing.status.noCode",
} as const;
const flags = {
  contributionAssumedOnTop: "pricing.flag.contributionAssumedOnTop",
  surchargeAssumedOnTop: "pricing.flag.surchargeAssumedOnTop",
  metalComputed: "pricing.flag.metalComputed",
  surchargeNotConverted: "pricing.flag.surchargeNotConverted",
} as const;
const leftOuts = {
  changed: "pricing.leftOut.changed",
  gone: "pricing.leftOut.gone",
  noItem: "pricing.leftOut.noItem",
  noRule: "pricing.leftOut.noRule",
  unit: "pricing.leftOut.unit",
  currency: "pricing.leftOut.currency",
} as const;

const isKeyOf = <T extends object>(known: T, name: string): name is Extract<keyof T, string> => name in known;

function remarksOf(row: StoredAnswer, language: TextLanguage): string[] {
  const said: string[] = [];
  if (row.leftOut !== "") said.push(textOf(leftOuts[row.leftOut], language));
  if (row.status === "unknown" && row.answer === null) said.push(textOf("pricing.status.remembered", language));
  else if (row.status === "error") said.push(textOf("pricing.status.error", language));
  else if (isKeyOf(statuses, row.status)) said.push(textOf(statuses[row.status], language));
  for (const reason of row.reasons) if (isKeyOf(reasons, reason)) said.push(textOf(reasons[reason], language));
  for (const flag of row.flags) if (isKeyOf(flags, flag)) said.push(textOf(flags[flag], language));
  return said;
}

/** What is known of an answer beside itself. */
export interface AnswerFacts {
  readonly effect: QuoteEffect | null;
  readonly sale: { readonly price: string; readonly unitCode: string; readonly currency: string } | null;
}

/** The margin of a sales price over a cost, where both are for the same unit and in the same money. */
function salesOf(row: StoredAnswer, { sale }: AnswerFacts): z.input<typeof PriceAnswerShape>["sales"] {
  const { answer, cost, unitCode, old } = row;
  if (sale === null || cost === null || sale.unitCode !== unitCode || sale.currency !== answer?.currency) return null;
  const percent = (of: string): string | null => {
    const margin = marginPercent(amount(of), amount(sale.price));
    return margin === null ? null : text(round(margin, 2));
  };
  const after = percent(text(cost));
  const isSameUnit = old.useUnitCode === unitCode && old.currency === sale.currency;
  const marginBefore = old.cost === null || !isSameUnit ? null : percent(old.cost);
  return after === null ? null : { price: sale.price, marginBefore, marginAfter: after };
}

export function answerOf(
  row: StoredAnswer,
  facts: AnswerFacts,
  language: TextLanguage,
): z.input<typeof PriceAnswerShape> {
  const { answer, cost, changePercent } = row;
  return {
    ...{
      code: row.code,
      line: row.line,
      lines: [...row.lines],
      supplierItemId: row.supplierItemId,
      itemId: row.itemId,
    },
    ...{ name: row.name, bucket: row.bucket, status: row.status },
    ...{ oldCost: row.old.cost, oldCurrency: row.old.currency },
    cost: cost === null ? null : text(cost),
    currency: answer?.currency ?? row.old.currency,
    unitCode: row.unitCode,
    basis:
      answer === null
        ? null
        : {
            quantity: text(answer.basis.quantity),
            unitCode: answer.basis.unitCode,
            net: answer.net === null ? null : text(answer.net),
          },
    changePercent: changePercent === null ? null : text(changePercent),
    isReview: row.verdict === "review",
    remarks: remarksOf(row, language),
    isTicked: row.isTicked,
    mayTick: cost !== null && (row.bucket === "big" || row.bucket === "small"),
    effect: facts.effect,
    sales: salesOf(row, facts),
  };
}
