import type { invitation as nl } from "#dashboard/texts/nl/invitation.ts";

export const invitation: Readonly<Record<keyof typeof nl, string>> = {
  "invitation.title": "Invitation to {{company}}",
  "invitation.body": "{{inviter}} invites you. Your role: {{role}}.",
  "invitation.known": "There is a user with {{email}} already. Sign in to accept the invitation.",
  "invitation.asMe": "You are signed in as {{email}}.",
  "invitation.acceptButton": "Accept invitation",
  "invitation.gone": "This invitation has expired or was used already",
  "invitation.goneBody": "Ask whoever invited you to send a new one.",
};
