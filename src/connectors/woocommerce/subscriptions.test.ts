import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import { WireFault, type WireRequest } from "#connect/transport.ts";
import { answersInTurn, jsonAnswer, sessionOn, type Answering } from "#connectors/recorded-transport.ts";
import { woocommerce } from "./connector.ts";
import { activate, status, subscribe, topics, unsubscribe } from "./subscriptions.ts";

const recordings = join(import.meta.dirname, "../../../fixtures/woocommerce/rest");
const read = (path: string) => JSON.parse(readFileSync(join(recordings, path), "utf8"));
const deliverTo = new URL("https://hub.example.be/hooks/7/unguessable");
const secret = "secret_of-16-or-more";
const gone = { code: "woocommerce_rest_shop_webhook_invalid_id", message: "Ongeldige ID.", data: { status: 404 } };

interface Stored {
  id: number;
  topic: string;
  status: string;
  delivery_url: string;
  secret: string;
}

/** As much of a shop as keeps webhooks; `loses` drops the answer of that POST after doing it. */
function shopWith(stored: Stored[], loses = 0) {
  let posts = 0;
  const answer: Answering = ({ method, url, body }: WireRequest) => {
    const sent = body === null ? {} : JSON.parse(body);
    const shown = ({ secret: _never, ...webhook }: Stored) => webhook;
    if (method === "GET" && url.pathname.endsWith("/webhooks")) return jsonAnswer(stored.map(shown));
    if (method === "POST") {
      const made: Stored = { id: stored.length + 1, status: "active", ...sent };
      stored.push(made);
      posts += 1;
      if (posts === loses) throw new WireFault("lost", "no answer");
      return jsonAnswer(shown(made), 201);
    }
    const known = stored.find((webhook) => url.pathname.endsWith(`/webhooks/${webhook.id}`));
    if (known === undefined) return jsonAnswer(gone, 404);
    if (method === "DELETE" && url.searchParams.get("force") !== "true")
      return jsonAnswer(read("errors/501-webhook-delete-without-force.json").body, 501);
    if (method === "DELETE") stored.splice(stored.indexOf(known), 1);
    if (method === "PUT") Object.assign(known, sent);
    return jsonAnswer(shown(known));
  };
  const { transport, requests } = answersInTurn([answer]);
  const session = sessionOn(
    eraseSettings(woocommerce),
    { shopUrl: "https://shop.example.be" },
    transport,
  ) as Parameters<typeof subscribe>[0];
  return { session, requests, stored };
}

describe("subscribing", () => {
  test("to what is needed first, then to the trash, which cannot be polled", () =>
    expect(topics).toEqual(["order.created", "order.updated", "order.deleted", "order.restored"]));

  test("adds the topics that an older version of the hub did not ask for", async () => {
    const kept = ["order.created", "order.updated"].map((topic, index) => ({
      id: index + 1,
      topic,
      status: "active",
      delivery_url: deliverTo.href,
      secret,
    }));
    const { session, stored } = shopWith(kept);
    const all = await subscribe(session, deliverTo, secret);
    expect(all.map(({ id, topic }) => `${id} ${topic}`)).toEqual(topics.map((topic, index) => `${index + 1} ${topic}`));
    expect(stored).toHaveLength(topics.length);
  });

  test("makes a webhook per topic with our own secret", async () => {
    const { session, stored } = shopWith([]);
    const made = await subscribe(session, deliverTo, secret);
    expect(made.map((one) => [one.topic, one.active])).toEqual(topics.map((topic) => [topic, true]));
    expect(stored).toMatchObject(topics.map((topic) => ({ topic, secret, delivery_url: deliverTo.href })));
  });

  test("twice makes one per topic, and repairs what was switched off or has another secret", async () => {
    const { session, stored } = shopWith([]);
    const first = await subscribe(session, deliverTo, secret);
    Object.assign(stored[0]!, { status: "disabled", secret: "something else" });
    expect(await subscribe(session, deliverTo, secret)).toEqual(first);
    expect(stored).toHaveLength(topics.length);
    expect(stored[0]).toMatchObject({ status: "active", secret });
  });

  test("leaves the webhooks of others alone", async () => {
    const other: Stored = {
      id: 1,
      topic: "order.updated",
      status: "disabled",
      delivery_url: "https://other.example.be/",
      secret: "theirs",
    };
    const { session, stored } = shopWith([{ ...other }]);
    await subscribe(session, deliverTo, secret);
    expect(stored[0]).toEqual(other);
    expect(stored).toHaveLength(1 + topics.length);
  });

  test("a lost answer is an unknown outcome; the next time finds what was made", async () => {
    const { session, stored } = shopWith([], 1);
    await expect(subscribe(session, deliverTo, secret)).rejects.toMatchObject({ code: "remote.outcome_unknown" });
    expect(stored).toHaveLength(1);
    await subscribe(session, deliverTo, secret);
    expect(stored).toHaveLength(topics.length);
  });

  test("secrets that old versions mangled are not sent", async () => {
    const { session, requests } = shopWith([]);
    for (const bad of ["short", "with&and<less;than", "sixteen chars ok", ""]) {
      await expect(subscribe(session, deliverTo, bad)).rejects.toMatchObject({ code: "internal.unexpected" });
    }
    expect(requests).toHaveLength(0);
  });

  test.each([
    ["401-read-only-key-post", "credentials.insufficient"],
    ["400-webhook-bad-url", "document.rejected"],
    ["400-webhook-bad-topic", "document.rejected"],
  ])("%s is %s", async (name, code) => {
    const { status: its, body } = read(`errors/${name}.json`);
    const { transport } = answersInTurn([() => jsonAnswer([]), () => jsonAnswer(body, its)]);
    const session = sessionOn(
      eraseSettings(woocommerce),
      { shopUrl: "https://shop.example.be" },
      transport,
    ) as Parameters<typeof subscribe>[0];
    await expect(subscribe(session, deliverTo, secret)).rejects.toMatchObject({ code });
  });
});

describe("rule 4: a failed delivery is never retried, and the webhook turns itself off", () => {
  test("at the seventh failure the state says so, and nothing else does", async () => {
    const { sequence } = read("lists/webhook-failure-sequence.json");
    const { session, stored } = shopWith([]);
    await subscribe(session, deliverTo, secret);
    const seen: boolean[] = [];
    for (const step of sequence.slice(0, 8)) {
      stored[0]!.status = step.webhook_status;
      seen.push((await status(session, "1"))?.active ?? false);
    }
    expect(seen.indexOf(false)).toBe(6);
    expect(await activate(session, "1")).toMatchObject({ id: "1", active: true });
  });

  test("gone at the shop is null, not an error", async () =>
    expect(await status(shopWith([]).session, "9")).toBeNull());

  test("a 404 without the webhook's own code is no proof that it is gone", async () => {
    const { body } = read("errors/404-route.json");
    const { transport } = answersInTurn([() => jsonAnswer(body, 404)]);
    const session = sessionOn(
      eraseSettings(woocommerce),
      { shopUrl: "https://shop.example.be" },
      transport,
    ) as Parameters<typeof subscribe>[0];
    await expect(status(session, "9")).rejects.toMatchObject({ code: "settings.invalid" });
  });
});

test("unsubscribing forces, as webhooks have no trash, and is safe to repeat", async () => {
  const { session, stored } = shopWith([]);
  await subscribe(session, deliverTo, secret);
  await unsubscribe(session, "1");
  await unsubscribe(session, "1");
  expect(stored.map((webhook) => webhook.id)).toEqual([2, 3, 4]);
});

describe("a 500 or 501 that says by its code that it will never work is not retried", () => {
  const errorOf = woocommerce.errorOf;
  const answer = (name: string, method: "POST" | "PUT" | "DELETE") => {
    const { status: its, body, headers } = read(`errors/${name}.json`);
    return errorOf?.({
      status: its,
      headers,
      body: JSON.stringify(body),
      method,
      isWrite: true,
      host: "shop.example.be",
    })?.code;
  };

  test("more refunded than left, with a number as data", () =>
    expect(answer("500-refund-too-much", "POST")).toBe("document.rejected"));
  test("no trash", () => expect(answer("501-webhook-delete-without-force", "DELETE")).toBe("document.rejected"));
  test("an unknown id on PUT is 400 with the code of a 404", () =>
    expect(answer("400-update-unknown-order", "PUT")).toBe("document.rejected"));
  test("another 500 has its usual meaning", () => {
    const body = JSON.stringify({ code: "internal_server_error", message: "", data: { status: 500 } });
    expect(
      errorOf?.({ status: 500, headers: {}, body, method: "POST", isWrite: true, host: "shop.example.be" }),
    ).toBeNull();
  });
});
