import type { invitation as nl } from "#dashboard/texts/nl/invitation.ts";

export const invitation: Readonly<Record<keyof typeof nl, string>> = {
  "invitation.title": "Invitation pour rejoindre {{company}}",
  "invitation.body": "{{inviter}} vous invite. Votre rôle : {{role}}.",
  "invitation.known": "Un utilisateur existe déjà avec {{email}}. Connectez-vous pour accepter l'invitation.",
  "invitation.asMe": "Vous êtes connecté avec {{email}}.",
  "invitation.acceptButton": "Accepter l'invitation",
  "invitation.gone": "Cette invitation a expiré ou a déjà servi",
  "invitation.goneBody": "Demandez-en une nouvelle à la personne qui vous a invité.",
};
