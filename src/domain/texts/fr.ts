import { alarmFr } from "./alarm-fr.ts";
import { basketFr } from "./basket-fr.ts";
import { relationFr } from "./relation-fr.ts";
import { supplierDocumentFr } from "./supplier-document-fr.ts";
import { bookingFr } from "./booking-fr.ts";
import { catalogueFr } from "./catalogue-fr.ts";
import { givenFr } from "./given-fr.ts";
import { ledgerFr } from "./ledger-fr.ts";
import { mailFr } from "./mail-fr.ts";
import { driftFr } from "./drift-fr.ts";
import { tradeFr } from "./trade-fr.ts";
import { auditFr } from "./audit-fr.ts";
import { limitFr } from "./limit-fr.ts";
import { saysFr } from "./says-fr.ts";
import { operationFr } from "./operation-fr.ts";
import { priceFr } from "./price-fr.ts";
import { priceRunFr } from "./price-run-fr.ts";
import { purchaseFr } from "./purchase-fr.ts";
import { workFr } from "./work-fr.ts";
import type { StoredKey } from "./text.ts";

/** French, as written in Belgium. Spaces before `: ; ? !` and inside « » do not break (U+00A0). */
export const fr: Readonly<Record<StoredKey, string>> = {
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
    "{{message}}. Aucun document n'a été créé et rien n'a été comptabilisé. Corrigez les données dans {{system}} ({{key}}). Schakel reprendra ensuite.",
  "error.document.rejected.title": "{{record}} : {{system}} a refusé",
  "error.document.rejected.body":
    "Réponse reçue ({{system}}) : « {{message}} ». Rien n'a été comptabilisé. Corrigez ce qui ne va pas, puis retraitez : {{key}}.",
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
  "event.order.foundThere": "{{who}} a trouvé {{value}} dans l’autre logiciel",
  "event.order.notThere": "{{who}} n’a rien trouvé dans l’autre logiciel : un nouvel envoi est fait",
  "event.order.leftAsIs": "{{who}} a laissé l’écart avec le document tel quel : {{value}}",
  "event.order.changedAfterIssue": "{{record}} : modification dans {{system}} après la création du document",
  "event.refund.notCredited":
    "Pas de note de crédit pour le remboursement {{refund}}. La facture n'a pas changé. Comparez les montants.",
  "alarm.refundNotCredited":
    "Commande {{value}} : un remboursement chez {{system}} ne peut pas être crédité. Comparez les montants.",
  "alarm.couplingSettings":
    "Un réglage de la liaison avec {{system}} ne convient pas. Rien n’est comptabilisé avant sa correction.",
  "event.payment.received": "{{document}} : {{amount}} reçus via {{provider}}",
  "event.payment.late": "{{document}} : {{amount}} reçus via {{provider}} après la clôture du paiement",
  "event.payment.unallocated": "{{document}} : {{amount}} payés en trop, pas encore attribués",
  "event.payment.refunded": "{{document}} : {{amount}} remboursés via {{provider}}",
  "event.payment.chargedBack": "{{document}} : {{amount}} repris par le client, via {{provider}}",
  "alarm.paymentUnallocated":
    "{{value}} : plus que le montant ouvert a été payé, peut-être deux fois. Attribuez la différence ou remboursez-la.",
  "alarm.paymentReversed": "{{value}} est de nouveau à payer : un paiement via {{system}} a été remboursé ou repris.",
  "alarm.paymentRestored":
    "{{system}} annonce qu’un remboursement ou une reprise pour {{value}} n’a pas eu lieu. L’argent est de nouveau comptabilisé. Comparez avec {{system}}.",
  "alarm.paymentMismatch":
    "{{system}} annonce un autre montant que demandé pour {{value}}. Rien n’est comptabilisé. Comparez le paiement dans {{system}}.",
  "alarm.paymentUnreadable":
    "Réponse illisible chez {{system}} sur le paiement {{value}}. Rien n’est comptabilisé. Vérifiez dans {{system}}.",
  "alarm.paymentRefused":
    "{{system}} refuse de démarrer un paiement pour {{value}}. Le client ne peut donc pas payer en ligne.",
  "alarm.callbackRefused":
    "Un message envoyé par {{system}} sur un paiement a été retenu : la signature n’est pas correcte. Rien n’en a été traité.",
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
    "Schakel ne parvient pas à joindre {{system}} depuis {{time}}. Impossible donc de confirmer que tout est traité.",
  "home.allThrough": "Tout est traité",
  "repay.to": "À rembourser à {{customer}} : {{amount}}",
  "repay.waits_one": "{{count}} remboursement vous attend",
  "repay.waits_other": "{{count}} remboursements vous attendent",
  "repay.some_one": "{{count}} facture à rembourser",
  "repay.some_other": "{{count}} factures à rembourser",
  "home.needsYou_one": "{{count}} commande vous attend",
  "home.needsYou_other": "{{count}} commandes vous attendent",
  "upload.tooLarge": "Ce fichier est trop volumineux : il peut peser {{megabytes}} Mo",
  "logo.svg": "Un SVG peut contenir du script et n'est donc pas lu. Enregistrez le logo en PNG.",
  "logo.format": "Ce n'est ni un PNG ni un JPEG",
  "logo.broken": "Cette image est abîmée ou incomplète",
  "logo.tooLarge": "Le logo peut peser 2 Mo",
  "logo.tooBig": "Le logo a trop de points : au plus 4 000 par côté et 4 millions en tout",
  "logo.tooSmall": "Le logo est trop petit : au moins 16 × 16 points",
  "logo.cmyk": "Ce JPEG est en CMJN, les couleurs d'un imprimeur. Enregistrez-le en RVB.",
  "style.iban": "Ce numéro de compte n'est pas correct",
  "style.changed": "La charte a été modifiée entre-temps par {{who}}. Relisez-la.",
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
  "refusal.signIn": "L'adresse e-mail ou le mot de passe est incorrect",
  "refusal.signInCode": "Ce code est incorrect",
  "refusal.signInTooLate": "La deuxième étape a pris trop de temps : connectez-vous à nouveau",
  "refusal.signInTooMany": "Trop de tentatives : patientez un peu, puis réessayez",
  "refusal.passwordWrong": "Votre mot de passe actuel est incorrect",
  "refusal.passwordUnsuitable":
    "Choisissez un autre mot de passe : au moins 10 caractères, et pas votre adresse e-mail",
  "refusal.setUpCode": "Ouvrez Schakel avec l'adresse que le serveur affiche au démarrage",
  "refusal.setUpDone": "Schakel est déjà configuré : connectez-vous",
  "refusal.invitation": "Cette invitation a expiré, a été retirée ou a déjà servi",
  "refusal.emailTaken": "Cette adresse e-mail est déjà utilisée",
  "refusal.lastOwner": "Il doit toujours rester au moins un propriétaire",
  "refusal.ownersOnly": "Seul un propriétaire peut faire cela",
  "role.administrator": "administrateur",
  "role.bookkeeper": "comptable",
  "role.buyer": "acheteur",
  "role.viewer": "lecteur",
  "invitation.subject": "{{inviter}} vous invite dans Schakel : {{company}}",
  "invitation.what": "{{inviter}} vous donne accès dans Schakel à {{company}}, comme {{role}}.",
  "invitation.how": "Ouvrez ce lien et choisissez un mot de passe, ou connectez-vous si vous utilisez déjà Schakel :",
  "invitation.until":
    "Le lien fonctionne une seule fois, pendant les sept prochains jours. Vous n'attendiez pas cette invitation ? Il n'y a rien à faire.",
  ...purchaseFr,
  ...workFr,
  ...operationFr,
  ...saysFr,
  ...limitFr,
  ...auditFr,
  ...ledgerFr,
  ...tradeFr,
  ...priceFr,
  ...priceRunFr,
  ...driftFr,
  ...givenFr,
  ...mailFr,
  ...alarmFr,
  ...basketFr,
  ...supplierDocumentFr,
  ...relationFr,
  ...bookingFr,
  ...catalogueFr,
  "document.refund": "Remboursement",
  "event.document.drafted": "{{document}} est prêt comme brouillon",
  "event.document.draftUpdated": "Le brouillon suit la commande modifiée : {{document}}",
  "event.document.notMailed": "{{document}} n'a pas été envoyé par e-mail : la commande n'a pas d'adresse e-mail",
  "event.document.notMailedOld":
    "{{document}} n'a pas été envoyé par e-mail : la commande date d'avant l'activation de la liaison ou la restauration d'une sauvegarde",
  "event.refund.repaid": "Remboursement {{refund}} : {{amount}} comptabilisés sur {{document}}, déjà crédité à la main",
  "event.refund.waitsForIssue":
    "Le remboursement {{refund}} attend : la facture est encore un brouillon. Dès qu'elle est définitive, la note de crédit suit d'elle-même.",
  "form.conflict": "{{user}} a aussi modifié ceci à {{time}}. Examinez les différences avant d'enregistrer.",
  "form.changed": "Ceci a été modifié entre-temps. Examinez les différences avant d'enregistrer.",
  "cannot.final": "Ce document est définitif ({{number}}) et ne change plus. Le créditer reste possible.",
  "cannot.notFinal": "Finalisez d'abord ce document.",
  "cannot.ofOrder":
    "Ce brouillon appartient à une commande et reste en place. Finalisez-le puis créditez-le, ou modifiez la commande dans la boutique.",
  "cannot.paid": "Un paiement est attribué à ce brouillon. Attribuez-le d'abord à un autre document.",
  "cannot.nothingLeft": "Il ne reste rien de ce document pour cette opération.",
  "cannot.creditedInPart":
    "Une partie de cette facture est déjà créditée. Créditez le reste et créez vous-même un nouveau brouillon.",
  "cannot.notPossible": "Ce n'est pas possible avec ce type de document.",
  "fault.unknownBuyer": "Ce client n'existe pas dans ce dossier. Choisissez-en un autre.",
  "fault.unknownItem": "Cet article n'existe pas dans ce dossier. Choisissez-en un autre.",
  "fault.unknownInvoice": "Choisissez une facture définitive de ce dossier.",
  "fault.moreThanLeft": "C'est plus que ce qui reste : {{left}}.",
  "fault.noBuyer": "Choisissez un client.",
  "fault.noBuyerName": "Ce client n'a pas encore de nom.",
  "fault.noBuyerAddress": "Complétez l'adresse de ce client : rue, code postal, localité et pays.",
  "fault.noBuyerVatNumber": "Ce régime de TVA exige le numéro de TVA du client.",
  "fault.noOwnVatNumber": "Indiquez le numéro de TVA de votre entreprise dans ses données.",
  "fault.noLine": "Ajoutez au moins une ligne avec un montant.",
  "fault.noItemName": "Donnez une description à cette ligne.",
  "fault.noInvoice": "Choisissez la facture à créditer.",
  "fault.noDeliveryDate": "Une livraison intracommunautaire exige une date de livraison.",
  "fault.noDeliveryCountry": "Une livraison intracommunautaire exige une adresse de livraison avec pays.",
  "fault.outsideVatAlone": "« Non soumis à la TVA » ne peut pas figurer avec d'autres taux sur un même document.",
  "fault.rule": "Ceci ne respecte pas la règle {{rule}} des factures.",
  "fault.dayAhead": "Cette date se situe dans le futur.",
  "fault.dayTaken":
    "Il existe déjà un document daté du {{day}}. Choisissez ce jour ou un jour ultérieur, afin que numéros et dates se suivent.",
  "fault.dayClosed": "C’est clôturé jusqu’au {{day}} inclus. Choisissez un jour ultérieur, ou laissez la date vide.",
  "fault.dueBeforeIssue": "L'échéance précède la date de facture.",
  "fault.dayTooOld": "Choisissez une date à partir du 1er janvier 2000.",
  "fault.otherBuyer": "Ceci appartient à {{number}} d'un autre client. Choisissez le même client.",
  "fault.beforeInvoice": "La note de crédit ne peut pas précéder la facture {{number}} du {{day}}.",
  "fault.dueOnCredit": "Une note de crédit n'a pas d'échéance.",
  "fault.turnedAround":
    "Une note de crédit reprend ce que porte la facture {{number}}. Ici, un montant ou un taux de TVA est au contraire facturé.",
  "fault.moreThanInvoice": "Il reste {{left}} à créditer sur la facture {{number}}. Réduisez cette note de crédit.",
  "fault.otherSource": "Cette ligne ne peut pas provenir de ce document.",
  "fault.moreThanOpen": "{{number}} : il reste {{left}} à payer.",
  "fault.moreThanOwed": "{{number}} : il reste {{left}} à rembourser.",
  "fault.amount": "Choisissez un montant supérieur à zéro.",
};
