/** Dutch: products, stock and customers that go to a shop. */
export const catalogueNl = {
  "skip.inactive": "Niet te koop in {{source}}, dus niet in {{shop}} gezet",
  "skip.type": "Artikelen van het type ‘{{value}}’ gaan niet naar {{shop}}",
  "skip.notCreated": "Staat niet in {{shop}}, en nieuwe worden daar niet gemaakt",
  "skip.notInShop": "Staat niet in {{shop}}",
  "skip.removed": "In {{shop}} verwijderd, en daar niet opnieuw gemaakt",
  "stop.noCode": "Heeft in {{source}} geen code. Geef het artikel daar een code; het gaat dan vanzelf mee.",
  "stop.duplicateCode":
    "Code ‘{{code}}’ komt in {{source}} meer dan één keer voor. Er is niets geschreven. Geef elk artikel daar een eigen code.",
  "stop.duplicateInShop":
    "Code ‘{{code}}’ komt in {{shop}} meer dan één keer voor. Er is niets geschreven. Laat de code daar op één artikel staan.",
  "stop.codeChanged":
    "De code is in {{source}} gewijzigd van ‘{{before}}’ naar ‘{{code}}’. Wijzig die ook in {{shop}}; het artikel gaat dan vanzelf mee.",
  "stop.vatClass": "Nog niet gekozen welke btw-klasse in {{shop}} hoort bij ‘{{value}}’. Kies die in de koppeling.",
  "stop.shopVatClass":
    "{{shop}} heeft btw-klasse ‘{{value}}’ niet meer. Er is niets geschreven. Kies in de koppeling een andere.",
  "stop.vatRate":
    "De prijs is in {{source}} en {{shop}} niet allebei met of zonder btw. Vul in de koppeling het tarief van ‘{{value}}’ in.",
  "stop.priceMode":
    "Niet bekend of prijzen in {{shop}} met of zonder btw zijn. Er is niets geschreven. Kies dat in de koppeling.",
  "stop.image": "Afbeelding ‘{{value}}’ is groter dan 30 MB of niet leesbaar. Vervang die in {{source}}.",
  "stop.step": "Stap ‘{{step}}’ van je eigen module houdt dit artikel tegen: {{value}}",
  "stop.notCounted": "{{shop}} telt de voorraad van ‘{{code}}’ niet. Zet daar voorraadbeheer aan voor dit artikel.",
  "stop.otherStock":
    "{{shop}} nam de voorraad van ‘{{code}}’ niet over: {{wanted}} geschreven, er staat {{value}}. Kijk na wat daar tegenhoudt.",
  "stop.unreadableOrder":
    "Een bestelling in {{shop}} is niet te lezen, dus ook niet hoeveel ‘{{code}}’ daarin staat. De voorraad gaat tot dan alleen omlaag: er staat {{value}}, het wordt {{wanted}}. Kijk bij de bestellingen.",
  "stop.noEmail": "Heeft in {{source}} geen geldig e-mailadres. Vul het daar in; de klant gaat dan vanzelf mee.",
  "stop.duplicateEmail":
    "Het e-mailadres staat in {{source}} bij meer dan één klant. Er is niets geschreven. Geef elke klant een eigen adres.",
  "alarm.catalogueStopped_one":
    "{{count}} artikel of klant uit {{system}} is niet naar de winkel gebracht. Bij de koppeling staat waarom, en wie wat doet.",
  "alarm.catalogueStopped_other":
    "{{count}} artikelen of klanten uit {{system}} zijn niet naar de winkel gebracht. Bij elk staat waarom, en wie wat doet.",
  "alarm.catalogueStopped.run":
    "Bijwerken uit {{system}} is een paar keer na elkaar mislukt en staat stil. Bij de koppeling staat waarom.",
  "notice.name.catalogueStopped": "artikelen of klanten die blijven staan",
  "event.coupling.catalogue": "{{system}} bijgewerkt: {{value}} nieuw of gewijzigd",
  "given.future": "Deze dag moet nog komen. Kies vandaag of een eerdere dag.",
  "given.noProducts": "Van deze verbinding komen geen artikelen, voorraad of klanten van dit soort",
  "given.noShop": "In deze verbinding kan dit niet geschreven worden",
  "given.noStep": "Deze stap is niet geladen in Schakel: {{value}}",
  "given.sameConnection": "Kies twee verschillende verbindingen",
} as const;
