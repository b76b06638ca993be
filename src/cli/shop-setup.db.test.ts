import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

interface Setup {
  readonly deliveryUrl: string | null;
  readonly shop: { readonly name: string; readonly version: string };
  readonly topics: readonly {
    readonly topic: string;
    readonly label: { readonly nl: string; readonly en: string };
    readonly pingVerifiedAt: string | null;
    readonly deliveryVerifiedAt: string | null;
    readonly isVerified: boolean;
  }[];
  readonly pings: readonly { readonly webhookId: string }[];
  readonly faults: readonly {
    readonly kind: string;
    readonly topic: string;
    readonly text: string;
    readonly mend: string;
    readonly count: number;
  }[];
  readonly test: {
    readonly lines: readonly { readonly what: string; readonly state: string; readonly text: string }[];
  } | null;
  readonly guide: { readonly path: readonly object[] } | null;
  readonly advice: {
    readonly doubleMail: object | null;
    readonly stock: readonly string[];
    readonly bankTransfer: { readonly paste: Record<string, string> };
  };
}
const setupOf = ({ api, connectionId }: CoupledShop) => api.get<Setup>(`/api/connections/${connectionId}/setup`);
const test_ = ({ api, connectionId }: CoupledShop) =>
  api.post<{ setup: Setup; asked: boolean; todo: string }>(`/api/connections/${connectionId}/test`);
const verified = async (coupled: CoupledShop) => (await setupOf(coupled)).topics.map(({ isVerified }) => isVerified);
const forgetSightings = ({ administrationId }: CoupledShop) =>
  sql`delete from webhook_sightings where administration_id = ${administrationId}`.execute(under.store.owner);

test("a webhook is proved by its test call and a signed delivery, each of its own, and by nothing less", async () => {
  const coupled = await coupleShop(under);
  const saved = await until("the test calls", async () => {
    const seen = await setupOf(coupled);
    return seen.pings.length >= 2 && seen;
  });
  expect(saved.topics.map(({ topic, label, isVerified }) => ({ topic, en: label.en, isVerified }))).toEqual([
    { topic: "order.created", en: "Order created", isVerified: false },
    { topic: "order.updated", en: "Order updated", isVerified: false },
  ]);
  expect(saved).toMatchObject({ makes: 4, orderMail: { name: { en: "Processing order" } } });
  await coupled.ring("updated", 42);
  await until("the first delivery", async () => (await verified(coupled))[1]);
  expect(await verified(coupled)).toEqual([false, true]);
  await coupled.ring("created", 43);
  await until("the second delivery", async () => (await verified(coupled))[0]);
  expect((await setupOf(coupled)).shop.version).toMatch(/^\d+\.\d+/);
});

test("a delivery without a test call does not prove a webhook, nor does one that is not the shop's own", async () => {
  const coupled = await coupleShop(under);
  await until("the test calls", async () => (await setupOf(coupled)).pings.length >= 2);
  await forgetSightings(coupled);
  await coupled.shop.deliver({ secret: "another-secret-of-another-shop" }).fire("order.updated", 42);
  expect((await setupOf(coupled)).topics.map(({ deliveryVerifiedAt }) => deliveryVerifiedAt)).toEqual([null, null]);
  await coupled.ring("updated", 42);
  const seen = await until("the delivery", async () => {
    const setup = await setupOf(coupled);
    return setup.topics[1]?.deliveryVerifiedAt !== null && setup;
  });
  expect(seen.topics[1]).toMatchObject({ pingVerifiedAt: null, isVerified: false });
});

describe("what went wrong is said with the mend", () => {
  test("another secret, and a copy of the shop", async () => {
    const coupled = await coupleShop(under);
    await coupled.shop.deliver({ secret: "another-secret-of-another-shop" }).fire("order.updated", 42);
    await coupled.shop.deliver({ source: "https://staging.example.be/" }).fire("order.created", 42);
    const { faults } = await setupOf(coupled);
    expect(faults.map(({ kind }) => kind).toSorted()).toEqual(["stranger", "wrongSecret"]);
    expect(faults.find(({ kind }) => kind === "wrongSecret")?.mend).toContain("Kopieer het geheim opnieuw");
    expect(faults.find(({ kind }) => kind === "stranger")?.text).toContain("https://staging.example.be/");
  });

  test.each([
    ["switched off", (webhook: Hook) => (webhook.status = "disabled"), "off"],
    [
      "to another address of this hub",
      (webhook: Hook) => (webhook.delivery_url = webhook.delivery_url.replace(/.{6}$/, "elders")),
      "elsewhere",
    ],
    ["to another hub", (webhook: Hook) => (webhook.delivery_url = "https://elders.example.be/hooks/x"), "absent"],
  ])("a webhook %s", async (_name, spoil, kind) => {
    const coupled = await coupleShop(under);
    for (const webhook of coupled.shop.webhooks as unknown as Hook[])
      if (webhook.topic === "order.created") spoil(webhook);
    const { setup } = await test_(coupled);
    expect(setup.faults.map((fault) => `${fault.topic} ${fault.kind}`)).toEqual([`order.created ${kind}`]);
    expect(setup.faults[0]?.mend).not.toBe("");
    await coupled.api.post(`/api/connections/${coupled.connectionId}/webhooks`);
    expect((await setupOf(coupled)).faults).toEqual([]);
  });

  interface Hook {
    topic: string;
    status: string;
    delivery_url: string;
  }
});

test("the test tries everything line by line, and one that fails says nothing of the others", async () => {
  const refused = new Set<string>();
  const coupled = await coupleShop(under, {
    shop: {
      intercept: async (_method, path) =>
        refused.has(path.split("/").at(-1) ?? "")
          ? {
              status: 403,
              headers: { "content-type": "application/json" },
              text: JSON.stringify({ code: "woocommerce_rest_cannot_view", message: "", data: { status: 403 } }),
            }
          : undefined,
    },
  });
  const well = await test_(coupled);
  expect(well.setup.test?.lines.map(({ what, state }) => `${what} ${state}`)).toEqual(
    ["access", "orders", "taxRates", "paymentMethods", "customers", "write", "webhooks"].map((what) => `${what} ok`),
  );
  expect(well).toMatchObject({ asked: true, todo: expect.stringContaining("testbestelling") });
  refused.add("customers");
  const { setup } = await test_(coupled);
  expect(setup.test?.lines.filter(({ state }) => state !== "ok")).toMatchObject([
    { what: "customers", state: "missing" },
  ]);
  expect(setup.test?.lines.find(({ what }) => what === "customers")?.text).toContain("klanten lezen");
});

describe("what a person pasted", () => {
  const keys = { consumerKey: "ck_1", consumerSecret: "cs_1" };
  const connect = async (
    coupled: CoupledShop,
    body: object,
  ): Promise<{ errors?: { field: string; message: string }[]; notices?: string[]; id?: string }> => {
    const connection = {
      connector: "woocommerce",
      name: "Nieuw",
      settings: { shopUrl: "https://nieuw.example.be" },
      credentials: keys,
      ...body,
    };
    return coupled.api
      .post<{ notices: string[]; id: string }>("/api/connections", connection)
      .catch((error: Error) => JSON.parse(error.message.slice(error.message.indexOf("{"))));
  };

  test("with spaces around it is taken without them, and said so", async () => {
    const coupled = await coupleShop(under);
    const made = await connect(coupled, {
      credentials: { consumerKey: " ck_1\n", consumerSecret: "cs_1 " },
      settings: { shopUrl: "nieuw.example.be/wp-admin/" },
    });
    expect(made.notices).toEqual([
      "Spaties rond ‘Consumentensleutel (begint met ck_)’ zijn weggehaald.",
      "Spaties rond ‘Consumentengeheim (begint met cs_)’ zijn weggehaald.",
      "‘Adres van de webshop’ is opgeslagen als https://nieuw.example.be",
    ]);
  });

  test("wrong is refused beside its field, in the language of who reads it", async () => {
    const coupled = await coupleShop(under);
    const swapped = await connect(coupled, { credentials: { consumerKey: "cs_1", consumerSecret: "ck_1" } });
    expect(swapped.errors?.map(({ field }) => field)).toEqual([
      "credentials.consumerKey",
      "credentials.consumerSecret",
    ]);
    expect(swapped.errors?.[0]?.message).toContain("verwisseld");
    const plain = await connect(coupled, { settings: { shopUrl: "http://nieuw.example.be" } });
    expect(plain.errors).toEqual([
      { field: "settings.shopUrl", message: "Dit adres is niet versleuteld. Gebruik https://nieuw.example.be" },
    ]);
  });

  test("a wrong secret and a wrong address are told apart by the check", async () => {
    const coupled = await coupleShop(under);
    const { api, connectionId, shop } = coupled;
    const check = async (change: object) => {
      await api.put(`/api/connections/${connectionId}`, change);
      const error = await api.post(`/api/connections/${connectionId}/check`).then(
        () => null,
        (thrown: Error) => thrown,
      );
      const { errors } = JSON.parse(error?.message.slice(error.message.indexOf("{")) ?? "{}") as {
        errors?: { field: string; message: string }[];
      };
      return errors?.map(({ field, message }) => `${field}: ${message.split(/[,.]/)[0] ?? ""}`);
    };
    expect(await check({ credentials: { consumerSecret: `cs_${"0".repeat(40)}` } })).toEqual([
      "credentials.consumerSecret: De webshop kent de sleutel",
    ]);
    const credentials = { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret };
    expect(await check({ settings: { shopUrl: `${shop.url}/elders` }, credentials })).toEqual([
      "settings.shopUrl: Op dit adres is geen webshop gevonden",
    ]);
  });

  test("a key that may only read is named by the test", async () => {
    const coupled = await coupleShop(under);
    const { api, connectionId, shop } = coupled;
    const credentials = { consumerKey: shop.readOnlyKey, consumerSecret: shop.readOnlySecret };
    await api.put(`/api/connections/${connectionId}`, { credentials });
    const { setup, asked } = await test_(coupled);
    expect(setup.test?.lines.find(({ what }) => what === "write")).toMatchObject({
      state: "missing",
      text: expect.stringContaining("mag alleen lezen"),
    });
    expect(asked).toBe(false);
  });
});

test("the secret of the webhooks is shown to who may, and that it was is in the log", async () => {
  const coupled = await coupleShop(under);
  const { secret } = await coupled.api.get<{ secret: string }>(
    `/api/connections/${coupled.connectionId}/webhook-secret`,
  );
  const { items } = await coupled.api.get<{ items: { code: string; message: string }[] }>("/api/log");
  expect(items[0]).toMatchObject({
    code: "connection.secretShown",
    message: "test bekeek het geheim van de webhooks van Testwinkel De Molen",
  });
  expect(JSON.stringify(items)).not.toContain(secret);
});

test("advice: the double mail only where documents are mailed, stock, and the text to paste in each language", async () => {
  const coupled = await coupleShop(under);
  const { advice, guide } = await setupOf(coupled);
  expect(advice.doubleMail).toBeNull();
  expect(advice.stock).toHaveLength(3);
  expect(Object.keys(advice.bankTransfer.paste)).toEqual(["nl", "fr", "en"]);
  expect(guide?.path).toHaveLength(5);
  await sql`update couplings set settings = settings || '{"sending": "automatic"}' where administration_id = ${coupled.administrationId}`.execute(
    under.store.owner,
  );
  expect((await setupOf(coupled)).advice.doubleMail).toMatchObject({
    path: expect.any(Array),
    names: expect.any(Array),
  });
});
