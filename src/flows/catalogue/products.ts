import type { Item } from "#domain/item.ts";
import type { CatalogueReason } from "#domain/catalogue-reasons.ts";
import { compareFields, type Comparison, type FieldChange, type Hash, type Known } from "./fields.ts";
import { pairsOf, wantedFields, type PriceModes, type WantedField } from "./product-fields.ts";
import type { ProductSettings } from "./settings.ts";

export interface KnownProduct extends Known {
  readonly code: string;
  readonly targetId: string;
}

/** All that is known of one product of the source before anything is done. */
export interface ProductSight {
  readonly item: Item;
  readonly known: KnownProduct;
  /** How many other products of the source have its code. */
  readonly twins: number;
  /** What the shop has under its code. */
  readonly found: readonly Item[];
  /** Null: as the shop's own products say. */
  readonly shopPricesIncludeVat: boolean | null;
}

export type ProductDecision =
  | {
      readonly kind: "create";
      readonly code: string;
      readonly wanted: readonly WantedField[];
      readonly changes: readonly FieldChange[];
    }
  | {
      readonly kind: "update";
      readonly target: Item;
      readonly wanted: readonly WantedField[];
      readonly comparison: Comparison;
    }
  | { readonly kind: "same"; readonly target: Item; readonly comparison: Comparison }
  | Left;

/** Left as it is: skipped by a rule, or held for a person. */
export interface Left {
  readonly kind: "skipped" | "held";
  readonly code: CatalogueReason;
  readonly details: Readonly<Record<string, string>>;
}

export const codeOf = ({ sellersItemIdentifier }: Pick<Item, "sellersItemIdentifier">): string =>
  sellersItemIdentifier.trim();

const held = (code: CatalogueReason, details: Left["details"] = {}): Left => ({ kind: "held", code, details });
const skipped = (code: CatalogueReason, details: Left["details"] = {}): Left => ({ kind: "skipped", code, details });

/** What keeps an item from being matched by its code at all; null when nothing does. Also for its stock. */
export function unmatchable({ known, twins, found, item }: Omit<ProductSight, "shopPricesIncludeVat">): Left | null {
  const code = codeOf(item);
  if (code === "") return held("stop.noCode");
  if (twins > 0) return held("stop.duplicateCode", { code });
  if (found.length > 1) return held("stop.duplicateInShop", { code });
  if (found.length === 0 && known.targetId !== "" && known.code !== "" && known.code !== code)
    return held("stop.codeChanged", { code, before: known.code });
  return null;
}

/** What becomes of one product at the shop (C5). Matched by its code alone; what cannot be matched for sure stops by name. */
export function decideProduct(sight: ProductSight, settings: ProductSettings, hash: Hash): ProductDecision {
  const { item, known, found } = sight;
  const stop = unmatchable(sight);
  if (stop !== null) return stop;
  if (settings.onlyTypes.length > 0 && !settings.onlyTypes.includes(item.type))
    return skipped("skip.type", { value: item.type });
  const [target] = found;
  if (target === undefined) {
    // It was there: whoever took it out of the shop meant to.
    if (known.targetId !== "") return skipped("skip.removed");
    if (!settings.creates) return skipped("skip.notCreated");
    if (!item.isActive && !settings.withInactive) return skipped("skip.inactive");
  }
  const modes: PriceModes = {
    source: item.pricesIncludeTax,
    shop: target?.pricesIncludeTax ?? sight.shopPricesIncludeVat,
  };
  const wanted = wantedFields(item, settings, modes);
  if (!Array.isArray(wanted)) return held(wanted.code, wanted.details);
  if (target === undefined) {
    const changes = wanted.map(({ field, wanted: source }) => ({ field, shop: null, source, act: "write" as const }));
    return { kind: "create", code: codeOf(item), wanted, changes };
  }
  const comparison = compareFields(pairsOf(wanted, target), known, hash);
  return comparison.write.length > 0
    ? { kind: "update", target, wanted, comparison }
    : { kind: "same", target, comparison };
}
