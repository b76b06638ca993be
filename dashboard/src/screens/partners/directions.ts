import type { Direction, DocType } from "./partner-state.ts";

/** What may be chosen, in the order in which it comes in the life of an order. */
export const offeredTypes = [
  "order",
  "order_response",
  "order_change",
  "order_cancel",
  "despatch",
  "invoice_copy",
  "statement",
] as const satisfies readonly DocType[];

/** Who orders from whom; it may be both. */
export interface Roles {
  readonly weBuy: boolean;
  readonly theyBuy: boolean;
}

const ofBuyer = ["order", "order_change", "order_cancel"] as const;
const ofSeller = ["order_response", "despatch", "invoice_copy"] as const;

const has = (directions: readonly Direction[], docType: DocType, way: Direction["way"]): boolean =>
  directions.some((one) => one.docType === docType && one.way === way);

export const rolesOf = (directions: readonly Direction[]): Roles => ({
  weBuy: has(directions, "order", "out"),
  theyBuy: has(directions, "order", "in"),
});

/** Everything that goes with ordering, each its way; and the statement on which both sides' counts agree. */
export function directionsFor({ weBuy, theyBuy }: Roles): readonly Direction[] {
  const going = (types: readonly DocType[], way: Direction["way"]): Direction[] =>
    types.map((docType) => ({ docType, way }));
  return [
    ...(weBuy ? [...going(ofBuyer, "out"), ...going(ofSeller, "in")] : []),
    ...(theyBuy ? [...going(ofBuyer, "in"), ...going(ofSeller, "out")] : []),
    ...(weBuy || theyBuy ? [...going(["statement"], "in"), ...going(["statement"], "out")] : []),
  ];
}

/** One more, or one less. */
export const toggled = (directions: readonly Direction[], { docType, way }: Direction): readonly Direction[] =>
  has(directions, docType, way)
    ? directions.filter((one) => one.docType !== docType || one.way !== way)
    : [...directions, { docType, way }];

export const includes = has;
