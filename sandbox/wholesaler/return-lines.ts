/** A basket as lines that are returned: charges, sets and prices worked out, before any protocol writes them down. */
import type { Article } from "./articles.ts";
import { divided, exact, one, type Exact } from "./exact.ts";
import type { Settings } from "./settings.ts";
import type { Unit } from "./units.ts";

export interface ReturnLine {
  readonly article: Article;
  readonly quantity: Exact;
  readonly unit: Unit;
  /** For `per` units; null is no price at all. */ readonly price: Exact | null;
  readonly per: number;
  /** What the price is for, when that is not the unit ordered, and how much of it is in one. */
  readonly priced: { readonly unit: Unit; readonly inOne: number } | null;
  readonly isService: boolean;
  /** Where its set stands in the list. */ readonly parent: number | null;
  readonly isRoot: boolean;
}

export interface Wanted {
  readonly article: Article;
  readonly quantity: Exact;
}

type Articles = ReadonlyMap<string, Article>;

/** The exact price of one ordered unit. */
export function pricePerOne({ price, per = 1, priced }: Article): Exact {
  return divided(exact(price) * BigInt(priced?.inOne ?? 1), BigInt(per));
}

/** What all contributions of one unit come to. */
function contributionPerOne(article: Article, articles: Articles): Exact {
  const charge = article.contribution === undefined ? undefined : articles.get(article.contribution);
  return charge === undefined ? 0n : pricePerOne(charge);
}

interface Pricing {
  readonly price: Exact | null;
  readonly per: number;
  readonly priced: ReturnLine["priced"];
}

/** `keepsBasis`: the protocol can say that a reel is priced per metre; otherwise the price is per unit ordered. */
function pricing(article: Article, articles: Articles, settings: Settings, keepsBasis: boolean): Pricing {
  const { pricePer, prices, priceIs, contributions } = settings;
  const own = keepsBasis ? article.priced : undefined;
  const inOne = BigInt(own?.inOne ?? 1);
  const extra = contributions === "in the price" ? contributionPerOne(article, articles) : 0n;
  const single = divided(pricePerOne(article) + extra, inOne);
  const perOfArticle = article.priced === undefined || keepsBasis ? (article.per ?? 1) : 1;
  const per = pricePer === "article" ? perOfArticle : pricePer;
  const price = priceIs === "per one" ? single : single * BigInt(per);
  const given = { real: price, zero: 0n, absent: null }[prices];
  return { price: given, per, priced: own ?? null };
}

/** Whether charges stand on lines of their own; cXML has another place for the text. */
const hasChargeLines = ({ contributions }: Settings, keepsBasis: boolean): boolean =>
  contributions === "service lines" ||
  contributions === "plain lines" ||
  (contributions === "header text" && !keepsBasis);

export function returnLines(
  wanted: readonly Wanted[],
  articles: Articles,
  settings: Settings,
  { hasHierarchy, keepsBasis }: { hasHierarchy: boolean; keepsBasis: boolean },
): ReturnLine[] {
  const lines: ReturnLine[] = [];
  for (const { article, quantity } of wanted) {
    const isService = article.isCharge === true && settings.contributions !== "plain lines";
    const parts = hasHierarchy ? (article.parts ?? []) : [];
    const isRoot = parts.length > 0;
    const at = lines.length;
    const line = { article, quantity, unit: article.unit, isService, parent: null, isRoot };
    const own = pricing(article, articles, settings, keepsBasis);
    const byParts = isRoot && settings.setPrice === "parts" && own.price !== null;
    lines.push({ ...line, ...own, ...(byParts ? { price: 0n } : {}) });
    for (const part of parts) {
      const partArticle = articles.get(part.number);
      if (partArticle === undefined) continue;
      const ofPart = pricing(partArticle, articles, settings, keepsBasis);
      lines.push({
        ...{ article: partArticle, quantity: quantity * BigInt(part.quantity), unit: partArticle.unit },
        ...{ ...ofPart, price: byParts || ofPart.price === null ? ofPart.price : 0n },
        ...{ isService: false, parent: at, isRoot: false },
      });
    }
    const charge = article.contribution === undefined ? undefined : articles.get(article.contribution);
    if (charge === undefined || !hasChargeLines(settings, keepsBasis)) continue;
    lines.push({
      ...{ article: charge, quantity, unit: charge.unit, ...pricing(charge, articles, settings, keepsBasis) },
      ...{ isService: settings.contributions !== "plain lines", parent: null, isRoot: false },
    });
  }
  return lines;
}

/** What the contributions of a basket come to, for who does not put them on lines. */
export const contributionsOf = (wanted: readonly Wanted[], articles: Articles): Exact =>
  wanted.reduce(
    (sum, { article, quantity }) => sum + divided(quantity * contributionPerOne(article, articles), one),
    0n,
  );
