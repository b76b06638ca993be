import { readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import { offeredTypes } from "./directions.ts";
import type { ChosenParty } from "./party-field.tsx";
import type { Direction, Relation } from "./partner-state.ts";

/** A relation as its form holds it: numbers as people write them. */
export interface RelationValues {
  readonly party: ChosenParty | null;
  readonly directions: readonly Direction[];
  readonly settings: Omit<Relation["settings"], "maximumOrderValue"> & { readonly maximumOrderValue: string };
}

/** In one order, so that switching something off and on again is no change. */
export function inOrder(directions: readonly Direction[]): readonly Direction[] {
  const place = ({ docType, way }: Direction): number =>
    offeredTypes.findIndex((one) => one === docType) * 2 + (way === "in" ? 0 : 1);
  return directions
    .map(({ docType, way }) => ({ docType, way }))
    .toSorted((one, other) => place(one) - place(other) || (one.docType < other.docType ? -1 : 1));
}

export const valuesOf =
  (mark: DecimalMark) =>
  ({ party, directions, settings }: Relation): RelationValues => ({
    party,
    directions: inOrder(directions.filter(({ enabled }) => enabled)),
    settings: {
      ...settings,
      priceTolerancePercent: shownNumber(settings.priceTolerancePercent, mark),
      priceToleranceAmount: shownNumber(settings.priceToleranceAmount, mark, 2),
      maximumOrderValue: settings.maximumOrderValue === null ? "" : shownNumber(settings.maximumOrderValue, mark, 2),
    },
  });

/** As the hub takes it. What is no number goes as it is: the hub says so beside its field. */
export function bodyOf({ party, directions, settings }: RelationValues, mark: DecimalMark) {
  const read = (text: string): string => readNumber(text, mark) ?? text;
  const { priceTolerancePercent, priceToleranceAmount, maximumOrderValue } = settings;
  return {
    partyId: party?.id ?? null,
    directions: [...directions],
    settings: {
      ...settings,
      priceTolerancePercent: read(priceTolerancePercent),
      priceToleranceAmount: read(priceToleranceAmount),
      maximumOrderValue: maximumOrderValue.trim() === "" ? null : read(maximumOrderValue),
    },
  };
}
