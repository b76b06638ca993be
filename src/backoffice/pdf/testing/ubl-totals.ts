import { amount, cents, text } from "#domain/amount.ts";
import type { Totals } from "#domain/document.ts";
import { readXml } from "#einvoice/read-xml.ts";

const inUbl: Readonly<Partial<Record<keyof Totals, string>>> = {
  lineExtensionAmount: "LineExtensionAmount",
  taxExclusiveAmount: "TaxExclusiveAmount",
  taxInclusiveAmount: "TaxInclusiveAmount",
  prepaidAmount: "PrepaidAmount",
  payableRoundingAmount: "PayableRoundingAmount",
  payableAmount: "PayableAmount",
};

/** In cents, so that 10 and 10.00 are the same. */
export const said = (value: unknown): string => text(cents(amount(String(value))));

/** Totals in the UBL by the names of the database; what it leaves out is zero. */
export function totalsInUbl(bytes: Buffer): Partial<Record<keyof Totals, string>> {
  const { children } = readXml(bytes);
  const monetary = children.find(({ name }) => name === "LegalMonetaryTotal")?.children ?? [];
  const tax = children.find(({ name }) => name === "TaxTotal")?.children.find(({ name }) => name === "TaxAmount");
  const found = Object.entries(inUbl).map(([ours, theirs]) => [
    ours,
    said(monetary.find(({ name }) => name === theirs)?.text ?? "0"),
  ]);
  return { ...Object.fromEntries(found), taxAmount: said(tax?.text ?? "0") };
}
