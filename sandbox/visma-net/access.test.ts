import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";
import { startVismaNet, type VismaNet } from "./stand-in.ts";
import {
  askToken,
  callersOf,
  furnish,
  messageOf,
  order,
  pageOf,
  rowsOf,
  tokenOf,
  type Caller,
} from "./testing/caller.ts";

const start = Temporal.Instant.from("2026-11-21T09:00:00Z").epochMilliseconds;
let now = start;
let visma: VismaNet;
let finance: Caller;
let orders: Caller;
beforeEach(async () => {
  now = start;
  visma = await startVismaNet({ now: () => now });
  ({ finance, orders } = await callersOf(visma));
});
afterEach(() => visma.stop());

describe("the token", () => {
  test("is a Bearer JWT that names its scopes and lives for an hour, without a refresh token", async () => {
    const { body, status } = await askToken(visma, { scope: "vismanet_erp_service_api:read" });
    const given = body as { access_token: string };
    expect([status, Object.keys(body as object)]).toEqual([200, ["access_token", "expires_in", "token_type"]]);
    expect(body).toMatchObject({ expires_in: 3600, token_type: "Bearer" });
    const claims = JSON.parse(Buffer.from(given.access_token.split(".")[1]!, "base64url").toString()) as object;
    expect(claims).toMatchObject({
      scope: ["vismanet_erp_service_api:read"],
      tenant_id: visma.tenants.company,
      exp: start / 1000 + 3600,
    });
  });

  test("discovery names the endpoint", async () => {
    const { body } = await ask(`${visma.urls.connect}/.well-known/openid-configuration`);
    expect(body).toMatchObject({ token_endpoint: `${visma.urls.connect}/connect/token` });
  });

  test.each([
    ["invalid_client", { client_id: "isv_other" }],
    ["invalid_client", { client_secret: "wrong" }],
    ["invalid_request", { tenant_id: "" }],
    ["invalid_scope", { scope: "" }],
    ["invalid_scope", { scope: "vismanet_erp_service_api:read openid" }],
    ["unsupported_grant_type", { grant_type: "authorization_code" }],
  ])("%s for %j", async (error, given) => {
    const { status, body } = await askToken(visma, given);
    expect([status, (body as { error: string }).error]).toEqual([400, error]);
  });

  test("a body that is not form-encoded is refused", async () => {
    const { status } = await ask(`${visma.urls.connect}/connect/token`, { method: "POST", body: { a: 1 } });
    expect(status).toBe(400);
  });

  test("a scope the application was not granted", async () => {
    visma.client.scopes = ["vismanet_erp_service_api:read"];
    expect((await askToken(visma)).status).toBe(400);
    expect((await askToken(visma, { scope: "vismanet_erp_service_api:read" })).status).toBe(200);
  });

  test("a new secret ends the old one, not the tokens that are out", async () => {
    visma.client.secret = "new";
    expect((await askToken(visma, { client_secret: "old" })).status).toBe(400);
    expect((await askToken(visma)).status).toBe(200);
    expect((await finance("GET", "/v1/branch")).status).toBe(200);
  });

  test("ends after its life, on the stand-in's clock", async () => {
    now = start + 3_599_999;
    expect((await finance("GET", "/v1/branch")).status).toBe(200);
    now += 1;
    expect((await finance("GET", "/v1/branch")).status).toBe(401);
    expect((await orders("GET", "/api/v3/SalesOrders")).status).toBe(401);
    expect((await (await callersOf(visma)).finance("GET", "/v1/branch")).status).toBe(200);
  });

  test("can be revoked", async () => {
    visma.revokeTokens();
    const refused = await finance("GET", "/v1/branch");
    expect([refused.status, messageOf(refused)]).toEqual([401, expect.any(String)]);
    const problem = await orders("GET", "/api/v3/SalesOrders");
    expect(problem.status).toBe(401);
    expect(problem.headers["content-type"]).toContain("application/problem+json");
    expect(problem.body).toMatchObject({ type: "about:blank", status: 401 });
    expect((await ask(`${visma.urls.finance}/v1/branch`)).status).toBe(401);
  });
});

describe("the tenant", () => {
  test.each(["customer", "unapproved"] as const)("%s: a token like any other, and 401 on every call", async (which) => {
    const wrong = await callersOf(visma, { tenant_id: visma.tenants[which] });
    expect((await wrong.finance("GET", "/v1/organization")).status).toBe(401);
    expect((await wrong.orders("GET", "/api/v3/SalesOrders")).status).toBe(401);
  });

  test("another company: nothing is refused, and nothing is there", async () => {
    const number = furnish(visma);
    await orders("POST", "/api/v3/SalesOrders", order(number));
    const wrong = await callersOf(visma, { tenant_id: visma.tenants.otherCompany });
    expect(rowsOf(await wrong.finance("GET", "/v1/customer"))).toEqual([]);
    expect(pageOf(await wrong.orders("GET", "/api/v3/SalesOrders"))).toMatchObject({ value: [], totalCount: 0 });
    expect(rowsOf(await wrong.finance("GET", "/v1/organization"))[0]).toMatchObject({
      name: "Demo Groothandel Beheer BV",
      vatRegistrationId: "NL004495445B02",
    });
  });

  test("the legacy header of another company makes lists empty, without an error", async () => {
    furnish(visma);
    const right = { "ipp-company-id": visma.books.company.id };
    expect(rowsOf(await finance("GET", "/v1/customer", undefined, right))).toHaveLength(1);
    const wrong = await finance("GET", "/v1/customer", undefined, { "ipp-company-id": "1" });
    expect([wrong.status, wrong.body]).toEqual([200, []]);
  });

  test("an approval that is taken back is 401, also with a fresh token", async () => {
    visma.approve(false);
    expect((await finance("GET", "/v1/branch")).status).toBe(401);
    await tokenOf(visma);
    visma.approve(true);
    expect((await finance("GET", "/v1/branch")).status).toBe(200);
  });
});

describe("scopes", () => {
  test("each method of the finance interface wants its own", async () => {
    const reader = await callersOf(visma, { scope: "vismanet_erp_service_api:read" });
    expect((await reader.finance("GET", "/v1/customer")).status).toBe(200);
    expect((await reader.finance("POST", "/v1/customer", {})).status).toBe(403);
    expect((await reader.finance("PUT", "/v1/customer/1", {})).status).toBe(403);
    expect((await reader.orders("GET", "/api/v3/SalesOrders")).status).toBe(403);
  });

  test("to write sales orders is not to read them", async () => {
    const writer = await callersOf(visma, { scope: "visma.net.erp.salesorder:write" });
    expect((await writer.orders("POST", "/api/v3/SalesOrders", order(furnish(visma)))).status).toBe(201);
    const refused = await writer.orders("GET", "/api/v3/SalesOrders");
    expect([refused.status, refused.body]).toMatchObject([403, { status: 403, title: "Forbidden" }]);
    expect((await writer.finance("GET", "/v1/customer")).status).toBe(403);
  });

  test("no licence is fault 12027", async () => {
    visma.books.isLicensed = false;
    const refused = await finance("GET", "/v1/customer");
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ ExceptionType: "IPPException", ExceptionFaultCode: "12027" });
  });
});

describe("the window", () => {
  beforeEach(async () => {
    visma.settings.window = { requests: 3, seconds: 3600 };
    now = start + 1_800_000;
    ({ finance, orders } = await callersOf(visma));
  });

  test("is fixed, per host, shown on finance, and does not count what it refused", async () => {
    const left = async (): Promise<unknown[]> => {
      const { status, headers } = await finance("GET", "/v1/branch");
      return [status, headers["x-ratelimit-remaining"], headers["x-ratelimit-reset"]];
    };
    expect(await left()).toEqual([200, "2", "1800"]);
    expect((await finance("GET", "/v1/nothing")).headers).toMatchObject({
      "x-ratelimit-limit": "3",
      "x-ratelimit-remaining": "1",
      "x-ratelimit-policy": "4-fixed-window",
    });
    expect(await left()).toEqual([200, "0", "1800"]);
    const refused = await finance("POST", "/v1/customer", {});
    expect([refused.status, refused.headers["retry-after"], messageOf(refused)]).toEqual([
      429,
      "1800",
      expect.any(String),
    ]);
    expect(visma.used("finance")).toBe(3);
    const order = await orders("GET", "/api/v3/SalesOrders");
    expect([order.status, order.headers["x-ratelimit-limit"]]).toEqual([200, undefined]);
    now += 1_799_999;
    expect((await left())[0]).toBe(429);
    now += 1;
    expect(await left()).toEqual([200, "2", "3600"]);
  });

  test("a company has its own, whatever the token", async () => {
    for (let nth = 0; nth < 3; nth += 1) await (await callersOf(visma)).finance("GET", "/v1/branch");
    expect((await finance("GET", "/v1/branch")).status).toBe(429);
    const other = await callersOf(visma, { tenant_id: visma.tenants.otherCompany });
    expect((await other.finance("GET", "/v1/branch")).status).toBe(200);
  });

  test("of sales orders is enforced without being shown, unless told", async () => {
    for (let nth = 0; nth < 3; nth += 1) await orders("GET", "/api/v3/SalesOrders");
    const refused = await orders("GET", "/api/v3/SalesOrders");
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "1800"]);
    visma.settings.showsSalesOrderWindow = true;
    expect((await orders("GET", "/api/v3/SalesOrders")).headers["x-ratelimit-remaining"]).toBe("0");
  });

  test("can be generous", async () => {
    visma.settings.limits = "generous";
    for (let nth = 0; nth < 5; nth += 1) expect((await finance("GET", "/v1/branch")).status).toBe(200);
    expect(visma.used("finance")).toBe(5);
  });

  test("is nothing at all for the sales orders that were here before V3", async () => {
    const refused = await finance("GET", "/v2/salesorder");
    expect([refused.status, refused.headers["x-ratelimit-policy"]]).toEqual([429, "8-fixed-window"]);
  });
});

test("the date of an answer is the stand-in's", async () => {
  expect((await finance("GET", "/v1/branch")).headers.date).toBe("Sat, 21 Nov 2026 09:00:00 GMT");
});
