import { z } from "zod";
import { receiveDocument, type ReceivingFault } from "#backoffice/supplier-documents/receive-document.ts";
import { startWithDocument } from "#backoffice/supplier-documents/start-document.ts";
import { startedWithDocument } from "#domain/supplier/supplier-document.ts";
import { momentText } from "#domain/texts/format.ts";
import { textLanguageOf, textOf, type TextKey } from "#domain/texts/text.ts";
import { readSupplierDocument, type StoredSupplierDocument } from "#store/supplier-documents.ts";
import { requireKindApp, requirePaperApp } from "#api/apps/require-app.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { refusedTaking } from "#api/supplier-webshops/basket-endpoints.ts";
import { supplierOf } from "./look-endpoints.ts";

const SupplierDocumentPlace = z.object({ supplierDocumentId: z.uuid() });

const Press = {
  basketId: z.uuid(),
  version: z.int().min(1).meta({ description: "Of the staged lines as they were read" }),
  key: z
    .string()
    .regex(/^[\w-]{8,100}$/)
    .meta({ description: "Of one press of the button: sent again, nothing is done twice" }),
  again: z.boolean().default(false).meta({ description: "Also when something of this number was taken over before" }),
};
const Made = z.object({ documentId: z.string(), lines: z.int() });

async function requireSupplierDocument(
  { trx, administration, caller, reader }: Desk,
  id: string,
): Promise<StoredSupplierDocument> {
  await requirePaperApp(trx, administration.id, reader.language);
  const document = await readSupplierDocument(trx, administration.id, id, caller.userId);
  if (document === null) throw new RequestRefused("request.not_found", "There is no such document of a supplier");
  return document;
}

const noteTexts = {
  purchaseOrder: "supplierdoc.ofOrder",
  purchaseReceipt: "supplierdoc.ofNote",
} as const satisfies Readonly<Record<(typeof startedWithDocument)[number], TextKey>>;

export const startWithSupplierDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-documents/:supplierDocumentId/start",
  summary:
    "Make a draft of a goods receipt or a purchase order with the ticked lines; nothing is in stock until it is final",
  permission: "documents.edit",
  act: { action: "supplierDocument.start", subject: "supplierDocument", says: ["kind"] },
  params: SupplierDocumentPlace,
  body: z.object({ ...Press, kind: z.enum(startedWithDocument) }),
  status: 201,
  answer: Made,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, today, reader } = desk;
      const { basketId, version: basketVersion, key, again, kind } = call.body;
      const document = await requireSupplierDocument(desk, call.params.supplierDocumentId);
      await requireKindApp(trx, administration.id, kind, reader.language);
      const values = { number: document.number, supplier: supplierOf(context, document) };
      const text =
        document.kind === "order" && kind === "purchaseOrder" ? noteTexts.purchaseOrder : noteTexts.purchaseReceipt;
      const internalNote = textOf(text, textLanguageOf(administration.language), values);
      const who = { actor: caller.name, userId: caller.userId, today };
      const wish = { kind, basketId, basketVersion, key, again, internalNote };
      const done = await startWithDocument(trx, administration, document, wish, who);
      if ("fault" in done) throw await refusedTaking(desk, basketId, done.fault);
      call.tell({ details: { made: done.documentId } });
      return { documentId: done.documentId, lines: done.lines };
    }),
});

export const receiveSupplierDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-documents/:supplierDocumentId/receive",
  summary:
    "Book the ticked lines as received of our own purchase order, and in stock when asked. The receipt is final at once",
  permission: "documents.edit",
  act: { action: "supplierDocument.receive", subject: "supplierDocument", says: ["movesStock"] },
  params: SupplierDocumentPlace,
  body: z.object({
    ...Press,
    orderVersion: z.int().min(1).meta({ description: "Of the purchase order as it was read" }),
    movesStock: z.boolean().meta({ description: "What came in is in stock from now on" }),
  }),
  status: 201,
  answer: Made,
  errors: ["request.not_found", "request.conflict", "document.invalid", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, today, reader } = desk;
      const { basketId, version: basketVersion, key, again, orderVersion, movesStock } = call.body;
      const { id, number } = await requireSupplierDocument(desk, call.params.supplierDocumentId);
      await requireKindApp(trx, administration.id, "purchaseReceipt", reader.language);
      const wish = { supplierDocumentId: id, basketId, basketVersion, key, again, orderVersion, movesStock };
      const who = { actor: caller.name, userId: caller.userId, today };
      const done = await receiveDocument(trx, administration, wish, who);
      if ("fault" in done) throw await refusedReceiving(desk, basketId, number, done.fault);
      call.tell({ details: { made: done.documentId } });
      return { documentId: done.documentId, lines: done.lines };
    }),
});

async function refusedReceiving(
  desk: Desk,
  basketId: string,
  number: string,
  fault: ReceivingFault,
): Promise<RequestRefused> {
  const { language } = desk.reader;
  switch (fault.what) {
    case "noOrder":
      return standsInTheWay("", textOf("supplierdoc.noOrder", language));
    case "twice": {
      const time = momentText(fault.at, desk.reader.now, desk.reader);
      return standsInTheWay("again", textOf("supplierdoc.twice", language, { number, time }), fault.id);
    }
    case "lines": {
      const texts = {
        order: textOf("supplierdoc.lineNotOrdered", language),
        unitCode: textOf("supplierdoc.lineOtherUnit", language),
        quantity: textOf("basket.noQuantity", language),
      };
      const fields = fault.lines
        .slice(0, 50)
        .map(({ position, field }) => ({ field: `lines.${position}.${field}`, message: texts[field] }));
      const [first] = fields;
      return new RequestRefused("document.invalid", `${first?.field ?? ""}: ${first?.message ?? ""}`, fields);
    }
    default:
      return refusedTaking(desk, basketId, fault);
  }
}
