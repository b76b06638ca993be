import type { Labels } from "./nl.ts";

export const fr: Labels = {
  shopUrl: "Adresse de la boutique",
  restPrefix: "Adresse de l’interface REST",
  keysInQuery: "Envoyer les clés dans l’adresse",
  timeZone: "Fuseau horaire de la boutique",
  vatIdentifierKeys: "Champs contenant le numéro de TVA du client",
  payOnDeliveryMethods: "Moyens de paiement réglés à la livraison",
  sourceUrl: "Adresse que la boutique se donne",
  pricesIncludeTax: "Les prix des produits comprennent la TVA",
  managesStock: "Faire gérer le stock des produits dont la boutique ne le gère pas",
  consumerKey: "Clé client (commence par ck_)",
  consumerSecret: "Clé secrète (commence par cs_)",
};
