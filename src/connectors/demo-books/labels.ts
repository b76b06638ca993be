type Labels = Readonly<
  Record<
    | "apiUrl"
    | "apiKey"
    | "repeats"
    | "repeats.idempotency-key"
    | "repeats.look-up"
    | "repeats.neither"
    | "keyHours"
    | "indexSeconds"
    | "asksCodes",
    string
  >
>;

export const nl: Labels = {
  apiUrl: "Adres van Demo Boeken",
  apiKey: "API-sleutel",
  repeats: "Herkent wat al geboekt is",
  "repeats.idempotency-key": "aan een sleutel per boeking",
  "repeats.look-up": "door het op te zoeken",
  "repeats.neither": "niet",
  keyHours: "Onthoudt een sleutel (uren)",
  indexSeconds: "Vindbaar na (seconden)",
  asksCodes: "Vraagt artikelen en btw-codes van het pakket",
};
export const fr: Labels = {
  apiUrl: "Adresse de Demo Boeken",
  apiKey: "Clé API",
  repeats: "Reconnaît ce qui est déjà comptabilisé",
  "repeats.idempotency-key": "par une clé par écriture",
  "repeats.look-up": "en le recherchant",
  "repeats.neither": "non",
  keyHours: "Retient une clé (heures)",
  indexSeconds: "Trouvable après (secondes)",
  asksCodes: "Demande des articles et des codes TVA du logiciel",
};
export const en: Labels = {
  apiUrl: "Address of Demo Boeken",
  apiKey: "API key",
  repeats: "Recognises what was booked before",
  "repeats.idempotency-key": "by a key per booking",
  "repeats.look-up": "by looking it up",
  "repeats.neither": "no",
  keyHours: "Remembers a key (hours)",
  indexSeconds: "Can be found after (seconds)",
  asksCodes: "Asks for items and VAT codes of the package",
};
