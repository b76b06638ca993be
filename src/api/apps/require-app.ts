import type { DocumentKind } from "#domain/document-kinds.ts";
import { moduleOf, moduleOfConnector, moduleOfKind, type ModuleCode } from "#domain/modules.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { Transaction } from "#store/database.ts";
import { readDocuments } from "#store/documents.ts";
import { isModuleOn } from "#store/modules.ts";
import { RequestRefused } from "#api/problem.ts";

async function requireModule(
  trx: Transaction,
  administrationId: string,
  module: ModuleCode | null,
  field: string,
  language: TextLanguage,
): Promise<void> {
  if (module === null || (await isModuleOn(trx, administrationId, module))) return;
  const message = textOf("app.off", language, { app: textOf(moduleOf(module).name, language) });
  throw new RequestRefused("apps.off", `The app ${module} is off`, [{ field, message }]);
}

/** Refuses to make or change a connection of a product whose app is off, and says where it is switched on. */
export const requireConnectorApp = (
  trx: Transaction,
  administrationId: string,
  connectorId: string,
  language: TextLanguage,
): Promise<void> => requireModule(trx, administrationId, moduleOfConnector(connectorId), "connector", language);

/** Refuses whatever is asked of suppliers while their app is off, whichever connector it would go by. */
export const requireSupplierApp = (trx: Transaction, administrationId: string, language: TextLanguage): Promise<void> =>
  requireModule(trx, administrationId, "supplierWebshops", "", language);

/** The same of papers of suppliers, which trading partners send as well: either app will do. */
export async function requirePaperApp(
  trx: Transaction,
  administrationId: string,
  language: TextLanguage,
): Promise<void> {
  if (!(await isModuleOn(trx, administrationId, "partners"))) await requireSupplierApp(trx, administrationId, language);
}

/** Refuses whatever is done with trading partners while their app is off. */
export const requirePartnerApp = (trx: Transaction, administrationId: string, language: TextLanguage): Promise<void> =>
  requireModule(trx, administrationId, "partners", "", language);

/** Refuses to start a document of a kind whose app is off, and to change or configure what is of it. */
export const requireKindApp = (
  trx: Transaction,
  administrationId: string,
  kind: DocumentKind,
  language: TextLanguage,
  field = "kind",
): Promise<void> => requireModule(trx, administrationId, moduleOfKind(kind), field, language);

/** Refuses to work on a document of a kind whose app is off. One that is not there is left to whoever looks for it. */
export async function requireDocumentApp(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  language: TextLanguage,
): Promise<void> {
  const [document] = await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
  if (document !== undefined) await requireKindApp(trx, administrationId, document.kind, language);
}
