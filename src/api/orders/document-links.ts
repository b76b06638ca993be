import type { AnyConnector } from "#connect/connector.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { listConnections } from "#store/connections.ts";
import type { Transaction } from "#store/database.ts";
import type { OutsideDocument } from "#store/outside-documents.ts";

/** Where people see a document in its own package; null when that has no such address. */
export type DocumentLinks = (document: OutsideDocument) => string | null;

export async function documentLinks(
  trx: Transaction,
  administrationId: string,
  connectorById: (id: string) => AnyConnector,
): Promise<DocumentLinks> {
  const connections = new Map((await listConnections(trx, administrationId)).map((one) => [one.id, one]));
  return ({ connectionId, kind, remoteId: id, number }) => {
    const connection = connections.get(connectionId);
    if (connection === undefined) return null;
    const { documentUrl, settings } = connectorById(connection.connector);
    const read = settings.safeParse(connection.settings);
    if (!read.success) return null;
    return documentUrl?.(read.data, { kind: kind as DocumentKind, id, number })?.href ?? null;
  };
}
