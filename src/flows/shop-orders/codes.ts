import { compare, equals, isPositive, isZero, round, sum, text } from "#domain/amount.ts";
import type { DocumentOrder } from "#domain/document-order.ts";
import { hasMoney, type AllowanceCharge, type DocumentDraft, type DocumentLine } from "#domain/document.ts";
import type { VatCategory } from "#domain/vat.ts";
import type { MissingMapping } from "./decide.ts";
import { mapped, type MappingEntry } from "./settings.ts";

/** What the package that is booked in calls one line. */
export interface LineCodes {
  readonly item: string;
  readonly vatCode: string;
}

/**
 * `unnamed`: the line has no item code; `unchosen`: nobody said what it is; `unknown`, `twice`: so many items there have that code; `off`: it
 * is switched off there.
 */
export const codeFaults = ["unnamed", "unchosen", "unknown", "off", "twice"] as const;
export type CodeFault = (typeof codeFaults)[number];

/** How many items in use have a code; `off` when there are only others. */
export type ItemCount = number | "off";

/** `code`: the one that is not there, or is there twice. */
export type MissingCode = MissingMapping & { readonly fault: CodeFault; readonly code: string };

type Coded = Pick<DocumentOrder, "draft" | "pricesIncludeTax">;

interface Part {
  /** As it is asked for when nobody chose. */
  readonly asked: Pick<MissingCode, "what" | "fromValue" | "fault">;
  /** The item there, not looked for yet; null when nobody said. */
  readonly item: string | null;
  readonly vat: { readonly key: string; readonly code: string | null };
  /** A discount without an item of its own, which the package spreads over the lines of its VAT. */
  readonly isSpread?: boolean;
}

/** A mapping has at most so many characters. */
const longestValue = 200;

function itemOf(line: DocumentLine, mappings: readonly MappingEntry[]): Omit<Part, "vat"> {
  const own = line.sellersItemIdentifier.trim();
  const fromValue = (own || line.itemName.trim() || "-").slice(0, longestValue);
  const chosen = mapped(mappings, "itemCode", fromValue)?.code ?? null;
  const fault = own === "" ? "unnamed" : "unknown";
  return { asked: { what: "itemCode", fromValue, fault }, item: chosen ?? (own === "" ? null : own) };
}

/** Of what is no item: the choice for this very name, for its kind, or for every kind. */
function chargeOf(kind: string, name: string, mappings: readonly MappingEntry[]): Omit<Part, "vat"> {
  const keys = [`${kind}: ${name.trim()}`.slice(0, longestValue), kind, "*"];
  const item = keys.map((key) => mapped(mappings, "chargeItem", key)?.code).find((code) => code !== undefined) ?? null;
  return { asked: { what: "chargeItem", fromValue: kind, fault: "unchosen" }, item };
}

/** Below 21 there are 21.0 and 21.00; how a rate is named must not depend on who wrote it. */
const plain = (rate: string): string => (rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate);

/** `BE 21 incl`; without VAT by its category, `NL K excl`. */
function vatOf(
  { vatCategory, vatRate }: { readonly vatCategory: VatCategory; readonly vatRate: DocumentLine["vatRate"] },
  { draft, pricesIncludeTax }: Coded,
  mappings: readonly MappingEntry[],
): Part["vat"] {
  const group = draft.vat.find((vat) => vat.vatCategory === vatCategory && equals(vat.vatRate, vatRate));
  const rate = vatCategory === "S" || vatCategory === "Z" ? plain(text(round(vatRate, 2))) : vatCategory;
  const key = [group?.vatCountry ?? "", rate, pricesIncludeTax === true ? "incl" : "excl"].filter(Boolean).join(" ");
  return { key, code: mapped(mappings, "vatCode", key)?.code ?? null };
}

/** What a total was rounded by has no VAT: it goes under the code for that. */
const roundingKey = "rounding";

/** The discounts without an item of their own that fit on the lines of their VAT. */
function spreadable(
  { lines, allowanceCharges }: DocumentDraft,
  mappings: readonly MappingEntry[],
): ReadonlySet<AllowanceCharge> {
  const without = allowanceCharges.filter(
    (one) => one.kind === "allowance" && chargeOf(one.kind, one.reason, mappings).item === null,
  );
  const groupOf = (one: Pick<AllowanceCharge, "vatCategory" | "vatRate">) => `${one.vatCategory} ${text(one.vatRate)}`;
  const groups = Map.groupBy(without, groupOf);
  const fitting = [...groups].filter(([group, own]) => {
    const takers = lines.filter((line) => hasMoney(line) && groupOf(line) === group && isPositive(line.lineNetAmount));
    return compare(sum(takers.map((line) => line.lineNetAmount)), sum(own.map((one) => one.amount))) >= 0;
  });
  return new Set(fitting.flatMap(([, own]) => own));
}

/** In the order of the codes: lines with money, what is on the document as a whole, and its rounding. */
function partsOf(order: Coded, mappings: readonly MappingEntry[]): Part[] {
  const { lines, allowanceCharges, totals }: DocumentDraft = order.draft;
  const rounding: Part[] = isZero(totals.payableRoundingAmount)
    ? []
    : [
        {
          ...chargeOf("rounding", "", mappings),
          vat: { key: roundingKey, code: mapped(mappings, "vatCode", roundingKey)?.code ?? null },
        },
      ];
  const spread = spreadable(order.draft, mappings);
  return [
    ...lines.filter(hasMoney).map((line) => ({
      ...(line.kind === "item" ? itemOf(line, mappings) : chargeOf(line.kind, line.itemName, mappings)),
      vat: vatOf(line, order, mappings),
    })),
    ...allowanceCharges.map((one) => ({
      ...chargeOf(one.kind, one.reason, mappings),
      vat: vatOf(one, order, mappings),
      isSpread: spread.has(one),
    })),
    ...rounding,
  ];
}

/** The items that have to be looked for there, none twice. */
export const itemCodesOf = (orders: readonly Coded[], mappings: readonly MappingEntry[]): string[] => [
  ...new Set(orders.flatMap((order) => partsOf(order, mappings).flatMap(({ item }) => item ?? []))),
];

/**
 * What the package calls each line of a document, or everything that is not known yet: then nothing of it is booked. `found`: how many
 * items it has of each code that was looked for; `spreads`: it spreads discounts that have no item (an empty code).
 */
export function codesOf(
  order: Coded,
  mappings: readonly MappingEntry[],
  found: ReadonlyMap<string, ItemCount>,
  spreads = false,
): { readonly codes: readonly LineCodes[]; readonly missing: readonly MissingCode[] } {
  const missing = new Map<string, MissingCode>();
  const miss = (one: MissingCode): void => void missing.set(`${one.what} ${one.fromValue} ${one.code}`, one);
  const codes = partsOf(order, mappings).map(({ asked, item, vat, isSpread }) => {
    const count = item === null ? 0 : (found.get(item) ?? 0);
    if (item === null) {
      if (!(spreads && isSpread === true)) miss({ ...asked, code: "" });
    } else if (count !== 1) miss({ ...asked, fault: faultOf(count), code: item });
    if (vat.code === null) miss({ what: "vatCode", fromValue: vat.key, fault: "unchosen", code: "" });
    return { item: item ?? "", vatCode: vat.code ?? "" };
  });
  return { codes, missing: [...missing.values()] };
}

const faultOf = (count: ItemCount): CodeFault => {
  if (count === "off") return "off";
  return count === 0 ? "unknown" : "twice";
};
