import { sql } from "kysely";
import { expect, test } from "vitest";
import { openWorld } from "./testing/catalogue-world.ts";
import { coupleCatalogue } from "./testing/coupled-catalogue.ts";
import { hubUnderTest } from "./testing/hub-under-test.ts";

const under = await hubUnderTest();

test("an item that somebody doubled in the shop goes on when that is mended there, though nothing of it changed at the source", async () => {
  const world = openWorld();
  world.putItem({ externalId: "i1", sellersItemIdentifier: "A-1", name: "Artikel 1", price: "1.50" });
  const mapped = { vatClasses: { HOOG: { to: "std", rate: "21" } } };
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.start();
  expect(await coupled.records()).toMatchObject([{ state: "created" }]);

  world.putProduct({ externalId: "copy", sellersItemIdentifier: "A-1", name: "Kopie" });
  await coupled.follow("2020-01-01");
  expect(await coupled.records()).toMatchObject([{ state: "held", reason: { code: "stop.duplicateInShop" } }]);

  world.products.delete("copy");
  await sql`update catalogue_records set next_attempt_at = now() where administration_id = ${coupled.administrationId}`.execute(
    under.store.owner,
  );
  await coupled.follow();
  expect(await coupled.records()).toMatchObject([{ state: "same", reason: null }]);
  const { rows } = await sql`select from catalogue_records where administration_id = ${coupled.administrationId}
    and next_attempt_at is not null`.execute(under.store.owner);
  expect(rows).toEqual([]);
});
