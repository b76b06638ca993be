/** English: contacts, items, the company, and what is brought in from another program. */
export const tradeEn = {
  "contact.vat": "This VAT number is not right: check the digits",
  "contact.email": "This is no e-mail address such as name@example.com",
  "contact.country": "Schakel does not know this country: write it as BE or Belgium",
  "contact.sameVat": "{{name}} already has this VAT number",
  "contact.sameEmail": "{{name}} already has this e-mail address",
  "contact.usedDocuments": "There are documents for this contact. It can be archived.",
  "contact.usedItems": "There are items of this supplier. It can be archived.",
  "item.gtin": "This barcode is not right: it has 8, 12, 13 or 14 digits, of which the last is a check digit",
  "item.code": "This code belongs to another item",
  "item.usedDocuments": "This item is on documents. It can be archived.",
  "item.usedStock": "This item has stock movements. It can be archived.",
  "company.country": "The country stays {{country}}: there are documents with those numbers and VAT rules",
  "company.enterpriseNumber":
    "This company number is not right: it has 10 digits, of which the last 2 are check digits",
  "company.kvk": "A KvK number has 8 digits",
  "company.notInVies": "VIES knows VAT numbers of the European Union only, with the country in front: BE0123456789",
  "company.viesSilent": "VIES does not answer now. Fill in name and address yourself, or try again later.",
} as const;
