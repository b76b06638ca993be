import { readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import type { CatalogueKind } from "./catalogue-state.ts";

export const moments = ["never", "onCreate", "onUpdate"] as const;
export interface Rule {
  readonly when: (typeof moments)[number];
  readonly overwrites: boolean;
  /** Where a text comes from; only of fields that let people choose. */
  readonly from?: string;
}

export const productFields = [
  "name",
  "description",
  "price",
  "vatClass",
  "category",
  "images",
  "isActive",
  "stock",
] as const;
export const customerFields = ["name", "contactName", "phone", "vatIdentifier", "address"] as const;
/** What a text of the shop can be taken from, beside a free attribute. */
export const textSources = ["name", "description", "code", "gtin", "type", "unitCode"] as const;
const attribute = "attribute:";

export const attributeOf = (from: string): string | null =>
  from.startsWith(attribute) ? from.slice(attribute.length) : null;
export const fromAttribute = (name: string): string => `${attribute}${name}`;

export interface AttributeRow extends Rule {
  readonly from: string;
  readonly to: string;
}
export interface VatRow {
  readonly from: string;
  readonly to: string;
  /** As it is typed. */
  readonly rate: string;
}
export interface CategoryRow {
  readonly from: string;
  readonly to: string;
}
export interface SafetyRow {
  readonly code: string;
  readonly amount: string;
}
export const warehouseUses = ["first", "chosen", "all"] as const;
export interface StockPart {
  readonly use: (typeof warehouseUses)[number];
  readonly ids: readonly string[];
  readonly safety: string;
  readonly safetyOf: readonly SafetyRow[];
  readonly wholeNumbers: boolean;
}
export const priceModes = ["unknown", "with", "without"] as const;

/** Everything there is to choose for a coupling, as it is typed; what is not of its kind stays as it begins. */
export interface Form {
  readonly fields: Readonly<Record<string, Rule>>;
  readonly attributes: readonly AttributeRow[];
  readonly vatClasses: readonly VatRow[];
  readonly categories: readonly CategoryRow[];
  readonly makesCategories: boolean;
  readonly priceMode: (typeof priceModes)[number];
  readonly creates: boolean;
  readonly withInactive: boolean;
  /** One per line. */
  readonly onlyTypes: string;
  readonly stock: StockPart;
  readonly transforms: readonly string[];
  readonly everyMinutes: string;
}

interface KeptStock {
  readonly warehouses?: { readonly use: StockPart["use"]; readonly ids?: readonly string[] };
  readonly safety?: string;
  readonly safetyOf?: Readonly<Record<string, string>>;
  readonly wholeNumbers?: boolean;
}
/** As the hub gives them, with its defaults in them. */
interface Kept extends KeptStock {
  readonly fields?: Readonly<Record<string, Rule>>;
  readonly attributes?: readonly AttributeRow[];
  readonly vatClasses?: Readonly<Record<string, { readonly to: string; readonly rate: string | null }>>;
  readonly categories?: Readonly<Record<string, string>>;
  readonly makesCategories?: boolean;
  readonly shopPricesIncludeVat?: boolean | null;
  readonly creates?: boolean;
  readonly withInactive?: boolean;
  readonly onlyTypes?: readonly string[];
  readonly stock?: KeptStock;
  readonly transforms?: readonly string[];
  readonly everyMinutes?: number;
}

const stockOf = (
  { warehouses, safety = "0", safetyOf = {}, wholeNumbers = true }: KeptStock,
  mark: DecimalMark,
): StockPart => ({
  use: warehouses?.use ?? "first",
  ids: warehouses?.ids ?? [],
  safety: shownNumber(safety, mark),
  safetyOf: Object.entries(safetyOf).map(([code, amount]) => ({ code, amount: shownNumber(amount, mark) })),
  wholeNumbers,
});

export function formOf(kind: CatalogueKind, settings: Readonly<Record<string, unknown>>, mark: DecimalMark): Form {
  // The hub checked them when they were saved.
  const kept = settings as Kept;
  const includes = kept.shopPricesIncludeVat ?? null;
  return {
    fields: kept.fields ?? {},
    attributes: kept.attributes ?? [],
    vatClasses: Object.entries(kept.vatClasses ?? {}).map(([from, { to, rate }]) => ({
      from,
      to,
      rate: rate === null ? "" : shownNumber(rate, mark),
    })),
    categories: Object.entries(kept.categories ?? {}).map(([from, to]) => ({ from, to })),
    makesCategories: kept.makesCategories ?? true,
    priceMode: includes === null ? "unknown" : includes ? "with" : "without",
    creates: kept.creates ?? true,
    withInactive: kept.withInactive ?? false,
    onlyTypes: (kept.onlyTypes ?? []).join("\n"),
    stock: stockOf(kind === "products" ? (kept.stock ?? {}) : kept, mark),
    transforms: kept.transforms ?? [],
    everyMinutes: String(kept.everyMinutes ?? ""),
  };
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

/** Texts that are no number stay as they are: the hub says which field it is. */
const decimal = (typed: string, mark: DecimalMark): string => readNumber(typed, mark) ?? typed.trim();

const keptStock = ({ use, ids, safety, safetyOf, wholeNumbers }: StockPart, mark: DecimalMark) => ({
  warehouses: use === "chosen" ? { use, ids: ids.filter((id) => id !== "") } : { use },
  safety: decimal(safety === "" ? "0" : safety, mark),
  safetyOf: Object.fromEntries(
    safetyOf
      .filter(({ code }) => code.trim() !== "")
      .map(({ code, amount }) => [code.trim(), decimal(amount === "" ? "0" : amount, mark)]),
  ),
  wholeNumbers,
});

const includesVat = { unknown: null, with: true, without: false } as const;

/** As the hub keeps them. Rows of which the half is missing are left out: nothing was chosen there yet. */
export function settingsOf(kind: CatalogueKind, form: Form, mark: DecimalMark): Record<string, unknown> {
  const everyMinutes = /^\d+$/.test(form.everyMinutes.trim()) ? Number(form.everyMinutes) : form.everyMinutes;
  if (kind === "stock") return { ...keptStock(form.stock, mark), transforms: [...form.transforms], everyMinutes };
  if (kind === "customers") return { fields: form.fields, creates: form.creates, everyMinutes };
  const { makesCategories, creates, withInactive } = form;
  return {
    fields: form.fields,
    attributes: form.attributes
      .filter(({ to, from }) => to.trim() !== "" && attributeOf(from) !== "")
      .map((row) => ({ ...row, to: row.to.trim() })),
    vatClasses: Object.fromEntries(
      form.vatClasses
        .filter(({ from, to }) => from.trim() !== "" && to !== "")
        .map(({ from, to, rate }) => [from.trim(), { to, rate: rate.trim() === "" ? null : decimal(rate, mark) }]),
    ),
    categories: Object.fromEntries(
      form.categories
        .filter(({ from, to }) => from.trim() !== "" && to !== "")
        .map(({ from, to }) => [from.trim(), to]),
    ),
    makesCategories,
    shopPricesIncludeVat: includesVat[form.priceMode],
    creates,
    withInactive,
    onlyTypes: linesOf(form.onlyTypes),
    stock: keptStock(form.stock, mark),
    transforms: [...form.transforms],
    everyMinutes,
  };
}

/** One row per class of the source, those that were chosen before and it does not list any more last. */
export function vatRowsOf(rows: readonly VatRow[], listed: readonly { readonly id: string }[]): readonly VatRow[] {
  const known = new Map(rows.map((row) => [row.from, row]));
  const ids = new Set(listed.map(({ id }) => id));
  return [
    ...listed.map(({ id }) => known.get(id) ?? { from: id, to: "", rate: "" }),
    ...rows.filter(({ from }) => !ids.has(from)),
  ];
}

/** `Fietsen > Stadsfietsen`, of a list in which each says only its own name and what it is under. */
export function categoryNames(
  list: readonly { readonly id: string; readonly name: string; readonly parentId: string }[],
): readonly { readonly value: string; readonly label: string }[] {
  const byId = new Map(list.map((one) => [one.id, one]));
  const pathOf = (id: string, below: ReadonlySet<string>): string => {
    const one = byId.get(id);
    if (one === undefined || below.has(id)) return "";
    const above = pathOf(one.parentId, new Set([...below, id]));
    return above === "" ? one.name : `${above} > ${one.name}`;
  };
  return list
    .map(({ id }) => ({ value: id, label: pathOf(id, new Set()) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** Names of the parts in which two versions differ. */
export const differingParts = (one: Form, other: Form): readonly (keyof Form)[] =>
  (Object.keys(one) as (keyof Form)[]).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));

/** What a first look cannot write without: classes of the source for which nothing was chosen. */
export const openVatClasses = (form: Form, listed: readonly { readonly id: string }[]): number =>
  form.fields["vatClass"]?.when === "never"
    ? 0
    : vatRowsOf(form.vatClasses, listed).filter(({ to }) => to === "").length;
