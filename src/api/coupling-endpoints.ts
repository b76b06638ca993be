import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { mappingValues, ShopOrderSettings, type MappingKind } from "#flows/shop-orders/settings.ts";
import type { AnyConnector } from "#connect/connector.ts";
import { documentKindsOf } from "#connect/documents-there.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { Day } from "#domain/order.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { beginFirstMigration } from "#engine/first-migration.ts";
import { readAdministration } from "#store/administrations.ts";
import { closeAlarm } from "#store/alarms.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import {
  couplingTransitions,
  insertCoupling,
  listCouplings,
  readCoupling,
  updateCoupling,
  type Coupling,
} from "#store/couplings.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { wakeHeld, wakeRecords } from "#store/inbox.ts";
import { putMapping } from "#store/mappings.ts";
import { requireConnectorApp, requireKindApp } from "./apps/require-app.ts";
import { defineEndpoint } from "./endpoint.ts";
import { refuseFields, RequestRefused } from "./problem.ts";
import { CouplingShape } from "./shapes.ts";
import { parseGiven } from "./validation.ts";

const couplingOf = ({
  administrationId: _,
  isPreviewed: _seen,
  ...coupling
}: Coupling): z.input<typeof CouplingShape> => ({
  ...coupling,
  settings: { ...coupling.settings },
});

/** The company's local day. */
async function todayOf(trx: Transaction, administrationId: string, now: Temporal.Instant): Promise<string> {
  const administration = await readAdministration(trx, administrationId);
  return now
    .toZonedDateTimeISO(administration?.timeZone ?? "UTC")
    .toPlainDate()
    .toString();
}

/** A coupling runs on two apps: that of its source, and that of what it makes. */
async function requireApps(
  trx: Transaction,
  { administrationId, connector }: Connection,
  kind: DocumentKind,
  language: TextLanguage,
): Promise<void> {
  await requireConnectorApp(trx, administrationId, connector, language);
  await requireKindApp(trx, administrationId, kind, language, "settings.documentKind");
}

export const listCouplingsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/couplings",
  summary: "Configured movements between two connections",
  permission: "connections.read",
  answer: z.object({ items: z.array(CouplingShape) }),
  errors: [],
  handle: ({ store }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      items: (await listCouplings(trx, administrationId)).map(couplingOf),
    })),
});

/** Nothing is mailed by itself that nobody has seen: refuses to switch that on, and says where to look first. */
function requirePreviewed(isPreviewed: boolean, language: TextLanguage): void {
  if (isPreviewed) return;
  const message = textOf("coupling.needsPreview", language);
  throw new RequestRefused("request.conflict", message, [{ field: "settings.sending", message }]);
}

const mailsByItself = (state: string, settings: Readonly<Record<string, unknown>>): boolean =>
  state === "live" && settings["sending"] === "automatic";

/** An outside package takes the documents it knows, and mails them itself. */
function requireBookable(
  { connector, settings: its, name }: Connection,
  connectorById: (id: string) => AnyConnector,
  { documentKind, sending }: Pick<ShopOrderSettings, "documentKind" | "sending">,
): void {
  const known = connectorById(connector);
  const takes = documentKindsOf(known, known.settings.safeParse(its).data ?? {}).includes(documentKind);
  const faults = [
    ...(takes ? [] : [{ field: "settings.documentKind", message: textLater("given.makesNot", { system: name }) }]),
    ...(sending === "none" ? [] : [{ field: "settings.sending", message: textLater("given.sendsItself") }]),
  ];
  if (faults.length > 0) throw refuseFields(faults);
}

/** `dry` is in the table of states and not offered yet: nothing would happen in it. */
const State = z.enum(["off", "live"]);
const Offset = z.int().min(0).max(1_000_000);

export const createCouplingEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/couplings",
  summary: "Couple a webshop's orders to the built-in back office, or to an outside package",
  permission: "couplings.manage",
  act: {
    action: "coupling.add",
    subject: "coupling",
    isTold: true,
    says: ["kind", "sourceConnectionId", "settings", "state", "offset"],
  },
  body: z.object({
    kind: z.literal("shopOrders"),
    sourceConnectionId: z.uuid(),
    targetConnectionId: z.uuid().nullable().default(null).meta({ description: "Null: the built-in back office" }),
    settings: ShopOrderSettings.extend({
      startDate: Day.nullable().optional().meta({
        description: "Orders of before this day are skipped; left out: today; null: the shop's whole history",
      }),
    }),
    /** Number of orders to ignore at the start (C8.3). */
    offset: Offset.default(0),
    state: State.default("off"),
  }),
  status: 201,
  answer: CouplingShape,
  errors: ["request.conflict", "apps.off"],
  async handle({ store, engine, connectorById, now }, { administrationId, body, language, tell }) {
    const id = newId();
    tell({ id });
    const made = await inAdministration(store.app, administrationId, async (trx) => {
      const connection = await readConnection(trx, administrationId, body.sourceConnectionId);
      if (connection === null) throw new RequestRefused("request.not_found", "There is no such connection");
      await requireApps(trx, connection, body.settings.documentKind, language);
      if (connectorById(connection.connector).operations["orders.get"] === undefined) {
        throw refuseFields([{ field: "sourceConnectionId", message: textLater("given.noOrders") }]);
      }
      const { kind, sourceConnectionId, targetConnectionId, settings, state, offset } = body;
      if (targetConnectionId !== null) {
        const target = await readConnection(trx, administrationId, targetConnectionId);
        if (target === null || connectorById(target.connector).operations["documents.create"] === undefined)
          throw refuseFields([{ field: "targetConnectionId", message: textLater("given.noBooks") }]);
        await requireConnectorApp(trx, administrationId, target.connector, language);
        requireBookable(target, connectorById, settings);
      }
      // What is not there yet, nobody can have looked at.
      requirePreviewed(!mailsByItself(state, settings), language);
      const today = await todayOf(trx, administrationId, now());
      const { startDate = today } = settings;
      const isNew = await insertCoupling(trx, {
        id,
        administrationId,
        kind,
        sourceConnectionId,
        targetConnectionId,
        state,
        settings: { ...settings, startDate },
        offsetLeft: offset,
      });
      if (!isNew)
        throw new RequestRefused("request.conflict", "The orders of this connection are coupled already", [
          { field: "sourceConnectionId", message: textLater("given.coupled") },
        ]);
      const made = await readCoupling(trx, administrationId, id);
      if (made?.state === "live") await beginFirstMigration(trx, made, today, now());
      return made;
    });
    if (made === null) throw new Error("The coupling was not stored");
    await engine.ring({ administrationId, connectionId: body.sourceConnectionId });
    return couplingOf(made);
  },
});

export const updateCouplingEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/couplings/:couplingId",
  summary: "Change settings or state of a coupling, given the version that was read",
  permission: "couplings.manage",
  act: { action: "coupling.settings", subject: "coupling", says: ["settings", "state", "offset", "settingsVersion"] },
  params: z.object({ couplingId: z.uuid() }),
  body: z.object({ settings: ShopOrderSettings, state: State, offset: Offset.optional(), settingsVersion: z.int() }),
  answer: CouplingShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle({ store, engine, connectorById, now }, { administrationId, params: { couplingId }, body, language }) {
    const saved = await inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await readCoupling(trx, administrationId, couplingId);
      if (coupling === null) throw new RequestRefused("request.not_found", "There is no such coupling");
      const connection = await readConnection(trx, administrationId, coupling.sourceConnectionId);
      if (connection !== null) await requireApps(trx, connection, body.settings.documentKind, language);
      const allowed: readonly string[] = couplingTransitions[coupling.state];
      if (body.state !== coupling.state && !allowed.includes(body.state))
        throw new RequestRefused(
          "request.conflict",
          `A coupling that is ${coupling.state} cannot become ${body.state}`,
        );
      const { settings, state, offset } = body;
      const target =
        coupling.targetConnectionId === null
          ? null
          : await readConnection(trx, administrationId, coupling.targetConnectionId);
      if (target !== null) requireBookable(target, connectorById, settings);
      requirePreviewed(
        coupling.isPreviewed || !mailsByItself(state, settings) || mailsByItself(coupling.state, coupling.settings),
        language,
      );
      const isCurrent = coupling.settingsVersion === body.settingsVersion;
      if (
        !isCurrent ||
        !(await updateCoupling(trx, coupling, { state, settings, offsetLeft: offset ?? coupling.offsetLeft }))
      ) {
        throw new RequestRefused("request.conflict", "Somebody else changed this coupling; read it again");
      }
      // What was held because the settings did not fit goes on with these.
      await closeAlarm(trx, administrationId, "couplingSettings", `${coupling.sourceConnectionId} ${coupling.id}`);
      await wakeHeld(trx, administrationId, coupling.sourceConnectionId);
      const changed = await readCoupling(trx, administrationId, couplingId);
      if (coupling.state !== "live" && changed?.state === "live")
        await beginFirstMigration(trx, changed, await todayOf(trx, administrationId, now()), now());
      return changed;
    });
    if (saved === null) throw new Error("The coupling is gone");
    await engine.ring({ administrationId, connectionId: saved.sourceConnectionId });
    return couplingOf(saved);
  },
});

export const putMappingEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/connections/:connectionId/mappings/:what/:from",
  summary: "Say what a value of the shop means here; orders that waited for exactly this go on",
  permission: "mappings.manage",
  act: { action: "mapping.save", subject: "mapping", says: ["what", "from"] },
  params: z.object({
    connectionId: z.uuid(),
    what: z.enum(Object.keys(mappingValues) as [MappingKind, ...MappingKind[]]),
    from: z.string().min(1).max(200),
  }),
  body: z.record(z.string(), z.unknown()),
  answer: z.object({ resumed: z.int() }),
  errors: ["request.not_found", "apps.off"],
  async handle({ store, engine }, { administrationId, params: { connectionId, what, from }, body, language }) {
    const value = parseGiven<z.ZodType>(mappingValues[what], body);
    const resumed = await inAdministration(store.app, administrationId, async (trx) => {
      const connection = await readConnection(trx, administrationId, connectionId);
      if (connection === null) throw new RequestRefused("request.not_found", "There is no such connection");
      await requireConnectorApp(trx, administrationId, connection.connector, language);
      const waiting = await putMapping(trx, { administrationId, connectionId, what, fromValue: from }, value);
      await wakeRecords(trx, administrationId, connectionId, waiting);
      return waiting.length;
    });
    await engine.ring({ administrationId, connectionId });
    return { resumed };
  },
});
