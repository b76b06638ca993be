import { z } from "zod";
import { offersFunction } from "#connect/supplier-functions.ts";
import { textOf } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { readConnection } from "#store/connections.ts";
import { isDuplicateIn, type Transaction } from "#store/database.ts";
import { readDocuments } from "#store/documents.ts";
import { newId } from "#store/new-id.ts";
import { readParty } from "#store/party-book.ts";
import { readPriceList } from "#store/price-lists.ts";
import { countArticles } from "#store/price-run-articles.ts";
import { insertPriceRun, oneAtATime } from "#store/price-runs.ts";
import { readEntry, type SupplierEntry } from "#store/supplier-entries.ts";
import { requireDocumentApp, requireSupplierApp } from "#api/apps/require-app.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { PriceRunShape } from "./price-run-shapes.ts";
import { runPage } from "./price-run-at.ts";

/** An entry of the function "prices" with a login that works; of somebody else's nobody is told that it is there. */
async function entryFor(
  { connectorById }: ApiContext,
  { trx, administration, caller, reader }: Desk,
  entryId: string,
): Promise<SupplierEntry & { readonly connectionId: string; readonly partyId: string }> {
  const refuse = (message: string) => standsInTheWay("entryId", message);
  const entry = await readEntry(trx, administration.id, entryId, caller.userId);
  if (entry === null) throw new RequestRefused("request.not_found", "There is no such login");
  const { connectionId, partyId, alias } = entry;
  const connector = connectorById(entry.connector);
  if (entry.function !== "price" || !offersFunction(connector, "price"))
    throw refuse(textOf("supplier.notOfFunction", reader.language, { supplier: connector.name }));
  const connection = connectionId === null ? null : await readConnection(trx, administration.id, connectionId);
  if (connectionId === null || connection === null)
    throw refuse(textOf("supplier.noLogin", reader.language, { alias }));
  if (connection.state === "paused") throw refuse(textOf("supplier.paused", reader.language));
  if (connection.state === "reconnect")
    throw refuse(textOf("pricing.reconnect", reader.language, { supplier: connector.name }));
  if (partyId === null) throw refuse(textOf("pricing.noParty", reader.language, { alias }));
  return { ...entry, connectionId, partyId };
}

type Wanted = { readonly priceListId: string } | { readonly documentId: string };

/** Whose list or order it is; null: an order for which no supplier was chosen yet. */
async function supplierOf({ trx, administration, reader }: Desk, wanted: Wanted): Promise<string | null> {
  if ("priceListId" in wanted) {
    const list = await readPriceList(trx, administration.id, wanted.priceListId);
    if (list === null || list.isArchived) throw new RequestRefused("request.not_found", "There is no such price list");
    return list.partyId;
  }
  const [document] = await readDocuments(trx, administration.id, { ids: [wanted.documentId], limit: 1 });
  if (document?.kind !== "purchaseOrder") throw new RequestRefused("request.not_found", "There is no such order");
  await requireDocumentApp(trx, administration.id, document.id, reader.language);
  if (document.status !== "draft") throw standsInTheWay("documentId", textOf("pricing.onlyDraft", reader.language));
  return document.buyerId;
}

async function requireSameSupplier(
  trx: Transaction,
  { administration, reader }: Desk,
  entry: SupplierEntry,
  partyId: string | null,
): Promise<void> {
  if (partyId === null || entry.partyId === partyId) return;
  const other = (await readParty(trx, administration.id, partyId))?.name ?? "";
  const supplier = entry.partyName ?? entry.alias;
  throw standsInTheWay("entryId", textOf("pricing.otherSupplier", reader.language, { supplier, other }));
}

export const startPriceRunEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-runs",
  summary:
    "Ask a supplier's webshop for the prices of a price list or of a draft order, in the background. Nothing is changed by it",
  permission: "documents.edit",
  act: {
    action: "priceRun.start",
    subject: "priceRun",
    isTold: true,
    says: ["priceListId", "documentId", "asksAgain"],
  },
  body: z.object({
    entryId: z.uuid().meta({ description: "A supplier that is set up for prices" }),
    priceListId: z.uuid().optional(),
    documentId: z.uuid().optional().meta({ description: "A purchase order that is a draft" }),
    asksAgain: z
      .boolean()
      .optional()
      .meta({ description: "Also what was asked less than 12 hours ago; of an order always, unless said otherwise" }),
  }),
  status: 202,
  answer: PriceRunShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle(context, call) {
    const { body, administrationId, tell } = call;
    const { priceListId, documentId } = body;
    const wanted: Wanted | null =
      priceListId !== undefined && documentId === undefined
        ? { priceListId }
        : documentId !== undefined && priceListId === undefined
          ? { documentId }
          : null;
    if (wanted === null) throw refuseFields([{ field: "priceListId", message: textLater("pricing.oneOf") }]);
    const id = newId();
    tell({ id });
    const started = atDesk(context, call, async (desk) => {
      const { trx, caller, reader } = desk;
      await requireSupplierApp(trx, administrationId, reader.language);
      const entry = await entryFor(context, desk, body.entryId);
      await requireSameSupplier(trx, desk, entry, await supplierOf(desk, wanted));
      const { partyId, connectionId, alias } = entry;
      const total = await countArticles(trx, administrationId, { ...wanted, partyId });
      if (total === 0) throw standsInTheWay("", textOf("pricing.empty", reader.language));
      const of = { priceListId: priceListId ?? null, documentId: documentId ?? null };
      const asksAgain = body.asksAgain ?? documentId !== undefined;
      const begunBy = caller.name;
      await insertPriceRun(trx, administrationId, {
        id,
        ...of,
        connectionId,
        partyId,
        alias,
        asksAgain,
        total,
        begunBy,
      });
      return runPage(trx, administrationId, id, reader);
    });
    const answer = await started.catch((thrown: unknown) => {
      if (!oneAtATime.some((index) => isDuplicateIn(thrown, index))) throw thrown;
      throw standsInTheWay("", textOf("pricing.busy", call.language));
    });
    context.engine.ringPriceRun({ administrationId, runId: id });
    return answer;
  },
});
