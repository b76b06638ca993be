/** What differs from shop to shop (contract sections 1 to 3, 5 and 7). Each may be changed while it runs and holds from then on. */
import type { Unit } from "./units.ts";

export type BackgroundFunction = "DETAIL" | "VALIDATE" | "SOURCING" | "BACKGROUND_SEARCH";

/** How the browser is sent in, and what the login call has to carry. */
export interface Entrance {
  shopName: string;
  /** The names of the login parameters; without a name for `customer` the customer number is not asked. */
  login: { user: string; password: string; customer: string | null };
  /** The name of the parameter with the return address. */
  hookName: string;
  method: "post" | "get" | "both";
  /** A call without `~OkCode=ADDI`, `~TARGET` and `~CALLER=CTLG` is refused. */
  needsCallFields: boolean;
  /** Of the page that says who called is not known. */
  wrongLoginStatus: number;
  /** A function that is not in it is passed over: the call opens the shop. */
  functions: readonly BackgroundFunction[];
  /** How long a session lives without a click. */
  sessionMinutes: number;
}

/** The form with the basket, for OCI and cXML. */
export interface ReturnForm {
  returnMethod: "post" | "get";
  /** Of the page with the form, and so of what is posted. As in every browser `iso-8859-1` is windows-1252. */
  charset: "utf-8" | "iso-8859-1";
  /** Whether `http_content_charset` of the call wins over `charset`. */
  honoursAskedCharset: boolean;
  /**
   * How what is posted says its character set: not at all, in the field `_charset_` that the browser fills in, or in the
   * Content-Type. No browser of today does the last: only `returnForm` does it.
   */
  charsetSaid: "nowhere" | "field" | "header";
  /** Whether `~TARGET` or `returntarget` of the call is the frame that is posted into, or always the shop's own. */
  honoursTarget: boolean;
  /** What becomes of the query of the return address. */
  hookQuery: "kept" | "cut" | "encoded twice";
  /** Posts twice, as somebody who presses twice. */
  submits: 1 | 2;
  afterTransfer: "empties" | "keeps";
  /** Names of fields in lower case. */
  lowerCaseNames: boolean;
  /** `old`: `<INPUT TYPE=hidden VALUE='…' NAME='…'>`. */
  markup: "plain" | "old";
}

/** Numbers, prices and texts, for OCI and cXML. */
export interface Values {
  currency: string;
  decimalSign: "." | ",";
  thousandsSign: "" | "," | "." | " ";
  units: "rec20" | "sap" | "pce";
  /** Codes of the shop's own, before those of `units`. */
  ownUnits: Partial<Record<Unit, string>>;
  /** How many units a price is for: as the article has it, or the same number for every article. */
  pricePer: "article" | 1 | 100 | 1000;
  /** `one`: the number of units is filled in while the price is already per one. */
  priceIs: "per price unit" | "per one";
  prices: "real" | "zero" | "absent";
  /** Recupel and the like: lines marked as a service, lines like any other, in the price, or (cXML) a text in the header. */
  contributions: "service lines" | "plain lines" | "in the price" | "header text" | "none";
  /** `entities`: HTML entities instead of special characters. `hostile`: script in it. */
  texts: "plain" | "entities" | "hostile";
}

/** The fields of OCI. */
export interface OciForm {
  ociVersion: "4.0" | "5.0";
  /** With hierarchy (5.0): whether the set has the price, or its parts. */
  setPrice: "root" | "parts";
  names: "flat" | "nested by line" | "nested by field" | "unnumbered";
  order: "by line" | "by field" | "shuffled";
  firstNumber: 0 | 1;
  /** From one line to the next; 2 leaves gaps. */
  numberStep: number;
  /** What stands in PRICEUNIT for 1. */
  oneAsPriceUnit: "1" | "" | "0";
  longText: "LONGTEXT_n:132[]" | "LONGTEXT_n:132[n]" | "LONGTEXT[n]" | "none";
  /** Fields of 132 characters with the same name, instead of one field. */
  splitsLongText: boolean;
  /** Texts longer than the contract's lengths are sent whole. */
  longValues: boolean;
  /** VAT percentage in CUST_FIELD1. */
  vatField: boolean;
  quoteIds: boolean;
  /** Every field of section 2 there is something to say in. */
  allFields: boolean;
  /** What comes back from an empty basket. */
  emptyReturn: "no fields" | "blank line";
}

/** The messages of cXML. */
export interface CxmlMessages {
  /** Who the shop is. */
  cxmlSupplier: { domain: string; identity: string };
  /** The Extrinsic that names the user, where several users have one identity. */
  cxmlUserExtrinsic: string;
  cxmlNeedsDoctype: boolean;
  /** A StartPage that is not opened within it is gone. */
  startPageMinutes: number;
  cxmlField: "urlencoded" | "base64" | "both";
  /** Of the document; in base64 these are its bytes. */
  cxmlEncoding: "UTF-8" | "ISO-8859-1";
  /** Of `cXML-urlencoded` only. */
  escapedTwice: boolean;
  buyerCookie: "kept" | "changed" | "missing";
  itemsAs: "ItemIn" | "ItemOut";
  partIn: "SupplierPartID" | "BuyerPartID";
  auxiliaryIds: boolean;
  operationAllowed: "create" | "edit" | "inspect";
  lineTax: boolean;
  /** Shipping and Tax on header level; null leaves both out. */
  headerShipping: string | null;
  /** What the header's Tax is above the sum of the lines. */
  headerTaxExtra: string;
  /** What the header's Total is above the sum of the lines. */
  headerTotalExtra: string;
}

export interface Settings extends Entrance, ReturnForm, Values, OciForm, CxmlMessages {}

export const defaults: Readonly<Settings> = {
  shopName: "Groothandel De Klemrail",
  login: { user: "USERNAME", password: "PASSWORD", customer: null },
  hookName: "HOOK_URL",
  method: "post",
  needsCallFields: true,
  wrongLoginStatus: 200,
  functions: ["DETAIL", "VALIDATE", "SOURCING", "BACKGROUND_SEARCH"],
  sessionMinutes: 120,

  returnMethod: "post",
  charset: "utf-8",
  honoursAskedCharset: true,
  charsetSaid: "nowhere",
  honoursTarget: true,
  hookQuery: "kept",
  submits: 1,
  afterTransfer: "empties",
  lowerCaseNames: false,
  markup: "plain",

  currency: "EUR",
  decimalSign: ".",
  thousandsSign: "",
  units: "rec20",
  ownUnits: {},
  pricePer: "article",
  priceIs: "per price unit",
  prices: "real",
  contributions: "service lines",
  texts: "plain",

  ociVersion: "4.0",
  setPrice: "root",
  names: "flat",
  order: "by line",
  firstNumber: 1,
  numberStep: 1,
  oneAsPriceUnit: "1",
  longText: "LONGTEXT_n:132[]",
  splitsLongText: false,
  longValues: false,
  vatField: false,
  quoteIds: false,
  allFields: false,
  emptyReturn: "no fields",

  cxmlSupplier: { domain: "DUNS", identity: "SUPPLIER-1" },
  cxmlUserExtrinsic: "UserEmail",
  cxmlNeedsDoctype: true,
  startPageMinutes: 10,
  cxmlField: "urlencoded",
  cxmlEncoding: "UTF-8",
  escapedTwice: false,
  buyerCookie: "kept",
  itemsAs: "ItemIn",
  partIn: "SupplierPartID",
  auxiliaryIds: true,
  operationAllowed: "edit",
  lineTax: true,
  headerShipping: null,
  headerTaxExtra: "0.00",
  headerTotalExtra: "0.00",
};
