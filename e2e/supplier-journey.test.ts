import { sql } from "kysely";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { amount, cents, divide, multiply, text } from "#domain/amount.ts";
import { hubUnderTest, type HubUnderTest } from "#cli/testing/hub-under-test.ts";
import { startCebeo, type Cebeo } from "#sandbox/cebeo/stand-in.ts";
import { startWholesaler, type Wholesaler } from "#sandbox/wholesaler/stand-in.ts";
import { inBrowser } from "./in-browser.ts";
import { join, openSession, password, type Session } from "./session.ts";
import type { Door } from "./visit.ts";
import { untick } from "./untick.ts";
import { sayIn } from "./words.ts";

/** For the proof: everybody's logins are everybody's. */
const isSabotaged = process.env["SCHAKEL_SABOTAGE"] === "journey";

const browser = inBrowser();
const say = sayIn("nl");

let under: HubUnderTest;
let cebeo: Cebeo;
let wholesaler: Wholesaler;
let home: string;
let administrationId: string;
let supplierId: string;
/** Two people of one company, each with what the browser of theirs carries. */
let an: Session;
let bert: Session;

const doorOf = (one: Session): Door => ({ url: under.hub.url.href, cookies: { nl: one.cookies() } });
const call = <T>(one: Session, method: string, path: string, body?: unknown): Promise<T> =>
  one.call<T>(method, path, body, administrationId);

beforeAll(async () => {
  under = await hubUnderTest();
  cebeo = await startCebeo();
  wholesaler = await startWholesaler();
  administrationId = await under.store.makeAdministration({ name: "Installaties Voorbeeld bv" });
  home = `/a/${administrationId}`;
  an = openSession(under.hub.url);
  await an.call("POST", "/api/setup", {
    user: { name: "An Peeters", email: "an@installaties.test", password, language: "nl" },
  });
  const newcomer = { name: "Bert", email: "bert@installaties.test", role: "administrator", language: "nl" } as const;
  bert = await join(under.hub.url, an, [administrationId], newcomer);
  await call(an, "POST", "/api/apps/supplierWebshops/activate");
  const party = await call<{ id: string }>(an, "POST", "/api/parties", { name: "Elektro Groothandel nv" });
  supplierId = party.id;
});
afterAll(async () => {
  await cebeo.stop();
  await wholesaler.stop();
});

interface Line {
  readonly itemName: string;
  readonly quantity: string;
  readonly price: string;
  readonly baseQuantity: string;
}
interface Draft {
  readonly id: string;
  readonly lines: readonly Line[];
}
const draft = (kind: string): Promise<Draft> => call(an, "POST", "/api/documents", { kind, buyerId: supplierId });
const linesOf = async ({ id }: Draft) => (await call<Draft>(an, "GET", `/api/documents/${id}`)).lines;

/** In cents. */
const amountOf = ({ quantity, price, baseQuantity }: Line): string =>
  text(cents(divide(multiply(amount(quantity), amount(price)), amount(baseQuantity))));

interface Login {
  readonly function: "basket" | "price";
  readonly connector: "oci" | "cebeo";
  readonly alias: string;
  readonly isMine?: boolean;
  readonly settings: object;
  readonly password: string;
}

/** As the screen of logins does it, for who only needs one. */
async function login(one: Session, { settings, password: secret, ...entry }: Login): Promise<string> {
  const made = await call<{ id: string; version: number }>(one, "POST", "/api/supplier-entries", {
    ...entry,
    partyId: supplierId,
  });
  await call(one, "PUT", `/api/supplier-entries/${made.id}`, {
    ...{ version: made.version, settings, credentials: { password: secret } },
  });
  return made.id;
}

/** From a draft to where its supplier is chosen. */
async function toBaskets(page: Page, { id }: Draft, supplier: string): Promise<void> {
  await page.goto(`${home}/documents/${id}`);
  await page.getByRole("button", { name: say("basket.actions") }).click();
  await page.getByRole("menuitem", { name: say("basket.fetchButton") }).click();
  await page.getByRole("heading", { level: 1, name: say("basket.title") }).waitFor();
  await page.getByLabel(say("basket.login"), { exact: true }).selectOption({ label: supplier });
}

const take = async (page: Page, { id }: Draft): Promise<void> => {
  await page.locator("[data-take]").click();
  await page.waitForURL(`**/documents/${id}/edit`);
};

const untickLine = (page: Page, name: RegExp): Promise<void> => untick(page.getByRole("checkbox", { name }));

test("a basket that is filled in the pages of a wholesaler comes back by OCI, and what is ticked enters the order", async () => {
  await login(an, {
    ...{ function: "basket", connector: "oci", alias: "Kantoor" },
    settings: { address: wholesaler.oci, userName: "demo" },
    password: "klemrail-demo",
  });
  const order = await draft("purchaseOrder");
  const { page, context } = await browser.openAt(doorOf(an));
  await toBaskets(page, order, "Kantoor");
  const opening = context.waitForEvent("page");
  await page.getByRole("button", { name: say("basket.openButton") }).click();
  const shop = await opening;

  const search = async (words: string): Promise<void> => {
    await shop.getByRole("textbox", { name: "Zoek een artikel" }).fill(words);
    await shop.getByRole("button", { name: "Zoeken" }).click();
  };
  const put = async (name: string, quantity: string): Promise<void> => {
    const card = shop.locator("li.card").filter({ hasText: name });
    await card.getByRole("textbox").fill(quantity);
    await card.getByRole("button", { name: "In mandje" }).click();
  };
  await search("draad blauw");
  await put("blauw", "300");
  await search("LED lamp");
  await put("LED lamp 9 W", "12");
  await shop.getByRole("link", { name: /^Mandje/ }).click();
  await shop.getByRole("button", { name: "Bestelling overdragen" }).click();

  // Back in the hub, in the tab of the shop.
  await shop.waitForURL(/\/purchasing\/baskets\/[\w-]{36}/);
  await shop.getByRole("checkbox", { name: /blauw/ }).waitFor();
  expect(wholesaler.store.transfers).toHaveLength(1);
  expect(await linesOf(order)).toEqual([]);
  await untickLine(shop, /LED lamp/);
  await untickLine(shop, /ecupel/);
  const quantity = shop.getByRole("textbox", { name: /^Aantal .*blauw/ });
  await quantity.fill("200");
  await quantity.blur();
  await shop.locator("[data-take]").filter({ hasText: "1 artikel" }).waitFor();
  await take(shop, order);
  const lines = await linesOf(order);
  // 23,90 is what 100 m cost.
  expect(lines.map((line) => [Number(line.quantity), amountOf(line)])).toEqual([[200, "47.80"]]);
  expect(lines[0]?.itemName).toContain("blauw");
});

test("a login of Cebeo is set up on the screen, its basket is fetched into a quote, and emptied there when that is asked", async () => {
  const { page, settled } = await browser.openAt(doorOf(an));
  await page.goto(`${home}/settings/suppliers`);
  await settled();
  await page.getByRole("button", { name: "Cebeo", exact: true }).dblclick();
  // The alias is there at once.
  const alias = page.getByRole("textbox", { name: say("suppliers.alias") });
  await expect.poll(() => alias.inputValue()).toBe("Cebeo");
  await page.locator("input[name=customerNumber]").fill("9900123");
  await page.locator("input[name=userName]").fill("WSDEMO");
  await page.locator("main input[type=password]").fill("geheim&1");
  await page
    .locator("summary")
    .filter({ hasText: say("connection.more") })
    .click();
  await page.locator("input[name=address]").fill(cebeo.url);
  await page.getByRole("button", { name: say("button.save"), exact: true }).click();
  const others = page.getByRole("dialog");
  await others.getByRole("button", { name: say("suppliers.askOthersButton") }).click();
  await others.waitFor({ state: "detached" });
  const { items } = await call<{ items: { function: string; connector: string; connectionId: string | null }[] }>(
    ...([an, "GET", "/api/supplier-entries"] as const),
  );
  const ofCebeo = items.filter(({ connector }) => connector === "cebeo");
  expect(ofCebeo.map((entry) => entry.function).toSorted()).toEqual(["basket", "document", "order", "price"]);
  expect(new Set(ofCebeo.map(({ connectionId }) => connectionId)).size).toBe(1);

  const quote = await draft("quote");
  const fetchIt = page.getByRole("button", { name: say("basket.fetchButton"), exact: true });
  await page.goto(`${home}/purchasing/baskets?document=${quote.id}`);
  await page.getByLabel(say("basket.supplier"), { exact: true }).selectOption({ label: "Cebeo" });
  // Nothing in it is something else than a login that is refused.
  await fetchIt.click();
  const empty = page.getByRole("status").filter({ hasText: /leeg/i });
  await empty.waitFor();
  cebeo.shopper.put("WSDEMO", "7000001", 200);
  cebeo.shopper.put("WSDEMO", "0700002", 20);
  await fetchIt.click();
  await page.getByRole("checkbox", { name: /LED lamp/ }).waitFor();
  expect(await linesOf(quote)).toEqual([]);
  await untickLine(page, /LED lamp/);
  const staged = page.url();
  await page.locator("[data-take]").filter({ hasText: "1 artikel" }).waitFor();
  await take(page, quote);
  expect((await linesOf(quote)).map(({ itemName, quantity }) => [itemName, Number(quantity)])).toEqual([
    [expect.stringContaining("3G2,5"), 200],
  ]);
  // Fetching and taking empty nothing.
  const basket = () => cebeo.store.orders.basket(cebeo.accounts.find("WSDEMO"));
  expect(basket()?.lines).toHaveLength(2);
  await page.goto(staged);
  await page.getByRole("button", { name: say("basket.emptyButton") }).click();
  expect(basket()?.lines).toHaveLength(2);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say("basket.emptyButton") })
    .click();
  await expect.poll(basket).toBeNull();
});

test("of two people with two logins at one supplier each sees, fetches and empties only an own basket", async () => {
  const own = (userName: string, secret: string, alias: string): Login => ({
    ...{ function: "basket", connector: "cebeo", isMine: true, alias, password: secret },
    settings: { customerNumber: "9900123", userName, address: cebeo.url },
  });
  // WSDEMO is everybody's by now: An and Bert have one each at another customer number, and at this one.
  cebeo.accounts.add({ customerNumber: "9900123", userName: "WSBERT", password: "van-bert", orderedBy: "Bert" });
  await login(an, own("WSAN", "ook<geheim>2", "Mandje van An"));
  await login(bert, own("WSBERT", "van-bert", "Mandje van Bert"));
  if (isSabotaged)
    await sql`update supplier_entries set user_id = null where administration_id = ${administrationId}`.execute(
      under.store.owner,
    );
  cebeo.shopper.put("WSAN", "7000001", 100);
  cebeo.shopper.put("WSBERT", "3100010", 7);
  const people = [
    { who: an, mine: "Mandje van An", theirs: "Mandje van Bert", article: /ring 100 m/, other: /Automaat/ },
    { who: bert, mine: "Mandje van Bert", theirs: "Mandje van An", article: /Automaat/, other: /ring 100 m/ },
  ];
  const pages: Page[] = [];
  for (const { who, mine, theirs, article, other } of people) {
    const { page, settled } = await browser.openAt(doorOf(who));
    pages.push(page);
    await page.goto(`${home}/purchasing/baskets`);
    await settled();
    const logins = page.getByLabel(say("basket.login"), { exact: true });
    await page.getByLabel(say("basket.supplier"), { exact: true }).selectOption({ label: "Elektro Groothandel nv" });
    const offered = await logins.locator("option").allTextContents();
    expect(offered.filter((one) => one.includes(theirs))).toEqual([]);
    await logins.selectOption({ label: say("basket.ownLogin", { alias: mine }) });
    await page.getByRole("button", { name: say("basket.fetchButton"), exact: true }).click();
    await page.getByRole("checkbox", { name: article }).waitFor();
    expect(await page.getByRole("checkbox", { name: other }).count()).toBe(0);
  }
  // What the other fetched is not there for Bert, by its address either.
  const [ofAn = "", ofBert] = pages;
  if (ofAn === "" || ofBert === undefined) throw new Error("Nobody looked");
  const stagedByAn = new URL(ofAn.url()).pathname;
  const answered = ofBert.waitForResponse(/\/api\/supplier-baskets\/[\w-]{36}/);
  await ofBert.goto(stagedByAn);
  expect((await answered).status()).toBe(404);
  expect(await ofBert.getByRole("checkbox", { name: /ring 100 m/ }).count()).toBe(0);
  const asked = cebeo.requests.filter(({ asked: what }) => what.startsWith("Order/Get OpenOrder"));
  expect(asked.filter(({ login: by }) => by === "9900123/WSAN")).toHaveLength(1);
  expect(asked.filter(({ login: by }) => by === "9900123/WSBERT")).toHaveLength(1);
  // Emptying An's leaves Bert's as it is.
  await ofAn.getByRole("button", { name: say("basket.emptyButton") }).click();
  await ofAn
    .getByRole("dialog")
    .getByRole("button", { name: say("basket.emptyButton") })
    .click();
  const left = (userName: string) => cebeo.store.orders.basket(cebeo.accounts.find(userName))?.lines.length ?? 0;
  await expect.poll(() => left("WSAN")).toBe(0);
  expect(left("WSBERT")).toBe(1);
});
