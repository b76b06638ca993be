import type { mailNl } from "./mail-nl.ts";

export const mailEn: Readonly<Record<keyof typeof mailNl, string>> = {
  "event.document.mailed": "{{document}} mailed to {{recipient}}",
  "event.document.copyRefused": "{{document}} was mailed, but not to {{value}}: the mail server refuses that address",
  "event.document.mailUnknown": "{{document}}: not sure the mail to {{recipient}} arrived",
  "event.document.mailFailed": "{{document}}: mail to {{recipient}} not sent",
  "alarm.mailUnknown":
    "Mail {{value}}: not sure it arrived. Schakel does not send it again by itself. Ask the recipient, and choose ‘Send again’ if nothing came.",
  "alarm.mailFailed":
    "Mail {{value}} was not sent. See at the document why, correct what is needed and choose ‘Send again’.",
  "alarm.mailUnreachable":
    "Schakel has not reached the mail server since {{time}}. Mails wait and leave by themselves once it works again.",
  "alarm.mailSignIn":
    "The mail server does not accept the user name or password. Mails wait until you save the e-mail settings.",
  "alarm.mailSignIn.passwordsOff":
    "The mail server does not allow signing in by password any more. Mails wait until you save the e-mail settings: choose another mail server, or let the administrator of your mailbox switch it on again.",
  "alarm.mailSignIn.smtpOff":
    "The administrator of your mailbox switched sending by SMTP off. Mails wait until it is on again and you save the e-mail settings.",
  "alarm.mailServerMissing":
    "No mail server or sender has been chosen yet. Mails wait until you save the e-mail settings.",
  "mail.fault.connect": "{{host}} does not answer on port {{port}}. Check the name and the port.",
  "mail.fault.closed": "{{host}} lies inside the hub's own network. Ask the operator to open that address.",
  "mail.fault.tls":
    "{{host}} does not offer the chosen security on port {{port}}, or its certificate does not fit. Choose another security or port.",
  "mail.fault.signIn": "{{host}} does not accept the user name or password. Some providers need an app password.",
  "mail.fault.passwordsOff":
    "{{host}} does not allow signing in by password any more. Choose another mail server, or ask the administrator of your mailbox whether it can be switched on again.",
  "mail.fault.smtpOff":
    "Sending by SMTP is off for this mailbox at {{host}}. Ask the administrator of your mailbox to switch it on, or choose another mail server.",
  "mail.fault.accept": "{{host}} refuses the mail. Check whether you may send from this address.",
  "mail.fault.unknown": "{{host}} got the mail, but no answer came back. Look in your mailbox whether it arrived.",
  "mail.test.subject": "Test mail from Schakel",
  "mail.test.body": "This mail left through {{host}}. The e-mail settings of {{company}} work.",
  "mail.needs.address": "Write an e-mail address such as name@example.be.",
  "mail.needs.host": "Write the name of the mail server, without a port or a prefix.",
  "mail.needs.tls": "A password is not sent without security. Choose TLS or STARTTLS.",
  "mail.needs.password": "Enter the password as well.",
  "mail.tooMany":
    "Your mail server takes at most {{most}} recipients per mail, CC and BCC included; these are {{count}}. Take some off.",
  "mail.needs.server": "First choose a mail server and a sender in the e-mail settings.",
  "mail.needs.recipient": "This customer has no e-mail address yet. Enter one.",
  "mail.needs.issue": "Issue the document first.",
  "mail.needs.confirmation": "This is the first mail to a customer. Look at the preview and confirm.",
  "mail.left": "This mail no longer waits: it has left, or is leaving.",
  "mail.onItsWay": "This mail is already waiting to leave. There is no need to send it again.",
  "mail.emptied": "The content of this mail was deleted. Send the document again.",
  "mail.restricted": "This customer was deleted on request. No more mail is sent about this document.",
  "template.unknownVariable": "‘{{value}}’ does not exist. You can use: {{known}}.",
  "template.tooMuch": "This text becomes too long or repeats itself too often.",
  "template.unreadable": "Schakel cannot read this text: ‘{{value}}’. Check the braces.",
  "template.foreignLanguage": "Texts in another language are possible once ‘Foreign-language customers’ is on.",
  "template.empty": "A mail needs a subject and a text.",
  "coupling.needsPreview":
    "First look at what this integration will mail: on its screen, beside the settings or at the texts.",
};
