export const capabilities = {
  "capabilities.title": "Ce que permet chaque système",
  "capabilities.link": "Que permet chaque système ?",
  "capabilities.intro":
    "Tout ce que Schakel sait faire avec un système, et sur quoi cela repose. Un tiret signifie que la fonction n'existe pas : une liaison qui en a besoin est impossible avec ce système.",
  "capabilities.table": "Ce que Schakel sait faire, par système",
  "capabilities.what": "Fonction",
  "capabilities.own": "module propre",
  "capabilities.none": "non",
  "capabilities.recording": "enregistrement",
  "capabilities.documentation": "documentation",
  "capabilities.inferred": "déduit",
  "capabilities.means.recording":
    "Demandé au système réel. Ses réponses sont conservées, et chaque version de Schakel est vérifiée avec elles.",
  "capabilities.means.documentation":
    "Réalisé d'après la description du fournisseur, sans essai avec le système lui-même.",
  "capabilities.means.inferred": "Décrit nulle part. Déduit du fonctionnement habituel du système.",
};
