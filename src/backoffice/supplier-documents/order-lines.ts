import { add, isZero, zero, type Amount } from "#domain/amount.ts";
import { hasMoney } from "#domain/document.ts";
import type { SupplierDocument, SupplierDocumentLine } from "#domain/supplier/supplier-document.ts";
import { convertQuantity } from "#domain/supplier/units.ts";
import type { StoredDocument } from "#store/documents.ts";
import type { BasketRemark, StagedLine } from "#store/supplier-baskets.ts";

export type OrderLine = StoredDocument["lines"][number];

/** Lines of our purchase order that something can come in of. */
export const countedLines = ({ lines }: Pick<StoredDocument, "lines">): OrderLine[] => lines.filter(hasMoney);

const isSameCode = (one: string, other: string): boolean => one.trim().toUpperCase() === other.trim().toUpperCase();

/**
 * The line of our order that a line of the supplier is about: by our own number of it, where that line has the same article, else by the
 * article alone where one line has it. Null where none has, or more than one: which one, nobody knows.
 */
export function orderLineOf(
  line: Pick<StagedLine, "itemId"> & {
    readonly asRead: Pick<SupplierDocumentLine, "ourLineId" | "suppliersItemIdentifier">;
  },
  lines: readonly OrderLine[],
): OrderLine | null {
  const { ourLineId, suppliersItemIdentifier: code } = line.asRead;
  const hasArticle = ({ sellersItemIdentifier, itemId }: OrderLine): boolean =>
    (code !== "" && isSameCode(sellersItemIdentifier, code)) || (itemId !== null && itemId === line.itemId);
  const named = lines.find(({ position }) => String(position) === ourLineId.trim());
  if (named !== undefined && (hasArticle(named) || code === "" || named.sellersItemIdentifier === "")) return named;
  const [found, another] = lines.filter(hasArticle);
  return another === undefined ? (found ?? null) : null;
}

/** One line of our order with all that came in of it at once. */
export interface ReceivedPart {
  readonly position: number;
  readonly quantity: Amount;
  /** Lines of the supplier's paper it is the sum of. */
  readonly of: readonly number[];
}

export interface UnmatchedLine {
  readonly position: number;
  readonly field: "order" | "unitCode";
}

/** What came in, per line of our order and in its unit. Several lines of the supplier may be of one of ours: a delivery in parts. */
export function receivedParts(
  ticked: readonly StagedLine[],
  order: Pick<StoredDocument, "lines">,
): { readonly parts: readonly ReceivedPart[] } | { readonly unmatched: readonly UnmatchedLine[] } {
  const lines = countedLines(order);
  const parts = new Map<number, ReceivedPart>();
  const unmatched: UnmatchedLine[] = [];
  for (const line of ticked) {
    const own = orderLineOf(line, lines);
    const quantity = own === null ? null : convertQuantity(line.quantity, line.unitCode, own.unitCode);
    if (own === null || quantity === null) {
      unmatched.push({ position: line.position, field: own === null ? "order" : "unitCode" });
      continue;
    }
    const before = parts.get(own.position);
    parts.set(own.position, {
      position: own.position,
      quantity: add(before?.quantity ?? zero, quantity),
      of: [...(before?.of ?? []), line.position],
    });
  }
  return unmatched.length > 0 ? { unmatched } : { parts: [...parts.values()] };
}

/** What the supplier leaves out because our order says it: an order response names only what changed. */
export function filledFromOrder(
  document: SupplierDocument,
  remarks: readonly BasketRemark[],
  order: Pick<StoredDocument, "lines"> | null,
): SupplierDocument {
  if (order === null) return document;
  const counted = countedLines(order);
  const untold = new Set(remarks.filter(({ reason }) => reason === "quantityOfOrder").map(({ line }) => line));
  return {
    ...document,
    lines: document.lines.map((line) => {
      const own = orderLineOf({ itemId: null, asRead: line }, counted);
      if (own === null) return line;
      const isUntold = untold.has(line.lineId) && isZero(line.quantity);
      return {
        ...line,
        suppliersItemIdentifier: line.suppliersItemIdentifier || own.sellersItemIdentifier,
        description: line.description || own.itemName,
        ...(isUntold && { quantity: own.quantity, unitCode: own.unitCode }),
      };
    }),
  };
}
