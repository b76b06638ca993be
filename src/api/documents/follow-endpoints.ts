import { z } from "zod";
import { convertDocument } from "#backoffice/convert-document.ts";
import { creditAndNew } from "#backoffice/credit-and-new.ts";
import { creditAmount, creditDocument } from "#backoffice/credit-document.ts";
import { AmountText } from "#domain/amount.ts";
import { lockOrderOf, wakeRecords } from "#store/inbox.ts";
import { requireKindApp } from "#api/apps/require-app.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { AmountShape, DocumentKindShape } from "#api/shapes.ts";
import { atDesk, documentPage } from "./document-page.ts";
import { DocumentPageShape, linePartsShape } from "./document-shapes.ts";
import { DocumentPlace } from "./list-endpoints.ts";
import { doneOr } from "./refusal.ts";

const Version = z.int().min(1).meta({ description: "Of the document as it was read; another one is refused" });
const Reason = z.string().trim().max(500).default("");
const Wish = z.discriminatedUnion("what", [
  z.object({ what: z.literal("whole") }),
  z.object({ what: z.literal("lines"), lines: linePartsShape }),
  z.object({ what: z.literal("amount"), amount: AmountText }),
]);

export const convertDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents/:documentId/convert",
  summary: "Make a draft of another kind of it: of all that is left, or of parts of its lines. Answers the draft",
  permission: "documents.edit",
  act: { action: "document.convert", subject: "document", says: ["to"] },
  params: DocumentPlace,
  body: z.object({
    to: DocumentKindShape,
    lines: linePartsShape.nullable().default(null).meta({ description: "Null: all that is left" }),
  }),
  status: 201,
  answer: DocumentPageShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, reader } = desk;
      const { to, lines } = call.body;
      await requireKindApp(trx, administration.id, to, reader.language, "to");
      const made = await convertDocument(trx, administration, call.params.documentId, to, lines, caller.name);
      const { id } = doneOr(made, reader);
      call.tell({ details: { made: id } });
      return documentPage(desk, id);
    }),
});

export const creditDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents/:documentId/credit",
  summary:
    "Credit an invoice: all that is left of it, parts of its lines, or an amount with VAT. Answers the credit note",
  permission: "documents.edit",
  act: { action: "document.credit", subject: "document", says: ["reason", "asDraft"] },
  params: DocumentPlace,
  body: z.object({
    version: Version,
    wish: Wish,
    reason: Reason,
    asDraft: z.boolean().default(false),
  }),
  status: 201,
  answer: DocumentPageShape,
  errors: ["request.not_found", "request.conflict", "document.invalid", "document.totals_mismatch"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, today, reader } = desk;
      const { documentId } = call.params;
      const made = await creditDocument(trx, administration, documentId, call.body, caller.name, today);
      const { id } = doneOr(made, reader);
      call.tell({ details: { made: id } });
      return documentPage(desk, id);
    }),
});

export const creditPreviewEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents/:documentId/credit-preview",
  summary: "What a credit would come to, with VAT. Changes nothing",
  permission: "documents.edit",
  act: null,
  params: DocumentPlace,
  body: z.object({ version: Version, wish: Wish }),
  answer: z.object({ amount: AmountShape }),
  errors: ["request.not_found", "request.conflict", "document.invalid"],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx, administration, reader }) => {
      const { version, wish } = call.body;
      const credit = await creditAmount(trx, administration.id, call.params.documentId, version, wish);
      return { amount: String(doneOr(credit, reader).amount) };
    }),
});

export const creditAndNewEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents/:documentId/credit-and-new",
  summary: "Credit an invoice whole and put a draft with the same lines in its place. Answers the draft",
  permission: "documents.edit",
  act: { action: "document.creditAndNew", subject: "document", says: ["reason"] },
  params: DocumentPlace,
  body: z.object({ version: Version, reason: Reason }),
  status: 201,
  answer: z.object({ creditNote: z.object({ id: z.string(), number: z.string() }), draft: DocumentPageShape }),
  errors: ["request.not_found", "request.conflict", "document.invalid", "document.totals_mismatch"],
  async handle(context, call) {
    const { administrationId } = call;
    const { answer, connectionId } = await atDesk(context, call, async (desk) => {
      const { trx, administration, caller, today, reader } = desk;
      const { version, reason } = call.body;
      await lockOrderOf(trx, administrationId, call.params.documentId);
      const made = doneOr(
        await creditAndNew(trx, administration, call.params.documentId, version, reason, caller.name, today),
        reader,
      );
      const draft = await documentPage(desk, made.draft.id);
      const { connectionId: ofConnection, sourceOrderId, couplingId } = draft;
      // The draft follows its order, which may have changed: that is often why.
      if (couplingId !== null && ofConnection !== null)
        await wakeRecords(trx, administrationId, ofConnection, [sourceOrderId]);
      const { id, number } = made.creditNote;
      call.tell({ details: { made: id, draft: made.draft.id } });
      return {
        answer: { creditNote: { id, number: number ?? "" }, draft },
        connectionId: couplingId === null ? null : ofConnection,
      };
    });
    if (connectionId !== null) await context.engine.ring({ administrationId, connectionId });
    return answer;
  },
});
