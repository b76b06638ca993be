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
  "ledger.documented": "verwerkt",
  "ledger.skipped": "overgeslagen",
  "ledger.waiting": "wacht nog, gaat vanzelf verder",
  "ledger.held": "wacht op jou",
  "ledger.failed": "mislukt",
  "ledger.unexplained": "niet verantwoord",
  "ledger.rule.status": "overgeslagen: status in de webshop",
  "ledger.rule.before": "overgeslagen: van voor de begindatum",
  "ledger.rule.offset": "overgeslagen: genegeerd bij de start",
  "ledger.rule.zero": "overgeslagen: totaal nul",
  "ledger.rule.unpaid": "overgeslagen: niet betaald",
  "ledger.rule.user": "overgeslagen door een gebruiker",
  "ledger.gap.neverHeard": "Stond in de webshop, nooit gemeld",
  "ledger.gap.entryLost": "Ontbrak in de lijst van Schakel",
  "ledger.gap.changeMissed": "In de webshop gewijzigd zonder melding",
  "ledger.gap.goneUnnoticed": "Zonder melding uit de webshop verwijderd",
  "ledger.gap.refundMissed": "Terugbetaling in de webshop nooit gemeld",
  "ledger.gap.refundGone": "Terugbetaling uit de webshop verwijderd nadat ze gecrediteerd was",
  "ledger.tooLong": "Kies een periode van hoogstens een jaar.",
} as const;
