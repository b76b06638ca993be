/** English: why an order cannot be booked, to read on in a sentence: without a full stop. */
export const saysEn = {
  "says.deliveryAddress": "The delivery address of {{key}} needs a street, postal code, city and country",
  "says.invoiceAddress": "The address of {{key}} needs a street, postal code, city and country",
  "says.discountTooLarge": "A discount of {{amount}} is more than the lines of its VAT rate ({{group}})",
  "says.twoTaxes": "‘{{line}}’ bears two taxes: {{first}} and {{second}}",
  "says.shippingTwoTaxes": "The shipping bears two taxes",
  "says.fixedTax": "The tax {{tax}} is a fixed amount ({{amount}}) and not a percentage",
  "says.taxUnexplained": "The shop charged {{stated}} of {{tax}}, and {{rate}} % of what it is on is {{expected}}",
  "says.negativeTotal": "The order total is negative: {{amount}}",
  "says.twoCountries": "One VAT rate stands on it for two countries: {{first}} and {{second}}",
  "says.unknownRate": "Line {{line}} bears VAT at rate {{rate}}, which the order does not describe",
  "says.noRate": "Line {{line}} bears VAT of {{amount}} without saying at which rate",
  "says.notCents": "{{amount}} {{currency}} is not in whole cents",
  "says.severalEmail":
    "{{system}} has {{many}} customers with this e-mail address: {{numbers}}. Keep one of them active there",
  "says.severalVat":
    "{{system}} has {{many}} customers with this VAT number: {{numbers}}. Keep one of them active there",
  "says.severalName":
    "{{system}} has {{many}} customers with this name and postal code: {{numbers}}. Keep one of them active there",
} as const;
