import type { mailNl } from "./mail-nl.ts";

export const mailFr: Readonly<Record<keyof typeof mailNl, string>> = {
  "event.document.mailed": "{{document}} : e-mail envoyé à {{recipient}}",
  "event.document.copyRefused":
    "{{document}} : e-mail envoyé, mais pas à {{value}}. Le serveur de messagerie refuse cette adresse.",
  "event.document.mailUnknown": "{{document}} : arrivée incertaine de l'e-mail à {{recipient}}",
  "event.document.mailFailed": "{{document}} : e-mail à {{recipient}} non envoyé",
  "alarm.mailUnknown":
    "E-mail {{value}} : arrivée incertaine. Schakel ne le renvoie pas automatiquement. Demandez au destinataire, et choisissez « Renvoyer » s'il n'a rien reçu.",
  "alarm.mailFailed":
    "E-mail {{value}} non envoyé. Consultez la raison auprès du document, corrigez le nécessaire et choisissez « Renvoyer ».",
  "alarm.mailUnreachable":
    "Serveur de messagerie injoignable depuis {{time}}. Les e-mails attendent et partiront automatiquement dès que possible.",
  "alarm.mailSignIn":
    "Le serveur de messagerie refuse le nom d'utilisateur ou le mot de passe. Les e-mails attendent que vous enregistriez les paramètres d'e-mail.",
  "alarm.mailSignIn.passwordsOff":
    "Le serveur de messagerie n'accepte plus la connexion par mot de passe. Les e-mails attendent que vous enregistriez les paramètres d'e-mail : choisissez un autre serveur de messagerie, ou demandez à l'administrateur de votre boîte de la réactiver.",
  "alarm.mailSignIn.smtpOff":
    "L'administrateur de votre boîte a désactivé l'envoi par SMTP. Les e-mails attendent qu'il soit réactivé et que vous enregistriez les paramètres d'e-mail.",
  "alarm.mailServerMissing":
    "Aucun serveur de messagerie ou expéditeur n'est encore choisi. Les e-mails attendent que vous enregistriez les paramètres d'e-mail.",
  "mail.fault.connect": "{{host}} ne répond pas sur le port {{port}}. Vérifiez le nom et le port.",
  "mail.fault.closed":
    "{{host}} se trouve dans le réseau propre du serveur. Demandez au gestionnaire du serveur d'ouvrir cette adresse.",
  "mail.fault.tls":
    "{{host}} n'offre pas la sécurité choisie sur le port {{port}}, ou le certificat ne convient pas. Choisissez une autre sécurité ou un autre port.",
  "mail.fault.signIn":
    "{{host}} refuse le nom d'utilisateur ou le mot de passe. Certains fournisseurs exigent un mot de passe d'application.",
  "mail.fault.passwordsOff":
    "{{host}} n'accepte plus la connexion par mot de passe. Choisissez un autre serveur de messagerie, ou demandez à l'administrateur de votre boîte s'il peut la réactiver.",
  "mail.fault.smtpOff":
    "L'envoi par SMTP est désactivé pour cette boîte ({{host}}). Demandez à l'administrateur de votre boîte de l'activer, ou choisissez un autre serveur de messagerie.",
  "mail.fault.accept": "{{host}} refuse l'e-mail. Vérifiez si vous pouvez envoyer depuis cette adresse.",
  "mail.fault.unknown":
    "{{host}} a reçu l'e-mail, mais la réponse n'est pas revenue. Vérifiez s'il est arrivé dans votre boîte.",
  "mail.test.subject": "E-mail de test de Schakel",
  "mail.test.body": "Cet e-mail est parti via {{host}}. Les paramètres d'e-mail ({{company}}) fonctionnent.",
  "mail.needs.address": "Écrivez une adresse e-mail comme nom@exemple.be.",
  "mail.needs.host": "Écrivez le nom du serveur de messagerie, sans port ni préfixe.",
  "mail.needs.tls": "Un mot de passe ne voyage pas sans sécurité. Choisissez TLS ou STARTTLS.",
  "mail.needs.password": "Saisissez aussi le mot de passe.",
  "mail.tooMany":
    "Votre serveur de messagerie accepte au plus {{most}} destinataires par e-mail, CC et BCC compris ; il y en a {{count}}. Retirez-en quelques-uns.",
  "mail.needs.server": "Choisissez d'abord un serveur de messagerie et un expéditeur dans les paramètres d'e-mail.",
  "mail.needs.recipient": "Ce client n'a pas encore d'adresse e-mail. Indiquez-en une.",
  "mail.needs.issue": "Rendez d'abord le document définitif.",
  "mail.needs.confirmation": "C'est le premier e-mail à un client. Consultez l'aperçu et confirmez.",
  "mail.left": "Cet e-mail n'attend plus : il est déjà parti, ou en train de partir.",
  "mail.onItsWay": "Cet e-mail attend déjà son départ. Inutile de le renvoyer.",
  "mail.emptied": "Le contenu de cet e-mail est effacé. Envoyez à nouveau le document.",
  "mail.restricted": "Ce client a été effacé à sa demande. Plus aucun e-mail n'est envoyé à propos de ce document.",
  "template.unknownVariable": "« {{value}} » n'existe pas. Vous pouvez utiliser : {{known}}.",
  "template.tooMuch": "Ce texte devient trop long ou se répète trop souvent.",
  "template.unreadable": "Schakel ne peut pas lire ce texte : « {{value}} ». Vérifiez les accolades.",
  "template.foreignLanguage":
    "Les textes dans une autre langue sont possibles dès que « Clients parlant une autre langue » est activé.",
  "template.empty": "Un e-mail a besoin d'un objet et d'un texte.",
  "coupling.needsPreview":
    "Regardez d'abord ce que cette liaison enverra : sur l'écran de la liaison, sous les réglages ou sous les textes.",
};
