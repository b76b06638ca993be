import { z } from "zod";
import { credentialNames } from "#connect/credentials.ts";
import { textOf } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import {
  accountIndex,
  connectionToAccount,
  lockConnection,
  pauseConnection,
  readConnection,
  resumeConnection,
  updateConnection,
  type Connection,
} from "#store/connections.ts";
import { inAdministration, isDuplicateIn, type Transaction } from "#store/database.ts";
import { wakeHeld } from "#store/inbox.ts";
import { accountKeyOf, withoutLearnt } from "./account-key.ts";
import { requireConnectorApp } from "./apps/require-app.ts";
import { tidyEntry } from "./connect-entry.ts";
import {
  connectedAlready,
  ConnectionAnswer,
  connectionOf,
  type ConnectionCall,
  ConnectionPlace,
  Name,
  notOfConnector,
  ringsNoBell,
  Secret,
  Settings,
} from "./connection-endpoints.ts";
import { defineEndpoint, type ApiContext } from "./endpoint.ts";
import { refuseFields, RequestRefused } from "./problem.ts";
import { ConnectionShape } from "./shapes.ts";
import { parseGiven } from "./validation.ts";

const noConnection = () => new RequestRefused("request.not_found", "There is no such connection");

export const updateConnectionEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/connections/:connectionId",
  summary: "Change name, settings or keys, each only when given; check the connection afterwards",
  permission: "connections.manage",
  act: { action: "connection.save", subject: "connection", says: ["name", "pollingOnly"] },
  params: ConnectionPlace,
  body: z.object({
    name: Name.optional(),
    /** Over those that stand. Where the address leads to another account, what a check learnt of the old one goes. */
    settings: Settings.optional(),
    credentials: z
      .record(
        z.string(),
        Secret.refine((secret) => secret.trim() !== "", textLater("given.empty")),
      )
      .optional(),
    pollingOnly: z.boolean().optional(),
  }),
  answer: ConnectionAnswer,
  errors: ["request.not_found", "request.conflict", "settings.invalid", "apps.off"],
  async handle(context, { administrationId, params: { connectionId }, body, language }) {
    const { app, key } = context.store;
    const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(app, administrationId, work);
    let accountKey = "";
    const change = async (trx: Transaction) => {
      const connection = await lockConnection(trx, administrationId, connectionId);
      if (connection === null) throw noConnection();
      const connector = context.connectorById(connection.connector);
      await requireConnectorApp(trx, administrationId, connector.id, language);
      const { entered, notices } = tidyEntry(connector, body, language);
      const given = body.settings === undefined ? undefined : entered.settings;
      const wanted = credentialNames(connector.credentials);
      const strange = Object.keys(body.credentials ?? {}).filter((name) => !wanted.includes(name));
      if (strange.length > 0) throw refuseFields(strange.map(notOfConnector));
      let settings = connection.settings;
      accountKey = connection.accountKey;
      if (given !== undefined) {
        const over = { ...connection.settings, ...given };
        accountKey = accountKeyOf(connector, parseGiven(connector.settings, over, "settings"));
        const isSame = accountKey === connection.accountKey;
        // Keys go to the account they were given for and to no other.
        const missing = isSame ? [] : wanted.filter((name) => entered.credentials[name] === undefined);
        if (missing.length > 0)
          throw refuseFields(
            missing.map((name) => ({ field: `credentials.${name}`, message: textOf("entry.keysAgain", language) })),
          );
        const kept = isSame ? connection.settings : withoutLearnt(connector.settings, connection.settings);
        settings = parseGiven(connector.settings, { ...kept, ...given }, "settings");
      }
      await updateConnection(trx, key, connection, {
        name: body.name ?? connection.name,
        settings,
        accountKey,
        pollingOnly: ringsNoBell(connector) || (body.pollingOnly ?? connection.pollingOnly),
        secrets: entered.credentials,
        toBeChecked: body.settings !== undefined || body.credentials !== undefined,
      });
      const changed = await readConnection(trx, administrationId, connectionId);
      if (changed === null) throw noConnection();
      return { ...(await connectionOf(context, trx, changed)), notices: [...notices] };
    };
    try {
      return await within(change);
    } catch (thrown) {
      if (!isDuplicateIn(thrown, accountIndex)) throw thrown;
      throw connectedAlready(await within((trx) => connectionToAccount(trx, administrationId, accountKey)));
    }
  },
});

/** Moves a connection under its lock; everything else of it stays. */
const moveConnection = (
  context: ApiContext,
  { administrationId, params: { connectionId }, language }: ConnectionCall,
  move: (trx: Transaction, connection: Connection) => Promise<unknown>,
): Promise<z.input<typeof ConnectionShape>> =>
  inAdministration(context.store.app, administrationId, async (trx) => {
    const connection = await lockConnection(trx, administrationId, connectionId);
    if (connection === null) throw noConnection();
    await requireConnectorApp(trx, administrationId, connection.connector, language);
    await move(trx, connection);
    return connectionOf(context, trx, (await readConnection(trx, administrationId, connectionId)) ?? connection);
  });

export const pauseConnectionEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/connections/:connectionId/pause",
  summary: "Read nothing from this connection until it is resumed; what it delivers is kept and waits",
  permission: "connections.manage",
  act: { action: "connection.pause", subject: "connection" },
  params: ConnectionPlace,
  answer: ConnectionShape,
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) => moveConnection(context, call, pauseConnection),
});

export const resumeConnectionEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/connections/:connectionId/resume",
  summary: "Go on with a paused connection, and with what it delivered meanwhile",
  permission: "connections.manage",
  act: { action: "connection.resume", subject: "connection" },
  params: ConnectionPlace,
  answer: ConnectionShape,
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const resumed = await moveConnection(context, call, async (trx, connection) => {
      await resumeConnection(trx, connection);
      // Orders that are booked in it were held meanwhile.
      await wakeHeld(trx, connection.administrationId, connection.id);
    });
    await context.engine.ring({ administrationId: call.administrationId, connectionId: call.params.connectionId });
    return resumed;
  },
});
