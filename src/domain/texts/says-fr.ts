/** French: why an order cannot be booked, to read on in a sentence: without a full stop. */
export const saysFr = {
  "says.deliveryAddress":
    "Il manque une rue, un code postal, une localité ou un pays à l’adresse de livraison ({{key}})",
  "says.invoiceAddress": "Il manque une rue, un code postal, une localité ou un pays à l’adresse du client ({{key}})",
  "says.discountTooLarge": "Une remise ({{amount}}) dépasse ce qui est facturé à ce taux de TVA ({{group}})",
  "says.twoTaxes": "« {{line}} » porte deux taxes : {{first}} et {{second}}",
  "says.shippingTwoTaxes": "Les frais de livraison portent deux taxes",
  "says.fixedTax": "La taxe {{tax}} est un montant fixe ({{amount}}) et non un pourcentage",
  "says.taxUnexplained": "La boutique a compté {{stated}} ({{tax}}), alors qu’à {{rate}} % la taxe est de {{expected}}",
  "says.negativeTotal": "Le total est négatif : {{amount}}",
  "says.twoCountries": "Un même taux de TVA y figure pour deux pays : {{first}} et {{second}}",
  "says.unknownRate": "La ligne {{line}} porte une TVA au taux {{rate}}, que la commande ne décrit pas",
  "says.noRate": "La ligne {{line}} porte {{amount}} de TVA sans en indiquer le taux",
  "says.notCents": "{{amount}} {{currency}} n’est pas un montant en centimes entiers",
  "says.severalEmail":
    "{{system}} a {{many}} clients avec cette adresse e-mail : {{numbers}}. N’y laissez qu’un seul actif",
  "says.severalVat": "{{system}} a {{many}} clients avec ce numéro de TVA : {{numbers}}. N’y laissez qu’un seul actif",
  "says.severalName":
    "{{system}} a {{many}} clients avec ce nom et ce code postal : {{numbers}}. N’y laissez qu’un seul actif",
} as const;
