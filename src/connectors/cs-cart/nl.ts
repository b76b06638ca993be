import type { ApiForm, Settings } from "./settings.ts";

/** Every setting, every choice of one and every credential has a label. */
export type Labels = Readonly<Record<keyof Settings | `apiForm.${ApiForm}` | "email" | "apiKey", string>>;

export const nl: Labels = {
  shopUrl: "Adres van de webshop",
  apiForm: "Adres van de API",
  "apiForm.api/2": "/api/2",
  "apiForm.api": "/api",
  "apiForm.api.php": "/api.php",
  filtersByChange: "Bestellingen zijn op wijziging op te vragen",
  pricesIncludeTax: "Productprijzen zijn inclusief btw",
  scopePath: "Eén winkel of verkoper (leeg: alles)",
  companyId: "Bedrijf waar nieuwe gegevens bij horen (nummer)",
  timeZone: "Tijdzone van de webshop",
  currency: "Hoofdmunt van de webshop",
  vatFieldIds: "Profielvelden met het btw-nummer van de klant (nummer van het veld)",
  vatCountry: "Land van de btw (leeg: het land van levering)",
  paidStatuses: "Statussen van betaalde bestellingen",
  openStatuses: "Statussen van geplaatste bestellingen die nog niet betaald zijn",
  skippedStatuses: "Statussen die worden overgeslagen",
  cancelledStatuses: "Statussen van geannuleerde en helemaal terugbetaalde bestellingen",
  payOnDeliveryMethods: "Betaalmethoden die aan de deur betaald worden (nummer van de methode)",
  orderDiscountCutsVat: "Korting op de hele bestelling verlaagt altijd de btw",
  rereadDays: "Aantal dagen dat oudere bestellingen op wijzigingen worden nagekeken",
  defaultCategoryId: "Categorie van nieuwe producten zonder categorie (nummer)",
  productFields: "Extra productvelden (naam van het veld)",
  email: "E-mailadres van de beheerder",
  apiKey: "API-sleutel van de beheerder",
};
