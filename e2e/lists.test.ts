import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openSession } from "./session.ts";
import { demoUser } from "#cli/demo-company.ts";
import { inBrowser } from "./in-browser.ts";
import { sayIn } from "./words.ts";

const browser = inBrowser();
const say = sayIn("nl");
const home = (): string => `/a/${browser.place.administrationId}`;

const numberIn = (text: string | null): number => Number((text ?? "").replaceAll(/\D/g, ""));

/** How many rows a list of orders holds when everything is asked for. */
async function rowsBehind(page: Page): Promise<number> {
  const more = page.getByRole("button", { name: say("orders.more") });
  const table = page.locator("main table[aria-rowcount]");
  const empty = page.locator("main").getByText(/./);
  await table.or(empty).first().waitFor();
  while ((await more.count()) > 0) {
    const before = await table.getAttribute("aria-rowcount");
    await more.click();
    await expect.poll(() => table.getAttribute("aria-rowcount")).not.toBe(before);
  }
  return (await table.count()) === 0 ? 0 : Number(await table.getAttribute("aria-rowcount")) - 1;
}

test("filter and tab survive reload, back and being sent to a colleague", async () => {
  const { page, settled } = await browser.open();
  await page.goto(`${home()}/orders`);
  await settled();
  await page.getByRole("link", { name: say("state.skipped") }).click();
  await page.waitForURL(/state=skipped/);
  await settled();
  const rows = page.locator("tbody tr[data-index]");
  const unfiltered = await rows.count();
  const number = (await page.locator("[data-row='0']").textContent()) ?? "";
  await page.getByLabel(say("orders.search")).fill(number);
  await page.waitForURL(new RegExp(`q=.*${number}`));
  await settled();
  const address = page.url();
  expect(address).toContain("state=skipped");
  const seen = await rows.allTextContents();
  // Without a row, or with all of them, nothing below could be told from a filter that was lost.
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.length).toBeLessThan(unfiltered);

  await page.reload();
  await settled();
  expect(await rows.allTextContents()).toEqual(seen);
  expect(await page.getByLabel(say("orders.search")).inputValue()).toBe(number);

  await page
    .getByRole("link", { name: say("menu.home") })
    .first()
    .click();
  await page.waitForURL(`**${home()}`);
  await page.goBack();
  await page.waitForURL(address);
  await settled();
  expect(await rows.allTextContents()).toEqual(seen);

  const colleague = await browser.open("fr");
  await colleague.page.goto(address);
  await colleague.settled();
  expect(await colleague.page.locator("tbody tr[data-index]").count()).toBe(seen.length);
});

test("every count of orders is the number of rows behind it: tabs, causes, and what waits", async () => {
  const { page, settled } = await browser.open();
  await page.goto(`${home()}/orders`);
  await settled();
  const tabs = page.getByRole("navigation", { name: say("orders.tabs") }).getByRole("link");
  const named = await Promise.all(
    (await tabs.all()).map(async (tab) => ({
      href: (await tab.getAttribute("href")) ?? "",
      count: numberIn(await tab.textContent()),
    })),
  );
  expect(named.length).toBeGreaterThan(3);

  await page.goto(`${home()}/work`);
  await settled();
  for (const link of await page.locator("main a[aria-expanded]").all()) {
    const href = (await link.getAttribute("href")) ?? "";
    const facts = await link.locator("xpath=following-sibling::*").textContent();
    const [, count] = /^(\d+) bestelling/.exec(facts ?? "") ?? [];
    if (count !== undefined) named.push({ href: href.replace("/work", "/orders"), count: Number(count) });
  }
  expect(named.some(({ href }) => href.includes("cause="))).toBe(true);

  for (const { href, count } of named) {
    await page.goto(href);
    await settled();
    expect([href, await rowsBehind(page)]).toEqual([href, count]);
  }
});

test("nothing of one company shows in another: not in lists, title, search or address", async () => {
  const { page, settled } = await browser.open();
  const { administrationId, emptyId } = browser.place;
  await page.goto(`/a/${administrationId}/orders`);
  await settled();
  const number = (await page.locator("[data-row='0']").textContent()) ?? "";
  expect(number).not.toBe("");
  await page.getByRole("button", { name: /De Molen/ }).click();
  await page
    .getByRole("menuitem", { name: /Nieuwe winkel/ })
    .or(page.getByRole("menuitemradio", { name: /Nieuwe winkel/ }))
    .click();
  await page.waitForURL(`**/a/${emptyId}**`);
  await settled();
  expect(await page.title()).toContain("Nieuwe winkel bv");
  expect(await page.title()).not.toContain("De Molen");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill(number);
  await page.getByText(say("search.nothing")).waitFor();
  expect(await page.locator("main").textContent()).not.toContain(number);

  const an = openSession(new URL(browser.place.url));
  await an.call("POST", "/api/session", demoUser);
  const { items } = await an.call<{ items: unknown[] }>("GET", "/api/orders", undefined, emptyId);
  expect(items).toEqual([]);
});
