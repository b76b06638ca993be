/** French: orders and delivery notes of suppliers, by their number or as a file (glossary 5.8). */
export const supplierDocumentFr = {
  "import.notFound":
    "{{supplier}} ne trouve pas le numéro {{number}} sous le numéro de client {{customerNumber}}. Vérifiez le numéro et le type de document.",
  "supplied.notFound.title": "Numéro {{number}} introuvable",
  "supplied.notFound.body":
    "{{supplier}} ne trouve pas le numéro {{number}}. Vérifiez le numéro et le type de document.",
  "supplied.notUploaded.body":
    "Le numéro {{number}} ne figure pas dans les fichiers importés ({{supplier}}). Vérifiez le numéro et le type de document, ou importez d’abord le fichier.",
  "supplied.useOrder.title": "{{supplier}} ne fournit pas de bons de livraison par numéro",
  "supplied.useOrder.body":
    "Récupérez la commande par son numéro\u00a0: les quantités livrées et en reliquat y figurent. Ou importez le bon de livraison sous forme de fichier.",
  "supplied.empty.title": "Le numéro {{number}} ne contient aucun article",
  "supplied.empty.body": "Rien n’a été récupéré.",
  "supplied.nothingDelivered.title": "Encore rien de livré : {{number}}",
  "supplied.nothingDelivered.body": "{{supplier}} connaît ce numéro, mais n’indique aucun article comme livré.",
  "supplied.refused.body":
    "Le nom d’utilisateur ou le mot de passe est incorrect. On ne sait donc pas si ce document existe.",
  "supplied.noFunction.title": "Pas de documents chez {{supplier}}",
  "supplied.noFunction.body":
    "{{supplier}} n’ouvre pas l’accès aux documents pour votre numéro de client. Demandez à {{supplier}} de l’activer.",
  "supplied.unreachable.body": "Le document n’a pas été récupéré. Réessayez plus tard.",
  "supplied.unreadable.body": "La réponse n’est ni une commande ni un bon de livraison. Rien n’a été récupéré.",
  "supplied.rejected.title": "{{supplier}} ne fournit pas le numéro {{number}}",
  "supplied.rejected.body": "{{supplier}} indique\u00a0: {{text}}.",
  "supplied.twice":
    "Le numéro {{number}} a déjà été repris le {{time}}. Le reprendre encore peut doubler des articles.",
  "supplied.gone":
    "Le contenu de ce document a été effacé selon le délai de conservation. Importez à nouveau le fichier.",
  "supplied.noParty":
    "Choisissez d’abord le fournisseur correspondant à ‘{{alias}}’, sous Paramètres → Services web fournisseurs.",
  "supplied.notThisKind": "Ce type de document ne peut pas recevoir un document d’un fournisseur.",
  "supplied.noOrder":
    "Aucune commande fournisseur passée ne correspond à ce document. Créez un nouveau bon de réception.",
  "supplied.lineNotOrdered":
    "Cet article ne figure pas sur la commande fournisseur, ou y figure plusieurs fois. Décochez-le.",
  "supplied.lineOtherUnit": "La commande fournisseur indique une autre unité. Choisissez la même.",
  "supplied.ofOrder":
    "Repris de la commande {{number}} chez {{supplier}}. Le fournisseur l’a déjà\u00a0: ne l’envoyez pas une seconde fois.",
  "supplied.ofNote": "Repris du bon de livraison {{number}}, {{supplier}}.",
  "supplied.file.empty": "Ce fichier est vide.",
  "supplied.file.spreadsheet": "Ceci est un tableur. Enregistrez-le au format CSV et importez ce fichier.",
  "supplied.file.binary": "Ceci n’est pas un fichier texte. Demandez un fichier UBL ou CSV au fournisseur.",
  "supplied.file.xml": "Ce fichier XML est endommagé ou n’est pas sûr. Rien n’a été conservé.",
  "supplied.file.notKnown":
    "Ce fichier ne contient ni commande, ni bon de livraison, ni facture que Schakel connaît. L’UBL convient, et le CSV avec des titres de colonnes.",
  "supplied.file.creditNote": "Ceci est une note de crédit. Elle ne devient ni commande ni bon de livraison.",
  "supplied.file.noNumber":
    "Indiquez le numéro du document\u00a0: le fichier n’en contient pas, ou en contient plusieurs.",
  "supplied.file.noLines": "Ce fichier ne contient aucun article.",
  "supplied.file.tooManyLines": "Un document compte au plus {{limit}} lignes.",
  "supplied.file.quantity": "La quantité de la ligne {{line}} est illisible. Rien n’a été conservé.",
  "supplied.file.currency": "La devise de ce fichier est illisible, ou il y en a plusieurs.",
  "supplied.file.otherSupplier":
    "Ce document émane d’une autre entreprise ({{name}}) et non du fournisseur choisi ({{supplier}}).",
  "supplied.file.otherBuyer": "Ce document est destiné à une autre entreprise ({{name}}).",
  "supplied.file.conflict":
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
