import {
  absolute,
  add,
  amount,
  cents,
  compare,
  divide,
  equals,
  isNegative,
  isPositive,
  isZero,
  multiply,
  subtract,
  sum,
  type Amount,
} from "#domain/amount.ts";
import { hasMoney, type CalculatedDocument, type Totals, type VatLine } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import { checkCategories } from "./category-rules.ts";
import { differs, type CheckedDocument, type Finding } from "./finding.ts";

export interface CheckOptions {
  /** The VAT is the shop's own (policy `source`): VAT per group need not be taxable × rate. Never for a document for Peppol. */
  readonly vatOfSource?: boolean;
}

const moneyLines = (document: CalculatedDocument) =>
  document.lines.map((line, index) => ({ line, path: `lines[${index}]` })).filter(({ line }) => hasMoney(line));

const charges = (document: CalculatedDocument, kind: "allowance" | "charge"): Amount =>
  sum(document.allowanceCharges.filter((entry) => entry.kind === kind).map((entry) => entry.amount));

const totalDecimals: Readonly<Record<keyof Totals, string>> = {
  lineExtensionAmount: "BR-DEC-09",
  allowanceTotalAmount: "BR-DEC-10",
  chargeTotalAmount: "BR-DEC-11",
  taxExclusiveAmount: "BR-DEC-12",
  taxAmount: "BR-DEC-13",
  taxInclusiveAmount: "BR-DEC-14",
  prepaidAmount: "BR-DEC-16",
  payableRoundingAmount: "BR-DEC-17",
  payableAmount: "BR-DEC-18",
};

function checkDecimals(document: CalculatedDocument): Finding[] {
  const amounts: (readonly [rule: string, path: string, value: Amount])[] = [
    ...document.lines.map((line, index) => ["BR-DEC-23", `lines[${index}].lineNetAmount`, line.lineNetAmount] as const),
    ...document.allowanceCharges.map(
      (entry, index) =>
        [
          entry.kind === "charge" ? "BR-DEC-05" : "BR-DEC-01",
          `allowanceCharges[${index}].amount`,
          entry.amount,
        ] as const,
    ),
    ...document.vat.flatMap((vat, index) => [
      ["BR-DEC-19", `vat[${index}].taxableAmount`, vat.taxableAmount] as const,
      ["BR-DEC-20", `vat[${index}].taxAmount`, vat.taxAmount] as const,
    ]),
    ...(Object.keys(totalDecimals) as (keyof Totals)[]).map(
      (name) => [totalDecimals[name], `totals.${name}`, document.totals[name]] as const,
    ),
  ];
  return amounts
    .filter(([, , value]) => !equals(value, cents(value)))
    .map(([rule, path, value]) => ({ rule, path, message: `${path} is ${value}, which has more than two decimals` }));
}

function checkLines(document: CalculatedDocument): Finding[] {
  const lines = moneyLines(document);
  if (lines.length === 0) return [{ rule: "BR-16", path: "lines", message: "The document has no line with an amount" }];
  return lines.flatMap(({ line, path }) => {
    const findings: Finding[] = [];
    if (isNegative(line.netPrice)) {
      const message = `${path}.netPrice is ${line.netPrice}; a return has a negative quantity, never a negative price`;
      findings.push({ rule: "BR-27", path: `${path}.netPrice`, message });
    }
    if (!isPositive(line.baseQuantity)) {
      const message = `${path}.baseQuantity is ${line.baseQuantity}; a price is for a positive quantity`;
      return [...findings, { rule: "PEPPOL-EN16931-R121", path: `${path}.baseQuantity`, message }];
    }
    const expected = cents(divide(multiply(line.quantity, line.netPrice), line.baseQuantity));
    const how = `${line.quantity} × ${line.netPrice} / ${line.baseQuantity}`;
    findings.push(...differs("PEPPOL-EN16931-R120", `${path}.lineNetAmount`, line.lineNetAmount, expected, how));
    return findings;
  });
}

function checkTotals(document: CalculatedDocument): Finding[] {
  const { totals } = document;
  const lines = sum(moneyLines(document).map(({ line }) => line.lineNetAmount));
  const exclusive = add(subtract(totals.lineExtensionAmount, totals.allowanceTotalAmount), totals.chargeTotalAmount);
  const inclusive = add(totals.taxExclusiveAmount, totals.taxAmount);
  const payable = add(subtract(totals.taxInclusiveAmount, totals.prepaidAmount), totals.payableRoundingAmount);
  const total = (rule: string, name: keyof Totals, expected: Amount, how: string) =>
    differs(rule, `totals.${name}`, totals[name], expected, how);
  return [
    ...total("BR-CO-10", "lineExtensionAmount", lines, "the sum of the lines"),
    ...total("BR-CO-11", "allowanceTotalAmount", charges(document, "allowance"), "the sum of the allowances"),
    ...total("BR-CO-12", "chargeTotalAmount", charges(document, "charge"), "the sum of the charges"),
    ...total("BR-CO-13", "taxExclusiveAmount", exclusive, "lines − allowances + charges"),
    ...total("BR-CO-14", "taxAmount", sum(document.vat.map((vat) => vat.taxAmount)), "the sum of the VAT per rate"),
    ...total("BR-CO-15", "taxInclusiveAmount", inclusive, "total without VAT + VAT"),
    ...total("BR-CO-16", "payableAmount", payable, "total with VAT − prepaid + rounding"),
  ];
}

/**
 * Credits in parts must add up to their invoice, VAT included, so the one that takes a remainder may state a cent or two
 * more or less than its own taxable amount gives (e-invoicing.md 6a). Anything else is exact.
 */
const remainderLimit = amount("0.02");

function checkVatArithmetic(vat: readonly VatLine[], isCredit: boolean): Finding[] {
  return vat.flatMap((line, index) => {
    const expected = cents(divide(multiply(line.taxableAmount, line.vatRate), amount("100")));
    const off = absolute(subtract(line.taxAmount, expected));
    if (isCredit && !isZero(line.vatRate) && compare(off, remainderLimit) <= 0) return [];
    const how = `${line.taxableAmount} × ${line.vatRate} %`;
    return differs("BR-CO-17", `vat[${index}].taxAmount`, line.taxAmount, expected, how);
  });
}

/**
 * Every sum and VAT rule of e-invoicing.md section 6, exactly: the official tolerances are wide, but receivers compute again and
 * refuse a cent. Empty when all hold.
 */
export function checkCalculation(document: CheckedDocument, options: CheckOptions = {}): Finding[] {
  return [
    ...checkDecimals(document),
    ...checkLines(document),
    ...checkTotals(document),
    ...(options.vatOfSource === true ? [] : checkVatArithmetic(document.vat, document.kind === "creditNote")),
    ...checkCategories(document),
  ];
}

/** Throws `document.invalid` with the first findings. Call it before a document is saved or numbered. */
export function assertCalculation(document: CheckedDocument, options: CheckOptions = {}): void {
  const findings = checkCalculation(document, options);
  if (findings.length === 0) return;
  const first = findings.slice(0, 3);
  const more = findings.length > first.length ? `, and ${findings.length - first.length} more` : "";
  throw new HubError("document.invalid", `${first.map((f) => `${f.rule}: ${f.message}`).join("; ")}${more}`, {
    details: Object.fromEntries(first.map((f) => [f.path, f.rule])),
  });
}
