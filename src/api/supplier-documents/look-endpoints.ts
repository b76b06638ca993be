import { z } from "zod";
import { listSupplierDocuments, documentSources, type StoredSupplierDocument } from "#store/supplier-documents.ts";
import { requirePaperApp } from "#api/apps/require-app.ts";
import { atDesk } from "#api/documents/document-page.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { productNameOf } from "#api/supplier-webshops/supplier-product.ts";
import { SupplierDocumentRowShape, supplierDocumentRowOf } from "./document-part.ts";

export const supplierOf = (
  context: Pick<ApiContext, "connectorById">,
  { partyName, connector, alias }: Pick<StoredSupplierDocument, "partyName" | "connector" | "alias">,
): string => partyName ?? productNameOf(context, connector) ?? alias;

export const listSupplierDocumentsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-documents",
  summary: "Orders and delivery notes of suppliers that were fetched or came as files, the latest first",
  permission: "documents.read",
  query: z.object({
    number: z.string().trim().min(1).max(100).optional().meta({ description: "Of the supplier, or of our order" }),
    source: z.enum(documentSources).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: z.object({ items: z.array(SupplierDocumentRowShape) }),
  errors: ["apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx, administration, reader, caller }) => {
      await requirePaperApp(trx, administration.id, reader.language);
      const { userId } = caller;
      const items = await listSupplierDocuments(trx, administration.id, { userId, ...call.query });
      return { items: items.map((document) => supplierDocumentRowOf(document, supplierOf(context, document))) };
    }),
});
