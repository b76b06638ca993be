import { z } from "zod";
import { amount, AmountText, divide, equals, isPositive, multiply, round, type Amount } from "#domain/amount.ts";
import { matchResults, matchSteps, taughtKeyOf, type LineMatch } from "./match-lines.ts";
import { MessagePrice, type OrderMessageLine } from "./order-message.ts";
import { convertOrdered, unitFaults } from "./order-units.ts";
import { priceDifference, priceVerdicts, type PriceTolerance } from "./price-difference.ts";

const attempt = z.object({
  step: z.enum(matchSteps),
  key: z.string(),
  result: z.enum(matchResults),
  itemIds: z.array(z.string()),
});

/** A line of an order that came in, as we understand it. */
export const JudgedLine = z.object({
  lineId: z.string(),
  /** Null: no article of ours is known to be meant. */
  itemId: z.string().nullable(),
  /** It names no code at all: it can be delivered, never matched. */
  isText: z.boolean(),
  step: z.enum(matchSteps).nullable(),
  attempts: z.array(attempt),
  /** Another code of it means another article. */
  isContradicted: z.boolean(),
  /** In the unit we sell it in; null: not known. */
  quantity: AmountText.nullable(),
  unitCode: z.string(),
  /** How many of our unit one of theirs is. */
  factor: AmountText,
  unitFault: z.enum(unitFaults).nullable(),
  /** What it goes into our order at; null: nobody names a price. */
  price: MessagePrice.nullable(),
  verdict: z.enum(priceVerdicts),
  ownAmount: AmountText.nullable(),
  askedAmount: AmountText.nullable(),
});
export type JudgedLine = z.infer<typeof JudgedLine>;

/** An article of ours as far as an order needs it. */
export interface JudgedItem {
  readonly itemId: string;
  readonly unitCode: string;
  readonly salesPrice: Amount | null;
}

const one = amount("1");

/** The buyer's price for our unit: said over as many of ours as its basis is of theirs, so that nothing is rounded. */
const inOurUnit = (price: MessagePrice, factor: Amount): MessagePrice => ({
  net: price.net,
  baseQuantity: multiply(price.baseQuantity, factor),
});

/** A line beside our article of it: how many that is here, and what it costs. */
export function judgeLine(
  line: OrderMessageLine,
  match: LineMatch,
  item: JudgedItem | null,
  tolerance: PriceTolerance,
): JudgedLine {
  const { itemId, step, isContradicted, unitFactor } = match;
  const basis = { lineId: line.lineId, itemId, step, isContradicted };
  const attempts = match.attempts.map((tried) => ({ ...tried, itemIds: [...tried.itemIds] }));
  const unit = line.unitCode || line.writtenUnit;
  const converted =
    item === null
      ? { quantity: line.quantity, unitCode: line.unitCode || "C62" }
      : convertOrdered(
          { quantity: line.quantity, unit },
          { unitCode: item.unitCode, packings: [] },
          item.itemId === itemId ? unitFactor : null,
        );
  const isFault = "fault" in converted;
  const quantity = isFault ? null : converted.quantity;
  const factor = quantity === null || !isPositive(line.quantity) ? one : divide(quantity, line.quantity);
  const own =
    quantity === null || item?.salesPrice === undefined || item.salesPrice === null
      ? null
      : { quantity, price: { net: item.salesPrice, baseQuantity: one } };
  const asked = line.price === null ? null : { quantity: line.quantity, price: line.price };
  const difference = priceDifference(own, asked, tolerance);
  const price =
    difference.holds === "own"
      ? (own?.price ?? null)
      : difference.holds === "buyers" && line.price !== null
        ? inOurUnit(line.price, factor)
        : null;
  return {
    ...basis,
    isText: itemId === null && taughtKeyOf(line) === null,
    attempts,
    quantity,
    unitCode: isFault ? (item?.unitCode ?? "") : converted.unitCode,
    factor,
    unitFault: isFault ? converted.fault : null,
    price,
    verdict: difference.verdict,
    ownAmount: difference.ownAmount,
    askedAmount: difference.askedAmount,
  };
}

/** A person has to say which article is meant, or how many of ours that is. */
export const isHeld = ({ itemId, isText, unitFault }: JudgedLine, allowsTextLines: boolean): boolean =>
  unitFault !== null || (itemId === null && !(isText && allowsTextLines));

/** Nothing of it is other than the buyer asks for, and nobody has to think about it. */
export const isPlain = ({ itemId, isContradicted, verdict }: JudgedLine): boolean =>
  itemId !== null && !isContradicted && ["same", "tolerated", "notAsked", "buyersTaken"].includes(verdict);

/** As many of the buyer's unit; null where that cannot be said exactly, and ours has to be named. */
export function inTheirUnit(quantity: Amount, factor: Amount): Amount | null {
  const theirs = round(divide(quantity, factor), 6);
  return equals(multiply(theirs, factor), quantity) ? theirs : null;
}
