/** French: orders and delivery notes of suppliers, by their number or as a file (glossary 5.8). */
export const supplierDocumentFr = {
  "import.notFound":
    "{{supplier}} ne trouve pas le numéro {{number}} sous le numéro de client {{customerNumber}}. Vérifiez le numéro et le type de document.",
  "supplierdoc.notFound.title": "Numéro {{number}} introuvable",
  "supplierdoc.notFound.body":
    "{{supplier}} ne trouve pas le numéro {{number}}. Vérifiez le numéro et le type de document.",
  "supplierdoc.notUploaded.body":
    "Le numéro {{number}} ne figure pas dans les fichiers importés ({{supplier}}). Vérifiez le numéro et le type de document, ou importez d’abord le fichier.",
  "supplierdoc.useOrder.title": "{{supplier}} ne fournit pas de bons de livraison par numéro",
  "supplierdoc.useOrder.body":
    "Récupérez la commande par son numéro\u00a0: les quantités livrées et en reliquat y figurent. Ou importez le bon de livraison sous forme de fichier.",
  "supplierdoc.empty.title": "Le numéro {{number}} ne contient aucun article",
  "supplierdoc.empty.body": "Rien n’a été récupéré.",
  "supplierdoc.nothingDelivered.title": "Numéro {{number}}\u00a0: rien n’est encore livré",
  "supplierdoc.nothingDelivered.body": "{{supplier}} connaît ce numéro, mais n’indique aucun article comme livré.",
  "supplierdoc.refused.body":
    "Le nom d’utilisateur ou le mot de passe est incorrect. On ne sait donc pas si ce document existe.",
  "supplierdoc.noFunction.title": "Pas de documents chez {{supplier}}",
  "supplierdoc.noFunction.body":
    "{{supplier}} n’ouvre pas l’accès aux documents pour votre numéro de client. Demandez à {{supplier}} de l’activer.",
  "supplierdoc.unreachable.body": "Le document n’a pas été récupéré. Réessayez plus tard.",
  "supplierdoc.unreadable.body": "La réponse n’est ni une commande ni un bon de livraison. Rien n’a été récupéré.",
  "supplierdoc.rejected.title": "{{supplier}} ne fournit pas le numéro {{number}}",
  "supplierdoc.rejected.body": "{{supplier}} indique\u00a0: {{text}}.",
  "supplierdoc.twice":
    "Le numéro {{number}} a déjà été repris le {{time}}. Le reprendre encore peut doubler des articles.",
  "supplierdoc.gone":
    "Le contenu de ce document a été effacé selon le délai de conservation. Importez à nouveau le fichier.",
  "supplierdoc.noParty":
    "Choisissez d’abord le fournisseur correspondant à ‘{{alias}}’, sous Paramètres → Services web fournisseurs.",
  "supplierdoc.notThisKind": "Ce type de document ne peut pas recevoir un document d’un fournisseur.",
  "supplierdoc.noOrder":
    "Aucune commande fournisseur passée ne correspond à ce document. Créez un nouveau bon de réception.",
  "supplierdoc.lineNotOrdered":
    "Cet article ne figure pas sur la commande fournisseur, ou y figure plusieurs fois. Décochez-le.",
  "supplierdoc.lineOtherUnit": "La commande fournisseur indique une autre unité. Choisissez la même.",
  "supplierdoc.ofOrder":
    "Repris de la commande {{number}} chez {{supplier}}. Le fournisseur l’a déjà\u00a0: ne l’envoyez pas une seconde fois.",
  "supplierdoc.ofNote": "Repris du bon de livraison {{number}}, {{supplier}}.",
  "supplierdoc.file.empty": "Ce fichier est vide.",
  "supplierdoc.file.spreadsheet": "Ceci est un tableur. Enregistrez-le au format CSV et importez ce fichier.",
  "supplierdoc.file.binary": "Ceci n’est pas un fichier texte. Demandez un fichier UBL ou CSV au fournisseur.",
  "supplierdoc.file.xml": "Ce fichier XML est endommagé ou n’est pas sûr. Rien n’a été conservé.",
  "supplierdoc.file.notKnown":
    "Ce fichier ne contient ni commande, ni bon de livraison, ni facture que Schakel connaît. L’UBL convient, et le CSV avec des titres de colonnes.",
  "supplierdoc.file.creditNote": "Ceci est une note de crédit. Elle ne devient ni commande ni bon de livraison.",
  "supplierdoc.file.noNumber":
    "Indiquez le numéro du document\u00a0: le fichier n’en contient pas, ou en contient plusieurs.",
  "supplierdoc.file.noLines": "Ce fichier ne contient aucun article.",
  "supplierdoc.file.tooManyLines": "Un document compte au plus {{limit}} lignes.",
  "supplierdoc.file.quantity": "La quantité de la ligne {{line}} est illisible. Rien n’a été conservé.",
  "supplierdoc.file.currency": "La devise de ce fichier est illisible, ou il y en a plusieurs.",
  "supplierdoc.file.otherSupplier":
    "Ce document émane d’une autre entreprise ({{name}}) et non du fournisseur choisi ({{supplier}}).",
  "supplierdoc.file.otherBuyer": "Ce document est destiné à une autre entreprise ({{name}}).",
  "supplierdoc.file.conflict":
    "Le numéro {{number}} a déjà été importé le {{time}} avec un autre contenu. Confirmez que ce fichier le remplace.",
  "supplier.byUpload": "Autre fournisseur",
  "supplier.takesNoLogin": "{{supplier}} n’a pas d’identifiant\u00a0: les documents arrivent sous forme de fichiers.",
  "supplier.viaUpload": "par fichiers importés",
  "basket.reason.documentDiscount": "Une remise porte sur tout le document. Vérifiez à quelles lignes elle s’applique.",
  "basket.reason.lineNotAccepted": "Le fournisseur n’accepte pas cette ligne.",
  "basket.reason.lineAmountDiffers":
    "Le prix multiplié par la quantité ne donne pas le montant de la ligne. Le montant est repris.",
  "basket.reason.quantityOfOrder":
    "Le fournisseur n’indique pas de quantité. Celle de la commande fournisseur s’applique.",
} as const;
