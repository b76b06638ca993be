import { amount, divide, equals, isPositive, multiply, type Amount } from "#domain/amount.ts";
import { inTheirUnit, type JudgedLine } from "#domain/partner/judge-order.ts";
import type { MessageItem, OrderMessage, OrderMessageLine } from "#domain/partner/order-message.ts";
import type { OrderResponseLine } from "#domain/partner/order-response.ts";
import { isPriceChanged, priceDifference, type PriceTolerance } from "#domain/partner/price-difference.ts";
import { hasMoney } from "#domain/document.ts";
import type { StoredDocument } from "#store/documents.ts";
import type { Relation } from "#store/relations.ts";

const one = amount("1");
const nobody = { from: null, to: null };

const itemOf = (line: MessageItem): MessageItem => ({
  gtin: line.gtin,
  sellersItemIdentifier: line.sellersItemIdentifier,
  buyersItemIdentifier: line.buyersItemIdentifier,
  manufacturersItemIdentifier: line.manufacturersItemIdentifier,
  brandName: line.brandName,
  itemName: line.itemName,
  description: "",
});

const toleranceOf = ({ settings }: Pick<Relation, "settings">): PriceTolerance => ({
  priceTolerancePercent: amount(settings.priceTolerancePercent),
  priceToleranceAmount: amount(settings.priceToleranceAmount),
  // What we book is what we answer: a price that we took over from the buyer is equal to his by now.
  acceptsBuyerPrice: false,
});

/** What a person says of a line beside what stands in our order. */
export interface LineRemark {
  readonly lineId: string;
  readonly backorder: Amount | null;
  readonly promised: string | null;
  readonly note: string;
}

type SlipLine = StoredDocument["lines"][number];

function answerTo(
  asked: OrderMessageLine,
  factor: Amount,
  slip: SlipLine | undefined,
  remark: LineRemark | undefined,
  tolerance: PriceTolerance,
): OrderResponseLine {
  const day = remark?.promised ?? null;
  const basis = {
    ...itemOf(asked),
    ...{ lineId: asked.lineId, orderLineId: asked.lineId, note: remark?.note ?? "", substitute: null },
    promised: day === null ? nobody : { from: day, to: day },
  };
  const { unitCode, writtenUnit } = asked;
  const nothing = { quantity: null, unitCode, writtenUnit, backorder: null, price: null } as const;
  if (slip === undefined) return { ...basis, ...nothing, status: "7" };
  const theirs = inTheirUnit(slip.quantity, factor);
  const isWhole = theirs !== null && equals(theirs, asked.quantity);
  const own = { quantity: slip.quantity, price: { net: slip.netPrice, baseQuantity: slip.baseQuantity } };
  const difference = priceDifference(
    own,
    asked.price === null ? null : { quantity: multiply(slip.quantity, divide(one, factor)), price: asked.price },
    tolerance,
  );
  const isOther = isPriceChanged(difference);
  const backorder = remark?.backorder ?? null;
  const isLater = (backorder !== null && isPositive(backorder)) || day !== null;
  const isChanged = !isWhole || isOther || isLater;
  if (!isChanged) return { ...basis, ...nothing, status: "5" };
  // Said in the buyer's unit; where that would be rounded, in ours.
  const inTheirs = theirs !== null;
  return {
    ...basis,
    status: "3",
    quantity: theirs ?? slip.quantity,
    unitCode: inTheirs ? unitCode : slip.unitCode,
    writtenUnit: inTheirs ? writtenUnit : "",
    backorder,
    price: isOther ? { net: slip.netPrice, baseQuantity: inTheirs ? baseIn(slip, factor) : slip.baseQuantity } : null,
  };
}

/** A price per our unit, said over as many of the buyer's. */
const baseIn = ({ baseQuantity }: Pick<SlipLine, "baseQuantity">, factor: Amount): Amount =>
  equals(factor, one) ? baseQuantity : divide(baseQuantity, factor);

/**
 * What our order, as it is by now, says to each line of the buyer's: as asked, otherwise, or not at all; and lines that were put in. It is compared, not
 * remembered: whoever changed a quantity in the editor said so as well as whoever did it in the answer.
 */
export function responseLines(
  asked: OrderMessage,
  judged: readonly JudgedLine[],
  slip: Pick<StoredDocument, "lines">,
  relation: Pick<Relation, "settings">,
  remarks: readonly LineRemark[] = [],
): OrderResponseLine[] {
  const tolerance = toleranceOf(relation);
  const lines = slip.lines.filter(hasMoney);
  const byAsked = new Map(lines.map((line) => [line.sourceLineId, line]));
  const answers = asked.lines.map((line) =>
    answerTo(
      line,
      judged.find(({ lineId }) => lineId === line.lineId)?.factor ?? one,
      byAsked.get(line.lineId),
      remarks.find(({ lineId }) => lineId === line.lineId),
      tolerance,
    ),
  );
  const known = new Set(asked.lines.map(({ lineId }) => lineId));
  const added = lines
    .filter(({ sourceLineId }) => !known.has(sourceLineId))
    .map((line, index): OrderResponseLine => ({
      ...{ gtin: "", buyersItemIdentifier: "", manufacturersItemIdentifier: "", brandName: "", description: "" },
      ...{ sellersItemIdentifier: line.sellersItemIdentifier, itemName: line.itemName, note: "", writtenUnit: "" },
      ...{ lineId: `+${index + 1}`, orderLineId: "", status: "1", backorder: null, substitute: null, promised: nobody },
      quantity: line.quantity,
      unitCode: line.unitCode,
      price: { net: line.netPrice, baseQuantity: line.baseQuantity },
    }));
  return [...answers, ...added];
}
