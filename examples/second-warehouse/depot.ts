import type { AnyConnector } from "#connect/connector.ts";
import type { ModuleKit } from "#connect/own-module.ts";

/** An invented depot with a small web service: it only says what lies there. */
export function depotConnector({ z, defineConnector }: ModuleKit): AnyConnector {
  const settings = z.object({ depotUrl: z.url({ protocol: /^https$/ }) });
  const Account = z.object({ depot: z.string() });
  const Stock = z.object({
    changedUntil: z.iso.datetime(),
    goods: z.array(z.object({ code: z.string().min(1), free: z.string() })),
  });

  return defineConnector({
    id: "example-depot",
    name: "Example Depot",
    kind: "supplier",
    docs: "docs/own-modules.md",
    settings,
    labels: { nl: { depotUrl: "Adres van het depot", apiKey: "API-sleutel" } },
    credentials: { type: "api-key", name: "apiKey", place: { header: "Authorization", prefix: "Bearer " } },
    rateLimit: { per: "connection", windows: [], concurrency: 2 },
    baseUrl: ({ depotUrl }) => new URL("/v1/", depotUrl),

    async check({ http }) {
      const { depot } = await http.json({ method: "GET", path: "account" }, Account);
      return { account: depot, learnt: {}, warnings: [] };
    },

    evidence: {
      "stock.list": "documentation",
    },

    operations: {
      async "stock.list"({ http }, { modifiedSince }) {
        const query = modifiedSince === null ? {} : { since: modifiedSince };
        const { goods, changedUntil } = await http.json({ method: "GET", path: "stock", query }, Stock);
        const items = goods.map(({ code, free }) => ({
          externalId: code,
          sellersItemIdentifier: code,
          warehouses: [{ warehouseId: "depot", available: free, isDefault: true }],
        }));
        return { items, next: null, seenUntil: changedUntil };
      },
    },
  });
}
