import { offers, type AnyConnector } from "#connect/connector.ts";
import { documentKindsOf } from "#connect/documents-there.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { randomBytes } from "node:crypto";
import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { credentialNames } from "#connect/credentials.ts";
import { moduleOfConnector } from "#domain/modules.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { hookPath } from "#engine/webhook-watch.ts";
import {
  connectionToAccount,
  insertConnection,
  listConnections,
  openHookSecret,
  readConnection,
  type Connection,
} from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { insertEvents } from "#store/events.ts";
import { switchOnUngated } from "#store/modules.ts";
import { subscriptionsOf } from "#store/subscriptions.ts";
import { lastContactOf } from "#store/webhook-sightings.ts";
import { accountKeyOf } from "./account-key.ts";
import { requireConnectorApp } from "./apps/require-app.ts";
import { tidyEntry } from "./connect-entry.ts";
import { defineEndpoint, type ApiContext } from "./endpoint.ts";
import { refuseFields, RequestRefused } from "./problem.ts";
import { ConnectionShape, RightShape } from "./shapes.ts";
import { parseGiven } from "./validation.ts";

/** What orders can be booked as there, as far as its settings are right. */
function documentsMade(connector: AnyConnector, settings: Readonly<Record<string, unknown>>): readonly DocumentKind[] {
  const read = connector.settings.safeParse(settings);
  return read.success && offers(connector, "documents.create") ? documentKindsOf(connector, read.data) : [];
}

/** A connection as the API shows it. */
export async function connectionOf(
  { publicUrl, connectorById }: ApiContext,
  trx: Transaction,
  connection: Connection,
): Promise<z.input<typeof ConnectionShape>> {
  const webhooks = await subscriptionsOf(trx, connection.administrationId, connection.id);
  const deliveryUrl =
    publicUrl === null || connection.pollingOnly ? null : new URL(hookPath(connection.hookKey), publicUrl).href;
  const { id, connector, name, account, state, stateReason, pollingOnly, retryAt, settings } = connection;
  const lastContactAt = await lastContactOf(trx, connection.administrationId, connection.id);
  const seen = webhooks.map(({ topic, active, checkedAt }) => ({ topic, active, checkedAt }));
  return {
    id,
    connector,
    name,
    account,
    state,
    stateReason,
    pollingOnly,
    retryAt,
    lastContactAt,
    deliveryUrl,
    settings: { ...settings },
    makesDocuments: [...documentsMade(connectorById(connector), settings)],
    webhooks: seen,
  };
}

export const listConnectionsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/connections",
  summary: "Connections, their state and their webhooks",
  permission: "connections.read",
  answer: z.object({ items: z.array(ConnectionShape) }),
  errors: [],
  handle: (context, { administrationId }) =>
    inAdministration(context.store.app, administrationId, async (trx) => {
      const items = [];
      for (const connection of await listConnections(trx, administrationId))
        items.push(await connectionOf(context, trx, connection));
      return { items };
    }),
});

/** A product that rings no bell is asked, whatever was chosen. */
export const ringsNoBell = ({ webhook }: AnyConnector): boolean => webhook === undefined;

/** Two connections to one shop would book each of its orders twice. */
export const connectedAlready = (existing: Connection | null): RequestRefused =>
  new RequestRefused("request.conflict", `The connection ${existing?.name ?? "?"} leads to this account already`, [
    { field: "settings", message: textLater("given.sameAccount", { connection: existing?.name ?? "?" }) },
  ]);

/** Pasted with spaces more often than not: `tidyEntry` takes them off, and says so. */
export const Secret = z.string().max(4000);
export const ConnectionAnswer = ConnectionShape.extend({
  notices: z.array(z.string()).meta({ description: "What was entered otherwise than it was saved" }),
}).meta({ id: "ConnectionSaved" });
export const Name = z.string().trim().min(1).max(200);
export const Settings = z.record(z.string(), z.unknown());

export const createConnectionEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/connections",
  summary: "Connect an account at an outside product; check it afterwards",
  permission: "connections.manage",
  act: { action: "connection.add", subject: "connection", isTold: true, says: ["connector", "name", "pollingOnly"] },
  body: z.object({
    connector: z.string(),
    name: Name,
    settings: Settings,
    credentials: z.record(z.string(), Secret),
    /** The webhook secret, when it exists already; else one is made. */
    hookSecret: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_-]{16,200}$/, textLater("given.hookSecret"))
      .optional(),
    pollingOnly: z.boolean().default(false),
  }),
  status: 201,
  answer: ConnectionAnswer,
  errors: ["settings.invalid", "request.conflict", "apps.off"],
  async handle(context, { administrationId, body, language, caller, tell }) {
    const connector = context.connectorById(body.connector);
    await inAdministration(context.store.app, administrationId, (trx) =>
      requireConnectorApp(trx, administrationId, connector.id, language),
    );
    const wanted = credentialNames(connector.credentials);
    const missing = wanted.filter((name) => (body.credentials[name] ?? "").trim() === "");
    const strange = Object.keys(body.credentials).filter((name) => !wanted.includes(name));
    if (missing.length + strange.length > 0)
      throw refuseFields([...missing.map(needed), ...strange.map(notOfConnector)]);
    const { entered, notices } = tidyEntry(connector, body, language);
    const settings = parseGiven(connector.settings, entered.settings, "settings");
    const id = newId();
    tell({ id });
    const accountKey = accountKeyOf(connector, settings);
    return inAdministration(context.store.app, administrationId, async (trx) => {
      const isNew = await insertConnection(trx, context.store.key, {
        id,
        administrationId,
        connector: connector.id,
        name: body.name,
        settings,
        accountKey,
        hookKey: randomBytes(24).toString("base64url"),
        hookSecret: body.hookSecret ?? randomBytes(32).toString("base64url"),
        pollingOnly: body.pollingOnly || ringsNoBell(connector),
        secrets: entered.credentials,
      });
      if (moduleOfConnector(connector.id) === null)
        await switchOnUngated(trx, administrationId, connector.id, caller.name);
      if (!isNew) throw connectedAlready(await connectionToAccount(trx, administrationId, accountKey));
      const connection = await readConnection(trx, administrationId, id);
      if (connection === null) throw new Error("The connection was not stored");
      return { ...(await connectionOf(context, trx, connection)), notices: [...notices] };
    });
  },
});

const needed = (name: string) => ({ field: `credentials.${name}`, message: textLater("given.needed") });
export const notOfConnector = (name: string) => ({
  field: `credentials.${name}`,
  message: textLater("given.notCredential"),
});

export const ConnectionPlace = z.object({ connectionId: z.uuid() });

/** The connection of a call that works with it, while its app is on. */
export function requireConnection(
  { store }: ApiContext,
  { administrationId, params: { connectionId }, language }: ConnectionCall,
): Promise<Connection> {
  return inAdministration(store.app, administrationId, async (trx) => {
    const connection = await readConnection(trx, administrationId, connectionId);
    if (connection === null) throw new RequestRefused("request.not_found", "There is no such connection");
    await requireConnectorApp(trx, administrationId, connection.connector, language);
    return connection;
  });
}

export interface ConnectionCall {
  readonly administrationId: string;
  readonly params: { readonly connectionId: string };
  readonly language: TextLanguage;
}

export const checkConnectionEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/connections/:connectionId/check",
  summary: "Check address and credentials; what waited for this connection goes on",
  permission: "connections.manage",
  act: { action: "connection.check", subject: "connection" },
  params: ConnectionPlace,
  answer: z.object({ account: z.string(), warnings: z.array(z.string()), rights: z.array(RightShape) }),
  errors: [
    "credentials.expired",
    "credentials.insufficient",
    "remote.unavailable",
    "remote.protocol_changed",
    "remote.rate_limited",
    "settings.invalid",
    "apps.off",
  ],
  async handle(context, call) {
    await requireConnection(context, call);
    const { administrationId, signal, params } = call;
    const { connectionId } = params;
    const checked = await context.engine.care.check({ administrationId, connectionId }, signal);
    const { account, warnings, rights = [] } = checked;
    await context.engine.ring({ administrationId, connectionId });
    return { account, warnings: [...warnings], rights: [...rights] };
  },
});

export const registerWebhooksEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/connections/:connectionId/webhooks",
  summary: "Register the webhooks at the shop; repeating it makes nothing double",
  permission: "connections.manage",
  act: { action: "connection.webhooks", subject: "connection" },
  params: ConnectionPlace,
  answer: z.object({ items: z.array(z.object({ topic: z.string(), active: z.boolean() })) }),
  errors: ["credentials.expired", "credentials.insufficient", "remote.unavailable", "apps.off"],
  async handle(context, call) {
    await requireConnection(context, call);
    const { administrationId, signal, params } = call;
    const { connectionId } = params;
    const made = await context.engine.care.subscribe({ administrationId, connectionId }, signal);
    return { items: made.map(({ topic, active }) => ({ topic, active })) };
  },
});

export const getWebhookSecretEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/connections/:connectionId/webhook-secret",
  summary: "Delivery URL and secret, to set the webhooks up in the shop by hand",
  permission: "connections.manage",
  act: { action: "connection.secret", subject: "connection" },
  params: ConnectionPlace,
  answer: z.object({ deliveryUrl: z.string().nullable(), secret: z.string(), topics: z.array(z.string()) }),
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const connection = await requireConnection(context, call);
    const { administrationId, caller } = call;
    const { id: connectionId } = connection;
    const secret = await inAdministration(context.store.app, administrationId, async (trx) => {
      const seen = { level: "info", code: "connection.secretShown", data: { who: caller.name } } as const;
      const place = { administrationId, connectionId, externalId: "", runId: null };
      await insertEvents(trx, [{ ...seen, ...place, id: newId() }]);
      return openHookSecret(trx, context.store.key, administrationId, connectionId);
    });
    const deliveryUrl =
      context.publicUrl === null ? null : new URL(hookPath(connection.hookKey), context.publicUrl).href;
    return { deliveryUrl, secret, topics: [...(context.connectorById(connection.connector).webhook?.topics ?? [])] };
  },
});

export const sweepConnectionEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/connections/:connectionId/sweep",
  summary: "Ask the shop now for everything that changed since the last good moment",
  permission: "orders.act",
  act: { action: "connection.sweep", subject: "connection" },
  params: ConnectionPlace,
  answer: z.object({ announced: z.int() }),
  errors: ["credentials.expired", "credentials.insufficient", "remote.unavailable", "apps.off"],
  async handle(context, call) {
    await requireConnection(context, call);
    const { administrationId, params } = call;
    const { connectionId } = params;
    return { announced: await context.engine.sweep({ administrationId, connectionId }) };
  },
});
