/** Dutch: why an order cannot be booked, to read on in a sentence: without a full stop. */
export const saysNl = {
  "says.deliveryAddress": "Het leveradres van {{key}} mist een straat, postcode, plaats of land",
  "says.invoiceAddress": "Het adres van {{key}} mist een straat, postcode, plaats of land",
  "says.discountTooLarge": "Een korting van {{amount}} is meer dan wat er tegen dat btw-tarief ({{group}}) op staat",
  "says.twoTaxes": "Op ‘{{line}}’ staan twee belastingen: {{first}} en {{second}}",
  "says.shippingTwoTaxes": "Op de verzendkosten staan twee belastingen",
  "says.fixedTax": "De belasting {{tax}} is een vast bedrag ({{amount}}) en geen percentage",
  "says.taxUnexplained":
    "De webshop rekende {{stated}} aan {{tax}}, maar {{rate}} % van waar die op staat is {{expected}}",
  "says.negativeTotal": "Het totaal is negatief: {{amount}}",
  "says.twoCountries": "Eén btw-tarief staat erop voor twee landen: {{first}} en {{second}}",
  "says.unknownRate": "Regel {{line}} heeft btw volgens tarief {{rate}}, dat de bestelling niet beschrijft",
  "says.noRate": "Regel {{line}} heeft {{amount}} btw zonder te zeggen tegen welk tarief",
  "says.notCents": "{{amount}} {{currency}} is geen bedrag in hele centen",
  "says.severalEmail": "{{system}} heeft {{many}} klanten met dit e-mailadres: {{numbers}}. Laat er daar één actief",
  "says.severalVat": "{{system}} heeft {{many}} klanten met dit btw-nummer: {{numbers}}. Laat er daar één actief",
  "says.severalName":
    "{{system}} heeft {{many}} klanten met deze naam en postcode: {{numbers}}. Laat er daar één actief",
} as const;
