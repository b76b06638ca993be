/** What a shop may leave open, and a person decides once. */
export const mappingKinds = [
  "untaxedLine",
  "exchangeRate",
  "orderStatus",
  "paymentMethod",
  "itemCode",
  "chargeItem",
  "vatCode",
] as const;
export type MappingKind = (typeof mappingKinds)[number];

/** Lines that are no item. */
export const chargeKinds = [
  "shipping",
  "charge",
  "allowance",
  "deposit",
  "contribution",
  "surcharge",
  "rounding",
] as const;

/** Why a line has no VAT: every category but the taxed one. */
export const categories = ["Z", "E", "AE", "K", "G", "O"] as const;

/** A choice as it is typed. */
export type Choice = Readonly<Record<string, string>>;

const textAt = (value: Readonly<Record<string, unknown>>, name: string): string => {
  const one = value[name];
  return typeof one === "boolean" ? (one ? "yes" : "no") : typeof one === "string" ? one : "";
};

const fieldsOf: Readonly<Record<MappingKind, readonly string[]>> = {
  untaxedLine: ["category", "reason"],
  exchangeRate: ["rate"],
  orderStatus: ["use"],
  paymentMethod: ["prepaid"],
  itemCode: ["code"],
  chargeItem: ["code"],
  vatCode: ["code"],
};

export const choiceOf = (what: MappingKind, to: Readonly<Record<string, unknown>> | null): Choice =>
  Object.fromEntries(fieldsOf[what].map((name) => [name, textAt(to ?? {}, name)]));

/** A decimal as people write it, in the form the hub keeps: `0,92` is 0.92. Null when it is none, or not above zero. */
export function decimalOf(text: string): string | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return /^\d{1,9}(\.\d{1,10})?$/.test(plain) && /[1-9]/.test(plain) ? plain : null;
}

/** A decimal as people of that language write it: `0.92` is 0,92 outside English. */
export const asWritten = (decimal: string, language: string): string =>
  language === "en" ? decimal : decimal.replace(".", ",");

/** What to send; null while something that is needed is missing. What stood beside the fields of the form is kept. */
export function valueOf(
  what: MappingKind,
  choice: Choice,
  before: Readonly<Record<string, unknown>> | null,
): Record<string, unknown> | null {
  switch (what) {
    case "untaxedLine":
      return choice["category"] ? { category: choice["category"], reason: choice["reason"] ?? "" } : null;
    case "exchangeRate": {
      const rate = decimalOf(choice["rate"] ?? "");
      return rate === null ? null : { rate };
    }
    case "orderStatus":
      return choice["use"] ? { use: choice["use"] } : null;
    case "itemCode":
    case "chargeItem":
    case "vatCode": {
      const code = (choice["code"] ?? "").trim();
      return code === "" ? null : { code };
    }
    case "paymentMethod":
      return choice["prepaid"] ? { ...before, prepaid: choice["prepaid"] === "yes" } : null;
  }
}
