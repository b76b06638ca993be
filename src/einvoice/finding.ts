import { equals, type Amount } from "#domain/amount.ts";
import type { CalculatedDocument, DocumentParty } from "#domain/document.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import type { Address } from "#domain/party.ts";

/** One rule that does not hold. */
export interface Finding {
  /** Id in EN 16931 or Peppol BIS Billing. */
  readonly rule: string;
  /** Where in our document: `lines[0].netPrice`. */
  readonly path: string;
  readonly message: string;
}

/** A document to check, from bare arithmetic to issued. What is `undefined` is not known yet and is not asked for. */
export interface CheckedDocument extends CalculatedDocument {
  readonly kind?: DocumentKind;
  readonly seller?: DocumentParty;
  readonly buyer?: DocumentParty;
  readonly deliverTo?: Address | null;
  readonly deliveryDate?: string | null;
}

/** A finding when two amounts differ. */
export const differs = (rule: string, path: string, stated: Amount, expected: Amount, how: string): Finding[] =>
  equals(stated, expected) ? [] : [{ rule, path, message: `${path} is ${stated}, but ${how} is ${expected}` }];
