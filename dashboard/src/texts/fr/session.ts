import type { session as nl } from "#dashboard/texts/nl/session.ts";

export const session: Readonly<Record<keyof typeof nl, string>> = {
  "signIn.title": "Se connecter",
  "signIn.email": "Adresse e-mail",
  "signIn.password": "Mot de passe",
  "signIn.button": "Se connecter",
  "signIn.again": "Votre session est terminée. Reconnectez-vous et reprenez où vous étiez.",
  "signIn.wrong": "L'adresse e-mail et le mot de passe ne correspondent pas. Rien n'a été modifié.",
  "signIn.forgot": "Mot de passe oublié ? La personne qui gère le serveur peut vous en donner un nouveau.",
  "totp.title": "Code de votre téléphone",
  "totp.body": "Ouvrez l'application qui contient vos codes et recopiez les six chiffres.",
  "totp.code": "Code à six chiffres",
  "totp.recovery": "Téléphone perdu ? Utilisez un de vos codes de secours.",
  "totp.useRecovery": "Utiliser un code de secours",
  "totp.useCode": "Utiliser le code de l'application",
  "totp.recoveryCode": "Code de secours",
  "totp.wrong": "Ce code est incorrect ou a déjà servi. Recopiez le code affiché en ce moment.",
  "totp.button": "Continuer",
  "password.rule": "Au moins 10 caractères. Une courte phrase est facile à retenir.",
  "password.short": "Un mot de passe compte au moins 10 caractères. Ici, il y en a {{count}}.",
  "noCompany.title": "Vous n'avez pas encore de dossier",
  "noCompany.body": "Vous êtes connecté comme {{email}}. Demandez à un propriétaire de vous inviter.",
};
