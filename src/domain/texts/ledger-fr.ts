/** French: completeness. */
export const ledgerFr = {
  "event.ledger.neverHeard":
    "{{record}} : présente dans {{system}}, mais jamais signalée. Schakel la récupère maintenant.",
  "event.ledger.entryLost":
    "{{record}} : absente de la liste de Schakel. Les données sont à nouveau lues dans {{system}}.",
  "event.ledger.changeMissed": "{{record}} : modification non signalée dans {{system}}. Schakel relit la commande.",
  "event.ledger.goneUnnoticed": "{{record}} : suppression non signalée dans {{system}}",
  "event.ledger.refundMissed":
    "{{record}} : un remboursement dans {{system}} n’a pas été signalé. Schakel le récupère maintenant.",
  "event.ledger.refundGone": "{{record}} : un remboursement déjà crédité a été supprimé dans {{system}}",
  "alarm.unexplained_one": "{{system}} : {{count}} commande n’est pas justifiée, même après un nouveau contrôle.",
  "alarm.unexplained_other": "{{system}} : {{count}} commandes ne sont pas justifiées, même après un nouveau contrôle.",
  "notice.name.unexplained": "commandes non justifiées",
  "notice.button.completeness": "Voir l’exhaustivité",
} as const;
