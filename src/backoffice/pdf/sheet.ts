import type { Amount } from "#domain/amount.ts";
import { cents, subtract, text, zero } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { nameOfKind } from "#domain/document-kinds.ts";
import type { HouseStyle } from "#domain/house-style.ts";
import { dayText, decimalText, percentText, type TextPlace } from "#domain/texts/format.ts";
import { countryOf } from "#einvoice/endpoint.ts";
import type { StoredDocument } from "#store/documents.ts";
import type { Logo } from "#store/house-styles.ts";
import { readable } from "./colours.ts";
import { printable, printableLine } from "./printable.ts";
import { wordsOf, type Words } from "./words.ts";

/** Everything a page is made of. Amounts stand in the document; nothing is calculated here. */
export interface Sheet {
  readonly document: StoredDocument;
  readonly style: HouseStyle;
  readonly logo: Pick<Logo, "mediaType" | "width" | "height" | "bytes"> | null;
  /** Below the totals: paid or to be paid (glossary.md 7); empty for none. */
  readonly caption: string;
  /** Address of the page where the buyer pays online; null when there is none. */
  readonly payAddress: string | null;
  /** Paid by now, whatever was open when it was issued: nothing is asked any more. */
  readonly isSettled: boolean;
  /** Paid and credited since it was issued, before it was first printed: the rest is asked. */
  readonly since: { readonly paid: Amount; readonly credited: Amount };
}

/** Nothing happened to it since. */
export const untouched: Sheet["since"] = { paid: zero, credited: zero };

/** A sheet with what every part of the page needs from it. */
export interface Page extends Sheet {
  readonly place: TextPlace;
  readonly words: Words;
  /** The chosen colour, dark enough to read. */
  readonly accent: string;
  readonly isDraft: boolean;
  /** "Factuur 2026-0001" */
  readonly title: string;
}

export function pageOf(sheet: Sheet): Page {
  const { document, style } = sheet;
  const country = countryOf(document.seller);
  const place = { language: document.language, country };
  const isDraft = document.status === "draft";
  const kind = kindTitle(document.kind, place);
  return {
    ...sheet,
    place,
    words: wordsOf(document.language, country),
    accent: readable(style.accentColour),
    isDraft,
    title: isDraft ? kind : `${kind} ${printableLine(document.number ?? "")}`,
  };
}

export function kindTitle(kind: DocumentKind, { language, country }: TextPlace): string {
  const name = nameOfKind(kind, language, country);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** What is still to be paid at the moment of printing; the document itself states what it was when it was issued. */
export const dueNow = ({ document, since }: Page): Amount =>
  cents(subtract(subtract(document.totals.payableAmount, since.paid), since.credited));

/** Kinds that ask for money when something is due. */
export const asksPayment = ({ document, isDraft, isSettled }: Page): boolean =>
  !isDraft && !isSettled && (document.kind === "invoice" || document.kind === "paymentRequest");

const papersWithoutPrices: readonly DocumentKind[] = [
  "deliveryNote",
  "workPreparation",
  "workOrder",
  "requestForQuotation",
  "purchaseReceipt",
];

export const showsPrices = ({ document, style }: Page): boolean =>
  style.pricesOnDeliveryNotes || !papersWithoutPrices.includes(document.kind);

/** Two decimals, aligned with the others in its column; the currency stands in the header. */
export const money = (value: Amount, { place }: Page): string => printable(decimalText(text(value), place, 2));

export const number = (value: Amount, { place }: Page, decimals = 0): string =>
  printable(decimalText(text(value), place, decimals));

export const percent = (rate: Amount, { place }: Page): string => printable(percentText(text(rate), place));

export const day = (iso: string, { place }: Page): string => printable(dayText(iso, place));

/** "€", or the code of another currency. */
export const currencySign = ({ document }: Page): string => (document.currency === "EUR" ? "€" : document.currency);

/** Pads so that decimal marks stand below each other in a right-aligned column: figures and figure spaces are equally wide. */
export function alignedOnDecimals(values: readonly string[], place: TextPlace): string[] {
  const mark = place.language === "en" ? "." : ",";
  const decimals = values.map((value) => (value.includes(mark) ? value.length - value.lastIndexOf(mark) - 1 : -1));
  const most = Math.max(...decimals, -1);
  // A mark is narrower than a figure; the small difference of whole numbers is made up with a punctuation space.
  return values.map((value, index) => {
    const own = decimals[index] ?? -1;
    return value + (own < 0 && most > 0 ? "\u2008" : "") + "\u2007".repeat(Math.max(0, most - Math.max(own, 0)));
  });
}

export const soft = "#5f6368";
export const hairline = "#d9dce1";
