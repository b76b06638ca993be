import { z } from "zod";
import { defineConnector } from "#connect/connector.ts";
import { en, fr, nl } from "./labels.ts";
import { cancelPayment, createPayment, getPayment } from "./payments.ts";
import { settings } from "./schema.ts";
import { announces, topics, verify } from "./webhook.ts";

export const mollie = defineConnector({
  id: "mollie",
  name: "Mollie",
  kind: "payments",
  docs: "https://docs.mollie.com/reference/overview",
  settings,
  labels: { nl, fr, en },
  credentials: { type: "api-key", name: "apiKey", place: { header: "Authorization", prefix: "Bearer " } },
  // Mollie states no numbers; it answers 429 when it is too much.
  rateLimit: { per: "connection", windows: [], concurrency: 4 },
  baseUrl: ({ apiUrl }) => new URL("/v2/", apiUrl),

  async check({ http }) {
    const page = z.object({ _embedded: z.object({ payments: z.array(z.object({ mode: z.string() })) }) });
    const { _embedded } = await http.json({ method: "GET", path: "payments", query: { limit: 1 } }, page);
    const isTest = _embedded.payments[0]?.mode === "test";
    const warnings = isTest ? ["This is a test key: customers see a test page, and no money is paid"] : [];
    return { account: isTest ? "Mollie (test)" : "Mollie", learnt: {}, warnings };
  },

  evidence: {
    "payments.create": "documentation",
    "payments.get": "documentation",
    "payments.cancel": "documentation",
  },

  operations: {
    // Kept by Mollie for an hour: whoever repeats later than that makes another payment.
    "payments.create": { repeat: "vendor-key", keptSeconds: 3600, run: createPayment },
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
    announces,
  },
});
