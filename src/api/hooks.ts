import { newId } from "#store/new-id.ts";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Delivery } from "#connect/connector.ts";
import { quarantineReasons } from "#domain/quarantine.ts";
import { raiseAlarm } from "#store/alarms.ts";
import type { Hook } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { paymentTopic } from "#store/deliveries.ts";
import { alarmClosing } from "./alarm-closing.ts";
import type { ApiContext } from "./endpoint.ts";
import { hookDirectory } from "./hook-directory.ts";
import { RequestRefused } from "./problem.ts";
import { webhookSightings } from "./webhook-sightings.ts";

const largestBody = 25 * 1024 * 1024;

/** Headers worth keeping with a delivery; cookies, addresses and credentials are not. */
const isKept = (name: string): boolean =>
  name.startsWith("x-wc-") || ["content-type", "user-agent", "signature", "x-mollie-signature"].includes(name);

/**
 * Webhooks: `POST /hooks/{unguessable}`. Verify on the raw bytes, store, commit, ring, answer 200: nothing else happens in the request.
 * A wrong signature is answered 200 as well, and quarantined with an alarm: a shop that gets seven refusals in a row switches its
 * webhook off (woocommerce.md section 7).
 */
export function registerHooks(server: FastifyInstance, context: ApiContext): void {
  const { store, engine, connectorById } = context;
  const hookOf = hookDirectory(store);
  const alarms = alarmClosing(store, (error) => server.log.warn({ error }, "Alarms of a connection stayed open"));
  const sightings = webhookSightings(store, (error) =>
    server.log.warn({ error }, "A webhook that was heard is not noted"),
  );
  server.addHook("onClose", async () => {
    await alarms.drain();
    await sightings.drain();
  });

  void server.register(async (hooks) => {
    const types = new WeakMap<FastifyRequest, string>();
    const hooksFound = new WeakMap<FastifyRequest, Hook>();
    // Whatever a shop's server calls it, the bytes count: a type that cannot be read would be a refusal, and seven switch the webhook off.
    hooks.addHook("onRequest", async (request) => {
      // Before the body is read: what nobody expects takes no memory.
      hooksFound.set(request, await hookOf((request.params as { key: string }).key, request.ip));
      types.set(request, request.headers["content-type"] ?? "");
      request.headers["content-type"] = "application/octet-stream";
    });
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: largestBody }, (_request, body, done) =>
      done(null, body),
    );
    hooks.post<{ Params: { key: string } }>(
      "/hooks/:key",
      { bodyLimit: largestBody, schema: { hide: true } },
      async (request, reply) => {
        const hook = hooksFound.get(request);
        if (hook === undefined) throw new Error("A request reached a hook that was not looked up");
        const headers: Record<string, string> = {};
        for (const [name, value] of Object.entries(request.headers))
          if (typeof value === "string") headers[name] = value;
        headers["content-type"] = types.get(request) ?? "";
        const delivery: Delivery = { headers, body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) };
        await receive(context, hook, delivery);
        return reply.code(200).send();
      },
    );
  });

  async function receive({ store: { app } }: ApiContext, hook: Hook, delivery: Delivery): Promise<void> {
    const { webhook, settings } = connectorById(hook.connector);
    if (webhook === undefined) throw new RequestRefused("request.not_found", "This connection takes no webhooks");
    const verdict = webhook.verify(delivery, hook.secret, settings.parse(hook.settings));
    const { administrationId, connectionId } = hook;
    if (verdict === "ping") {
      return sightings.ping({ administrationId, connectionId, webhookId: webhook.senderOf?.(delivery) ?? "" });
    }
    const headers = Object.fromEntries(Object.entries(delivery.headers).filter(([name]) => isKept(name)));
    const common = { id: newId(), administrationId, connectionId, headers, body: delivery.body };
    if (verdict === "forged" || verdict === "stranger") {
      alarms.raised(connectionId);
      return engine.intake.quarantine({ ...common, reason: quarantineReasons[verdict] });
    }
    const announcement = webhook.announces(delivery);
    const isOfPayment = announcement.kind === "changed" && announcement.operation === paymentTopic;
    const topic = isOfPayment ? paymentTopic : (delivery.headers["x-wc-webhook-topic"] ?? "");
    if (announcement.kind === "changed") {
      await Promise.all(
        announcement.ids.map((externalId, index) =>
          engine.intake.accept({
            ...common,
            id: index === 0 ? common.id : newId(),
            body: index === 0 ? delivery.body : new Uint8Array(),
            topic,
            externalId,
            state: "received",
            reason: "",
          }),
        ),
      );
      // A hint proves nothing: it is not what ends an alarm about forged messages.
      if (verdict === "genuine") {
        alarms.over(administrationId, connectionId);
        const webhookId = webhook.senderOf?.(delivery) ?? "";
        sightings.delivery({ administrationId, connectionId, webhookId }, topic, delivery.headers["user-agent"] ?? "");
      }
      return;
    }
    const reason = announcement.kind === "ping" ? "" : announcement.message;
    await engine.intake.accept({ ...common, topic, externalId: "", state: "ignored", reason });
    if (announcement.kind === "blind") {
      alarms.raised(connectionId);
      await inAdministration(app, administrationId, (trx) =>
        raiseAlarm(trx, { administrationId, kind: "webhookBlind", subject: connectionId, text: announcement.message }),
      );
    }
  }
}
