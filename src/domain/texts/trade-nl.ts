/** Dutch: contacts, items, the company, and what is brought in from another program. */
export const tradeNl = {
  "contact.vat": "Dit btw-nummer klopt niet: kijk de cijfers na",
  "contact.email": "Dit is geen e-mailadres zoals naam@voorbeeld.be",
  "contact.country": "Dit land kent Schakel niet: schrijf het als BE of België",
  "contact.sameVat": "{{name}} heeft dit btw-nummer al",
  "contact.sameEmail": "{{name}} heeft dit e-mailadres al",
  "contact.usedDocuments": "Er zijn documenten voor deze relatie. Archiveren kan wel.",
  "contact.usedItems": "Er zijn artikelen met deze leverancier. Archiveren kan wel.",
  "item.gtin": "Deze barcode klopt niet: ze heeft 8, 12, 13 of 14 cijfers, en het laatste is een controlecijfer",
  "item.code": "Deze code is van een ander artikel",
  "item.usedDocuments": "Dit artikel staat op documenten. Archiveren kan wel.",
  "item.usedStock": "Dit artikel heeft voorraadbewegingen. Archiveren kan wel.",
  "company.country": "Het land blijft {{country}}: er zijn al documenten met die nummers en btw-regels",
  "company.enterpriseNumber":
    "Dit ondernemingsnummer klopt niet: het heeft 10 cijfers, en de laatste 2 zijn controlecijfers",
  "company.kvk": "Een KvK-nummer heeft 8 cijfers",
  "company.notInVies": "VIES kent alleen btw-nummers uit de Europese Unie, met het land ervoor: BE0123456789",
  "company.viesSilent": "VIES antwoordt nu niet. Vul naam en adres zelf in, of probeer het straks opnieuw.",
} as const;
