import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export interface StoredFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** The file of a document as it was first written; null when there is none yet. */
export async function readDocumentFile(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  mediaType: string,
): Promise<StoredFile | null> {
  const { rows } = await sql<StoredFile>`
    select name, media_type as "mediaType", bytes, sha256 from files
    where administration_id = ${administrationId} and document_id = ${documentId} and media_type = ${mediaType}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Keeps a document's file; when another transaction kept one first, that one stays and is returned. */
export async function keepDocumentFile(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  file: { readonly name: string; readonly mediaType: string; readonly bytes: Buffer },
): Promise<StoredFile> {
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  await sql`insert into files (id, administration_id, document_id, name, media_type, bytes, sha256, retention_class)
    values (${randomUUID()}, ${administrationId}, ${documentId}, ${file.name}, ${file.mediaType}, ${file.bytes}, ${sha256}, 'ownBooks')
    on conflict do nothing`.execute(trx);
  return (await readDocumentFile(trx, administrationId, documentId, file.mediaType)) ?? { ...file, sha256 };
}
