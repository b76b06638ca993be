import { z } from "zod";
import { add, amount, cents, isZero, negate, subtract, text, type Amount } from "#domain/amount.ts";
import type { StoredDocument } from "#store/documents.ts";
import type { OrderRow } from "#store/orders.ts";
import { AmountShape } from "#api/shapes.ts";

const Row = z.object({
  source: AmountShape.nullable().meta({ description: "Null when the source does not say" }),
  document: AmountShape.nullable().meta({ description: "Null when there is no document, or nothing of it there" }),
  difference: AmountShape.nullable().meta({ description: "Document less source" }),
});

export const AmountsShape = z
  .object({
    currency: z.string(),
    state: z.enum(["exact", "rounded", "held"]).nullable(),
    lines: z.array(Row.extend({ name: z.string(), kind: z.string(), quantity: AmountShape.nullable() })).meta({
      description: "Without VAT; a line may differ by a cent while the totals agree: VAT is calculated per rate",
    }),
    vat: z.array(Row.extend({ country: z.string(), rate: AmountShape })),
    rounding: AmountShape.nullable(),
    total: Row,
  })
  .meta({ id: "OrderAmounts" });
type Amounts = z.input<typeof AmountsShape>;

const row = (source: Amount | null, document: Amount | null) => ({
  source: source === null ? null : text(source),
  document: document === null ? null : text(document),
  difference: source === null || document === null ? null : text(cents(subtract(document, source))),
});

/** Source beside document, line by line, per rate and in total: the tie-out as people read it. Null while the order was never read. */
export function amountsOf(order: OrderRow, documents: readonly StoredDocument[]): Amounts | null {
  if (order.source === null && order.tieOut === null) return null;
  const document = documents.find(({ kind }) => kind !== "creditNote");
  const { tieOut } = order;
  const total = tieOut === null ? (order.total === null ? null : amount(order.total)) : amount(String(tieOut.source));
  const made = tieOut?.document ?? null;
  return {
    currency: order.currency,
    state: tieOut?.state ?? null,
    lines: linesOf(order, document),
    vat: vatOf(order),
    rounding: tieOut === null || isZero(amount(String(tieOut.rounding))) ? null : String(tieOut.rounding),
    total: row(total, made === null ? null : amount(String(made))),
  };
}

/** Before there is a document only the source says what VAT it charged. */
function vatOf({ tieOut, source }: OrderRow): Amounts["vat"] {
  if (tieOut !== null && tieOut.vat.length > 0)
    return tieOut.vat.map(({ country, rate, source: charged, document }) => ({
      country,
      rate: String(rate),
      ...row(charged === null ? null : amount(String(charged)), amount(String(document))),
    }));
  return (source?.vat ?? []).map(({ country, rate, taxAmount }) => ({
    country,
    rate,
    ...row(amount(taxAmount), null),
  }));
}

function linesOf({ source }: OrderRow, document: StoredDocument | undefined): Amounts["lines"] {
  const made = new Map<string, Amount>();
  for (const line of document?.lines ?? []) {
    const before = made.get(line.sourceLineId);
    made.set(line.sourceLineId, before === undefined ? line.lineNetAmount : add(before, line.lineNetAmount));
  }
  // A negative line of the source stands on a document as a reduction with its name.
  const reductions = Map.groupBy(
    (document?.allowanceCharges ?? []).filter(({ kind }) => kind === "allowance"),
    ({ reason }) => reason,
  );
  const reduction = (name: string): Amount | null =>
    reductions.get(name)?.reduce<Amount | null>((sum, { amount: its }) => add(sum ?? amount("0"), negate(its)), null) ??
    null;
  if (source === null) {
    return (document?.lines ?? []).map(({ itemName, kind, quantity, lineNetAmount }) => ({
      name: itemName,
      kind,
      quantity: text(quantity),
      ...row(null, lineNetAmount),
    }));
  }
  return source.lines.map((line) => ({
    name: line.name,
    kind: line.kind,
    quantity: line.quantity,
    // What costs nothing has no line on a document.
    ...row(
      amount(line.amount),
      made.get(line.id) ??
        reduction(line.name) ??
        (document !== undefined && isZero(amount(line.amount)) ? amount("0.00") : null),
    ),
  }));
}
