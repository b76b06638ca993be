import { cents, isZero, sum, text, zero, type Amount } from "#domain/amount.ts";
import { saidError } from "#domain/texts/said.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { plainText } from "./decimals.ts";
import { Decimal, type CsOrder, type CsTax } from "./schema.ts";

/** Something in an order that VAT can be on. */
export type Place =
  | { readonly of: "item"; readonly id: string }
  | { readonly of: "shipping"; readonly group: string; readonly id: string }
  | { readonly of: "surcharge" };

/** One tax of an order, whichever way the shop calculates. */
export interface Tax {
  readonly id: string;
  readonly name: string;
  readonly registration: string;
  /** As text, without padding. */
  readonly rate: string;
  readonly rateValue: Amount;
  /** It is in the prices; else it comes on top. */
  readonly isIncluded: boolean;
  /** The shop's own VAT of this tax over the whole order. */
  readonly stated: Amount;
  /** `unit`: VAT rounded per unit, stated per line; `subtotal`: once for all goods, and only their names are told. */
  readonly mode: "unit" | "subtotal";
  /** Undefined: it is not on this; null: it is, and the shop does not say how much. */
  readonly on: (place: Place) => Amount | null | undefined;
  readonly statedOnShipping: Amount;
}

const amountIn = (value: unknown): Amount => Decimal.safeParse(value).data ?? zero;

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** PHP says yes in more than one way. */
const isYes = (value: unknown): boolean =>
  value !== false && value !== null && value !== "" && value !== 0 && value !== "0";

const keyOf = (place: Place): string => {
  if (place.of === "item") return `P_${place.id}`;
  return place.of === "shipping" ? `S_${place.group}_${place.id}` : "PS";
};

/** Stated per line: `P_<item>`, `S_<group>_<shipping>`, `PS_<payment>`. */
function unitMode(applies: ReadonlyMap<string, unknown>): Pick<Tax, "on" | "statedOnShipping"> {
  const stated = new Map([...applies].map(([key, value]) => [key.startsWith("PS_") ? "PS" : key, amountIn(value)]));
  return {
    on: (place) => {
      const exact = stated.get(keyOf(place));
      if (exact !== undefined || place.of !== "shipping" || place.group !== "") return exact;
      // The shipping does not say in which group it is.
      return [...stated].find(([key]) => key.startsWith("S_") && key.endsWith(`_${place.id}`))?.[1];
    },
    statedOnShipping: sum([...stated].flatMap(([key, amount]) => (key.startsWith("S_") ? [amount] : []))),
  };
}

/** Totals by `P`, `S` and `PS`; `items` names who belongs. */
function subtotalMode(applies: ReadonlyMap<string, unknown>): Pick<Tax, "on" | "statedOnShipping"> {
  const members = new Map(entriesOf(applies.get("items")));
  const goods = new Set(entriesOf(members.get("P")).flatMap(([id, has]) => (isYes(has) ? [id] : [])));
  const shippings = new Set(
    // A first group 0 of PHP comes as a list.
    groupsOf(members.get("S")).flatMap(([group, ids]) =>
      entriesOf(ids).flatMap(([id, has]) => (isYes(has) ? [`${group}_${id}`] : [])),
    ),
  );
  const hasSurcharge = !isZero(amountIn(applies.get("PS"))) || entriesOf(members.get("PS")).length > 0;
  const isOn = (place: Place): boolean => {
    if (place.of === "surcharge") return hasSurcharge;
    if (place.of === "item") return goods.has(place.id);
    if (place.group !== "") return shippings.has(`${place.group}_${place.id}`);
    return [...shippings].some((key) => key.endsWith(`_${place.id}`));
  };
  return { on: (place) => (isOn(place) ? null : undefined), statedOnShipping: amountIn(applies.get("S")) };
}

const groupsOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  Array.isArray(value) ? value.map((one: unknown, index) => [String(index), one] as const) : entriesOf(value);

function taxOf(id: string, tax: CsTax): Tax {
  const applies = new Map(tax.applies);
  const isSubtotal = ["items", "P", "S", "PS"].some((key) => applies.has(key));
  return {
    id,
    name: tax.description,
    registration: tax.regnumber,
    rate: plainText(tax.rate_value),
    rateValue: tax.rate_value,
    isIncluded: tax.price_includes_tax,
    stated: cents(tax.tax_subtotal),
    mode: isSubtotal ? "subtotal" : "unit",
    ...(isSubtotal ? subtotalMode(applies) : unitMode(applies)),
  };
}

/**
 * The taxes of an order that put anything on it. Throws `document.invalid` for an amount instead of a rate: that is no VAT, and what it is only a
 * person can say.
 */
export function taxesOf({ taxes }: Pick<CsOrder, "taxes">): Tax[] {
  return taxes.flatMap(([id, tax]) => {
    if (tax.rate_type.toUpperCase() !== "F") return [taxOf(id, tax)];
    const isUnused = isZero(tax.tax_subtotal) && tax.applies.every(([, value]) => isZero(amountIn(value)));
    if (isUnused) return [];
    const told = { tax: tax.description || id, amount: text(cents(tax.tax_subtotal)) };
    throw saidError("document.invalid", textLater("says.fixedTax", told));
  });
}
