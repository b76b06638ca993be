import type { Limit } from "#connect/limit.ts";

/** docs/connectors/cs-cart.md, "What it cannot see". */
export const limits: readonly Limit[] = [
  {
    kinds: ["customers"],
    side: "target",
    text: {
      nl: "CS-Cart toont van een klant alleen naam en e-mailadres. Schakel wijzigt er alleen velden die je laat overschrijven, en een btw-nummer alleen met een ingesteld profielveld.",
      fr: "CS-Cart ne montre d'un client que le nom et l'adresse e-mail. Schakel n'y modifie que les champs qui peuvent être écrasés, et un numéro de TVA qu'avec un champ de profil réglé.",
      en: "CS-Cart shows of a customer only name and e-mail address. Schakel changes only fields there that may be written over, and a VAT number only with a profile field that was set.",
    },
  },
  {
    kinds: ["products"],
    side: "target",
    text: {
      nl: "CS-Cart toont in lijsten alleen de hoofdafbeelding. Wat de winkel zelf aan de andere afbeeldingen wijzigt, ziet Schakel niet.",
      fr: "Dans ses listes, CS-Cart ne montre que l'image principale. Schakel ne voit pas ce que la boutique change elle-même aux autres images.",
      en: "In lists CS-Cart shows the main picture only. What the shop itself changes in the other pictures is not seen by Schakel.",
    },
  },
];
