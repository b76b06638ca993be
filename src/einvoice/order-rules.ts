import {
  add,
  amount,
  divide,
  equals,
  isPositive,
  isZero,
  multiply,
  round,
  subtract,
  sum,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { changeStatuses } from "#domain/partner/order-change.ts";
import { amountSlack } from "#domain/partner/order-message.ts";
import { commonFindings, hasVatPrefix } from "./every-message-rules.ts";
import {
  everyElement,
  isAtLeastZero,
  isStated,
  isWithin,
  required,
  unless,
  type MessageFinding,
  type Placed,
} from "./message-finding.ts";
import { at, children, decimalAt, textAt } from "./read-elements.ts";
import type { XmlElement } from "./read-xml.ts";

const one = amount("1");
const hundred = amount("100");

/** The elements at a path, with where they stand. */
const placed = ({ element, path }: Placed, name: string): Placed[] =>
  children(element, name).map((child, index) => ({ element: child, path: `${path}/${name}[${index + 1}]` }));

const sumOfCharges = (element: XmlElement, indicator: "true" | "false"): Amount =>
  round(
    sum(
      children(element, "AllowanceCharge")
        .filter((entry) => textAt(entry, "ChargeIndicator") === indicator)
        .map((entry) => decimalAt(entry, "Amount") ?? zero),
    ),
    2,
  );

function chargeFindings(t: string, { element, path }: Placed): MessageFinding[] {
  const hasPercent = isStated(element, "MultiplierFactorNumeric");
  const hasBase = isStated(element, "BaseAmount");
  const [percent, base] = [decimalAt(element, "MultiplierFactorNumeric"), decimalAt(element, "BaseAmount")];
  const charged = decimalAt(element, "Amount");
  const isReckoned =
    percent === null ||
    base === null ||
    isWithin(charged ?? zero, divide(multiply(base, percent), hundred), amountSlack);
  const hasReason = isStated(element, "AllowanceChargeReason") || isStated(element, "AllowanceChargeReasonCode");
  return [
    ...unless(!hasPercent || hasBase, `${t}-R020`, path, "A percentage is of a base amount"),
    ...unless(hasPercent || !hasBase, `${t}-R021`, path, "A base amount has a percentage"),
    ...unless(isReckoned, `${t}-R022`, path, "The amount is not the percentage of its base"),
    ...unless(hasReason, `${t}-R023`, path, "An allowance or charge says why"),
    ...unless(isAtLeastZero(charged), `${t}-R032`, path, "An allowance or charge is not below zero"),
  ];
}

function priceFindings(t: string, { element, path }: Placed): MessageFinding[] {
  const net = decimalAt(element, "PriceAmount");
  const allowance = at(element, "AllowanceCharge");
  const gross = decimalAt(allowance, "BaseAmount");
  const off = decimalAt(allowance, "Amount");
  const isNet = gross === null || (net !== null && off !== null && equals(net, subtract(gross, off)));
  return [
    ...unless(isAtLeastZero(net), `${t}-R005`, path, "A price is not below zero"),
    ...unless(isNet, `${t}-R019`, path, "The net price is the list price less the discount"),
    ...unless(
      !isStated(allowance, "BaseAmount") || isAtLeastZero(gross),
      `${t}-R027`,
      path,
      "A list price is not below zero",
    ),
    ...unless(!isStated(allowance, "Amount") || isAtLeastZero(off), `${t}-R033`, path, "A discount is not below zero"),
  ];
}

function lineFindings(t: string, { element, path }: Placed, ids: readonly string[]): MessageFinding[] {
  const price = at(element, "Price");
  const base = decimalAt(price, "BaseQuantity");
  const quantity = decimalAt(element, "Quantity");
  const basis = base === null || isZero(base) ? one : base;
  const net = multiply(quantity ?? one, divide(decimalAt(price, "PriceAmount") ?? zero, basis));
  const reckoned = subtract(add(net, sumOfCharges(element, "true")), sumOfCharges(element, "false"));
  const stated = decimalAt(element, "LineExtensionAmount") ?? zero;
  const isBase = !isStated(price, "BaseQuantity") || (base !== null && isPositive(base));
  const id = textAt(element, "ID");
  return [
    ...unless(
      isWithin(stated, reckoned, amountSlack),
      `${t}-R024`,
      `${path}/LineExtensionAmount`,
      `The amount of the line is ${stated}, by its price it is ${round(reckoned, 2)}`,
    ),
    ...unless(isBase, `${t}-R025`, `${path}/Price/BaseQuantity`, "A price is for more than nothing"),
    ...unless(ids.filter((other) => other === id).length === 1, `${t}-R001`, `${path}/ID`, "Two lines have one number"),
    ...unless(isAtLeastZero(quantity), `${t}-R004`, `${path}/Quantity`, "A quantity is not below zero"),
    ...unless(isStated(element, "Quantity"), `${t}-R013`, `${path}/Quantity`, "A line says how many", "warning"),
    ...placed({ element, path }, "AllowanceCharge").flatMap((entry) => chargeFindings(t, entry)),
    ...placed({ element, path }, "Price").flatMap((entry) => priceFindings(t, entry)),
  ];
}

/** Missing amounts make a comparison fail, as the published rules do; optional ones count as zero. */
function totalFindings(t: string, root: XmlElement): MessageFinding[] {
  const totals = at(root, "AnticipatedMonetaryTotal");
  if (totals === null) return [];
  const path = `${root.name}/AnticipatedMonetaryTotal`;
  const lines = decimalAt(totals, "LineExtensionAmount");
  const payable = decimalAt(totals, "PayableAmount");
  const inclusive = decimalAt(totals, "TaxInclusiveAmount");
  const tax = decimalAt(root, "TaxTotal", "TaxAmount") ?? zero;
  const optional = (name: string): Amount => decimalAt(totals, name) ?? zero;
  const allowances = optional("AllowanceTotalAmount");
  const charges = optional("ChargeTotalAmount");
  const reckoned = lines === null ? null : add(subtract(lines, allowances), charges);
  const exclusive = isStated(totals, "TaxExclusiveAmount") ? decimalAt(totals, "TaxExclusiveAmount") : reckoned;
  const same = (left: Amount | null, right: Amount | null) => left !== null && right !== null && equals(left, right);
  const ofLines = round(
    sum(children(root, "OrderLine").map((line) => decimalAt(line, "LineItem", "LineExtensionAmount") ?? zero)),
    2,
  );
  const due =
    inclusive === null ? null : add(subtract(inclusive, optional("PrepaidAmount")), optional("PayableRoundingAmount"));
  const withTax = exclusive === null ? null : add(exclusive, tax);
  const hasTax = inclusive !== null && isStated(root, "TaxTotal");
  return [
    ...unless(isAtLeastZero(payable), `${t}-R006`, path, "What is to be paid is not below zero"),
    ...unless(isAtLeastZero(lines), `${t}-R007`, path, "The sum of the lines is not below zero"),
    ...unless(same(lines, ofLines), `${t}-R008`, path, `The lines come to ${ofLines}`),
    ...unless(equals(allowances, sumOfCharges(root, "false")), `${t}-R009`, path, "The allowances come to another sum"),
    ...unless(equals(charges, sumOfCharges(root, "true")), `${t}-R010`, path, "The charges come to another sum"),
    ...unless(same(exclusive, reckoned), `${t}-R011`, path, "Without VAT: lines − allowances + charges"),
    ...unless(inclusive === null || same(payable, due), `${t}-R016`, path, "To pay: with VAT − prepaid + rounding"),
    ...unless(!hasTax || same(inclusive, withTax), `${t}-R017`, path, "With VAT: without VAT + VAT"),
  ];
}

const amountNames = new Set(["Amount", "TaxAmount", "LineExtensionAmount", "PriceAmount", "BaseAmount"]);

function amountFindings(t: string, { element, path }: Placed, currency: string): MessageFinding[] {
  const isAmount = amountNames.has(element.name) || /\/AnticipatedMonetaryTotal\/[^/]+$/.test(path);
  if (!isAmount) return [];
  const stated = element.attributes["currencyID"];
  const decimals = element.text.split(".")[1]?.length ?? 0;
  return [
    ...unless(stated === undefined || stated === currency, `${t}-R003`, path, "An order has one currency"),
    ...unless(path.includes("/Price/") || decimals <= 2, `${t}-R028`, path, "An amount has at most two decimals"),
  ];
}

function taxFindings(t: string, { element, path }: Placed): MessageFinding[] {
  if (element.name === "PartyTaxScheme") {
    const isVat = textAt(element, "TaxScheme", "ID") === "VAT";
    const text = "A VAT number begins with its country";
    return unless(!isVat || hasVatPrefix(textAt(element, "CompanyID")), `${t}-R026`, path, text);
  }
  if (element.name !== "TaxCategory" && element.name !== "ClassifiedTaxCategory") return [];
  const category = textAt(element, "ID");
  const percent = decimalAt(element, "Percent");
  const isRate = category !== "S" || (percent !== null && isPositive(percent));
  return [
    ...unless(isStated(element, "Percent") || category === "O", `${t}-R029`, path, "A VAT category has a rate"),
    ...unless(isRate, `${t}-R030`, path, "Category S has a rate above zero"),
  ];
}

/** What the structure of a party demands. */
export const partyNeeds = (role: string): string[] => [
  `${role}/Party/EndpointID`,
  `${role}/Party/PartyLegalEntity/RegistrationName`,
];

export function schemeFindings(prefix: string, root: XmlElement): MessageFinding[] {
  return everyElement(root)
    .filter(({ element }) => element.name === "EndpointID")
    .flatMap(({ element, path }) =>
      unless(
        (element.attributes["schemeID"] ?? "") !== "",
        `${prefix}-REQUIRED`,
        `${path}/@schemeID`,
        "An address on the network has a scheme",
      ),
    );
}

interface Kind {
  readonly prefix: "PEPPOL-T01" | "PEPPOL-T114";
  readonly transaction: string;
  readonly profiles: readonly string[];
  readonly needs: readonly string[];
}
const order: Kind = {
  prefix: "PEPPOL-T01",
  transaction: "urn:fdc:peppol.eu:poacc:trns:order:3",
  profiles: ["order_only", "ordering", "advanced_ordering"],
  needs: [],
};
const change: Kind = {
  prefix: "PEPPOL-T114",
  transaction: "urn:fdc:peppol.eu:poacc:trns:order_change:3",
  profiles: ["advanced_ordering"],
  needs: ["OrderReference/ID"],
};

/** Profile and transaction a message says it follows. */
export function profileFindings(
  root: XmlElement,
  { prefix, transaction, profiles }: Pick<Kind, "transaction" | "profiles"> & { readonly prefix: string },
  rules: { readonly profile: string; readonly transaction: string },
): MessageFinding[] {
  const profile = textAt(root, "ProfileID");
  const isProfile = profiles.some((name) => profile === `urn:fdc:peppol.eu:poacc:bis:${name}:3`);
  const isTransaction = textAt(root, "CustomizationID").startsWith(transaction);
  return [
    ...unless(isProfile, `${prefix}-${rules.profile}`, `${root.name}/ProfileID`, `Another profile: ${profile}`),
    ...unless(
      isTransaction,
      `${prefix}-${rules.transaction}`,
      `${root.name}/CustomizationID`,
      `The message does not say that it follows ${transaction}`,
    ),
  ];
}

/** The rules of T01 and, under their own ids, those of T114. Code lists of reasons are not among them. */
export function orderFindings(root: XmlElement, kind: "Order" | "OrderChange"): MessageFinding[] {
  const rules = kind === "Order" ? order : change;
  const t = rules.prefix;
  const lines = placed({ element: root, path: root.name }, "OrderLine");
  const ids = lines.map(({ element }) => textAt(element, "LineItem", "ID"));
  const currency = textAt(root, "DocumentCurrencyCode");
  const all = everyElement(root);
  return [
    ...commonFindings(root, "PEPPOL-COMMON-R001"),
    ...profileFindings(root, rules, { profile: "R031", transaction: "R034" }),
    ...required(root, t, root.name, [
      ...["CustomizationID", "ProfileID", "ID", "IssueDate", "DocumentCurrencyCode", "OrderLine"],
      ...[...partyNeeds("BuyerCustomerParty"), ...partyNeeds("SellerSupplierParty")],
      ...["SellerSupplierParty/Party/PostalAddress/Country/IdentificationCode", ...rules.needs],
    ]),
    ...schemeFindings(t, root),
    ...unless(
      isStated(root, "ValidityPeriod", "EndDate"),
      `${t}-R002`,
      root.name,
      "It says until when it holds",
      "warning",
    ),
    ...placed({ element: root, path: root.name }, "AllowanceCharge").flatMap((entry) => chargeFindings(t, entry)),
    ...totalFindings(t, root),
    ...lines.flatMap(({ element, path }) => {
      const item = at(element, "LineItem");
      const status = textAt(item, "LineStatusCode");
      const where = `${path}/LineItem`;
      return [
        ...required(element, t, path, ["LineItem/ID", "LineItem/Item/Name"]),
        ...(kind === "Order"
          ? []
          : unless(
              changeStatuses.some((code) => code === status),
              `${t}-CODE`,
              `${where}/LineStatusCode`,
              "1, 2, 3 or 4",
            )),
        ...(item === null ? [] : lineFindings(t, { element: item, path: where }, ids)),
      ];
    }),
    ...all.flatMap((entry) => amountFindings(t, entry, currency)),
    ...all.flatMap((entry) => taxFindings(t, entry)),
  ];
}
