import type { Language } from "#domain/party.ts";

/** What a customer reads on the pay page. The customer is u, vous, you, Sie; the dashboard's catalogue says je and has no German. */
const nl = {
  title: "{{document}} betalen",
  from: "Van {{seller}}",
  due: "Te betalen",
  total: "Totaal {{amount}}, al betaald of gecrediteerd {{settled}}",
  until: "Uiterlijk op {{date}}",
  with_mollie: "Betalen met Bancontact, iDEAL of kaart, via Mollie",
  "with_bancontact-pro": "Betalen met de Bancontact-app (Payconiq)",
  transfer: "Liever overschrijven?",
  transferHow: "Scan de code met uw bankapp, of neem deze gegevens over.",
  qr: "QR-code voor uw bankapp: {{amount}} aan {{seller}}",
  beneficiary: "Begunstigde",
  account: "Rekening",
  reference: "Mededeling",
  amount: "Bedrag",
  waiting: "We wachten op de bevestiging van uw betaling.",
  waitingHow:
    "Deze pagina kijkt zelf opnieuw. Komt er niets, dan hoeft u niet nog eens te betalen: zodra de bevestiging er is, staat ze hier.",
  waitingOpen: "Hebt u betaald, wacht dan op de bevestiging. Hebt u de betaling gestopt, dan kunt u opnieuw beginnen.",
  again: "Opnieuw kijken",
  paid: "Betaald. U hoeft niets meer te doen.",
  credited: "Er valt niets te betalen: dit is gecrediteerd.",
  stopped: "De vorige betaling is niet afgerond. U kunt opnieuw beginnen.",
  takenBack: "Een eerdere betaling is teruggeboekt. Het bedrag staat weer open.",
  broken: "De betaling kon nu niet gestart worden. Probeer het straks opnieuw, of schrijf het bedrag over.",
  unknown: "Deze betaallink bestaat niet",
  unknownHow: "Kijk of u het adres helemaal hebt overgenomen, of vraag de verkoper om een nieuwe link.",
  tooMany: "Even geduld",
  tooManyHow: "Er kwamen te veel verzoeken van uw adres. Probeer het over een minuut opnieuw.",
} as const;
export type PayText = keyof typeof nl;
type Texts = Readonly<Record<PayText, string>>;

const fr: Texts = {
  title: "Payer {{document}}",
  from: "De la part de {{seller}}",
  due: "À payer",
  total: "Total {{amount}}, déjà payé ou crédité {{settled}}",
  until: "Au plus tard le {{date}}",
  with_mollie: "Payer par Bancontact, iDEAL ou carte, via Mollie",
  "with_bancontact-pro": "Payer avec l’app Bancontact (Payconiq)",
  transfer: "Vous préférez un virement\u00a0?",
  transferHow: "Scannez le code avec votre application bancaire, ou reprenez ces données.",
  qr: "Code QR pour votre application bancaire\u00a0: {{amount}} à {{seller}}",
  beneficiary: "Bénéficiaire",
  account: "Compte",
  reference: "Communication",
  amount: "Montant",
  waiting: "Nous attendons la confirmation de votre paiement.",
  waitingHow:
    "Cette page se met à jour d’elle-même. Sans nouvelle, inutile de payer une seconde fois\u00a0: la confirmation s’affichera ici dès qu’elle arrive.",
  waitingOpen:
    "Si vous avez payé, attendez la confirmation. Si vous avez interrompu le paiement, vous pouvez recommencer.",
  again: "Vérifier à nouveau",
  paid: "Payé. Vous n’avez plus rien à faire.",
  credited: "Il n’y a rien à payer\u00a0: le montant a été crédité.",
  stopped: "Le paiement précédent n’a pas abouti. Vous pouvez recommencer.",
  takenBack: "Un paiement précédent a été repris. Le montant est de nouveau à payer.",
  broken: "Le paiement n’a pas pu démarrer. Réessayez plus tard, ou faites un virement.",
  unknown: "Ce lien de paiement n’existe pas",
  unknownHow: "Vérifiez que l’adresse est complète, ou demandez un nouveau lien au vendeur.",
  tooMany: "Un instant",
  tooManyHow: "Trop de demandes sont venues de votre adresse. Réessayez dans une minute.",
};

const en: Texts = {
  title: "Pay {{document}}",
  from: "From {{seller}}",
  due: "To pay",
  total: "Total {{amount}}, already paid or credited {{settled}}",
  until: "By {{date}}",
  with_mollie: "Pay by Bancontact, iDEAL or card, through Mollie",
  "with_bancontact-pro": "Pay with the Bancontact app (Payconiq)",
  transfer: "Rather make a transfer?",
  transferHow: "Scan the code with your banking app, or copy these details.",
  qr: "QR code for your banking app: {{amount}} to {{seller}}",
  beneficiary: "Beneficiary",
  account: "Account",
  reference: "Reference",
  amount: "Amount",
  waiting: "Waiting for confirmation of your payment.",
  waitingHow:
    "This page looks again by itself. If nothing comes you need not pay twice: the confirmation will show here once it is in.",
  waitingOpen: "If you have paid, wait for the confirmation. If you stopped, you can start again.",
  again: "Look again",
  paid: "Paid. Nothing further to do.",
  credited: "There is nothing to pay: this was credited.",
  stopped: "The previous payment was not completed. You can start again.",
  takenBack: "An earlier payment was taken back. The amount is due again.",
  broken: "The payment could not be started just now. Try again later, or make a transfer.",
  unknown: "This payment link does not exist",
  unknownHow: "Check that you copied the whole address, or ask the seller for a new link.",
  tooMany: "One moment",
  tooManyHow: "Too many requests came from your address. Try again in a minute.",
};

const de: Texts = {
  title: "{{document}} bezahlen",
  from: "Von {{seller}}",
  due: "Zu zahlen",
  total: "Gesamt {{amount}}, bereits bezahlt oder gutgeschrieben {{settled}}",
  until: "Spätestens am {{date}}",
  with_mollie: "Mit Bancontact, iDEAL oder Karte bezahlen, über Mollie",
  "with_bancontact-pro": "Mit der Bancontact-App (Payconiq) bezahlen",
  transfer: "Lieber überweisen?",
  transferHow: "Scannen Sie den Code mit Ihrer Banking-App oder übernehmen Sie diese Angaben.",
  qr: "QR-Code für Ihre Banking-App: {{amount}} an {{seller}}",
  beneficiary: "Empfänger",
  account: "Konto",
  reference: "Verwendungszweck",
  amount: "Betrag",
  waiting: "Wir warten auf die Bestätigung Ihrer Zahlung.",
  waitingHow:
    "Diese Seite sieht von selbst erneut nach. Kommt nichts, brauchen Sie nicht noch einmal zu zahlen: Sobald die Bestätigung da ist, steht sie hier.",
  waitingOpen: "Haben Sie bezahlt, warten Sie auf die Bestätigung. Haben Sie abgebrochen, können Sie neu beginnen.",
  again: "Erneut nachsehen",
  paid: "Bezahlt. Sie brauchen nichts mehr zu tun.",
  credited: "Es ist nichts zu zahlen: Der Betrag wurde gutgeschrieben.",
  stopped: "Die vorige Zahlung wurde nicht abgeschlossen. Sie können neu beginnen.",
  takenBack: "Eine frühere Zahlung wurde zurückgebucht. Der Betrag ist wieder offen.",
  broken: "Die Zahlung konnte gerade nicht gestartet werden. Versuchen Sie es später, oder überweisen Sie.",
  unknown: "Diesen Zahlungslink gibt es nicht",
  unknownHow: "Prüfen Sie, ob die Adresse vollständig ist, oder bitten Sie den Verkäufer um einen neuen Link.",
  tooMany: "Einen Moment",
  tooManyHow: "Von Ihrer Adresse kamen zu viele Anfragen. Versuchen Sie es in einer Minute erneut.",
};

export const payTexts: Readonly<Record<Language, Texts>> = { nl, fr, en, de };

/** A text with its values filled in; not escaped. */
export const payText = (language: Language, key: PayText, values: Readonly<Record<string, string>> = {}): string =>
  payTexts[language][key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
