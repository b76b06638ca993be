/** Messages of contract order-messages.md 1.5, and an invoice after the same order. Parties, numbers and prices are invented. */

const namespaces = (root: string): string =>
  `xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"`;

/** A message of this kind around what is given, in any encoding it is then written in. */
export const messageOf = (root: string, content: string, encoding = "UTF-8"): string =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<${root} ${namespaces(root)}>${content}</${root}>`;

export const party = (name: string, number: string): string =>
  `<cac:Party><cbc:EndpointID schemeID="0208">${number}</cbc:EndpointID><cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>`;

const wholesaler = party("Groothandel Voorbeeld NV", "0876543270");
const installer = party("Installaties Voorbeeld BV", "0123456749");

export const orderMessage = messageOf(
  "Order",
  `<cbc:ID>BB-2026-00417</cbc:ID><cbc:IssueDate>2026-11-21+01:00</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:CustomerReference>Werf Kouter 12</cbc:CustomerReference>
  <cac:BuyerCustomerParty>${installer}</cac:BuyerCustomerParty><cac:SellerSupplierParty>${wholesaler}</cac:SellerSupplierParty>
  <cac:OrderLine><cac:LineItem>
    <cbc:ID>1</cbc:ID><cbc:Quantity unitCode="MTR">200</cbc:Quantity><cbc:LineExtensionAmount currencyID="EUR">47.80</cbc:LineExtensionAmount>
    <cac:Price><cbc:PriceAmount currencyID="EUR">23.90</cbc:PriceAmount><cbc:BaseQuantity unitCode="MTR">100</cbc:BaseQuantity></cac:Price>
    <cac:Item><cbc:Name>Installatiedraad H07V-U 1,5 blauw</cbc:Name><cac:SellersItemIdentification><cbc:ID>7000003</cbc:ID></cac:SellersItemIdentification>
      <cac:StandardItemIdentification><cbc:ID schemeID="0160">5412345000013</cbc:ID></cac:StandardItemIdentification>
      <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>21</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
  </cac:LineItem></cac:OrderLine>
  <cac:OrderLine><cac:LineItem>
    <cbc:ID>2</cbc:ID><cbc:Quantity unitCode="C62">20</cbc:Quantity><cbc:LineExtensionAmount currencyID="EUR">78.66</cbc:LineExtensionAmount>
    <cac:Price><cbc:PriceAmount currencyID="EUR">3.933</cbc:PriceAmount></cac:Price>
    <cac:Item><cbc:Name>LED lamp 9 W</cbc:Name><cac:SellersItemIdentification><cbc:ID>0700002</cbc:ID></cac:SellersItemIdentification></cac:Item>
  </cac:LineItem></cac:OrderLine>`,
);

export const responseMessage = messageOf(
  "OrderResponse",
  `<cbc:ID>OR-5501</cbc:ID><cbc:SalesOrderID>80001234</cbc:SalesOrderID><cbc:IssueDate>2026-11-21</cbc:IssueDate>
  <cbc:OrderResponseCode>CA</cbc:OrderResponseCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>BB-2026-00417</cbc:ID></cac:OrderReference>
  <cac:SellerSupplierParty>${wholesaler}</cac:SellerSupplierParty><cac:BuyerCustomerParty>${installer}</cac:BuyerCustomerParty>
  <cac:OrderLine><cac:LineItem><cbc:ID>1</cbc:ID><cbc:LineStatusCode>5</cbc:LineStatusCode><cac:Item><cbc:Name>Installatiedraad</cbc:Name></cac:Item></cac:LineItem>
    <cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference></cac:OrderLine>
  <cac:OrderLine><cac:LineItem><cbc:ID>2</cbc:ID><cbc:LineStatusCode>3</cbc:LineStatusCode><cbc:Quantity unitCode="C62">12</cbc:Quantity><cbc:MaximumBackorderQuantity>8</cbc:MaximumBackorderQuantity>
      <cac:Item><cbc:Name>LED lamp 9 W</cbc:Name></cac:Item></cac:LineItem>
    <cac:OrderLineReference><cbc:LineID>2</cbc:LineID></cac:OrderLineReference></cac:OrderLine>
  <cac:OrderLine><cac:LineItem><cbc:ID>3</cbc:ID><cbc:LineStatusCode>7</cbc:LineStatusCode><cac:Item><cbc:Name>Uit het gamma</cbc:Name></cac:Item></cac:LineItem>
    <cac:OrderLineReference><cbc:LineID>3</cbc:LineID></cac:OrderLineReference></cac:OrderLine>`,
);

/** A delivery note of an order of ours with this number. */
export const despatchOf = (
  ours: string,
  { id = "LB-990012", supplier = wholesaler, lines = "" }: { id?: string; supplier?: string; lines?: string } = {},
): string =>
  messageOf(
    "DespatchAdvice",
    `<cbc:ID>${id}</cbc:ID><cbc:IssueDate>2026-11-24</cbc:IssueDate><cac:OrderReference><cbc:ID>${ours}</cbc:ID></cac:OrderReference>
  <cac:DespatchSupplierParty>${supplier}</cac:DespatchSupplierParty><cac:DeliveryCustomerParty>${installer}</cac:DeliveryCustomerParty>${
    lines === ""
      ? `
  <cac:DespatchLine><cbc:ID>1</cbc:ID><cbc:DeliveredQuantity unitCode="MTR">200</cbc:DeliveredQuantity>
    <cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference><cac:Item><cbc:Name>Installatiedraad</cbc:Name><cac:SellersItemIdentification><cbc:ID>7000003</cbc:ID></cac:SellersItemIdentification></cac:Item></cac:DespatchLine>
  <cac:DespatchLine><cbc:ID>2</cbc:ID><cbc:DeliveredQuantity unitCode="C62">12</cbc:DeliveredQuantity><cbc:OutstandingQuantity unitCode="C62">8</cbc:OutstandingQuantity><cbc:OutstandingReason>Nalevering</cbc:OutstandingReason>
    <cac:OrderLineReference><cbc:LineID>2</cbc:LineID></cac:OrderLineReference><cac:Item><cbc:Name>LED lamp 9 W</cbc:Name><cac:SellersItemIdentification><cbc:ID>0700002</cbc:ID></cac:SellersItemIdentification></cac:Item></cac:DespatchLine>`
      : lines
  }`,
  );
export const despatchMessage = despatchOf("BB-2026-00417");

export const invoiceMessage = messageOf(
  "Invoice",
  `<cbc:ID>F-77001</cbc:ID><cbc:IssueDate>2026-11-30</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>BB-2026-00417</cbc:ID><cbc:SalesOrderID>80001234</cbc:SalesOrderID></cac:OrderReference>
  <cac:DespatchDocumentReference><cbc:ID>LB-990012</cbc:ID></cac:DespatchDocumentReference>
  <cac:AccountingSupplierParty>${wholesaler}</cac:AccountingSupplierParty><cac:AccountingCustomerParty>${installer}</cac:AccountingCustomerParty>
  <cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Transport</cbc:AllowanceChargeReason><cbc:Amount currencyID="EUR">7.50</cbc:Amount>
    <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>21</cbc:Percent></cac:TaxCategory></cac:AllowanceCharge>
  <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">1.00</cbc:Amount></cac:AllowanceCharge>
  <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">12</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">42.48</cbc:LineExtensionAmount>
    <cac:OrderLineReference><cbc:LineID>2</cbc:LineID></cac:OrderLineReference>
    <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">4.72</cbc:Amount></cac:AllowanceCharge>
    <cac:Item><cbc:Name>LED lamp 9 W</cbc:Name><cac:SellersItemIdentification><cbc:ID>0700002</cbc:ID></cac:SellersItemIdentification>
      <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>21</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="EUR">3.933</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
  <cac:InvoiceLine><cbc:ID>2</cbc:ID><cbc:InvoicedQuantity unitCode="MTR">100</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">30.00</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Kabel</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>AE</cbc:ID><cbc:Percent>0</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="EUR">23.90</cbc:PriceAmount><cbc:BaseQuantity unitCode="MTR">100</cbc:BaseQuantity></cac:Price></cac:InvoiceLine>
  <cac:InvoiceLine><cbc:ID>3</cbc:ID><cbc:InvoicedQuantity unitCode="C62">-2</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">-7.87</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Teruggenomen</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">3.933</cbc:PriceAmount></cac:Price></cac:InvoiceLine>`,
);
