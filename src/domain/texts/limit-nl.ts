/** Dutch: what a coupling does not do. */
export const limitNl = {
  "limit.stockApart":
    "Schakel houdt de voorraad in {{source}} en die in Schakel niet gelijk. Een factuur verandert alleen de voorraad in Schakel.",
  "limit.onlyOnline":
    "Wat niet online in {{source}} staat, komt niet mee: Schakel werkt niet met systemen die offline verkopen en dat later doorsturen.",
  "limit.changedLater":
    "Wijzigt een bestelling nadat ze in {{target}} geboekt is, dan past Schakel dat daar niet aan. Je ziet het verschil bij de bestelling.",
  "limit.itemsNotMade":
    "Een artikel dat in {{target}} niet bestaat, maakt Schakel niet aan vanuit een bestelling. De bestelling wacht dan op jou.",
  "limit.discounts":
    "Kortingen komen als bedrag van de bestelling mee. In {{target}} ontstaan geen kortingen of acties.",
  "limit.notMailed": "Schakel mailt de documenten van deze koppeling niet. Ze staan in {{target}}.",
  "limit.passThrough":
    "Schakel is hier een doorgeefluik en geen archief: wat verwerkt is, verdwijnt na de gekozen bewaartermijn. De gegevens zelf staan in {{source}} en {{target}}.",
  "limit.oneWay":
    "Alles gaat van {{source}} naar {{target}}. Wat je in {{target}} wijzigt, komt niet terug in {{source}}.",
  "limit.multistore":
    "{{target}} wordt als één winkel bijgewerkt. Meerdere winkels in één systeem (multistore) vragen een eigen module.",
  "limit.oneStock": "Elk artikel krijgt in {{target}} één voorraad. Een voorraad per magazijn vraagt een eigen module.",
  "limit.discountsStay":
    "Kortingen, acties en prijslijsten per klant van {{source}} gaan niet mee, alleen de standaardprijs.",
  "limit.generalOnly":
    "Alleen algemene gegevens gaan mee: naam, bedrijf, adres, e-mailadres en telefoon. Andere velden van {{source}} niet.",
  "limit.accounts": "Wachtwoorden, toestemmingen en accounts van klanten in {{target}} blijven zoals ze zijn.",
  "limit.customerSince":
    "Sinds wanneer iemand klant is in {{source}}, gaat niet mee: {{target}} heeft een eigen datum.",
  "limit.noBell":
    "{{system}} meldt niet zelf dat er iets wijzigt. Schakel vraagt er regelmatig naar, dus het kan even duren.",
  "limit.notOffered": "{{system}} heeft deze functie niet: {{operation}}.",
} as const;
