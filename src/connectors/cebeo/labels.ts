import type { Settings } from "./settings.ts";

type Choice<Name extends "contributionsIncluded" | "deliveryNotes" | "createFillsBasket"> = `${Name}.${Settings[Name]}`;
type Labels = Readonly<
  Record<
    | keyof Settings
    | "password"
    | Choice<"contributionsIncluded">
    | Choice<"deliveryNotes">
    | Choice<"createFillsBasket">,
    string
  >
>;

export const nl: Labels = {
  customerNumber: "Klantnummer bij Cebeo",
  userName: "Gebruikersnaam van de webservice (soms een andere dan die van de webshop: vraag ze aan Cebeo)",
  password: "Wachtwoord van de webservice",
  testArticle: "Artikelnummer om de login mee te testen (leeg: het winkelmandje wordt opgevraagd)",
  contributionsIncluded: "Zitten Recupel, Ecotax en Sabam in de nettoprijs?",
  "contributionsIncluded.unknown": "onbekend: ze komen erbovenop, met een waarschuwing",
  "contributionsIncluded.yes": "ja",
  "contributionsIncluded.no": "nee, ze komen erbovenop",
  deliveryNotes: "Leveringsbonnen",
  "deliveryNotes.none": "niet op te vragen",
  "deliveryNotes.fromOrders": "uit het order: wat ervan geleverd is",
  createFillsBasket: "Komt een verzonden order eerst in het winkelmandje terecht?",
  "createFillsBasket.unknown": "onbekend: er wordt telkens gekeken",
  "createFillsBasket.no": "nee, het is meteen besteld",
  "createFillsBasket.yes": "ja, bevestigen gebeurt in de webshop",
  deliveryOption: "Code van Cebeo voor levering (leeg: niet meegestuurd)",
  pickupOption: "Code van Cebeo voor afhaling",
  sendsPrices: "Onze prijzen meesturen met een order",
  sendAgainWhenNotFound: "Een order dat na drie keer zoeken niet gevonden is, één keer opnieuw versturen",
  learntUnits: "Eenheden van Cebeo die niet bekend zijn, zoals HASPEL=XRO",
  batchSize: "Artikelen per prijsaanvraag (1 tot 50)",
  address: "Adres van de webservice",
};
export const fr: Labels = {
  customerNumber: "Numéro de client chez Cebeo",
  userName: "Nom d'utilisateur du service web (parfois un autre que celui du webshop : demandez-le à Cebeo)",
  password: "Mot de passe du service web",
  testArticle: "Numéro d'article pour tester l'accès (vide : le panier est demandé)",
  contributionsIncluded: "Recupel, Ecotax et Sabam sont-ils compris dans le prix net ?",
  "contributionsIncluded.unknown": "inconnu : ils s'ajoutent, avec un avertissement",
  "contributionsIncluded.yes": "oui",
  "contributionsIncluded.no": "non, ils s'ajoutent",
  deliveryNotes: "Bons de livraison",
  "deliveryNotes.none": "ne peuvent pas être demandés",
  "deliveryNotes.fromOrders": "d'après la commande : ce qui en a été livré",
  createFillsBasket: "Une commande envoyée arrive-t-elle d'abord dans le panier ?",
  "createFillsBasket.unknown": "inconnu : on regarde chaque fois",
  "createFillsBasket.no": "non, elle est passée aussitôt",
  "createFillsBasket.yes": "oui, on la confirme dans le webshop",
  deliveryOption: "Code de Cebeo pour la livraison (vide : non envoyé)",
  pickupOption: "Code de Cebeo pour l'enlèvement",
  sendsPrices: "Envoyer nos prix avec une commande",
  sendAgainWhenNotFound: "Renvoyer une seule fois une commande restée introuvable après trois recherches",
  learntUnits: "Unités de Cebeo qui ne sont pas connues, comme HASPEL=XRO",
  batchSize: "Articles par demande de prix (1 à 50)",
  address: "Adresse du service web",
};
export const en: Labels = {
  customerNumber: "Customer number at Cebeo",
  userName: "User name of the web service (it may be another one than that of the webshop: ask Cebeo)",
  password: "Password of the web service",
  testArticle: "Article number to test the login with (empty: the basket is asked for)",
  contributionsIncluded: "Does the net price hold Recupel, Ecotax and Sabam?",
  "contributionsIncluded.unknown": "unknown: they come on top, with a warning",
  "contributionsIncluded.yes": "yes",
  "contributionsIncluded.no": "no, they come on top",
  deliveryNotes: "Delivery notes",
  "deliveryNotes.none": "cannot be asked for",
  "deliveryNotes.fromOrders": "from the order: what was delivered of it",
  createFillsBasket: "Does an order that is sent only fill the basket?",
  "createFillsBasket.unknown": "unknown: it is looked at each time",
  "createFillsBasket.no": "no, it is ordered at once",
  "createFillsBasket.yes": "yes, it is confirmed in the webshop",
  deliveryOption: "Cebeo's code for delivery (empty: not sent)",
  pickupOption: "Cebeo's code for picking up",
  sendsPrices: "Send our prices with an order",
  sendAgainWhenNotFound: "Send an order that was not found three times once more",
  learntUnits: "Units of Cebeo that are not known, such as HASPEL=XRO",
  batchSize: "Articles per request for prices (1 to 50)",
  address: "Address of the web service",
};
