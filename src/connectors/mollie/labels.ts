type Labels = Readonly<Record<"apiUrl" | "apiKey", string>>;

export const nl: Labels = { apiUrl: "Adres van Mollie", apiKey: "API-sleutel (begint met live_ of test_)" };
export const fr: Labels = { apiUrl: "Adresse de Mollie", apiKey: "Clé API (commence par live_ ou test_)" };
export const en: Labels = { apiUrl: "Address of Mollie", apiKey: "API key (starts with live_ or test_)" };
