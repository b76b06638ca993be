/** What the service answers, as XML: contract section 2.3 and the examples of section 3. */
import type { Article } from "./articles.ts";
import type { Order, OrderLine } from "./orders.ts";
import type { DateParts } from "./questions.ts";
import type { Settings } from "./settings.ts";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replace(/[&<>]/g, (char) => escapes[char] ?? char);

/** An element with a text; nothing at all for `null`. */
const leaf = (name: string, text: string | null | undefined): string =>
  text === null || text === undefined ? "" : `<${name}>${escaped(text)}</${name}>`;

const brandNameLength = 15;

/** In at least so many decimals. A text that is no plain decimal is answered as it stands; none as an empty element. */
function decimal(text: string | null, decimals: number, { numbers }: Settings): string {
  const match = text === null ? null : /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return text ?? "";
  const [, sign = "", digits = "", given = ""] = match;
  const whole = numbers === "thousands" ? digits.replace(/\B(?=(\d{3})+$)/g, ".") : digits;
  return `${sign}${whole}${numbers === "point" ? "." : ","}${given.padEnd(decimals, "0")}`;
}

function material(article: Article, settings: Settings, hasEan: boolean): string {
  const inMaterial = settings.promotionCode === "material" ? article.promotionCode : undefined;
  return [
    "<Material>",
    leaf("SupplierItemID", article.supplierItemId),
    leaf("CustomerItemID", article.customerItemId),
    leaf("EAN", hasEan ? article.ean : undefined),
    leaf("BrandCode", article.brandCode),
    leaf("BrandName", article.brandName.slice(0, brandNameLength)),
    leaf("Reference", article.reference),
    leaf("Description", article.description),
    leaf("ReelCode", article.reelCode),
    leaf("ReelLength", article.reelLength === undefined ? undefined : String(article.reelLength)),
    leaf("PromotionCode", inMaterial),
    "</Material>",
  ].join("");
}

function unitPrice(article: Article, settings: Settings): string {
  const amount = (name: string, text: string | null, decimals = 4): string =>
    leaf(name, decimal(text, decimals, settings));
  return [
    "<UnitPrice>",
    amount("TarifPrice", article.tarifPrice),
    amount("NetPrice", article.netPrice),
    amount("Ecotax", article.ecotax),
    amount("Recupel", article.recupel),
    amount("Sabam", article.sabam),
    amount("TAV", article.tav, 2),
    "</UnitPrice>",
  ].join("");
}

function item(article: Article, settings: Settings): string {
  return [
    "<Item>",
    material(article, settings, false),
    leaf("PromotionCode", settings.promotionCode === "item" ? article.promotionCode : undefined),
    leaf("StockCode", article.stockCode),
    leaf("Stock", article.stock ?? ""),
    leaf("UnitOfMeasure", article.unit),
    unitPrice(article, settings),
    leaf("SalesPackQuantity", String(article.pack)),
    "</Item>",
  ].join("");
}

/** The content of `Response` but the message. */
export function articleList(articles: readonly Article[], settings: Settings): string {
  if (articles.length === 0 && settings.noHits === "no list") return "";
  const items = articles.map((article) => item(article, settings)).join("");
  return `<Article><List><NumberOfLines>${articles.length}</NumberOfLines>${items}</List></Article>`;
}

const dateElement = (name: string, { day, month, year }: DateParts): string =>
  `<${name}><Day>${day}</Day><Month>${month}</Month><Year>${year}</Year></${name}>`;

/** A date that may be missing, in the way this service writes that. */
function optionalDate(name: string, date: DateParts | null, { noDate }: Settings): string {
  if (date !== null) return dateElement(name, date);
  if (noDate === "zeros") return dateElement(name, { day: 0, month: 0, year: 0 });
  return noDate === "without year" ? `<${name}><Day>1</Day><Month>1</Month></${name}>` : "";
}

function line(one: OrderLine, article: Article, settings: Settings): string {
  const price = leaf("NetPrice", decimal(article.netPrice, 4, settings));
  const count = (name: string, quantity: number | undefined): string =>
    leaf(name, quantity === undefined ? undefined : String(quantity));
  const { delivered, backorder } = one;
  return [
    "<OrderLine>",
    leaf("SupplierOrderLineID", one.supplierOrderLineId),
    leaf("CustomerOrderLineID", one.customerOrderLineId),
    material(article, settings, true),
    leaf("UnitOfMeasure", article.unit),
    count("OrderedQuantity", one.quantity),
    settings.orderPrices === "net" ? `<UnitPrice>${price}</UnitPrice>` : unitPrice(article, settings),
    leaf("Stock", article.stock ?? ""),
    leaf("StockCode", article.stockCode),
    optionalDate("RequestedDeliveryDate", one.requestedDeliveryDate, settings),
    count("BOQuantity", backorder?.quantity),
    backorder === null ? "" : optionalDate("BOEstimatedDeliveryDate", backorder.expected, settings),
    count("DeliveryQuantity", delivered?.quantity),
    delivered === null ? "" : optionalDate("DeliveryDate", delivered.date, settings),
    "</OrderLine>",
  ].join("");
}

function deliveryLocation({ deliveryLocation: place }: Order): string {
  if (place === null) return "";
  const address = [
    leaf("DeliverTo", place.deliverTo),
    leaf("Street", place.street),
    leaf("City", place.city),
    leaf("PostalCode", place.postalCode),
  ].join("");
  const contact = leaf("ContactPerson", place.contactPerson) + leaf("ContactTelephone", place.contactTelephone);
  return `<DeliveryLocation><DeliveryAddress>${address}</DeliveryAddress>${contact}</DeliveryLocation>`;
}

/** `articleOf` gives the article of a line with the price to show. */
export function orderDetail(order: Order, articleOf: (line: OrderLine) => Article, settings: Settings): string {
  const header = [
    leaf("SupplierOrderID", order.supplierOrderId),
    leaf("CustomerOrderID", order.customerOrderId ?? ""),
    leaf("CustomerOrderRef", order.customerOrderRef),
    dateElement("OrderDate", order.orderDate),
    leaf("OrderedBy", order.orderedBy),
    deliveryLocation(order),
    ...order.comments.map((comment) => leaf("Comments", comment)),
  ].join("");
  const lines = order.lines.map((one) => line(one, articleOf(one), settings)).join("");
  return `<Order><Detail><OrderHeader>${header}</OrderHeader>${lines}</Detail></Order>`;
}

export const noOrder = ({ noOrder: shape }: Settings): string => (shape === "empty order" ? "<Order></Order>" : "");

/** The whole document but the XML declaration, which goes with the encoding. */
export const response = (code: number, text: string, content = ""): string =>
  `<cebeoXML version="2.0.0"><Response>${`<Message code="${code}">${escaped(text)}</Message>`}${content}</Response></cebeoXML>`;

/** Bytes of a document in an encoding and, unless it lies, a declaration that says so. */
export function encoded(document: string, encoding: "UTF-8" | "ISO-8859-1", says = encoding): Buffer {
  const text = `<?xml version="1.0" encoding="${says}"?>\n${document}\n`;
  if (encoding === "UTF-8") return Buffer.from(text, "utf8");
  return Buffer.from(
    text.replace(/[^\0-\u{ff}]/gu, (char) => `&#${char.codePointAt(0) ?? 0};`),
    "latin1",
  );
}
