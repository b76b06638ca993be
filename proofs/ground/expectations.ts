import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const recordings = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

interface ExpectedDocument {
  readonly kind: string;
  readonly taxExclusiveAmount: string;
  readonly taxInclusiveAmount: string;
  readonly payableRoundingAmount: string;
  readonly vat: readonly {
    readonly category: string;
    readonly rate: string;
    readonly taxableAmount: string;
    readonly taxAmount: string;
  }[];
}

interface ExpectedOrder {
  readonly file: string;
  readonly orderId: number;
  readonly number: string;
  readonly outcome: string;
  readonly reason: { readonly code: string } | null;
  readonly difference?: string;
  readonly documents: readonly ExpectedDocument[];
}

/** As `schakel replay --json` prints an order. */
export interface ReplayedOrder {
  readonly orderId: number;
  readonly number: string;
  readonly state: string;
  readonly reason: { readonly code: string } | null;
  readonly documents: readonly (ExpectedDocument & {
    readonly number: string;
    readonly issueDate: string;
    readonly currency: string;
  })[];
  readonly tieOut: { readonly source: string; readonly document: string | null; readonly difference: string } | null;
}

/** Independent of any product code: made from the contracts by two calculations. */
export async function expectedOrders(): Promise<readonly ExpectedOrder[]> {
  const { orders } = JSON.parse(await readFile(`${recordings}/expected.json`, "utf8")) as { orders: ExpectedOrder[] };
  return orders;
}

const stated = ({
  kind,
  taxExclusiveAmount,
  taxInclusiveAmount,
  payableRoundingAmount,
  vat,
}: ExpectedDocument): string =>
  JSON.stringify([
    kind,
    taxExclusiveAmount,
    taxInclusiveAmount,
    payableRoundingAmount,
    vat.map((v) => [v.category, v.rate, v.taxableAmount, v.taxAmount]),
  ]);

/** One sentence per difference; empty when all agree. */
export function disagreements(expected: readonly ExpectedOrder[], replayed: readonly ReplayedOrder[]): string[] {
  const byId = new Map(replayed.map((order) => [order.orderId, order]));
  return expected.flatMap((order): string[] => {
    const got = byId.get(order.orderId);
    if (got === undefined) return [`${order.file}: not in the answer`];
    const found: string[] = [];
    const compare = (what: string, is: unknown, should: unknown) => {
      if (is !== should) found.push(`${order.file}: ${what} is ${String(is)}, expected ${String(should)}`);
    };
    compare("number", got.number, order.number);
    compare("state", got.state, order.outcome);
    compare("reason", got.reason?.code ?? null, order.reason?.code ?? null);
    if (order.difference !== undefined && got.tieOut !== null)
      compare("difference", got.tieOut.difference, order.difference);
    compare("number of documents", got.documents.length, order.documents.length);
    for (const [index, document] of order.documents.entries()) {
      const made = got.documents[index];
      compare(`document ${index + 1}`, made === undefined ? "missing" : stated(made), stated(document));
    }
    return found;
  });
}
