import { isPurchase, type DocumentKind } from "#domain/document-kinds.ts";
import type { Language } from "#domain/party.ts";

/** Whether anything is left to pay when the text is read. */
export const situations = ["paid", "toPay"] as const;
export type Situation = (typeof situations)[number];

/** Caption below the amounts on the document, and the mail that brings it. All are templates. */
export interface DocumentTexts {
  readonly caption: string;
  readonly subject: string;
  readonly body: string;
}
export const textParts = ["caption", "subject", "body"] as const satisfies readonly (keyof DocumentTexts)[];

/** Words of the built-in texts in one language, in the polite form (glossary.md 7). */
interface Words {
  readonly subject: string;
  readonly greeting: string;
  readonly attached: string;
  readonly paid: string;
  readonly payable: string;
  readonly question: string;
  readonly credit: string;
  readonly closing: string;
  readonly captionPaid: string;
  readonly captionToPay: string;
  readonly captionCredit: string;
  readonly captionQuote: string;
  /** To a supplier. */
  readonly subjectBought: string;
  readonly attachedBought: string;
  readonly confirmOrder: string;
  readonly sendPrice: string;
}

const words = {
  nl: {
    subject: "{{ company }}: {{ document }}{% if orderNumber %} (bestelling {{ orderNumber }}){% endif %}",
    greeting: 'Dag{% unless customer == "" %} {{ customer }}{% endunless %},',
    attached:
      "In de bijlage vindt u {{ document }}{% if orderNumber %} voor uw bestelling {{ orderNumber }}{% endif %}.",
    paid: "Het bedrag is al betaald.",
    payable:
      "{% if dueDate %}Betalen kan tot en met {{ dueDate }}.{% endif %}{% if iban %}\n\nTe betalen: {{ amount }} op {{ iban }}{% if reference %} met mededeling {{ reference }}{% endif %}.{% endif %}",
    question: "Laat u ons weten of u akkoord gaat? Antwoorden op deze mail volstaat.",
    credit: "Het bedrag van {{ amount }} wordt met u verrekend.",
    closing: "Met vriendelijke groeten\n{{ company }}",
    captionPaid:
      "Betaald{% if paidDate %} op {{ paidDate }}{% endif %}{% if method %} met {{ method }}{% endif %}. U hoeft niets meer te betalen.",
    captionToPay:
      "Te betalen: {{ amount }}{% if dueDate %}, uiterlijk op {{ dueDate }}{% endif %}{% if iban %}, op {{ iban }}{% endif %}{% if reference %} met mededeling {{ reference }}{% endif %}.",
    captionCredit: "Dit bedrag wordt met u verrekend. U hoeft niets te betalen.",
    captionQuote: "Akkoord? Laat het ons weten met vermelding van {{ number }}.",
    subjectBought: "{{ company }}: {{ document }}",
    attachedBought: "In de bijlage vindt u {{ theDocument }}.",
    confirmOrder: "Bevestigt u de bestelling en de leverdatum? Antwoorden op deze mail volstaat.",
    sendPrice: "Bezorgt u ons uw prijs en levertermijn? Antwoorden op deze mail volstaat.",
  },
  fr: {
    subject: "{{ company }} : {{ document }}{% if orderNumber %} (commande {{ orderNumber }}){% endif %}",
    greeting: 'Bonjour{% unless customer == "" %} {{ customer }}{% endunless %},',
    attached:
      "Vous trouverez en annexe {{ theDocument }}{% if orderNumber %} pour votre commande {{ orderNumber }}{% endif %}.",
    paid: "Le montant est déjà payé.",
    payable:
      "{% if dueDate %}Vous pouvez payer jusqu'au {{ dueDate }}.{% endif %}{% if iban %}\n\nÀ payer : {{ amount }} sur {{ iban }}{% if reference %} avec la communication {{ reference }}{% endif %}.{% endif %}",
    question: "Pouvez-vous nous donner votre accord ? Il suffit de répondre à cet e-mail.",
    credit: "Le montant de {{ amount }} sera réglé avec vous.",
    closing: "Bien cordialement\n{{ company }}",
    captionPaid:
      "Payé{% if paidDate %} le {{ paidDate }}{% endif %}{% if method %} ({{ method }}){% endif %}. Vous n'avez plus rien à payer.",
    captionToPay:
      "À payer : {{ amount }}{% if dueDate %}, au plus tard le {{ dueDate }}{% endif %}{% if iban %}, sur {{ iban }}{% endif %}{% if reference %} avec la communication {{ reference }}{% endif %}.",
    captionCredit: "Ce montant sera réglé avec vous. Vous n'avez rien à payer.",
    captionQuote: "D'accord ? Faites-le-nous savoir en mentionnant {{ number }}.",
    subjectBought: "{{ company }} : {{ document }}",
    attachedBought: "Vous trouverez en annexe {{ theDocument }}.",
    confirmOrder: "Pouvez-vous confirmer la commande et la date de livraison ? Il suffit de répondre à cet e-mail.",
    sendPrice: "Pouvez-vous nous communiquer votre prix et votre délai ? Il suffit de répondre à cet e-mail.",
  },
  en: {
    subject: "{{ company }}: {{ document }}{% if orderNumber %} (order {{ orderNumber }}){% endif %}",
    greeting: 'Hello{% unless customer == "" %} {{ customer }}{% endunless %},',
    attached: "Attached is {{ document }}{% if orderNumber %} for your order {{ orderNumber }}{% endif %}.",
    paid: "It has already been paid.",
    payable:
      "{% if dueDate %}It is payable until {{ dueDate }}.{% endif %}{% if iban %}\n\nPlease pay {{ amount }} to {{ iban }}{% if reference %}, quoting {{ reference }}{% endif %}.{% endif %}",
    question: "Do you agree? A reply to this mail is enough.",
    credit: "The amount of {{ amount }} will be settled with you.",
    closing: "Kind regards\n{{ company }}",
    captionPaid:
      "Paid{% if paidDate %} on {{ paidDate }}{% endif %}{% if method %} ({{ method }}){% endif %}. Nothing further to pay.",
    captionToPay:
      "Please pay {{ amount }}{% if dueDate %} by {{ dueDate }}{% endif %}{% if iban %} to {{ iban }}{% endif %}{% if reference %}, quoting {{ reference }}{% endif %}.",
    captionCredit: "This amount will be settled with you. There is nothing to pay.",
    captionQuote: "Do you agree? Let us know, quoting {{ number }}.",
    subjectBought: "{{ company }}: {{ document }}",
    attachedBought: "Attached is {{ theDocument }}.",
    confirmOrder: "Please confirm the order and the day of delivery. A reply to this mail is enough.",
    sendPrice: "Please send us your price and delivery time. A reply to this mail is enough.",
  },
  de: {
    subject: "{{ company }}: {{ document }}{% if orderNumber %} (Bestellung {{ orderNumber }}){% endif %}",
    greeting: 'Guten Tag{% unless customer == "" %} {{ customer }}{% endunless %},',
    attached:
      "anbei erhalten Sie {{ theDocument }}{% if orderNumber %} zu Ihrer Bestellung {{ orderNumber }}{% endif %}.",
    paid: "Der Betrag ist bereits bezahlt.",
    payable:
      "{% if dueDate %}Zahlbar bis {{ dueDate }}.{% endif %}{% if iban %}\n\nBitte zahlen Sie {{ amount }} auf {{ iban }}{% if reference %} mit dem Verwendungszweck {{ reference }}{% endif %}.{% endif %}",
    question: "Sind Sie einverstanden? Eine Antwort auf diese E-Mail genügt.",
    credit: "Der Betrag von {{ amount }} wird mit Ihnen verrechnet.",
    closing: "Mit freundlichen Grüßen\n{{ company }}",
    captionPaid:
      "Bezahlt{% if paidDate %} am {{ paidDate }}{% endif %}{% if method %} ({{ method }}){% endif %}. Es ist nichts mehr zu zahlen.",
    captionToPay:
      "Zu zahlen: {{ amount }}{% if dueDate %}, spätestens am {{ dueDate }}{% endif %}{% if iban %}, auf {{ iban }}{% endif %}{% if reference %} mit dem Verwendungszweck {{ reference }}{% endif %}.",
    captionCredit: "Dieser Betrag wird mit Ihnen verrechnet. Es ist nichts zu zahlen.",
    captionQuote: "Einverstanden? Bitte geben Sie bei Ihrer Antwort {{ number }} an.",
    subjectBought: "{{ company }}: {{ document }}",
    attachedBought: "anbei erhalten Sie {{ theDocument }}.",
    confirmOrder: "Bitte bestätigen Sie die Bestellung und den Liefertermin. Eine Antwort auf diese E-Mail genügt.",
    sendPrice: "Bitte nennen Sie uns Ihren Preis und Ihre Lieferzeit. Eine Antwort auf diese E-Mail genügt.",
  },
} as const satisfies Readonly<Record<Language, Words>>;

/** In the Netherlands a reference is quoted otherwise. */
const dutch = (text: string): string => text.replaceAll("met mededeling", "onder vermelding van");

/** The built-in texts of a kind. Documents that nobody pays say only what they are. */
export function defaultTexts(
  kind: DocumentKind,
  situation: Situation,
  language: Language,
  country: string,
): DocumentTexts {
  const w: Words = words[language];
  const { rest, caption } = partsOf(w, kind, situation);
  const isBought = isPurchase(kind);
  const inCountry = (text: string) => (language === "nl" && country === "NL" ? dutch(text) : text);
  return {
    caption: inCountry(caption),
    subject: isBought ? w.subjectBought : w.subject,
    body: inCountry(
      `${w.greeting}\n\n${[isBought ? w.attachedBought : w.attached, rest].filter((part) => part !== "").join(" ")}\n\n${w.closing}`,
    ),
  };
}

function partsOf(w: Words, kind: DocumentKind, situation: Situation): { rest: string; caption: string } {
  switch (kind) {
    case "invoice":
    case "paymentRequest":
    case "tillReceipt":
      return situation === "paid"
        ? { rest: w.paid, caption: w.captionPaid }
        : { rest: w.payable, caption: w.captionToPay };
    case "creditNote":
      return { rest: w.credit, caption: w.captionCredit };
    case "quote":
    case "salesQuote":
      return { rest: w.question, caption: w.captionQuote };
    case "orderSlip":
    case "orderConfirmation":
    case "deliveryNote":
      // Of a shop order that was paid in the shop.
      return { rest: situation === "paid" ? w.paid : "", caption: "" };
    case "purchaseOrder":
      return { rest: w.confirmOrder, caption: "" };
    case "requestForQuotation":
      return { rest: w.sendPrice, caption: "" };
    default:
      return { rest: "", caption: "" };
  }
}
