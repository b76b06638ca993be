import type { Sought } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { compare, equals, isPositive, text } from "#domain/amount.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { writeDecimal } from "#domain/supplier/decimals.ts";
import type { SupplierOrder, SupplierOrderAnswer } from "#domain/supplier/supplier-order.ts";
import { convertQuantity } from "#domain/supplier/units.ts";
import type { XmlElement } from "#einvoice/read-xml.ts";
import { askPlain } from "./answer.ts";
import { articleOf } from "./article.ts";
import { children, dateAt, decimalAt, textAt } from "./elements.ts";
import { lineNumberOf, linesToSend, type LineToSend } from "./order-lines.ts";
import { openOrder, orderBy, type OrderThere } from "./orders.ts";
import { branch, date, leaf, optional, optionalBranch, type Xml } from "./request.ts";
import type { Cebeo, Settings } from "./settings.ts";

/** Cebeo's word for how an order comes. To be picked up without that word would be delivered: then nothing is sent. */
function deliveryOption({ deliveryOption: ship, pickupOption }: Settings, { delivery }: SupplierOrder): string {
  if (delivery?.mode !== "pickup") return ship;
  if (pickupOption !== "") return pickupOption;
  throw new HubError("settings.invalid", "Cebeo's code for an order that is picked up is not filled in", {
    details: { field: "settings.pickupOption" },
  });
}

function headerOf(settings: Settings, order: SupplierOrder): Xml {
  const { number, reference, orderDate, delivery, showPrices, comments } = order;
  // There is no field for a country, and Cebeo is in Belgium.
  const isAbroad = !["", "BE"].includes(delivery?.countryCode ?? "");
  const address = optionalBranch(
    "DeliveryAddress",
    optional("DeliverTo", delivery?.name ?? ""),
    optional("Street", delivery?.street ?? ""),
    optional("City", `${delivery?.city ?? ""}${isAbroad ? ` (${delivery?.countryCode})` : ""}`),
    optional("PostalCode", delivery?.postalCode ?? ""),
  );
  return branch(
    "OrderHeader",
    leaf("CustomerOrderID", number),
    optional("CustomerOrderRef", reference),
    date("OrderDate", orderDate),
    optionalBranch(
      "DeliveryLocation",
      delivery?.mode === "pickup" ? "" : address,
      optional("ContactPerson", delivery?.contactName ?? ""),
      optional("ContactTelephone", delivery?.phone ?? ""),
    ),
    showPrices === null ? "" : leaf("PriceOnDeliveryNote", String(showPrices)),
    optional("DeliveryOption", deliveryOption(settings, order)),
    ...comments.map((comment) => optional("Comments", comment)),
  );
}

function lineOf(settings: Settings, order: SupplierOrder, sent: LineToSend): Xml {
  const { line, lineNumber, suppliersItemIdentifier, quantity } = sent;
  // Per unit of ours: of another unit it would be another price.
  const price = settings.sendsPrices && equals(line.quantity, quantity) ? line.requestedPrice : null;
  return branch(
    "OrderLine",
    leaf("CustomerOrderLineID", lineNumber),
    branch("Material", leaf("SupplierItemID", suppliersItemIdentifier)),
    leaf("OrderedQuantity", text(quantity)),
    price === null ? "" : leaf("RequestedPrice", writeDecimal(price, "comma")),
    date("RequestedDeliveryDate", line.requestedDate ?? order.requestedDate),
  );
}

/** What Cebeo has of a line of ours: by the number it was given, else by its article. */
function lineThere({ detail }: OrderThere, line: SupplierOrder["lines"][number], index: number): XmlElement | null {
  const all = children(detail, "OrderLine");
  const number = lineNumberOf(line, index);
  const isArticle = (one: XmlElement, element: string, code: string): boolean =>
    code.trim() !== "" && textAt(one, "Material", element).toLowerCase() === code.trim().toLowerCase();
  return (
    all.find((one) => textAt(one, "CustomerOrderLineID") === number) ??
    all.find((one) => isArticle(one, "SupplierItemID", line.suppliersItemIdentifier)) ??
    all.find((one) => isArticle(one, "Reference", line.manufacturersItemIdentifier)) ??
    null
  );
}

function answerOf(there: OrderThere, order: SupplierOrder, isBasket: boolean): SupplierOrderAnswer {
  const lines = order.lines.map((line, index) => {
    const its = lineThere(there, line, index);
    const backordered = decimalAt(its, "BOQuantity").value;
    return {
      lineId: line.lineId,
      suppliersItemIdentifier: textAt(its, "Material", "SupplierItemID") || line.suppliersItemIdentifier,
      ordered: decimalAt(its, "OrderedQuantity").value,
      backordered: backordered !== null && isPositive(backordered) ? backordered : null,
      backorderDate: dateAt(its, "BOEstimatedDeliveryDate"),
      netPrice: decimalAt(its, "UnitPrice", "NetPrice").value,
      text: "",
    };
  });
  return {
    id: isBasket ? order.number : there.suppliersNumber || order.number,
    number: isBasket ? "" : there.suppliersNumber,
    status: isBasket ? "basketOnly" : "accepted",
    lines,
    text: children(there.header, "Comments")
      .map((comment) => comment.text.trim())
      .filter((comment) => comment !== "")
      .join("\n"),
  };
}

/** The basket holds this order: it says so itself, or everything of it is in there. */
function isInBasket(session: Cebeo, open: OrderThere, order: SupplierOrder): boolean {
  if (open.ourNumber !== "") return open.ourNumber === order.number.trim();
  return order.lines.every((line, index) => {
    const its = lineThere(open, line, index);
    if (its === null) return false;
    const there = decimalAt(its, "OrderedQuantity").value;
    const sent = convertQuantity(line.quantity, line.unitCode, articleOf(session, its).unitCode ?? line.unitCode);
    return there !== null && sent !== null && compare(there, sent) >= 0;
  });
}

/**
 * What became of an order at Cebeo, by our number: an order, or the basket of the shop that it only filled (nobody says publicly which of the two
 * sending does). Null: Cebeo has neither.
 */
async function lookFor(session: Cebeo, order: SupplierOrder): Promise<SupplierOrderAnswer | null> {
  const found = await orderBy(session, "CustomerOrderID", order.number);
  const open = session.settings.createFillsBasket === "no" ? null : await openOrder(session);
  if (found !== null) {
    const isOpen = open !== null && open.suppliersNumber !== "" && open.suppliersNumber === found.suppliersNumber;
    return answerOf(found, order, isOpen);
  }
  return open !== null && isInBasket(session, open, order) ? answerOf(open, order, true) : null;
}

export async function findOrder(
  session: Cebeo,
  _key: string,
  { input: { order } }: Sought<"purchaseOrders.send">,
): Promise<RawOutput<"purchaseOrders.send"> | null> {
  const found = await lookFor(session, order);
  return found === null ? null : raw(found);
}

/** Cebeo said yes and does not have it yet: it is looked for once more before that is believed. */
const appearsAfterMs = 2_000;

/** Whatever goes wrong after Cebeo said yes, the order may be there: that is looked up, never taken for a refusal. */
async function afterwards(session: Cebeo, order: SupplierOrder): Promise<SupplierOrderAnswer | null> {
  try {
    const found = await lookFor(session, order);
    if (found !== null) return found;
    await session.http.wait(appearsAfterMs);
    return await lookFor(session, order);
  } catch (thrown) {
    const cause = asHubError(thrown);
    throw new HubError("remote.outcome_unknown", `Cebeo took the order, and then: ${cause.message}`, { cause });
  }
}

/** An order in which a quantity is not what was sent, or a line is missing, was taken with changes. */
function withChanges(answer: SupplierOrderAnswer, sent: readonly LineToSend[]): SupplierOrderAnswer {
  const isSame = sent.every(({ line, quantity }) => {
    const ordered = answer.lines.find(({ lineId }) => lineId === line.lineId)?.ordered ?? null;
    return ordered !== null && equals(ordered, quantity);
  });
  return answer.status === "accepted" && !isSame ? { ...answer, status: "acceptedWithChanges" } : answer;
}

const raw = (answer: SupplierOrderAnswer): RawOutput<"purchaseOrders.send"> => answer as never;

/** Under `order.number` it is found back: Cebeo keeps no keys. What cannot be ordered is refused before anything leaves. */
export async function sendOrder(
  session: Cebeo,
  { order }: Input<"purchaseOrders.send">,
): Promise<RawOutput<"purchaseOrders.send">> {
  const { settings } = session;
  const sent = await linesToSend(session, order);
  const lines = sent.map((line) => lineOf(settings, order, line));
  const operation = branch("Order", branch("Create", headerOf(settings, order), ...lines));
  const response = await askPlain(session, { responseType: "Message", operation, isRead: false });
  const words = session.http.masked(textAt(response, "Message"));
  const found = await afterwards(session, order);
  if (found !== null) return raw({ ...withChanges(found, sent), text: words });
  return { id: order.number, number: "", status: "accepted", text: words };
}
