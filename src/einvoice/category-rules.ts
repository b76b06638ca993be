import { add, cents, equals, isPositive, isZero, subtract, sum, type Amount } from "#domain/amount.ts";
import { isPurchase } from "#domain/document-kinds.ts";
import { hasMoney, type CalculatedDocument, type VatLine } from "#domain/document.ts";
import type { VatCategory } from "#domain/vat.ts";
import { differs, type CheckedDocument, type Finding } from "./finding.ts";
import { registrationOf, vatIdentifierOf } from "./endpoint.ts";

/** What the rule names call a category: BR-IC-08 is about K. */
const ruleNames: Readonly<Record<VatCategory, string>> = { S: "S", Z: "Z", E: "E", AE: "AE", K: "IC", G: "G", O: "O" };

/** Peppol couples an exemption code to its category. */
const codeRules: Readonly<Record<string, readonly [category: VatCategory, rule: string]>> = {
  "VATEX-EU-G": ["G", "PEPPOL-EN16931-P0104"],
  "VATEX-EU-O": ["O", "PEPPOL-EN16931-P0105"],
  "VATEX-EU-IC": ["K", "PEPPOL-EN16931-P0106"],
  "VATEX-EU-AE": ["AE", "PEPPOL-EN16931-P0107"],
  "VATEX-EU-D": ["E", "PEPPOL-EN16931-P0108"],
  "VATEX-EU-F": ["E", "PEPPOL-EN16931-P0109"],
  "VATEX-EU-I": ["E", "PEPPOL-EN16931-P0110"],
  "VATEX-EU-J": ["E", "PEPPOL-EN16931-P0111"],
};

interface Grouped {
  readonly vatCategory: VatCategory;
  readonly vatRate: Amount;
}

const sameGroup = (a: Grouped, b: Grouped): boolean => a.vatCategory === b.vatCategory && equals(a.vatRate, b.vatRate);

/** Σ lines − allowances + charges of one category and rate. */
function groupSum(document: CalculatedDocument, group: Grouped): Amount {
  const lines = document.lines.filter((line) => hasMoney(line) && sameGroup(line, group));
  const entries = document.allowanceCharges.filter((entry) => sameGroup(entry, group));
  const of = (kind: "allowance" | "charge") => sum(entries.filter((entry) => entry.kind === kind).map((e) => e.amount));
  return cents(add(subtract(sum(lines.map((line) => line.lineNetAmount)), of("allowance")), of("charge")));
}

/** One breakdown for every category and rate in use, with the sum of what falls under it. */
function checkGroups(document: CalculatedDocument): Finding[] {
  const { vat } = document;
  if (vat.length === 0) return [{ rule: "BR-CO-18", path: "vat", message: "The document has no VAT breakdown" }];
  const doubles = vat.flatMap((line, index): Finding[] =>
    vat.findIndex((other) => sameGroup(other, line)) === index
      ? []
      : [
          {
            rule: `BR-${ruleNames[line.vatCategory]}-01`,
            path: `vat[${index}]`,
            message: `${label(line)} has two VAT breakdowns`,
          },
        ],
  );
  const used = [
    ...document.lines.map((line, index) => ({ group: line, path: `lines[${index}]`, counts: hasMoney(line) })),
    ...document.allowanceCharges.map((entry, index) => ({
      group: entry,
      path: `allowanceCharges[${index}]`,
      counts: true,
    })),
  ];
  const missing = used
    .filter(({ group, counts }) => counts && !vat.some((line) => sameGroup(line, group)))
    .map(({ group, path }): Finding => ({
      rule: `BR-${ruleNames[group.vatCategory]}-01`,
      path,
      message: `${path} is ${label(group)}, which has no VAT breakdown`,
    }));
  const sums = vat.flatMap((line, index) => {
    const rule = `BR-${ruleNames[line.vatCategory]}-08`;
    return differs(
      rule,
      `vat[${index}].taxableAmount`,
      line.taxableAmount,
      groupSum(document, line),
      `the sum of ${label(line)}`,
    );
  });
  return [...doubles, ...missing, ...sums];
}

const label = ({ vatCategory, vatRate }: Grouped): string => `category ${vatCategory} at ${vatRate} %`;

/** Rate, VAT and reason of one breakdown. */
function checkBreakdown(line: VatLine, path: string): Finding[] {
  const { vatCategory: category, vatRate, taxAmount, exemptionReason, exemptionReasonCode: code } = line;
  const name = ruleNames[category];
  const findings: Finding[] = [];
  const found = (rule: string, field: string, message: string) => {
    findings.push({ rule, path: `${path}.${field}`, message });
  };
  if (category === "S" && !isPositive(vatRate)) found("BR-S-05", "vatRate", "Category S has a rate above zero");
  if (category !== "S" && !isZero(vatRate))
    found(`BR-${name}-05`, "vatRate", `Category ${category} has no rate of ${vatRate} %`);
  if (category !== "S" && !isZero(taxAmount))
    found(`BR-${name}-09`, "taxAmount", `Category ${category} bears no VAT of ${taxAmount}`);

  const hasReason = (code ?? "") !== "" || (exemptionReason ?? "").trim() !== "";
  const wantsReason = category !== "S" && category !== "Z";
  if (wantsReason && !hasReason)
    found(`BR-${name}-10`, "exemptionReason", `Category ${category} needs the reason why no VAT is due`);
  if (!wantsReason && hasReason)
    found(`BR-${name}-10`, "exemptionReason", `Category ${category} states no exemption reason`);
  const [codeCategory, codeRule] = codeRules[code ?? ""] ?? [];
  if (codeRule !== undefined && codeCategory !== category) {
    found(codeRule, "exemptionReasonCode", `${code} belongs to category ${codeCategory}, not to ${category}`);
  }
  return findings;
}

/** What a category demands of the parties and the delivery; asked only for what the document already has. */
function checkNeeds(document: CheckedDocument): Finding[] {
  // What we order or take in is no tax document: its seller states the VAT on an invoice of his own.
  if (document.kind !== undefined && isPurchase(document.kind)) return [];
  const { seller, buyer, deliverTo, deliveryDate } = document;
  const categories = [...new Set(document.vat.map((line) => line.vatCategory))];
  const findings: Finding[] = [];
  const found = (rule: string, path: string, message: string) => {
    findings.push({ rule, path, message });
  };
  for (const category of categories) {
    const rule = `BR-${ruleNames[category]}-02`;
    if (category !== "O" && seller !== undefined && vatIdentifierOf(seller) === "") {
      found(rule, "seller.vatIdentifier", `Category ${category} needs the VAT number of the seller`);
    }
    if (buyer === undefined || vatIdentifierOf(buyer) !== "") continue;
    if (category === "K")
      found(rule, "buyer.vatIdentifier", "An intra-Community supply needs the VAT number of the buyer");
    if (category === "AE" && registrationOf(buyer) === null) {
      found(rule, "buyer.vatIdentifier", "Reverse charge needs the VAT or registration number of the buyer");
    }
  }
  if (categories.includes("K")) {
    if (deliveryDate === null) found("BR-IC-11", "deliveryDate", "An intra-Community supply needs the day of delivery");
    if (deliverTo === null || deliverTo?.countryCode === "") {
      found("BR-IC-12", "deliverTo.countryCode", "An intra-Community supply needs the country it is delivered to");
    }
  }
  if (categories.includes("O") && categories.length > 1) {
    found("BR-O-11", "vat", "Outside the scope of VAT (O) may not be mixed with another category");
  }
  return findings;
}

/** What every VAT category in use demands (e-invoicing.md section 5). */
export const checkCategories = (document: CheckedDocument): Finding[] => [
  ...checkGroups(document),
  ...document.vat.flatMap((line, index) => checkBreakdown(line, `vat[${index}]`)),
  ...checkNeeds(document),
];
