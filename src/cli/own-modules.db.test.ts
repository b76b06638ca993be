import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { makeAccessToken } from "#store/access-tokens.ts";
import { hubClient } from "./hub-client.ts";
import { hubUnderTest } from "./testing/hub-under-test.ts";
import { root } from "./testing/run-command.ts";

const under = await hubUnderTest({
  more: { SCHAKEL_CONNECTORS: `${join(root, "examples/second-warehouse")}, @acme/not-installed` },
});

test("an own connector is connected like any other; a module that is not there does not keep the hub from starting", async () => {
  const administrationId = await under.store.makeAdministration();
  const { hub, key } = under.store;
  const api = hubClient(
    under.hub.url,
    await makeAccessToken(hub, key, { name: "test", administrationId, role: "owner" }),
  );
  const { items } = await api.get<{ items: { id: string; isOn: boolean; settings: { label: string }[] }[] }>(
    "/api/connectors",
  );
  const depot = items.find(({ id }) => id === "example-depot");
  expect(depot).toMatchObject({ isOn: true, settings: [{ label: "Adres van het depot" }] });

  const capabilities = await api.get<{
    operations: { name: string; label: string }[];
    items: { connector: string; isOwn: boolean; offers: object[] }[];
  }>("/api/capabilities");
  expect(capabilities.operations).toContainEqual({ name: "stock.list", label: "Voorraad lezen" });
  expect(capabilities.items.filter(({ isOwn }) => isOwn)).toEqual([
    {
      connector: "example-depot",
      name: "Example Depot",
      isOwn: true,
      offers: [{ operation: "stock.list", evidence: "documentation" }],
    },
  ]);
  // Of no real product: nobody's choice.
  expect(capabilities.items.map(({ connector }) => connector)).not.toContain("demo-books");

  const made = await api.post<{ id: string }>("/api/connections", {
    connector: "example-depot",
    name: "Depot Zuid",
    settings: { depotUrl: "https://depot.example.be" },
    credentials: { apiKey: "made up" },
  });
  expect(made).toMatchObject({ connector: "example-depot", settings: { depotUrl: "https://depot.example.be" } });
  // Its couplings may run: no app gates it.
  const { rows } = await sql<{ state: string }>`
    select state from modules where administration_id = ${administrationId} and module = 'example-depot'`.execute(
    under.store.owner,
  );
  expect(rows).toEqual([{ state: "on" }]);
});
