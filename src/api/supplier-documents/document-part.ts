import { z } from "zod";
import { countedLines, orderLineOf } from "#backoffice/supplier-documents/order-lines.ts";
import { isNegative, subtract, text, zero, type Amount } from "#domain/amount.ts";
import { supplierDocumentKinds } from "#domain/supplier/supplier-document.ts";
import { readDocuments } from "#store/documents.ts";
import { receivedLines } from "#store/purchase-orders.ts";
import type { StagedBasket, StagedLine } from "#store/supplier-baskets.ts";
import {
  documentSources,
  ownOrderOf,
  readSupplierDocument,
  type StoredSupplierDocument,
} from "#store/supplier-documents.ts";
import type { Desk } from "#api/documents/document-page.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

export const SupplierDocumentRowShape = z
  .object({
    id: z.string(),
    entryId: z.string().nullable(),
    supplier: z.string(),
    alias: z.string().meta({ description: "Of the login, or of the entry a file was given for" }),
    isMine: z.boolean(),
    source: z.enum(documentSources).meta({ description: "upload: found in what was given as a file" }),
    kind: z.enum(supplierDocumentKinds),
    number: z.string().meta({ description: "Of the supplier" }),
    ourOrderNumber: z.string().meta({ description: "Of our purchase order, as the supplier has it" }),
    date: z.string().nullable(),
    currency: z.string(),
    lineCount: z.int(),
    isKept: z.boolean().meta({ description: "False: its content was deleted when its retention was over" }),
    fileName: z.string(),
    fetchedBy: z.string(),
    fetchedAt: Instant,
    takings: z
      .array(z.object({ documentId: z.string(), at: Instant, by: z.string() }))
      .meta({ description: "Documents of ours that something of it went into" }),
  })
  .meta({ id: "SupplierDocumentRow" });

export const supplierDocumentRowOf = (
  document: StoredSupplierDocument,
  supplier: string,
): z.input<typeof SupplierDocumentRowShape> => ({
  id: document.id,
  entryId: document.entryId,
  supplier,
  alias: document.alias,
  isMine: document.userId !== null,
  source: document.source,
  kind: document.kind,
  number: document.number,
  ourOrderNumber: document.ourOrderNumber,
  date: document.date,
  currency: document.currency,
  lineCount: document.lineCount,
  isKept: document.content !== null,
  fileName: document.fileName,
  fetchedBy: document.fetchedBy,
  fetchedAt: document.fetchedAt,
  takings: document.takings.map(({ documentId, at, by }) => ({ documentId, at, by })),
});

export const AboutDocumentShape = z
  .object({
    id: z.string(),
    kind: z.enum(supplierDocumentKinds),
    number: z.string(),
    date: z.string().nullable(),
    source: z.enum(documentSources),
    ourOrderNumber: z.string(),
    hasSupplier: z.boolean().meta({ description: "Which of our suppliers it is of is known" }),
    order: z
      .object({ id: z.string(), number: z.string(), version: z.int(), isOpen: z.boolean() })
      .nullable()
      .meta({ description: "Our purchase order it is about" }),
    takings: z.array(z.object({ documentId: z.string(), at: Instant, by: z.string() })),
  })
  .meta({ id: "AboutSupplierDocument" });

export const DocumentLineShape = z.object({
  delivered: AmountShape.nullable().meta({
    description: "In the unit the supplier gives it in; null: it does not say",
  }),
  deliveryDate: z.string().nullable(),
  backordered: AmountShape.nullable(),
  backorderDate: z.string().nullable(),
  orderLine: z
    .object({ position: z.int(), left: AmountShape, unitCode: z.string() })
    .nullable()
    .meta({ description: "The line of our purchase order, with how many are still to come" }),
});

type LinePart = z.input<typeof DocumentLineShape>;

/** What a staged basket says more when it is of an order or a delivery note; null when it is not. */
export async function documentPartOf(
  { trx, administration, caller }: Desk,
  basket: Pick<StagedBasket, "supplierDocumentId">,
  lines: readonly StagedLine[],
): Promise<{
  readonly document: z.input<typeof AboutDocumentShape>;
  readonly lines: ReadonlyMap<number, LinePart>;
} | null> {
  const { supplierDocumentId: id } = basket;
  const document = id === null ? null : await readSupplierDocument(trx, administration.id, id, caller.userId);
  if (document === null) return null;
  const own = await ownOrderOf(trx, administration.id, document);
  const [order] = own === null ? [] : await readDocuments(trx, administration.id, { ids: [own.id], limit: 1 });
  const counted = order === undefined ? [] : countedLines(order);
  const came = new Map(
    own === null
      ? []
      : (await receivedLines(trx, administration.id, own.id)).map((line) => [line.position, line.received] as const),
  );
  return {
    document: {
      id: document.id,
      kind: document.kind,
      number: document.number,
      date: document.date,
      source: document.source,
      ourOrderNumber: document.ourOrderNumber,
      hasSupplier: document.partyId !== null,
      order:
        own === null
          ? null
          : {
              id: own.id,
              number: own.number,
              version: own.version,
              isOpen: own.status === "placed" || own.status === "confirmed",
            },
      takings: document.takings.map(({ documentId, at, by }) => ({ documentId, at, by })),
    },
    lines: new Map(
      lines.map((line): [number, LinePart] => {
        const { delivered, deliveryDate, backordered, backorderDate } = line.asRead;
        const matched = orderLineOf(line, counted);
        const rest = matched === null ? zero : subtract(matched.quantity, came.get(matched.position) ?? zero);
        return [
          line.position,
          {
            delivered: orNull(delivered),
            deliveryDate,
            backordered: orNull(backordered),
            backorderDate,
            orderLine:
              matched === null
                ? null
                : {
                    position: matched.position,
                    left: text(isNegative(rest) ? zero : rest),
                    unitCode: matched.unitCode,
                  },
          },
        ];
      }),
    ),
  };
}

const orNull = (value: Amount | null): string | null => (value === null ? null : text(value));
