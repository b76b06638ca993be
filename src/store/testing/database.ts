import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { Address } from "#domain/party.ts";
import { databaseOn, openPool, type Database } from "#store/database.ts";
import { rolePassword } from "#store/keys.ts";
import type { Store } from "#store/store.ts";
import { atEndOfFile } from "./end-of-file.ts";

/** A store on a database of its own, cloned from the template, and the owner's eyes on it. */
export interface TestStore extends Store {
  /** Under no row-level security: for counting and planting, never for the code under test. */
  readonly owner: Database;
  /** A new administration, with webshops switched on; returns its id. */
  makeAdministration(fields?: { readonly country?: string; readonly name?: string }): Promise<string>;
}

/** For one test file; dropped after it. */
export async function testStore(): Promise<TestStore> {
  const cluster = inject("cluster");
  const database = `test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ ...cluster, database: "postgres" });
  await admin.connect();
  await admin.query("select pg_advisory_lock(1)");
  await admin.query(`create database ${database} template ${cluster.template}`);
  await admin.query("select pg_advisory_unlock(1)");
  const key = { bytes: Buffer.from(cluster.keyHex, "hex") };
  const address = { host: cluster.host, port: cluster.port, database };
  const ignore = () => undefined;
  const open = (role: string, password: string, max: number) =>
    databaseOn(openPool({ address, role, password, max, name: role }, ignore));
  const app = open("schakel_app", rolePassword(key, "schakel_app"), 5);
  const hub = open("schakel_hub", rolePassword(key, "schakel_hub"), 3);
  const reader = open("schakel_reader", rolePassword(key, "schakel_reader"), 2);
  const ownerPool = openPool(
    { address, role: cluster.user, password: cluster.password, max: 2, name: "owner" },
    ignore,
  );
  const owner = databaseOn(ownerPool);
  const close = async () => {
    await Promise.all([app, hub, reader, owner].map((pool) => pool.destroy()));
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
  };
  atEndOfFile(close);
  return {
    app,
    hub,
    reader,
    owner,
    key,
    address,
    close,
    async makeAdministration({ country = "BE", name = "Testwinkel De Molen" } = {}) {
      const id = randomUUID();
      await ownerPool.query(
        `insert into administrations (id, name, country, language, time_zone, vat_identifier, address)
         values ($1, $2, $3, 'nl', 'Europe/Brussels', 'BE0765432146', $4)`,
        [
          id,
          name,
          country,
          JSON.stringify(
            Address.parse({ streetName: "Molenstraat 12", cityName: "Gent", postalZone: "9000", countryCode: country }),
          ),
        ],
      );
      await ownerPool.query("insert into modules (administration_id, module, state) values ($1, 'woocommerce', 'on')", [
        id,
      ]);
      return id;
    },
  };
}
