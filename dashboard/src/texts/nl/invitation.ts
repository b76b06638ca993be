export const invitation = {
  "invitation.title": "Uitnodiging voor {{company}}",
  "invitation.body": "{{inviter}} nodigt je uit. Je rol wordt: {{role}}.",
  "invitation.known": "Er is al een gebruiker met {{email}}. Log in om de uitnodiging te aanvaarden.",
  "invitation.asMe": "Je bent ingelogd als {{email}}.",
  "invitation.acceptButton": "Uitnodiging aanvaarden",
  "invitation.gone": "Deze uitnodiging is verlopen of al gebruikt",
  "invitation.goneBody": "Vraag wie je uitnodigde om een nieuwe te sturen.",
} as const;
