/** What the service takes for a request, and what it says of one it does not take. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCebeo, type Cebeo } from "./stand-in.ts";
import { callerOf, createOf, customerOf, jan, material, orderLine, post, requestOf, root } from "./testing/caller.ts";
import { ask } from "#sandbox/woocommerce/asking.ts";

let cebeo: Cebeo;
beforeEach(async () => {
  cebeo = await startCebeo();
});
afterEach(() => cebeo.stop());

const get = `<Article><Get>${material("7000001")}</Get></Article>`;
const fine = requestOf("List", get);
const customer = customerOf(jan);
const request = (content: string): string => root(`<Request>${content}</Request>`);
const list = "<ResponseType>List</ResponseType>";
const header = (content: string) => createOf({ header: content });
const line = (content: string) => createOf({ lines: [`<OrderLine>${content}</OrderLine>`] });
const ownLine = "<CustomerOrderLineID>1</CustomerOrderLineID>";
const one = "<OrderedQuantity>1</OrderedQuantity>";

test("a request as the contract wants it is answered", async () => {
  expect(await post(cebeo.url, fine)).toMatchObject({ status: 200, code: "0" });
  expect(await post(cebeo.url, fine, "application/xml")).toMatchObject({ status: 200, code: "0" });
});

test.each([
  ["another path", { path: "/webservices/xml/" }, 404],
  ["a query", { path: "/webservices/xml?a=1" }, 404],
  ["GET", { method: "GET" }, 405],
  ["PUT", { method: "PUT" }, 405],
  ["text/xml", { type: "text/xml; charset=utf-8" }, 415],
  ["another charset", { type: "application/xml; charset=iso-8859-1" }, 415],
  ["a form", { type: "application/x-www-form-urlencoded" }, 415],
])("the web server refuses %s", async (_, { path, method, type }: Record<string, string>, status) => {
  const url = path === undefined ? cebeo.url : new URL(path, cebeo.url).href;
  const headers = { "Content-Type": type ?? "application/xml" };
  const answer = await ask(url, method === "GET" ? { headers } : { method: method ?? "POST", headers, body: fine });
  expect([answer.status, answer.headers["content-type"]]).toEqual([status, "text/html; charset=utf-8"]);
  expect(cebeo.requests.at(-1)).toMatchObject({ done: "refused", code: null });
});

test.each([
  ["nothing", ""],
  ["words", "prijs van 7000001?"],
  ["JSON", '{"Request":{}}'],
  ["half of it", fine.slice(0, 400)],
  ["two roots", `${fine}<cebeoXML/>`],
  ["a DOCTYPE", fine.replace("<cebeoXML", "<!DOCTYPE cebeoXML><cebeoXML")],
  ["an entity", fine.replace("<cebeoXML", '<!DOCTYPE c [<!ENTITY x "7">]><cebeoXML').replace("7000001", "&x;")],
  ["a bare ampersand", fine.replace("geheim&amp;1", "geheim&1")],
  ["another encoding", fine.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')],
  ["a control character", fine.replace("7000001", "7000\u00001")],
])("what is no XML is a page of a 400: %s", async (_, body) => {
  expect(await post(cebeo.url, body)).toMatchObject({ status: 400, code: null });
});

test("bytes that are no UTF-8 are refused", async () => {
  const body = Buffer.from(fine.replace("WSDEMO", "Andr\u00e9"), "latin1");
  const answer = await fetch(cebeo.url, { method: "POST", headers: { "Content-Type": "application/xml" }, body });
  expect(answer.status).toBe(400);
});

test("a request of more than it takes is a page of a 413", async () => {
  cebeo.settings.requestBytes = 1000;
  expect(await post(cebeo.url, fine + " ".repeat(1000))).toMatchObject({ status: 413, code: null });
});

test.each([
  ["another root", fine.replaceAll("cebeoXML ", "CebeoXML ").replace("</cebeoXML>", "</CebeoXML>")],
  ["a namespace", fine.replace("<cebeoXML", '<cebeoXML xmlns="http://b2b.cebeo.be/XMLschema"')],
  ["a prefix", fine.replace("<Request>", '<a:Request xmlns:a="urn:a">').replace("</Request>", "</a:Request>")],
  ["no version", fine.replace(' version="2.0.0"', "")],
  ["another version", fine.replace('version="2.0.0"', 'version="1.0.0"')],
  ["no schema", fine.replace(/\s*xsi:noNamespaceSchemaLocation="[^"]*"/, "")],
  ["another schema", fine.replace("2.0.0/cebeoXML.xsd", "1.0.0/cebeoXML.xsd")],
  ["an attribute", fine.replace("<Request>", '<Request id="1">')],
  ["no Request", root("")],
  ["two Requests", root(`<Request>${customer}${list}${get}</Request>`.repeat(2))],
  ["text between elements", fine.replace("<Request>", "<Request>hallo")],
  ["no Customer", request(list + get)],
  ["Customer behind ResponseType", request(list + customer + get)],
  ["the operation first", request(get + customer + list)],
  ["names in another order", fine.replace(/(<CustomerNumber>.*<\/CustomerNumber>)(<UserName>.*<\/UserName>)/, "$2$1")],
  ["no CustomerNumber", fine.replace(/<CustomerNumber>.*<\/CustomerNumber>/, "")],
  ["an empty CustomerNumber", fine.replace(/<CustomerNumber>.*<\/CustomerNumber>/, "<CustomerNumber/>")],
  ["no Password", fine.replace(/<Password>.*<\/Password>/, "")],
  ["no ResponseType", request(customer + get)],
  ["no operation", request(customer + list)],
  ["two operations", request(customer + list + get + get)],
  ["an operation nobody has", request(`${customer}${list}<Invoice/>`)],
  ["an element nobody has", fine.replace("</Get>", "<Unit>MTR</Unit></Get>")],
  ["Get without articles", requestOf("List", "<Article><Get/></Article>")],
  ["an article without number", requestOf("List", `<Article><Get>${material(" ")}</Get></Article>`)],
  ["an element in a number", fine.replace("7000001", "<b>7000001</b>")],
  ["Get and Search", requestOf("List", `<Article><Get>${material("7000001")}</Get><Search/></Article>`)],
  ["Search without words", requestOf("List", "<Article><Search/></Article>")],
  ["Search without a keyword", requestOf("List", "<Article><Search><SearchKeywords/></Search></Article>")],
  [
    "an empty keyword",
    requestOf("List", "<Article><Search><SearchKeywords><Keyword/></SearchKeywords></Search></Article>"),
  ],
  ["Detail for articles", requestOf("Detail", get)],
  ["Message for articles", requestOf("Message", get)],
  ["a type nobody has", requestOf("list", get)],
  ["List for a basket", requestOf("List", "<Order><Get><OpenOrder/></Get></Order>")],
  ["Detail for clearing", requestOf("Detail", "<Order><Delete><OpenOrder/></Delete></Order>")],
  ["List for an order", requestOf("List", createOf({}))],
  ["Get of nothing", requestOf("Detail", "<Order><Get/></Order>")],
  ["Get of two", requestOf("Detail", "<Order><Get><OpenOrder/><SupplierOrderID>1</SupplierOrderID></Get></Order>")],
  ["a filled OpenOrder", requestOf("Detail", "<Order><Get><OpenOrder>1</OpenOrder></Get></Order>")],
  [
    "Delete by our number",
    requestOf("Message", "<Order><Delete><CustomerOrderID>1</CustomerOrderID></Delete></Order>"),
  ],
  ["an order without lines", requestOf("Message", createOf({ lines: [] }))],
  ["an order without its number", requestOf("Message", createOf({ id: "" }))],
  ["an order without header", requestOf("Message", `<Order><Create>${orderLine(1, "3100010", 1)}</Create></Order>`)],
  ["header elements in another order", requestOf("Message", header("<Comments/><CustomerOrderRef/>"))],
  ["a date in ISO", requestOf("Message", header("<OrderDate>2026-11-21</OrderDate>"))],
  [
    "a date the calendar does not have",
    requestOf("Message", header("<OrderDate><Day>31</Day><Month>11</Month><Year>2026</Year></OrderDate>")),
  ],
  ["a date without year", requestOf("Message", header("<OrderDate><Day>3</Day><Month>11</Month></OrderDate>"))],
  ["Yes as a boolean", requestOf("Message", header("<PriceOnDeliveryNote>Yes</PriceOnDeliveryNote>"))],
  ["a line without its number", requestOf("Message", line(material("3100010") + one))],
  ["a line without article", requestOf("Message", line(`${ownLine}<Material/>${one}`))],
  [
    "a line with number and reference",
    requestOf(
      "Message",
      line(
        `${ownLine}<Material><SupplierItemID>3100010</SupplierItemID><Reference>AUT-2P-C16</Reference></Material>${one}`,
      ),
    ),
  ],
  ["a line without quantity", requestOf("Message", line(ownLine + material("3100010")))],
  ...["0", "-1", "1,5", "1.5", "2.0", "1e3", " 1", "", "veel"].map((quantity) => [
    `a quantity of "${quantity}"`,
    requestOf("Message", createOf({ lines: [orderLine(1, "3100010", quantity)] })),
  ]),
  [
    "a price with a point",
    requestOf("Message", line(`${ownLine}${material("3100010")}${one}<RequestedPrice>1.50</RequestedPrice>`)),
  ],
  ["an attribute without name", requestOf("Message", createOf({ rest: "<OrderAttribute>ja</OrderAttribute>" }))],
  [
    "lines before the header",
    requestOf("Message", createOf({}).replace(/(<OrderHeader>.*<\/OrderHeader>)(<OrderLine>.*<\/OrderLine>)/, "$2$1")),
  ],
])("against the schema: %s", async (_, body) => {
  const answer = await post(cebeo.url, body);
  expect(answer).toMatchObject({ status: 200, code: "10", items: [], detail: undefined });
  expect(answer.message).toMatch(/^The /);
  expect(cebeo.requests.at(-1)).toMatchObject({ done: "refused", code: 10 });
  expect(cebeo.store.orders.list()).toEqual([]);
});

test("with strictOrder off the order is free, and the rest as strict as before", async () => {
  cebeo.settings.strictOrder = false;
  expect(await post(cebeo.url, request(get + list + customer))).toMatchObject({ code: "0" });
  expect(await post(cebeo.url, request(get + customer))).toMatchObject({ code: "10" });
  expect(await post(cebeo.url, request(`${get}${list}${customer}<Unit/>`))).toMatchObject({ code: "10" });
  expect(await post(cebeo.url, request(get + list + customer + customer))).toMatchObject({ code: "10" });
});

test("the schema hint and our own numbers may be left out where a setting says so", async () => {
  cebeo.settings.wantsSchemaHint = false;
  const bare = fine.replace(/\s*xsi:noNamespaceSchemaLocation="[^"]*"/, "");
  expect(await post(cebeo.url, bare)).toMatchObject({ code: "0" });
  cebeo.settings.wantsCustomerIds = false;
  const without = `<Order><Create><OrderLine>${material("3100010")}${one}</OrderLine></Create></Order>`;
  expect(await post(cebeo.url, requestOf("Message", without))).toMatchObject({ code: "0" });
  expect(cebeo.store.orders.list()).toMatchObject([{ customerOrderId: null, lines: [{ customerOrderLineId: null }] }]);
});

test("every field of an order is taken and kept", async () => {
  const date = "<Day>05</Day><Month>1</Month><Year>2027</Year>";
  const { code } = await callerOf(cebeo).create({
    header: `<CustomerOrderRef>Werf</CustomerOrderRef><OrderDate>${date}</OrderDate>
      <DeliveryLocation><ContactPerson>Jan</ContactPerson></DeliveryLocation>
      <PriceOnDeliveryNote>true</PriceOnDeliveryNote><DeliveryOption>X1</DeliveryOption>
      <Comments>een</Comments><Comments>twee</Comments>`,
    lines: [
      `<OrderLine>${ownLine}${material("3100010")}${one}<RequestedPrice>12,25</RequestedPrice>
      <RequestedDeliveryDate>${date}</RequestedDeliveryDate></OrderLine>`,
    ],
    rest: '<OrderAttribute name="werf">12</OrderAttribute>',
  });
  expect(code).toBe("0");
  expect(cebeo.store.orders.list()).toMatchObject([
    {
      ...{ customerOrderRef: "Werf", orderDate: { day: 5, month: 1, year: 2027 }, priceOnDeliveryNote: true },
      ...{ deliveryOption: "X1", comments: ["een", "twee"], attributes: [{ name: "werf", text: "12" }] },
      lines: [{ requestedPrice: "12,25", requestedDeliveryDate: { day: 5, month: 1, year: 2027 }, quantity: 1 }],
    },
  ]);
});

test("a limit of requests, when there is one, begins anew with its window", async () => {
  await cebeo.stop();
  let now = 1_793_700_000_000;
  cebeo = await startCebeo({ now: () => now, settings: { limit: { requests: 2, seconds: 60, status: 429 } } });
  const statuses: number[] = [];
  for (let nth = 0; nth < 3; nth += 1) statuses.push((await post(cebeo.url, fine)).status);
  now += 60_000;
  statuses.push((await post(cebeo.url, fine)).status);
  expect(statuses).toEqual([200, 200, 429, 200]);
});

test("the log has what was asked and answered", async () => {
  const { prices, order, create } = callerOf(cebeo);
  await prices("7000001", "3100010");
  await create({ id: "BB-9" });
  await order("BB-8");
  await prices("1");
  expect(
    cebeo.requests.map(({ asked, items, login, done, code, text, status }) => ({
      ...{ asked, items, login, done, code, text, status },
    })),
  ).toEqual(
    [
      { asked: "Article/Get", items: 2, done: "read", code: 0, text: "OK" },
      { asked: "Order/Create BB-9", items: 1, done: "written", code: 0, text: "OK" },
      { asked: "Order/Get CustomerOrderID BB-8", items: 0, done: "read", code: 0, text: "OK" },
      { asked: "Article/Get", items: 1, done: "refused", code: 1, text: "ART0011" },
    ].map((one) => ({ ...one, login: "9900123/WSDEMO", status: 200 })),
  );
  expect(cebeo.requests[0]?.body).toContain("<SupplierItemID>7000001</SupplierItemID>");
});
