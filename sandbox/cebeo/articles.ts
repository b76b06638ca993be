/** What Cebeo sells. Numbers and prices are text: prices with a decimal point here, with a comma in the answers. */
import { seededPrices } from "./seeded-prices.ts";
import type { Settings } from "./settings.ts";

export interface Article {
  readonly supplierItemId: string;
  readonly customerItemId?: string;
  readonly brandCode: string;
  /** Cut off at 15 characters in the answers. */
  readonly brandName: string;
  readonly reference: string;
  readonly description: string;
  readonly reelCode?: string;
  readonly reelLength?: number;
  readonly promotionCode?: string;
  /** On order lines only. */
  readonly ean?: string;
  readonly stockCode: string;
  /** `null` is answered as an empty element. */
  readonly stock: string | null;
  readonly unit: string;
  /** Anything but plain digits with a point, "1.234,5" for one, is answered as it stands. */
  readonly tarifPrice: string | null;
  readonly netPrice: string | null;
  readonly ecotax: string;
  readonly recupel: string;
  readonly sabam: string;
  /** VAT in percent. */
  readonly tav: string;
  readonly pack: number;
}

/** A catalogue that is calculated, so that any number of articles costs no memory. */
export interface ArticleSource {
  readonly count: number;
  /** From 0. */ at(index: number): Article;
  find(supplierItemId: string): Article | undefined;
}

export type Prices = Pick<Article, "tarifPrice" | "netPrice">;

/** The prices of one article by `settings.priceSeed`. */
export type PriceOf = (article: Article, seed: number) => Prices;

export interface Catalogue {
  readonly count: number;
  find(supplierItemId: string): Article | undefined;
  all(): Iterable<Article>;
  /** Adds one, or puts it in place of the one with its number. */ put(article: Article): void;
  /** From now on it is unknown. */ remove(supplierItemId: string): void;
}

function sourceOf(articles: readonly Article[]): ArticleSource {
  const byId = new Map(articles.map((article) => [article.supplierItemId, article]));
  const list = [...byId.values()];
  return {
    count: list.length,
    at(index) {
      const article = list[index];
      if (article === undefined) throw new RangeError(`There is no article at ${index}`);
      return article;
    },
    find: (id) => byId.get(id),
  };
}

export function catalogueOf(
  articles: readonly Article[] | ArticleSource,
  settings: Settings,
  priceOf: PriceOf = seededPrices,
): Catalogue {
  const base = "count" in articles ? articles : sourceOf(articles);
  /** `null` for one that was removed. */
  const changed = new Map<string, Article | null>();
  const priced = (article: Article): Article => ({ ...article, ...priceOf(article, settings.priceSeed) });
  const find = (id: string): Article | undefined => {
    const article = changed.get(id);
    return article === undefined ? base.find(id) : (article ?? undefined);
  };
  return {
    get count() {
      let count = base.count;
      for (const [id, article] of changed) {
        const before = base.find(id) === undefined ? 0 : 1;
        count += (article === null ? 0 : 1) - before;
      }
      return count;
    },
    find(id) {
      const article = find(id);
      return article === undefined ? undefined : priced(article);
    },
    *all() {
      for (let index = 0; index < base.count; index += 1) {
        const article = base.at(index);
        if (!changed.has(article.supplierItemId)) yield priced(article);
      }
      for (const article of changed.values()) if (article !== null) yield priced(article);
    },
    put: (article) => void changed.set(article.supplierItemId, article),
    remove: (id) => void changed.set(id, null),
  };
}

const folded = (text: string): string => text.trim().toLowerCase();

/** Every article that has all of the words somewhere, and one of the brands. */
export function search(catalogue: Catalogue, words: readonly string[], brands: readonly string[]): readonly Article[] {
  const [wanted, wantedBrands] = [words.map(folded), brands.map(folded)];
  const found: Article[] = [];
  for (const article of catalogue.all()) {
    const { supplierItemId, reference, description, brandName, brandCode } = article;
    const text = folded(`${supplierItemId}\n${reference}\n${description}\n${brandName}`);
    const isOfBrand =
      wantedBrands.length === 0 ||
      wantedBrands.some((brand) => folded(brandCode) === brand || folded(brandName).includes(brand));
    if (isOfBrand && wanted.every((word) => text.includes(word))) found.push(article);
  }
  return found;
}

/** Those a line without a number can mean. */
export function withReference(
  catalogue: Catalogue,
  wanted: {
    readonly reference: string;
    readonly brandCode: string | null;
    readonly reelCode: string | null;
    readonly reelLength: number | null;
  },
): readonly Article[] {
  const found: Article[] = [];
  for (const article of catalogue.all()) {
    if (folded(article.reference) !== folded(wanted.reference)) continue;
    if (wanted.brandCode !== null && article.brandCode !== wanted.brandCode) continue;
    if (wanted.reelCode !== null && article.reelCode !== wanted.reelCode) continue;
    if (wanted.reelLength !== null && article.reelLength !== wanted.reelLength) continue;
    found.push(article);
  }
  return found;
}
