import { sql } from "kysely";
import { expect, describe, test } from "vitest";
import { vismaNet } from "#connectors/visma-net/connector.ts";
import { woocommerce } from "#connectors/woocommerce/connector.ts";
import { eraseSettings } from "#connect/connector.ts";
import { inAdministration } from "#store/database.ts";
import { openSecrets } from "#store/connections.ts";
import { accountKeyOf } from "./account-key.ts";
import { apiUnderTest, expectProblem, type Answer } from "./testing/api-under-test.ts";
import { connectShop, consumerKey, consumerSecret, shopBody } from "./testing/shop-connection.ts";

const api = await apiUnderTest();
const { call, store, makeToken } = api;

async function company() {
  const administrationId = await store.makeAdministration();
  const token = await makeToken("owner", administrationId);
  const connect = (shopUrl: string, name = "Testwinkel De Molen") =>
    call("POST", "/api/connections", { token, body: { ...shopBody(shopUrl), name } });
  const put = (id: string, body: unknown) => call("PUT", `/api/connections/${id}`, { token, body });
  const post = (path: string, body?: unknown) => call("POST", path, { token, body });
  return { administrationId, token, connect, put, post };
}

const idOf = ({ json }: Answer): string => (json as { id: string }).id;
const count = async (table: string, administrationId: string): Promise<number> => {
  const { rows } = await sql`select from ${sql.table(table)} where administration_id = ${administrationId}`.execute(
    store.owner,
  );
  return rows.length;
};

describe("one account is one connection", () => {
  const keyOf = (settings: Record<string, unknown>) => accountKeyOf(eraseSettings(woocommerce), settings);

  test.each([
    "http://shop.example.be",
    "https://SHOP.example.be/",
    "https://shop.example.be:443",
    "https://shop.example.be.",
    "https://shop.example.be//?a=b#c",
  ])("%s", (shopUrl) => {
    expect(keyOf({ shopUrl })).toBe("woocommerce shop.example.be/wp-json");
  });

  test("of many companies at one address, each is its own", () => {
    const key = (companyTenantId: string) => accountKeyOf(eraseSettings(vismaNet), { companyTenantId });
    const [one, other] = ["3f0c0d1e-0000-4000-8000-00000000000a", "3f0c0d1e-0000-4000-8000-00000000000b"];
    expect(key(one)).toBe(key(one.toUpperCase()));
    expect(key(one)).not.toBe(key(other));
  });

  test("whatever a check learnt of it", () => {
    const learnt = { restPrefix: "index.php/api", sourceUrl: "https://elsewhere.example.be/", keysInQuery: true };
    expect(keyOf({ shopUrl: "https://shop.example.be", ...learnt })).toBe("woocommerce shop.example.be/wp-json");
  });

  test("another host, port or folder is another account", () => {
    const urls = ["https://www.shop.example.be", "https://shop.example.be:8443", "https://shop.example.be/fr"];
    expect(urls.map((shopUrl) => keyOf({ shopUrl }))).toEqual([
      "woocommerce www.shop.example.be/wp-json",
      "woocommerce shop.example.be:8443/wp-json",
      "woocommerce shop.example.be/fr/wp-json",
    ]);
  });

  test("a second connection to it is refused, also when four are made at once, and the first is named", async () => {
    const { administrationId, connect } = await company();
    const urls = [
      "https://shop.example.be",
      "shop.example.be/wp-admin/admin.php?page=wc-settings",
      "https://Shop.example.be",
      "https://shop.example.be:443/",
    ];
    const answers = await Promise.all(urls.map((url) => connect(url, "De Molen")));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["201", "409", "409", "409"]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expectProblem(answer, 409, "request.conflict");
      expect((answer.json as { detail: string }).detail).toContain("De Molen");
    }
    expect([await count("connections", administrationId), await count("credentials", administrationId)]).toEqual([
      1, 2,
    ]);
    const other = await company();
    expect((await other.connect("https://shop.example.be")).status).toBe(201);
  });

  test("who it is said to reads it in the language of the request", async () => {
    const { connect, token } = await company();
    await connect("https://shop.example.be", "De Molen");
    const body = shopBody("https://shop.example.be");
    const said = async (language: string) => {
      const { json } = await call("POST", "/api/connections", {
        token,
        body,
        headers: { "accept-language": language },
      });
      return (json as { errors: unknown }).errors;
    };
    expect(await said("nl")).toEqual([{ field: "settings", message: "Hier is al een verbinding mee: De Molen" }]);
    expect(await said("fr-BE")).toEqual([
      { field: "settings", message: "Il existe déjà une connexion vers ce compte\u00a0: De Molen" },
    ]);
    expect(await said("en")).toEqual([
      { field: "settings", message: "leads to the account of the connection De Molen" },
    ]);
  });

  test("nor can a connection be moved to it", async () => {
    const { connect, put } = await company();
    await connect("https://een.example.be", "Een");
    const two = idOf(await connect("https://twee.example.be", "Twee"));
    const credentials = { consumerKey, consumerSecret };
    const moved = await put(two, { settings: { shopUrl: "een.example.be/" }, credentials });
    expectProblem(moved, 409, "request.conflict");
    expect((moved.json as { detail: string }).detail).toContain("Een");
    expect((await put(two, { settings: { shopUrl: "https://Twee.example.be/" } })).status).toBe(200);
  });
});

test("a connection is coupled once, also when four are made at once", async () => {
  const { administrationId, connect, post } = await company();
  const sourceConnectionId = idOf(await connect("https://shop.example.be"));
  const body = { kind: "shopOrders", sourceConnectionId, settings: {} };
  const answers = await Promise.all(Array.from({ length: 4 }, () => post("/api/couplings", body)));
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["201", "409", "409", "409"]);
  for (const answer of answers.filter(({ status }) => status === 409)) expectProblem(answer, 409, "request.conflict");
  expect(await count("couplings", administrationId)).toBe(1);
});

describe("a connection is changed", () => {
  const setState = (id: string, state: string) =>
    sql`update connections set state = ${state}, state_reason = 'x', failures = 3, retry_at = now() where id = ${id}`.execute(
      store.owner,
    );

  test("its keys are renewed: only those given, without the spaces around them", async () => {
    const { administrationId, connect, put } = await company();
    const id = idOf(await connect("https://shop.example.be"));
    await setState(id, "reconnect");
    const answer = await put(id, { credentials: { consumerSecret: "  cs_new\n" } });
    expect(answer.json).toMatchObject({ state: "unchecked", stateReason: "", retryAt: null });
    expect(answer.text).not.toContain("cs_new");
    const secrets = await inAdministration(store.app, administrationId, (trx) =>
      openSecrets(trx, store.key, administrationId, id),
    );
    expect(secrets).toEqual({ consumerKey, consumerSecret: "cs_new" });
  });

  test("its settings go over those that stand, and what was learnt stays while the account does", async () => {
    const { connect, put } = await company();
    const id = idOf(await connect("https://shop.example.be"));
    await sql`update connections set settings = settings || '{"restPrefix":"api","payOnDeliveryMethods":["x"]}' where id = ${id}`.execute(
      store.owner,
    );
    const same = await put(id, { settings: { vatIdentifierKeys: ["btw"] } });
    expect(same.json).toMatchObject({
      settings: { restPrefix: "api", payOnDeliveryMethods: ["x"], vatIdentifierKeys: ["btw"] },
    });
    const credentials = { consumerKey, consumerSecret };
    const moved = await put(id, { settings: { shopUrl: "https://nieuw.example.be" }, credentials });
    expect(moved.json).toMatchObject({
      settings: { restPrefix: "wp-json", payOnDeliveryMethods: ["x"], shopUrl: "https://nieuw.example.be" },
    });
  });

  test("its keys do not go along to another address", async () => {
    const { connect, put } = await company();
    const id = idOf(await connect("https://shop.example.be"));
    const moved = await put(id, { settings: { shopUrl: "https://elders.example.be" }, credentials: { consumerKey } });
    expectProblem(moved, 400, "request.invalid");
    expect(moved.json).toMatchObject({ errors: [{ field: "credentials.consumerSecret" }] });
    const kept = await put(id, {});
    expect(kept.json).toMatchObject({ settings: { shopUrl: "https://shop.example.be" } });
  });

  test("a new name needs no new check, and nothing at all changes nothing", async () => {
    const { connect, put } = await company();
    const id = idOf(await connect("https://shop.example.be"));
    await setState(id, "connected");
    const renamed = await put(id, { name: " Nieuwe naam ", pollingOnly: true });
    expect(renamed.json).toMatchObject({
      name: "Nieuwe naam",
      pollingOnly: true,
      state: "connected",
      deliveryUrl: null,
    });
    expect((await put(id, {})).json).toEqual(renamed.json);
  });

  test.each([
    [{ credentials: { password: "x" } }, "credentials.password"],
    [{ credentials: { consumerKey: "  " } }, "credentials.consumerKey"],
    [{ settings: { shopUrl: "shop" } }, "settings.shopUrl"],
    [{ name: " " }, "name"],
  ])("%j is refused", async (body, field) => {
    const { connect, put } = await company();
    const id = idOf(await connect("https://shop.example.be"));
    const answer = await put(id, body);
    expectProblem(answer, 400, "request.invalid");
    expect(answer.json).toMatchObject({ errors: [{ field }] });
  });

  test("it is paused and resumed, and a paused one stays so when its keys are renewed", async () => {
    const { connect, put, post } = await company();
    const id = idOf(await connect("https://shop.example.be"));
    for (const from of ["unchecked", "connected", "reconnect", "unreachable"]) {
      await setState(id, from);
      for (const path of ["pause", "pause"])
        expect((await post(`/api/connections/${id}/${path}`)).json).toMatchObject({ state: "paused", retryAt: null });
      expect((await put(id, { credentials: { consumerKey: "ck_new" } })).json).toMatchObject({ state: "paused" });
      expect((await post(`/api/connections/${id}/resume`)).json).toMatchObject({ state: "unchecked" });
    }
    await setState(id, "connected");
    expect((await post(`/api/connections/${id}/resume`)).json).toMatchObject({ state: "connected" });
  });
});

describe("the format of a series", () => {
  test("is chosen per kind, and read back with the next numbers", async () => {
    const { token } = await company();
    const put = (kind: string, format: unknown) =>
      call("PUT", `/api/number-series/${kind}/format`, { token, body: { format } });
    expect((await put("invoice", "F{yy}/{nnnnn}")).json).toEqual({ format: "F{yy}/{nnnnn}" });
    await call("PUT", "/api/number-series/invoice/2031/next", { token, body: { next: 12 } });
    await call("PUT", "/api/number-series/orderSlip/2031/next", { token, body: { next: 7 } });
    expect((await call("GET", "/api/number-series", { token })).json).toEqual({
      items: [
        { kind: "invoice", format: "F{yy}/{nnnnn}", lastIssueDate: null, next: [{ year: 2031, next: 12 }] },
        { kind: "orderSlip", format: "{yyyy}-{nnnn}", lastIssueDate: null, next: [{ year: 2031, next: 7 }] },
      ],
    });
  });

  test.each([
    "",
    "{nnnn}",
    "{yyyy}",
    "{yyyy}-{nnn}",
    "{yyyy}-{nnnn",
    "{yyyy}-{nnnn}{x}",
    "{yyyy}-{nnnn}\u00e9",
    "{yyyy}-{nnnn}<b>",
    " {yyyy}-{nnnn}",
    `{yyyy}-{nnnn}${"x".repeat(28)}`,
  ])("%j is refused", async (format) => {
    const { token } = await company();
    const answer = await call("PUT", "/api/number-series/invoice/format", { token, body: { format } });
    expectProblem(answer, 400, "settings.invalid");
    expect(answer.json).toMatchObject({ errors: [{ field: "format" }] });
  });
});

test("what connectShop makes can be paused only by its own administration", async () => {
  const [one, other] = [await company(), await company()];
  const { connectionId } = await connectShop(api, one.token);
  expectProblem(await other.post(`/api/connections/${connectionId}/pause`), 404);
});

test("nothing of all this was a failure of ours", () => {
  expect(api.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});

test("a check of an address inside the hub's own network says so beside the address, in Dutch", async () => {
  const { connect, post } = await company();
  const made = await connect("https://10.20.30.40");
  const answer = await post(`/api/connections/${idOf(made)}/check`);
  expectProblem(answer, 400, "settings.invalid");
  expect((answer.json as { errors: unknown }).errors).toEqual([
    {
      field: "settings.shopUrl",
      message:
        "Schakel mag dit adres niet openen: het ligt in het eigen netwerk van de server, of is niet versleuteld. Vraag de beheerder van de hub om het open te zetten.",
    },
  ]);
});
