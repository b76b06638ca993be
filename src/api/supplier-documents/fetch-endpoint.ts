import { z } from "zod";
import { hashOfDocument, stageDocument } from "#backoffice/supplier-documents/stage-document.ts";
import {
  supplierDocumentKinds,
  takesSupplierDocument,
  type SupplierDocument,
} from "#domain/supplier/supplier-document.ts";
import { supplierKeyOf, uploadSupplierOf } from "#domain/supplier/upload-suppliers.ts";
import { momentText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { readConnection } from "#store/connections.ts";
import { readDocuments } from "#store/documents.ts";
import { newId } from "#store/new-id.ts";
import { readEntry, type SupplierEntry } from "#store/supplier-entries.ts";
import {
  findUploaded,
  importedAs,
  insertSupplierDocument,
  readSupplierDocument,
  type StoredSupplierDocument,
} from "#store/supplier-documents.ts";
import { requireSupplierApp } from "#api/apps/require-app.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import type { Reader } from "#api/reader.ts";
import { pageOf, requireTarget } from "#api/supplier-webshops/basket-endpoints.ts";
import { noEntry, requireFunction } from "#api/supplier-webshops/entry-shapes.ts";
import { shownNameOf } from "#api/supplier-webshops/supplier-product.ts";
import { failureSaid, FetchAnswerShape, saidOf, type Asked } from "./fetch-answer.ts";

/** An entry with which documents are asked for, for whoever may use it, and whose numbers it is about. */
export async function documentEntry(
  context: ApiContext,
  { trx, administration, reader, caller }: Desk,
  entryId: string,
): Promise<SupplierEntry & { readonly supplierKey: string }> {
  await requireSupplierApp(trx, administration.id, reader.language);
  const entry = await readEntry(trx, administration.id, entryId, caller.userId);
  if (entry === null) throw noEntry();
  requireFunction(context, entry.connector, entry.function);
  if (entry.function !== "document")
    throw refuseFields([{ field: "entryId", message: textLater("supplier.notOfFunction", { supplier: entry.alias }) }]);
  const supplierKey = supplierKeyOf(entry);
  if (supplierKey === null)
    throw standsInTheWay("entryId", textLater("supplierdoc.noParty", { alias: entry.alias }), entry.id);
  return { ...entry, supplierKey };
}

/** The draft it is asked for: told now, and not when its lines are chosen. */
async function requireTakingTarget(desk: Desk, documentId: string | null): Promise<void> {
  await requireTarget(desk, documentId);
  if (documentId === null) return;
  const { trx, administration, reader } = desk;
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  if (document !== undefined && !takesSupplierDocument(document.kind))
    throw refuseFields([{ field: "documentId", message: textOf("supplierdoc.notThisKind", reader.language) }]);
}

const twiceOf = (
  number: string,
  { at, basketId }: { readonly at: string; readonly basketId: string },
  reader: Reader,
): RequestRefused => {
  const time = momentText(at, reader.now, reader);
  return standsInTheWay("again", textOf("supplierdoc.twice", reader.language, { number, time }), basketId);
};

export const fetchSupplierDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-documents",
  summary:
    "Find an order or a delivery note of a supplier by its number, by its service or in what came as files, and stage its lines; nothing of it is on a document yet",
  permission: "documents.edit",
  act: { action: "supplierDocument.fetch", subject: "supplierEntry", isTold: true, says: ["kind", "number"] },
  body: z.object({
    entryId: z.uuid(),
    kind: z.enum(supplierDocumentKinds),
    number: z.string().trim().min(1).max(100),
    documentId: z.uuid().nullable().default(null),
    again: z
      .boolean()
      .default(false)
      .meta({ description: "Also when something of this number was taken into a document before" }),
  }),
  answer: FetchAnswerShape,
  errors: ["request.not_found", "request.conflict", "settings.invalid", "mapping.missing", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, signal, language } = call;
    const { kind, number, documentId, again } = body;
    const { entry, asked } = await atDesk(context, call, async (desk) => {
      await requireTakingTarget(desk, documentId);
      const found = await documentEntry(context, desk, body.entryId);
      return { entry: found, asked: { ...(await whoIsAsked(context, desk, found)), kind, number } };
    });
    call.tell({ id: entry.id });

    const there = await askSupplier();
    return atDesk(context, call, async (desk) => {
      const { trx, caller, reader } = desk;
      const now = context.now().toString();
      const wish = { documentId, fetchedBy: caller.name, fetchedAt: now, isDoubleWanted: again };
      let stored: StoredSupplierDocument | null = null;
      if ("document" in there) {
        if (there.document.lines.length === 0) return { ...saidOf("empty", asked, language), basket: null };
        await refuseTwice(desk, { supplierKey: entry.supplierKey, kind, number: there.document.number });
        stored = await storeAnswer(desk, entry, there, now);
      } else {
        const wanted = { supplierKey: entry.supplierKey, kind, number, userId: caller.userId };
        stored = await findUploaded(trx, administrationId, wanted);
        if (stored === null) return { ...there, basket: null };
        await refuseTwice(desk, stored);
      }
      const staged = await stageDocument(trx, administrationId, stored, wish);
      if (staged === null) throw standsInTheWay("number", textOf("supplierdoc.gone", reader.language), stored.id);
      return {
        ...saidOf("loaded", asked, language, { count: staged.lines }),
        basket: await pageOf(context, desk, staged.id),
      };
    });

    /** The answer of the service; else what is said when it is not among the files either. */
    async function askSupplier() {
      if (uploadSupplierOf(entry.connector) !== null) return saidOf("notFound", asked, language);
      const { connectionId } = entry;
      if (connectionId === null)
        throw standsInTheWay("entryId", textLater("supplier.noLogin", { alias: entry.alias }), entry.id);
      try {
        const place = { administrationId, connectionId };
        const found = await context.engine.suppliers.document(place, { kind, number }, signal);
        return found ?? saidOf("notFound", asked, language);
      } catch (thrown) {
        return failureSaid(thrown, asked, language);
      }
    }

    async function refuseTwice(
      { trx, reader }: Desk,
      named: Pick<StoredSupplierDocument, "supplierKey" | "kind" | "number">,
    ): Promise<void> {
      const before = again ? null : await importedAs(trx, administrationId, named);
      if (before !== null) throw twiceOf(named.number, before, reader);
    }
  },
});

async function whoIsAsked(
  context: ApiContext,
  { trx, administration, reader }: Desk,
  entry: SupplierEntry,
): Promise<Omit<Asked, "kind" | "number">> {
  const connection =
    entry.connectionId === null ? null : await readConnection(trx, administration.id, entry.connectionId);
  const said = connection?.settings["customerNumber"];
  return {
    supplier: entry.partyName ?? shownNameOf(context, entry.connector, reader.language),
    login: entry.alias,
    customerNumber: typeof said === "string" ? said : "",
    isByUpload: uploadSupplierOf(entry.connector) !== null,
  };
}

async function storeAnswer(
  { trx, administration, caller }: Desk,
  {
    id: entryId,
    connector,
    connectionId,
    partyId,
    alias,
    userId,
    supplierKey,
  }: SupplierEntry & { supplierKey: string },
  { document: content, raw }: { readonly document: SupplierDocument; readonly raw: Uint8Array },
  fetchedAt: string,
): Promise<StoredSupplierDocument> {
  const id = newId();
  await insertSupplierDocument(trx, administration.id, {
    ...{ id, entryId, connector, connectionId, partyId, alias, userId, supplierKey, content, raw },
    ...{ source: "service", remarks: [], fileName: "", fetchedAt, fetchedBy: caller.name },
    contentHash: hashOfDocument(content),
    otherNumbers: [],
    rawContentType: "",
  });
  const stored = await readSupplierDocument(trx, administration.id, id, caller.userId);
  if (stored === null) throw new Error("The document was not stored");
  return stored;
}
