/** Outgoing mail and the texts of documents. */
export const mailNl = {
  "event.document.mailed": "{{document}} gemaild naar {{recipient}}",
  "event.document.copyRefused": "{{document}} is gemaild, maar niet aan {{value}}: de mailserver weigert dat adres",
  "event.document.mailUnknown": "{{document}}: niet zeker of de mail naar {{recipient}} aangekomen is",
  "event.document.mailFailed": "{{document}}: mail naar {{recipient}} niet verzonden",
  "alarm.mailUnknown":
    "Mail {{value}}: niet zeker of die aangekomen is. Schakel verzendt niet vanzelf opnieuw. Vraag het de ontvanger, en kies ‘Opnieuw verzenden’ als er niets kwam.",
  "alarm.mailFailed":
    "Mail {{value}} is niet verzonden. Kijk bij het document waarom, pas aan wat nodig is en kies ‘Opnieuw verzenden’.",
  "alarm.mailUnreachable":
    "Schakel bereikt de mailserver niet sinds {{time}}. De mails wachten en vertrekken vanzelf zodra het weer lukt.",
  "alarm.mailSignIn":
    "De mailserver aanvaardt de gebruikersnaam of het wachtwoord niet. De mails wachten tot je de e-mailinstellingen opslaat.",
  "alarm.mailSignIn.passwordsOff":
    "De mailserver laat inloggen met een wachtwoord niet meer toe. De mails wachten tot je de e-mailinstellingen opslaat: kies een andere mailserver, of laat de beheerder van je mailbox het weer aanzetten.",
  "alarm.mailSignIn.smtpOff":
    "De beheerder van je mailbox heeft verzenden via SMTP uitgezet. De mails wachten tot dat weer aanstaat en je de e-mailinstellingen opslaat.",
  "alarm.mailServerMissing":
    "Er is nog geen mailserver of geen afzender gekozen. De mails wachten tot je de e-mailinstellingen opslaat.",
  "mail.fault.connect": "{{host}} antwoordt niet op poort {{port}}. Kijk de naam en de poort na.",
  "mail.fault.closed":
    "{{host}} ligt in het eigen netwerk van de hub. Vraag de beheerder van de hub om dat adres open te zetten.",
  "mail.fault.tls":
    "{{host}} biedt op poort {{port}} de gekozen beveiliging niet, of het certificaat klopt niet. Kies een andere beveiliging of poort.",
  "mail.fault.signIn":
    "{{host}} aanvaardt de gebruikersnaam of het wachtwoord niet. Bij sommige aanbieders is een app-wachtwoord nodig.",
  "mail.fault.passwordsOff":
    "{{host}} laat inloggen met een wachtwoord niet meer toe. Kies een andere mailserver, of vraag de beheerder van je mailbox of die het weer kan aanzetten.",
  "mail.fault.smtpOff":
    "Verzenden via SMTP staat uit voor deze mailbox bij {{host}}. Vraag de beheerder van je mailbox om het aan te zetten, of kies een andere mailserver.",
  "mail.fault.accept": "{{host}} weigert de mail. Kijk of je vanaf dit adres mag verzenden.",
  "mail.fault.unknown":
    "{{host}} kreeg de mail, maar het antwoord kwam niet terug. Kijk in je mailbox of die aangekomen is.",
  "mail.test.subject": "Testmail van Schakel",
  "mail.test.body": "Deze mail vertrok via {{host}}. De e-mailinstellingen van {{company}} werken.",
  "mail.needs.address": "Schrijf een e-mailadres zoals naam@voorbeeld.be.",
  "mail.needs.host": "Schrijf de naam van de mailserver, zonder poort of adres ervoor.",
  "mail.needs.tls": "Een wachtwoord gaat niet zonder beveiliging over het net. Kies TLS of STARTTLS.",
  "mail.needs.password": "Vul ook het wachtwoord in.",
  "mail.tooMany":
    "Je mailserver neemt hoogstens {{most}} ontvangers per mail aan, CC en BCC inbegrepen; dit zijn er {{count}}. Haal er enkele weg.",
  "mail.needs.server": "Kies eerst een mailserver en een afzender bij de e-mailinstellingen.",
  "mail.needs.recipient": "Deze klant heeft nog geen e-mailadres. Vul er een in.",
  "mail.needs.issue": "Maak het document eerst definitief.",
  "mail.needs.confirmation": "Dit is de eerste mail aan een klant. Bekijk het voorbeeld en bevestig.",
  "mail.left": "Deze mail wacht niet meer: die is al vertrokken, of ermee bezig.",
  "mail.onItsWay": "Deze mail wacht al om te vertrekken. Opnieuw verzenden is niet nodig.",
  "mail.emptied": "De inhoud van deze mail is gewist. Verzend het document opnieuw.",
  "mail.restricted": "Deze klant is op verzoek gewist. Over dit document wordt niet meer gemaild.",
  "template.unknownVariable": "‘{{value}}’ bestaat niet. Je kunt gebruiken: {{known}}.",
  "template.tooMuch": "Deze tekst wordt te lang of herhaalt zich te vaak.",
  "template.unreadable": "Schakel kan deze tekst niet lezen: ‘{{value}}’. Kijk de accolades na.",
  "template.foreignLanguage": "Teksten in een andere taal kunnen zodra ‘Anderstalige klanten’ aanstaat.",
  "template.empty": "Een mail heeft een onderwerp en een tekst nodig.",
  "coupling.needsPreview":
    "Bekijk eerst wat deze koppeling zal mailen: op het scherm van de koppeling, bij de instellingen of bij de teksten.",
} as const;
