import { amount } from "#domain/amount.ts";
import { judgeLine, type JudgedLine } from "#domain/partner/judge-order.ts";
import { keysOf, matchIndex, matchLines } from "#domain/partner/match-lines.ts";
import type { OrderMessage } from "#domain/partner/order-message.ts";
import { itemsToMatch, type SoldItem } from "#store/matchable-items.ts";
import { relationItemCodes } from "#store/relation-item-codes.ts";
import type { Relation } from "#store/relations.ts";
import { placeOf, type PartnerMeans } from "./partner-means.ts";

export interface Judged {
  readonly lines: readonly JudgedLine[];
  readonly items: ReadonlyMap<string, SoldItem>;
}

/** The lines of an order beside our own articles: by barcode, our own code, the maker's, and what a person taught. */
export async function judgeLines(means: PartnerMeans, relation: Relation, order: OrderMessage): Promise<Judged> {
  const { trx, administration } = means;
  const keys = keysOf(order.lines);
  const taught = await relationItemCodes(trx, placeOf(means, relation.id), keys.taught);
  const itemIds = [...new Set(taught.map(({ itemId }) => itemId))];
  const found = await itemsToMatch(trx, administration.id, { ...keys, itemIds });
  const items = new Map(found.map((item) => [item.itemId, item]));
  const index = matchIndex(
    found,
    // What was taught of an article that is no longer sold teaches nothing.
    taught
      .filter(({ itemId }) => items.has(itemId))
      .map(({ code, itemId, unitFactor }) => ({ key: code, itemId, unitFactor })),
  );
  const { priceTolerancePercent, priceToleranceAmount, acceptsBuyerPrice } = relation.settings;
  const tolerance = {
    priceTolerancePercent: amount(priceTolerancePercent),
    priceToleranceAmount: amount(priceToleranceAmount),
    acceptsBuyerPrice,
  };
  const matches = matchLines(order.lines, index);
  const lines = order.lines.flatMap((line, at) => {
    const match = matches[at];
    if (match === undefined) return [];
    return [judgeLine(line, match, items.get(match.itemId ?? "") ?? null, tolerance)];
  });
  return { lines, items };
}
