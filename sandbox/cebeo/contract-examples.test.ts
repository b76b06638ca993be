/** The examples of contract section 3, sent and answered as they stand there. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCebeo, type Cebeo } from "./stand-in.ts";
import { callerOf, post, quantitiesOf } from "./testing/caller.ts";
import { textAt } from "./xml-tree.ts";

let cebeo: Cebeo;
beforeEach(async () => {
  // 3 November 2026 in Brussels.
  cebeo = await startCebeo({ now: () => 1_793_700_000_000 });
});
afterEach(() => cebeo.stop());

const opening = `<cebeoXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="2.0.0" xsi:noNamespaceSchemaLocation="http://b2b.cebeo.be/XMLschema/2.0.0/cebeoXML.xsd">`;
const customer = `<Customer><CustomerNumber>9900123</CustomerNumber><UserName>WSDEMO</UserName><Password>geheim&amp;1</Password></Customer>`;
const compact = (xml: string): string => xml.replace(/>\s+</g, "><").trim();

test("3.1 GetPrice", async () => {
  const { text, headers, status } = await post(
    cebeo.url,
    `<?xml version="1.0" encoding="UTF-8"?>
<cebeoXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="2.0.0"
          xsi:noNamespaceSchemaLocation="http://b2b.cebeo.be/XMLschema/2.0.0/cebeoXML.xsd">
  <Request>
    ${customer}
    <ResponseType>List</ResponseType>
    <Article><Get>
      <Material><SupplierItemID>7000001</SupplierItemID></Material>
      <Material><SupplierItemID>0700002</SupplierItemID></Material>
    </Get></Article>
  </Request>
</cebeoXML>
`,
  );
  expect([status, headers["content-type"]]).toEqual([200, "application/xml; charset=utf-8"]);
  expect(compact(text)).toBe(
    compact(`<?xml version="1.0" encoding="UTF-8"?>
<cebeoXML version="2.0.0">
  <Response>
    <Message code="0">OK</Message>
    <Article><List>
      <NumberOfLines>2</NumberOfLines>
      <Item>
        <Material><SupplierItemID>7000001</SupplierItemID><BrandCode>123</BrandCode><BrandName>KABELFABRIEK NV</BrandName>
          <Reference>XVB3G2,5</Reference><Description>XVB-F2 3G2,5 ring 100 m</Description><ReelCode>R</ReelCode><ReelLength>100</ReelLength></Material>
        <StockCode>A</StockCode><Stock>12500</Stock><UnitOfMeasure>MTR</UnitOfMeasure>
        <UnitPrice><TarifPrice>4,7620</TarifPrice><NetPrice>2,1050</NetPrice><Ecotax>0,0000</Ecotax><Recupel>0,0000</Recupel><Sabam>0,0000</Sabam><TAV>21,00</TAV></UnitPrice>
        <SalesPackQuantity>100</SalesPackQuantity>
      </Item>
      <Item>
        <Material><SupplierItemID>0700002</SupplierItemID><BrandCode>45</BrandCode><BrandName>LICHTMERK</BrandName>
          <Reference>LED-9W-840</Reference><Description>LED lamp 9 W</Description></Material>
        <StockCode>B</StockCode><Stock></Stock><UnitOfMeasure>PCE</UnitOfMeasure>
        <UnitPrice><TarifPrice>6,9000</TarifPrice><NetPrice>3,9330</NetPrice><Ecotax>0,0000</Ecotax><Recupel>0,0413</Recupel><Sabam>0,0000</Sabam><TAV>21,00</TAV></UnitPrice>
        <SalesPackQuantity>10</SalesPackQuantity>
      </Item>
    </List></Article>
  </Response>
</cebeoXML>`),
  );
});

test("3.2 GetBasket, then clear", async () => {
  cebeo.shopper.put("WSDEMO", "7000001", 200);
  const get = `${opening}
  <Request>${customer}
    <ResponseType>Detail</ResponseType><Order><Get><OpenOrder/></Get></Order></Request>
</cebeoXML>`;
  const { text } = await post(cebeo.url, get);
  expect(text).toContain(
    "<OrderHeader><SupplierOrderID>80001234</SupplierOrderID><CustomerOrderID></CustomerOrderID><OrderDate><Day>3</Day><Month>11</Month><Year>2026</Year></OrderDate><OrderedBy>Jan</OrderedBy></OrderHeader>",
  );
  expect(text).toContain(
    "<OrderLine><SupplierOrderLineID>10</SupplierOrderLineID><Material><SupplierItemID>7000001</SupplierItemID><EAN>5412345000013</EAN>",
  );
  expect(text).toContain(
    "<UnitOfMeasure>MTR</UnitOfMeasure><OrderedQuantity>200</OrderedQuantity><UnitPrice><NetPrice>2,1050</NetPrice></UnitPrice>",
  );
  const clear = `${opening}
  <Request>${customer}
    <ResponseType>Message</ResponseType><Order><Delete><OpenOrder/></Delete></Order></Request>
</cebeoXML>`;
  expect(await post(cebeo.url, clear)).toMatchObject({ code: "0", detail: undefined });
  expect(await post(cebeo.url, get)).toMatchObject({ code: "0", detail: undefined });
});

test("3.3 Send order", async () => {
  const sent = await post(
    cebeo.url,
    `${opening}
  <Request>${customer}
    <ResponseType>Message</ResponseType>
    <Order><Create>
      <OrderHeader>
        <CustomerOrderID>BB-2026-00417</CustomerOrderID><CustomerOrderRef>Werf Kouter 12</CustomerOrderRef>
        <OrderDate><Day>21</Day><Month>11</Month><Year>2026</Year></OrderDate>
        <DeliveryLocation><DeliveryAddress><DeliverTo>Installaties Voorbeeld BV</DeliverTo><Street>Kouter 12</Street><City>Gent</City><PostalCode>9000</PostalCode></DeliveryAddress>
          <ContactPerson>Jan Voorbeeld</ContactPerson><ContactTelephone>+3290000000</ContactTelephone></DeliveryLocation>
        <PriceOnDeliveryNote>false</PriceOnDeliveryNote><Comments>Leveren voor 7u30</Comments>
      </OrderHeader>
      <OrderLine><CustomerOrderLineID>1</CustomerOrderLineID><Material><SupplierItemID>7000001</SupplierItemID></Material><OrderedQuantity>200</OrderedQuantity></OrderLine>
      <OrderLine><CustomerOrderLineID>2</CustomerOrderLineID><Material><SupplierItemID>0700002</SupplierItemID></Material><OrderedQuantity>20</OrderedQuantity></OrderLine>
    </Create></Order>
  </Request>
</cebeoXML>`,
  );
  expect(sent).toMatchObject({ code: "0", message: "OK" });
  const found = await callerOf(cebeo).order("BB-2026-00417");
  expect(quantitiesOf(found)).toEqual([
    ["7000001", "200"],
    ["0700002", "20"],
  ]);
  const header = (...path: string[]) => textAt(found.detail, "OrderHeader", ...path);
  expect(header("SupplierOrderID")).toBe("80001234");
  expect(header("CustomerOrderID")).toBe("BB-2026-00417");
  expect(header("CustomerOrderRef")).toBe("Werf Kouter 12");
  expect(header("OrderDate", "Day")).toBe("21");
  expect(header("DeliveryLocation", "DeliveryAddress", "PostalCode")).toBe("9000");
  expect(header("DeliveryLocation", "ContactTelephone")).toBe("+3290000000");
  expect(header("Comments")).toBe("Leveren voor 7u30");
});
