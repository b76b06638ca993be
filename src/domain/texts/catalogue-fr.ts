/** French: products, stock and customers that go to a shop. */
export const catalogueFr = {
  "skip.inactive": "Pas en vente ({{source}}), donc pas ajouté ({{shop}})",
  "skip.type": "Les articles du type « {{value}} » ne sont pas envoyés ({{shop}})",
  "skip.notCreated": "Absent ({{shop}}), et aucun nouvel article n’y est créé",
  "skip.notInShop": "Absent ({{shop}})",
  "skip.removed": "Supprimé ({{shop}}), et pas recréé",
  "stop.noCode": "N’a pas de code ({{source}}). Donnez-lui un code ; il suivra automatiquement.",
  "stop.duplicateCode":
    "Le code « {{code}} » existe plus d’une fois ({{source}}). Rien n’a été écrit. Donnez à chaque article son propre code.",
  "stop.duplicateInShop":
    "Le code « {{code}} » existe plus d’une fois ({{shop}}). Rien n’a été écrit. Laissez ce code à un seul article.",
  "stop.codeChanged":
    "Le code est passé de « {{before}} » à « {{code}} » ({{source}}). Modifiez-le aussi ici : {{shop}} ; l’article suivra automatiquement.",
  "stop.vatClass":
    "La classe de TVA ({{shop}}) pour « {{value}} » n’est pas encore choisie. Choisissez-la dans la liaison.",
  "stop.shopVatClass":
    "La classe de TVA « {{value}} » n’existe plus ({{shop}}). Rien n’a été écrit. Choisissez-en une autre dans la liaison.",
  "stop.vatRate":
    "Les prix ne sont pas tous deux avec ou sans TVA ({{source}}, {{shop}}). Indiquez dans la liaison le taux pour « {{value}} ».",
  "stop.priceMode":
    "On ne sait pas si les prix sont avec ou sans TVA ({{shop}}). Rien n’a été écrit. Choisissez-le dans la liaison.",
  "stop.image": "L’image « {{value}} » dépasse 30 Mo ou est illisible. Remplacez-la ({{source}}).",
  "stop.step": "L’étape « {{step}} » de votre propre module retient cet article : {{value}}",
  "stop.notCounted":
    "Le stock de « {{code}} » n’est pas suivi ({{shop}}). Activez-y la gestion du stock pour cet article.",
  "stop.otherStock":
    "Le stock de « {{code}} » n’a pas été repris ({{shop}}) : {{wanted}} écrit, {{value}} affiché. Vérifiez ce qui le bloque.",
  "stop.unreadableOrder":
    "Une commande est illisible ({{shop}}), donc aussi la quantité de « {{code}} » qu’elle contient. D’ici là, le stock ne fait que baisser : {{value}} affiché, ce sera {{wanted}}. Regardez les commandes.",
  "stop.noEmail": "N’a pas d’adresse e-mail correcte ({{source}}). Complétez-la ; le client suivra automatiquement.",
  "stop.duplicateEmail":
    "Plus d’un client a cette adresse e-mail ({{source}}). Rien n’a été écrit. Donnez à chaque client sa propre adresse.",
  "alarm.catalogueStopped_one":
    "{{count}} article ou client n’a pas été envoyé à la boutique ({{system}}). La liaison indique pourquoi et qui doit agir.",
  "alarm.catalogueStopped_other":
    "{{count}} articles ou clients n’ont pas été envoyés à la boutique ({{system}}). Chacun indique pourquoi et qui doit agir.",
  "alarm.catalogueStopped.run":
    "La mise à jour ({{system}}) a échoué plusieurs fois de suite et est à l’arrêt. La liaison indique pourquoi.",
  "notice.name.catalogueStopped": "articles ou clients à l’arrêt",
  "event.coupling.catalogue": "{{system}} mis à jour : {{value}} nouveaux ou modifiés",
  "given.future": "Ce jour n’est pas encore arrivé. Choisissez aujourd’hui ou un jour antérieur.",
  "given.noProducts": "Cette connexion ne fournit ni articles, ni stock, ni clients de ce type",
  "given.noShop": "Cela ne peut pas être écrit dans cette connexion",
  "given.noStep": "Cette étape n’est pas chargée dans Schakel : {{value}}",
  "given.sameConnection": "Choisissez deux connexions différentes",
} as const;
