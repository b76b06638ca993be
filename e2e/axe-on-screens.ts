import { expect, test } from "vitest";
import { inBrowser } from "./in-browser.ts";
import { axeFaults } from "./look.ts";
import { viewerOf, type Group } from "./screen.ts";
import { views } from "./screens.ts";
import { isMeant, visit } from "./visit.ts";

/** A test for every screen and state of these groups. In two files, so that two browsers look at once. */
export function axeOnScreens(isOurs: (group: Group) => boolean): void {
  const browser = inBrowser();
  const ours = views.filter(({ screen }) => isOurs(screen.group));

  test.for(ours)("axe finds nothing in $name, light and dark", async (view) => {
    const watched = await browser.desk(viewerOf(view, "nl"), "nl");
    await watched.page.emulateMedia({ colorScheme: "light" });
    await visit(watched, browser.place, view, "nl");
    const light = await axeFaults(watched.page);
    await watched.page.emulateMedia({ colorScheme: "dark" });
    const dark = await axeFaults(watched.page, ["color-contrast"]);
    expect([...light, ...dark.map((fault) => `dark: ${fault}`)]).toEqual([]);
    expect(watched.faults().filter((fault) => !isMeant(view, fault))).toEqual([]);
  });
}
