import { expect, test } from "vitest";
import { inBrowser } from "./in-browser.ts";
import { sayIn } from "./words.ts";

const browser = inBrowser();
const say = sayIn("nl");
const home = (): string => `/a/${browser.place.administrationId}`;

test("g and a letter go to a screen, and the heading has focus", async () => {
  const { page, settled } = await browser.open();
  await page.goto(home());
  await settled();
  for (const [letter, path] of [
    ["t", "/work"],
    ["b", "/orders"],
    ["o", ""],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await page.waitForURL(`**${home()}${path}`);
    await settled();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  }
});

test("j and k walk the rows, Enter opens one, Esc comes back to that row with its filters", async () => {
  const { page, settled } = await browser.open();
  await page.goto(`${home()}/orders?state=documented`);
  await settled();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-row"));
  for (const key of ["j", "j", "j", "k", "ArrowDown"]) await page.keyboard.press(key);
  expect(await focused()).toBe("2");
  const number = await page.locator("[data-row='2']").textContent();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/orders\/[^?]+\?state=documented/);
  await settled();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain(number);
  await page.keyboard.press("n");
  await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).not.toContain(number);
  await settled();
  await page.keyboard.press("p");
  await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toContain(number);
  await settled();
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/orders\?state=documented/);
  await expect.poll(focused).toBe("2");
});

test("f goes to the filter, where letters are letters; Ctrl K searches from anywhere", async () => {
  const { page, settled } = await browser.open();
  await page.goto(`${home()}/orders`);
  await settled();
  await page.keyboard.press("f");
  await page.keyboard.type("gob");
  expect(await page.getByLabel(say("orders.search")).inputValue()).toBe("gob");
  expect(page.url()).toContain("/orders");
  await page.keyboard.press("Control+k");
  const search = page.getByRole("dialog").getByRole("combobox");
  await search.fill("");
  await page.keyboard.type(say("menu.work"));
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${home()}/work`);
});

test("h lists the keys, Esc closes the list", async () => {
  const { page, settled } = await browser.open();
  await page.goto(home());
  await settled();
  await page.keyboard.press("h");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  expect(page.url()).toMatch(new RegExp(`${home()}$`));
});

test("letters can be switched off, and Tab begins with the way to the content", async () => {
  const { page, settled, context } = await browser.open();
  await context.addInitScript(() => localStorage.setItem("schakel.letters", "false"));
  await page.goto(home());
  await settled();
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.keyboard.press("h");
  await page.waitForTimeout(300);
  expect(page.url()).toMatch(new RegExp(`${home()}$`));
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(say("skip.toContent"));
});

test("a menu is opened by Enter, walked by arrows, Home and End, and Esc gives focus back to its button", async () => {
  const { page, settled } = await browser.open();
  await page.goto(home());
  await settled();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  const button = page.locator("header button[aria-haspopup=menu]").last();
  const menu = page.getByRole("menu");
  await button.focus();
  await page.keyboard.press("Enter");
  await menu.waitFor();
  const items = await menu.locator("[role^=menuitem]").allTextContents();
  expect(items.length).toBeGreaterThan(3);
  await expect.poll(focused).toBe(items[0]);
  for (const [key, at] of [
    ["ArrowDown", 1],
    ["End", -1],
    ["ArrowDown", 0],
    ["ArrowUp", -1],
    ["Home", 0],
  ] as const) {
    await page.keyboard.press(key);
    expect([key, await focused()]).toEqual([key, items.at(at)]);
  }
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe(items[0]);
  await page.keyboard.press("Tab");
  await menu.waitFor({ state: "hidden" });
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test("who runs the hub comes to its nodes by keyboard, from anywhere, and back to the company", async () => {
  const { page, settled, faults } = await browser.open();
  await page.goto(`${home()}/orders`);
  await settled();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("back-up");
  await page.getByRole("option", { name: say("menu.system") }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/system/nodes");
  await settled();
  // No page of failure on the way, whose heading takes the focus for a moment as well.
  expect(faults()).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(say("menu.system"));
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${home()}`);
});
