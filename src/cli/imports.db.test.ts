import { newId } from "#store/new-id.ts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { detectFormat } from "#backoffice/imports/import-format.ts";
import { previewImport } from "#backoffice/imports/preview-import.ts";
import { inAdministration } from "#store/database.ts";
import { insertImport, readImport, startImport } from "#store/imports.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest } from "./testing/hub-under-test.ts";

const under = await hubUnderTest();

test("an import that a killed node left in the middle is carried to its end by the others, each row once", async () => {
  const { store } = under;
  await under.join("worker");
  const id = await store.makeAdministration();
  const within = <T>(work: Parameters<typeof inAdministration<T>>[2]) => inAdministration(store.app, id, work);
  const importId = newId();
  const bytes = Buffer.from(
    `code;naam\n${Array.from({ length: 3500 }, (_, index) => `C${index};Artikel ${index}`).join("\n")}`,
  );
  const found = detectFormat(bytes, "items");
  const given = { id: importId, what: "items" as const, fileName: "", createdBy: "An", ...found };
  // As a node leaves it that is killed right after it was asked: committed, and nobody was rung.
  await within(async (trx) => {
    await insertImport(trx, id, given, bytes);
    await previewImport(trx, id, given, found);
    await startImport(trx, id, importId, { by: "An", strict: false });
  });
  await until(
    "the import is applied",
    async () => (await within((trx) => readImport(trx, id, importId)))?.state === "applied",
  );
  expect(await within((trx) => readImport(trx, id, importId))).toMatchObject({ rowsDone: 3500, kept: 0 });
  const { rows } = await sql<{ n: number; v: number }>`select count(*)::int as n, max(version) as v from items
    where administration_id = ${id}`.execute(store.owner);
  expect(rows).toEqual([{ n: 3500, v: 1 }]);
});
