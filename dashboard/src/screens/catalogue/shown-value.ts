import { attributeOf } from "./catalogue-settings.ts";

/** What cannot be read as it is, in words. */
export type ValueWords = Readonly<Record<"yes" | "no" | "pictures" | "none", string>>;

/** A value of a field as people read it. */
export function shownValue(
  field: string,
  value: string | null,
  words: ValueWords,
  decimal: (value: string) => string,
): string {
  if (value === null || value === "") return words.none;
  if (field === "images") return words.pictures;
  if (field === "isActive") return value === "true" ? words.yes : words.no;
  if ((field === "price" || field === "stock") && /^-?\d+(\.\d+)?$/.test(value)) return decimal(value);
  return value;
}

const fieldNames = [
  "name",
  "description",
  "price",
  "vatClass",
  "category",
  "images",
  "isActive",
  "stock",
  "contactName",
  "phone",
  "vatIdentifier",
  "address",
] as const;
type FieldName = (typeof fieldNames)[number];

/** Null for a free attribute, which has its own name, and for a field this version of the screens does not know. */
export const knownField = (field: string): FieldName | null => fieldNames.find((one) => one === field) ?? null;
export const bareName = (field: string): string => attributeOf(field) ?? field;
