/** Dutch. Voice, terms and rules: glossary sections 1 to 5. Placeholders are `{{name}}`; `_one` and `_other` follow `count`. */
export const nl = {
  "outcome.documented": "Verwerkt",
  "outcome.skipped": "Overgeslagen",
  "outcome.waiting": "Wacht",
  "outcome.held": "Actie nodig",
  "outcome.failed": "Niet gelukt",
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
    "Er is geen document gemaakt en niets geboekt. Vul {{key}} aan in {{system}}. Schakel gaat daarna vanzelf verder.",
  "error.document.rejected.title": "{{record}} is geweigerd door {{system}}",
  "error.document.rejected.body":
    "Antwoord van {{system}}: ‘{{message}}’. Er is niets geboekt. Pas het document aan en verstuur het opnieuw.",
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
  "event.order.changedAfterIssue": "{{record}} is in {{system}} gewijzigd nadat het document gemaakt was",
  "event.refund.notCredited":
    "Geen creditnota voor terugbetaling {{refund}}. De factuur is niet gewijzigd. Vergelijk de bedragen.",
  "alarm.refundNotCredited":
    "Bestelling {{value}}: een terugbetaling in {{system}} kan niet gecrediteerd worden. Vergelijk de bedragen.",
  "alarm.couplingSettings":
    "Een instelling van de koppeling met {{system}} klopt niet. Er wordt niets geboekt tot die is aangepast.",
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
  "alarm.unreachable": "Schakel kan {{system}} niet bereiken sinds {{time}}. Of alles door is, is dus niet zeker.",
  "home.allThrough": "Alles is door",
  "home.needsYou_one": "{{count}} bestelling wacht op jou",
  "home.needsYou_other": "{{count}} bestellingen wachten op jou",
  "home.resumes_one": "{{count}} bestelling gaat vanzelf verder",
  "home.resumes_other": "{{count}} bestellingen gaan vanzelf verder",
  "home.uncertain": "Of alles door is, is niet zeker. Zie ‘Aandacht’.",
  "home.attention": "Aandacht",
  "home.running": "Schakel draait",
  "home.useLink": "Open de link die bij het starten is getoond om te zien wat er met de bestellingen gebeurde.",
  "home.noAdministration": "Nog geen administratie. Maak er een met {{call}}.",
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
  "document.refund": "Terugbetaling",
} as const;
