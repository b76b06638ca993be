import { defineConnector } from "#connect/connector.ts";
import { announces, prove, topics, verify } from "./callback.ts";
import { en, fr, nl } from "./labels.ts";
import { cancelPayment, createPayment, findPayment, getPayment } from "./payments.ts";
import { apiRoot, keysAddress, settings } from "./schema.ts";

/** No payment has this id: asking for it shows that the key is accepted, and nothing else. */
const noPayment = "0".repeat(24);

export const bancontactPro = defineConnector({
  id: "bancontact-pro",
  name: "Bancontact Pro (Payconiq)",
  kind: "payments",
  docs: "https://docs.payconiq.be/",
  settings,
  labels: { nl, fr, en },
  credentials: { type: "api-key", name: "apiKey", place: { header: "Authorization", prefix: "Bearer " } },
  rateLimit: { per: "connection", windows: [], concurrency: 4 },
  baseUrl: apiRoot,
  publicUrls: (its) => [keysAddress(its)],

  async check(session) {
    await getPayment(session, { id: noPayment });
    const isTest = session.settings.environment === "preproduction";
    const warnings = isTest ? ["This is the test environment: no money is paid"] : [];
    return { account: `${session.settings.profileId}${isTest ? " (test)" : ""}`, learnt: {}, warnings };
  },

  evidence: {
    "payments.create": "documentation",
    "payments.get": "documentation",
    "payments.cancel": "documentation",
  },

  operations: {
    "payments.create": { repeat: "look-up", visibleAfterSeconds: 0, find: findPayment, run: createPayment },
    "payments.get": getPayment,
    "payments.cancel": cancelPayment,
  },
  // Each payment names its own address: there is nothing to subscribe to.
  webhook: {
    topics,
    subscribe: async () => [],
    unsubscribe: async () => undefined,
    status: async () => null,
    activate: async (_session, id) => ({ id, topic: topics[0], active: true }),
    verify,
    prove,
    announces,
  },
});
