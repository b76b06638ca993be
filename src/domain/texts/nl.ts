import { alarmNl } from "./alarm-nl.ts";
import { basketNl } from "./basket-nl.ts";
import { relationNl } from "./relation-nl.ts";
import { supplierDocumentNl } from "./supplier-document-nl.ts";
import { bookingNl } from "./booking-nl.ts";
import { catalogueNl } from "./catalogue-nl.ts";
import { givenNl } from "./given-nl.ts";
import { ledgerNl } from "./ledger-nl.ts";
import { mailNl } from "./mail-nl.ts";
import { driftNl } from "./drift-nl.ts";
import { tradeNl } from "./trade-nl.ts";
import { auditNl } from "./audit-nl.ts";
import { limitNl } from "./limit-nl.ts";
import { saysNl } from "./says-nl.ts";
import { operationNl } from "./operation-nl.ts";
import { priceNl } from "./price-nl.ts";
import { priceRunNl } from "./price-run-nl.ts";
import { purchaseNl } from "./purchase-nl.ts";
import { workNl } from "./work-nl.ts";

/** Dutch. Voice, terms and rules: glossary sections 1 to 5. Placeholders are `{{name}}`; `_one` and `_other` follow `count`. */
export const nl = {
  "record.order": "bestelling {{number}}",
  "time.onDay": "{{time}} op {{day}}",
  "error.remote.unavailable.title": "{{record}} wacht: {{system}} antwoordt niet",
  "error.remote.unavailable.body":
    "Er is niets verloren en er is niets dubbel verstuurd. Schakel probeert het om {{time}} opnieuw. Je hoeft niets te doen.",
  "error.remote.rate_limited.title": "{{record}} wacht: de limiet van {{system}} is bereikt",
  "error.remote.rate_limited.body":
    "{{system}} laat even geen verzoeken meer toe. Schakel gaat om {{time}} vanzelf verder. Dit telt niet als mislukte poging.",
  "error.remote.outcome_unknown.title": "{{record}}: onzeker of {{system}} dit ontvangen heeft",
  "error.remote.outcome_unknown.body":
    "Het bericht is verstuurd, maar het antwoord bleef uit. Schakel zoekt om {{time}} eerst {{key}} op in {{system}} en verstuurt alleen opnieuw als daar niets te vinden is.",
  "error.remote.conflict.title": "{{record}}: intussen gewijzigd in {{system}}",
  "error.remote.conflict.body":
    "Schakel leest de nieuwe versie en probeert het om {{time}} opnieuw. Je hoeft niets te doen.",
  "error.retry.stopped":
    "Schakel probeert dit niet meer vanzelf. Er is niets geboekt. Kijk of {{system}} bereikbaar is en probeer {{key}} dan opnieuw.",
  "error.remote.outcome_unknown.held":
    "Of {{system}} dit ontvangen heeft, kan Schakel daar niet opzoeken. Kijk zelf na of {{key}} bestaat en kies: staat er, of opnieuw versturen.",
  "error.credentials.expired.title": "{{system}}: opnieuw verbinden nodig",
  "error.credentials.expired.body":
    "{{system}} aanvaardt de sleutels van deze verbinding niet meer. Er is niets geboekt en niets verloren. Verbind opnieuw; wat wacht, loopt daarna vanzelf verder.",
  "error.credentials.insufficient.title": "{{system}}: de verbinding mist rechten",
  "error.credentials.insufficient.body":
    "Er is niets geboekt en niets verloren. Laat een beheerder van {{system}} de sleutels lees- en schrijfrechten geven en controleer daarna de verbinding.",
  "error.settings.invalid.title": "{{system}}: een instelling klopt niet",
  "error.settings.invalid.body":
    "Er is niets geboekt. Pas de instellingen van deze verbinding aan en controleer die; wat wacht, loopt daarna vanzelf verder.",
  "error.mapping.missing.title": "{{record}}: nog niets gekozen voor ‘{{value}}’ ({{kind}})",
  "error.mapping.missing.body":
    "Schakel gokt niet. Kies één keer wat bij ‘{{value}}’ hoort. Daarna wordt elke bestelling die hierop wacht vanzelf verwerkt.",
  "mapping.untaxedLine": "regel zonder btw",
  "mapping.exchangeRate": "wisselkoers",
  "mapping.orderStatus": "bestelstatus",
  "mapping.paymentMethod": "betaalwijze",
  "error.capability.missing.title": "{{system}} kan dit niet",
  "error.capability.missing.body":
    "Deze functie bestaat niet bij {{system}} of staat niet open voor jouw account. Kies een andere verbinding of zet dit onderdeel uit.",
  "error.document.invalid.title": "{{record}}: iets ontbreekt of klopt niet",
  "error.document.invalid.body":
    "{{message}}. Er is geen document gemaakt en niets geboekt. Pas {{key}} aan in {{system}}. Schakel gaat daarna vanzelf verder.",
  "error.document.rejected.title": "{{record}} is geweigerd door {{system}}",
  "error.document.rejected.body":
    "Antwoord van {{system}}: ‘{{message}}’. Er is niets geboekt. Zet recht wat er mis is en verwerk {{key}} opnieuw.",
  "error.document.totals_mismatch.title": "{{record}}: {{difference}} verschil in de bedragen",
  "error.document.totals_mismatch.body":
    "Volgens {{system}} is het totaal {{expected}}; de regels geven samen {{actual}}. Schakel boekt niets zolang dit verschilt. Vergelijk de regels.",
  "error.document.totals_mismatch.unknown": "{{record}}: de bedragen kloppen niet",
  "error.document.totals_mismatch.unknownBody":
    "Schakel boekt niets zolang de bedragen verschillen. Vergelijk de regels met {{system}}.",
  "error.remote.protocol_changed.title": "{{system}} antwoordt anders dan afgesproken",
  "error.remote.protocol_changed.body":
    "Het antwoord heeft een vorm die Schakel niet kent. Er is niets gegokt en niets geboekt. Meld dit aan je beheerder; het antwoord is bewaard.",
  "error.internal.unexpected.title": "{{record}}: onverwachte fout in Schakel",
  "error.internal.unexpected.body":
    "Dit ligt niet aan jou. Alles is bewaard zoals het binnenkwam. Meld dit aan je beheerder.",
  "rule.status": "Overgeslagen: status ‘{{value}}’ wordt niet verwerkt",
  "rule.before": "Overgeslagen: van {{value}}, ouder dan het startpunt",
  "rule.offset": "Overgeslagen: blijft buiten beschouwing, zoals gekozen bij de start",
  "rule.zero": "Overgeslagen: het totaal is nul",
  "rule.unpaid": "Overgeslagen: nog niet betaald (status ‘{{value}}’)",
  "rule.user": "Overgeslagen door een gebruiker: {{value}}",
  "event.document.issued": "{{document}} gemaakt",
  "event.order.skipped": "{{record}} overgeslagen",
  "event.order.held": "{{record}}: actie nodig",
  "event.order.waiting": "{{record}} wacht en gaat vanzelf verder",
  "event.order.failed": "{{record}}: niet gelukt",
  "event.order.gone": "{{record}} staat niet meer in {{system}}. Het document blijft staan.",
  "event.order.unknownRate":
    "{{record}} heeft {{rate}}% btw ({{country}}): dat tarief staat niet in de tabel voor die dag. Het tarief van {{system}} is gevolgd.",
  "event.order.foundThere": "{{who}} vond {{value}} in het andere pakket",
  "event.order.notThere": "{{who}} vond niets in het andere pakket: er wordt opnieuw verstuurd",
  "event.order.leftAsIs": "{{who}} liet het verschil met het document zo: {{value}}",
  "event.order.changedAfterIssue": "{{record}} is in {{system}} gewijzigd nadat het document gemaakt was",
  "event.refund.notCredited":
    "Geen creditnota voor terugbetaling {{refund}}. De factuur is niet gewijzigd. Vergelijk de bedragen.",
  "alarm.refundNotCredited":
    "Bestelling {{value}}: een terugbetaling in {{system}} kan niet gecrediteerd worden. Vergelijk de bedragen.",
  "alarm.couplingSettings":
    "Een instelling van de koppeling met {{system}} klopt niet. Er wordt niets geboekt tot die is aangepast.",
  "event.payment.received": "{{amount}} ontvangen voor {{document}}, via {{provider}}",
  "event.payment.late": "{{amount}} voor {{document}} kwam via {{provider}} binnen nadat de betaling al afgesloten was",
  "event.payment.unallocated": "{{amount}} meer betaald dan open stond op {{document}}: nog niet toegewezen",
  "event.payment.refunded": "{{amount}} van {{document}} terugbetaald via {{provider}}",
  "event.payment.chargedBack": "{{amount}} van {{document}} teruggehaald door de klant, via {{provider}}",
  "alarm.paymentUnallocated":
    "{{value}}: er is meer betaald dan open stond, misschien twee keer. Wijs het verschil toe of betaal het terug.",
  "alarm.paymentReversed": "{{value}} staat weer open: een betaling via {{system}} is terugbetaald of teruggehaald.",
  "alarm.paymentRestored":
    "{{system}} meldt dat een terugbetaling of terugboeking van {{value}} niet doorging. Het geld is opnieuw geboekt. Vergelijk met {{system}}.",
  "alarm.paymentMismatch":
    "{{system}} meldt voor {{value}} een ander bedrag dan gevraagd. Er is niets geboekt. Vergelijk de betaling in {{system}}.",
  "alarm.paymentUnreadable":
    "Schakel kan het antwoord van {{system}} over betaling {{value}} niet lezen. Er is niets geboekt. Kijk in {{system}}.",
  "alarm.paymentRefused":
    "{{system}} weigert een betaling te starten voor {{value}}. De klant kan zo niet online betalen.",
  "alarm.callbackRefused":
    "Een bericht van {{system}} over een betaling is tegengehouden: de handtekening klopt niet. Er is niets van verwerkt.",
  "story.skippedBy": "{{record}} overgeslagen door {{who}}: {{reason}}",
  "alarm.deliveryRefused":
    "Berichten van {{system}} zijn tegengehouden: de handtekening klopt niet. Er is niets van verwerkt. Kopieer het geheim opnieuw naar {{system}}.",
  "alarm.deliveryRefused.stranger":
    "Berichten zijn tegengehouden: ze komen van een ander adres dan {{system}}, misschien een kopie van de webshop. Er is niets van verwerkt. Zet de webhook op die kopie uit.",
  "alarm.webhookDisabled":
    "{{system}} heeft een webhook uitgezet. Schakel zet die weer aan; bestellingen komen intussen binnen via de controle.",
  "alarm.webhookBlind":
    "{{system}} stuurt berichten zonder bestelling: de gebruiker achter de webhook mag geen bestellingen meer lezen. Geef die gebruiker in {{system}} zijn rechten terug.",
  "alarm.credentials": "{{system}}: opnieuw verbinden nodig. Wat wacht, loopt daarna vanzelf verder.",
  "alarm.unreachable": "Schakel kan {{system}} niet bereiken sinds {{time}}. Of alles verwerkt is, is dus niet zeker.",
  "home.allThrough": "Alles is verwerkt",
  "repay.to": "Nog terug te betalen aan {{customer}}: {{amount}}",
  "repay.waits_one": "{{count}} terugbetaling wacht op jou",
  "repay.waits_other": "{{count}} terugbetalingen wachten op jou",
  "repay.some_one": "{{count}} factuur nog terug te betalen",
  "repay.some_other": "{{count}} facturen nog terug te betalen",
  "home.needsYou_one": "{{count}} bestelling wacht op jou",
  "home.needsYou_other": "{{count}} bestellingen wachten op jou",
  "upload.tooLarge": "Dit bestand is te groot: het mag {{megabytes}} MB zijn",
  "logo.svg": "SVG kan script bevatten en wordt daarom niet gelezen. Sla het logo op als PNG.",
  "logo.format": "Dit is geen PNG of JPEG",
  "logo.broken": "Deze afbeelding is beschadigd of niet volledig",
  "logo.tooLarge": "Het logo mag 2 MB groot zijn",
  "logo.tooBig": "Het logo heeft te veel punten: hoogstens 4.000 per kant en samen 4 miljoen",
  "logo.tooSmall": "Het logo is te klein: minstens 16 × 16 punten",
  "logo.cmyk": "Deze JPEG is in CMYK, de kleuren van een drukker. Sla hem op in RGB.",
  "style.iban": "Dit rekeningnummer klopt niet",
  "style.changed": "{{who}} heeft de huisstijl intussen gewijzigd. Lees hem opnieuw.",
  "problem.400": "Dit verzoek past niet",
  "problem.401": "Geen geldige toegangscode",
  "problem.403": "Niet toegestaan",
  "problem.404": "Niet gevonden",
  "problem.409": "Past niet bij hoe het nu is",
  "problem.413": "Te groot",
  "problem.415": "Dit soort inhoud wordt hier niet gelezen",
  "problem.422": "Zo kan het niet",
  "problem.429": "Te veel verzoeken",
  "problem.431": "De kop van het verzoek is te groot",
  "problem.500": "Onverwachte fout in Schakel",
  "problem.502": "Het andere systeem antwoordt niet zoals verwacht",
  "problem.503": "Het andere systeem vraagt te wachten",
  "refusal.signIn": "E-mailadres of wachtwoord klopt niet",
  "refusal.signInCode": "Deze code klopt niet",
  "refusal.signInTooLate": "De tweede stap duurde te lang: log opnieuw in",
  "refusal.signInTooMany": "Te veel pogingen: wacht even en probeer het dan opnieuw",
  "refusal.passwordWrong": "Je huidige wachtwoord klopt niet",
  "refusal.passwordUnsuitable": "Kies een ander wachtwoord: minstens 10 tekens, en niet je e-mailadres",
  "refusal.setUpCode": "Open Schakel met het adres dat de server bij het starten toont",
  "refusal.setUpDone": "Schakel is al ingesteld: log in",
  "refusal.invitation": "Deze uitnodiging is verlopen, ingetrokken of al gebruikt",
  "refusal.emailTaken": "Dit e-mailadres is al in gebruik",
  "refusal.lastOwner": "Er moet altijd minstens één eigenaar blijven",
  "refusal.ownersOnly": "Alleen een eigenaar kan dit",
  "role.administrator": "beheerder",
  "role.bookkeeper": "boekhouder",
  "role.buyer": "inkoper",
  "role.viewer": "lezer",
  "invitation.subject": "{{inviter}} nodigt je uit voor {{company}} in Schakel",
  "invitation.what": "{{inviter}} geeft je toegang tot {{company}} in Schakel, als {{role}}.",
  "invitation.how": "Open deze link en kies een wachtwoord, of log in als je Schakel al gebruikt:",
  "invitation.until":
    "De link werkt één keer, de komende zeven dagen. Verwacht je deze uitnodiging niet? Dan hoef je niets te doen.",
  ...purchaseNl,
  ...workNl,
  ...operationNl,
  ...saysNl,
  ...limitNl,
  ...auditNl,
  ...ledgerNl,
  ...tradeNl,
  ...priceNl,
  ...priceRunNl,
  ...driftNl,
  ...givenNl,
  ...mailNl,
  ...alarmNl,
  ...basketNl,
  ...supplierDocumentNl,
  ...relationNl,
  ...bookingNl,
  ...catalogueNl,
  "document.refund": "Terugbetaling",
  "event.document.drafted": "{{document}} staat klaar als concept",
  "event.document.draftUpdated": "Het concept volgt de gewijzigde bestelling: {{document}}",
  "event.document.notMailed": "{{document}} is niet gemaild: de bestelling heeft geen e-mailadres",
  "event.document.notMailedOld":
    "{{document}} is niet gemaild: de bestelling is van voor het aanzetten van de koppeling of het terugzetten van een back-up",
  "event.refund.repaid":
    "Terugbetaling {{refund}}: {{amount}} geboekt op {{document}}, dat al met de hand gecrediteerd was",
  "event.refund.waitsForIssue":
    "Terugbetaling {{refund}} wacht: de factuur is nog een concept. Zodra die definitief is, komt de creditnota vanzelf.",
  "form.conflict": "{{user}} heeft dit om {{time}} ook gewijzigd. Bekijk het verschil voor je opslaat.",
  "form.changed": "Dit is intussen gewijzigd. Bekijk het verschil voor je opslaat.",
  "cannot.final": "Dit document is definitief ({{number}}) en verandert niet meer. Crediteren kan wel.",
  "cannot.notFinal": "Maak dit document eerst definitief.",
  "cannot.ofOrder":
    "Dit concept hoort bij een bestelling en blijft staan. Maak het definitief en crediteer het, of pas de bestelling aan in de webshop.",
  "cannot.paid": "Op dit concept staat een betaling. Wijs die eerst aan een ander document toe.",
  "cannot.nothingLeft": "Van dit document is niets meer over om dit mee te doen.",
  "cannot.creditedInPart":
    "Een deel van deze factuur is al gecrediteerd. Crediteer de rest en maak zelf een nieuw concept.",
  "cannot.notPossible": "Dit kan niet met dit soort document.",
  "fault.unknownBuyer": "Deze klant bestaat niet in deze administratie. Kies een andere.",
  "fault.unknownItem": "Dit artikel bestaat niet in deze administratie. Kies een ander.",
  "fault.unknownInvoice": "Kies een definitieve factuur van deze administratie.",
  "fault.moreThanLeft": "Dat is meer dan er nog over is: {{left}}.",
  "fault.noBuyer": "Kies een klant.",
  "fault.noBuyerName": "Deze klant heeft nog geen naam.",
  "fault.noBuyerAddress": "Vul het adres van deze klant aan: straat, postcode, plaats en land.",
  "fault.noBuyerVatNumber": "Voor deze btw-regeling is het btw-nummer van de klant nodig.",
  "fault.noOwnVatNumber": "Vul het btw-nummer van je bedrijf in bij de bedrijfsgegevens.",
  "fault.noLine": "Voeg minstens één regel met een bedrag toe.",
  "fault.noItemName": "Geef deze regel een omschrijving.",
  "fault.noInvoice": "Kies de factuur die gecrediteerd wordt.",
  "fault.noDeliveryDate": "Een intracommunautaire levering heeft een leverdatum nodig.",
  "fault.noDeliveryCountry": "Een intracommunautaire levering heeft een leveradres met land nodig.",
  "fault.outsideVatAlone": "‘Niet onderworpen aan btw’ kan niet samen met andere btw-tarieven op één document.",
  "fault.rule": "Dit voldoet niet aan regel {{rule}} voor facturen.",
  "fault.dayAhead": "Deze datum ligt in de toekomst.",
  "fault.dayTaken":
    "Er is al een document van {{day}}. Kies die dag of later, zodat nummers en datums in dezelfde volgorde staan.",
  "fault.dayClosed": "Tot en met {{day}} is afgesloten. Kies een latere dag, of laat de datum leeg.",
  "fault.dueBeforeIssue": "De vervaldatum ligt voor de factuurdatum.",
  "fault.dayTooOld": "Kies een datum vanaf 1 januari 2000.",
  "fault.otherBuyer": "Dit hoort bij {{number}} van een andere klant. Kies dezelfde klant.",
  "fault.beforeInvoice": "De creditnota kan niet ouder zijn dan factuur {{number}} van {{day}}.",
  "fault.dueOnCredit": "Een creditnota heeft geen vervaldatum.",
  "fault.turnedAround":
    "Een creditnota neemt terug wat op factuur {{number}} staat. Hier wordt per saldo een bedrag of btw-tarief aangerekend.",
  "fault.moreThanInvoice": "Op factuur {{number}} is nog {{left}} te crediteren. Verlaag deze creditnota.",
  "fault.otherSource": "Deze regel kan niet van dat document komen.",
  "fault.moreThanOpen": "Op {{number}} staat nog {{left}} open.",
  "fault.moreThanOwed": "Van {{number}} is nog {{left}} terug te betalen.",
  "fault.amount": "Kies een bedrag boven nul.",
} as const;
