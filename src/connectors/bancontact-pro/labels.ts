type Labels = Readonly<
  Record<
    "environment" | `environment.${"production" | "preproduction"}` | "profileId" | "apiUrl" | "keysUrl" | "apiKey",
    string
  >
>;

export const nl: Labels = {
  environment: "Omgeving",
  "environment.production": "Echt: klanten betalen",
  "environment.preproduction": "Test: er wordt niets betaald",
  profileId: "Profiel-ID (in het handelaarsportaal van Bancontact)",
  apiUrl: "Ander adres van de dienst",
  keysUrl: "Ander adres van de publieke sleutels",
  apiKey: "API-sleutel van dit profiel",
};
export const fr: Labels = {
  environment: "Environnement",
  "environment.production": "Réel : les clients paient",
  "environment.preproduction": "Test : rien n'est payé",
  profileId: "ID du profil (dans le portail commerçant de Bancontact)",
  apiUrl: "Autre adresse du service",
  keysUrl: "Autre adresse des clés publiques",
  apiKey: "Clé API de ce profil",
};
export const en: Labels = {
  environment: "Environment",
  "environment.production": "Live: customers pay",
  "environment.preproduction": "Test: nothing is paid",
  profileId: "Profile ID (in Bancontact’s merchant portal)",
  apiUrl: "Other address of the service",
  keysUrl: "Other address of the public keys",
  apiKey: "API key of this profile",
};
