/** French: connections with trading partners, what an act on one is refused with. */
export const relationFr = {
  "app.partners.name": "Liaisons partenaires",
  "app.partners.about":
    "Échange des commandes avec les clients et fournisseurs qui utilisent aussi Schakel ou ce protocole.",
  "partner.noNumber":
    "Votre entreprise n’a pas encore de numéro d’entreprise, de numéro KvK ni de GLN. Indiquez-en un dans Paramètres → Entreprise : votre partenaire doit voir qui vous êtes.",
  "partner.noParty": "Cette relation n’existe plus. Choisissez-en une autre.",
  "partner.noLink": "Ceci n’est pas une invitation. Collez le lien complet reçu de votre partenaire.",
  "partner.closedAddress": "L’adresse {{host}} se trouve dans un réseau fermé. Votre administrateur peut l’ouvrir.",
  "partner.inviteOver":
    "Cette invitation (adresse : {{host}}) a déjà été utilisée, retirée ou a expiré. Demandez-en une nouvelle à votre partenaire.",
  "partner.noAnswer": "Pas de réponse à l’adresse {{host}} pour le moment. Réessayez dans quelques minutes.",
  "partner.notNow": "Ce n’est plus possible : la liaison a changé entre-temps. Rechargez la page.",
  "partner.alreadyConnected": "Il existe déjà une liaison avec ce partenaire.",
  "partner.notAnswered": "Votre partenaire n’a pas encore accepté l’invitation.",
  "partner.somebodyElse":
    "Les données de votre partenaire ont changé entre-temps. Vérifiez-les à nouveau avant de confirmer.",
  "partner.ownInvitation": "Cette invitation vient de votre propre entreprise. Envoyez le lien à votre partenaire.",
  "partner.keyUnderWay": "Une nouvelle clé est déjà en route vers votre partenaire. Attendez qu’elle soit confirmée.",
  "partner.notAccepted":
    "{{supplier}} n’a pas encore accepté votre invitation. La commande partira dès que ce sera fait.",
  "partner.paused": "La liaison avec {{supplier}} est en pause. La commande partira dès qu’elle reprendra.",
  "partner.noCode":
    "La ligne {{line}} n’a ni code-barres ni référence chez {{supplier}}. Seule cette commande est retenue ; les autres sont parties.",
  "partner.noLines": "Cette commande ne contient aucune ligne d’article.",
  "partner.directionOff":
    "La liaison avec {{supplier}} ne laisse pas passer ce type de message. Activez-le dans la liaison ; votre partenaire doit aussi l’accepter.",
  "partner.sentOtherwise":
    "Cette commande est déjà partie vers {{supplier}} par une autre voie. La renvoyer ferait double emploi.",
  "partner.invalid":
    "Cette commande ne respecte pas les règles des messages de commande ({{value}}). Complétez la commande ou les données de votre entreprise.",
  "partner.tooLarge":
    "Cette commande dépasse la taille admise par {{supplier}}. Répartissez-la sur plusieurs commandes.",
  "partner.gone": "Cette commande a changé ou est déjà partie entre-temps. Rechargez la page.",
  "partner.failed": "Cette commande n’a pas pu être préparée. Réessayez ; les autres commandes sont parties.",
  "partner.unmatched":
    "On ne sait pas quel article est visé par ces lignes : {{value}}. Choisissez votre article ; Schakel s’en souviendra.",
  "partner.unit":
    "L’unité de ces lignes ne peut pas être convertie : {{value}}. Indiquez combien de vos unités contient une unité du client.",
  "partner.currency":
    "Cette commande est dans une autre devise que votre comptabilité. Refusez-la et demandez-en une nouvelle dans votre devise.",
  "partner.orderUnknown": "Ce message concerne une commande qui n’est pas encore ici. Il attend son arrivée.",
  "partner.expired": "Votre partenaire n’a pas pris ce message à temps. Envoyez-le à nouveau.",
  "partner.ended":
    "La connexion avec ce partenaire a pris fin avant le départ de ce message. Commandez par une autre voie.",
  "partner.unreadable": "Ce message est illisible : {{value}}.",
  "partner.answer.held": "Indiquez d’abord quels articles sont visés ; un refus reste possible.",
  "partner.answer.answered": "Cette commande a déjà reçu une réponse. Rechargez la page.",
  "partner.answer.followed":
    "Un bon de livraison ou une facture existe déjà pour cette commande. Vous pouvez seulement refuser la modification.",
  "partner.answer.nothingAsked": "Il n’y a ni modification ni annulation à laquelle répondre.",
  "partner.change.notSent": "Cette commande n’est pas partie vers {{supplier}} par une liaison partenaire.",
  "partner.change.unchanged": "La commande est encore telle qu’elle est arrivée chez {{supplier}}.",
  "partner.change.notTold": "{{supplier}} n’accepte pas de message à ce sujet. Prévenez par e-mail ou par téléphone.",
  "partner.change.waitsForAnswer": "{{supplier}} n’a pas encore répondu à votre demande précédente.",
  "partner.change.isOver": "Cette commande a été refusée ou annulée. Créez-en une nouvelle.",
  "partner.change.tooLate": "La commande est déjà partie. Demandez l’annulation à {{supplier}}.",
  "partner.change.notActive": "La liaison avec {{supplier}} n’est pas active en ce moment.",
  "partner.change.notAgain": "{{supplier}} a déjà cette commande, ou elle est encore en route.",
  "partner.statement.notOver": "Choisissez une période terminée, en UTC : elle ne changera plus.",
  "partner.mail.subject": "{{company}} souhaite échanger des commandes avec vous",
  "partner.mail.what":
    "{{inviter}}, au nom de l’entreprise {{company}}, vous invite à échanger des commandes directement entre vos programmes.",
  "partner.mail.how":
    "Copiez ce lien dans Schakel, sous Liaisons partenaires → Accepter une invitation. Un simple clic n’a aucun effet.",
  "partner.mail.until":
    "Le lien fonctionne une seule fois, jusqu’au {{day}} inclus. Vérifiez qui vous invite avant d’accepter.",
  "fault.noPrice": "Indiquez un prix pour cette ligne.",
  "alarm.partnerForged":
    "Un message est arrivé qui ne vient pas de votre partenaire ({{value}}), ou qui a été modifié en route. Rien n’en a été fait. Demandez à votre partenaire si sa clé a changé.",
  "alarm.partnerStopped":
    "{{value}} ne reconnaît plus notre signature. Ce qui attend ne partira qu’une fois le problème résolu. Appelez votre partenaire.",
  "alarm.partnerStuck":
    "Un message n’a pas pu être traité après cinq essais : {{value}}. Les autres continuent. Consultez-le dans le journal des partenaires.",
  "notice.name.partnerForged": "message qui ne venait pas de votre partenaire",
  "notice.name.partnerStopped": "liaison refusée par un partenaire",
  "notice.name.partnerStuck": "message d’un partenaire non traité",
} as const;
