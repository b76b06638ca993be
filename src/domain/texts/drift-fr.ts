import type { driftNl } from "./drift-nl.ts";

/** French: what an order says now that its document does not. */
export const driftFr: Readonly<Record<keyof typeof driftNl, string>> = {
  "drift.field.status": "Situation",
  "drift.field.currency": "Devise",
  "drift.field.buyerName": "Nom du client",
  "drift.field.buyerContact": "Personne de contact",
  "drift.field.buyerAddress": "Adresse du client",
  "drift.field.buyerVat": "Numéro de TVA du client",
  "drift.field.deliverTo": "Adresse de livraison",
  "drift.field.lineAdded": "Ligne ajoutée : {{about}}",
  "drift.field.lineRemoved": "Ligne supprimée : {{about}}",
  "drift.field.lineName": "Description ({{about}})",
  "drift.field.lineQuantity": "Quantité ({{about}})",
  "drift.field.linePrice": "Prix hors TVA ({{about}})",
  "drift.field.lineVat": "Taux de TVA ({{about}})",
  "drift.field.lineAmount": "Montant hors TVA ({{about}})",
  "drift.field.shipping": "Livraison hors TVA ({{about}})",
  "drift.field.allowances": "Remises et suppléments",
  "drift.field.vat": "TVA {{about}}",
  "drift.field.netTotal": "Total hors TVA",
  "drift.field.total": "Total",
  "drift.field.refunds": "Remboursements",
  "drift.field.paid": "Payé",
  "drift.none": "–",
  "drift.status.current": "établi",
  "drift.status.stopped": "échouée ou impayée ({{system}})",
  "drift.status.cancelled": "annulée dans {{system}}",
  "drift.status.gone": "absente désormais dans {{system}}",
  "drift.credits_one": "{{count}} crédité",
  "drift.credits_other": "{{count}} crédités",
  "drift.refunds_one": "{{count}} remboursé",
  "drift.refunds_other": "{{count}} remboursés",
  "drift.way.replace":
    "Une facture définitive ne change plus. Vous pouvez établir une note de crédit et une nouvelle facture.",
  "drift.way.credit": "Cette commande ne donne plus de facture. Vous pouvez établir une note de crédit.",
  "drift.way.held": "Dans cet état, aucune nouvelle facture ne peut être établie. {{reason}}",
  "drift.way.creditedInPart":
    "Une partie de la facture est déjà créditée. Créditez le reste sur la facture elle-même, ou laissez tel quel.",
  "drift.way.cancelled":
    "La facture est déjà entièrement créditée. Établissez-en une nouvelle vous-même, ou laissez tel quel.",
  "drift.way.draft": "Le document est encore un brouillon. Modifiez-le là, ou laissez tel quel.",
  "drift.way.notInvoice":
    "{{document}} ne peut pas être crédité. Convenez de l’écart avec votre client, ou laissez tel quel.",
  "drift.way.outside":
    "{{document}} se trouve dans {{system}}. Créditez et refaites le document dans ce logiciel, ou modifiez-le là. Laissez ensuite l’écart tel quel ici.",
  "drift.way.none": "Aucun document trouvé. Laissez tel quel jusqu’à ce que la commande change à nouveau.",
  "drift.changedAgain": "La commande a encore changé dans {{system}}. Examinez à nouveau l’écart.",
  "drift.over": "Il n’y a plus d’écart : c’est réglé entre-temps.",
};
