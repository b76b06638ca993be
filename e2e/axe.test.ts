import { expect, test } from "vitest";
import { inBrowser } from "./in-browser.ts";
import { axeFaults } from "./look.ts";
import { views } from "./screens.ts";
import { viewerOf } from "./screen.ts";
import { isMeant, visit } from "./visit.ts";

const browser = inBrowser();

test.for(views)("axe finds nothing in $name, light and dark", async (view) => {
  const watched = await browser.desk(viewerOf(view, "nl"), "nl");
  await watched.page.emulateMedia({ colorScheme: "light" });
  await visit(watched, browser.place, view, "nl");
  const light = await axeFaults(watched.page);
  await watched.page.emulateMedia({ colorScheme: "dark" });
  const dark = await axeFaults(watched.page, ["color-contrast"]);
  expect([...light, ...dark.map((fault) => `dark: ${fault}`)]).toEqual([]);
  expect(watched.faults().filter((fault) => !isMeant(view, fault))).toEqual([]);
});
