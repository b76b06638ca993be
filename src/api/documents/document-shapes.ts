import { z } from "zod";
import {
  absolute,
  amount,
  AmountText,
  compare,
  equals,
  isNegative,
  isPositive,
  isZero,
  round,
} from "#domain/amount.ts";
import { documentTransitions, type DocumentStatus } from "#domain/document-kinds.ts";
import { hasMoney, lineKinds } from "#domain/document.ts";
import { Address, Language } from "#domain/party.ts";
import { VatCategory } from "#domain/vat.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { relations } from "#store/conversions.ts";
import { paymentStates } from "#store/document-sums.ts";
import { AmountShape, Day, DocumentKindShape, DocumentShape, Instant } from "#api/shapes.ts";

const statuses = [...new Set(Object.values(documentTransitions).flatMap((side) => Object.keys(side)))] as [
  DocumentStatus,
  ...DocumentStatus[],
];
export const DocumentStatusShape = z.enum(statuses);
export const PaymentStateShape = z.enum(paymentStates);

const SumsShape = z.object({
  paidAmount: AmountShape,
  creditedAmount: AmountShape,
  openAmount: AmountShape.meta({ description: "What is still to be paid; below zero when too much was" }),
  paymentState: PaymentStateShape.nullable().meta({ description: "Null where nothing is to be paid" }),
  mailState: z.string().nullable().meta({ description: "Of the latest mail of it; null when none was asked for" }),
});

export const DocumentRowShape = SumsShape.extend({
  id: z.string(),
  kind: DocumentKindShape,
  status: DocumentStatusShape,
  number: z.string().nullable(),
  issueDate: z.string().nullable(),
  dueDate: z.string().nullable(),
  buyerId: z.string().nullable(),
  buyerName: z.string(),
  currency: z.string(),
  taxExclusiveAmount: AmountShape,
  taxInclusiveAmount: AmountShape,
  payableAmount: AmountShape,
  connectionId: z.string().nullable(),
  sourceOrderId: z.string().nullable(),
  orderReference: z.string(),
  flag: z.string().nullable(),
  editedBy: z.string().nullable(),
  createdAt: Instant,
}).meta({ id: "DocumentRow" });

const most9Digits = amount("1000000000");

/** Decimal text with at most nine digits before the point: what is made of it stays within what a document can state. */
const decimal = (decimals: number) =>
  AmountText.refine(
    (value) => compare(absolute(value), most9Digits) < 0,
    textLater("given.wholeDigits", { limit: 9 }),
  ).refine((value) => equals(round(value, decimals), value), textLater("given.decimals", { limit: decimals }));

const percentage = decimal(4).refine(
  (value) => !isNegative(value) && compare(value, amount("100")) <= 0,
  textLater("given.percentage"),
);

const LineSourceShape = z.object({ documentId: z.uuid(), position: z.int().min(1).max(100_000) });

const none = amount("0");
const one = amount("1");

const DraftLineShape = z
  .object({
    kind: z.enum(lineKinds).default("item"),
    itemId: z.uuid().nullable().default(null),
    sourceLineId: z.string().max(200).default(""),
    itemName: z.string().max(1000).default(""),
    description: z.string().max(10_000).default(""),
    sellersItemIdentifier: z.string().max(200).default(""),
    standardItemIdentifier: z.string().max(100).default(""),
    quantity: decimal(6).default(one),
    unitCode: z
      .string()
      .regex(/^[A-Z0-9]{2,3}$/, textLater("given.unitCode"))
      .default("C62"),
    price: decimal(8)
      .refine((value) => !isNegative(value), textLater("given.negativePrice"))
      .default(none)
      .meta({ description: "Per baseQuantity, before the discount, with VAT in it when pricesIncludeTax" }),
    baseQuantity: decimal(6)
      .refine(isPositive, textLater("given.above", { limit: 0 }))
      .default(one),
    discountPercent: percentage.default(none),
    vatCategory: VatCategory.optional().meta({ description: "Needed on every line with money" }),
    vatRate: percentage.optional().meta({ description: "Needed on every line with money" }),
    from: LineSourceShape.nullable().default(null).meta({ description: "The line of another document it came from" }),
  })
  .superRefine((line, context) => {
    if (!hasMoney(line)) return;
    const { vatCategory, vatRate } = line;
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message, input: line });
    if (vatCategory === undefined) refuse("vatCategory", textLater("given.needed"));
    if (vatRate === undefined) refuse("vatRate", textLater("given.needed"));
    if (vatCategory === undefined || vatRate === undefined) return;
    if (vatCategory === "S" && isZero(vatRate)) refuse("vatRate", textLater("given.standardRate"));
    if (vatCategory !== "S" && !isZero(vatRate))
      refuse("vatRate", textLater("given.noRate", { category: vatCategory }));
  })
  .transform((line) => ({ ...line, vatCategory: line.vatCategory ?? "Z", vatRate: line.vatRate ?? none }));

const DraftAllowanceShape = z
  .object({
    reason: z.string().max(500).default(""),
    percent: percentage.nullable().default(null),
    amount: decimal(2)
      .refine((value) => !isNegative(value), textLater("given.negative"))
      .nullable()
      .default(null),
    group: z.object({ vatCategory: VatCategory, vatRate: percentage }).nullable().default(null),
  })
  .refine((given) => (given.percent === null) !== (given.amount === null), textLater("given.percentOrAmount"));

const text = (most: number) => z.string().max(most).default("");

/** What a person fills in of a draft: what reading a draft gives as `entered`, and saving takes. */
export const DocumentContentShape = z
  .object({
    buyerId: z.uuid().nullable().default(null),
    deliverTo: Address.nullable().default(null),
    issueDate: Day.nullable().default(null).meta({ description: "Null: the day it is made final" }),
    dueDate: Day.nullable().default(null),
    paymentTermDays: z.int().min(0).max(365).nullable().default(null),
    deliveryDate: Day.nullable().default(null),
    language: Language.default("nl"),
    noteAboveLines: text(10_000),
    internalNote: text(10_000),
    orderReference: text(200),
    buyerReference: text(200),
    terms: text(10_000),
    precedingDocumentId: z.uuid().nullable().default(null).meta({ description: "The invoice a credit note corrects" }),
    pricesIncludeTax: z.boolean().default(false),
    exemptionReason: text(500),
    rounding: decimal(2)
      .refine((value) => compare(absolute(value), one) <= 0, textLater("given.between", { least: -1, most: 1 }))
      .default(none),
    allowances: z.array(DraftAllowanceShape).max(20).default([]),
    lines: z.array(DraftLineShape).max(1000).default([]),
  })
  .superRefine((content, context) => {
    if (!content.pricesIncludeTax) return;
    for (const [index, line] of content.lines.entries())
      if (!equals(line.baseQuantity, one))
        context.addIssue({
          code: "custom",
          path: ["lines", index, "baseQuantity"],
          message: textLater("given.pricedPerOne"),
          input: line,
        });
  });

/** The same as it is read: everything filled in. */
export const EnteredShape = z
  .object({
    buyerId: z.string().nullable(),
    deliverTo: Address.nullable(),
    issueDate: z.string().nullable(),
    dueDate: z.string().nullable(),
    paymentTermDays: z.int().nullable(),
    deliveryDate: z.string().nullable(),
    language: Language,
    noteAboveLines: z.string(),
    internalNote: z.string(),
    orderReference: z.string(),
    buyerReference: z.string(),
    terms: z.string(),
    precedingDocumentId: z.string().nullable(),
    pricesIncludeTax: z.boolean(),
    exemptionReason: z.string(),
    rounding: AmountShape,
    allowances: z.array(
      z.object({
        reason: z.string(),
        percent: AmountShape.nullable(),
        amount: AmountShape.nullable(),
        group: z.object({ vatCategory: VatCategory, vatRate: AmountShape }).nullable(),
      }),
    ),
    lines: z.array(
      z.object({
        kind: z.enum(lineKinds),
        itemId: z.string().nullable(),
        sourceLineId: z.string(),
        itemName: z.string(),
        description: z.string(),
        sellersItemIdentifier: z.string(),
        standardItemIdentifier: z.string(),
        quantity: AmountShape,
        unitCode: z.string(),
        price: AmountShape,
        baseQuantity: AmountShape,
        discountPercent: AmountShape,
        vatCategory: VatCategory,
        vatRate: AmountShape,
        from: z.object({ documentId: z.string(), position: z.int() }).nullable(),
      }),
    ),
  })
  .meta({ id: "DraftContent" });

/** Parts of lines that go along; a line that is not named stays. */
export const linePartsShape = z
  .array(z.object({ position: z.int().min(1).max(100_000), quantity: decimal(6) }))
  .min(1)
  .max(1000)
  .refine(
    (parts) => new Set(parts.map(({ position }) => position)).size === parts.length,
    textLater("given.lineTwice"),
  );

export const documentActions = [
  "edit",
  "delete",
  "issue",
  "send",
  "convert",
  "credit",
  "creditAndNew",
  "pay",
  "repay",
  "note",
  "ubl",
] as const;

export const DocumentPageShape = DocumentShape.extend({
  ...SumsShape.shape,
  toRepay: z
    .object({ documentId: z.string(), number: z.string(), amount: AmountShape })
    .nullable()
    .meta({ description: "Money that still has to go back, on this document or, of a credit note, on its invoice" }),
  version: z.int(),
  buyerId: z.string().nullable(),
  couplingId: z.string().nullable(),
  precedingDocumentId: z.string().nullable(),
  replacesDocumentId: z.string().nullable(),
  datedInsteadOf: z.string().nullable().meta({ description: "The day it would have had, when that day is closed" }),
  pricesIncludeTax: z.boolean(),
  paymentTermDays: z.int().nullable(),
  terms: z.string(),
  editedAt: Instant.nullable(),
  editedBy: z.string().nullable(),
  chain: z.array(
    z.object({
      relation: z
        .enum(relations)
        .meta({ description: "What this document is to the other: made from it, credited by it …" }),
      id: z.string(),
      kind: DocumentKindShape,
      status: DocumentStatusShape,
      number: z.string().nullable(),
      issueDate: z.string().nullable(),
      taxInclusiveAmount: AmountShape,
    }),
  ),
  actions: z.array(z.enum(documentActions)).meta({ description: "What whoever asks may do with it now" }),
  convertsTo: z.array(DocumentKindShape),
  entered: EnteredShape.nullable().meta({
    description: "For the editor; null when it is neither a draft nor a purchase order that may still change",
  }),
}).meta({ id: "DocumentPage" });
