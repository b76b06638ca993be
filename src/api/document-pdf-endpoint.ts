import { z } from "zod";
import { payAddresses } from "#backoffice/pay-address.ts";
import { documentPdf } from "#backoffice/pdf/document-pdf.ts";
import { inAdministration } from "#store/database.ts";
import { inline } from "./content-disposition.ts";
import { defineEndpoint } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";

export const getDocumentPdfEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/documents/:documentId/pdf",
  summary: "The PDF of a document: of an issued one always the same bytes, of a draft made anew and marked as a draft",
  permission: "documents.read",
  params: z.object({ documentId: z.uuid() }),
  answer: z.custom<Buffer>(),
  mediaType: "application/pdf",
  errors: ["request.not_found"],
  async handle({ store, publicUrl }, { administrationId, params, reply }) {
    const file = await inAdministration(store.app, administrationId, (trx) =>
      documentPdf(trx, administrationId, params.documentId, payAddresses(publicUrl)),
    );
    if (file === null) throw new RequestRefused("request.not_found", "There is no such document");
    void reply.header("content-disposition", inline(file.name)).header("etag", `"${file.sha256}"`);
    return file.bytes;
  },
});
