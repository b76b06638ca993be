/** English: completeness. */
export const ledgerEn = {
  "event.ledger.neverHeard": "{{record}} was in {{system}} but never announced. Schakel fetches it now.",
  "event.ledger.entryLost": "{{record}} was missing from Schakel’s list. Its data is read from {{system}} again.",
  "event.ledger.changeMissed": "{{record}} changed in {{system}} without being announced. Schakel looks at it again.",
  "event.ledger.goneUnnoticed": "{{record}} was deleted from {{system}} without being announced",
  "event.ledger.refundMissed": "A refund of {{record}} in {{system}} was not announced. Schakel fetches it now.",
  "event.ledger.refundGone": "A refund of {{record}} was deleted from {{system}} after it was credited",
  "alarm.unexplained_one": "{{count}} order from {{system}} is not accounted for, even after another check.",
  "alarm.unexplained_other": "{{count}} orders from {{system}} are not accounted for, even after another check.",
  "notice.name.unexplained": "orders not accounted for",
  "notice.button.completeness": "View completeness",
} as const;
