/** French: contacts, items, the company, and what is brought in from another program. */
export const tradeFr = {
  "contact.vat": "Ce numéro de TVA n'est pas correct\u00a0: vérifiez les chiffres",
  "contact.email": "Ce n'est pas une adresse e-mail comme nom@exemple.be",
  "contact.country": "Ce pays est inconnu de Schakel\u00a0: écrivez-le comme BE ou Belgique",
  "contact.sameVat": "{{name}} a déjà ce numéro de TVA",
  "contact.sameEmail": "{{name}} a déjà cette adresse e-mail",
  "contact.usedDocuments": "Il y a des documents pour ce contact. L'archivage reste possible.",
  "contact.usedItems": "Il y a des articles de ce fournisseur. L'archivage reste possible.",
  "item.gtin":
    "Ce code-barres n'est pas correct\u00a0: il a 8, 12, 13 ou 14 chiffres, dont le dernier est un chiffre de contrôle",
  "item.code": "Ce code est celui d'un autre article",
  "item.usedDocuments": "Cet article figure sur des documents. L'archivage reste possible.",
  "item.usedStock": "Cet article a des mouvements de stock. L'archivage reste possible.",
  "company.country": "Le pays reste {{country}}\u00a0: des documents existent avec ces numéros et ces règles de TVA",
  "company.enterpriseNumber":
    "Ce numéro d'entreprise n'est pas correct\u00a0: il a 10 chiffres, dont les 2 derniers sont des chiffres de contrôle",
  "company.kvk": "Un numéro KvK a 8 chiffres",
  "company.notInVies":
    "VIES ne connaît que les numéros de TVA de l'Union européenne, précédés du pays\u00a0: BE0123456789",
  "company.viesSilent":
    "VIES ne répond pas pour le moment. Complétez le nom et l'adresse vous-même, ou réessayez plus tard.",
} as const;
