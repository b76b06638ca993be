import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { totpOf } from "#api/testing/totp.ts";
import { demoUser } from "#cli/demo-company.ts";
import { inBrowser } from "./in-browser.ts";
import { join, openSession, password, type Newcomer } from "./session.ts";
import { sayIn } from "./words.ts";

const browser = inBrowser();
const say = sayIn("nl");

async function signIn(page: Page, email: string, word: string): Promise<void> {
  await page.getByLabel(say("signIn.email")).fill(email);
  await page.getByRole("textbox", { name: say("signIn.password") }).fill(word);
  await page.keyboard.press("Enter");
}

/** Somebody new in the demo's company, signed in. */
async function newcomer(email: string, role: Newcomer["role"] = "administrator") {
  const { url, administrationId } = browser.place;
  const an = openSession(new URL(url));
  await an.call("POST", "/api/session", demoUser);
  return join(new URL(url), an, [administrationId], { name: "Nina Nieuw", email, role, language: "nl" });
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("a wrong password says so beside the button and keeps the address; the right one leads to the overview", async () => {
  const { page } = await browser.open("nobody");
  await page.goto("/");
  await signIn(page, demoUser.email, "niet het wachtwoord");
  expect(await page.getByRole("alert").textContent()).toContain(say("signIn.wrong"));
  expect(await page.getByLabel(say("signIn.email")).inputValue()).toBe(demoUser.email);
  await signIn(page, demoUser.email, demoUser.password);
  await page.waitForURL(`**/a/${browser.place.administrationId}`);
  await heading(page).waitFor();
});

test("with a second factor the code of the app is asked, and a wrong one refused", async () => {
  const email = "nina@demo.test";
  const nina = await newcomer(email);
  const { secret } = await nina.call<{ secret: string }>("POST", "/api/me/totp", { password });
  await nina.call("PUT", "/api/me/totp", { code: totpOf(secret) });

  const { page } = await browser.open("nobody");
  await page.goto("/sign-in");
  await signIn(page, email, password);
  const code = page.getByLabel(say("totp.code"));
  await code.fill("000000");
  await page.keyboard.press("Enter");
  expect(await page.getByRole("alert").textContent()).toContain(say("totp.wrong"));
  await code.fill(totpOf(secret));
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/a/${browser.place.administrationId}`);
});

test("a link to a page leads there after signing in, with its filters", async () => {
  const { page } = await browser.open("nobody");
  const path = `/a/${browser.place.administrationId}/orders?state=held`;
  await page.goto(path);
  await signIn(page, demoUser.email, demoUser.password);
  await expect.poll(() => heading(page).textContent()).toBe(say("orders.title"));
  expect(page.url()).toContain(path);
});

test("a session that was ended elsewhere leads to signing in, and from there back to the same page", async () => {
  const email = "olga@demo.test";
  const olga = await newcomer(email);
  const { page, settled } = await browser.openAt({ url: browser.place.url, cookies: { nl: olga.cookies() } });
  const path = `/a/${browser.place.administrationId}/orders?state=skipped`;
  await page.goto(path);
  await settled();
  await olga.call("DELETE", "/api/session");
  await page.getByLabel(say("orders.search")).fill("an");
  await page.getByText(say("signIn.again")).waitFor();
  await signIn(page, email, password);
  await expect.poll(() => heading(page).textContent()).toBe(say("orders.title"));
  expect(page.url()).toMatch(/\/orders\?.*state=skipped/);
});

test.for(["//elders.example/", "https://elders.example/", "/\\elders.example", "javascript:alert(1)"])(
  "a link cannot lead somebody who signs in elsewhere: %s",
  async (back) => {
    const { page } = await browser.open("nobody");
    await page.goto(`/sign-in?back=${encodeURIComponent(back)}`);
    await signIn(page, demoUser.email, demoUser.password);
    await page.waitForURL(`**/a/${browser.place.administrationId}`);
    expect(new URL(page.url()).origin).toBe(new URL(browser.place.url).origin);
  },
);
