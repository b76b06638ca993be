/** English: products, stock and customers that go to a shop. */
export const catalogueEn = {
  "skip.inactive": "Not for sale in {{source}}, so not put in {{shop}}",
  "skip.type": "Items of the type ‘{{value}}’ do not go to {{shop}}",
  "skip.notCreated": "Not in {{shop}}, and new ones are not made there",
  "skip.notInShop": "Not in {{shop}}",
  "skip.removed": "Deleted in {{shop}}, and not made there again",
  "stop.noCode": "Has no code in {{source}}. Give the item a code there; it then comes along by itself.",
  "stop.duplicateCode":
    "Code ‘{{code}}’ exists more than once in {{source}}. Nothing was written. Give each item a code of its own there.",
  "stop.duplicateInShop":
    "Code ‘{{code}}’ exists more than once in {{shop}}. Nothing was written. Leave the code on one item there.",
  "stop.codeChanged":
    "The code was changed from ‘{{before}}’ to ‘{{code}}’ in {{source}}. Change it in {{shop}} too; the item then comes along by itself.",
  "stop.vatClass": "No VAT class of {{shop}} was chosen for ‘{{value}}’ yet. Choose it in the integration.",
  "stop.shopVatClass":
    "{{shop}} does not have VAT class ‘{{value}}’ any more. Nothing was written. Choose another one in the integration.",
  "stop.vatRate":
    "Prices in {{source}} and {{shop}} are not both with or without VAT. Enter the rate of ‘{{value}}’ in the integration.",
  "stop.priceMode":
    "It is not known whether prices in {{shop}} are with or without VAT. Nothing was written. Choose it in the integration.",
  "stop.image": "Image ‘{{value}}’ is larger than 30 MB or cannot be read. Replace it in {{source}}.",
  "stop.step": "Step ‘{{step}}’ of your own module stopped this item: {{value}}",
  "stop.notCounted": "{{shop}} does not count the stock of ‘{{code}}’. Switch on stock management for this item there.",
  "stop.otherStock":
    "{{shop}} did not take over the stock of ‘{{code}}’: {{wanted}} written, {{value}} stands there. Find out what keeps it.",
  "stop.unreadableOrder":
    "An order in {{shop}} cannot be read, so how much of ‘{{code}}’ it holds is not known. Until then the stock only goes down: {{value}} stands there, it becomes {{wanted}}. Look at the orders.",
  "stop.noEmail":
    "Has no proper e-mail address in {{source}}. Enter it there; the customer then comes along by itself.",
  "stop.duplicateEmail":
    "More than one customer has this e-mail address in {{source}}. Nothing was written. Give each customer an address of their own.",
  "alarm.catalogueStopped_one":
    "{{count}} item or customer of {{system}} was not brought to the shop. The integration says why, and who does what.",
  "alarm.catalogueStopped_other":
    "{{count}} items or customers of {{system}} were not brought to the shop. Each says why, and who does what.",
  "alarm.catalogueStopped.run":
    "Bringing {{system}} over failed several times in a row and stands still. The integration says why.",
  "notice.name.catalogueStopped": "items or customers that stand still",
  "event.coupling.catalogue": "{{system}} brought up to date: {{value}} new or changed",
  "given.future": "This day has yet to come. Choose today or an earlier day.",
  "given.noProducts": "This connection gives no items, stock or customers of this kind",
  "given.noShop": "This cannot be written in this connection",
  "given.noStep": "This step is not loaded in Schakel: {{value}}",
  "given.sameConnection": "Choose two different connections",
} as const;
