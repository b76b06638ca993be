import { allocate, amount, cents, equals, isPositive, multiply, subtract, sum, type Amount } from "./amount.ts";
import type { Group } from "./calculation.ts";
import { categoryOfRate } from "./vat.ts";

/** A VAT-inclusive order from a source that states one discount and one shipping price for the whole. */
export interface GrossOrder {
  readonly country: string;
  readonly lines: readonly {
    readonly sellersItemIdentifier: string;
    readonly itemName: string;
    readonly quantity: Amount;
    readonly unitGross: Amount;
    readonly discountGross: Amount;
    readonly rate: Amount;
  }[];
  readonly couponGross: Amount;
  readonly couponReason: string;
  readonly shippingGross: Amount;
  readonly shippingName: string;
  /** Null: not stated; shipping then follows the goods. */
  readonly shippingRate: Amount | null;
}

/**
 * Steps 1 to 4 of e-invoicing.md 6a: line gross, the coupon and unrated shipping split over the VAT groups in proportion
 * to the goods. The groups' gross adds up to the order total to the cent.
 */
export function groupGrossOrder(order: GrossOrder): Group[] {
  const lines = order.lines.map((line, sequence) => ({
    ...line,
    sequence,
    gross: subtract(cents(multiply(line.quantity, line.unitGross)), line.discountGross),
  }));
  const rates: Amount[] = [];
  for (const { rate } of lines) if (!rates.some((known) => equals(known, rate))) rates.push(rate);
  const { shippingRate } = order;
  if (shippingRate !== null && !rates.some((known) => equals(known, shippingRate))) rates.push(shippingRate);

  const goods = rates.map((rate) =>
    cents(sum(lines.filter((line) => equals(line.rate, rate)).map((line) => line.gross))),
  );
  const coupons = allocate(order.couponGross, goods);
  const shipping =
    shippingRate === null
      ? allocate(order.shippingGross, goods)
      : rates.map((rate) => (equals(rate, shippingRate) ? cents(order.shippingGross) : cents(amount("0"))));

  const documentLine = (
    sequence: number,
    itemName: string,
    sellersItemIdentifier: string,
    quantity: Amount,
    kind: "item" | "shipping",
  ) => ({
    sequence,
    kind,
    parentPosition: null,
    sourceLineId: String(sequence),
    itemName,
    description: "",
    sellersItemIdentifier,
    standardItemIdentifier: "",
    quantity,
    unitCode: "C62",
  });
  return rates.map((rate, index) => {
    const coupon = coupons[index] ?? amount("0");
    const freight = shipping[index] ?? amount("0");
    const own = lines
      .filter((line) => equals(line.rate, rate))
      .map((line) => ({
        line: documentLine(line.sequence, line.itemName, line.sellersItemIdentifier, line.quantity, "item"),
        amount: line.gross,
      }));
    const last = {
      line: documentLine(lines.length, order.shippingName, "SHIP", amount("1"), "shipping"),
      amount: freight,
    };
    return {
      vat: {
        country: order.country,
        category: categoryOfRate(rate),
        rate,
        exemptionReason: null,
        exemptionReasonCode: null,
      },
      lines: isPositive(freight) ? [...own, last] : own,
      allowances: isPositive(coupon) ? [{ reason: order.couponReason, amount: coupon }] : [],
      extra: amount("0"),
      sourceTaxAmount: null,
    };
  });
}

/** What the buyer pays: goods − coupon + shipping, gross. */
export const grossOrderTotal = (groups: readonly Group[]): Amount =>
  cents(sum(groups.map((g) => subtract(sum(g.lines.map((l) => l.amount)), sum(g.allowances.map((a) => a.amount))))));
