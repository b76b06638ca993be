import { z } from "zod";
import { isEnteredKind } from "#domain/document-kinds.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { createDraft, noteOn, removeDraft, saveDraft } from "#backoffice/drafts.ts";
import { issueDraft } from "#backoffice/issue-draft.ts";
import { lockOrderOf, wakeRecords } from "#store/inbox.ts";
import { requireDocumentApp, requireKindApp } from "#api/apps/require-app.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { DocumentKindShape } from "#api/shapes.ts";
import { atDesk, documentPage } from "./document-page.ts";
import { DocumentContentShape, DocumentPageShape } from "./document-shapes.ts";
import { DocumentPlace } from "./list-endpoints.ts";
import { doneOr } from "./refusal.ts";

const Version = z.int().min(1).meta({ description: "Of the document as it was read; another one is refused" });

export const createDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents",
  summary: "Start a draft of a sales document",
  permission: "documents.edit",
  act: { action: "document.draft", subject: "document", isTold: true, says: ["kind"] },
  body: DocumentContentShape.safeExtend({
    kind: DocumentKindShape.refine(isEnteredKind, textLater("given.kindByHand")),
  }),
  status: 201,
  answer: DocumentPageShape,
  errors: ["document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { kind, ...content } = call.body;
      await requireKindApp(desk.trx, desk.administration.id, kind, desk.reader.language);
      const made = await createDraft(desk.trx, desk.administration, kind, content, desk.caller.name);
      const { id } = doneOr(made, desk.reader);
      call.tell({ id });
      return documentPage(desk, id);
    }),
});

export const saveDocumentEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/documents/:documentId",
  summary: "Save a draft, unless somebody else did since it was read",
  permission: "documents.edit",
  act: { action: "document.save", subject: "document", says: ["version"] },
  params: DocumentPlace,
  body: DocumentContentShape.safeExtend({ version: Version }),
  answer: DocumentPageShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { version, ...content } = call.body;
      const { trx, administration, caller, reader } = desk;
      await requireDocumentApp(trx, administration.id, call.params.documentId, reader.language);
      const saved = await saveDraft(trx, administration, call.params.documentId, version, content, caller.name);
      return documentPage(desk, doneOr(saved, desk.reader).id);
    }),
});

export const deleteDocumentEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/documents/:documentId",
  summary: "Throw a draft away",
  permission: "documents.edit",
  act: { action: "document.delete", subject: "document" },
  params: DocumentPlace,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  answer: z.object({ id: z.string() }),
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx, administration, caller, today, reader }) => {
      const { documentId } = call.params;
      const version = call.query.version ?? null;
      return doneOr(await removeDraft(trx, administration, documentId, version, caller.name, today), reader);
    }),
});

export const issueDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents/:documentId/issue",
  summary: "Make a draft final: it gets its number and its day. Asked again it changes nothing and answers the same",
  permission: "documents.edit",
  act: { action: "document.issue", subject: "document", says: ["version"] },
  params: DocumentPlace,
  body: z.object({ version: Version.nullable().default(null) }),
  answer: DocumentPageShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "document.totals_mismatch", "apps.off"],
  async handle(context, call) {
    const { administrationId } = call;
    const { page, order } = await atDesk(context, call, async (desk) => {
      const { trx, administration, caller, today, reader } = desk;
      const { documentId } = call.params;
      await requireDocumentApp(trx, administration.id, documentId, reader.language);
      await lockOrderOf(trx, administrationId, documentId);
      const { order: ofOrder } = doneOr(
        await issueDraft(trx, administration, documentId, call.body.version, caller.name, today),
        reader,
      );
      // Refunds that waited for this invoice are credited now.
      if (ofOrder !== null) await wakeRecords(trx, administrationId, ofOrder.connectionId, [ofOrder.externalId]);
      return { page: await documentPage(desk, documentId), order: ofOrder };
    });
    if (order !== null) await context.engine.ring({ administrationId, connectionId: order.connectionId });
    return page;
  },
});

export const putInternalNoteEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/documents/:documentId/internal-note",
  summary: "Write the office's own note on a document, also when it is final",
  permission: "documents.edit",
  act: { action: "document.note", subject: "document" },
  params: DocumentPlace,
  body: z.object({ version: Version, internalNote: z.string().max(10_000) }),
  answer: DocumentPageShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, reader } = desk;
      const { version, internalNote } = call.body;
      const { documentId } = call.params;
      doneOr(await noteOn(trx, administration.id, documentId, version, internalNote, caller.name), reader);
      return documentPage(desk, documentId);
    }),
});
