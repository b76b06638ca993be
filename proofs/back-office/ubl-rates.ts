import { said } from "#backoffice/pdf/testing/ubl-totals.ts";
import { readXml, type XmlElement } from "#einvoice/read-xml.ts";

/** `S 21`: category and rate. One that has no rate in the UBL (outside of VAT) has rate 0 in the books. */
export const rateName = (category: string, rate: string): string => `${category} ${Number(rate)}`;

/** Per rate in the UBL: "taxable + VAT". The same rate twice is said, not added up. */
export function ratesInUbl(bytes: Buffer): Record<string, string> {
  const { children } = readXml(bytes);
  const child = (element: XmlElement | undefined, name: string) => element?.children.find((one) => one.name === name);
  const total = children.find(({ name }) => name === "TaxTotal");
  const found: Record<string, string> = {};
  for (const subtotal of total?.children.filter(({ name }) => name === "TaxSubtotal") ?? []) {
    const category = child(subtotal, "TaxCategory");
    const rate = rateName(child(category, "ID")?.text ?? "", child(category, "Percent")?.text ?? "0");
    const amounts = ["TaxableAmount", "TaxAmount"].map((name) => said(child(subtotal, name)?.text ?? "0")).join(" + ");
    found[rate] = found[rate] === undefined ? amounts : `${found[rate]}, and again ${amounts}`;
  }
  return found;
}
