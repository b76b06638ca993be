/** What a request asks, read from its XML. */
import { invalid } from "./refusals.ts";
import { checkShape } from "./request-shape.ts";
import type { Settings } from "./settings.ts";
import { childOf, childrenOf, textAt, type XmlElement } from "./xml-tree.ts";

export interface Credentials {
  readonly customerNumber: string;
  readonly userName: string;
  readonly password: string;
}

export interface DateParts {
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

export type OrderKey =
  { readonly by: "OpenOrder" } | { readonly by: "SupplierOrderID" | "CustomerOrderID"; readonly id: string };

export interface AskedMaterial {
  readonly supplierItemId: string | null;
  readonly reference: string | null;
  readonly brandCode: string | null;
  readonly reelCode: string | null;
  readonly reelLength: number | null;
}

export interface AskedLine {
  readonly customerOrderLineId: string | null;
  readonly material: AskedMaterial;
  readonly quantity: number;
  readonly requestedPrice: string | null;
  readonly requestedDeliveryDate: DateParts | null;
}

export interface DeliveryLocation {
  readonly deliverTo: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly contactPerson: string | null;
  readonly contactTelephone: string | null;
}

export interface AskedOrder {
  readonly customerOrderId: string | null;
  readonly customerOrderRef: string | null;
  readonly orderDate: DateParts | null;
  readonly deliveryLocation: DeliveryLocation | null;
  readonly priceOnDeliveryNote: boolean | null;
  readonly deliveryOption: string | null;
  readonly comments: readonly string[];
  readonly lines: readonly AskedLine[];
  readonly attributes: readonly { readonly name: string; readonly text: string }[];
}

export type Question =
  | { readonly operation: "Article/Get"; readonly ids: readonly string[] }
  | { readonly operation: "Article/Search"; readonly words: readonly string[]; readonly brands: readonly string[] }
  | { readonly operation: "Order/Get" | "Order/Delete"; readonly key: OrderKey }
  | { readonly operation: "Order/Create"; readonly order: AskedOrder };

export interface Asked {
  readonly credentials: Credentials;
  readonly question: Question;
}

const responseTypes: Readonly<Record<Question["operation"], string>> = {
  "Article/Get": "List",
  "Article/Search": "List",
  "Order/Get": "Detail",
  "Order/Delete": "Message",
  "Order/Create": "Message",
};

/** `null` when the element is not there; a day the calendar does not have is refused. */
function dateOf(element: XmlElement | undefined): DateParts | null {
  if (element === undefined) return null;
  const part = (name: string): number => Number(textAt(element, name));
  const date = { day: part("Day"), month: part("Month"), year: part("Year") };
  try {
    Temporal.PlainDate.from(date, { overflow: "reject" });
  } catch {
    throw invalid(`The element '${element.name}' is no date: ${date.day}-${date.month}-${date.year}.`);
  }
  return date;
}

function materialOf(element: XmlElement | undefined): AskedMaterial {
  const supplierItemId = textAt(element, "SupplierItemID");
  const reference = textAt(element, "Reference");
  const others = element?.children.length ?? 0;
  if (supplierItemId !== null && others > 1) {
    throw invalid("The element 'Material' has SupplierItemID and another identification.");
  }
  if (supplierItemId === null && reference === null) {
    throw invalid("The element 'Material' has neither SupplierItemID nor Reference.");
  }
  const reelLength = textAt(element, "ReelLength");
  return {
    ...{ supplierItemId, reference, brandCode: textAt(element, "BrandCode"), reelCode: textAt(element, "ReelCode") },
    reelLength: reelLength === null ? null : Number(reelLength),
  };
}

const lineOf = (line: XmlElement): AskedLine => ({
  customerOrderLineId: textAt(line, "CustomerOrderLineID"),
  material: materialOf(childOf(line, "Material")),
  quantity: Number(textAt(line, "OrderedQuantity")),
  requestedPrice: textAt(line, "RequestedPrice"),
  requestedDeliveryDate: dateOf(childOf(line, "RequestedDeliveryDate")),
});

function locationOf(location: XmlElement | undefined): DeliveryLocation | null {
  if (location === undefined) return null;
  const address = childOf(location, "DeliveryAddress");
  return {
    ...{ deliverTo: textAt(address, "DeliverTo"), street: textAt(address, "Street") },
    ...{ city: textAt(address, "City"), postalCode: textAt(address, "PostalCode") },
    contactPerson: textAt(location, "ContactPerson"),
    contactTelephone: textAt(location, "ContactTelephone"),
  };
}

function orderOf(create: XmlElement): AskedOrder {
  const header = childOf(create, "OrderHeader");
  const withPrices = textAt(header, "PriceOnDeliveryNote");
  return {
    customerOrderId: textAt(header, "CustomerOrderID"),
    customerOrderRef: textAt(header, "CustomerOrderRef"),
    orderDate: dateOf(childOf(header, "OrderDate")),
    deliveryLocation: locationOf(childOf(header, "DeliveryLocation")),
    priceOnDeliveryNote: withPrices === null ? null : withPrices === "true",
    deliveryOption: textAt(header, "DeliveryOption"),
    comments: childrenOf(header, "Comments").map(({ text }) => text),
    lines: childrenOf(create, "OrderLine").map(lineOf),
    attributes: childrenOf(create, "OrderAttribute").map(({ attributes, text }) => ({
      ...{ name: attributes.get("name") ?? "", text },
    })),
  };
}

function keyOf(operation: XmlElement): OrderKey {
  const id = (by: "SupplierOrderID" | "CustomerOrderID"): OrderKey | null => {
    const text = textAt(operation, by);
    return text === null ? null : { by, id: text };
  };
  return id("SupplierOrderID") ?? id("CustomerOrderID") ?? { by: "OpenOrder" };
}

function questionOf(request: XmlElement): Question {
  const article = childOf(request, "Article");
  const get = childOf(article, "Get");
  if (get !== undefined) {
    const ids = childrenOf(get, "Material").map((material) => textAt(material, "SupplierItemID") ?? "");
    return { operation: "Article/Get", ids };
  }
  const search = childOf(article, "Search");
  if (search !== undefined) {
    const keywords = (list: string): string[] =>
      childrenOf(childOf(search, list), "Keyword").map(({ text }) => text.trim());
    const [words, brands] = [keywords("SearchKeywords"), keywords("BrandKeywords")];
    if (words.length + brands.length === 0) throw invalid("The element 'Search' has no Keyword.");
    return { operation: "Article/Search", words, brands };
  }
  const order = childOf(request, "Order");
  const create = childOf(order, "Create");
  if (create !== undefined) return { operation: "Order/Create", order: orderOf(create) };
  const remove = childOf(order, "Delete");
  if (remove !== undefined) return { operation: "Order/Delete", key: keyOf(remove) };
  const look = childOf(order, "Get");
  if (look === undefined) throw invalid("The element 'Request' has no operation.");
  return { operation: "Order/Get", key: keyOf(look) };
}

/** Throws a `Refused` when it is not what the schema wants. */
export function readQuestion(root: XmlElement, settings: Settings): Asked {
  checkShape(root, settings);
  const request = childOf(root, "Request");
  if (request === undefined) throw invalid("The element 'cebeoXML' has no Request.");
  const customer = (name: string): string => textAt(request, "Customer", name) ?? "";
  const question = questionOf(request);
  const [wanted, given] = [responseTypes[question.operation], textAt(request, "ResponseType")];
  if (given !== wanted) throw invalid(`The ResponseType of ${question.operation} is ${wanted}, not ${given ?? ""}.`);
  return {
    credentials: {
      ...{ customerNumber: customer("CustomerNumber"), userName: customer("UserName") },
      password: customer("Password"),
    },
    question,
  };
}

/** For the log and for aiming faults: "Order/Get CustomerOrderID BB-1", "Article/Get". */
export function labelOf(question: Question): string {
  switch (question.operation) {
    case "Article/Get":
    case "Article/Search":
      return question.operation;
    case "Order/Create":
      return `Order/Create ${question.order.customerOrderId ?? ""}`.trimEnd();
    case "Order/Get":
    case "Order/Delete": {
      const { key } = question;
      return `${question.operation} ${key.by === "OpenOrder" ? key.by : `${key.by} ${key.id}`}`;
    }
  }
}
