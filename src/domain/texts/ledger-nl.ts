/** Dutch: completeness. */
export const ledgerNl = {
  "event.ledger.neverHeard":
    "{{record}} stond in {{system}}, maar was nooit gemeld. Schakel haalt de bestelling nu op.",
  "event.ledger.entryLost":
    "{{record}} ontbrak in de lijst van Schakel. De gegevens worden opnieuw uit {{system}} gehaald.",
  "event.ledger.changeMissed":
    "{{record}} is in {{system}} gewijzigd zonder melding. Schakel kijkt de bestelling opnieuw na.",
  "event.ledger.goneUnnoticed": "{{record}} is zonder melding uit {{system}} verwijderd",
  "event.ledger.refundMissed":
    "Een terugbetaling van {{record}} in {{system}} was niet gemeld. Schakel haalt die nu op.",
  "event.ledger.refundGone": "Een terugbetaling van {{record}} is uit {{system}} verwijderd nadat ze gecrediteerd was",
  "alarm.unexplained_one": "{{count}} bestelling van {{system}} is niet verantwoord, ook niet na een nieuwe controle.",
  "alarm.unexplained_other":
    "{{count}} bestellingen van {{system}} zijn niet verantwoord, ook niet na een nieuwe controle.",
  "notice.name.unexplained": "bestellingen niet verantwoord",
  "notice.button.completeness": "Volledigheid bekijken",
} as const;
