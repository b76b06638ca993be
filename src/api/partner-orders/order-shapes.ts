import { z } from "zod";
import type { SentStanding } from "#backoffice/partners/change-orders.ts";
import { equals, multiply, text, type Amount } from "#domain/amount.ts";
import { lineFields, orderDifference, orderFields, type OrderDifference } from "#domain/partner/order-difference.ts";
import { matchSteps } from "#domain/partner/match-lines.ts";
import { orderValue, type MessagePrice, type OrderMessageLine } from "#domain/partner/order-message.ts";
import { lineOutcomeStates, orderResponseCodes } from "#domain/partner/order-response.ts";
import { unitFaults } from "#domain/partner/order-units.ts";
import { priceVerdicts } from "#domain/partner/price-difference.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { boughtStates, soldStates, type PartnerOrder } from "#store/partner-orders.ts";
import type { MessageProblem } from "#store/relation-messages.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

export const orderStates = [...new Set([...boughtStates, ...soldStates])] as const;

const PriceShape = z.object({ net: AmountShape, baseQuantity: AmountShape });

const ProblemShape = z.object({
  code: z.string(),
  message: z.string().meta({ description: "For people, in the language of the request" }),
  lines: z.array(z.string()),
});

export const DifferenceShape = z
  .object({
    fields: z.array(z.enum(orderFields)),
    added: z.array(z.object({ lineId: z.string(), itemName: z.string(), quantity: AmountShape })),
    removed: z.array(z.object({ lineId: z.string(), itemName: z.string(), quantity: AmountShape })),
    changed: z.array(
      z.object({
        lineId: z.string(),
        itemName: z.string(),
        fields: z.array(z.enum(lineFields)),
        before: AmountShape,
        after: AmountShape,
      }),
    ),
  })
  .meta({ id: "OrderDifference", description: "`before` and `after` of a line: its quantities" });

const LineShape = z.object({
  lineId: z.string(),
  itemName: z.string(),
  gtin: z.string(),
  sellersItemIdentifier: z.string(),
  buyersItemIdentifier: z.string(),
  manufacturersItemIdentifier: z.string(),
  brandName: z.string(),
  note: z.string(),
  quantity: AmountShape,
  unitCode: z.string(),
  price: PriceShape.nullable(),
  judged: z
    .object({
      itemId: z.string().nullable(),
      step: z.enum(matchSteps).nullable(),
      isContradicted: z.boolean(),
      isText: z.boolean(),
      quantity: AmountShape.nullable(),
      unitCode: z.string(),
      factor: AmountShape,
      unitFault: z.enum(unitFaults).nullable(),
      price: PriceShape.nullable(),
      verdict: z.enum(priceVerdicts),
      ownAmount: AmountShape.nullable(),
      askedAmount: AmountShape.nullable(),
    })
    .nullable()
    .meta({ description: "Of an order of a partner: our article, how many of our unit, and how the prices compare" }),
  answered: z
    .object({
      ...{ state: z.enum(lineOutcomeStates), confirmed: AmountShape, backorder: AmountShape },
      price: PriceShape.nullable().meta({
        description: "Another price than was asked; null: as ordered, or nothing said",
      }),
      promised: z.string().nullable(),
    })
    .nullable()
    .meta({ description: "Of an order of ours: what the supplier says of the line" }),
});

export const PartnerOrderRowShape = z
  .object({
    id: z.string(),
    relationId: z.string(),
    side: z.enum(["buyer", "seller"]).meta({ description: "Our end of it: `seller`, an order of a partner" }),
    partner: z.string(),
    orderNumber: z.string(),
    documentId: z.string().nullable(),
    revision: z.int(),
    state: z.enum(orderStates),
    needsLook: z.boolean(),
    asks: z.enum(["change", "cancel"]).nullable().meta({ description: "What was asked after it and is not answered" }),
    lines: z.int(),
    net: AmountShape.nullable(),
    currency: z.string(),
    requested: z.string().nullable(),
    problem: ProblemShape.nullable(),
    createdAt: Instant,
    changedAt: Instant,
    version: z.int(),
  })
  .meta({ id: "PartnerOrderRow" });

export const PartnerOrderShape = PartnerOrderRowShape.extend({
  issueDate: z.string(),
  note: z.string(),
  customerReference: z.string(),
  orderLines: z.array(LineShape),
  pending: z
    .object({
      kind: z.enum(["change", "cancel"]),
      revision: z.int(),
      reason: z.string(),
      askedAt: Instant,
      difference: DifferenceShape.nullable(),
    })
    .nullable(),
  response: z
    .object({
      id: z.string(),
      code: z.enum(orderResponseCodes),
      issueDate: z.string(),
      salesOrderId: z.string(),
      note: z.string(),
      promised: z.string().nullable(),
    })
    .nullable(),
  papers: z.array(
    z.object({
      kind: z.enum(["despatch", "invoice"]),
      number: z.string(),
      date: z.string().nullable(),
      supplierDocumentId: z.string(),
      basketId: z.string().nullable().meta({ description: "Where its lines wait to be booked" }),
      receivedAt: Instant,
    }),
  ),
  sent: z
    .object({
      isChangedSinceSent: z.boolean(),
      difference: DifferenceShape.nullable(),
      tellsChanges: z
        .boolean()
        .meta({ description: "False: the supplier does not know of these changes, and a person tells it" }),
      tellsCancellation: z.boolean(),
      mayRecall: z.boolean().meta({ description: "It did not leave yet" }),
    })
    .nullable()
    .meta({ description: "Of an order of ours" }),
}).meta({ id: "PartnerOrder" });

const textOr = (value: Amount | null): string | null => (value === null ? null : text(value));
const priceOf = (price: MessagePrice | null) =>
  price === null ? null : { net: text(price.net), baseQuantity: text(price.baseQuantity) };

export const differenceOf = ({ fields, added, removed, changed }: OrderDifference): z.input<typeof DifferenceShape> => {
  const named = ({ lineId, itemName, quantity }: OrderMessageLine) => ({ lineId, itemName, quantity: text(quantity) });
  return {
    fields: [...fields],
    added: added.map(named),
    removed: removed.map(named),
    changed: changed.map(({ lineId, fields: of, before, after }) => ({
      ...{ lineId, itemName: after.itemName, fields: [...of] },
      ...{ before: text(before.quantity), after: text(after.quantity) },
    })),
  };
};

const problemTexts = {
  "partner.unmatched": "partner.unmatched",
  "partner.unit": "partner.unit",
  "partner.currency": "partner.currency",
  "partner.orderUnknown": "partner.orderUnknown",
  "partner.noParty": "partner.noParty",
  "partner.unreadable": "partner.unreadable",
  "partner.expired": "partner.expired",
  "partner.ended": "partner.ended",
} as const;
const isOurs = (code: string): code is keyof typeof problemTexts => Object.hasOwn(problemTexts, code);

/** In the words of who reads it; what other hubs say stands as it was said. */
export const problemOf = (problem: MessageProblem, language: TextLanguage): z.input<typeof ProblemShape> => {
  const { code, text: said, lines = [] } = problem;
  const message = isOurs(code) ? textOf(problemTexts[code], language, { value: said }) : `${code}: ${said}`;
  return { code, message, lines: [...lines] };
};

export function orderRowOf(
  order: PartnerOrder,
  partner: string,
  language: TextLanguage,
): z.input<typeof PartnerOrderRowShape> {
  const { asked, pending, problem } = order;
  const { id, relationId, side, orderNumber, documentId, revision, state, needsLook } = order;
  return {
    ...{ id, relationId, side, partner, orderNumber, documentId, revision, state, needsLook },
    asks: pending?.kind ?? null,
    lines: asked.lines.length,
    net: textOr(orderValue(asked)),
    currency: asked.currency,
    requested: asked.requested.from,
    problem: problem === null ? null : problemOf(problem, language),
    createdAt: order.createdAt,
    changedAt: order.changedAt,
    version: order.version,
  };
}

/** At which price and when, as the supplier says in the last part of his answer that says so. */
function termsOf({ lineId, price }: OrderMessageLine, { response }: PartnerOrder) {
  const parts = response?.lines.filter(({ orderLineId }) => orderLineId === lineId) ?? [];
  const said = parts.findLast((part) => part.price !== null)?.price ?? null;
  const isOther =
    said !== null &&
    (price === null || !equals(multiply(said.net, price.baseQuantity), multiply(price.net, said.baseQuantity)));
  return {
    price: isOther ? priceOf(said) : null,
    promised: parts.findLast(({ promised }) => promised.from !== null)?.promised.from ?? null,
  };
}

function lineOf(line: OrderMessageLine, order: PartnerOrder): z.input<typeof LineShape> {
  const { judged, answered } = order;
  const ours = judged.find(({ lineId }) => lineId === line.lineId);
  const theirs = answered.find(({ lineId }) => lineId === line.lineId);
  const { lineId, itemName, gtin, sellersItemIdentifier, buyersItemIdentifier, brandName, note } = line;
  return {
    ...{ lineId, itemName, gtin, sellersItemIdentifier, buyersItemIdentifier, brandName, note },
    manufacturersItemIdentifier: line.manufacturersItemIdentifier,
    quantity: text(line.quantity),
    unitCode: line.unitCode || line.writtenUnit,
    price: priceOf(line.price),
    judged:
      ours === undefined
        ? null
        : {
            ...{ itemId: ours.itemId, step: ours.step, isContradicted: ours.isContradicted, isText: ours.isText },
            ...{ unitCode: ours.unitCode, unitFault: ours.unitFault, verdict: ours.verdict, factor: text(ours.factor) },
            ...{ quantity: textOr(ours.quantity), price: priceOf(ours.price) },
            ...{ ownAmount: textOr(ours.ownAmount), askedAmount: textOr(ours.askedAmount) },
          },
    answered:
      theirs === undefined
        ? null
        : {
            ...{ state: theirs.state, confirmed: text(theirs.confirmed), backorder: text(theirs.backorder) },
            ...termsOf(line, order),
          },
  };
}

export function orderOf(
  order: PartnerOrder,
  partner: string,
  language: TextLanguage,
  sent: SentStanding | null,
): z.input<typeof PartnerOrderShape> {
  const { asked, pending, response, papers } = order;
  return {
    ...orderRowOf(order, partner, language),
    issueDate: asked.issueDate,
    note: asked.note,
    customerReference: asked.customerReference,
    orderLines: asked.lines.map((line) => lineOf(line, order)),
    pending:
      pending === null
        ? null
        : {
            ...{ kind: pending.kind, revision: pending.revision, reason: pending.reason, askedAt: pending.askedAt },
            difference: pending.order === null ? null : differenceOf(orderDifference(asked, pending.order)),
          },
    response:
      response === null
        ? null
        : {
            ...{ id: response.id, code: response.code, issueDate: response.issueDate, note: response.note },
            ...{ salesOrderId: response.salesOrderId, promised: response.promised.from },
          },
    papers: papers.map(({ kind, number, date, supplierDocumentId, basketId, receivedAt }) => ({
      ...{ kind, number, date, supplierDocumentId, basketId, receivedAt },
    })),
    sent:
      sent === null ? null : { ...sent, difference: sent.difference === null ? null : differenceOf(sent.difference) },
  };
}
