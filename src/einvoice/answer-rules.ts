import { lineStatuses, orderResponseCodes } from "#domain/partner/order-response.ts";
import { commonFindings } from "./every-message-rules.ts";
import { everyElement, isAtLeastZero, isStated, required, unless, type MessageFinding } from "./message-finding.ts";
import { partyNeeds, profileFindings, schemeFindings } from "./order-rules.ts";
import { at, children, decimalAt, textAt } from "./read-elements.ts";
import type { XmlElement } from "./read-xml.ts";

const headNeeds = ["CustomizationID", "ProfileID", "ID", "IssueDate"] as const;
const empty = "PEPPOL-COMMON-R001";

const codeOf = (root: XmlElement, code: string): boolean => textAt(root, "OrderResponseCode") === code;

/** The rules of T76. */
export function orderResponseFindings(root: XmlElement): MessageFinding[] {
  const t = "PEPPOL-T76";
  const currency = textAt(root, "DocumentCurrencyCode");
  const lines = children(root, "OrderLine");
  const ids = lines.map((line) => textAt(line, "LineItem", "ID"));
  const named = (role: string): boolean =>
    isStated(root, role, "Party", "PartyLegalEntity", "RegistrationName") ||
    isStated(root, role, "Party", "PartyIdentification", "ID");
  const isCode = orderResponseCodes.some((code) => codeOf(root, code));
  return [
    ...commonFindings(root, empty),
    ...profileFindings(
      root,
      { prefix: t, transaction: "urn:fdc:peppol.eu:poacc:trns:order_response:3", profiles: ["ordering"] },
      { profile: "B00201", transaction: "B00101" },
    ),
    ...required(root, t, root.name, [
      ...[...headNeeds, "OrderResponseCode", "DocumentCurrencyCode", "OrderReference/ID"],
      ...["SellerSupplierParty/Party/EndpointID", "BuyerCustomerParty/Party/EndpointID"],
    ]),
    ...schemeFindings(t, root),
    ...unless(isCode, `${t}-B00801`, `${root.name}/OrderResponseCode`, "AB, AP, CA or RE"),
    ...unless(
      named("BuyerCustomerParty"),
      `${t}-R001`,
      `${root.name}/BuyerCustomerParty`,
      "The buyer has a name or a number",
    ),
    ...unless(
      named("SellerSupplierParty"),
      `${t}-R002`,
      `${root.name}/SellerSupplierParty`,
      "The seller has a name or a number",
    ),
    ...unless(
      codeOf(root, "CA") || lines.length === 0,
      `${t}-LINES`,
      `${root.name}/OrderLine`,
      "Only an answer that accepts with changes has lines",
      "warning",
    ),
    ...everyElement(root).flatMap(({ element, path }) => [
      ...(element.name === "PromisedDeliveryPeriod" ? periodFindings(element, path) : []),
      ...(element.name === "PriceAmount"
        ? unless(element.attributes["currencyID"] === currency, `${t}-R005`, path, "An answer has one currency")
        : []),
    ]),
    ...lines.flatMap((line, index) => {
      const path = `${root.name}/OrderLine[${index + 1}]`;
      const status = textAt(line, "LineItem", "LineStatusCode");
      const id = ids[index] ?? "";
      return [
        ...required(line, t, path, [
          "LineItem/ID",
          "LineItem/LineStatusCode",
          "LineItem/Item/Name",
          "OrderLineReference/LineID",
        ]),
        ...unless(
          ids.filter((other) => other === id).length === 1,
          `${t}-R003`,
          `${path}/LineItem/ID`,
          "Two lines have one number",
        ),
        ...unless(
          lineStatuses.some((code) => code === status),
          `${t}-CODE`,
          `${path}/LineItem/LineStatusCode`,
          "1, 3, 5, 7 or 42",
        ),
      ];
    }),
  ];
}

function periodFindings(period: XmlElement, path: string): MessageFinding[] {
  const [from, to] = [textAt(period, "StartDate"), textAt(period, "EndDate")];
  return unless(from === "" || to === "" || to >= from, "PEPPOL-T76-R004", path, "A period ends after it begins");
}

/** The rules of T16. */
export function despatchAdviceFindings(root: XmlElement): MessageFinding[] {
  const t = "PEPPOL-T16";
  const buyer = at(root, "BuyerCustomerParty");
  const isBuyerNamed =
    isStated(buyer, "Party", "PartyName", "Name") || isStated(buyer, "Party", "PartyIdentification", "ID");
  return [
    ...commonFindings(root, empty),
    ...profileFindings(
      root,
      { prefix: t, transaction: "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3", profiles: ["despatch_advice"] },
      { profile: "B00201", transaction: "R011" },
    ),
    ...required(root, t, root.name, [
      ...[
        ...headNeeds,
        ...partyNeeds("DespatchSupplierParty"),
        "DeliveryCustomerParty/Party/EndpointID",
        "DespatchLine",
      ],
    ]),
    ...schemeFindings(t, root),
    ...unless(isStated(root, "OrderReference", "ID"), `${t}-R002`, root.name, "It names the order", "warning"),
    ...unless(
      buyer === null || isBuyerNamed,
      `${t}-R008`,
      `${root.name}/BuyerCustomerParty`,
      "The buyer has a name or a number",
    ),
    ...children(root, "DespatchLine").flatMap((line, index) =>
      despatchLineFindings(line, `${root.name}/DespatchLine[${index + 1}]`),
    ),
  ];
}

function despatchLineFindings(line: XmlElement, path: string): MessageFinding[] {
  const t = "PEPPOL-T16";
  const item = at(line, "Item");
  const hasCode =
    isStated(item, "StandardItemIdentification", "ID") || isStated(item, "SellersItemIdentification", "ID");
  const saysWhy = !isStated(line, "OutstandingQuantity") || isStated(line, "OutstandingReason");
  return [
    ...required(line, t, path, ["ID", "OrderLineReference/LineID"]),
    ...unless(hasCode, `${t}-R003`, `${path}/Item`, "An article has the seller's code or a barcode"),
    ...unless(isStated(item, "Name"), `${t}-R004`, `${path}/Item/Name`, "An article has a name"),
    ...unless(isStated(line, "DeliveredQuantity"), `${t}-R005`, path, "A line says how many came", "warning"),
    ...unless(
      isAtLeastZero(decimalAt(line, "DeliveredQuantity")),
      `${t}-R006`,
      `${path}/DeliveredQuantity`,
      "A quantity is not below zero",
    ),
    ...unless(saysWhy, `${t}-R007`, `${path}/OutstandingReason`, "It says why the rest follows later", "warning"),
  ];
}

/** The rules of T115. */
export function orderCancellationFindings(root: XmlElement): MessageFinding[] {
  const t = "PEPPOL-T115";
  return [
    ...commonFindings(root, empty),
    ...profileFindings(
      root,
      { prefix: t, transaction: "urn:fdc:peppol.eu:poacc:trns:order_cancellation:3", profiles: ["advanced_ordering"] },
      { profile: "R031", transaction: "R034" },
    ),
    ...required(root, t, root.name, [
      ...[...headNeeds, "CancellationNote", "OrderReference/ID"],
      ...[...partyNeeds("BuyerCustomerParty"), ...partyNeeds("SellerSupplierParty")],
    ]),
    ...schemeFindings(t, root),
  ];
}
