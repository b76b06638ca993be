/** Dutch: what is bought, and sending it to who sells it. */
export const purchaseNl = {
  "fault.unknownSupplier": "Deze leverancier bestaat niet in deze administratie. Kies een andere.",
  "fault.noSupplier": "Kies een leverancier.",
  "fault.otherSupplier": "Dit hoort bij {{number}} van een andere leverancier. Kies dezelfde leverancier.",
  "fault.supplierStays":
    "De leverancier van een geplaatste bestelling verandert niet meer. Maak een nieuwe bestelling.",
  "fault.noSupplierCode":
    "Deze regel heeft geen artikelcode van de leverancier. Vul die in, of verstuur de bestelling per mail.",
  "cannot.followed": "Van deze bestelling is al een ander document gemaakt. Ze verandert niet meer.",
  "cannot.beingSent": "Deze bestelling is onderweg naar de leverancier. Wacht tot bekend is wat daarvan komt.",
  "po.again": "Deze bestelling is al verstuurd om {{time}}. Nog eens versturen betekent twee keer bestellen.",
  "po.againRef":
    "Deze bestelling is al verstuurd om {{time}}, referentie {{ref}}. Nog eens versturen betekent twee keer bestellen.",
  "po.underWay": "Deze bestelling is al onderweg, gevraagd om {{time}}. Wacht tot bekend is wat daarvan komt.",
  "po.unknown": "Onzeker of {{supplier}} deze bestelling ontvangen heeft. Zeg eerst of ze daar staat.",
  "po.notUnknown": "Van deze bestelling is al bekend wat ervan gekomen is. Bekijk haar opnieuw.",
  "po.noRoad": "Langs deze weg kun je niet bestellen. Kies een andere, of verstuur de bestelling per mail.",
  "alarm.purchaseUnknown":
    "Onzeker of {{system}} bestelling {{value}} ontvangen heeft. Er wordt niets opnieuw verstuurd. Kijk daar of ze er staat en zeg het bij de bestelling.",
  "alarm.purchaseRefused":
    "{{system}} heeft bestelling {{value}} niet aangenomen. Kijk bij de bestelling waarom en verstuur ze opnieuw.",
  "notice.name.purchaseUnknown": "onzeker of een bestelling aankwam",
  "notice.name.purchaseRefused": "bestelling niet aangenomen",
  "notice.button.purchasing": "Inkoop bekijken",
} as const;
