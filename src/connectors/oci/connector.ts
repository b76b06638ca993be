import { defineConnector } from "#connect/connector.ts";
import { getPrices, searchItems } from "./background.ts";
import { check } from "./check.ts";
import { errorOf } from "./errors.ts";
import { en, fr, nl } from "./labels.ts";
import { openBasket } from "./opening.ts";
import { settings } from "./settings.ts";
import { termsOf } from "./terms.ts";

/** Any shop that posts its basket back, by OCI 4 or 5 or by cXML (docs/connectors/oci.md). Never run against a real shop. */
export const oci = defineConnector({
  id: "oci",
  name: "Punch-out (OCI, cXML)",
  kind: "supplier",
  docs: "https://www.cxml.org/",
  settings,
  labels: { nl, fr, en },
  credentials: { type: "placed", names: ["password"] },
  // A shop for people: one page at a time.
  rateLimit: { per: "connection", windows: [], concurrency: 1 },
  baseUrl: ({ address }) => new URL(".", address),
  accountIn: ({ customerNumber, organisation, userName, fromIdentity, senderIdentity, extrinsics }) =>
    [customerNumber, organisation, userName, fromIdentity, senderIdentity, ...extrinsics].join(" ").toLowerCase(),
  accountLacks: ({ protocol, validates, searches }) => [
    ...(protocol === "oci" && validates ? [] : (["prices.get"] as const)),
    ...(protocol === "oci" && searches ? [] : (["items.search"] as const)),
  ],
  punchout: (its) => ({ terms: termsOf(its), takesGet: its.takesGet }),
  errorOf,
  check,
  evidence: { "basket.open": "documentation", "prices.get": "inferred", "items.search": "inferred" },

  operations: {
    "basket.open": openBasket,
    "prices.get": getPrices,
    "items.search": searchItems,
  },
});
