// Over 300 lines because everything that may be done with an entry stands here, behind the same two rules of whose it is.
import { z } from "zod";
import { offersFunction } from "#connect/supplier-functions.ts";
import { supplierFunctions, type SupplierFunction } from "#domain/supplier/webshop-functions.ts";
import { uploadSupplierOf, uploadSuppliers } from "#domain/supplier/upload-suppliers.ts";
import { textOf, type TextKey } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration, isDuplicateIn, type Transaction } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import {
  aliasIndex,
  deleteEntry,
  freeAlias,
  insertEntry,
  listEntries,
  longestAlias,
  readEntry,
  updateEntry,
  type SupplierEntry,
} from "#store/supplier-entries.ts";
import { readParty } from "#store/party-book.ts";
import { requireSupplierApp } from "#api/apps/require-app.ts";
import { Secret, Settings } from "#api/connection-endpoints.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint, type ApiContext, type Call } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { RightShape } from "#api/shapes.ts";
import { saveLogin } from "./entry-login.ts";
import { shownNameOf } from "./supplier-product.ts";
import {
  changingEntry,
  EntryPlace,
  entryOf,
  EntryShape,
  FunctionShape,
  noEntry,
  requireFunction,
  requireRight,
} from "./entry-shapes.ts";

const functionTexts = {
  basket: "supplier.function.basket",
  price: "supplier.function.price",
  order: "supplier.function.order",
  document: "supplier.function.document",
} as const satisfies Readonly<Record<SupplierFunction, TextKey>>;

export const listSupplierCapabilitiesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-capabilities",
  summary: "Which supplier offers which function: what every picker goes by",
  permission: "documents.read",
  answer: z.object({
    functions: z.array(z.object({ function: FunctionShape, label: z.string() })),
    items: z.array(
      z.object({
        connector: z.string(),
        name: z.string(),
        functions: z.array(
          z.object({
            function: FunctionShape,
            isOffered: z.boolean(),
            text: z.string().meta({
              description: "That it is not offered, or only by files, in words; empty when it is as any other",
            }),
          }),
        ),
        isByUpload: z
          .boolean()
          .meta({ description: "It has no protocol: there is no login, and its documents come as files" }),
      }),
    ),
  }),
  errors: [],
  handle: async ({ connectors }, { language }) => ({
    functions: supplierFunctions.map((one) => ({ function: one, label: textOf(functionTexts[one], language) })),
    items: [
      ...connectors
        .filter(({ kind, isExample }) => kind === "supplier" && isExample !== true)
        .map((connector) => ({
          connector: connector.id,
          name: connector.name,
          functions: supplierFunctions.map((one) => {
            const isOffered = offersFunction(connector, one);
            return { function: one, isOffered, text: isOffered ? "" : textOf("supplier.notOffered", language) };
          }),
          isByUpload: false,
        })),
      ...uploadSuppliers.map(({ id, name }) => ({
        connector: id,
        name: name ?? textOf("supplier.byUpload", language),
        functions: supplierFunctions.map((one) => {
          const isOffered = one === "document";
          const text = textOf(isOffered ? "supplier.viaUpload" : "supplier.notOffered", language);
          return { function: one, isOffered, text };
        }),
        isByUpload: true,
      })),
    ],
  }),
});

export const listSupplierEntriesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-entries",
  summary: "Suppliers that are set up, per function, with the logins of everybody and one's own",
  permission: "documents.read",
  query: z.object({ function: FunctionShape.optional() }),
  answer: z.object({ items: z.array(EntryShape) }),
  errors: ["apps.off"],
  handle: (context, { administrationId, caller, language, query }) =>
    inAdministration(context.store.app, administrationId, async (trx) => {
      await requireSupplierApp(trx, administrationId, language);
      const items = [];
      for (const entry of await listEntries(trx, administrationId, caller.userId))
        if (query.function === undefined || entry.function === query.function)
          items.push(await entryOf(context, trx, administrationId, caller, entry));
      return { items };
    }),
});

const Alias = z.string().trim().min(1).max(longestAlias);
const written = "documents.edit" as const;

/** What another took in between is said at the field. */
async function aliasKept<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (!isDuplicateIn(thrown, aliasIndex)) throw thrown;
    throw standsInTheWay("alias", textLater("supplier.aliasTaken"));
  }
}

async function requireParty(trx: Transaction, administrationId: string, partyId: string | null): Promise<void> {
  if (partyId !== null && (await readParty(trx, administrationId, partyId)) === null)
    throw refuseFields([{ field: "partyId", message: textLater("supplier.unknownParty") }]);
}

type AnyCall = Pick<Call<unknown, unknown, unknown>, "administrationId" | "caller">;

const shown = async (
  context: ApiContext,
  { administrationId, caller }: AnyCall,
  trx: Transaction,
  id: string,
): Promise<z.input<typeof EntryShape>> => {
  const entry = await readEntry(trx, administrationId, id, caller.userId);
  if (entry === null) throw new Error("The entry was not stored");
  return entryOf(context, trx, administrationId, caller, entry);
};

/** `isMine` is only for a person; a program has no login of its own. */
function ownerOf({ caller }: AnyCall, isMine: boolean): string | null {
  if (!isMine) return null;
  if (caller.userId === null) throw refuseFields([{ field: "isMine", message: textLater("supplier.shared") }]);
  return caller.userId;
}

export const createSupplierEntryEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-entries",
  summary: "Set a supplier up for a function; it has its alias at once, and gets its login when it is saved",
  permission: written,
  act: {
    action: "supplier.entryAdd",
    subject: "supplierEntry",
    isTold: true,
    says: ["function", "connector", "alias", "isMine"],
  },
  body: z.object({
    function: FunctionShape,
    connector: z.string().max(100),
    partyId: z.uuid().nullable().optional(),
    alias: Alias.optional(),
    isMine: z.boolean().default(false),
  }),
  status: 201,
  answer: EntryShape,
  errors: ["request.conflict", "request.forbidden", "apps.off"],
  handle: (context, call) =>
    aliasKept(
      inAdministration(context.store.app, call.administrationId, async (trx) => {
        const { administrationId, body, caller, language } = call;
        await requireSupplierApp(trx, administrationId, language);
        requireFunction(context, body.connector, body.function);
        const userId = ownerOf(call, body.isMine);
        requireRight(caller, userId);
        await requireParty(trx, administrationId, body.partyId ?? null);
        const id = newId();
        call.tell({ id });
        const name = shownNameOf(context, body.connector, language);
        const alias = body.alias ?? (await freeAlias(trx, administrationId, body.function, name));
        const partyId = body.partyId === undefined ? await usualParty(trx, call, body.connector) : body.partyId;
        await insertEntry(
          trx,
          administrationId,
          { id, function: body.function, connector: body.connector, connectionId: null, partyId, alias, userId },
          caller.name,
        );
        return shown(context, call, trx, id);
      }),
    ),
});

/** The supplier that entries of this connector are of, when they are all of one. */
async function usualParty(
  trx: Transaction,
  { administrationId, caller }: AnyCall,
  connector: string,
): Promise<string | null> {
  // Everybody without a protocol is no one supplier.
  if (uploadSupplierOf(connector)?.name === null) return null;
  const all = await listEntries(trx, administrationId, caller.userId);
  const parties = new Set(all.filter((one) => one.connector === connector).flatMap(({ partyId }) => partyId ?? []));
  const [partyId = null] = parties;
  return parties.size === 1 ? partyId : null;
}

const otherFunctions = z
  .array(FunctionShape)
  .meta({ description: "Functions the supplier offers and this login is not used for yet: the question after saving" });

/** Functions of the connector that no entry with this login has. */
async function othersOf(
  context: ApiContext,
  trx: Transaction,
  { administrationId, caller }: AnyCall,
  entry: SupplierEntry,
): Promise<SupplierFunction[]> {
  const connector = context.connectorById(entry.connector);
  const { connectionId } = entry;
  const login = connectionId === null ? null : await readConnection(trx, administrationId, connectionId);
  const used = new Set(
    (await listEntries(trx, administrationId, caller.userId))
      .filter((one) => one.connectionId === connectionId && one.userId === entry.userId)
      .map((one) => one.function),
  );
  return supplierFunctions.filter((one) => !used.has(one) && offersFunction(connector, one, login?.settings ?? null));
}

export const saveSupplierEntryEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/supplier-entries/:entryId",
  summary:
    "Save alias, supplier and login, each only when given; says for which other functions the login could be used",
  permission: written,
  act: { action: "supplier.entrySave", subject: "supplierEntry", says: ["alias", "isMine"] },
  params: EntryPlace,
  body: z.object({
    version: z.int().min(1),
    alias: Alias.optional(),
    partyId: z.uuid().nullable().optional(),
    isMine: z.boolean().optional(),
    settings: Settings.optional(),
    credentials: z.record(z.string(), Secret).optional(),
  }),
  answer: z.object({ entry: EntryShape, otherFunctions, notices: z.array(z.string()) }),
  errors: ["request.not_found", "request.conflict", "request.forbidden", "settings.invalid", "apps.off"],
  handle: (context, call) =>
    aliasKept(
      changingEntry(context, call, async (trx, entry) => {
        const { administrationId, body, caller, language } = call;
        if (body.version !== entry.version) throw standsInTheWay("version", textLater("form.changed"));
        await requireParty(trx, administrationId, body.partyId ?? null);
        const userId = body.isMine === undefined ? entry.userId : ownerOf(call, body.isMine);
        requireRight(caller, userId);
        const alias = body.alias ?? entry.alias;
        const hasLogin = body.settings !== undefined || body.credentials !== undefined;
        if (hasLogin && uploadSupplierOf(entry.connector) !== null)
          throw refuseFields([{ field: "settings", message: textLater("supplier.takesNoLogin", { supplier: alias }) }]);
        const desk = { trx, administrationId, caller, language };
        const login = hasLogin ? await saveLogin(context, desk, entry, body, alias) : null;
        const connectionId = login?.connectionId ?? entry.connectionId;
        const partyId = body.partyId === undefined ? entry.partyId : body.partyId;
        await updateEntry(trx, administrationId, entry.id, { connectionId, partyId, alias, userId }, caller.name);
        const saved = { ...entry, connectionId, userId };
        return {
          entry: await shown(context, call, trx, entry.id),
          otherFunctions: connectionId === null ? [] : await othersOf(context, trx, call, saved),
          notices: [...(login?.notices ?? [])],
        };
      }),
    ),
});

export const spreadSupplierEntryEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-entries/:entryId/use-for-others",
  summary: "Use the login of this entry for the other functions of its supplier as well",
  permission: written,
  act: { action: "supplier.entrySpread", subject: "supplierEntry", says: ["functions"] },
  params: EntryPlace,
  body: z.object({ functions: z.array(FunctionShape).max(supplierFunctions.length).optional() }),
  answer: z.object({ items: z.array(EntryShape) }),
  errors: ["request.not_found", "request.conflict", "request.forbidden", "apps.off"],
  handle: (context, call) =>
    aliasKept(
      changingEntry(context, call, async (trx, entry) => {
        const { administrationId, body, caller } = call;
        if (entry.connectionId === null)
          throw standsInTheWay("", textLater("supplier.noLogin", { alias: entry.alias }));
        const items = [];
        for (const one of await othersOf(context, trx, call, entry)) {
          if (body.functions !== undefined && !body.functions.includes(one)) continue;
          const id = newId();
          const alias = await freeAlias(trx, administrationId, one, entry.alias);
          await insertEntry(trx, administrationId, { ...entry, id, function: one, alias }, caller.name);
          items.push(await shown(context, call, trx, id));
        }
        return { items };
      }),
    ),
});

export const copySupplierEntryEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-entries/:entryId/copy",
  summary: "Make a second entry of the same supplier and function, for another login",
  permission: written,
  act: { action: "supplier.entryCopy", subject: "supplierEntry", isTold: true, says: ["isMine"] },
  params: EntryPlace,
  body: z.object({ isMine: z.boolean().default(false) }),
  status: 201,
  answer: z.object({
    entry: EntryShape,
    settings: z
      .record(z.string(), z.unknown())
      .meta({ description: "Of the login it was copied from, to be filled in beforehand; never what is secret" }),
  }),
  errors: ["request.not_found", "request.conflict", "request.forbidden", "apps.off"],
  handle: (context, call) =>
    aliasKept(
      inAdministration(context.store.app, call.administrationId, async (trx) => {
        const { administrationId, body, caller, language, params } = call;
        await requireSupplierApp(trx, administrationId, language);
        // Whoever may use a login of everybody may make one of their own after it.
        const entry = await readEntry(trx, administrationId, params.entryId, caller.userId);
        if (entry === null) throw noEntry();
        const userId = ownerOf(call, body.isMine);
        requireRight(caller, userId);
        const { settings } = await entryOf(context, trx, administrationId, caller, entry);
        const id = newId();
        call.tell({ id });
        const alias = await freeAlias(trx, administrationId, entry.function, entry.alias);
        await insertEntry(trx, administrationId, { ...entry, id, connectionId: null, alias, userId }, caller.name);
        return { entry: await shown(context, call, trx, id), settings };
      }),
    ),
});

export const deleteSupplierEntryEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/supplier-entries/:entryId",
  summary: "Take an entry away; its login and the baskets that were fetched with it stay",
  permission: written,
  act: { action: "supplier.entryDelete", subject: "supplierEntry" },
  params: EntryPlace,
  answer: z.object({ id: z.string() }),
  errors: ["request.not_found", "request.forbidden", "apps.off"],
  handle: (context, call) =>
    changingEntry(context, call, async (trx, { id }) => {
      await deleteEntry(trx, call.administrationId, id);
      return { id };
    }),
});

export const testSupplierEntryEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-entries/:entryId/test",
  summary: "Ask the supplier whether it takes this login",
  permission: written,
  act: { action: "supplier.entryTest", subject: "supplierEntry" },
  params: EntryPlace,
  answer: z.object({ account: z.string(), warnings: z.array(z.string()), rights: z.array(RightShape) }),
  errors: [
    "request.not_found",
    "request.conflict",
    "request.forbidden",
    "credentials.expired",
    "credentials.insufficient",
    "remote.unavailable",
    "remote.protocol_changed",
    "remote.rate_limited",
    "settings.invalid",
    "apps.off",
  ],
  async handle(context, call) {
    const { administrationId, signal } = call;
    const connectionId = await changingEntry(context, call, async (_trx, entry) => entry.connectionId);
    if (connectionId === null) throw new RequestRefused("request.conflict", "No login was filled in yet");
    const {
      account,
      warnings,
      rights = [],
    } = await context.engine.care.check({ administrationId, connectionId }, signal);
    return { account, warnings: [...warnings], rights: [...rights] };
  },
});
