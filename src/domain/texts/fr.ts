import type { StoredKey } from "./text.ts";

/** French, as written in Belgium. Spaces before `: ; ? !` and inside « » do not break (U+00A0). */
export const fr: Readonly<Record<StoredKey, string>> = {
  "outcome.documented": "Traité",
  "outcome.skipped": "Écarté",
  "outcome.waiting": "En attente",
  "outcome.held": "Action requise",
  "outcome.failed": "Non abouti",
  "record.order": "commande {{number}}",
  "time.onDay": "{{time}} le {{day}}",
  "error.remote.unavailable.title": "{{record}} en attente : {{system}} ne répond pas",
  "error.remote.unavailable.body":
    "Rien n'est perdu et rien n'est parti en double. Schakel réessaie à {{time}}. Vous n'avez rien à faire.",
  "error.remote.rate_limited.title": "{{record}} en attente : limite atteinte ({{system}})",
  "error.remote.rate_limited.body":
    "{{system}} n'accepte plus de demandes pour l'instant. Schakel reprend à {{time}}. Cela ne compte pas comme un échec.",
  "error.remote.outcome_unknown.title": "{{record}} : réception par {{system}} incertaine",
  "error.remote.outcome_unknown.body":
    "Le message est parti, mais la réponse n'est pas revenue. À {{time}}, Schakel cherche d'abord {{key}} dans {{system}} et ne renvoie que si rien ne s'y trouve.",
  "error.remote.conflict.title": "{{record}} : modification entre-temps dans {{system}}",
  "error.remote.conflict.body": "Schakel lit la nouvelle version et réessaie à {{time}}. Vous n'avez rien à faire.",
  "error.retry.stopped":
    "Schakel ne réessaie plus automatiquement. Rien n'a été comptabilisé. Vérifiez si {{system}} est joignable, puis réessayez ({{key}}).",
  "error.remote.outcome_unknown.held":
    "Schakel ne peut pas vérifier chez {{system}} si c'est bien arrivé. Vérifiez vous-même si {{key}} existe, puis choisissez : déjà là, ou renvoyer.",
  "error.credentials.expired.title": "{{system}} : reconnexion nécessaire",
  "error.credentials.expired.body":
    "{{system}} n'accepte plus les clés de cette connexion. Rien n'a été comptabilisé et rien n'est perdu. Reconnectez-vous ; ce qui attend reprendra ensuite.",
  "error.credentials.insufficient.title": "{{system}} : droits insuffisants pour cette connexion",
  "error.credentials.insufficient.body":
    "Rien n'a été comptabilisé et rien n'est perdu. Demandez à un administrateur ({{system}}) de donner aux clés les droits de lecture et d'écriture, puis testez la connexion.",
  "error.settings.invalid.title": "{{system}} : un paramètre est incorrect",
  "error.settings.invalid.body":
    "Rien n'a été comptabilisé. Corrigez les paramètres de cette connexion, puis testez-la ; ce qui attend reprendra ensuite.",
  "error.mapping.missing.title": "{{record}} : rien de choisi pour « {{value}} » ({{kind}})",
  "error.mapping.missing.body":
    "Schakel ne devine pas. Choisissez une fois ce qui correspond à « {{value}} ». Chaque commande qui l'attend sera alors traitée.",
  "mapping.untaxedLine": "ligne sans TVA",
  "mapping.exchangeRate": "taux de change",
  "mapping.orderStatus": "statut de commande",
  "mapping.paymentMethod": "mode de paiement",
  "error.capability.missing.title": "{{system}} ne propose pas cette fonction",
  "error.capability.missing.body":
    "Cette fonction n'existe pas chez {{system}} ou n'est pas ouverte pour votre compte. Choisissez une autre connexion ou désactivez cette partie.",
  "error.document.invalid.title": "{{record}} : donnée manquante ou incorrecte",
  "error.document.invalid.body":
    "Aucun document n'a été créé et rien n'a été comptabilisé. Complétez les données dans {{system}} ({{key}}). Schakel reprendra ensuite.",
  "error.document.rejected.title": "{{record}} : {{system}} a refusé",
  "error.document.rejected.body":
    "Réponse reçue ({{system}}) : « {{message}} ». Rien n'a été comptabilisé. Corrigez le document, puis renvoyez-le.",
  "error.document.totals_mismatch.title": "{{record}} : écart de {{difference}} dans les montants",
  "error.document.totals_mismatch.body":
    "Selon {{system}}, le total est de {{expected}} ; les lignes donnent {{actual}}. Schakel ne comptabilise rien tant que l'écart subsiste. Comparez les lignes.",
  "error.document.totals_mismatch.unknown": "{{record}} : les montants ne concordent pas",
  "error.document.totals_mismatch.unknownBody":
    "Schakel ne comptabilise rien tant que les montants diffèrent. Comparez les lignes avec {{system}}.",
  "error.remote.protocol_changed.title": "{{system}} ne répond plus comme prévu",
  "error.remote.protocol_changed.body":
    "La réponse a une forme que Schakel ne connaît pas. Rien n'a été deviné ni comptabilisé. Signalez-le à votre administrateur ; la réponse est conservée.",
  "error.internal.unexpected.title": "{{record}} : erreur inattendue dans Schakel",
  "error.internal.unexpected.body":
    "Vous n'y êtes pour rien. Tout est conservé tel que reçu. Signalez-le à votre administrateur.",
  "rule.status": "Écartée : le statut « {{value}} » n'est pas traité",
  "rule.before": "Écartée : datée du {{value}}, antérieure au point de départ",
  "rule.offset": "Écartée : non reprise, comme choisi au démarrage",
  "rule.zero": "Écartée : le total est nul",
  "rule.unpaid": "Écartée : pas encore payée (statut « {{value}} »)",
  "rule.user": "Écartée par un utilisateur : {{value}}",
  "event.document.issued": "Document créé : {{document}}",
  "event.order.skipped": "{{record}} : écartée",
  "event.order.held": "{{record}} : action requise",
  "event.order.waiting": "{{record}} en attente, reprise automatique",
  "event.order.failed": "{{record}} : non aboutie",
  "event.order.gone": "{{record}} : absente désormais dans {{system}}. Le document est conservé.",
  "event.order.unknownRate":
    "{{record}} : {{rate}} % de TVA ({{country}}), un taux absent de la table à cette date. Le taux de la boutique ({{system}}) a été suivi.",
  "event.order.changedAfterIssue": "{{record}} : modification dans {{system}} après la création du document",
  "event.refund.notCredited":
    "Pas de note de crédit pour le remboursement {{refund}}. La facture n'a pas changé. Comparez les montants.",
  "alarm.refundNotCredited":
    "Commande {{value}} : un remboursement chez {{system}} ne peut pas être crédité. Comparez les montants.",
  "alarm.couplingSettings":
    "Un réglage de la liaison avec {{system}} ne convient pas. Rien n’est comptabilisé avant sa correction.",
  "story.skippedBy": "{{record}} : écartée par {{who}} ({{reason}})",
  "alarm.deliveryRefused":
    "Des messages ont été bloqués ({{system}}) : la signature est incorrecte. Rien n'en a été traité. Recopiez le secret dans {{system}}.",
  "alarm.deliveryRefused.stranger":
    "Des messages ont été bloqués : leur adresse n'est pas celle de la boutique ({{system}}), peut-être s'agit-il d'une copie. Rien n'en a été traité. Désactivez le webhook sur cette copie.",
  "alarm.webhookDisabled":
    "{{system}} a désactivé un webhook. Schakel le réactive ; entre-temps, les commandes arrivent via le contrôle périodique.",
  "alarm.webhookBlind":
    "{{system}} envoie des messages sans commande : l'utilisateur derrière le webhook ne peut plus lire les commandes. Rendez-lui ses droits dans {{system}}.",
  "alarm.credentials": "{{system}} : reconnexion nécessaire. Ce qui attend reprendra ensuite.",
  "alarm.unreachable":
    "Schakel ne parvient pas à joindre {{system}} depuis {{time}}. Impossible donc de confirmer que tout est passé.",
  "home.allThrough": "Tout est passé",
  "home.needsYou_one": "{{count}} commande vous attend",
  "home.needsYou_other": "{{count}} commandes vous attendent",
  "home.resumes_one": "{{count}} commande en attente, reprise automatique",
  "home.resumes_other": "{{count}} commandes en attente, reprise automatique",
  "home.uncertain": "Impossible de confirmer que tout est passé. Voir « Attention ».",
  "home.attention": "Attention",
  "home.running": "Schakel fonctionne",
  "home.useLink": "Ouvrez le lien affiché au démarrage pour voir ce que sont devenues les commandes.",
  "home.noAdministration": "Pas encore de dossier. Créez-en un avec {{call}}.",
  "problem.400": "Cette demande ne convient pas",
  "problem.401": "Pas de code d'accès valable",
  "problem.403": "Non autorisé",
  "problem.404": "Introuvable",
  "problem.409": "Ne correspond pas à l'état actuel",
  "problem.413": "Trop volumineux",
  "problem.415": "Ce type de contenu n'est pas lu ici",
  "problem.422": "Impossible en l'état",
  "problem.429": "Trop de demandes",
  "problem.431": "L'en-tête de la demande est trop volumineux",
  "problem.500": "Erreur inattendue dans Schakel",
  "problem.502": "L'autre système ne répond pas comme prévu",
  "problem.503": "L'autre système demande d'attendre",
  "document.refund": "Remboursement",
};
