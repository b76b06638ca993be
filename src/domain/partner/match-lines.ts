import type { Amount } from "#domain/amount.ts";
import { isGtin } from "#domain/item-content.ts";
import type { MessageItem } from "./order-message.ts";

/** The keys in the order they are tried (b2b-exchange.md 5.4). A description is never one of them. */
export const matchSteps = ["gtin", "sellersCode", "manufacturersCode", "taught"] as const;
export type MatchStep = (typeof matchSteps)[number];

/** What came of one key: the line has none, it is no right one, it finds nothing, one article, or several. */
export const matchResults = ["absent", "invalid", "none", "one", "several"] as const;
export interface MatchAttempt {
  readonly step: MatchStep;
  /** As it was compared. */
  readonly key: string;
  readonly result: (typeof matchResults)[number];
  readonly itemIds: readonly string[];
}

/** An article of ours, by all its names. */
export interface MatchableItem {
  readonly itemId: string;
  readonly sellersItemIdentifier: string;
  readonly gtins: readonly string[];
  readonly manufacturers: readonly { readonly brandName: string; readonly manufacturersItemIdentifier: string }[];
}

/** What a person taught once: by this code this partner means this article. */
export interface TaughtCode {
  /** As `taughtKeyOf` gives it. */
  readonly key: string;
  readonly itemId: string;
  /** How many of our unit are in one of theirs; null: as the units say. */
  readonly unitFactor: Amount | null;
}

export interface LineMatch {
  /** Null: the line is held for a person. */
  readonly itemId: string | null;
  readonly step: MatchStep | null;
  readonly unitFactor: Amount | null;
  readonly attempts: readonly MatchAttempt[];
  /** Another key of the same line finds another article: the first hit holds, and a person is told. */
  readonly isContradicted: boolean;
}

type Codes = Pick<
  MessageItem,
  "gtin" | "sellersItemIdentifier" | "buyersItemIdentifier" | "manufacturersItemIdentifier" | "brandName"
>;

/**
 * 14 digits of a GTIN with a right check digit, else empty. Stricter than reading a price list: nothing is added to a code that has lost
 * digits. An indicator digit in front (1 to 8) makes it another packing, and another code.
 */
export function orderedGtin(written: string): string {
  const digits = written.replaceAll(/[\s.-]/g, "");
  return isGtin(digits) && !/^0+$/.test(digits) ? digits.padStart(14, "0") : "";
}

/** As codes are compared: without blanks around, in one case; zeros in front and blanks inside count. */
export const codeKey = (code: string): string => code.normalize("NFC").trim().toLowerCase();

/** Brand and code as one; empty where one is missing. `brandAliases`: other spellings of a brand, by `codeKey`. */
export function manufacturersKey(
  brandName: string,
  manufacturersItemIdentifier: string,
  brandAliases: ReadonlyMap<string, string>,
): string {
  const brand = codeKey(brandName).replaceAll(/\s+/g, " ");
  const code = codeKey(manufacturersItemIdentifier);
  return brand === "" || code === "" ? "" : JSON.stringify([brandAliases.get(brand) ?? brand, code]);
}

/**
 * Under which key a line can be taught: the buyer's own code, else the first other code it has, exactly as written. With the kind of code in
 * front: `100` of the buyer and `100` of the seller are two articles. Null: the line has no code, so nothing can be learnt from it.
 */
export function taughtKeyOf(line: Codes): string | null {
  const kinds = [
    ["buyer", line.buyersItemIdentifier.trim()],
    ["seller", line.sellersItemIdentifier.trim()],
    ["gtin", line.gtin.trim()],
    ["manufacturer", [line.brandName.trim(), line.manufacturersItemIdentifier.trim()].join("/")],
  ] as const;
  const found = kinds.find(([kind, code]) => (kind === "manufacturer" ? !code.endsWith("/") : code !== ""));
  return found === undefined ? null : `${found[0]}:${found[1]}`;
}

/** Every key by which the articles of these lines are to be looked up, in the form in which they are compared. */
export function keysOf(lines: readonly Codes[]) {
  const present = (keys: readonly (string | null)[]): string[] =>
    [...new Set(keys.filter((key) => key !== null && key !== ""))] as string[];
  return {
    gtins: present(lines.map(({ gtin }) => orderedGtin(gtin))),
    sellersCodes: present(lines.map((line) => codeKey(line.sellersItemIdentifier))),
    manufacturersCodes: present(lines.map((line) => codeKey(line.manufacturersItemIdentifier))),
    taught: present(lines.map((line) => taughtKeyOf(line))),
  };
}

export interface MatchIndex {
  readonly gtins: ReadonlyMap<string, readonly string[]>;
  readonly sellersCodes: ReadonlyMap<string, readonly string[]>;
  readonly manufacturersCodes: ReadonlyMap<string, readonly string[]>;
  readonly taught: ReadonlyMap<string, TaughtCode>;
  readonly brandAliases: ReadonlyMap<string, string>;
}

/** The articles lines are matched with. `brandAliases`: other spellings of a brand and the one that counts. */
export function matchIndex(
  items: readonly MatchableItem[],
  taught: readonly TaughtCode[],
  brandAliases: readonly (readonly [other: string, brand: string])[] = [],
): MatchIndex {
  const aliases = new Map(brandAliases.map(([other, brand]) => [codeKey(other), codeKey(brand)]));
  const collect = (keys: (item: MatchableItem) => readonly string[]): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const item of items) {
      for (const key of new Set(keys(item))) if (key !== "") found.set(key, [...(found.get(key) ?? []), item.itemId]);
    }
    return found;
  };
  return {
    gtins: collect(({ gtins }) => gtins.map((gtin) => orderedGtin(gtin))),
    sellersCodes: collect((item) => [codeKey(item.sellersItemIdentifier)]),
    manufacturersCodes: collect(({ manufacturers }) =>
      manufacturers.map((one) => manufacturersKey(one.brandName, one.manufacturersItemIdentifier, aliases)),
    ),
    taught: new Map(taught.map((one) => [one.key, one])),
    brandAliases: aliases,
  };
}

function attemptsOf(line: Codes, index: MatchIndex): MatchAttempt[] {
  const attempt = (step: MatchStep, key: string, written: string, itemIds: readonly string[]): MatchAttempt => {
    if (written.trim() === "") return { step, key: "", result: "absent", itemIds: [] };
    if (key === "") return { step, key: written.trim(), result: "invalid", itemIds: [] };
    return { step, key, result: itemIds.length === 0 ? "none" : itemIds.length === 1 ? "one" : "several", itemIds };
  };
  const gtin = orderedGtin(line.gtin);
  const sellers = codeKey(line.sellersItemIdentifier);
  const makers = manufacturersKey(line.brandName, line.manufacturersItemIdentifier, index.brandAliases);
  const taughtKey = taughtKeyOf(line) ?? "";
  const taught = index.taught.get(taughtKey);
  return [
    attempt("gtin", gtin, line.gtin, index.gtins.get(gtin) ?? []),
    attempt("sellersCode", sellers, line.sellersItemIdentifier, index.sellersCodes.get(sellers) ?? []),
    attempt("manufacturersCode", makers, line.manufacturersItemIdentifier, index.manufacturersCodes.get(makers) ?? []),
    attempt("taught", taughtKey, taughtKey, taught === undefined ? [] : [taught.itemId]),
  ];
}

/**
 * The article a line means: the first key that finds exactly one. Where a key finds several, the keys after it choose among those; what a
 * person taught chooses among all, so that a line can always be settled. Nothing is guessed by description.
 */
export function matchLine(line: Codes, index: MatchIndex): LineMatch {
  const attempts = attemptsOf(line, index);
  const taught = index.taught.get(taughtKeyOf(line) ?? "");
  let candidates: readonly string[] | null = null;
  for (const { step, itemIds } of attempts) {
    const among: readonly string[] =
      candidates === null || step === "taught" ? itemIds : itemIds.filter((id) => candidates?.includes(id));
    const [itemId] = among;
    if (itemId !== undefined && among.length === 1) {
      const isContradicted = attempts.some((other) => other.itemIds.length > 0 && !other.itemIds.includes(itemId));
      const unitFactor = step === "taught" || taught?.itemId === itemId ? (taught?.unitFactor ?? null) : null;
      return { itemId, step, unitFactor, attempts, isContradicted };
    }
    if (among.length > 1) candidates = among;
  }
  return { itemId: null, step: null, unitFactor: null, attempts, isContradicted: false };
}

/** Of every line, in its order. */
export const matchLines = (lines: readonly Codes[], index: MatchIndex): LineMatch[] =>
  lines.map((line) => matchLine(line, index));
