export const forms = {
  "button.save": "Opslaan",
  "button.edit": "Bewerken",
  "button.delete": "Verwijderen",
  "button.copy": "Kopiëren",
  "button.copied": "Gekopieerd",
  "number.unread": "Dit is geen getal. Typ het zoals 1234,56.",
} as const;
