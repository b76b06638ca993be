import { z } from "zod";
import { hashOfDocument } from "#backoffice/supplier-documents/stage-document.ts";
import { readSupplierFile, type FileRefusal } from "#backoffice/supplier-documents/read-file.ts";
import { isSomebodyElse } from "#einvoice/party-identifiers.ts";
import type { ReadFault, ReadSupplierDocument } from "#einvoice/supplier-document-ubl.ts";
import { mostDocumentBytes, mostDocumentLines, supplierDocumentKinds } from "#domain/supplier/supplier-document.ts";
import { momentText } from "#domain/texts/format.ts";
import { textOf, type TextKey } from "#domain/texts/text.ts";
import { newId } from "#store/new-id.ts";
import { readParty } from "#store/party-book.ts";
import type { SupplierEntry } from "#store/supplier-entries.ts";
import { insertSupplierDocument, readSupplierDocument, uploadedBefore } from "#store/supplier-documents.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, type RequestRefused } from "#api/problem.ts";
import { remarkText } from "#api/supplier-webshops/remark-text.ts";
import { shownNameOf } from "#api/supplier-webshops/supplier-product.ts";
import { SupplierDocumentRowShape, supplierDocumentRowOf } from "./document-part.ts";
import { documentEntry } from "./fetch-endpoint.ts";

const faultTexts = {
  empty: "supplierdoc.file.empty",
  spreadsheet: "supplierdoc.file.spreadsheet",
  binary: "supplierdoc.file.binary",
  xml: "supplierdoc.file.xml",
  notKnown: "supplierdoc.file.notKnown",
  creditNote: "supplierdoc.file.creditNote",
  noNumber: "supplierdoc.file.noNumber",
  noLines: "supplierdoc.file.noLines",
  tooManyLines: "supplierdoc.file.tooManyLines",
  quantity: "supplierdoc.file.quantity",
  currency: "supplierdoc.file.currency",
} as const satisfies Readonly<Record<(ReadFault | FileRefusal)["fault"], TextKey>>;

function refusedFile({ fault, where }: ReadFault | FileRefusal, { reader }: Desk): RequestRefused {
  const values = { line: where, limit: mostDocumentLines };
  const message = textOf(faultTexts[fault], reader.language, values);
  return refuseFields([{ field: fault === "noNumber" ? "number" : "file", message }]);
}

/** A paper of another supplier, or for another company: whoever gave it took the wrong one. */
async function requireOurs(
  { trx, administration, reader }: Desk,
  { partyId }: SupplierEntry,
  { seller, buyer }: ReadSupplierDocument,
  supplier: string,
): Promise<void> {
  const { language } = reader;
  const party = partyId === null ? null : await readParty(trx, administration.id, partyId);
  if (party !== null && isSomebodyElse(seller, party)) {
    const name = seller?.name || "–";
    throw refuseFields([
      { field: "file", message: textOf("supplierdoc.file.otherSupplier", language, { name, supplier }) },
    ]);
  }
  if (isSomebodyElse(buyer, administration)) {
    const name = buyer?.name || "–";
    throw refuseFields([{ field: "file", message: textOf("supplierdoc.file.otherBuyer", language, { name }) }]);
  }
}

export const uploadSupplierDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-documents/upload",
  summary:
    "Bring in an order, a delivery note or an invoice of a supplier as a file, of at most 5 MB: UBL, or CSV with headings. It is found by its number from then on",
  permission: "documents.edit",
  act: { action: "supplierDocument.upload", subject: "supplierDocument", isTold: true },
  query: z.object({
    entryId: z.uuid(),
    fileName: z.string().trim().max(200).default(""),
    kind: z.enum(supplierDocumentKinds).optional().meta({
      description:
        "What a CSV is; UBL says it itself. Left out: a delivery note when it has a column with what was delivered",
    }),
    number: z.string().trim().max(100).default("").meta({ description: "Of a CSV that does not name its number" }),
    again: z
      .enum(["true", "false"])
      .default("false")
      .meta({ description: "Also when another file of this number holds something else: this one counts then" }),
  }),
  upload: { most: mostDocumentBytes },
  status: 201,
  answer: z.object({
    document: SupplierDocumentRowShape,
    isNew: z.boolean().meta({ description: "False: the same was brought in before" }),
    remarks: z.array(z.string()),
  }),
  errors: ["request.not_found", "request.conflict", "apps.off"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, caller, reader } = desk;
      const { query, body } = call;
      const entry = await documentEntry(context, desk, query.entryId);
      const supplier = entry.partyName ?? shownNameOf(context, entry.connector, reader.language);
      const now = context.now().toString();
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const read = readSupplierFile(
        bytes,
        { kind: query.kind ?? null, number: query.number },
        { currency: administration.currency, readAt: now },
      );
      if ("fault" in read) throw refusedFile(read, desk);
      await requireOurs(desk, entry, read, supplier);
      const { document: content, remarks, otherNumbers, contentType } = read;
      // When it was read is no part of what it says.
      const contentHash = hashOfDocument({
        ...content,
        lines: content.lines.map((line) => ({ ...line, price: withoutMoment(line.price) })),
      });
      const { id: entryId, connector, partyId, alias, userId, supplierKey } = entry;
      const { kind, number } = content;
      const before = await uploadedBefore(trx, administration.id, {
        supplierKey,
        kind,
        number,
        contentHash,
        userId: caller.userId,
      });
      if (before !== null && !before.isSame && query.again === "false") {
        const time = momentText(before.fetchedAt, reader.now, reader);
        throw standsInTheWay(
          "again",
          textOf("supplierdoc.file.conflict", reader.language, { number, time }),
          before.id,
        );
      }
      const isNew = before === null || !before.isSame;
      const id = isNew ? newId() : before.id;
      if (isNew)
        await insertSupplierDocument(trx, administration.id, {
          ...{
            id,
            entryId,
            connector,
            connectionId: null,
            partyId,
            alias,
            userId,
            supplierKey,
            content,
            contentHash,
            otherNumbers,
            remarks,
          },
          ...{ source: "upload", fileName: query.fileName, fetchedAt: now, fetchedBy: caller.name },
          raw: bytes,
          rawContentType: contentType,
        });
      call.tell({ id, details: { kind, number } });
      const stored = await readSupplierDocument(trx, administration.id, id, caller.userId);
      if (stored === null) throw new Error("The document was not stored");
      return {
        document: supplierDocumentRowOf(stored, supplier),
        isNew,
        remarks: remarks.map((remark) => remarkText(remark, reader.language)),
      };
    }),
});

type Price = ReadSupplierDocument["document"]["lines"][number]["price"];
const withoutMoment = (price: Price): Price => (price === null ? null : { ...price, retrievedAt: "" });
