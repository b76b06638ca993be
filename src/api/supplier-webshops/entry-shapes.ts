import { z } from "zod";
import { offersFunction, offersOperation } from "#connect/supplier-functions.ts";
import { supplierFunctions, type SupplierFunction } from "#domain/supplier/webshop-functions.ts";
import { uploadSupplierOf } from "#domain/supplier/upload-suppliers.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { connectionStates, readConnection, type Connection } from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { readEntry, type SupplierEntry } from "#store/supplier-entries.ts";
import { requireSupplierApp } from "#api/apps/require-app.ts";
import type { Caller } from "#api/caller.ts";
import type { ApiContext, Call } from "#api/endpoint.ts";
import { isAllowed } from "#api/permissions.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";

export const FunctionShape = z.enum(supplierFunctions);

export const EntryShape = z
  .object({
    id: z.string(),
    function: FunctionShape,
    connector: z.string(),
    supplier: z.string().meta({ description: "As its product is called; the party has the name of the supplier" }),
    partyId: z.string().nullable(),
    partyName: z.string().nullable(),
    alias: z.string(),
    isMine: z.boolean().meta({ description: "Nobody else sees it or can use it" }),
    isByUpload: z.boolean().meta({ description: "There is no login: its documents come as files" }),
    connectionId: z.string().nullable().meta({ description: "Null until a login was filled in" }),
    state: z.enum(connectionStates).nullable(),
    stateReason: z.string(),
    settings: z.record(z.string(), z.unknown()).meta({ description: "Of its login, but for what is secret" }),
    canFetch: z.boolean(),
    canOpen: z.boolean(),
    canEmpty: z.boolean(),
    mayChange: z.boolean().meta({ description: "Whether whoever asks may change it" }),
    version: z.int(),
  })
  .meta({ id: "SupplierEntry" });

/** What is everybody's is changed by who may manage connections; one's own login by oneself. */
export const maySetFor = (caller: Caller, userId: string | null): boolean =>
  userId === null ? caller.role !== null && isAllowed(caller.role, "connections.manage") : userId === caller.userId;

export async function entryOf(
  { connectorById }: ApiContext,
  trx: Transaction,
  administrationId: string,
  caller: Caller,
  entry: SupplierEntry,
): Promise<z.input<typeof EntryShape>> {
  const byUpload = uploadSupplierOf(entry.connector);
  const connector = byUpload === null ? connectorById(entry.connector) : null;
  const connection: Connection | null =
    entry.connectionId === null ? null : await readConnection(trx, administrationId, entry.connectionId);
  const can = (operation: "basket.get" | "basket.open" | "basket.clear") =>
    entry.function === "basket" &&
    connector !== null &&
    offersOperation(connector, operation, connection?.settings ?? null);
  return {
    id: entry.id,
    function: entry.function,
    connector: entry.connector,
    supplier: connector?.name ?? byUpload?.name ?? entry.partyName ?? entry.alias,
    isByUpload: byUpload !== null,
    partyId: entry.partyId,
    partyName: entry.partyName,
    alias: entry.alias,
    isMine: entry.userId !== null,
    connectionId: entry.connectionId,
    state: connection?.state ?? null,
    stateReason: connection?.stateReason ?? "",
    settings: { ...connection?.settings },
    canFetch: can("basket.get"),
    canOpen: can("basket.open"),
    canEmpty: can("basket.clear"),
    mayChange: maySetFor(caller, entry.userId),
    version: entry.version,
  };
}

export const EntryPlace = z.object({ entryId: z.uuid() });
type EntryCall = Pick<
  Call<{ readonly entryId: string }, unknown, unknown>,
  "administrationId" | "language" | "caller" | "params"
>;

export const noEntry = (): RequestRefused => new RequestRefused("request.not_found", "There is no such entry");

/** Works on an entry under its lock, when it is visible to whoever asks and theirs to change. */
export const changingEntry = <T>(
  { store }: ApiContext,
  { administrationId, language, caller, params }: EntryCall,
  work: (trx: Transaction, entry: SupplierEntry) => Promise<T>,
): Promise<T> =>
  inAdministration(store.app, administrationId, async (trx) => {
    await requireSupplierApp(trx, administrationId, language);
    const entry = await readEntry(trx, administrationId, params.entryId, caller.userId, true);
    if (entry === null) throw noEntry();
    requireRight(caller, entry.userId);
    return work(trx, entry);
  });

export function requireRight(caller: Caller, userId: string | null): void {
  if (!maySetFor(caller, userId))
    throw new RequestRefused(
      "request.forbidden",
      "This entry is for everybody; only who manages connections changes it",
      [{ field: "isMine", message: textLater("supplier.shared") }],
    );
}

/** Refuses a function the connector does not have (requirement A1.15). */
export function requireFunction(context: ApiContext, connectorId: string, wanted: SupplierFunction): void {
  const byUpload = uploadSupplierOf(connectorId);
  if (byUpload !== null && wanted === "document") return;
  const connector = context.connectors.find(({ id }) => id === connectorId);
  if (connector === undefined || connector.kind !== "supplier" || !offersFunction(connector, wanted))
    throw refuseFields([
      {
        field: "connector",
        message: textLater("supplier.notOfFunction", { supplier: connector?.name ?? byUpload?.name ?? connectorId }),
      },
    ]);
}
