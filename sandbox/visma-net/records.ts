/** The records of a company, as the ERP has them. */
import type { Amount } from "#domain/amount.ts";
import type { Stamp } from "./clock.ts";
import type { Fields } from "./json.ts";

export interface Attachment {
  readonly id: string;
  readonly name: string;
  revision: number;
  contentType: string;
  bytes: Uint8Array;
}

export interface Item {
  readonly inventoryId: number;
  readonly number: string;
  description: string;
  /** The long text. */ body: string;
  status: "Active" | "NoSales" | "NoPurchases" | "NoRequest" | "Inactive" | "MarkedForDeletion";
  readonly stockItem: boolean;
  type: string;
  baseUnit: string;
  salesUnit: string;
  defaultPrice: Amount;
  recommendedPrice: Amount;
  vatCode: string;
  note: string;
  defaultWarehouse: string;
  salesCategories: readonly string[];
  crossReferences: readonly { readonly alternateType: string; readonly alternateId: string }[];
  attributes: readonly { readonly id: string; readonly value: string }[];
  readonly attachments: Attachment[];
  /** Of the item itself: neither stock nor attachments move it. */ modified: Stamp;
  attachmentModified: Stamp | null;
  version: string;
}

export interface Address {
  addressLine1: string;
  addressLine2: string;
  addressLine3: string;
  postalCode: string;
  city: string;
  countryId: string;
  county: string;
}
export interface Contact {
  name: string;
  attention: string;
  email: string;
  web: string;
  phone1: string;
  phone2: string;
  fax: string;
}

export interface CustomerValues {
  name: string;
  status: "Active" | "OnHold" | "CreditHold" | "Inactive" | "OneTime";
  customerClass: string;
  creditTerms: string;
  currencyId: string;
  vatRegistrationId: string;
  corporateId: string;
  vatZone: string;
  gln: string;
  note: string;
  priceClass: string;
  mainAddress: Address;
  mainContact: Contact;
  invoiceAddress: Address;
  invoiceContact: Contact;
  deliveryAddress: Address;
  deliveryContact: Contact;
}
export interface Customer extends CustomerValues {
  readonly internalId: number;
  readonly number: string;
  readonly created: Stamp;
  modified: Stamp;
  version: string;
}

export interface InvoiceLine {
  readonly lineNumber: number;
  readonly inventoryNumber: string | null;
  readonly description: string;
  readonly quantity: Amount;
  readonly unitPrice: Amount;
  readonly discountPercent: Amount;
  /** Without VAT, after discount. */ readonly amount: Amount;
  readonly vatCodeId: string;
  readonly accountNumber: string | null;
}
export interface Invoice {
  readonly referenceNumber: string;
  readonly customer: string;
  readonly documentDate: string;
  readonly dueDate: string;
  readonly externalReference: string;
  readonly customerRefNumber: string;
  readonly paymentReference: string;
  readonly invoiceText: string;
  readonly currencyId: string;
  readonly branchNumber: string;
  readonly lines: readonly InvoiceLine[];
  readonly vatTotal: Amount;
  /** With VAT. */ readonly amount: Amount;
  /** Zero until it is released. */ balance: Amount;
  status: "Hold" | "Balanced" | "Open" | "Closed";
  readonly created: Stamp;
  modified: Stamp;
  version: string;
}

export interface OrderLine {
  readonly lineId: number;
  readonly inventoryId: string;
  readonly quantity: Amount;
  readonly unitPrice: Amount;
  readonly hasManualPrice: boolean;
  readonly discountPercent: Amount;
  readonly discountAmount: Amount;
  readonly hasManualDiscount: boolean;
  readonly unitOfMeasure: string;
  /** `null` for what has no stock. */ readonly warehouseId: string | null;
  readonly description: string;
  readonly taxCategoryId: string;
  readonly note: string;
  readonly externalLink: string;
  readonly amount: Amount;
}
export interface OrderValues {
  readonly customer: {
    readonly id: string;
    readonly order: string;
    readonly refNo: string;
    readonly [name: string]: unknown;
  };
  readonly status: "Hold" | "Open";
  readonly date: string;
  readonly requestOn: string;
  readonly description: string;
  readonly note: string;
  readonly currencyId: string;
  readonly branchId: string;
  readonly taxZoneId: string;
  readonly projectId: string | null;
  readonly billing: Fields;
  readonly shipping: Fields;
  readonly freight: Fields;
  readonly paymentSettings: Fields;
  readonly lines: readonly OrderLine[];
  readonly taxes: readonly {
    readonly taxCategoryId: string;
    readonly rate: Amount;
    readonly taxable: Amount;
    readonly tax: Amount;
  }[];
  readonly lineTotal: Amount;
  readonly taxTotal: Amount;
  /** With VAT. */ readonly orderTotal: Amount;
}
/** What was asked for. */
export interface OrderInput {
  readonly header: Fields;
  readonly lines: readonly { readonly lineId: number; readonly fields: Fields }[];
}
export interface Order {
  readonly type: string;
  readonly orderId: string;
  /** Kept to be changed and calculated anew. */ input: OrderInput;
  values: OrderValues;
  status: "Hold" | "Open" | "Completed" | "Cancelled";
  nextLine: number;
  shipments: readonly string[];
  readonly created: Stamp;
  modified: Stamp;
  version: string;
}
