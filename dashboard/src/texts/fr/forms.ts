import type { forms as nl } from "#dashboard/texts/nl/forms.ts";

export const forms: Readonly<Record<keyof typeof nl, string>> = {
  "button.save": "Enregistrer",
  "button.edit": "Modifier",
  "button.delete": "Supprimer",
  "button.copy": "Copier",
  "button.copied": "Copié",
  "number.unread": "Ce n'est pas un nombre. Écrivez-le comme 1234,56.",
};
