import { sql } from "kysely";
import { expect, test } from "vitest";
import { apiUnderTest } from "#api/testing/api-under-test.ts";
import { an, join, setUp } from "#api/testing/browser.ts";
import { connectShop, consumerKey, consumerSecret, hookSecret } from "#api/testing/shop-connection.ts";
import { checkChain } from "#store/audit-check.ts";
import { hubChain } from "#store/audit.ts";
import { inAdministration } from "#store/database.ts";

const api = await apiUnderTest();
const { call, store, makeToken } = api;

interface Row {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

async function rowsOf(administrationId: string): Promise<readonly Row[]> {
  const { rows } =
    await sql<Row>`select actor, action, subject, details from audit join audit_details using (administration_id, sequence)
    where administration_id = ${administrationId} order by sequence`.execute(store.owner);
  return rows;
}

async function rowsOfHub(): Promise<readonly Row[]> {
  const { rows } =
    await sql<Row>`select actor, action, subject, details from hub_audit join hub_audit_details using (sequence)
    order by sequence`.execute(store.owner);
  return rows;
}

async function company() {
  const id = await store.makeAdministration();
  const token = await makeToken("owner", id);
  const { rows } = await sql<{ id: string }>`select id from access_tokens where administration_id = ${id}`.execute(
    store.owner,
  );
  return { id, token, actor: `token:${rows[0]?.id ?? ""}` };
}

const saw = { sellersItemIdentifier: "Z-1", name: "Zaag" };

test("an act is one row: who, what, about what; a refusal and a reading are none", async () => {
  const { id, token, actor } = await company();
  const made = (await call("POST", "/api/items", { token, body: saw })).json as { id: string };
  expect((await call("POST", "/api/items", { token, body: saw })).status).toBe(409);
  await call("GET", "/api/items", { token });
  const details = {
    by: "owner in a test",
    fields: ["countsStock", "gtins", "name", "salesPrice", "sellersItemIdentifier", "unitCode", "vatRate"],
  };
  expect(await rowsOf(id)).toEqual([{ actor, action: "item.add", subject: `item:${made.id}`, details }]);
});

test("the act and its row are one: without the row there is no act", async () => {
  const { id, token } = await company();
  await sql`revoke insert on audit from schakel_app`.execute(store.owner);
  const failed = await call("POST", "/api/items", { token, body: saw });
  await sql`grant insert on audit to schakel_app`.execute(store.owner);
  expect(failed.status).toBe(500);
  const { rows } = await sql`select from items where administration_id = ${id}`.execute(store.owner);
  expect(rows).toEqual([]);
});

test("acts of one moment make one chain", async () => {
  const { id, token } = await company();
  const codes = Array.from({ length: 12 }, (_, number) => `Z-${number}`);
  await Promise.all(
    codes.map((code) => call("POST", "/api/items", { token, body: { ...saw, sellersItemIdentifier: code } })),
  );
  const verdict = await inAdministration(store.app, id, (trx) => checkChain(trx, store.key, id, []));
  expect(verdict).toMatchObject({ head: { sequence: "12" }, fault: null });
});

test("secrets never enter, their names do", async () => {
  const { id, token } = await company();
  const { connectionId } = await connectShop(api, token);
  const credentials = { consumerKey, consumerSecret };
  await call("PUT", `/api/connections/${connectionId}`, { token, body: { credentials } });
  const rows = await rowsOf(id);
  expect(rows.map(({ action, subject }) => [action, subject])).toEqual(
    ["connection.add", "connection.secret", "connection.save"].map((action) => [action, `connection:${connectionId}`]),
  );
  expect(rows[2]?.details).toMatchObject({ fields: ["credentials"] });
  for (const secret of [consumerKey, consumerSecret, hookSecret]) expect(JSON.stringify(rows)).not.toContain(secret);
});

test("what is of the hub has its own chain, and nobody is nobody", async () => {
  const { browser, administrationId } = await setUp(api);
  const me = ((await browser.call("GET", "/api/me")).json as { user: { id: string } }).user.id;
  const karel = await join(api, browser, { role: "viewer", email: "karel@molen.example", administrationId });
  const karelId = ((await karel.call("GET", "/api/me")).json as { user: { id: string } }).user.id;
  await browser.call("PUT", "/api/me/password", { password: an.password, newPassword: "nog langer wachtwoord 7" });
  await browser.call("POST", "/api/administrations", {
    country: "BE",
    address: { countryCode: "BE" },
    name: "Tweede bv",
  });
  const hub = await rowsOfHub();
  expect(hub.map(({ actor, action }) => [actor, action])).toEqual([
    [`user:${me}`, "hub.setUp"],
    [`user:${me}`, "user.password"],
    [`user:${me}`, "company.add"],
  ]);
  const ours = await rowsOf(administrationId);
  expect(ours.map(({ actor, action }) => [actor, action])).toEqual([
    [`user:${me}`, "user.invite"],
    [`user:${karelId}`, "user.join"],
  ]);
  expect(JSON.stringify([hub, ours])).not.toContain("wachtwoord");
  const verdict = await store.hub.transaction().execute((trx) => checkChain(trx, store.key, hubChain, []));
  expect(verdict.fault).toBeNull();
});
