/** For every element with children, their names in the order the UBL 2.1 schema demands (e-invoicing.md section 3). */
export type ElementOrder = Readonly<Record<string, readonly string[]>>;

const names = (list: string): readonly string[] => list.split(/[\s,]+/).filter((name) => name !== "");

const taxCategory = names("ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme");
const address = names("StreetName AdditionalStreetName CityName PostalZone CountrySubentity AddressLine Country");
const line = (quantity: string): readonly string[] =>
  names(
    `ID Note ${quantity} LineExtensionAmount AccountingCost InvoicePeriod OrderLineReference DocumentReference
     AllowanceCharge Item Price`,
  );

/** The same in both documents. */
const shared: ElementOrder = {
  OrderReference: names("ID SalesOrderID"),
  BillingReference: names("InvoiceDocumentReference"),
  InvoiceDocumentReference: names("ID IssueDate"),
  AccountingSupplierParty: names("Party"),
  AccountingCustomerParty: names("Party"),
  Party: names("EndpointID PartyIdentification PartyName PostalAddress PartyTaxScheme PartyLegalEntity Contact"),
  PartyName: names("Name"),
  PostalAddress: address,
  Address: address,
  AddressLine: names("Line"),
  Country: names("IdentificationCode"),
  PartyTaxScheme: names("CompanyID TaxScheme"),
  TaxScheme: names("ID"),
  PartyLegalEntity: names("RegistrationName CompanyID CompanyLegalForm"),
  Contact: names("Name Telephone ElectronicMail"),
  Delivery: names("ActualDeliveryDate DeliveryLocation DeliveryParty"),
  DeliveryLocation: names("ID Address"),
  DeliveryParty: names("PartyName"),
  PaymentMeans: names("PaymentMeansCode PaymentDueDate PaymentID CardAccount PayeeFinancialAccount PaymentMandate"),
  PayeeFinancialAccount: names("ID Name FinancialInstitutionBranch"),
  FinancialInstitutionBranch: names("ID"),
  PaymentTerms: names("Note"),
  AllowanceCharge: names(
    "ChargeIndicator AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric Amount BaseAmount TaxCategory",
  ),
  TaxTotal: names("TaxAmount TaxSubtotal"),
  TaxSubtotal: names("TaxableAmount TaxAmount TaxCategory"),
  TaxCategory: taxCategory,
  ClassifiedTaxCategory: taxCategory,
  LegalMonetaryTotal: names(
    `LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount
     PayableRoundingAmount PayableAmount`,
  ),
  Item: names(
    `Description Name BuyersItemIdentification SellersItemIdentification StandardItemIdentification OriginCountry
     CommodityClassification ClassifiedTaxCategory AdditionalItemProperty`,
  ),
  BuyersItemIdentification: names("ID"),
  SellersItemIdentification: names("ID"),
  StandardItemIdentification: names("ID"),
  Price: names("PriceAmount BaseQuantity AllowanceCharge"),
};

export const invoiceOrder: ElementOrder = {
  ...shared,
  Invoice: names(
    `CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note TaxPointDate DocumentCurrencyCode
     TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod OrderReference BillingReference
     DespatchDocumentReference ReceiptDocumentReference OriginatorDocumentReference ContractDocumentReference
     AdditionalDocumentReference ProjectReference AccountingSupplierParty AccountingCustomerParty PayeeParty
     TaxRepresentativeParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal InvoiceLine`,
  ),
  InvoiceLine: line("InvoicedQuantity"),
};

/** No DueDate and no ProjectReference; TaxPointDate and OriginatorDocumentReference stand elsewhere. */
export const creditNoteOrder: ElementOrder = {
  ...shared,
  CreditNote: names(
    `CustomizationID ProfileID ID IssueDate TaxPointDate CreditNoteTypeCode Note DocumentCurrencyCode TaxCurrencyCode
     AccountingCost BuyerReference InvoicePeriod OrderReference BillingReference DespatchDocumentReference
     ReceiptDocumentReference ContractDocumentReference AdditionalDocumentReference OriginatorDocumentReference
     AccountingSupplierParty AccountingCustomerParty PayeeParty TaxRepresentativeParty Delivery PaymentMeans
     PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal CreditNoteLine`,
  ),
  CreditNoteLine: line("CreditedQuantity"),
};

/** What the messages about an order share. */
const ordering: ElementOrder = {
  ...shared,
  OrderReference: names("ID"),
  QuotationDocumentReference: names("ID"),
  AdditionalDocumentReference: names("ID DocumentType"),
  Contract: names("ID"),
  ProjectReference: names("ID"),
  ValidityPeriod: names("EndDate"),
  BuyerCustomerParty: names("Party"),
  SellerSupplierParty: names("Party"),
  PartyIdentification: names("ID"),
  Delivery: names("DeliveryLocation RequestedDeliveryPeriod PromisedDeliveryPeriod DeliveryParty"),
  DeliveryParty: names("PartyName Contact"),
  RequestedDeliveryPeriod: names("StartDate EndDate"),
  PromisedDeliveryPeriod: names("StartDate EndDate"),
  AnticipatedMonetaryTotal: names(
    `LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount
     PayableRoundingAmount PayableAmount`,
  ),
  AdditionalItemProperty: names("Name Value"),
  OrderLine: names("Note LineItem SellerSubstitutedLineItem OrderLineReference"),
  LineItem: names(
    "ID Note LineStatusCode Quantity LineExtensionAmount MaximumBackorderQuantity Delivery AllowanceCharge Price Item",
  ),
  OrderLineReference: names("LineID OrderReference"),
};

/** Peppol BIS Order 3: no more of UBL's order than it knows. */
export const orderOrder: ElementOrder = {
  ...ordering,
  Order: names(
    `CustomizationID ProfileID ID IssueDate OrderTypeCode Note DocumentCurrencyCode CustomerReference AccountingCost
     ValidityPeriod QuotationDocumentReference Contract ProjectReference BuyerCustomerParty SellerSupplierParty
     AccountingCustomerParty Delivery PaymentTerms AllowanceCharge TaxTotal AnticipatedMonetaryTotal OrderLine`,
  ),
};

/** It has no place for a project, nor for the kind of order. */
export const orderChangeOrder: ElementOrder = {
  ...ordering,
  OrderChange: names(
    `CustomizationID ProfileID ID IssueDate SequenceNumberID Note DocumentCurrencyCode CustomerReference ValidityPeriod
     OrderReference QuotationDocumentReference AdditionalDocumentReference Contract BuyerCustomerParty SellerSupplierParty
     AccountingCustomerParty Delivery AllowanceCharge TaxTotal AnticipatedMonetaryTotal OrderLine`,
  ),
};

export const orderCancellationOrder: ElementOrder = {
  ...ordering,
  OrderCancellation: names(
    "CustomizationID ProfileID ID IssueDate Note CancellationNote OrderReference BuyerCustomerParty SellerSupplierParty",
  ),
};

/** The seller stands before the buyer: he writes. */
export const orderResponseOrder: ElementOrder = {
  ...ordering,
  OrderResponse: names(
    `CustomizationID ProfileID ID SalesOrderID IssueDate IssueTime OrderResponseCode Note DocumentCurrencyCode
     CustomerReference OrderReference SellerSupplierParty BuyerCustomerParty Delivery OrderLine`,
  ),
  SellerSubstitutedLineItem: names("ID Item"),
};

export const despatchAdviceOrder: ElementOrder = {
  ...ordering,
  DespatchAdvice: names(
    `CustomizationID ProfileID ID IssueDate Note OrderReference DespatchSupplierParty DeliveryCustomerParty
     BuyerCustomerParty Shipment DespatchLine`,
  ),
  DespatchSupplierParty: names("Party"),
  DeliveryCustomerParty: names("Party"),
  Shipment: names("ID Consignment Delivery TransportHandlingUnit"),
  Consignment: names("ID CarrierParty"),
  CarrierParty: names("PartyName"),
  Delivery: names("TrackingID EstimatedDeliveryPeriod Despatch"),
  EstimatedDeliveryPeriod: names("StartDate EndDate"),
  Despatch: names("ActualDespatchDate"),
  TransportHandlingUnit: names("ID"),
  DespatchLine: names(
    "ID Note DeliveredQuantity OutstandingQuantity OutstandingReason OrderLineReference Item Shipment",
  ),
};
