import type { forms as nl } from "#dashboard/texts/nl/forms.ts";

export const forms: Readonly<Record<keyof typeof nl, string>> = {
  "button.save": "Save",
  "button.edit": "Edit",
  "button.delete": "Delete",
  "button.copy": "Copy",
  "button.copied": "Copied",
  "number.unread": "This is not a number. Type it like 1234.56.",
};
