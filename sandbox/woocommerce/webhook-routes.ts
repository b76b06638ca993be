/** Webhooks over REST (contract section 7, Create). */
import type { Clock } from "./clock.ts";
import type { Json } from "./documents.ts";
import { ApiError, invalidParams, notInEnum, unknownId, unknownIdOnWrite } from "./errors.ts";
import { cleaned, type Rules } from "./params.ts";
import { scalar } from "./php.ts";
import { pageOf } from "./query.ts";
import { collection, json, withFields, type Ask, type Reply } from "./reply.ts";
import { hookJson, knownTopic, newSecret, type Webhook, type Webhooks } from "./webhooks.ts";

export interface WebhookRoutes {
  list(ask: Ask): Reply;
  get(ask: Ask): Reply;
  create(ask: Ask): Promise<Reply>;
  update(ask: Ask): Promise<Reply>;
  remove(ask: Ask): Reply;
}

const STATUSES = ["active", "paused", "disabled"];
const RULES: Rules = { orderby: ["date", "id", "title"], statuses: ["all", ...STATUSES], integers: [] };

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

export function webhookRoutes(
  webhooks: Webhooks,
  clock: Clock,
  home: string,
  render: (document: unknown) => string,
): WebhookRoutes {
  const shown = (hook: Webhook): string => render(hookJson(hook, home));

  function find(ask: Ask, writing = false): Webhook {
    const hook = webhooks.get(ask.ids[0] ?? 0);
    if (hook === undefined) throw writing ? unknownIdOnWrite("shop_webhook") : unknownId("shop_webhook");
    return hook;
  }

  function checked(body: Json): { topic?: string; url?: string; status?: Webhook["status"] } {
    const status = text(body["status"]);
    if (status !== undefined && !STATUSES.includes(status)) {
      throw invalidParams([notInEnum("status", "status", STATUSES)]);
    }
    const topic = text(body["topic"]);
    if (topic !== undefined && !knownTopic(topic)) throw badTopic();
    const url = text(body["delivery_url"]);
    if (url !== undefined && !/^https?:\/\/[^\s/]+/.test(url)) throw badUrl();
    return {
      ...(topic === undefined ? {} : { topic }),
      ...(url === undefined ? {} : { url }),
      ...(status === undefined ? {} : { status: status as Webhook["status"] }),
    };
  }

  function badTopic(): ApiError {
    const message = "Webhook topic is required and must be valid.";
    return new ApiError(400, "woocommerce_rest_shop_webhook_invalid_topic", message);
  }

  function badUrl(): ApiError {
    const message = "Webhook delivery URL must be a valid URL starting with http:// or https://.";
    return new ApiError(400, "woocommerce_rest_shop_webhook_invalid_delivery_url", message);
  }

  return {
    list(ask) {
      const params = cleaned(ask.query, RULES, clock);
      const status = scalar(ask.query.get("status"));
      const hooks = webhooks.list
        .filter((hook) => status === undefined || status === "all" || hook.status === status)
        .toSorted((a, b) => b.date_created_gmt.localeCompare(a.date_created_gmt) || a.id - b.id);
      return collection(ask, params, pageOf(hooks, params), shown);
    },
    get: (ask) => json(withFields(shown(find(ask)), ask.query)),
    async create(ask) {
      const { topic, url, status } = checked(ask.body);
      if (topic === undefined) throw badTopic();
      if (url === undefined) throw badUrl();
      const hook = await webhooks.add({
        name: text(ask.body["name"]) ?? `Webhook created on ${clock.now().local}`,
        status: status ?? "active",
        topic,
        delivery_url: url,
        // A secret made by the shop is never shown: such deliveries cannot be verified.
        secret: text(ask.body["secret"]) || newSecret(),
      });
      return json(shown(hook), 201, { Location: `${ask.address}/${hook.id}` });
    },
    async update(ask) {
      const hook = find(ask, true);
      const { topic, url, status } = checked(ask.body);
      hook.name = text(ask.body["name"]) ?? hook.name;
      hook.secret = text(ask.body["secret"]) ?? hook.secret;
      hook.topic = topic ?? hook.topic;
      hook.delivery_url = url ?? hook.delivery_url;
      // Switching on again leaves the failure count at 6: one more failure and it is off again.
      hook.status = status ?? hook.status;
      await webhooks.save(hook);
      return json(shown(hook));
    },
    remove(ask) {
      const hook = find(ask);
      if (!["true", "1"].includes(String(ask.query.get("force") ?? ask.body["force"] ?? ""))) {
        throw new ApiError(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
      }
      webhooks.remove(hook);
      return json(shown(hook));
    },
  };
}
