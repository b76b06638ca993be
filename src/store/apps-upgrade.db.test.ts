import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { migrate, readMigrations } from "./migrate.ts";
import { prepareDatabase } from "./prepare.ts";
import { rolePassword } from "./keys.ts";

const folder = fileURLToPath(new URL("../../migrations", import.meta.url));
const administration = "0199a0b0-0000-7000-8000-000000000001";
const connection = "0199a0b0-0000-7000-8000-000000000002";

/** An empty database of this server, and its owner's session. */
async function emptyDatabase(): Promise<pg.Client> {
  const { keyHex, ...cluster } = inject("cluster");
  const database = `test_${randomBytes(6).toString("hex")}`;
  const server = new pg.Client({ ...cluster, database: "postgres" });
  await server.connect();
  await server.query("select pg_advisory_lock(2)");
  await server.query(`create database ${database} template template0`);
  const admin = new pg.Client({ ...cluster, database });
  await admin.connect();
  const key = { bytes: Buffer.from(keyHex, "hex") };
  await prepareDatabase(admin, key);
  await admin.end();
  const owner = new pg.Client({
    ...cluster,
    database,
    user: "schakel_owner",
    password: rolePassword(key, "schakel_owner"),
  });
  await owner.connect();
  onTestFinished(async () => {
    await owner.end();
    await server.query(`drop database ${database} with (force)`);
    await server.end();
  });
  return owner;
}

test("who had a shop connected before there were apps has that app on, and its webhooks proved", async () => {
  const migrations = await readMigrations(folder);
  const owner = await emptyDatabase();
  await migrate(owner, migrations.slice(0, 8));
  await owner.query(
    `insert into administrations (id, name, country, language, time_zone) values ($1, 'De Molen', 'BE', 'nl', 'Europe/Brussels')`,
    [administration],
  );
  await owner.query(
    `insert into connections (id, administration_id, connector, name, account_key, hook_key, sealed_hook_secret) values ($1, $2, 'woocommerce', 'x', 'x', 'x', '')`,
    [connection, administration],
  );
  await owner.query(
    `insert into couplings (id, administration_id, kind, source_connection_id, state) values (gen_random_uuid(), $1, 'shopOrders', $2, 'live')`,
    [administration, connection],
  );
  await owner.query(
    `insert into deliveries (id, administration_id, connection_id, state, topic, headers, body)
     select gen_random_uuid(), $1, $2, 'done', 'order.updated', '{"x-wc-webhook-id": "7"}', '' from generate_series(1, 3)`,
    [administration, connection],
  );
  await migrate(owner, migrations);
  const rows = async (text: string) => (await owner.query<Record<string, unknown>>(text)).rows;
  expect(await rows("select module, state from modules")).toEqual([{ module: "woocommerce", state: "on" }]);
  expect(await rows("select connection_id from live_couplings()")).toEqual([{ connection_id: connection }]);
  expect(
    await rows(
      "select webhook_id, topic, pinged_at is not null as pinged, delivered_at is not null as delivered from webhook_sightings",
    ),
  ).toEqual([{ webhook_id: "7", topic: "order.updated", pinged: true, delivered: true }]);
});
