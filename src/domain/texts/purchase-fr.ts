/** French: what is bought, and sending it to who sells it. */
export const purchaseFr = {
  "fault.unknownSupplier": "Ce fournisseur n'existe pas dans cette administration. Choisissez-en un autre.",
  "fault.noSupplier": "Choisissez un fournisseur.",
  "fault.otherSupplier": "Ceci appartient à un autre fournisseur ({{number}}). Choisissez le même fournisseur.",
  "fault.supplierStays": "Le fournisseur d'une commande passée ne change plus. Établissez une nouvelle commande.",
  "fault.noSupplierCode":
    "Cette ligne n'a pas de référence chez le fournisseur. Indiquez-la, ou envoyez la commande par e-mail.",
  "cannot.followed": "Un autre document a déjà été établi à partir de cette commande. Elle ne change plus.",
  "cannot.beingSent": "Cette commande est en route vers le fournisseur. Attendez d'en connaître l'issue.",
  "po.again": "Cette commande a déjà été envoyée à {{time}}. La renvoyer revient à commander deux fois.",
  "po.againRef":
    "Cette commande a déjà été envoyée à {{time}}, référence {{ref}}. La renvoyer revient à commander deux fois.",
  "po.underWay": "Cette commande est déjà en route, demandée à {{time}}. Attendez d'en connaître l'issue.",
  "po.unknown":
    "Il n'est pas certain que cette commande soit arrivée chez {{supplier}}. Indiquez d'abord si elle s'y trouve.",
  "po.notUnknown": "L'issue de cette commande est déjà connue. Consultez-la à nouveau.",
  "po.noRoad": "Impossible de commander par cette voie. Choisissez-en une autre, ou envoyez la commande par e-mail.",
  "alarm.purchaseUnknown":
    "Réception incertaine chez {{system}} (commande {{value}}). Rien n'est renvoyé. Vérifiez si elle y figure et indiquez-le dans la commande.",
  "alarm.purchaseRefused":
    "{{system}} n'a pas accepté une commande ({{value}}). Voyez la raison dans la commande et renvoyez-la.",
  "notice.name.purchaseUnknown": "commande peut-être non reçue",
  "notice.name.purchaseRefused": "commande non acceptée",
  "notice.button.purchasing": "Voir les achats",
} as const;
