import { expect, test } from "vitest";
import { inBrowser } from "./in-browser.ts";
import { ownShop } from "./own-shop.ts";
import { sayIn } from "./words.ts";

const browser = inBrowser();
const shop = ownShop();
const say = sayIn("nl");

interface Ended {
  readonly items: readonly { readonly state: string; readonly counts: Readonly<Record<string, number>> }[];
}

const lastReplay = async () => (await shop.coupled.api.get<Ended>("/api/bulk-actions")).items[0];

test("ticked orders are looked at first, beside what was made of them, and processed again without making it twice", async () => {
  await shop.coupled.ring("created", 42, 55);
  await shop.coupled.settled(55);
  const made = await shop.coupled.count("documents");
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/orders`);
  await settled();
  await page.getByLabel(say("orders.choose", { number: "42" }), { exact: true }).check();
  await page.getByLabel(say("orders.choose", { number: "55" }), { exact: true }).check();
  await page.getByRole("button", { name: say("replay.button.open"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(say("dryRun.line.same")).first().waitFor();
  expect(await dialog.locator("tbody tr").count()).toBe(2);
  expect(await lastReplay()).toBeUndefined();
  await dialog.getByRole("button", { name: say("replay.button.do"), exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(async () => (await lastReplay())?.state).toBe("done");
  expect((await lastReplay())?.counts).toMatchObject({ orders: 2, same: 2 });
  expect(await shop.coupled.count("documents")).toBe(made);
});

test("a period is closed after what it means was read, a draft then names the days that are left, and it opens again with a reason", async () => {
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/settings/period`);
  await settled();
  await page.getByLabel(say("period.until")).fill("2026-01-31");
  await page.getByRole("button", { name: say("period.closeButton") }).click();
  await page.getByRole("dialog").getByText(say("period.means.kept")).waitFor();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say("period.closeNowButton"), exact: true })
    .click();
  await page.getByRole("heading", { name: say("period.closedUntil", { day: "31 jan 2026" }) }).waitFor();

  await page.goto(`${shop.home}/documents/new`);
  await settled();
  const date = page.getByLabel(say("orders.placed"), { exact: true });
  await date.fill("2026-01-31");
  await page.getByText(say("period.issueHint", { day: "31 jan 2026" })).waitFor();
  await date.fill("2026-02-01");
  await page.getByText(say("period.issueHint", { day: "31 jan 2026" })).waitFor({ state: "detached" });
  await date.fill("");

  await page.goto(`${shop.home}/settings/period`);
  await settled();
  await page.getByRole("button", { name: say("period.reopenButton") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say("period.openFrom")).fill("2026-01-16");
  await dialog.getByLabel(say("order.skipReason")).fill("Factuur vergeten");
  await dialog.getByRole("button", { name: say("period.reopenNowButton"), exact: true }).click();
  await page.getByRole("heading", { name: say("period.closedUntil", { day: "15 jan 2026" }) }).waitFor();
  await page.getByText("Factuur vergeten").waitFor();
  expect(await shop.coupled.api.get("/api/closed-period")).toMatchObject({
    closedUntil: "2026-01-15",
    changed: { isReopened: true, who: "An Peeters", reason: "Factuur vergeten" },
  });
});
