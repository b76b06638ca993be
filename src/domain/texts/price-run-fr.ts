/** French: what a supplier's webshop asks now, looked at before it is taken over. */
export const priceRunFr = {
  "pricing.oneOf": "Choisissez un tarif ou une commande.",
  "pricing.otherSupplier":
    "Cet identifiant est celui du fournisseur {{supplier}}. Choisissez un identifiant du fournisseur {{other}}.",
  "pricing.noParty":
    "Indiquez d'abord à quelle relation correspond «\u00a0{{alias}}\u00a0», dans Paramètres → Services web fournisseur.",
  "pricing.busy": "Des prix sont déjà demandés ici. Laissez la demande se terminer, ou arrêtez-la d'abord.",
  "pricing.empty": "Rien ici ne porte de référence de ce fournisseur.",
  "pricing.onlyDraft": "Les prix se demandent tant que la commande est un brouillon.",
  "pricing.reconnect":
    "{{supplier}} refuse cet identifiant. Modifiez-le d'abord, dans Paramètres → Services web fournisseur.",
  "pricing.notNow": "Ce n'est plus possible. Rechargez l'écran.",
  "pricing.stillAsking": "Des prix sont encore demandés. Arrêtez d'abord, ou attendez la fin.",
  "pricing.stillWriting": "Des prix sont encore repris ou rétablis. Attendez la fin.",
  "pricing.nothingTicked": "Cochez au moins un prix.",
  "pricing.nothingChosen": "Choisissez où enregistrer les prix\u00a0: sous fournisseurs, sous prix, ou les deux.",
  "pricing.wrongRule": "Choisissez une marge supérieure à -100\u00a0% ou un facteur supérieur à 0.",
  "pricing.tooLate": "Les prix précédents se rétablissent jusqu'à 24 heures après leur reprise.",
  "pricing.leftOut.changed": "Quelqu'un a modifié ce prix après la demande. Il n'a pas été repris.",
  "pricing.leftOut.gone": "Cet article n'est plus dans le tarif. Le prix n'a pas été repris.",
  "pricing.leftOut.noItem": "Ce n'est pas un article à vous\u00a0: il n'y a pas de fiche où enregistrer le prix.",
  "pricing.leftOut.noRule":
    "Le prix de vente n'a pas changé\u00a0: aucune marge ni aucun facteur n'est choisi pour cet article.",
  "pricing.leftOut.unit": "Le prix de vente n'a pas changé\u00a0: vous vendez cet article dans une autre unité.",
  "pricing.leftOut.currency": "Le prix de vente n'a pas changé\u00a0: le fournisseur compte dans une autre devise.",
  "pricing.status.unknown": "Le fournisseur ne connaît pas cette référence.",
  "pricing.status.remembered":
    "Le fournisseur ne connaissait pas cette référence aujourd'hui. Elle n'a pas été redemandée.",
  "pricing.status.discontinued": "Le fournisseur ne vend plus cet article.",
  "pricing.status.noPrice": "Le fournisseur ne donne pas de prix. L'ancien est conservé.",
  "pricing.status.onRequest": "Prix sur demande. L'ancien est conservé.",
  "pricing.status.error": "Le fournisseur n'a pas répondu au sujet de cet article.",
  "pricing.status.recent": "Demandé il y a moins de 12 heures, donc ignoré maintenant.",
  "pricing.status.noCode": "Cette ligne n'a pas de référence du fournisseur.",
  "pricing.flag.contributionAssumedOnTop":
    "On ne sait pas si la contribution (Recupel, Bebat) est comprise dans le prix\u00a0: elle a été ajoutée.",
  "pricing.flag.surchargeAssumedOnTop":
    "On ne sait pas si le supplément est compris dans le prix\u00a0: il a été ajouté.",
  "pricing.flag.metalComputed": "Le supplément métal a été calculé par Schakel.",
  "pricing.flag.surchargeNotConverted": "Un supplément dans une autre unité s'ajoute\u00a0: il n'a pas été compté.",
} as const;
