import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import type { BasketLine } from "./basket.ts";

/** Line ids of what no line of the shop stands for: the reader of its post made these, and their texts are ours. */
export const ownLineIds = { difference: "difference", taxDifference: "taxDifference", shipping: "shipping" } as const;

const names = {
  difference: "basket.own.difference",
  taxDifference: "basket.own.taxDifference",
  shipping: "basket.own.shipping",
} as const satisfies Record<keyof typeof ownLineIds, TextKey>;

const isOwn = (lineId: string): lineId is keyof typeof names => Object.hasOwn(names, lineId);

/** What a line is called: in the words of the shop, or in ours when it is no line of the shop. */
export function nameOfLine(
  {
    lineId,
    description,
    suppliersItemIdentifier,
  }: Pick<BasketLine, "lineId" | "description" | "suppliersItemIdentifier">,
  language: TextLanguage,
): string {
  const isOurs = description === "" && suppliersItemIdentifier === "" && isOwn(lineId);
  return isOurs ? textOf(names[lineId], language) : description;
}
