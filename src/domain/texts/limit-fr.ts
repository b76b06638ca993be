import type { limitNl } from "./limit-nl.ts";

/** French: what a coupling does not do. */
export const limitFr: Readonly<Record<keyof typeof limitNl, string>> = {
  "limit.stockApart":
    "Schakel n'aligne pas le stock ({{source}}) sur le sien. Une facture ne modifie que le stock dans Schakel.",
  "limit.onlyOnline":
    "Ce qui n'est pas en ligne dans {{source}} n'est pas repris : Schakel ne travaille pas avec des systèmes qui vendent hors ligne et transmettent ensuite.",
  "limit.changedLater":
    "Si une commande change après sa comptabilisation dans {{target}}, Schakel n'y modifie rien. Vous voyez la différence dans la commande.",
  "limit.itemsNotMade":
    "Schakel ne crée pas dans {{target}} un article inconnu à partir d'une commande. La commande vous attend alors.",
  "limit.discounts":
    "Les remises sont reprises comme montants de la commande. Aucune remise ni promotion n'est créée dans {{target}}.",
  "limit.notMailed": "Schakel n'envoie pas par e-mail les documents de cette liaison. Ils se trouvent dans {{target}}.",
  "limit.passThrough":
    "Schakel ne fait ici que transmettre et n'archive pas : ce qui est traité disparaît après la durée de conservation choisie. Les données se trouvent dans {{source}} et {{target}}.",
  "limit.oneWay":
    "Tout va dans un seul sens : {{source}} → {{target}}. Ce que vous modifiez dans {{target}} ne revient pas dans {{source}}.",
  "limit.multistore":
    "{{target}} est mis à jour comme une seule boutique. Plusieurs boutiques dans un même système (multistore) demandent un module propre.",
  "limit.oneStock":
    "Chaque article reçoit un seul stock dans {{target}}. Un stock par entrepôt demande un module propre.",
  "limit.discountsStay":
    "Les remises, promotions et tarifs par client ({{source}}) ne sont pas repris, seulement le prix standard.",
  "limit.generalOnly":
    "Seules les données générales sont reprises : nom, entreprise, adresse, adresse e-mail et téléphone. Pas les autres champs ({{source}}).",
  "limit.accounts": "Les mots de passe, consentements et comptes des clients dans {{target}} restent tels quels.",
  "limit.customerSince": "La date de création d’un client dans {{source}} n’est pas reprise : {{target}} a la sienne.",
  "limit.noBell":
    "{{system}} n'annonce pas ses changements. Schakel les demande régulièrement : cela peut prendre un moment.",
  "limit.notOffered": "{{system}} ne propose pas cette fonction : {{operation}}.",
};
