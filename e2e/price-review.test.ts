import { sql } from "kysely";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hubUnderTest, type HubUnderTest } from "#cli/testing/hub-under-test.ts";
import { startCebeo, type Cebeo } from "#sandbox/cebeo/stand-in.ts";
import { inBrowser } from "./in-browser.ts";
import { openSession, password, type Session } from "./session.ts";
import { untick } from "./untick.ts";
import { sayIn } from "./words.ts";

/** For the proof: no price goes back to what it was. */
const isSabotaged = process.env["SCHAKEL_SABOTAGE"] === "journey";

const browser = inBrowser();
const say = sayIn("nl");

let under: HubUnderTest;
let cebeo: Cebeo;
let administrationId: string;
let home: string;
let an: Session;
let supplierId: string;
let listId: string;

const call = <T>(method: string, path: string, body?: unknown): Promise<T> =>
  an.call<T>(method, path, body, administrationId);
const open = (): Promise<{ readonly page: Page }> =>
  browser.openAt({ url: under.hub.url.href, cookies: { nl: an.cookies() } });

/** As our list has them; Cebeo asks 2.1050, 3.9330 with a contribution of 0.0413, and 61.8280. */
const articles = [
  ["7000001", "Kabel XVB 3G2,5", "MTR", "2.04"],
  ["0700002", "LED lamp 9 W", "C62", "4.10"],
  ["3100011", "Verliesstroomschakelaar", "C62", "0.62"],
] as const;

beforeAll(async () => {
  under = await hubUnderTest();
  cebeo = await startCebeo();
  administrationId = await under.store.makeAdministration({ name: "Installaties Voorbeeld bv" });
  home = `/a/${administrationId}`;
  an = openSession(under.hub.url);
  await an.call("POST", "/api/setup", {
    user: { name: "An Peeters", email: "an@installaties.test", password, language: "nl" },
  });
  await call("POST", "/api/apps/supplierWebshops/activate");
  supplierId = (await call<{ id: string }>("POST", "/api/parties", { name: "Cebeo nv" })).id;
  const entry = await call<{ id: string; version: number }>("POST", "/api/supplier-entries", {
    ...{ function: "price", connector: "cebeo", alias: "Kantoor", partyId: supplierId },
  });
  await call("PUT", `/api/supplier-entries/${entry.id}`, {
    version: entry.version,
    settings: { customerNumber: "9900123", userName: "WSDEMO", address: cebeo.url },
    credentials: { password: "geheim&1" },
  });
  listId = (await call<{ id: string }>("POST", "/api/price-lists", { partyId: supplierId, name: "Elektro 2026" })).id;
  for (const [suppliersItemIdentifier, name, unit, listedNet] of articles)
    await call("POST", "/api/supplier-items", {
      ...{ priceListId: listId, suppliersItemIdentifier, name, listedNet },
      ...{ basisUnitCode: unit, orderUnitCode: unit, useUnitCode: unit },
    });
});
afterAll(() => cebeo.stop());

/** Cost prices as they stand in the database, by code. */
const costs = async (): Promise<Readonly<Record<string, string>>> => {
  const { rows } = await sql<{ code: string; cost: string }>`
    select suppliers_item_identifier as code, trim_scale(cost_per_use_unit)::text as cost from supplier_items
    where administration_id = ${administrationId}`.execute(under.store.owner);
  return Object.fromEntries(rows.map(({ code, cost }) => [code, cost]));
};
async function plant(): Promise<void> {
  await sql`create function stays() returns trigger language plpgsql as $$
    begin new.cost_per_use_unit := greatest(old.cost_per_use_unit, new.cost_per_use_unit); return new; end $$`.execute(
    under.store.owner,
  );
  await sql`create trigger stays before update on supplier_items for each row execute function stays()`.execute(
    under.store.owner,
  );
}
const before = { "7000001": "2.04", "0700002": "4.1", "3100011": "0.62" };

const button = (page: Page, name: string | RegExp) => page.locator("main").getByRole("button", { name, exact: true });
const row = (page: Page, code: string) => page.getByRole("row").filter({ hasText: code });

test("prices of a list are asked, looked at, taken over, and put back", async () => {
  const { page } = await open();
  await page.goto(`${home}/price-lists/${listId}`);
  await button(page, say("priceLists.actionsButton")).click();
  await page
    .getByRole("menuitem")
    .filter({ hasText: say("priceLists.webshop") })
    .click();
  await page.getByText(say("priceRun.takesLong")).waitFor();
  await button(page, say("priceRun.startButton")).click();
  await button(page, say("priceRun.applyButton_other", { count: 2 })).waitFor();

  // A hundred times as much is for a person first; nothing is written yet.
  expect(await row(page, "3100011").getByRole("checkbox").isChecked()).toBe(false);
  expect(await row(page, "7000001").getByRole("checkbox").isChecked()).toBe(true);
  expect(await row(page, "7000001").innerText()).toMatch(/2,04[\s\S]*2,105[\s\S]*\+3,2/);
  expect(await costs()).toEqual(before);

  if (isSabotaged) await plant();
  await untick(row(page, "0700002").getByRole("checkbox"));
  await button(page, say("priceRun.applyButton_one", { count: 1 })).click();
  await button(page, say("priceRun.undoButton")).waitFor();
  expect(await costs()).toEqual({ ...before, "7000001": "2.105" });

  await button(page, say("priceRun.undoButton")).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say("priceRun.undoButton"), exact: true })
    .click();
  await page.getByText(say("priceRun.did.putBack_one", { count: 1 })).waitFor();
  expect(await costs()).toEqual(before);
});

test("prices of an order are asked, its lines change and no article does, until that is asked", async () => {
  const lines = articles.slice(0, 2).map(([sellersItemIdentifier, itemName, unitCode, price]) => ({
    ...{ itemName, sellersItemIdentifier, quantity: "10", unitCode, price, vatCategory: "S", vatRate: "21" },
  }));
  const draft = { kind: "purchaseOrder", buyerId: supplierId, lines };
  const order = await call<{ id: string }>("POST", "/api/documents", draft);
  const prices = async (): Promise<readonly string[]> => {
    const page = await call<{ lines: readonly { price: string }[] }>("GET", `/api/documents/${order.id}`);
    return page.lines.map(({ price }) => price);
  };
  const { page } = await open();
  await page.goto(`${home}/documents/${order.id}`);
  await page.getByRole("button", { name: say("basket.actions") }).click();
  await page.getByRole("menuitem", { name: say("priceRun.menu") }).click();
  await button(page, say("priceRun.startButton")).click();
  await button(page, say("priceRun.applyButton_other", { count: 2 })).click();
  await page.getByText(say("priceRun.orderDone")).waitFor();
  expect(await prices()).toEqual(["2.105", "3.9743"]);
  expect(await costs()).toEqual(before);
  // The old ones stay in sight.
  const was = page.getByRole("region", { name: say("priceRun.orderLines") });
  expect(await was.innerText()).toMatch(/2,04[\s\S]*2,105[\s\S]*4,10[\s\S]*3,9743/);

  await page.getByLabel(say("priceRun.scope.itemSupplier")).check();
  await button(page, say("priceRun.applyButton_other", { count: 2 })).click();
  await page.getByText(say("priceRun.did.supplierItems_other", { count: 2 })).waitFor();
  expect(await costs()).toEqual({ ...before, "7000001": "2.105", "0700002": "3.9743" });

  await button(page, say("priceRun.undoButton")).first().click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say("priceRun.undoButton"), exact: true })
    .click();
  await page.getByText(say("priceRun.orderUndone")).waitFor();
  expect(await prices()).toEqual(["2.04", "4.10"]);
});
