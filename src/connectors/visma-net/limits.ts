import type { Limit } from "#connect/limit.ts";

/** docs/connectors/visma-net.md, "Not there". */
export const limits: readonly Limit[] = [
  {
    kinds: ["shopOrders"],
    side: "target",
    text: {
      nl: "Betalingen gaan niet mee naar Visma Net. Een betaalde bestelling staat er open tot jij of de bank de betaling afpunt.",
      fr: "Les paiements ne sont pas repris dans Visma Net. Une commande payée y reste ouverte jusqu’à ce que vous ou la banque lettriez le paiement.",
      en: "Payments do not go to Visma Net. A paid order is open there until you or the bank match the payment.",
    },
  },
  {
    kinds: ["shopOrders"],
    side: "target",
    text: {
      nl: "Wordt een bestelling in Visma Net een factuur, dan gaan het factuur- en leveradres niet mee: op de factuur staan die van de debiteur. Een verkooporder krijgt wel beide adressen van de bestelling.",
      fr: "Si une commande devient une facture dans Visma Net, les adresses de facturation et de livraison ne suivent pas : la facture porte celles du client. Une commande de vente reçoit bien les deux adresses de la commande.",
      en: "When an order becomes an invoice in Visma Net, its billing and delivery address do not go along: the invoice has those of the debtor. A sales order does get both addresses of the order.",
    },
  },
];
