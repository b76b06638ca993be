import type { T } from "#dashboard/words/texts.ts";
import type { DraftForm, FormLine } from "./draft-form.ts";
import { keptLines } from "./form-body.ts";

const lineText = ({ itemName, quantity, price, discount, vat }: FormLine): string =>
  [
    quantity === "" ? "" : `${quantity} ×`,
    itemName,
    price,
    discount === "" ? "" : `-${discount}%`,
    vat.replace(/^S (.*)$/, "$1%"),
  ]
    .filter(Boolean)
    .join(" · ");

/** A draft as two people compare it: each field and each line under its name. */
export function readable(form: DraftForm, buyerName: string, t: T): Record<string, string> {
  const lines = keptLines(form).map((line, index) => [t("line.number", { line: index + 1 }), lineText(line)] as const);
  const allowances = form.allowances.map(({ reason, value, unit }, index) => [
    `${t("totals.allowance")} ${index + 1}`,
    `${reason} ${value}${unit === "percent" ? "%" : ""}`.trim(),
  ]);
  return Object.fromEntries([
    [t("orders.customer"), buyerName],
    [t("orders.placed"), form.issueDate],
    [t("documents.due"), form.dueDate],
    [t("document.deliveryDate"), form.deliveryDate],
    [t("document.language"), form.language],
    [t("document.prices"), t(form.pricesIncludeTax ? "document.incl" : "document.excl")],
    [t("editor.above"), form.noteAboveLines],
    [t("document.note"), form.internalNote],
    [t("document.orderReference"), form.orderReference],
    [t("document.buyerReference"), form.buyerReference],
    [t("editor.terms"), form.terms],
    ...lines,
    ...allowances,
  ]) as Record<string, string>;
}
