import { z } from "zod";
import { lookOf } from "#backoffice/price-files/carry-out-prices.ts";
import { priceFields, type PriceFieldCode } from "#backoffice/price-files/price-fields.ts";
import { decimalMarks, PriceFormat } from "#backoffice/price-files/price-format.ts";
import { dayText } from "#domain/texts/format.ts";
import { catalogues, textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import type { PriceBatch } from "#store/price-batches.ts";
import type { FileProblem, StagedReason, StagedRow } from "#store/price-import-rows.ts";
import { priceImportStates, type PriceImport } from "#store/price-imports.ts";
import type { PriceList } from "#store/price-lists.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

export const FileFormatShape = PriceFormat;

/** What a person has to say before the file is taken over. */
export const questions = ["priceQuantityField", "tax", "currency"] as const;
export type Question = (typeof questions)[number];

export const PriceImportShape = z
  .object({
    id: z.string(),
    priceListId: z.string(),
    batchId: z.string().nullable(),
    state: z.enum(priceImportStates),
    fileName: z.string(),
    fileSize: z.number(),
    format: FileFormatShape.nullable().meta({ description: "Null while the file is not whole yet" }),
    columns: z.array(
      z.object({
        position: z.int(),
        header: z.string(),
        samples: z.array(z.string()),
        field: z.string().nullable().meta({ description: "What it is taken for; null: nothing" }),
        decimal: z.enum(decimalMarks).nullable(),
        basis: z.string().nullable().meta({ description: "For how many units its header says the price is" }),
      }),
    ),
    fields: z.array(z.object({ field: z.string(), name: z.string() })),
    questions: z.array(z.object({ question: z.enum(questions), text: z.string() })),
    isWholeList: z.boolean(),
    counts: z.record(z.string(), z.int()),
    stage: z.string().nullable().meta({ description: "What is being done with it; null: nothing" }),
    progress: z
      .object({ done: z.number(), total: z.number() })
      .nullable()
      .meta({ description: "Of the stage: bytes that were read, or articles" }),
    failure: z.string().meta({ description: "Why it cannot be read; empty: nothing is wrong" }),
    createdAt: Instant,
    createdBy: z.string(),
    appliedAt: Instant.nullable(),
    appliedBy: z.string(),
  })
  .meta({ id: "PriceImport" });

const isText = (key: string): key is TextKey => Object.hasOwn(catalogues.nl, key);

/** The questions about a file that nobody has answered. */
export function openQuestions(one: PriceImport, list: Pick<PriceList, "currency" | "terms">): Question[] {
  if (one.state === "uploading" || Object.keys(one.format ?? {}).length === 0) return [];
  const { format } = lookOf(one);
  const taxDiffers = format.saysTaxIncluded !== null && format.saysTaxIncluded !== list.terms.pricesIncludeTax;
  return [
    ...(format.version === 5 && format.priceQuantityField === null ? (["priceQuantityField"] as const) : []),
    ...(taxDiffers ? (["tax"] as const) : []),
    ...(format.currency !== "" && format.currency !== list.currency ? (["currency"] as const) : []),
  ];
}

const said = (
  question: Question,
  one: PriceImport,
  list: Pick<PriceList, "currency">,
  language: TextLanguage,
): string => {
  if (question === "currency")
    return textOf("price.question.currency", language, { currency: lookOf(one).format.currency, list: list.currency });
  return textOf(question === "tax" ? "price.question.tax" : "price.question.priceQuantityField", language);
};

function progressOf({ state, place, counts, fileSize }: PriceImport): { done: number; total: number } | null {
  if (place === null || (state !== "reading" && state !== "applying")) return null;
  const articles = ["new", "changed", "unchanged", "suspicious", "gone", "wrong"].reduce(
    (sum, name) => sum + (counts[name] ?? 0),
    0,
  );
  if (state === "applying") return { done: counts["doneRows"] ?? 0, total: articles };
  return { done: place.stage === "rows" ? place.offset : place.stage === "compare" ? fileSize : 0, total: fileSize };
}

export function priceImportOf(
  one: PriceImport,
  list: Pick<PriceList, "currency" | "terms">,
  language: TextLanguage,
): z.input<typeof PriceImportShape> {
  const { format, columns, place, takesSuspicious: _, failure, counts, ...plain } = one;
  const isKnown = Object.keys(format ?? {}).length > 0;
  const look = isKnown ? lookOf({ format, columns }) : null;
  return {
    ...plain,
    counts: { ...counts },
    format: look?.format ?? null,
    columns: look?.columns ?? [],
    fields: (Object.keys(priceFields) as PriceFieldCode[]).map((field) => ({
      field,
      name: textOf(priceFields[field].name, language),
    })),
    questions: openQuestions(one, list).map((question) => ({ question, text: said(question, one, list, language) })),
    stage: place?.stage ?? null,
    progress: progressOf(one),
    failure: isText(failure) ? textOf(failure as "price.file.tooLong", language) : "",
  };
}

export const StagedRowShape = z
  .object({
    code: z.string(),
    line: z.int().meta({ description: "In the file; the first line is 1" }),
    name: z.string().meta({ description: "Third-party text: escape it wherever it is shown" }),
    state: z.string().nullable(),
    reasons: z.array(z.object({ reason: z.string(), text: z.string() })),
    isTaken: z.boolean().meta({ description: "A suspicious one that a person said yes to" }),
    fields: z.record(z.string(), z.string()).meta({ description: "What the file says of it" }),
    price: z
      .object({
        status: z.string(),
        currency: z.string(),
        gross: AmountShape.nullable(),
        net: AmountShape.nullable(),
        basisQuantity: AmountShape,
        basisUnitCode: z.string(),
        useUnitCode: z.string(),
        cost: AmountShape.nullable().meta({ description: "Per use unit" }),
        flags: z.array(z.string()),
      })
      .nullable()
      .meta({ description: "As it would become; null: nothing is made of it" }),
    before: z
      .object({ net: AmountShape.nullable(), cost: AmountShape.nullable(), currency: z.string() })
      .nullable()
      .meta({ description: "As it is; null: it is new" }),
    changePercent: AmountShape.nullable().meta({ description: "Of the cost; null: one of the two is not known" }),
  })
  .meta({ id: "PriceImportRow" });

const reasons = {
  factor: "price.reason.factor",
  unitError: "price.reason.unitError",
  basis: "price.reason.basis",
  unit: "price.reason.unit",
  currency: "price.reason.currency",
  noPrice: "price.reason.noPrice",
  noNet: "price.reason.noNet",
  noArticle: "price.reason.noArticle",
  increase: "price.reason.increase",
  netFar: "price.reason.netFar",
  content: "price.reason.content",
} as const satisfies Readonly<Record<Exclude<StagedReason, "unknownUnit" | "later">, TextKey>>;

/** Why a row is suspicious or wrong, for people. */
export const reasonText = (
  reason: StagedReason,
  { fields }: Pick<StagedRow, "fields">,
  language: TextLanguage,
): string => {
  if (reason === "unknownUnit") return textOf("price.reason.unknownUnit", language, { unit: fields["unit"] ?? "" });
  if (reason === "later")
    return textOf("price.reason.later", language, {
      day: dayText(fields["validFrom"] ?? "", { language, country: "" }),
    });
  return textOf(reasons[reason], language);
};

export const ProblemShape = z
  .object({
    line: z.int(),
    place: z.string().meta({ description: "Header of the column, or number of the field; empty: the whole line" }),
    value: z.string(),
    message: z.string().meta({ description: "What to do, in the language of the request" }),
  })
  .meta({ id: "PriceImportProblem" });

/** Written by an older version of the hub, a text may be gone. */
export const problemOf = (
  { text, values, ...plain }: FileProblem,
  language: TextLanguage,
): z.input<typeof ProblemShape> => ({
  ...plain,
  message: isText(text) ? textOf(text as "price.wrong.twice", language, { line: values["line"] ?? "" }) : "",
});

export const PriceBatchShape = z
  .object({
    id: z.string(),
    kind: z.enum(["import", "run", "hand"]),
    partyId: z.string(),
    supplierName: z.string(),
    priceListId: z.string().nullable(),
    state: z.enum(["applying", "applied", "undoing", "undone"]),
    counts: z.record(z.string(), z.int()),
    createdAt: Instant,
    createdBy: z.string(),
    appliedAt: Instant.nullable(),
    undoneAt: Instant.nullable(),
    undoneBy: z.string(),
    mayUndo: z.boolean(),
  })
  .meta({ id: "PriceBatch" });

export const batchOf = (batch: PriceBatch): z.input<typeof PriceBatchShape> => ({
  ...batch,
  counts: { ...batch.counts },
});
