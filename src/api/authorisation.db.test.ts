import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { endpoints } from "./endpoints.ts";
import { apiUnderTest, expectProblem, type Call } from "./testing/api-under-test.ts";
import { connectShop, plantOrder, shopBody } from "./testing/shop-connection.ts";

const api = await apiUnderTest();
const { call, store, makeToken } = api;
const ours = await store.makeAdministration({ name: "Ons bedrijf" });
const theirs = await store.makeAdministration({ name: "Hun bedrijf" });
const operator = await makeToken("operator", null);
const theirOwner = await makeToken("owner", theirs);
const owner = await makeToken("owner", ours);
const { connectionId } = await connectShop(api, owner);
await plantOrder(api, ours, connectionId, { orderId: "42", reasonCode: "mapping.missing" });
const coupling = await call("POST", "/api/couplings", {
  token: owner,
  body: { kind: "shopOrders", sourceConnectionId: connectionId, settings: {} },
});
const { id: couplingId }: { id: string } = coupling.json;
const alarmId = randomUUID();
await sql`insert into alarms (id, administration_id, kind, subject, text)
  values (${alarmId}, ${ours}, 'unreachable', ${connectionId}, 'x')`.execute(store.owner);

const bodies: Readonly<Record<string, unknown>> = {
  "POST /api/alarms/:alarmId/mute": { until: null },
  "PUT /api/alarm-settings": { recipients: [], version: 0 },
  "POST /api/connections": { ...shopBody(), connector: "nothing-of-this-name" },
  "POST /api/administrations": { name: "", country: "BE", address: {} },
  "POST /api/relations": { directions: [] },
  "POST /api/relations/look": { link: "nothing" },
  "POST /api/relations/accept": {
    ...{ link: "nothing", partyId: randomUUID(), directions: [] },
    partner: { name: "", vatNumber: null, gln: null },
  },
  "POST /api/relations/refuse": { link: "nothing" },
  "POST /api/relations/:relationId/confirm": {
    partyId: randomUUID(),
    partner: { name: "", vatNumber: null, gln: null },
  },
  "PUT /api/relations/:relationId": {
    ...{ partyId: null, directions: [], version: 1 },
    settings: {},
  },
  "POST /api/relations/export": {},
  "POST /api/relations/orders/:orderId/answer": { version: 1, isAccepted: true },
  "POST /api/relations/orders/:orderId/pending": { version: 1, isAccepted: true },
  "POST /api/relations/orders/:orderId/looked": { version: 1 },
  "POST /api/relations/orders/:orderId/teach": { lineId: "1", itemId: randomUUID() },
  "POST /api/relations/:relationId/statements": { from: "2026-01-01", to: "2026-01-31" },
  "POST /api/relations/:relationId/mail": { to: "partner@example.test" },
  "POST /api/purchase-orders/:documentId/partner/cancel": { reason: "x" },
  "POST /api/price-runs": { entryId: randomUUID(), priceListId: randomUUID() },
  "POST /api/price-runs/:runId/ticks": { filter: "changed", isTicked: true },
  "POST /api/price-runs/:runId/apply": { underSuppliers: true },
  "POST /api/price-runs/:runId/order": { version: 1 },
  "POST /api/price-runs/:runId/order/undo": { version: 1 },
  "POST /api/purchase-orders/:documentId/send": { version: 1, roadId: randomUUID() },
  "POST /api/purchase-orders/:documentId/settle": { isThere: false, sendingId: randomUUID() },
  "POST /api/purchase-orders/:documentId/receive": { version: 1, movesStock: false },
  "POST /api/purchase-orders/:documentId/confirm": { version: 1 },
  "POST /api/purchase-orders/:documentId/close": { version: 1 },
  "POST /api/supplier-documents": { entryId: randomUUID(), kind: "order", number: "1" },
  "POST /api/supplier-documents/:supplierDocumentId/start": {
    ...{ basketId: randomUUID(), version: 1, key: "12345678", kind: "purchaseReceipt" },
  },
  "POST /api/supplier-documents/:supplierDocumentId/receive": {
    ...{ basketId: randomUUID(), version: 1, key: "12345678", orderVersion: 1, movesStock: false },
  },
  "POST /api/catalogue-program/baskets": {
    key: randomUUID(),
    lines: [
      {
        lineId: randomUUID(),
        priceListId: randomUUID(),
        itemId: randomUUID(),
        code: "1",
        unitCode: "C62",
        quantity: "1",
      },
    ],
  },
  "POST /api/couplings": { kind: "shopOrders", sourceConnectionId: randomUUID(), settings: {} },
  "PUT /api/couplings/:couplingId": { settings: {}, state: "off", settingsVersion: 99 },
  "PUT /api/catalogue-couplings/:couplingId": { settings: {}, state: "off", settingsVersion: 99 },
  "POST /api/catalogue-couplings/:couplingId/outcome": { externalId: "i1", isThere: false },
  "PUT /api/couplings/:couplingId/first-migration": { perMinute: 60 },
  "PUT /api/connections/:connectionId/mappings/:what/:from": { rate: "0.9" },
  "PUT /api/connections/:connectionId": { name: "Andere naam" },
  "POST /api/orders/:connectionId/:orderId/skip": { reason: "proef" },
  "POST /api/orders/:connectionId/:orderId/outcome": { isThere: false },
  "POST /api/orders/:connectionId/:orderId/drift/leave": { seen: "x", reason: "proef" },
  "POST /api/orders/:connectionId/:orderId/drift/replace": { seen: "x", version: 1, isFinal: true, isMailed: false },
  "POST /api/couplings/:couplingId/dry-runs": { days: 7 },
  "POST /api/couplings/:couplingId/dry-runs/:dryRunId/replay": {},
  "PUT /api/number-series/:kind/:year/next": { next: 7 },
  "PUT /api/number-series/:kind/format": { format: "{yyyy}-{nnnn}" },
};

/** An address of ours: of what is there when `real`, else of nothing. */
const addressOf = (path: string, real: boolean): string =>
  path
    .replace(":connectionId", real ? connectionId : randomUUID())
    .replace(":couplingId", real ? couplingId : randomUUID())
    .replace(":dryRunId", randomUUID())
    .replace(":orderId", "42")
    .replace(":documentId", randomUUID())
    .replace(":priceListId", randomUUID())
    .replace(":alarmId", real ? alarmId : randomUUID())
    .replace(":what", "exchangeRate")
    .replace(":from", "USD")
    .replace(":kind", "orderSlip")
    .replace(":year", "2031");

const ask = (endpoint: (typeof endpoints)[number], more: Call, real = false) => {
  const body = bodies[`${endpoint.method} ${endpoint.path}`];
  const sent = body === undefined ? more : { body, ...more };
  return call(endpoint.method, addressOf(endpoint.path, real), sent);
};

/** What is open to everybody has nothing to guard here; permission-matrix.db.test.ts has who may do what. */
const guarded = endpoints.filter(({ scope, mediaType }) => scope !== "public" && mediaType !== "text/event-stream");
const table = guarded.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);

describe.each(table)("%s", (_name, endpoint) => {
  test("asks for a token before anything else", async () => {
    expectProblem(await ask(endpoint, {}), 401, "request.unauthorized");
    expectProblem(await ask(endpoint, { token: "sch_wrong" }), 401, "request.unauthorized");
    expectProblem(await ask(endpoint, { headers: { authorization: `Basic ${operator}` } }), 401);
    expectProblem(await ask(endpoint, { headers: { authorization: "Bearer" } }), 401);
    expectProblem(await ask(endpoint, { headers: { authorization: operator } }), 401);
    expectProblem(await ask(endpoint, { body: "{broken" }), 401, "request.unauthorized");
  });

  test("a token of another administration reaches nothing of ours", async () => {
    const pointed = await ask(endpoint, { token: theirOwner, headers: { "schakel-administration": ours } }, true);
    const plain = await ask(endpoint, { token: theirOwner }, true);
    const isHub = endpoint.scope === "hub";
    expect(isHub || pointed.status === 403).toBe(true);
    const namesOurs = /:(connectionId|couplingId|alarmId)/.test(endpoint.path);
    expect(namesOurs ? plain.status : 404).toBe(404);
    expect(plain.text).not.toContain("Ons bedrijf");
    expect(plain.text).not.toContain("Testwinkel De Molen");
  });
});

test("after all that, nothing of ours was changed by another administration", async () => {
  const { rows } = await sql`
    select (select count(*) from connections) as connections, (select count(*) from couplings where settings_version = 1) as couplings,
      (select count(*) from mappings where administration_id = ${theirs}) as mappings,
      (select count(*) from alarms where closed_at is null) as alarms, (select name from connections) as name,
      (select reason_code from inbox) as reason`.execute(store.owner);
  expect(rows[0]).toEqual({
    connections: "1",
    couplings: "1",
    mappings: "0",
    alarms: "1",
    name: "Testwinkel De Molen",
    reason: "mapping.missing",
  });
});

test("the operator says which administration, where there are several", async () => {
  const unsaid = await call("GET", "/api/orders", { token: operator });
  expectProblem(unsaid, 400, "request.invalid");
  expect(unsaid.json).toMatchObject({ errors: [{ field: "schakel-administration" }] });
  for (const wanted of [randomUUID(), "x", "'; drop table orders; --", "%00"]) {
    const headers = { "schakel-administration": wanted };
    expectProblem(await call("GET", "/api/orders", { token: operator, headers }), 404, "request.not_found");
  }
  const said = await call("GET", "/api/orders", { token: operator, headers: { "schakel-administration": ours } });
  expect(said.json).toMatchObject({ items: [{ orderId: "42" }] });
});

test("the list of administrations holds those of the token", async () => {
  const mine = await call("GET", "/api/administrations", { token: owner });
  expect(mine.json).toEqual({ items: [{ id: ours, name: "Ons bedrijf", country: "BE" }] });
  const all = await call("GET", "/api/administrations", { token: operator });
  expect((all.json as { items: unknown[] }).items).toHaveLength(2);
});

test("a revoked token is no token", async () => {
  const token = await makeToken("owner", ours);
  expect((await call("GET", "/api/summary", { token })).status).toBe(200);
  await sql`update access_tokens set revoked_at = now() where id = (select id from access_tokens order by created_at desc limit 1)`.execute(
    store.owner,
  );
  expectProblem(await call("GET", "/api/summary", { token }), 401);
});

test("no other site may read an answer: there is no CORS", async () => {
  const headers = { origin: "https://evil.example" };
  const answer = await call("GET", "/api/orders", { token: owner, headers });
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  expect(answer.headers["cross-origin-resource-policy"]).toBe("same-origin");
  const asked = { ...headers, "access-control-request-method": "POST" };
  const preflight = await call("OPTIONS", "/api/orders", { headers: asked });
  expect(preflight.headers["access-control-allow-origin"]).toBeUndefined();
  expectProblem(preflight, 404);
});
