import { amount, isPositive, text, type Amount } from "#domain/amount.ts";
import { nameOfKind, type DocumentKind } from "#domain/document-kinds.ts";
import type { Language } from "#domain/party.ts";
import { methodName } from "#domain/payment-methods.ts";
import { printCreditorReference, printPaymentReference } from "#domain/references.ts";
import { amountText, dayText, type TextPlace } from "#domain/texts/format.ts";
import type { TextFacts } from "#store/document-texts.ts";
import type { VariableName } from "./variables.ts";

/** Of a document, what texts speak about. A draft has no number. */
export interface TextDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly currency: string;
  readonly language: Language;
  readonly totals: { readonly taxInclusiveAmount: Amount };
  readonly sellerIban: string;
  readonly paymentReference: string;
  readonly orderReference: string;
  readonly buyer: { readonly name: string; readonly contactName: string };
  readonly seller: { readonly name: string; readonly email: string; readonly phone: string };
}

/** Feminine and neuter by the first word of the name; German in the accusative, for "anbei erhalten Sie". */
const articles: Readonly<Record<Language, (name: string) => string>> = {
  nl: (name) => (/^(betalingsverzoek|aankoopdocument|inkoopdocument|aankoopborderel)/.test(name) ? "het " : "de "),
  fr: (name) =>
    /^[aeiouhé]/i.test(name)
      ? "l'"
      : /^(facture|commande|confirmation|note|préparation|demande)/.test(name)
        ? "la "
        : "le ",
  en: () => "the ",
  de: (name) =>
    /^(Rechnung|Gutschrift|Auftragsbestätigung|Arbeitsvorbereitung|Bestellung|Preisanfrage|Zahlungsaufforderung)/.test(
      name,
    )
      ? "die "
      : /^(Angebot|Verkaufsangebot)/.test(name)
        ? "das "
        : "den ",
};

const orNull = (given: string): string | null => (given.trim() === "" ? null : given.trim());
/** Of a party, on one line: a line break in a name would break a subject. */
const plain = (given: string): string => given.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** Everything a text may say about a document, written as people of `language` write it. */
export function valuesOf(
  document: TextDocument,
  facts: TextFacts,
  language: Language,
  payAddress: string | null,
): Readonly<Record<VariableName, string | null>> {
  const place: TextPlace = { language, country: facts.country };
  const kind = nameOfKind(document.kind, language, facts.country);
  const number = document.number ?? "";
  const full = plain(`${kind} ${number}`);
  const total = text(document.totals.taxInclusiveAmount);
  const open = isPositive(amount(facts.open)) ? facts.open : total;
  const money = (value: string) => amountText(value, document.currency, place);
  const day = (iso: string | null) => (iso === null ? null : dayText(iso, place));
  const paidDay =
    facts.paidAt === null
      ? null
      : Temporal.Instant.from(facts.paidAt).toZonedDateTimeISO(facts.timeZone).toPlainDate().toString();
  return {
    document: full,
    theDocument: `${articles[language](kind)}${full}`,
    kind,
    number: orNull(number),
    date: day(document.issueDate),
    dueDate: day(document.dueDate),
    paidDate: day(paidDay),
    method: facts.method === null ? null : methodName(facts.method, language),
    amount: money(open),
    total: money(total),
    iban: orNull(printCreditorReference(document.sellerIban.replaceAll(/\s/g, ""))),
    reference: orNull(printPaymentReference(document.paymentReference)),
    payLink: payAddress,
    customer: plain(document.buyer.contactName) || plain(document.buyer.name),
    orderNumber: orNull(plain(document.orderReference)),
    shop: facts.shop === null ? null : plain(facts.shop),
    company: plain(document.seller.name),
    companyEmail: orNull(plain(document.seller.email)),
    companyPhone: orNull(plain(document.seller.phone)),
  };
}
