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
} as const;
