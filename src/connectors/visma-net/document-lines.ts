import {
  add,
  allocate,
  amount,
  cents,
  distribute,
  divide,
  equals,
  isNegative,
  isPositive,
  isZero,
  multiply,
  negate,
  round,
  subtract,
  sum,
  text,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { hasMoney, type AllowanceCharge, type DocumentDraft } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import { saidError } from "#domain/texts/said.ts";
import { textLater } from "#domain/texts/text-later.ts";
import type { Input } from "#connect/operations.ts";
import type { Settings } from "./settings.ts";

type Codes = Input<"documents.create">["codes"];

/** A line as both interfaces write it: `quantity` times `unitPrice`, less `discount`, is to the cent what the draft says. */
export interface OutLine {
  readonly item: string;
  readonly vatCode: string;
  readonly description: string;
  readonly quantity: Amount;
  readonly unitPrice: Amount;
  readonly discount: Amount;
}

interface Ground {
  readonly item: string;
  readonly vatCode: string;
  readonly description: string;
  readonly quantity: Amount;
  /** Per piece, as the draft has it. */
  readonly price: Amount;
  readonly net: Amount;
  readonly group: string;
  readonly vatRate: Amount;
}

const one = amount("1");
const groupOf = ({ vatCategory, vatRate }: Pick<AllowanceCharge, "vatCategory" | "vatRate">): string =>
  `${vatCategory} ${text(vatRate)}`;

/**
 * Lines of a draft with the other side's codes. An allowance that has an item of its own is a line below zero: a gift card. Any other
 * is spread over the lines of its VAT group, as a discount on each. What the total was rounded by is a line with the code for that.
 */
export function outLines(
  draft: DocumentDraft,
  codes: Codes,
  settings: Pick<Settings, "prices" | "priceDecimals">,
): OutLine[] {
  const { lines, allowanceCharges, totals } = draft;
  const rounding = totals.payableRoundingAmount;
  const money = lines.filter(hasMoney);
  const needed = money.length + allowanceCharges.length + (isZero(rounding) ? 0 : 1);
  if (codes.length !== needed)
    throw new HubError("internal.unexpected", `A document that needs ${needed} codes came with ${codes.length} codes`);
  const codeAt = (index: number) => codes[index] ?? { item: "", vatCode: "" };
  const grounds: Ground[] = money.map((line, index) => ({
    ...codeAt(index),
    description: line.itemName || line.description,
    quantity: line.quantity,
    price: divide(line.netPrice, line.baseQuantity),
    net: line.lineNetAmount,
    group: groupOf(line),
    vatRate: line.vatRate,
  }));
  const spread: { readonly group: string; readonly value: Amount }[] = [];
  for (const [index, part] of allowanceCharges.entries()) {
    const code = codeAt(money.length + index);
    const net = part.kind === "allowance" ? negate(part.amount) : part.amount;
    const group = groupOf(part);
    if (code.item === "" && part.kind === "allowance") spread.push({ group, value: part.amount });
    else
      grounds.push({ ...code, description: part.reason, quantity: one, price: net, net, group, vatRate: part.vatRate });
  }
  if (!isZero(rounding)) {
    const whole = { quantity: one, price: rounding, net: rounding, group: "", vatRate: zero };
    grounds.push({ ...codeAt(needed - 1), description: "", ...whole });
  }
  const shares = sharesOf(grounds, spread);
  const decimals = Number(settings.priceDecimals);
  const wanted = grounds.map((ground, index) => cents(subtract(ground.net, shares[index] ?? zero)));
  if (settings.prices === "net")
    return grounds.map((ground, index) => {
      const net = wanted[index] ?? zero;
      return outLine(ground, ground.price, { wanted: net, full: cents(ground.net) }, decimals);
    });
  const gross = grossOf(draft, grounds, wanted);
  return grounds.flatMap((ground, index) => {
    const asked = gross[index] ?? zero;
    const full = add(asked, cents(multiply(shares[index] ?? zero, factorOf(ground))));
    // What the net amounts were rounded by may not be there at all with VAT.
    if (ground.group === "" && isZero(asked)) return [];
    const price = isZero(ground.quantity) ? full : divide(full, ground.quantity);
    return [outLine(ground, price, { wanted: asked, full }, decimals)];
  });
}

const factorOf = ({ vatRate }: Pick<Ground, "vatRate">): Amount => add(one, divide(vatRate, amount("100")));

/**
 * What each line comes to with VAT: the lines of a rate to what the shop asked for it, and all of them to what it asked. What those differ by
 * is the rounding; a document without one has each rate as its own VAT says.
 */
function grossOf({ vat, totals }: DocumentDraft, grounds: readonly Ground[], nets: readonly Amount[]): Amount[] {
  const total = add(totals.taxInclusiveAmount, totals.payableRoundingAmount);
  const rest = subtract(total, sum(vat.map(({ grossAmount }) => grossAmount)));
  const isAsked = isZero(rest) || !isZero(totals.payableRoundingAmount);
  const gross = grounds.map(({ group }) => (group === "" ? cents(rest) : zero));
  for (const one of vat) {
    const own = [...grounds.keys()].filter((index) => grounds[index]?.group === groupOf(one));
    const exacts = own.map((index) => multiply(nets[index] ?? zero, factorOf(one)));
    const parts = distribute(
      cents(isAsked ? one.grossAmount : add(one.taxableAmount, one.taxAmount)),
      exacts,
      amount("1"),
    );
    for (const [nth, index] of own.entries()) gross[index] = parts[nth] ?? zero;
  }
  return gross;
}

/** What each line gets of the discounts of its group, in whole cents. */
function sharesOf(
  grounds: readonly Ground[],
  spread: readonly { readonly group: string; readonly value: Amount }[],
): Amount[] {
  const shares = grounds.map(() => zero);
  for (const [group, parts] of Map.groupBy(spread, (part) => part.group)) {
    const total = cents(sum(parts.map(({ value }) => value)));
    if (isZero(total)) continue;
    const takers = [...grounds.entries()].filter(([, ground]) => ground.group === group && isPositive(ground.net));
    const room = sum(takers.map(([, { net }]) => net));
    if (isNegative(subtract(room, total)))
      throw saidError("document.invalid", textLater("says.discountTooLarge", { amount: text(total), group }));
    const given = allocate(
      total,
      takers.map(([, { net }]) => net),
    );
    for (const [nth, [index]] of takers.entries()) shares[index] = given[nth] ?? zero;
  }
  return shares;
}

/** `price` per piece, which comes to `full`; `wanted` is what is left after the discounts. */
function outLine(
  ground: Ground,
  price: Amount,
  { wanted, full }: { readonly wanted: Amount; readonly full: Amount },
  decimals: number,
): OutLine {
  const { item, vatCode, description, quantity } = ground;
  const unitPrice = priceOf(price, full, quantity, decimals);
  const discount = subtract(cents(multiply(unitPrice, quantity)), wanted);
  return {
    item,
    vatCode,
    description: description.slice(0, 255),
    quantity,
    unitPrice,
    discount: isZero(discount) ? zero : discount,
  };
}

/** In so many decimals as are kept over there. One that cannot come out to the cent is a little higher, and the rest is a discount. */
function priceOf(price: Amount, full: Amount, quantity: Amount, decimals: number): Amount {
  const near = round(price, decimals);
  if (isZero(quantity) || equals(cents(multiply(near, quantity)), full)) return near;
  const exact = round(divide(full, quantity), decimals);
  const rest = subtract(cents(multiply(exact, quantity)), full);
  return isNegative(rest) ? add(exact, amount(`0.${"1".padStart(decimals, "0")}`)) : exact;
}

/** For an interface without discounts in money: the price less its part of them, or one piece of the whole where that has no price. */
export function asNetPrices(lines: readonly OutLine[], decimals: number): Omit<OutLine, "discount">[] {
  return lines.map(({ discount, ...line }) => {
    if (isZero(discount)) return line;
    const net = subtract(cents(multiply(line.unitPrice, line.quantity)), discount);
    const unitPrice = round(divide(net, line.quantity), decimals);
    if (equals(cents(multiply(unitPrice, line.quantity)), net)) return { ...line, unitPrice };
    const description = `${plainQuantity(line.quantity)} x ${line.description}`.slice(0, 255);
    return { ...line, description, quantity: one, unitPrice: net };
  });
}

const plainQuantity = (quantity: Amount): string =>
  text(quantity).includes(".") ? text(quantity).replace(/\.?0+$/, "") : text(quantity);
