import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { startDemoBooks } from "#sandbox/demo-books/stand-in.ts";
import { startShop } from "#sandbox/woocommerce/shop.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { hubClient } from "./hub-client.ts";
import { hubUnderTest } from "./testing/hub-under-test.ts";
import { root, runCommand } from "./testing/run-command.ts";

const under = await hubUnderTest();
const shop = await startShop({ folder: join(root, "fixtures/woocommerce"), deliveryTimeout: 10_000 });
afterAll(() => shop.stop());
const books = await startDemoBooks();
afterAll(() => books.stop());
const folder = await mkdtemp(join(tmpdir(), "schakel-couple-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (changes: readonly (readonly [from: string, to: string])[] = []): string =>
  changes.reduce(
    (text, [from, to]) => text.replace(from, to),
    `apps: [woocommerce]
connections:
  shop:
    connector: woocommerce
    name: Testwinkel De Molen
    settings:
      shopUrl: ${shop.url}
    credentials:
      consumerKey: { environment: MOLEN_KEY }
      consumerSecret: { environment: MOLEN_SECRET }
    mappings:
      paymentMethod:
        bacs: { prepaid: false }
      exchangeRate:
        USD: { rate: "0.92" }
  books:
    connector: demo-books
    settings: { apiUrl: "${books.url}" }
    credentials:
      apiKey: { environment: BOOKS_KEY }
couplings:
  - kind: shopOrders
    source: shop
    settings: { documentKind: invoice, startDate: 2026-01-01, roundingLimit: "0.02" }
    offset: 3
    state: off
`,
  );

const secrets = { MOLEN_KEY: shop.consumerKey, MOLEN_SECRET: shop.consumerSecret, BOOKS_KEY: books.key };

/** A company with a connection to the books, so that the hub shows that product at all; with its own way to run the command. */
async function company() {
  const { store, hub } = under;
  const administrationId = await store.makeAdministration();
  const token = await makeAccessToken(store.hub, store.key, { name: "test", administrationId, role: "owner" });
  const api = hubClient(hub.url, token);
  await api.post("/api/connections", {
    connector: "demo-books",
    name: "books",
    settings: { apiUrl: books.url },
    credentials: { apiKey: books.key },
  });
  const run = async (text: string, environment: Readonly<Record<string, string>> = secrets, more: string[] = []) => {
    const name = join(folder, `${administrationId}.yaml`);
    await writeFile(name, text);
    const args = ["bin/schakel.mjs", "couple", name, "--url", hub.url.href, ...more];
    const { code, stdout, stderr } = await runCommand(args, { SCHAKEL_TOKEN: token, ...environment });
    const lines = (said: string) => said.replaceAll(`${name}:`, "").trim().split("\n");
    return { code, said: lines(stdout), faults: lines(stderr) };
  };
  const acts = async () => {
    const { rows } = await sql<{ action: string }>`
      select action from audit where administration_id = ${administrationId} order by sequence`.execute(store.owner);
    return rows.map(({ action }) => action);
  };
  return { api, run, acts };
}

test("what the file says is set up once; a second run changes nothing and says so", async () => {
  const { api, run, acts } = await company();
  const first = await run(file());
  expect(first).toMatchObject({ code: 0, faults: [""] });
  expect(first.said.map((line) => line.split(" · ")[0])).toEqual([
    expect.stringMatching(/^(same|changed) +app woocommerce$/),
    "made     connection Testwinkel De Molen",
    "made     mapping paymentMethod of bacs at shop",
    "made     mapping exchangeRate of USD at shop",
    "changed  connection books",
    "made     coupling shopOrders of shop",
    expect.stringMatching(/^4 made, \d changed, \d as they were\.$/),
  ]);
  const { items } = await api.get<{ items: { name: string; state: string; webhooks: object[] }[] }>("/api/connections");
  expect(items.find(({ name }) => name === "Testwinkel De Molen")).toMatchObject({ state: "connected" });
  expect(items.find(({ name }) => name === "Testwinkel De Molen")?.webhooks.length).toBeGreaterThan(0);
  const couplings = await api.get<{ items: { id: string; settings: object; offsetLeft: number }[] }>("/api/couplings");
  expect(couplings.items).toMatchObject([
    { offsetLeft: 3, settings: { startDate: "2026-01-01", roundingLimit: "0.02" } },
  ]);
  const limits = await api.get<{ items: string[] }>(`/api/couplings/${couplings.items[0]?.id}/limits`);
  expect(limits.items).toContain(
    "Schakel houdt de voorraad in Testwinkel De Molen en die in Schakel niet gelijk. Een factuur verandert alleen de voorraad in Schakel.",
  );

  const before = await acts();
  const second = await run(file());
  expect(second).toMatchObject({ code: 0, faults: [""] });
  expect(second.said.at(-1)).toBe("Nothing changed: everything was as the file says.");
  expect(await acts()).toEqual(before);
});

test("only what is otherwise is changed, and what the file does not name is left alone", async () => {
  const { api, run } = await company();
  await run(file());
  const changed = file([
    ['roundingLimit: "0.02"', "sending: draft"],
    ["prepaid: false", "prepaid: true"],
  ]);
  const { code, said } = await run(changed);
  expect(said.filter((line) => line.startsWith("changed")).map((line) => line.slice(9))).toEqual([
    "mapping paymentMethod of bacs at shop",
    "coupling shopOrders of shop",
  ]);
  expect(code).toBe(0);
  const couplings = await api.get<{ items: { settings: object }[] }>("/api/couplings");
  expect(couplings.items).toMatchObject([{ settings: { roundingLimit: "0.02", sending: "draft" } }]);
});

test("a file that does not fit is refused with its line before anything is written", async () => {
  const { run, acts } = await company();
  const before = await acts();
  const wrong: readonly (readonly [change: readonly [string, string], fault: RegExp])[] = [
    [
      ["connector: woocommerce", "connector: shopware"],
      /^4: connections\.shop\.connector: this hub has no connector shopware/,
    ],
    [
      ["shopUrl:", "shopAddress:"],
      /^7: connections\.shop\.settings\.shopAddress: is not of woocommerce, which has shopUrl/,
    ],
    [["MOLEN_SECRET", "NOT_SET"], /^10: .*consumerSecret: the environment variable NOT_SET is not set$/],
    [
      ["  books:\n    connector: demo-books", "  books:\n    connector: mollie"],
      /^17: .*the connection books of this hub is one of demo-books$/,
    ],
    [["source: shop", "source: winkel"], /^23: couplings\.0\.source: there is no connection winkel/],
  ];
  for (const [change, fault] of wrong) {
    const { code, faults } = await run(file([change]));
    expect(faults[0]).toMatch(fault);
    expect(faults.at(-1)).toBe("Nothing was changed.");
    expect(code).toBe(1);
  }
  expect(await acts()).toEqual(before);
});

test("what the hub refuses is told at its line, and what was done before stays done", async () => {
  const { run } = await company();
  const strange = await run(file([["startDate: 2026-01-01", "startDate: yesterday"]]));
  expect(strange.faults).toEqual([
    expect.stringMatching(/^24: couplings\.0\.settings\.startDate: /),
    "What stands above was done.",
  ]);
  const mapped = await run(file([['rate: "0.92"', 'rate: "-1"']]));
  expect(mapped.faults[0]).toMatch(/^15: connections\.shop\.mappings\.exchangeRate\.USD\.rate: /);
  expect((await run(file())).said.at(-1)).toBe("1 made, 0 changed, 5 as they were.");

  const keys = { ...secrets, MOLEN_SECRET: "cs_0000000000000000000000000000000000000000" };
  const refused = await run(file(), keys, ["--secrets"]);
  expect(refused.faults[0]).toMatch(/^10: connections\.shop\.credentials\.consumerSecret: /);
  expect(refused.code).toBe(1);
});
