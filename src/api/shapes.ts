import { z } from "zod";
import { documentKindCodes } from "#domain/document-kinds.ts";
import { lineKinds } from "#domain/document.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { outcomes } from "#domain/outcome.ts";
import { Address } from "#domain/party.ts";
import type { StoredDocument } from "#store/documents.ts";
import { paymentStates } from "#store/document-sums.ts";
import { vatCategories } from "#domain/vat.ts";

/** Exact decimal text. */
export const AmountShape = z.string().meta({ description: "Decimal number as text, with a point" });
export const Instant = z.string().meta({ description: "Instant, ISO 8601, UTC" });
/** A calendar day from 1000 on: PostgreSQL and people both know it. */
export const Day = z.iso.date().regex(/^[12]/, textLater("given.day"));
export const OutcomeShape = z.enum(outcomes);
export const DocumentKindShape = z.enum(documentKindCodes);

export const TieOutShape = z
  .object({
    source: AmountShape,
    document: AmountShape.nullable(),
    difference: AmountShape,
    rounding: AmountShape,
    state: z.enum(["exact", "rounded", "held"]),
    vat: z.array(
      z.object({
        country: z.string(),
        rate: AmountShape,
        source: AmountShape.nullable(),
        document: AmountShape,
        difference: AmountShape.nullable(),
      }),
    ),
  })
  .meta({ id: "TieOut" });

export const OrderShape = z
  .object({
    connectionId: z.string(),
    orderId: z.string(),
    number: z.string(),
    status: z.string(),
    outcome: OutcomeShape.nullable(),
    reason: z
      .object({
        code: z.string(),
        text: z.string().meta({ description: "The bare fact, in English or as the other side said it" }),
        message: z.string().meta({ description: "For people, in the language of the request" }),
        system: z.string().meta({ description: "Name of the connection it is about: the shop, or what is booked in" }),
        who: z.string().nullable().meta({ description: "Who must act, in words; null while nobody has to" }),
        details: z.record(z.string(), z.string()),
      })
      .nullable(),
    currency: z.string(),
    total: AmountShape.nullable(),
    tieOut: TieOutShape.nullable(),
    placedAt: Instant.nullable(),
    heardAt: Instant,
    decidedAt: Instant.nullable(),
    changedAfterIssueAt: Instant.nullable(),
    nextAttemptAt: Instant.nullable(),
    connectionName: z.string(),
    orderedAt: Instant.meta({ description: "When it was placed, or first heard of: the order of the list" }),
    customer: z.object({ name: z.string(), email: z.string() }),
    documents: z.array(
      z.object({
        id: z.string(),
        kind: DocumentKindShape,
        status: z.string(),
        number: z.string().nullable(),
        system: z.string().nullable().meta({ description: "The package it stands in; null: the books of this hub" }),
      }),
    ),
    payment: z.enum(paymentStates).nullable().meta({ description: "Null while it is not known" }),
    cause: z.string().nullable().meta({ description: "Key of what keeps a person busy with it, for `?cause=`" }),
  })
  .meta({ id: "Order" });

const PartyShape = z.object({
  name: z.string(),
  contactName: z.string(),
  email: z.string(),
  phone: z.string(),
  language: z.string().nullable(),
  vatIdentifier: z.string(),
  legalRegistrationIdentifier: z.string(),
  address: Address,
});

export const DocumentShape = z
  .object({
    id: z.string(),
    kind: DocumentKindShape,
    status: z.string(),
    number: z.string().nullable(),
    issueDate: z.string().nullable(),
    dueDate: z.string().nullable(),
    taxPointDate: z.string().nullable(),
    deliveryDate: z.string().nullable(),
    currency: z.string(),
    exchangeRate: AmountShape.nullable(),
    taxAmountInEuro: AmountShape.nullable(),
    language: z.string(),
    seller: PartyShape,
    sellerIban: z.string(),
    buyer: PartyShape,
    deliverTo: Address.nullable(),
    noteAboveLines: z.string(),
    internalNote: z.string(),
    orderReference: z.string(),
    buyerReference: z.string(),
    paymentMeansCode: z.string(),
    paymentReference: z.string(),
    sourceOrderId: z.string(),
    connectionId: z.string().nullable(),
    precedingDocument: z.object({ number: z.string(), issueDate: z.string() }).nullable(),
    flag: z.string().nullable(),
    totals: z.object({
      lineExtensionAmount: AmountShape,
      allowanceTotalAmount: AmountShape,
      chargeTotalAmount: AmountShape,
      taxExclusiveAmount: AmountShape,
      taxAmount: AmountShape,
      taxInclusiveAmount: AmountShape,
      prepaidAmount: AmountShape,
      payableRoundingAmount: AmountShape,
      payableAmount: AmountShape,
    }),
    lines: z.array(
      z.object({
        position: z.int(),
        kind: z.enum(lineKinds),
        itemName: z.string(),
        description: z.string(),
        sellersItemIdentifier: z.string(),
        standardItemIdentifier: z.string(),
        quantity: AmountShape,
        unitCode: z.string(),
        netPrice: AmountShape,
        baseQuantity: AmountShape,
        lineNetAmount: AmountShape,
        vatCategory: z.enum(vatCategories),
        vatRate: AmountShape,
        itemId: z.string().nullable(),
        price: AmountShape.nullable().meta({
          description: "As it was entered, before the discount; null when nobody did",
        }),
        discountPercent: AmountShape,
      }),
    ),
    allowanceCharges: z.array(
      z.object({
        kind: z.enum(["allowance", "charge"]),
        amount: AmountShape,
        reasonCode: z.string(),
        reason: z.string(),
        vatCategory: z.enum(vatCategories),
        vatRate: AmountShape,
      }),
    ),
    vat: z.array(
      z.object({
        vatCategory: z.enum(vatCategories),
        vatRate: AmountShape,
        vatCountry: z.string(),
        taxableAmount: AmountShape,
        taxAmount: AmountShape,
        sourceTaxAmount: AmountShape.nullable(),
        exemptionReasonCode: z.string().nullable(),
        exemptionReason: z.string().nullable(),
      }),
    ),
    createdAt: Instant,
  })
  .meta({ id: "Document" });

/** An amount is decimal text at run time; only the compiler has to be told. */
export const documentOf = (document: StoredDocument): z.input<typeof DocumentShape> =>
  document as unknown as z.input<typeof DocumentShape>;

/** What the account and its credentials need at the other side, by its own name. */
export const RightShape = z
  .object({
    kind: z.enum(["role", "scope"]),
    name: z.string(),
    proved: z.boolean().nullable().meta({ description: "Null when nothing that was tried tells" }),
  })
  .meta({ id: "Right" });

export const ConnectionShape = z
  .object({
    id: z.string(),
    connector: z.string(),
    name: z.string(),
    account: z.string(),
    state: z.string(),
    stateReason: z.string(),
    pollingOnly: z.boolean(),
    retryAt: Instant.nullable(),
    lastContactAt: Instant.nullable().meta({ description: "When it last answered or delivered" }),
    /** Null when shops cannot reach this hub. */
    deliveryUrl: z.string().nullable(),
    settings: z.record(z.string(), z.unknown()),
    makesDocuments: z
      .array(DocumentKindShape)
      .meta({ description: "Kinds that orders can be booked as there; none: no orders" }),
    webhooks: z.array(z.object({ topic: z.string(), active: z.boolean(), checkedAt: Instant })),
  })
  .meta({ id: "Connection" });

export const CouplingShape = z
  .object({
    id: z.string(),
    kind: z.literal("shopOrders"),
    sourceConnectionId: z.string(),
    targetConnectionId: z.string().nullable(),
    state: z.enum(["off", "dry", "live"]),
    settings: z.record(z.string(), z.unknown()),
    settingsVersion: z.int(),
    offsetLeft: z.int(),
    sweptUntil: Instant.nullable(),
  })
  .meta({ id: "Coupling" });
