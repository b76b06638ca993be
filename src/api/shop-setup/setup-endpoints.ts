import { z } from "zod";
import { asHubError } from "#domain/error.ts";
import { textOf } from "#domain/texts/text.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { saveTest } from "#store/webhook-sightings.ts";
import { ConnectionPlace, requireConnection } from "#api/connection-endpoints.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { setupOf, type KeptTest } from "./setup-of.ts";
import { ShopSetupShape } from "./setup-shape.ts";

export const getShopSetupEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/connections/:connectionId/setup",
  summary: "How far a webshop is connected: webhooks heard from, what went wrong, the last test, and advice",
  permission: "connections.read",
  params: ConnectionPlace,
  answer: ShopSetupShape,
  errors: ["request.not_found"],
  handle: ({ store, now, publicUrl, connectorById }, { administrationId, language, params: { connectionId } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const connection = await readConnection(trx, administrationId, connectionId);
      if (connection === null) throw new RequestRefused("request.not_found", "There is no such connection");
      const reader = await readerOf(trx, administrationId, language, now());
      return setupOf(trx, connection, connectorById(connection.connector), publicUrl, reader);
    }),
});

export const testConnectionEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/connections/:connectionId/test",
  summary: "Try everything this connection is for, and ask the shop for a test call where it can be asked",
  permission: "connections.manage",
  act: { action: "connection.test", subject: "connection" },
  params: ConnectionPlace,
  answer: z.object({
    setup: ShopSetupShape,
    asked: z.boolean().meta({ description: "The shop was asked for test calls of our webhooks" }),
    todo: z.string().meta({ description: "What a person still does to see a delivery; empty when all was seen" }),
  }),
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const { store, engine, now, publicUrl, connectorById } = context;
    await requireConnection(context, call);
    const { administrationId, language, signal, params } = call;
    const place = { administrationId, connectionId: params.connectionId };
    let result: KeptTest;
    try {
      const tested = await engine.care.test(place, signal);
      const access = { what: "access", state: "ok", code: null } as const;
      result = {
        account: tested.account,
        lines: [access, ...tested.lines],
        hooks: tested.hooks?.map((hook) => ({ ...hook })) ?? null,
        rights: [...(tested.rights ?? [])],
      };
    } catch (thrown) {
      signal.throwIfAborted();
      const { code } = asHubError(thrown);
      const state = code.startsWith("credentials.") ? "missing" : "failed";
      result = { account: "", lines: [{ what: "access", state, code }], hooks: null, rights: [] };
    }
    await inAdministration(store.app, administrationId, (trx) =>
      saveTest(trx, administrationId, params.connectionId, result),
    );
    // Saved again, the shop calls those that never were answered well; nothing else of it changes.
    const isOurs = result.hooks?.length !== 0 && result.hooks?.every(({ state }) => state === "ours") === true;
    const mayWrite = result.lines.some(({ what, state }) => what === "write" && state === "ok");
    const asked =
      isOurs &&
      mayWrite &&
      (await engine.care.subscribe(place, signal).then(
        () => true,
        () => false,
      ));
    await engine.ring(place);
    return inAdministration(store.app, administrationId, async (trx) => {
      const connection = await readConnection(trx, administrationId, params.connectionId);
      if (connection === null) throw new RequestRefused("request.not_found", "There is no such connection");
      const reader = await readerOf(trx, administrationId, language, now());
      const setup = await setupOf(trx, connection, connectorById(connection.connector), publicUrl, reader);
      const isSeen = setup.deliveryUrl === null || setup.topics.every(({ isVerified }) => isVerified);
      return { setup, asked, todo: isSeen ? "" : textOf("test.todo", language, { system: connection.name }) };
    });
  },
});
