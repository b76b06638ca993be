import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inBrowser } from "./in-browser.ts";
import { axeFaults } from "./look.ts";
import { viewerOf, type Group, type View } from "./screen.ts";
import { views } from "./screens.ts";
import { isMeant, visit, type WatchedPage } from "./visit.ts";

async function inTheDark(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  const faults = await axeFaults(page, { only: ["color-contrast"] });
  await page.emulateMedia({ colorScheme: "light" });
  return faults;
}

/** The colours are those of the wide screen; `npm run screenshots` looks at them on a phone as well. */
async function onPhone(watched: WatchedPage, view: View): Promise<string[]> {
  await watched.page.setViewportSize({ width: 390, height: 844 });
  await watched.settled(view.state.api?.answer === "never");
  return axeFaults(watched.page, { without: ["color-contrast"] });
}

/** `npm test` looks at every screen and every dialog, the latter on the wide screen alone, to end in time; the proof at all states, everywhere. */
const isWhole = process.env["SCHAKEL_AXE"] === "whole";
const isDaily = ({ state }: View): boolean => state.name === "" || state.opens !== undefined;

/** A test for every screen and state of these groups. In two files, so that two browsers look at once. */
export function axeOnScreens(isOurs: (group: Group) => boolean): void {
  const browser = inBrowser();
  const ours = views.filter((view) => isOurs(view.screen.group) && (isWhole || isDaily(view)));

  test.for(ours)("axe finds nothing in $name: light and dark, wide and on a phone", async (view) => {
    const watched = await browser.desk(viewerOf(view, "nl"), "nl");
    const { page } = watched;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await visit(watched, browser.place, view, "nl");
    const light = await axeFaults(page);
    // A state has the colours of its screen; `npm run screenshots` looks at those of every state.
    const dark = view.state.name === "" ? await inTheDark(page) : [];
    const phone = view.state.name === "" || isWhole ? await onPhone(watched, view) : [];
    expect([
      ...light,
      ...dark.map((fault) => `dark: ${fault}`),
      ...phone.map((fault) => `at 390 px: ${fault}`),
    ]).toEqual([]);
    expect(watched.faults().filter((fault) => !isMeant(view, fault))).toEqual([]);
  });
}
