import { sql } from "kysely";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hubUnderTest, type HubUnderTest } from "#cli/testing/hub-under-test.ts";
import { startCebeo, type Cebeo } from "#sandbox/cebeo/stand-in.ts";
import { inBrowser } from "./in-browser.ts";
import { openSession, password, type Session } from "./session.ts";
import type { Door } from "./visit.ts";
import { untick } from "./untick.ts";
import { sayIn } from "./words.ts";

const browser = inBrowser();
const say = sayIn("nl");

let under: HubUnderTest;
let cebeo: Cebeo;
let home: string;
let administrationId: string;
let supplierId: string;
let an: Session;

const door = (): Door => ({ url: under.hub.url.href, cookies: { nl: an.cookies() } });
const call = <T>(method: string, path: string, body?: unknown): Promise<T> =>
  an.call<T>(method, path, body, administrationId);

interface Made {
  readonly id: string;
  readonly version: number;
}

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
  ({ id: supplierId } = await call<Made>("POST", "/api/parties", { name: "Groothandel Proef nv" }));
});
afterAll(() => cebeo.stop());

/** An order of ours that was placed, of lamps that are kept in stock. */
async function placed(itemId: string): Promise<{ readonly id: string; readonly number: string }> {
  const line = { unitCode: "C62", vatCategory: "S", vatRate: "21", sellersItemIdentifier: "0700002" };
  const { id } = await call<Made>("POST", "/api/documents", {
    kind: "purchaseOrder",
    buyerId: supplierId,
    lines: [{ ...line, itemId, itemName: "LED lamp 9 W", quantity: "20", price: "3.93" }],
  });
  const { number } = await call<{ number: string }>("POST", `/api/documents/${id}/issue`, {});
  return { id, number };
}

async function ask(page: Page, kind: string, number: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say("fromSupplier.kind"), { exact: true }).selectOption(kind);
  await dialog.locator("input[name=number]").fill(number);
  await dialog.getByRole("button", { name: say("fromSupplier.fetchButton"), exact: true }).click();
}

test("a delivery note of a supplier without a protocol comes in as a file from the list, and what came in is in stock once", async () => {
  await call("POST", "/api/supplier-entries", { function: "document", connector: "omniterm", partyId: supplierId });
  const { id: itemId } = await call<Made>("POST", "/api/items", {
    ...{ sellersItemIdentifier: "LAMP-9W", name: "LED lamp 9 W", unitCode: "C62", vatRate: "21", salesPrice: "9.95" },
  });
  const order = await placed(itemId);
  const { page, settled } = await browser.openAt(door());
  await page.goto(`${home}/purchasing?kind=purchaseOrder`);
  await settled();
  await page.getByRole("button", { name: say("fromSupplier.listButton") }).click();
  const dialog = page.getByRole("dialog");
  // A number that is in no file is said, and nothing happens.
  await ask(page, "deliveryNote", "LB-404");
  await dialog.getByText("Nummer LB-404 is niet gevonden").waitFor();
  const rows = ["Leveringsbon;Uw bestelnummer;Artikelcode;Omschrijving;Geleverd;Nabesteld;Eenheid"];
  rows.push(`LB-1;${order.number};0700002;LED lamp 9 W;12;8;ST`, `LB-1;${order.number};1;Niet besteld;1;;ST`);
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: "lb.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await dialog.getByText("Leveringsbon LB-1 ingelezen").waitFor();
  // What was read fills in the number.
  await expect.poll(() => dialog.locator("input[name=number]").inputValue()).toBe("LB-1");
  await dialog.getByRole("button", { name: say("fromSupplier.fetchButton"), exact: true }).click();

  await page.getByRole("heading", { level: 1, name: "Leveringsbon LB-1" }).waitFor();
  const receive = page.locator("[data-receive]");
  // The refusal has the lines read again. The answer to that is held until somebody has unticked one: it does not bring the tick back.
  const unticked = Promise.withResolvers<undefined>();
  const read = Promise.withResolvers<undefined>();
  await page.route("**/api/supplier-baskets/*", async (route) => {
    const response = await route.fetch();
    await unticked.promise;
    await route.fulfill({ response }).catch(() => undefined);
    read.resolve(undefined);
  });
  await receive.click();
  await page.getByText("staat niet op de inkooporder").waitFor();
  await untick(page.getByRole("checkbox", { name: /Niet besteld/ }));
  await page.getByText(/^1 gekozen/).waitFor();
  unticked.resolve(undefined);
  await read.promise;
  await page.unroute("**/api/supplier-baskets/*");
  await receive.click();
  await page.waitForURL(/\/documents\/[\w-]{36}$/);
  const { lines } = await call<{ lines: { leftToReceive: string }[] }>("GET", `/api/purchase-orders/${order.id}`);
  expect(lines.map(({ leftToReceive }) => leftToReceive)).toEqual(["8"]);
  const { rows: moved } = await sql<{ quantity: string }>`select quantity from stock_movements`.execute(
    under.store.owner,
  );
  expect(moved.map(({ quantity }) => Number(quantity))).toEqual([12]);

  // Asked for again, it is asked about.
  await page.goto(`${home}/purchasing`);
  await settled();
  await page.getByRole("button", { name: say("fromSupplier.listButton") }).click();
  await ask(page, "deliveryNote", "LB-1");
  await dialog.getByText(/Nummer LB-1 is op .* al overgenomen/).waitFor();
  await dialog.getByRole("button", { name: say("basket.againButton"), exact: true }).waitFor();
});

test("an order at Cebeo comes by our number from the actions of a draft, and what is ticked enters it", async () => {
  const entry = await call<Made>("POST", "/api/supplier-entries", { function: "document", connector: "cebeo" });
  await call("PUT", `/api/supplier-entries/${entry.id}`, {
    version: entry.version,
    settings: { customerNumber: "9900123", userName: "WSDEMO", address: cebeo.url },
    credentials: { password: "geheim&1" },
  });
  cebeo.shopper.put("WSDEMO", "0700002", 20);
  cebeo.shopper.put("WSDEMO", "3100010", 4);
  const number = cebeo.shopper.checkOut("WSDEMO");
  const draft = await call<Made>("POST", "/api/documents", { kind: "workOrder" });
  const { page, settled } = await browser.openAt(door());
  await page.goto(`${home}/documents/${draft.id}`);
  await settled();
  await page.getByRole("button", { name: say("basket.actions") }).click();
  await page.getByRole("menuitem", { name: say("fromSupplier.title") }).click();
  await page.getByRole("dialog").getByLabel(say("basket.supplier"), { exact: true }).selectOption({ label: "Cebeo" });
  await ask(page, "deliveryNote", number);
  await page.getByRole("dialog").getByText("geeft geen leveringsbonnen op nummer").waitFor();
  await ask(page, "order", number);
  await page.getByRole("heading", { level: 1, name: `Bestelling ${number} van leverancier` }).waitFor();
  await untick(page.getByRole("checkbox", { name: /LED lamp/ }));
  await page.locator("[data-take]").filter({ hasText: "1 artikel" }).click();
  await page.waitForURL(`**/documents/${draft.id}/edit`);
  const { lines } = await call<{ lines: { itemName: string; quantity: string }[] }>(
    "GET",
    `/api/documents/${draft.id}`,
  );
  expect(lines.map(({ itemName, quantity }) => [itemName, Number(quantity)])).toEqual([["Automaat 2P C16 6 kA", 4]]);
});
