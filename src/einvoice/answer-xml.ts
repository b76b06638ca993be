import type { DespatchAdviceMessage } from "#domain/partner/despatch-advice.ts";
import type { OrderResponseLine, OrderResponseMessage } from "#domain/partner/order-response.ts";
import { despatchAdviceOrder, orderResponseOrder } from "./element-order.ts";
import { itemXml, periodXml, priceXml, quantityXml, unitOfLine } from "./order-elements.ts";
import { messagePartyXml } from "./party-xml.ts";
import { branch, leaf, writeXml } from "./xml-writer.ts";

/** Peppol wants a line to refer to in every answer; a line the seller added has none. */
export const noOrderLine = "NA";

function responseLineXml(line: OrderResponseLine, currency: string) {
  const unit = unitOfLine(line);
  return branch("OrderLine", [
    branch("LineItem", [
      leaf("ID", line.lineId),
      leaf("Note", line.note),
      leaf("LineStatusCode", line.status),
      quantityXml("Quantity", line.quantity, unit),
      quantityXml("MaximumBackorderQuantity", line.backorder, ""),
      branch("Delivery", [periodXml("PromisedDeliveryPeriod", line.promised)]),
      priceXml(line.price, unit, currency),
      itemXml(line),
    ]),
    line.substitute === null
      ? null
      : branch("SellerSubstitutedLineItem", [
          leaf("ID", line.lineId),
          itemXml({ ...line.substitute, buyersItemIdentifier: "" }),
        ]),
    branch("OrderLineReference", [leaf("LineID", line.orderLineId || noOrderLine)]),
  ]);
}

/** The answer to an order as Peppol T76. Only one that accepts with changes has lines: the others speak of the whole. */
export function writeOrderResponse(response: OrderResponseMessage): string {
  const lines = response.code === "CA" ? response.lines : [];
  const root = branch("OrderResponse", [
    leaf("CustomizationID", "urn:fdc:peppol.eu:poacc:trns:order_response:3"),
    leaf("ProfileID", "urn:fdc:peppol.eu:poacc:bis:ordering:3"),
    leaf("ID", response.id),
    leaf("SalesOrderID", response.salesOrderId),
    leaf("IssueDate", response.issueDate),
    leaf("IssueTime", response.issueTime),
    leaf("OrderResponseCode", response.code),
    leaf("Note", response.note),
    leaf("DocumentCurrencyCode", response.currency),
    leaf("CustomerReference", response.customerReference),
    branch("OrderReference", [leaf("ID", response.orderId)]),
    branch("SellerSupplierParty", [messagePartyXml(response.seller, "answering")]),
    branch("BuyerCustomerParty", [messagePartyXml(response.buyer, "answered")]),
    branch("Delivery", [periodXml("PromisedDeliveryPeriod", response.promised)]),
    ...lines.map((line) => responseLineXml(line, response.currency)),
  ]);
  if (root === null) throw new RangeError("An answer has content");
  return writeXml(root, orderResponseOrder);
}

function shipmentXml(advice: DespatchAdviceMessage) {
  const consignment = branch("CarrierParty", [branch("PartyName", [leaf("Name", advice.carrierName)])]);
  const delivery = branch("Delivery", [
    leaf("TrackingID", advice.trackingNumber),
    branch("EstimatedDeliveryPeriod", [
      leaf("StartDate", advice.expectedOn ?? ""),
      leaf("EndDate", advice.expectedOn ?? ""),
    ]),
    branch("Despatch", [leaf("ActualDespatchDate", advice.shippedOn ?? "")]),
  ]);
  if (consignment === null && delivery === null) return null;
  return branch("Shipment", [
    leaf("ID", advice.id),
    consignment === null ? null : branch("Consignment", [leaf("ID", advice.trackingNumber || advice.id), consignment]),
    delivery,
  ]);
}

function despatchLineXml(line: DespatchAdviceMessage["lines"][number]) {
  const unit = unitOfLine(line);
  const units = line.handlingUnits.map((sscc) =>
    branch("TransportHandlingUnit", [leaf("ID", sscc, /^\d{18}$/.test(sscc) ? { schemeID: "SSCC" } : {})]),
  );
  return branch("DespatchLine", [
    leaf("ID", line.lineId),
    leaf("Note", line.note),
    quantityXml("DeliveredQuantity", line.delivered, unit),
    quantityXml("OutstandingQuantity", line.outstanding, unit),
    leaf("OutstandingReason", line.outstandingReason),
    branch("OrderLineReference", [
      leaf("LineID", line.orderLineId || noOrderLine),
      branch("OrderReference", [leaf("ID", line.orderId)]),
    ]),
    itemXml(line),
    units.length === 0 ? null : branch("Shipment", [leaf("ID", "NA"), ...units]),
  ]);
}

/** A despatch advice as Peppol T16. */
export function writeDespatchAdvice(advice: DespatchAdviceMessage): string {
  const root = branch("DespatchAdvice", [
    leaf("CustomizationID", "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3"),
    leaf("ProfileID", "urn:fdc:peppol.eu:poacc:bis:despatch_advice:3"),
    leaf("ID", advice.id),
    leaf("IssueDate", advice.issueDate),
    leaf("Note", advice.note),
    branch("OrderReference", [leaf("ID", advice.orderId)]),
    branch("DespatchSupplierParty", [messagePartyXml(advice.seller, "despatching")]),
    branch("DeliveryCustomerParty", [messagePartyXml(advice.receiver, "receiving")]),
    advice.buyer === null ? null : branch("BuyerCustomerParty", [messagePartyXml(advice.buyer, "ordering")]),
    shipmentXml(advice),
    ...advice.lines.map((line) => despatchLineXml(line)),
  ]);
  if (root === null) throw new RangeError("A despatch advice has content");
  return writeXml(root, despatchAdviceOrder);
}
