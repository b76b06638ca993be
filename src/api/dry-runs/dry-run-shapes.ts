import { z } from "zod";
import type { DryRunRow } from "#engine/dry-run-tally.ts";
import { remedies, type ErrorCode } from "#domain/error.ts";
import { skipRules } from "#domain/outcome.ts";
import { causeText } from "#domain/texts/cause-text.ts";
import { textOf } from "#domain/texts/text.ts";
import { dryRunStates, type DryRun } from "#store/dry-runs.ts";
import { reasonMessage } from "#api/messages.ts";
import type { Reader } from "#api/reader.ts";
import { AmountShape, DocumentKindShape, Instant, OutcomeShape, TieOutShape } from "#api/shapes.ts";

const Amounts = z.object({
  kind: DocumentKindShape,
  currency: z.string(),
  taxExclusive: AmountShape,
  tax: AmountShape,
  total: AmountShape.meta({ description: "VAT and rounding included" }),
});

export const DryRunShape = z
  .object({
    id: z.string(),
    couplingId: z.string(),
    scope: z.object({
      days: z.int().nullable(),
      since: Instant.nullable(),
      orders: z.int().nullable().meta({ description: "How many orders were named" }),
    }),
    settings: z.record(z.string(), z.unknown()).nullable().meta({ description: "Null: as they are saved" }),
    settingsVersion: z.int().nullable().meta({ description: "Of the saved settings, when it ran" }),
    state: z.enum(dryRunStates),
    isStopping: z.boolean(),
    ordersRead: z.int(),
    counts: z.record(z.string(), z.int()).meta({
      description:
        "orders; by outcome; new (documents that would be made), made (orders that have theirs), same, different, newBuyers, credits, redrafts, mails, rounded, changed (by the settings given)",
    }),
    causes: z.array(
      z.object({
        outcome: OutcomeShape,
        code: z.string(),
        title: z.string(),
        details: z.record(z.string(), z.string()),
        count: z.int(),
      }),
    ),
    rowsLeftOut: z.int().meta({ description: "Orders that are counted, and not listed" }),
    reason: z.object({ code: z.string(), message: z.string() }).nullable().meta({ description: "Why it failed" }),
    requestedAt: Instant,
    requestedBy: z.string(),
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: "DryRun" });

export const DryRunOrderShape = z
  .object({
    position: z.int(),
    orderId: z.string(),
    number: z.string(),
    placedAt: Instant.nullable(),
    status: z.string(),
    customerName: z.string(),
    currency: z.string(),
    total: AmountShape.nullable(),
    outcome: OutcomeShape,
    reason: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.string()) }).nullable(),
    tieOut: TieOutShape.nullable(),
    document: Amounts.extend({
      isDraft: z.boolean(),
      rounding: AmountShape,
      vatPolicy: z.enum(["calculated", "source"]),
      vat: z.array(z.object({ category: z.string(), rate: AmountShape, taxable: AmountShape, tax: AmountShape })),
    }).nullable(),
    buyer: z.enum(["known", "new"]).nullable(),
    follows: z.array(Amounts.extend({ isRedraft: z.boolean() })),
    payments: z.array(z.object({ amount: AmountShape, currency: z.string(), isReturn: z.boolean() })),
    mails: z.array(z.object({ to: z.string(), kind: DocumentKindShape })),
    made: Amounts.extend({ id: z.string(), number: z.string().nullable() }).nullable(),
    differs: z.array(
      z.object({
        what: z.enum(["document", "kind", "currency", "taxExclusive", "tax", "total"]),
        made: z.string(),
        now: z.string(),
      }),
    ),
    saved: z
      .object({
        outcome: OutcomeShape,
        reasonCode: z.string().nullable(),
        kind: DocumentKindShape.nullable(),
        total: AmountShape.nullable(),
      })
      .nullable()
      .meta({ description: "What the saved settings make of it, where that is something else" }),
  })
  .meta({ id: "DryRunOrder" });

export function dryRunOf(run: DryRun, connectionId: string, reader: Reader): z.input<typeof DryRunShape> {
  const { scope, causes, reasonCode, reasonText, tries: _, settings, ...rest } = run;
  return {
    ...rest,
    scope: {
      days: "days" in scope ? scope.days : null,
      since: "since" in scope ? scope.since : null,
      orders: "orderIds" in scope ? scope.orderIds.length : null,
    },
    settings: settings === null ? null : { ...settings },
    counts: { ...rest.counts },
    causes: causes.map(({ outcome, code, text, details, count }) => ({
      outcome: OutcomeShape.parse(outcome),
      code,
      details: { ...details },
      count,
      title: titleOf(code, text, { details, count }, reader.systemOf(connectionId), reader),
    })),
    reason:
      reasonCode === ""
        ? null
        : {
            code: reasonCode,
            message: titleOf(
              reasonCode,
              reasonText,
              { details: {}, count: run.ordersRead },
              reader.systemOf(connectionId),
              reader,
            ),
          },
  };
}

function titleOf(
  code: string,
  text: string,
  { details, count }: { readonly details: Readonly<Record<string, string>>; readonly count: number },
  system: string,
  { language }: Reader,
): string {
  const rule = skipRules.find((known) => known === code);
  if (rule === "rule.before") return textOf("cause.before", language);
  if (rule !== undefined) return textOf(rule, language, { value: text });
  const known: ErrorCode = code in remedies ? (code as ErrorCode) : "internal.unexpected";
  return causeText(known, language, { system, count, details, difference: null }).title;
}

export function dryRunOrderOf(
  position: number,
  row: DryRunRow,
  connectionId: string,
  reader: Reader,
): z.input<typeof DryRunOrderShape> {
  const { externalId, reasonCode, reasonText: _, reasonDetails, ...rest } = row;
  const reason =
    reasonCode === null
      ? null
      : {
          code: reasonCode,
          details: { ...reasonDetails },
          message: reasonMessage(
            { ...row, connectionId, nextAttemptAt: null, total: row.total } as Parameters<typeof reasonMessage>[0],
            reader,
          ),
        };
  // Read back from the database it is text and lists, as it was written.
  return { ...rest, position, orderId: externalId, reason } as unknown as z.input<typeof DryRunOrderShape>;
}
