import { HubError } from "#domain/error.ts";
import { documentKinds } from "#domain/document-kinds.ts";
import { writeUbl } from "#einvoice/invoice-xml.ts";
import type { Transaction } from "#store/database.ts";
import { isIssued, readDocuments } from "#store/documents.ts";
import { keepDocumentFile, readDocumentFile, type StoredFile } from "#store/files.ts";

const mediaType = "application/xml";

/**
 * The UBL of an issued document: written once, kept with its SHA-256, and from then on always the same bytes. Null when there is no
 * such document. Throws `document.invalid` for a kind that has no UBL.
 */
export async function documentXml(
  trx: Transaction,
  administrationId: string,
  documentId: string,
): Promise<StoredFile | null> {
  const kept = await readDocumentFile(trx, administrationId, documentId, mediaType);
  if (kept !== null) return kept;
  const [document] = await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
  if (document === undefined) return null;
  if (!documentKinds[document.kind].mayGoOverPeppol)
    throw new HubError("document.invalid", `A ${documentKinds[document.kind].names.en} has no UBL form`);
  if (!isIssued(document)) throw new HubError("document.invalid", "A draft has no UBL: it has no number yet");
  const name = `${document.kind}-${document.number.replaceAll(/[^A-Za-z0-9.-]/g, "-")}.xml`;
  return keepDocumentFile(trx, administrationId, documentId, {
    name,
    mediaType,
    bytes: Buffer.from(writeUbl(document), "utf8"),
  });
}
