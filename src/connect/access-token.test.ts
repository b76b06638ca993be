import { describe, expect, test } from "vitest";
import { z } from "zod";
import { HubError } from "#domain/error.ts";
import { createBudget } from "./budget.ts";
import { defineConnector, eraseSettings } from "./connector.ts";
import { createHttp } from "./http-client.ts";
import { WireFault, type Transport, type WireAnswer } from "./transport.ts";

const erp = eraseSettings(
  defineConnector({
    id: "erp",
    name: "ERP",
    kind: "accounting",
    docs: "",
    settings: z.object({ tenant: z.string() }),
    labels: {},
    credentials: {
      type: "client-credentials",
      names: ["clientId", "clientSecret"],
      tokenUrl: () => new URL("https://login.example/token"),
      form: ({ tenant }) => ({ scope: "read write", tenant_id: tenant }),
    },
    rateLimit: { per: "connection", windows: [], concurrency: 4 },
    baseUrl: () => new URL("https://erp.example/v1/"),
    otherUrls: () => [new URL("https://orders.example/v3/")],
    check: async () => ({ account: "", learnt: {}, warnings: [] }),
    operations: {},
  }),
);

const json = (status: number, body: unknown): WireAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

type Asked = Parameters<Transport>[0];

function world(answers: { token?: () => WireAnswer; other?: (asked: Asked) => WireAnswer } = {}) {
  let given = 0;
  let ahead = 0;
  const asked: Asked[] = [];
  const memory = new Map<string, string>();
  const transport: Transport = async (request) => {
    asked.push(request);
    if (request.url.host === "login.example")
      return (
        answers.token?.() ?? json(200, { access_token: `token-${++given}`, expires_in: 3600, token_type: "Bearer" })
      );
    return answers.other?.(request) ?? json(200, { ok: true });
  };
  const session = (secret = "geheim-1", tenant = "company") =>
    createHttp({
      connector: erp,
      settings: { tenant },
      secrets: { clientId: "isv_hub", clientSecret: secret },
      transport,
      budget: createBudget(erp.rateLimit, () => 0),
      now: () => Temporal.Instant.from("2026-11-22T09:00:00Z").add({ seconds: ahead }),
      signal: new AbortController().signal,
      memory,
    });
  const tokensAsked = () => asked.filter(({ url }) => url.host === "login.example");
  const used = () =>
    asked.filter(({ url }) => url.host !== "login.example").map(({ headers }) => headers["authorization"]);
  const later = (seconds: number) => {
    ahead = seconds;
  };
  return { session, tokensAsked, used, later };
}

const read = (http: ReturnType<typeof createHttp>, path = "things") => http.json({ method: "GET", path }, z.unknown());
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("expected an error"),
    (error: unknown) => (error as HubError).code,
  );

describe("a token of client credentials", () => {
  test("is asked for with id, secret and what the connector adds, and used at both addresses", async () => {
    const { session, tokensAsked, used } = world();
    const http = session();
    await read(http);
    await read(http, "https://orders.example/v3/SalesOrders");
    expect(tokensAsked().map(({ body }) => Object.fromEntries(new URLSearchParams(body ?? "")))).toEqual([
      {
        grant_type: "client_credentials",
        client_id: "isv_hub",
        client_secret: "geheim-1",
        scope: "read write",
        tenant_id: "company",
      },
    ]);
    expect(used()).toEqual(["Bearer token-1", "Bearer token-1"]);
  });

  test("goes nowhere else", async () => {
    const { session, tokensAsked } = world();
    expect(await codeOf(read(session(), "https://elsewhere.example/v1/things"))).toBe("settings.invalid");
    expect(await codeOf(session().raw({ method: "GET", path: "https://login.example/token" }))).toBe(
      "settings.invalid",
    );
    expect(tokensAsked().map(({ url }) => url.host)).not.toContain("elsewhere.example");
  });

  test("is kept over sessions until a minute before it ends", async () => {
    const { session, tokensAsked, later } = world();
    await Promise.all([read(session()), read(session())]);
    const first = tokensAsked().length;
    later(3539);
    await read(session());
    expect(tokensAsked()).toHaveLength(first);
    later(3541);
    await read(session());
    expect(tokensAsked()).toHaveLength(first + 1);
  });

  test("is another one for another secret and another company", async () => {
    const { session, tokensAsked } = world();
    await read(session());
    await read(session("geheim-2"));
    await read(session("geheim-1", "other"));
    await read(session());
    expect(tokensAsked()).toHaveLength(3);
  });

  test("that was taken back is asked for anew once, also on a write", async () => {
    const { session, used } = world({
      other: ({ headers }) => (headers["authorization"] === "Bearer token-1" ? json(401, {}) : json(201, {})),
    });
    await codeOf(read(session()));
    await session().done({ method: "POST", path: "things", json: {} });
    expect(used()).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  test("that is refused at once is not asked for again and again", async () => {
    const { session, tokensAsked } = world({ other: () => json(401, {}) });
    expect(await codeOf(read(session()))).toBe("credentials.expired");
    expect(tokensAsked()).toHaveLength(1);
  });

  test.each([
    [json(400, { error: "invalid_client" }), "credentials.expired"],
    [json(400, { error: "invalid_scope" }), "credentials.insufficient"],
    [json(429, {}), "remote.rate_limited"],
    [json(503, {}), "remote.unavailable"],
    [{ status: 200, headers: { "content-type": "text/html" }, body: "<html>" }, "remote.unavailable"],
  ])("that is not given says why: %#", async (answer, code) => {
    const { session, used } = world({ token: () => answer });
    expect(await codeOf(session().done({ method: "POST", path: "things", json: {} }))).toBe(code);
    expect(used()).toEqual([]);
  });

  test.each([
    { access_token: "SECRET.TOKEN.X", expires_in: -1 },
    { access_token: "SECRET.TOKEN.X", expires_in: "soon" },
    { accessToken: "SECRET.TOKEN.X" },
    { access_token: ["SECRET.TOKEN.X"], expires_in: 3600 },
  ])("that cannot be used is in no error: %j", async (body) => {
    const { session } = world({ token: () => json(200, body) });
    const error = await session()
      .done({ method: "POST", path: "things", json: {} })
      .catch((thrown: unknown) => thrown as HubError);
    expect(error).toMatchObject({ code: "remote.unavailable", details: { status: "200" } });
    expect(JSON.stringify([(error as HubError).message, (error as HubError).details])).not.toContain("SECRET");
  });

  test("that does not say how long it is good for is used for an hour", async () => {
    const { session, tokensAsked, later } = world({
      token: () => json(200, { access_token: "token-1", expires_in: null, token_type: "Bearer" }),
    });
    await read(session());
    later(3539);
    await read(session());
    expect(tokensAsked()).toHaveLength(1);
  });

  const jwt = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sign`;
  test.each([
    [jwt({ scope: ["read", "write"] }), ["read", "write"]],
    [jwt({ scope: "read write" }), ["read", "write"]],
    [jwt({ sub: "somebody" }), null],
    ["opaque", null],
  ])("says what it is good for, where it can be read: %#", async (token, scopes) => {
    const { session, used } = world({ token: () => json(200, { access_token: token, expires_in: 3600 }) });
    expect(await session().scopes()).toEqual(scopes);
    expect(used()).toEqual([]);
  });

  test("whose answer is lost leaves nothing in doubt, and the secret out of the message", async () => {
    const { session } = world({
      token: () => {
        throw new WireFault("lost", "cut off after client_secret=geheim-1");
      },
    });
    const error = await session()
      .done({ method: "POST", path: "things", json: {} })
      .catch((thrown: unknown) => thrown as HubError);
    expect(error).toMatchObject({ code: "remote.unavailable" });
    expect((error as HubError).message).not.toContain("geheim-1");
  });
});
