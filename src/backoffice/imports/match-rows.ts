import { normaliseEmail } from "#domain/party.ts";
import type { ImportTarget } from "#store/import-target.ts";
import { importedItems } from "#store/imported-items.ts";
import { importedParties } from "#store/imported-parties.ts";
import type { Fields, ImportKind } from "#store/imports.ts";

export const targets: Readonly<Record<ImportKind, ImportTarget>> = { parties: importedParties, items: importedItems };

const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .trim();

const vatOf = (row: Fields): string => row["vatIdentifier"] ?? "";
const emailOf = (row: Fields): string => normaliseEmail(row["email"] ?? "");
const placeOf = (row: Fields): string => {
  const name = fold(row["name"] || row["contactName"] || "");
  const zone = fold(row["postalZone"] ?? "").replaceAll(" ", "");
  return name === "" ? "" : `${name} | ${zone}`;
};

const disagree = (a: string, b: string): boolean => a !== "" && b !== "" && a !== b;

/** What a row may be known by, the surest first. One that is empty says nothing. */
const keysOf: Readonly<Record<ImportKind, (row: Fields) => readonly string[]>> = {
  parties: (row) => [vatOf(row), emailOf(row), placeOf(row)],
  items: (row) => [row["sellersItemIdentifier"] ?? ""],
};

/**
 * A number of rows, or of contacts, in which the one that is the same as a row is found: by VAT number, else by e-mail address, else by name
 * and postal code. Another number is never overruled by a weaker likeness: one company has many with one address of its accountant.
 */
export interface Likeness<T extends { readonly fields: Fields }> {
  add(one: T): void;
  find(row: Fields): T | undefined;
}

export function likeness<T extends { readonly fields: Fields }>(what: ImportKind): Likeness<T> {
  const known: Map<string, T[]>[] = [];
  return {
    add(one) {
      keysOf[what](one.fields).forEach((key, rank) => {
        if (key === "") return;
        const byKey = (known[rank] ??= new Map<string, T[]>());
        const same = byKey.get(key);
        if (same === undefined) byKey.set(key, [one]);
        else if (same.length < 20) same.push(one);
      });
    },
    find(row) {
      const keys = keysOf[what](row);
      for (const [rank, key] of keys.entries()) {
        const found =
          key === ""
            ? undefined
            : known[rank]?.get(key)?.find(({ fields }) =>
                keysOf[what](fields)
                  .slice(0, rank)
                  .every((other, place) => !disagree(other, keys[place] ?? "")),
              );
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

const numeric: ReadonlySet<string> = new Set(["salesPrice", "vatRate"]);
const plainNumber = (text: string): string =>
  (text.includes(".") ? text.replace(/\.?0+$/, "") : text).replace(/^0+(?=\d)/, "");

const sameValue = (field: string, a: string, b: string): boolean =>
  a === b || (numeric.has(field) && plainNumber(a) === plainNumber(b));

/** Fields that are only written where they differ, so that 12.50 is not rewritten as 12.5. */
export const sameFields = (a: Fields, b: Fields): boolean =>
  Object.keys({ ...a, ...b }).every((field) => sameValue(field, a[field] ?? "", b[field] ?? ""));

const blank: Readonly<Record<ImportKind, Fields>> = {
  parties: {},
  items: { unitCode: "C62", countsStock: "true" },
};

/** What a row makes of what is there; null: of nothing. What the row does not say stays. A barcode is added to those it has. */
export function merged(what: ImportKind, before: Fields | null, row: Fields): Fields {
  const after: Record<string, string> = { ...(before ?? blank[what]) };
  for (const [field, value] of Object.entries(row))
    if (!sameValue(field, after[field] ?? "", value)) after[field] = value;
  if (row["gtin"] !== undefined)
    after["gtin"] = [...new Set([...(before?.["gtin"] ?? "").split(" "), ...row["gtin"].split(" ")])]
      .filter(Boolean)
      .toSorted()
      .join(" ");
  if (before === null && !after["name"] && row["contactName"] !== undefined) after["name"] = row["contactName"];
  return after;
}
