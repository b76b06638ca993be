/** Dutch: orders that are booked in an outside package, and those that could not be. */
export const bookingNl = {
  "mapping.itemCode": "artikelcode",
  "mapping.chargeItem": "artikel voor kosten of korting",
  "mapping.vatCode": "btw-code",
  "charge.shipping": "verzending",
  "charge.charge": "kosten",
  "charge.allowance": "korting of cadeaubon",
  "charge.deposit": "leeggoed",
  "charge.contribution": "bijdrage",
  "charge.surcharge": "toeslag",
  "charge.rounding": "afronding",
  "charge.named": "{{kind}} ‘{{name}}’",
  "codes.missing": "{{record}} is nog niet geboekt in {{system}}",
  "codes.missing.body":
    "{{list}}. Er is niets geboekt. Kies in de omzettabel van de koppeling wat hierbij hoort; elke bestelling die hierop wacht, gaat dan vanzelf verder. Maak je een artikel aan in {{system}}, kies dan bij de bestelling ‘Opnieuw proberen’.",
  "codes.unnamed": "‘{{value}}’ heeft in de webshop geen artikelcode",
  "codes.unknown": "artikel ‘{{value}}’ bestaat niet in {{system}}",
  "codes.off": "artikel ‘{{value}}’ is uitgeschakeld in {{system}}",
  "codes.twice": "artikel ‘{{value}}’ bestaat meer dan één keer in {{system}}",
  "codes.unchosenItem": "voor {{value}} is nog geen artikel gekozen",
  "codes.unchosenVat": "voor btw ‘{{value}}’ is nog geen code gekozen",
  "cause.item": "Artikel ‘{{value}}’ niet herkend in {{system}}",
  "cause.item.body_one":
    "Kies welk artikel het is, of maak het aan in {{system}} en probeer opnieuw. {{count}} bestelling wacht hierop.",
  "cause.item.body_other":
    "Kies welk artikel het is, of maak het aan in {{system}} en probeer opnieuw. {{count}} bestellingen wachten hierop.",
  "brief.item": "artikel ‘{{value}}’ niet herkend in {{system}}",
  "failure.subject_one": "{{count}} bestelling niet geboekt in {{system}}",
  "failure.subject_other": "{{count}} bestellingen niet geboekt in {{system}}",
  "failure.because": "{{named}} ({{reason}})",
  "failure.difference": "{{difference}} verschil in de bedragen",
  "failure.next": "Over dezelfde bestelling volgt alleen een mail als ze om een andere reden blijft staan.",
  "failure.settings": "Wie deze mail krijgt, kies je bij de instellingen van de koppeling.",
  "skip.begun": "Het is nog niet zeker of {{system}} deze bestelling al heeft. Overslaan kan zodra dat bekend is.",
  "story.creditThere":
    "Voor terugbetaling {{refund}} maakt Schakel in {{system}} geen creditnota. Crediteer die daar zelf.",
} as const;
