import { expect, test } from "vitest";
import { creditNoteOrder, invoiceOrder } from "./element-order.ts";

/** Copied from e-invoicing.md section 3, which was checked against the UBL 2.1 schemas. */
const contract: Readonly<Record<string, string>> = {
  Party: "EndpointID, PartyIdentification, PartyName, PostalAddress, PartyTaxScheme, PartyLegalEntity, Contact",
  PostalAddress: "StreetName, AdditionalStreetName, CityName, PostalZone, CountrySubentity, AddressLine, Country",
  Address: "StreetName, AdditionalStreetName, CityName, PostalZone, CountrySubentity, AddressLine, Country",
  PaymentMeans: "PaymentMeansCode, PaymentDueDate, PaymentID, CardAccount, PayeeFinancialAccount, PaymentMandate",
  PayeeFinancialAccount: "ID, Name, FinancialInstitutionBranch",
  AllowanceCharge:
    "ChargeIndicator, AllowanceChargeReasonCode, AllowanceChargeReason, MultiplierFactorNumeric, Amount, BaseAmount, TaxCategory",
  TaxSubtotal: "TaxableAmount, TaxAmount, TaxCategory",
  TaxCategory: "ID, Percent, TaxExemptionReasonCode, TaxExemptionReason, TaxScheme",
  ClassifiedTaxCategory: "ID, Percent, TaxExemptionReasonCode, TaxExemptionReason, TaxScheme",
  LegalMonetaryTotal:
    "LineExtensionAmount, TaxExclusiveAmount, TaxInclusiveAmount, AllowanceTotalAmount, ChargeTotalAmount, PrepaidAmount, PayableRoundingAmount, PayableAmount",
  Item: "Description, Name, BuyersItemIdentification, SellersItemIdentification, StandardItemIdentification, OriginCountry, CommodityClassification, ClassifiedTaxCategory, AdditionalItemProperty",
  Price: "PriceAmount, BaseQuantity, AllowanceCharge",
};

const invoice =
  "CustomizationID, ProfileID, ID, IssueDate, DueDate, InvoiceTypeCode, Note, TaxPointDate, DocumentCurrencyCode, TaxCurrencyCode, AccountingCost, BuyerReference, InvoicePeriod, OrderReference, BillingReference, DespatchDocumentReference, ReceiptDocumentReference, OriginatorDocumentReference, ContractDocumentReference, AdditionalDocumentReference, ProjectReference, AccountingSupplierParty, AccountingCustomerParty, PayeeParty, TaxRepresentativeParty, Delivery, PaymentMeans, PaymentTerms, AllowanceCharge, TaxTotal, LegalMonetaryTotal, InvoiceLine";
const creditNote =
  "CustomizationID, ProfileID, ID, IssueDate, TaxPointDate, CreditNoteTypeCode, Note, DocumentCurrencyCode, TaxCurrencyCode, AccountingCost, BuyerReference, InvoicePeriod, OrderReference, BillingReference, DespatchDocumentReference, ReceiptDocumentReference, ContractDocumentReference, AdditionalDocumentReference, OriginatorDocumentReference, AccountingSupplierParty, AccountingCustomerParty, PayeeParty, TaxRepresentativeParty, Delivery, PaymentMeans, PaymentTerms, AllowanceCharge, TaxTotal, LegalMonetaryTotal, CreditNoteLine";
const line = (quantity: string) =>
  `ID, Note, ${quantity}, LineExtensionAmount, AccountingCost, InvoicePeriod, OrderLineReference, DocumentReference, AllowanceCharge, Item, Price`;

test.each(Object.keys(contract))("%s has its children in the order of the contract, in both documents", (parent) => {
  expect(invoiceOrder[parent]?.join(", ")).toBe(contract[parent]);
  expect(creditNoteOrder[parent]?.join(", ")).toBe(contract[parent]);
});

test.each([
  ["Invoice", invoiceOrder, invoice],
  ["InvoiceLine", invoiceOrder, line("InvoicedQuantity")],
  ["CreditNote", creditNoteOrder, creditNote],
  ["CreditNoteLine", creditNoteOrder, line("CreditedQuantity")],
] as const)("%s has its children in the order of the contract", (parent, order, expected) => {
  expect(order[parent]?.join(", ")).toBe(expected);
});

test("neither document knows the other's root and lines", () => {
  expect(invoiceOrder).not.toHaveProperty("CreditNoteLine");
  expect(creditNoteOrder).not.toHaveProperty("InvoiceLine");
});
