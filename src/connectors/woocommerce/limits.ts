import type { Limit } from "#connect/limit.ts";

/** docs/connectors/woocommerce.md, "What it cannot see". */
export const limits: readonly Limit[] = [
  {
    kinds: ["customers"],
    side: "target",
    text: {
      nl: "WooCommerce heeft zelf geen btw-nummer van klanten. Schakel schrijft het in het veld van je btw-plug-in, of anders in het eerste van de ingestelde velden.",
      fr: "WooCommerce n'a pas lui-même de numéro de TVA des clients. Schakel l'écrit dans le champ de votre extension de TVA, sinon dans le premier des champs réglés.",
      en: "WooCommerce itself has no VAT number of customers. Schakel writes it in the field of your VAT plug-in, or else in the first of the fields that were set.",
    },
  },
  {
    kinds: ["shopOrders"],
    side: "source",
    text: {
      nl: "Wat in WooCommerce definitief verwijderd wordt, meldt de webshop niet. Schakel merkt het bij de nachtelijke controle op volledigheid.",
      fr: "WooCommerce n'annonce pas ce qui y est supprimé définitivement. Schakel le constate lors du contrôle nocturne d'exhaustivité.",
      en: "WooCommerce does not tell what is deleted for good. Schakel notices it in the nightly completeness check.",
    },
  },
  {
    kinds: ["shopOrders"],
    side: "source",
    text: {
      nl: "Cadeaubonnen en voorschotten die het totaal verlagen zonder eigen regel, verwerkt Schakel niet. Zo'n bestelling wacht op jou, met het verschil erbij.",
      fr: "Schakel ne traite pas les cartes-cadeaux et acomptes qui réduisent le total sans ligne propre. Une telle commande vous attend, avec la différence.",
      en: "Schakel does not process gift cards and deposits that lower the total without a line of their own. Such an order waits for you, with the difference.",
    },
  },
];
