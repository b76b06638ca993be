import type { Guide } from "#connect/connector.ts";

/**
 * Labels of the shop's own screens, Dutch beside English, because an admin's language varies (requirements B2.7). English as the
 * product writes them; Dutch as its translation does, which may differ a little per version.
 */
export const guide: Guide = {
  keys: {
    path: [
      { nl: "WooCommerce", en: "WooCommerce" },
      { nl: "Instellingen", en: "Settings" },
      { nl: "Geavanceerd", en: "Advanced" },
      { nl: "REST API", en: "REST API" },
      { nl: "Sleutel toevoegen", en: "Add key" },
    ],
    right: { nl: "Lezen/schrijven", en: "Read/Write" },
  },
  webhooks: {
    path: [
      { nl: "WooCommerce", en: "WooCommerce" },
      { nl: "Instellingen", en: "Settings" },
      { nl: "Geavanceerd", en: "Advanced" },
      { nl: "Webhooks", en: "Webhooks" },
      { nl: "Webhook toevoegen", en: "Add webhook" },
    ],
    fields: [
      { name: { nl: "Naam", en: "Name" }, fill: "name" },
      { name: { nl: "Status", en: "Status" }, fill: { nl: "Actief", en: "Active" } },
      { name: { nl: "Onderwerp", en: "Topic" }, fill: "topic" },
      { name: { nl: "Aflever-URL", en: "Delivery URL" }, fill: "deliveryUrl" },
      { name: { nl: "Geheim", en: "Secret" }, fill: "secret" },
      { name: { nl: "API-versie", en: "API version" }, fill: "keep" },
    ],
    save: { nl: "Webhook opslaan", en: "Save webhook" },
    topics: {
      "order.created": { nl: "Bestelling aangemaakt", en: "Order created" },
      "order.updated": { nl: "Bestelling bijgewerkt", en: "Order updated" },
    },
  },
  mails: {
    path: [
      { nl: "WooCommerce", en: "WooCommerce" },
      { nl: "Instellingen", en: "Settings" },
      { nl: "E-mails", en: "Emails" },
    ],
    names: [
      { nl: "Bestelling in behandeling", en: "Processing order" },
      { nl: "Bestelling afgerond", en: "Completed order" },
      { nl: "Nieuwe bestelling", en: "New order" },
    ],
  },
  bankTransfer: [
    { nl: "WooCommerce", en: "WooCommerce" },
    { nl: "Instellingen", en: "Settings" },
    { nl: "Betalingen", en: "Payments" },
    { nl: "Rechtstreekse bankoverschrijving", en: "Direct bank transfer" },
    { nl: "Instructies", en: "Instructions" },
  ],
  statuses: {
    pending: { nl: "Wachtend op betaling", en: "Pending payment" },
    processing: { nl: "In behandeling", en: "Processing" },
    "on-hold": { nl: "In de wacht", en: "On hold" },
    completed: { nl: "Afgerond", en: "Completed" },
    refunded: { nl: "Terugbetaald", en: "Refunded" },
    cancelled: { nl: "Geannuleerd", en: "Cancelled" },
    failed: { nl: "Mislukt", en: "Failed" },
  },
};
