/** Asks the stand-in over HTTP, every time on a connection of its own, and reads the answer. */
import { readXml, textAt, childOf, childrenOf, type XmlElement } from "#sandbox/cebeo/xml-tree.ts";
import { ask, type Answer } from "#sandbox/woocommerce/asking.ts";

export interface Login {
  readonly customerNumber: string;
  readonly userName: string;
  readonly password: string;
}
export const jan: Login = { customerNumber: "9900123", userName: "WSDEMO", password: "geheim&1" };
export const an: Login = { customerNumber: "9900123", userName: "WSAN", password: "ook<geheim>2" };
export const piet: Login = { customerNumber: "9900456", userName: "WSBUUR", password: "buurman3" };

export interface Answered extends Answer {
  /** `null` when it is no XML, or there is none. */ readonly code: string | null;
  readonly message: string | null;
  readonly response: XmlElement | undefined;
  readonly items: readonly XmlElement[];
  readonly detail: XmlElement | undefined;
  readonly lines: readonly XmlElement[];
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export const root = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<cebeoXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="2.0.0"
          xsi:noNamespaceSchemaLocation="http://b2b.cebeo.be/XMLschema/2.0.0/cebeoXML.xsd">${content}</cebeoXML>`;

export const customerOf = ({ customerNumber, userName, password }: Login): string =>
  `<Customer><CustomerNumber>${escaped(customerNumber)}</CustomerNumber><UserName>${escaped(userName)}</UserName>` +
  `<Password>${escaped(password)}</Password></Customer>`;

export const requestOf = (responseType: string, operation: string, login: Login = jan): string =>
  root(`<Request>${customerOf(login)}<ResponseType>${responseType}</ResponseType>${operation}</Request>`);

export function answeredOf(answer: Answer): Answered {
  let document: XmlElement | undefined;
  try {
    document = readXml(Buffer.from(answer.text));
  } catch {
    document = undefined;
  }
  const response = childOf(document, "Response");
  const message = childOf(response, "Message");
  const detail = childOf(childOf(response, "Order"), "Detail");
  return {
    ...answer,
    ...{ code: message?.attributes.get("code") ?? null, message: message?.text ?? null, response, detail },
    items: childrenOf(childOf(childOf(response, "Article"), "List"), "Item"),
    lines: childrenOf(detail, "OrderLine"),
  };
}

/** Posts a body as it stands. */
export async function post(url: string, body: string, contentType = "application/xml; charset=utf-8") {
  return answeredOf(await ask(url, { method: "POST", headers: { "Content-Type": contentType }, body }));
}

export const material = (id: string): string => `<Material><SupplierItemID>${escaped(id)}</SupplierItemID></Material>`;

export interface OrderGiven {
  readonly id?: string;
  /** Of the header, behind `CustomerOrderID`. */ readonly header?: string;
  readonly lines?: readonly string[];
  /** Behind the lines. */ readonly rest?: string;
}

export const orderLine = (nth: number, id: string, quantity: number | string): string =>
  `<OrderLine><CustomerOrderLineID>${nth}</CustomerOrderLineID>${material(id)}<OrderedQuantity>${quantity}</OrderedQuantity></OrderLine>`;

export const createOf = ({ id = "BB-1", header = "", lines = [orderLine(1, "3100010", 2)], rest = "" }: OrderGiven) =>
  `<Order><Create><OrderHeader><CustomerOrderID>${id}</CustomerOrderID>${header}</OrderHeader>${lines.join("")}${rest}</Create></Order>`;

/** The operations as a client has them. */
export function callerOf({ url }: { readonly url: string }, login: Login = jan) {
  const call = (responseType: string, operation: string) => post(url, requestOf(responseType, operation, login));
  const words = (list: string, all: readonly string[]): string =>
    `<${list}>${all.map((word) => `<Keyword>${escaped(word)}</Keyword>`).join("")}</${list}>`;
  return {
    call,
    prices: (...ids: readonly string[]) => call("List", `<Article><Get>${ids.map(material).join("")}</Get></Article>`),
    search: (keywords: readonly string[], brands: readonly string[] = []) =>
      call(
        "List",
        `<Article><Search>${words("SearchKeywords", keywords)}${words("BrandKeywords", brands)}</Search></Article>`,
      ),
    basket: () => call("Detail", "<Order><Get><OpenOrder/></Get></Order>"),
    clear: () => call("Message", "<Order><Delete><OpenOrder/></Delete></Order>"),
    order: (id: string, by: "SupplierOrderID" | "CustomerOrderID" = "CustomerOrderID") =>
      call("Detail", `<Order><Get><${by}>${id}</${by}></Get></Order>`),
    remove: (id: string) => call("Message", `<Order><Delete><SupplierOrderID>${id}</SupplierOrderID></Delete></Order>`),
    create: (given: OrderGiven = {}) => call("Message", createOf(given)),
  };
}
export type Caller = ReturnType<typeof callerOf>;

/** Number and quantity of each line of an order. */
export const quantitiesOf = ({ lines }: Answered): (string | null)[][] =>
  lines.map((line) => [textAt(line, "Material", "SupplierItemID"), textAt(line, "OrderedQuantity")]);
export const idsOf = ({ items }: Answered): (string | null)[] =>
  items.map((item) => textAt(item, "Material", "SupplierItemID"));
export const netOf = ({ items }: Answered): (string | null)[] =>
  items.map((item) => textAt(item, "UnitPrice", "NetPrice"));
