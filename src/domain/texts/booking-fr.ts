/** French: orders that are booked in an outside package, and those that could not be. */
export const bookingFr = {
  "mapping.itemCode": "code article",
  "mapping.chargeItem": "article pour frais ou remises",
  "mapping.vatCode": "code TVA",
  "charge.shipping": "livraison",
  "charge.charge": "frais",
  "charge.allowance": "remise ou bon cadeau",
  "charge.deposit": "consigne",
  "charge.contribution": "contribution",
  "charge.surcharge": "supplément",
  "charge.rounding": "arrondi",
  "charge.named": "{{kind}} « {{name}} »",
  "codes.missing": "{{record}} n’est pas encore comptabilisée dans {{system}}",
  "codes.missing.body":
    "{{list}}. Rien n’a été comptabilisé. Choisissez dans la table de correspondance du couplage ce qui convient ; chaque commande qui l’attend sera alors traitée. Si vous créez un article dans {{system}}, choisissez « Réessayer » dans la commande.",
  "codes.unnamed": "« {{value}} » n’a pas de code article dans la boutique",
  "codes.unknown": "l’article « {{value}} » n’existe pas dans {{system}}",
  "codes.off": "l’article « {{value}} » est désactivé dans {{system}}",
  "codes.twice": "l’article « {{value}} » existe plusieurs fois dans {{system}}",
  "codes.unchosenItem": "aucun article n’est choisi pour {{value}}",
  "codes.unchosenVat": "aucun code n’est choisi pour la TVA « {{value}} »",
  "cause.item": "Article « {{value}} » non reconnu dans {{system}}",
  "cause.item.body_one": "Choisissez l’article, ou créez-le dans {{system}} et réessayez. {{count}} commande attend.",
  "cause.item.body_other":
    "Choisissez l’article, ou créez-le dans {{system}} et réessayez. {{count}} commandes attendent.",
  "brief.item": "article « {{value}} » non reconnu dans {{system}}",
  "failure.subject_one": "{{count}} commande non comptabilisée dans {{system}}",
  "failure.subject_other": "{{count}} commandes non comptabilisées dans {{system}}",
  "failure.because": "{{named}} ({{reason}})",
  "failure.difference": "écart de {{difference}} dans les montants",
  "failure.next":
    "Vous ne recevrez un autre message sur la même commande que si elle reste bloquée pour une autre raison.",
  "failure.settings": "Les destinataires de ce message se choisissent dans les réglages du couplage.",
  "skip.begun":
    "On ne sait pas encore si {{system}} a déjà cette commande. Vous pourrez l’écarter dès que ce sera connu.",
  "story.creditThere":
    "Schakel ne crée pas de note de crédit dans {{system}} pour le remboursement {{refund}}. Créez-la vous-même là-bas.",
};
