import type { Language } from "#domain/party.ts";

/** What the hub itself puts in mails to customers, beside the texts people write. */
export const mailWords: Readonly<
  Record<Language, { readonly pay: string; readonly test: string; readonly vat: string; readonly draft: string }>
> = {
  nl: { pay: "Online betalen", test: "Testmodus: deze mail was bedoeld voor", vat: "Btw", draft: "concept" },
  fr: { pay: "Payer en ligne", test: "Mode test\u00a0: cet e-mail était destiné à", vat: "TVA", draft: "brouillon" },
  en: { pay: "Pay online", test: "Test mode: this mail was meant for", vat: "VAT", draft: "draft" },
  de: { pay: "Online bezahlen", test: "Testmodus: diese E-Mail war bestimmt für", vat: "USt-IdNr.", draft: "Entwurf" },
};
