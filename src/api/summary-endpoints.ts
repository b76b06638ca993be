import { z } from "zod";
import { listAdministrations } from "#store/administrations.ts";
import { inAdministration } from "#store/database.ts";
import { countDeliveries } from "#store/deliveries.ts";
import { countDocuments } from "#store/documents.ts";
import { membershipsOf } from "#store/memberships.ts";
import { countOrders } from "#store/orders.ts";
import { defineEndpoint } from "./endpoint.ts";

const Count = z.int().min(0);

export const Summary = z
  .object({
    orders: z.object({
      received: Count,
      open: Count,
      documented: Count,
      skipped: Count,
      waiting: Count,
      held: Count,
      failed: Count,
    }),
    documents: z.record(z.string(), Count),
    tieOut: z.object({ exact: Count, rounded: Count, held: Count }),
    deliveries: z.record(z.string(), Count),
  })
  .meta({ id: "Summary" });

export const getSummaryEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/summary",
  summary: "Is everything through? Orders per outcome, documents per kind, tie-outs, deliveries",
  permission: "orders.read",
  answer: Summary,
  errors: [],
  handle: ({ store }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { tieOut, ...orders } = await countOrders(trx, administrationId);
      return {
        orders,
        tieOut,
        documents: await countDocuments(trx, administrationId),
        deliveries: await countDeliveries(trx, administrationId),
      };
    }),
});

export const listAdministrationsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/administrations",
  summary: "The administrations the caller may reach; all of the hub for its operator",
  permission: null,
  scope: "hub",
  answer: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), country: z.string() })) }),
  errors: [],
  async handle({ store }, { caller }) {
    const all = await listAdministrations(store.hub);
    if (caller.isOperator) return { items: all };
    if (caller.userId === null) return { items: all.filter(({ id }) => id === caller.administrationId) };
    const memberships = await membershipsOf(store.hub, caller.userId);
    return { items: memberships.map(({ administrationId: id, name, country }) => ({ id, name, country })) };
  },
});
