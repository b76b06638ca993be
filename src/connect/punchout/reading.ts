import type { Basket } from "#domain/supplier/basket.ts";
import { HubError } from "#domain/error.ts";
import { storable } from "#connect/storable.ts";
import type { PunchoutTerms } from "./terms.ts";

/** Wide for a basket, narrow enough that a hostile post costs nothing. `text`: characters of one field. */
export const postLimits = { bytes: 5 * 1024 * 1024, lines: 2000, fields: 200_000, text: 4000 } as const;

/** Why a whole post is not read: in the details of the error, as `reason`. */
export type PostFault =
  | "tooLarge"
  | "tooManyLines"
  | "tooManyFields"
  | "contentType"
  | "multipart"
  | "noFieldUnderstood"
  | "fieldTwice"
  | "base64"
  | "doctype"
  | "xml"
  | "notPunchOut";

/** Why one line of a basket is left out while the rest stays. */
export const refusalReasons = [
  "lineZero",
  "noKeyNorDescription",
  "quantity",
  "price",
  "priceBasis",
  "currency",
  "fieldTwice",
  "keyTooLong",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** What was read, but not quite as it came or not quite as it should be: for a person to know before it goes on. */
export const warningCodes = [
  "nothingReturned",
  "charsetUnknown",
  "charsetRepaired",
  "fieldNotUnderstood",
  "decimalComma",
  "priceUnitUnreadable",
  "priceToBeAsked",
  "unitUnknown",
  "currencyAssumed",
  "mixedCurrencies",
  "serviceNotOnChargeList",
  "setWithParts",
  "textCut",
  "itemOutForItemIn",
  "buyersPartId",
  "headerContribution",
  "contributionInPrice",
  "unexplainedDifference",
  "totalNotChecked",
] as const;
export type WarningCode = (typeof warningCodes)[number];

export interface PunchoutWarning {
  /** The number of the line, or null when it is about the whole basket. */
  readonly line: number | null;
  readonly code: WarningCode;
}

/** What a shop posted back. Without lines and refusals the user came back with nothing, which is no error. */
export interface PunchoutReading {
  readonly protocol: "oci" | "cxml";
  /** Our token as a cXML shop echoes it; null for OCI, which has none. */
  readonly buyerCookie: string | null;
  readonly basket: Basket;
  readonly refused: readonly { readonly line: number; readonly reason: RefusalReason }[];
  readonly warnings: readonly PunchoutWarning[];
}

/** What the readers of one post share. */
export interface PunchoutContext {
  readonly terms: PunchoutTerms;
  /** When the post came, as ISO text. */
  readonly retrievedAt: string;
  readonly warn: (code: WarningCode, line?: number | null) => void;
}

export const unreadable = (reason: PostFault, why: string, cause?: unknown): HubError =>
  new HubError("document.invalid", `What the shop sent cannot be read: ${why}`, { cause, details: { reason } });

/** Each warning once per line, in the order of the lines: the order of the fields in a post says nothing. */
export function sortedWarnings(warnings: readonly PunchoutWarning[]): PunchoutWarning[] {
  const known = new Map(warnings.map((warning) => [`${warning.line} ${warning.code}`, warning]));
  return [...known.values()].toSorted(
    (a, b) => (a.line ?? -1) - (b.line ?? -1) || warningCodes.indexOf(a.code) - warningCodes.indexOf(b.code),
  );
}

/** Text of a shop without control characters (it may go to a terminal, and to PostgreSQL). Spaces inside it mean something. */
export const plainText = (text: string): string =>
  storable(text)
    .replaceAll("\r\n", "\n")
    // oxlint-disable-next-line no-control-regex -- to take them out
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, "")
    .trim();
