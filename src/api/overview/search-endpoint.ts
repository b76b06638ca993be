import { z } from "zod";
import { inAdministration } from "#store/database.ts";
import { listDocuments } from "#store/document-list.ts";
import { listOrders } from "#store/orders.ts";
import { searchItems, searchParties } from "#store/search.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { amountTyped } from "#api/orders/order-query.ts";
import { isAllowed, type Permission } from "#api/permissions.ts";
import { readerOf, todayOf } from "#api/reader.ts";
import { AmountShape, DocumentKindShape, OutcomeShape } from "#api/shapes.ts";

const most = 5;

export const searchEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/search",
  summary:
    "Orders, documents, contacts and items by number, amount, name, e-mail, reference, code or barcode; five of each",
  permission: "company.read",
  query: z.object({ q: z.string().trim().min(1).max(200) }),
  answer: z.object({
    orders: z.array(
      z.object({
        connectionId: z.string(),
        orderId: z.string(),
        number: z.string(),
        connectionName: z.string(),
        customerName: z.string(),
        total: AmountShape.nullable(),
        currency: z.string(),
        outcome: OutcomeShape.nullable(),
      }),
    ),
    documents: z.array(
      z.object({
        id: z.string(),
        kind: DocumentKindShape,
        number: z.string().nullable(),
        status: z.string(),
        buyerName: z.string(),
        total: AmountShape,
        currency: z.string(),
      }),
    ),
    parties: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), vatIdentifier: z.string() })),
    items: z.array(z.object({ id: z.string(), name: z.string(), sellersItemIdentifier: z.string() })),
  }),
  errors: [],
  handle: ({ store, now }, { administrationId, language, caller, query: { q } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const today = todayOf(reader);
      const may = (permission: Permission) => caller.role !== null && isAllowed(caller.role, permission);
      const filter = { text: q.replace(/^#/, ""), total: amountTyped(q) };
      const orders = may("orders.read") ? await listOrders(trx, administrationId, filter, { limit: most, today }) : [];
      const documents = may("documents.read")
        ? await listDocuments(trx, administrationId, { q, limit: most, today })
        : [];
      return {
        orders: orders.map(({ connectionId, externalId, number, customerName, total, currency, outcome }) => ({
          connectionId,
          orderId: externalId,
          number,
          connectionName: reader.systemOf(connectionId),
          customerName,
          total,
          currency,
          outcome,
        })),
        documents: documents.map(({ id, kind, number, status, buyerName, taxInclusiveAmount, currency }) => ({
          id,
          kind,
          number,
          status,
          buyerName,
          total: taxInclusiveAmount,
          currency,
        })),
        parties: may("parties.read") ? await searchParties(trx, administrationId, q, most) : [],
        items: may("items.read") ? await searchItems(trx, administrationId, q, most) : [],
      };
    }),
});
