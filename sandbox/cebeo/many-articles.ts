/** A catalogue of any size, calculated from the number of the article. */
import type { Article, ArticleSource } from "./articles.ts";
import { hashOf, ofTenThousandths } from "./seeded-prices.ts";

const products = [
  { name: "Installatiedraad H07V-U", unit: "MTR", pack: 100 },
  { name: "Kabelgoot geperforeerd", unit: "MTR", pack: 3 },
  { name: "Automaat 2P", unit: "PCE", pack: 1 },
  { name: "Stopcontact met aarding", unit: "PCE", pack: 10 },
  { name: "Inbouwdoos diep", unit: "PCE", pack: 25 },
  { name: "LED-paneel", unit: "PCE", pack: 1 },
  { name: "Bewegingsmelder", unit: "PCE", pack: 1 },
] as const;
const brands = [
  { code: "101", name: "KABELHUIS VLAANDEREN" },
  { code: "045", name: "LICHTMERK" },
  { code: "310", name: "SCHAKELAAR & CO" },
] as const;

export interface ManyArticles {
  readonly count: number;
  /** Default 500,000, so that every number up to 999,999 begins with a zero. */ readonly firstId?: number;
  /** Another seed makes other articles of the same numbers. */ readonly seed?: number;
}

/** Numbers have seven digits and follow each other. One article in 500 has no net price. */
export function manyArticles({ count, firstId = 500_000, seed = 1 }: ManyArticles): ArticleSource {
  const idOf = (index: number): string => String(firstId + index).padStart(7, "0");
  const at = (index: number): Article => {
    if (!Number.isInteger(index) || index < 0 || index >= count)
      throw new RangeError(`There is no article at ${index}`);
    const supplierItemId = idOf(index);
    const hash = hashOf(supplierItemId, seed);
    const product = products[hash % products.length] ?? products[0];
    const brand = brands[(hash >>> 4) % brands.length] ?? brands[0];
    const net = 100 + ((hash >>> 8) % 2_000_000);
    return {
      ...{ supplierItemId, brandCode: brand.code, brandName: brand.name, reference: `REF-${index.toString(36)}` },
      ...{ description: `${product.name} ${index}`, unit: product.unit, pack: product.pack },
      stockCode: hash % 5 === 0 ? "B" : "A",
      stock: hash % 5 === 0 ? null : String(hash % 1000),
      tarifPrice: ofTenThousandths(net * 2),
      netPrice: hash % 500 === 0 ? null : ofTenThousandths(net),
      ...{ ecotax: "0.0000", recupel: "0.0000", sabam: "0.0000", tav: "21.00" },
    };
  };
  return {
    ...{ count, at },
    find(id) {
      const index = /^\d{7,}$/.test(id) ? Number(id) - firstId : -1;
      return index >= 0 && index < count && idOf(index) === id ? at(index) : undefined;
    },
  };
}
