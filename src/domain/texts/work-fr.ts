/** French: apps, overview, orders, log and the set-up of a webshop. */
export const workFr = {
  "app.customers.name": "Clients et fournisseurs",
  "app.customers.about": "Garde la trace de vos clients et de vos fournisseurs.",
  "app.items.name": "Articles et stock",
  "app.items.about": "Vos articles avec prix, taux de TVA et stock.",
  "app.invoices.name": "Factures et notes de crédit",
  "app.invoices.about": "Établit et conserve vos factures et notes de crédit, avec une numérotation sans trous.",
  "app.payments.name": "Paiements",
  "app.payments.about": "Attribue les paiements aux factures et montre ce qui reste ouvert.",
  "app.quotes.name": "Devis et confirmations de commande",
  "app.quotes.about": "Établissez un devis et convertissez-le ensuite en facture.",
  "app.orderSlips.name": "Bons de commande",
  "app.orderSlips.about": "Note ce que commande un client, avant la livraison ou la facture.",
  "app.deliveryNotes.name": "Bons de livraison",
  "app.deliveryNotes.about": "Accompagne les marchandises et devient ensuite une facture.",
  "app.workOrders.name": "Bons de travail et préparations de chantier",
  "app.workOrders.about": "Pour qui exécute des travaux : ce qui est à faire et ce qui est fait.",
  "app.epcQr.name": "QR de paiement sur les factures",
  "app.epcQr.about":
    "Le client scanne le code avec son application bancaire ; montant et communication sont déjà remplis.",
  "app.foreignLanguageCustomers.name": "Clients d'une autre langue",
  "app.foreignLanguageCustomers.about":
    "Documents et e-mails en néerlandais, français, anglais ou allemand, selon la langue du client.",
  "app.woocommerce.name": "WooCommerce",
  "app.woocommerce.about":
    "Fait de chaque commande de votre boutique un bon de commande, un bon de livraison ou une facture.",
  "app.mollie.name": "Mollie",
  "app.mollie.about": "Les clients paient une facture en ligne via Mollie ; le paiement est attribué automatiquement.",
  "app.bancontactPro.name": "Bancontact Pro (anciennement Payconiq)",
  "app.bancontactPro.about":
    "Les clients paient une facture avec le code QR de Bancontact ; le paiement est attribué automatiquement.",
  "app.off":
    "L'app « {{app}} » est désactivée. Activez-la sous « Apps et liaisons », via votre adresse e-mail en haut à droite.",
  "app.fixed": "« {{app}} » est toujours activé : sans cela, pas de back-office.",
  "app.whenOff": "Vous ne pourrez plus rien créer avec « {{app}} ». Ce qui existe reste en place.",
  "app.whenOff.connector":
    "Schakel ne traite plus rien ({{app}}). Ce qui arrive entre-temps est conservé et attend. Les connexions et les paramètres restent en place.",
  "app.stopped_one":
    "{{count}} liaison est à l'arrêt. Ce qui arrive est conservé ; réactivez « {{app}} » et tout reprend.",
  "app.stopped_other":
    "{{count}} liaisons sont à l'arrêt. Ce qui arrive est conservé ; réactivez « {{app}} » et tout reprend.",
  "app.stopped.nothing": "« {{app}} » est désactivé. Rien n'était en cours.",
  "licence.needed": "Un code de licence est nécessaire. {{contact}}",
  "licence.missing": "Indiquez un code de licence.",
  "licence.unreadable":
    "Ce n'est pas un code de licence de Schakel. Un code commence par SCHAKEL1 et comporte trois parties séparées par un point ; copiez-le en entier.",
  "licence.forged": "Ce code n'a pas été délivré par le gestionnaire de ce serveur, ou il a été modifié.",
  "licence.otherModule": "Ce code est destiné à une autre app.",
  "licence.otherAdministration": "Ce code est destiné à un autre dossier.",
  "licence.cancelled": "Ce code a été retiré.",
  "licence.expired": "Ce code a expiré.",
  "alarm.licenceExpiring":
    "La licence de l'app « {{system}} » expire le {{value}}. Indiquez un nouveau code avant cette date ; ensuite « {{system}} » sera à l'arrêt.",
  "alarm.licenceExpired":
    "« {{system}} » est à l'arrêt : aucune licence en cours. Ce qui arrive est conservé et reprendra dès qu'un code sera indiqué.",
  "refusal.appOff": "Cette app est désactivée : activez-la sous « Apps et liaisons »",
  "home.allThrough.sub_one": "{{count}} commande traitée aujourd'hui. Dernier contrôle à {{time}}.",
  "home.allThrough.sub_other": "{{count}} commandes traitées aujourd'hui. Dernier contrôle à {{time}}.",
  "home.today_one": "{{count}} commande traitée aujourd'hui.",
  "home.today_other": "{{count}} commandes traitées aujourd'hui.",
  "home.waiting_one": "{{count}} en attente, reprise automatique ({{system}})",
  "home.waiting_other": "{{count}} en attente, reprise automatique ({{system}})",
  "home.blind": "Schakel ne parvient pas à joindre {{shop}} depuis {{time}}",
  "home.blind.sub": "Impossible donc de confirmer que tout est passé.",
  "home.new": "Bienvenue dans Schakel",
  "home.new.sub": "Vos commandes apparaîtront ici. Connectez une boutique pour commencer.",
  "coupling.invoices": "{{connection}} → factures",
  "coupling.orderSlips": "{{connection}} → bons de commande",
  "coupling.deliveryNotes": "{{connection}} → bons de livraison",
  "cause.drift_one": "{{count}} commande modifiée après envoi ({{system}})",
  "cause.drift_other": "{{count}} commandes modifiées après envoi ({{system}})",
  "cause.drift.body": "Un document finalisé ne change plus. Vous pouvez établir une note de crédit et le refaire.",
  "cause.mapping": "Rien de choisi pour « {{value}} » ({{kind}})",
  "cause.mapping.all": "Rien de choisi : {{kind}}",
  "cause.mapping.body_one":
    "Schakel ne devine pas. Choisissez une fois ce qui correspond. {{count}} commande en attente sera alors traitée.",
  "cause.mapping.body_other":
    "Schakel ne devine pas. Choisissez une fois ce qui correspond. {{count}} commandes en attente seront alors traitées.",
  "cause.amounts": "Écarts dans les montants",
  "cause.amounts.one": "Écart de {{difference}} dans les montants",
  "cause.amounts.body": "Schakel ne comptabilise rien tant que l'écart subsiste. Comparez les lignes.",
  "cause.reconnect": "{{system}} : reconnexion nécessaire",
  "cause.reconnect.body_one":
    "Rien n'est perdu : {{count}} commande attend et reprendra dès que vous vous reconnectez.",
  "cause.reconnect.body_other":
    "Rien n'est perdu : {{count}} commandes attendent et reprendront dès que vous vous reconnectez.",
  "cause.rights": "{{system}} : droits insuffisants",
  "cause.rights.body":
    "Demandez à un administrateur ({{system}}) de donner aux clés les droits de lecture et d'écriture, puis testez la connexion.",
  "cause.settings": "{{system}} : un paramètre est incorrect",
  "cause.settings.body": "Rien n'a été comptabilisé. Corrigez le paramètre ; ce qui attend reprendra ensuite.",
  "cause.incomplete_one": "{{count}} commande incomplète ({{system}})",
  "cause.incomplete_other": "{{count}} commandes incomplètes ({{system}})",
  "cause.incomplete.body":
    "Aucun document n'a été établi. Complétez la commande ({{system}}) ; Schakel reprendra ensuite.",
  "cause.stopped_one": "{{count}} commande : {{system}} n'a pas répondu à temps",
  "cause.stopped_other": "{{count}} commandes : {{system}} n'a pas répondu à temps",
  "cause.stopped.body":
    "Schakel a essayé pendant trois jours et a cessé. Vérifiez si {{system}} est joignable, puis réessayez.",
  "cause.protocol": "{{system}} ne répond plus comme prévu",
  "cause.protocol.body":
    "Rien n'a été deviné ni comptabilisé. Signalez-le à votre administrateur ; la réponse est conservée.",
  "cause.unexpected": "Erreur inattendue dans Schakel",
  "cause.unexpected.body":
    "Vous n'y êtes pour rien. Tout est conservé tel que reçu. Signalez-le à votre administrateur.",
  "action.chooseMapping": "Choisir",
  "action.reconnect": "Reconnecter",
  "action.checkRights": "Vérifier les droits",
  "action.openConnection": "Ouvrir la connexion",
  "action.openCoupling": "Ouvrir le paramètre",
  "action.compareAmounts": "Comparer les montants",
  "action.openOrders": "Voir les commandes",
  "action.viewChanges": "Voir",
  "action.retry": "Réessayer",
  "action.report": "Signaler",
  "step.heard": "Première annonce",
  "step.found": "Trouvée lors du contrôle de la boutique",
  "step.received": "Message reçu (signature correcte)",
  "step.read": "Récupérée ({{system}})",
  "step.readLines_one": "Récupérée ({{system}}) : {{count}} ligne",
  "step.readLines_other": "Récupérée ({{system}}) : {{count}} lignes",
  "step.mailed": "Envoyé par e-mail ({{recipient}})",
  "step.mailQueued": "E-mail prêt à l'envoi ({{recipient}})",
  "step.mailFailed": "E-mail non remis ({{recipient}})",
  "step.paid": "Paiement reçu : {{amount}}",
  "step.paidBack": "Remboursement : {{amount}}",
  "step.nextAttempt": "Prochain essai à {{time}}",
  "step.issue": "{{document}} à établir",
  "step.mail": "Envoyer au client par e-mail",
  "step.earlier_one": "{{count}} étape précédente",
  "step.earlier_other": "{{count}} étapes précédentes",
  "entry.keysAgain": "Cette adresse est différente. Indiquez aussi les clés qui lui correspondent.",
  "entry.plainHttp": "Cette adresse n'est pas chiffrée. Utilisez {{value}}",
  "entry.keysSwapped": "La clé et le secret sont inversés : la clé commence par ck_, le secret par cs_.",
  "entry.notAKey": "Copiée depuis la boutique, cette valeur commence par {{value}}. Recopiez-la en entier.",
  "entry.otherAddress": "La boutique se trouve à une autre adresse. Utilisez {{value}}",
  "entry.redirects":
    "Cette adresse redirige sans fin. Ouvrez votre boutique dans un navigateur et reprenez l'adresse affichée.",
  "entry.notTheProduct":
    "Cette adresse héberge WordPress sans WooCommerce, ou l'extension est désactivée. Activez-la ou utilisez l'adresse de votre boutique.",
  "entry.noInterface":
    "Aucune boutique trouvée à cette adresse. Utilisez l'adresse de la page d'accueil de votre boutique WooCommerce.",
  "entry.plainPermalinks":
    "Avec les permaliens simples, les clés ne fonctionnent pas. Choisissez une autre structure sous Réglages, Permaliens.",
  "entry.keyUnknown":
    "La boutique ne reconnaît pas cette clé, ou son utilisateur ne peut pas lire les commandes. Créez une nouvelle clé avec droits de lecture et d'écriture.",
  "entry.secretWrong": "La boutique reconnaît la clé, mais le secret ne correspond pas. Recopiez les deux.",
  "entry.readOnly":
    "Cette clé ne permet que la lecture. Créez-en une nouvelle dans la boutique, avec droits de lecture et d'écriture.",
  "entry.userMayNot":
    "L'utilisateur de cette clé n'en a pas le droit dans la boutique. Donnez-lui le rôle de gestionnaire de boutique ou d'administrateur.",
  "entry.closedAddress":
    "Schakel ne peut pas ouvrir cette adresse\u00a0: elle se trouve dans le réseau du serveur, ou n'est pas chiffrée. Le gestionnaire du serveur peut l'autoriser.",
  "entry.unknownHost": "{{value}} n'existe pas. Vérifiez l'orthographe de l'adresse.",
  "entry.noAnswer": "{{value}} ne répond pas. Vérifiez l'adresse, ou réessayez tout à l'heure.",
  "entry.spaces": "Espaces supprimés autour de la valeur « {{label}} ».",
  "entry.changed": "« {{label}} » : enregistré sous la forme {{value}}",
  "event.connection.secretShown": "{{who}} a consulté le secret des webhooks ({{system}})",
  "event.order.messagesRead": "{{who}} a consulté les messages ({{record}})",
  "hook.wrongSecret":
    "La signature de certains messages était incorrecte : {{system}} utilise un autre secret. Rien n'en a été traité.",
  "hook.wrongSecret.mend": "Recopiez le secret dans le webhook ({{system}}), puis enregistrez-le.",
  "hook.stranger":
    "Des messages provenaient d'une autre adresse ({{value}}) que celle de la boutique ({{system}}). Rien n'en a été traité.",
  "hook.stranger.mend":
    "S'il s'agit d'une copie de votre boutique, désactivez-y le webhook. Si votre boutique a déménagé, testez la connexion.",
  "hook.off": "Le webhook « {{value}} » est désactivé dans la boutique.",
  "hook.off.mend":
    "Mettez le statut sur Actif et enregistrez. Une boutique désactive un webhook après sept échecs consécutifs.",
  "hook.plain":
    "Le webhook « {{value}} » utilise l'adresse non chiffrée (http) et n'arrive pas : les boutiques ne suivent pas les redirections.",
  "hook.plain.mend": "Recopiez l'URL : elle commence par https.",
  "hook.elsewhere": "Le webhook « {{value}} » utilise une autre adresse de ce serveur.",
  "hook.elsewhere.mend": "Recopiez l'URL en entier, puis enregistrez.",
  "hook.absent": "La boutique n'a pas de webhook « {{value}} » pour ce serveur.",
  "hook.absent.mend": "Laissez Schakel créer les webhooks, ou suivez les étapes.",
  "test.access": "accès avec ces clés",
  "test.orders": "lire les commandes",
  "test.taxRates": "lire les taux de TVA",
  "test.paymentMethods": "lire les modes de paiement",
  "test.customers": "lire les clients",
  "test.write": "écrire avec ces clés",
  "test.webhooks": "voir les webhooks",
  "test.failed": "Échec pour l'instant : {{system}} n'a pas répondu comme prévu. Réessayez plus tard.",
  "test.missing":
    "Droit manquant : {{title}}. Donnez à l'utilisateur de la clé le rôle de gestionnaire de boutique ou d'administrateur.",
  "test.readOnly":
    "Cette clé est en lecture seule. Schakel ne peut donc pas créer les webhooks : suivez les étapes, ou créez une clé avec droits de lecture et d'écriture.",
  "test.todo":
    "Enregistrez une commande ({{system}}) : ouvrez-la et cliquez sur mettre à jour, ou passez une commande de test. Elle apparaît ici dans la minute.",
  "advice.doubleMail": "Schakel envoie le document à votre client, et {{system}} envoie aussi son propre e-mail.",
  "advice.doubleMail.mend": "Désactivez les e-mails en double ({{system}}).",
  "advice.stock.choose":
    "Gérez votre stock à un seul endroit : dans Schakel ou dans {{system}}. La liaison ne les aligne pas.",
  "advice.stock.effect": "Dès qu'un article est facturé, le stock dans Schakel change automatiquement.",
  "advice.stock.hide": "Conseil : n'affichez pas de quantités ({{system}}) et gérez-les uniquement dans Schakel.",
  "advice.transfer":
    "Si vos clients paient ensuite par virement, demandez-leur la communication de la facture. Schakel attribue alors le paiement automatiquement. Collez ce texte dans le mode de paiement ({{system}}).",
  "advice.transfer.paste":
    "Vous recevrez la facture et sa communication structurée par e-mail. Merci de payer avec cette communication ou avec le numéro de facture.",
} as const;
