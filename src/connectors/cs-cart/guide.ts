import type { Guide } from "#connect/connector.ts";

/**
 * Labels of the shop's own screens, Dutch beside English, because an admin's language varies (requirements B2.7). English as the documentation
 * writes them; the Dutch ones were not looked at in a shop and may differ per version.
 */
export const guide: Guide = {
  keys: {
    path: [
      { nl: "Klanten", en: "Customers" },
      { nl: "Beheerders", en: "Administrators" },
      { nl: "API-toegang", en: "API access" },
    ],
    right: { nl: "Ja, deze gebruiker mag de API gebruiken", en: "Yes, allow this user to use the API" },
  },
  mails: {
    path: [
      { nl: "Beheer", en: "Administration" },
      { nl: "Orderstatussen", en: "Order statuses" },
    ],
    names: [
      { nl: "Verwerkt", en: "Processed" },
      { nl: "Voltooid", en: "Complete" },
      { nl: "Open", en: "Open" },
    ],
  },
  bankTransfer: [
    { nl: "Beheer", en: "Administration" },
    { nl: "Betaalmethoden", en: "Payment methods" },
    { nl: "Betaalinstructies", en: "Payment instructions" },
  ],
  statuses: {
    O: { nl: "Open", en: "Open" },
    P: { nl: "Verwerkt", en: "Processed" },
    C: { nl: "Voltooid", en: "Complete" },
    B: { nl: "Nabestelling", en: "Backordered" },
    Y: { nl: "Wacht op telefoon", en: "Awaiting call" },
    F: { nl: "Mislukt", en: "Failed" },
    D: { nl: "Geweigerd", en: "Declined" },
    I: { nl: "Geannuleerd", en: "Canceled" },
  },
};
