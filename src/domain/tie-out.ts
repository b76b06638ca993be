import { add, cents, equals, isZero, subtract, type Amount } from "./amount.ts";
import type { CalculatedDocument } from "./document.ts";
import type { Order } from "./order.ts";

/** The proof, per order, that what the source charged is what the document says. Amounts with two decimals. */
export interface TieOut {
  readonly source: Amount;
  /** What the document amounts to, rounding included; null when none was made. */
  readonly document: Amount | null;
  /** D of woocommerce.md section 5: what the source's own lines leave unexplained of its total. */
  readonly difference: Amount;
  /** `payableRoundingAmount` of the document. */
  readonly rounding: Amount;
  readonly state: "exact" | "rounded" | "held";
  readonly vat: readonly {
    readonly country: string;
    readonly rate: Amount;
    /** VAT as the source charged it; null when it did not say. */
    readonly source: Amount | null;
    readonly document: Amount;
    readonly difference: Amount | null;
  }[];
}

export function tieOut(order: Pick<Order, "total">, difference: Amount, document: CalculatedDocument | null): TieOut {
  const source = cents(order.total);
  if (document === null)
    return {
      source,
      document: null,
      difference: cents(difference),
      rounding: cents(difference),
      state: "held",
      vat: [],
    };
  const { taxInclusiveAmount, payableRoundingAmount } = document.totals;
  const total = cents(add(taxInclusiveAmount, payableRoundingAmount));
  const exact = isZero(difference) && isZero(payableRoundingAmount) && equals(total, source);
  return {
    source,
    document: total,
    difference: cents(difference),
    rounding: payableRoundingAmount,
    state: equals(total, source) ? (exact ? "exact" : "rounded") : "held",
    vat: document.vat.map((v) => ({
      country: v.vatCountry,
      rate: v.vatRate,
      source: v.sourceTaxAmount,
      document: v.taxAmount,
      difference: v.sourceTaxAmount === null ? null : cents(subtract(v.taxAmount, v.sourceTaxAmount)),
    })),
  };
}

/** Plain text of a tie-out, one amount a line, for the command line and the printable page. */
export function printTieOut(t: TieOut): string {
  const rows = [
    `source     ${t.source}`,
    `document   ${t.document ?? "-"}`,
    `difference ${t.difference}`,
    `rounding   ${t.rounding}`,
    ...t.vat.map(
      (v) =>
        `VAT ${v.country} ${v.rate}%: source ${v.source ?? "-"}, document ${v.document}, difference ${v.difference ?? "-"}`,
    ),
    `verdict    ${t.state}`,
  ];
  return rows.join("\n");
}
