// Over 300 lines because it is one device over a working day: what an earlier test left on it is what the next begins with.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as joined } from "node:path";
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { demoUser, makeCompany } from "#cli/demo-company.ts";
import { prepareScratchHub, type ScratchHub } from "#cli/scratch-hub.ts";
import { startHub, type Hub } from "#cli/start-hub.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { undoPortion, startUndoing } from "#store/price-batches.ts";
import {
  inventedGtin,
  inventedItems,
  plantItems,
  plantPriceList,
  replantItems,
  type PlantedList,
} from "#store/testing/planted-price-list.ts";
import { filmOf, photoOf } from "./barcode-picture.ts";
import {
  faultsOn,
  keptFiles,
  leaveRoom,
  notesOnDevice,
  refuseCamera,
  refuseNextWrite,
  stagedBaskets,
} from "./catalogue-device.ts";
import { join, openSession, password, type Session } from "./session.ts";
import { sayIn } from "./words.ts";

const say = sayIn("nl");
const count = 4500;
/** In front of the camera, and on a photo. */
const [filmed, photographed] = [1234, 2001];
const printed = (number: number): string => inventedGtin(number).slice(1);
const nameOf = (number: number): string => inventedItems(number + 1)[number]?.name ?? "";

let scratch: ScratchHub;
let hub: Hub;
let folder = "";
let browser: Browser;
let context: BrowserContext;
let page: Page;
let an: Session;
let administrationId = "";
let list: PlantedList;

const within = <T>(work: (trx: Transaction) => Promise<T>): Promise<T> =>
  inAdministration(hub.store.app, administrationId, work);

beforeAll(async () => {
  scratch = await prepareScratchHub({ port: 0, fast: true });
  hub = await startHub({ configuration: scratch.configuration, role: "all" });
  administrationId = await makeCompany(hub.url);
  an = openSession(hub.url);
  await an.call("POST", "/api/session", demoUser);
  await an.call("POST", "/api/apps/supplierWebshops/activate");
  list = await within((trx) =>
    plantPriceList(trx, administrationId, {
      supplier: "Elektro Jansen",
      name: "Tarief 2026",
      items: inventedItems(count),
    }),
  );
  await within((trx) =>
    plantPriceList(trx, administrationId, { supplier: "Sanitair Claes", name: "Sanitair", items: inventedItems(20) }),
  );
  folder = await mkdtemp(joined(tmpdir(), "schakel-film-"));
  await writeFile(joined(folder, "barcode.y4m"), filmOf(printed(filmed)));
  browser = await chromium.launch({
    executablePath: inject("place").browser,
    // A Chromium without windows cannot ask whether the camera may be used: without the flag that says yes it has none.
    args: [
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${joined(folder, "barcode.y4m")}`,
    ],
  });
  context = await openDevice();
  page = await context.newPage();
  page.setDefaultTimeout(45_000);
});
afterAll(async () => {
  await browser.close();
  await hub.stop();
  await scratch.stop();
  await rm(folder, { recursive: true });
});

/** A phone of somebody who was never here. */
const openDevice = (): Promise<BrowserContext> =>
  browser.newContext({
    baseURL: hub.url.href,
    locale: "nl-BE",
    viewport: { width: 390, height: 844 },
    timezoneId: "Europe/Brussels",
    permissions: ["camera"],
  });

const tab = (name: string) => page.getByRole("navigation").getByRole("link", { name });
const button = (name: string) => page.getByRole("button", { name, exact: true });
const find = (text: string) => page.getByLabel(say("program.search.label")).fill(text);
const row = (name: string) => page.getByRole("listitem").filter({ hasText: name });
const link = (state: "online" | "away" | "signedOut") =>
  page.getByText(say(`program.link.${state}`), { exact: true }).waitFor();

async function signIn(email: string): Promise<void> {
  await page.getByLabel(say("signIn.email")).fill(email);
  await page.getByLabel(say("signIn.password")).fill(password);
  await button(say("signIn.button")).click();
}

/** Until it says that it is in the basket: who leaves the page before that leaves it out. */
async function add(number: number): Promise<void> {
  await button(say("program.item.button.add")).click();
  const [, after = ""] = say("program.item.added", { quantity: "|", name: nameOf(number) }).split("|");
  await page.getByText(after).first().waitFor();
}

const staged = () => stagedBaskets(hub.store.app, administrationId);
const takeOut = (): Promise<void> => hub.stop();

async function bringBack(): Promise<void> {
  const port = Number(new URL(page.url()).port);
  hub = await startHub({ configuration: { ...scratch.configuration, port }, role: "all" });
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await link("online");
}

test("it asks who this is, once, and its page may do no more than it needs", async () => {
  const answer = await page.goto("/catalogue/");
  expect(answer?.headers()["content-security-policy"]).toContain("'wasm-unsafe-eval'");
  await page.getByText(say("program.first")).waitFor();
  expect(await faultsOn(page)).toEqual([]);
  await page.getByLabel(say("signIn.email")).fill(demoUser.email);
  await page.getByLabel(say("signIn.password")).fill("niet dit wachtwoord");
  await button(say("signIn.button")).click();
  await page
    .getByRole("alert")
    .filter({ hasText: say("signIn.wrong") })
    .waitFor();
  await signIn(demoUser.email);
  await page.getByText("De Molen bv").first().waitFor();
  await page.getByText(say("program.search.noLists")).waitFor();
  expect(await faultsOn(page)).toEqual([]);
});

test("it can be installed: a manifest without faults, icons of the right size, a worker that answers", async () => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  const line: CDPSession = await context.newCDPSession(page);
  const { url, errors, data } = await line.send("Page.getAppManifest");
  expect([new URL(url).pathname, errors]).toEqual(["/catalogue/manifest.webmanifest", []]);
  expect(JSON.parse(data ?? "{}")).toMatchObject({ display: "standalone", start_url: "/catalogue/" });
  const { installabilityErrors } = await line.send("Page.getInstallabilityErrors");
  // A window without history cannot install anything; nothing else may stand in the way.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});

test("a list that is fetched goes on where it was when the program is killed", async () => {
  await tab(say("program.lists")).click();
  await page.getByText(say("program.lists.noneThere", { company: "" })).waitFor({ state: "detached" });
  const asked: string[] = [];
  let pages = 0;
  await context.route("**/price-lists/*/items*", (route) => {
    asked.push(new URL(route.request().url()).searchParams.get("after") ?? "");
    pages += 1;
    return pages === 2 ? new Promise(() => undefined) : route.continue();
  });
  await row("Elektro Jansen").getByRole("button").click();
  await page.getByText(say("program.lists.progress", { kept: "2.000", total: "4.500" })).waitFor();
  expect(await faultsOn(page)).toEqual([]);
  await page.close();
  page = await context.newPage();
  page.setDefaultTimeout(45_000);
  await page.goto("/catalogue/lists");
  await row("Elektro Jansen").getByText("4.500 artikelen").waitFor();
  await row("Elektro Jansen").getByText("Nagekeken").waitFor();
  expect(asked).toEqual(["", "A-001999", "A-001999", "A-003999"]);
  await context.unrouteAll({ behavior: "ignoreErrors" });
  expect(await faultsOn(page)).toEqual([]);
});

test("too little room stops a list and loses nothing; with room it goes on", async () => {
  await refuseNextWrite(page);
  await row("Sanitair Claes").getByRole("button").click();
  await page
    .getByRole("alert")
    .filter({ hasText: say("program.full") })
    .waitFor();
  await row("Elektro Jansen").getByText("4.500 artikelen").waitFor();
  expect(await faultsOn(page)).toEqual([]);
  // Some room is left, and that is the basket's.
  await leaveRoom(page, 10_000_000);
  await row("Sanitair Claes").getByRole("button").click();
  await row("Sanitair Claes").getByText(say("program.lists.stop.full")).waitFor();
  expect(await faultsOn(page)).toEqual([]);
  await page.reload();
  await row("Sanitair Claes").getByText("Nagekeken").waitFor();
  await row("Sanitair Claes").getByText("20 artikelen").waitFor();
});

test("without a hub and without a connection it opens, finds and says so", async () => {
  // The reader of barcodes comes after everything else.
  await expect.poll(async () => (await keptFiles(page)).join()).toContain(".wasm");
  await takeOut();
  await context.setOffline(true);
  await page.goto("/catalogue/");
  await link("away");
  for (const [typed, number] of [
    ["schak wit", 1],
    ["WIT  Schák", 1],
    ["A-001234", 1234],
    ["a001234", 1234],
    [printed(3999), 3999],
    ["nik 7G1", 150],
  ] as const) {
    await find(typed);
    await row(nameOf(number)).first().waitFor();
  }
  await find("nergens te vinden");
  await page.getByText(say("program.search.none", { typed: "nergens te vinden" })).waitFor();
  await find("kabel");
  await page.getByText(say("program.search.more", { count: "60" })).waitFor();
  expect(await faultsOn(page)).toEqual([]);
});

test("a barcode before the camera leads to its article, and from there to the basket", async () => {
  await page.getByRole("link", { name: say("program.button.scan") }).click();
  await page.getByRole("heading", { name: nameOf(filmed) }).waitFor();
  expect(await faultsOn(page)).toEqual([]);
  await page.getByLabel(say("program.item.quantity", { unit: "stuk" })).fill("0");
  await page.getByText(say("program.fault.quantity")).waitFor();
  expect(await button(say("program.item.button.add")).isDisabled()).toBe(true);
  await page.getByLabel(say("program.item.quantity", { unit: "stuk" })).fill("2,5");
  await button(say("program.item.button.add")).click();
  await page
    .getByText(say("program.item.added", { quantity: "2,5 stuk", name: nameOf(filmed) }))
    .first()
    .waitFor();
});

test("a camera that is refused leaves typing and a photo", async () => {
  await refuseCamera(context);
  await page.goto("/catalogue/scan");
  await page.getByText(say("program.scan.refused")).waitFor();
  expect(await faultsOn(page)).toEqual([]);
});

test("a code that is typed, or on a photo, does the same", async () => {
  await page.getByLabel(say("program.scan.label")).fill("9999999999994");
  await button(say("program.scan.button.find")).click();
  await page.getByText(say("program.scan.unknown", { code: "9999999999994" })).waitFor();
  expect(await faultsOn(page)).toEqual([]);
  const choose = (digits: Buffer) =>
    page
      .getByLabel(say("program.scan.photo"))
      .setInputFiles({ name: "foto.bmp", mimeType: "image/bmp", buffer: digits });
  await choose(Buffer.from("geen foto"));
  await page.getByText(say("program.scan.photoNone")).waitFor();
  await choose(photoOf(printed(photographed)));
  // In both lists there is an article with a code of the first twenty; this one is in one.
  await page.getByRole("heading", { name: nameOf(photographed) }).waitFor();
  await page.goto("/catalogue/scan");
  await page.getByLabel(say("program.scan.label")).fill("A-000008");
  await button(say("program.scan.button.find")).click();
  await page.getByText(say("program.scan.several", { code: "A-000008" })).waitFor();
  await row("Elektro Jansen").getByRole("link").click();
  // Sold by 50 m: it begins with what can be ordered, and says so of anything else.
  const quantity = page.getByLabel(say("program.item.quantity", { unit: "m" }));
  expect(await quantity.inputValue()).toBe("50");
  await quantity.fill("120");
  await page.getByText(say("program.fault.multiple", { quantity: "50 m" })).waitFor();
  await button(say("program.item.more")).click();
  await add(8);
});

test("the basket outlives a kill without a connection, and cannot be sent while the hub is away", async () => {
  await page.goto("/catalogue/basket");
  await page.getByLabel(say("program.basket.note", { name: nameOf(filmed) })).fill("voor de werf in Brugge");
  await page.getByText(say("program.basket.away")).waitFor();
  expect(await button(say("program.basket.button.send")).isDisabled()).toBe(true);
  await expect.poll(() => notesOnDevice(page)).toBe("voor de werf in Brugge");
  await page.close();
  page = await context.newPage();
  page.setDefaultTimeout(45_000);
  await page.goto("/catalogue/basket");
  await row(nameOf(filmed)).waitFor();
  expect(await page.getByLabel(say("program.basket.note", { name: nameOf(filmed) })).inputValue()).toBe(
    "voor de werf in Brugge",
  );
  const removed = row(nameOf(8)).getByRole("button", { name: say("program.basket.remove", { name: nameOf(8) }) });
  await removed.click();
  await button(say("program.basket.button.putBack")).click();
  await removed.waitFor();
  expect(await faultsOn(page)).toEqual([]);
});

test("with the hub back, two presses stage one basket, as it was put together", async () => {
  await context.setOffline(false);
  await bringBack();
  expect(await staged()).toEqual([]);
  await button(say("program.basket.button.send")).dblclick();
  await page.getByRole("link", { name: say("program.sent.open", { supplier: "Elektro Jansen" }) }).waitFor();
  await page.getByText(say("program.basket.empty")).waitFor();
  expect(await staged()).toMatchObject([
    {
      source: "catalogue",
      fetchedBy: demoUser.name,
      lines: [
        { code: "A-001234", quantity: "2.5", note: "voor de werf in Brugge" },
        { code: "A-000008", quantity: "170", note: "" },
      ],
    },
  ]);
  expect(await faultsOn(page)).toEqual([]);
});

const put = async (number: number): Promise<void> => {
  await page.goto(`/catalogue/item?list=1&code=A-${String(number).padStart(6, "0")}`);
  await add(number);
  await page.goto("/catalogue/basket");
  await row(nameOf(number)).waitFor();
};

test("a lost answer stages nothing twice: it goes again under the same key", async () => {
  await put(11);
  const keys: string[] = [];
  await context.route("**/api/catalogue-program/baskets", async (route) => {
    keys.push((route.request().postDataJSON() as { key: string }).key);
    // It arrives, and its answer does not.
    if (keys.length === 1) await route.fetch();
    if (keys.length === 1) await route.abort("connectionreset");
    else await route.continue();
  });
  await button(say("program.basket.button.send")).click();
  await page.getByText(say("program.sent.waiting_one", { count: 1 })).waitFor();
  await link("away");
  expect((await staged()).length).toBe(2);
  expect(await faultsOn(page)).toEqual([]);
  await page.reload();
  // A page that is not there yet shows nothing that waits either.
  await page.getByText(say("program.basket.empty")).waitFor();
  await expect.poll(() => keys.length).toBe(2);
  await page.getByText(say("program.sent.waiting_one", { count: 1 })).waitFor({ state: "detached" });
  await context.unrouteAll({ behavior: "ignoreErrors" });
  expect([keys.length, new Set(keys).size, (await staged()).length]).toEqual([2, 1, 2]);
});

test("what the hub refuses comes back into the basket, with its words", async () => {
  await put(12);
  await an.call("POST", "/api/apps/supplierWebshops/deactivate");
  await button(say("program.basket.button.send")).click();
  await page.getByText("Webservices leverancier").first().waitFor();
  await button(say("program.sent.button.takeBack")).click();
  await row(nameOf(12)).waitFor();
  await an.call("POST", "/api/apps/supplierWebshops/activate");
  await button(say("program.basket.button.send")).click();
  await page.getByText(say("program.basket.empty")).waitFor();
  await expect.poll(async () => (await staged()).length).toBe(3);
});

test("a session that ended keeps everything, and goes on after signing in", async () => {
  await put(13);
  await context.clearCookies();
  await page.reload();
  await link("signedOut");
  await row(nameOf(13)).waitFor();
  await page.getByText(say("program.basket.signedOut")).waitFor();
  expect(await faultsOn(page)).toEqual([]);
  await page.getByRole("link", { name: say("signIn.button") }).click();
  await signIn(demoUser.email);
  await link("online");
  await tab(say("program.basket")).click();
  await row(nameOf(13)).waitFor();
});

test("only changes come later: another price, and what was taken away goes", async () => {
  await within((trx) =>
    replantItems(trx, administrationId, list, [
      { suppliersItemIdentifier: "A-000013", name: "Nieuwe naam", listedNet: amount("99.5") },
    ]),
  );
  const batchId = await within((trx) =>
    plantItems(trx, administrationId, list, [{ suppliersItemIdentifier: "tijdelijk", name: "Tijdelijk ding" }]),
  );
  await page.goto("/catalogue/lists");
  const refresh = row("Elektro Jansen").getByRole("button", { name: say("program.lists.button.fetch") });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/items?")) asked.push(request.url());
  });
  await refresh.click();
  await row("Elektro Jansen").getByText("4.501 artikelen").waitFor();
  expect(asked.every((url) => url.includes("since="))).toBe(true);
  await tab(say("program.search")).click();
  await find("nieuwe naam");
  await row("Nieuwe naam").getByText("99,50").waitFor();
  await find("wisselschakelaar 13");
  await within((trx) => startUndoing(trx, administrationId, batchId, "An"));
  await within((trx) => undoPortion(trx, administrationId, batchId, { limit: 10, by: "An" }));
  await tab(say("program.lists")).click();
  await refresh.click();
  await row("Elektro Jansen").getByText("4.500 artikelen").waitFor();
  await tab(say("program.search")).click();
  await find("tijdelijk");
  await page.getByText(say("program.search.none", { typed: "tijdelijk" })).waitFor();
});

test("the worker keeps the program's own files, and nothing a company said", async () => {
  const kept = await keptFiles(page);
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter((path) => !path.startsWith("/catalogue/"))).toEqual([]);
});

test("somebody else on the same device sees nothing of it, and may not send as a viewer", async () => {
  await join(hub.url, an, [administrationId], {
    name: "Kris",
    email: "kris@demo.test",
    role: "viewer",
    language: "nl",
  });
  await context.clearCookies();
  await page.goto("/catalogue/lists");
  await link("signedOut");
  await signIn("kris@demo.test");
  await page.getByText(say("program.person", { name: "Kris" })).waitFor();
  await row("Elektro Jansen")
    .getByRole("button", { name: say("program.lists.button.keep") })
    .waitFor();
  await row("Sanitair Claes")
    .getByRole("button", { name: say("program.lists.button.keep") })
    .click();
  await row("Sanitair Claes").getByText("Nagekeken").waitFor();
  await tab(say("program.basket")).click();
  await page.getByText(say("program.basket.empty")).waitFor();
  await put(14);
  await page.getByText(say("program.basket.mayNot", { company: "De Molen bv" })).waitFor();
  expect(await button(say("program.basket.button.send")).isDisabled()).toBe(true);
  await context.clearCookies();
  await page.goto("/catalogue/lists");
  await signIn(demoUser.email);
  await page.getByText(say("program.person", { name: demoUser.name })).waitFor();
  await tab(say("program.basket")).click();
  await row("Nieuwe naam")
    .or(row(nameOf(13)))
    .first()
    .waitFor();
});

test("the manual is on the device, and clearing the device asks and leaves nothing", async () => {
  await page.goto("/catalogue/help");
  await page.getByRole("heading", { name: say("program.help.send.title") }).waitFor();
  expect(await faultsOn(page)).toEqual([]);
  await page.goto("/catalogue/lists");
  await button(say("program.forget.button.ask")).click();
  await page.getByText(say("program.forget.body_one", { name: demoUser.name, count: 1 })).waitFor();
  expect(await faultsOn(page)).toEqual([]);
  await button(say("program.forget.button.yes")).click();
  await page.getByText(say("program.lists.button.keep")).first().waitFor();
  const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ""));
  const { user } = await an.call<{ user: { id: string } }>("GET", "/api/me");
  await tab(say("program.basket")).click();
  await page.getByText(say("program.basket.empty")).waitFor();
  // Kris's own stay, and hers are new.
  expect(left.filter((name) => name.includes(user.id)).length).toBeLessThanOrEqual(1);
  await context.close();
});
