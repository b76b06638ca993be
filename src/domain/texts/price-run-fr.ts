/** French: what a supplier's webshop asks now, looked at before it is taken over. */
export const priceRunFr = {
  "priceRun.oneOf": "Choisissez un tarif ou une commande.",
  "priceRun.otherSupplier":
    "Cet identifiant est celui du fournisseur {{supplier}}. Choisissez un identifiant du fournisseur {{other}}.",
  "priceRun.noParty":
    "Indiquez d'abord à quelle relation correspond «\u00a0{{alias}}\u00a0», dans Paramètres → Services web fournisseur.",
  "priceRun.busy": "Des prix sont déjà demandés ici. Laissez la demande se terminer, ou arrêtez-la d'abord.",
  "priceRun.empty": "Rien ici ne porte de référence de ce fournisseur.",
  "priceRun.onlyDraft": "Les prix se demandent tant que la commande est un brouillon.",
  "priceRun.reconnect":
    "{{supplier}} refuse cet identifiant. Modifiez-le d'abord, dans Paramètres → Services web fournisseur.",
  "priceRun.notNow": "Ce n'est plus possible. Rechargez l'écran.",
  "priceRun.stillAsking": "Des prix sont encore demandés. Arrêtez d'abord, ou attendez la fin.",
  "priceRun.stillWriting": "Des prix sont encore repris ou rétablis. Attendez la fin.",
  "priceRun.nothingTicked": "Cochez au moins un prix.",
  "priceRun.nothingChosen": "Choisissez où enregistrer les prix\u00a0: sous fournisseurs, sous prix, ou les deux.",
  "priceRun.wrongRule": "Choisissez une marge supérieure à -100\u00a0% ou un facteur supérieur à 0.",
  "priceRun.tooLate": "Les prix précédents se rétablissent jusqu'à 24 heures après leur reprise.",
  "priceRun.leftOut.changed": "Quelqu'un a modifié ce prix après la demande. Il n'a pas été repris.",
  "priceRun.leftOut.gone": "Cet article n'est plus dans le tarif. Le prix n'a pas été repris.",
  "priceRun.leftOut.noItem": "Ce n'est pas un article à vous\u00a0: il n'y a pas de fiche où enregistrer le prix.",
  "priceRun.leftOut.noRule":
    "Le prix de vente n'a pas changé\u00a0: aucune marge ni aucun facteur n'est choisi pour cet article.",
  "priceRun.leftOut.unit": "Le prix de vente n'a pas changé\u00a0: vous vendez cet article dans une autre unité.",
  "priceRun.leftOut.currency": "Le prix de vente n'a pas changé\u00a0: le fournisseur compte dans une autre devise.",
  "priceRun.status.unknown": "Le fournisseur ne connaît pas cette référence.",
  "priceRun.status.remembered":
    "Le fournisseur ne connaissait pas cette référence aujourd'hui. Elle n'a pas été redemandée.",
  "priceRun.status.discontinued": "Le fournisseur ne vend plus cet article.",
  "priceRun.status.noPrice": "Le fournisseur ne donne pas de prix. L'ancien est conservé.",
  "priceRun.status.onRequest": "Prix sur demande. L'ancien est conservé.",
  "priceRun.status.error": "Le fournisseur n'a pas répondu au sujet de cet article.",
  "priceRun.status.recent": "Demandé il y a moins de 12 heures, donc ignoré maintenant.",
  "priceRun.status.noCode": "Cette ligne n'a pas de référence du fournisseur.",
  "priceRun.flag.contributionAssumedOnTop":
    "On ne sait pas si la contribution (Recupel, Bebat) est comprise dans le prix\u00a0: elle a été ajoutée.",
  "priceRun.flag.surchargeAssumedOnTop":
    "On ne sait pas si le supplément est compris dans le prix\u00a0: il a été ajouté.",
  "priceRun.flag.metalComputed": "Le supplément métal a été calculé par Schakel.",
  "priceRun.flag.surchargeNotConverted": "Un supplément dans une autre unité s'ajoute\u00a0: il n'a pas été compté.",
} as const;
