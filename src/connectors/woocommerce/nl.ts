import type { Settings } from "./settings.ts";

/** Every setting and every credential has a label. */
export type Labels = Readonly<Record<keyof Settings | "consumerKey" | "consumerSecret", string>>;

export const nl: Labels = {
  shopUrl: "Adres van de webshop",
  restPrefix: "Adres van de REST-koppeling",
  keysInQuery: "Sleutels in het webadres meesturen",
  timeZone: "Tijdzone van de webshop",
  vatIdentifierKeys: "Velden met het btw-nummer van de klant",
  payOnDeliveryMethods: "Betaalmethoden die aan de deur betaald worden",
  sourceUrl: "Adres waarmee de webshop zichzelf noemt",
  pricesIncludeTax: "Productprijzen zijn inclusief btw",
  managesStock: "Voorraad laten bijhouden van producten waarvan de webshop die niet bijhoudt",
  consumerKey: "Consumentensleutel (begint met ck_)",
  consumerSecret: "Consumentengeheim (begint met cs_)",
};
