import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { screens, views } from "./screens.ts";

const sources = `${import.meta.dirname}/../dashboard/src`;

/** Where a route hangs, by the name of its parent; a new parent needs a line. */
const parents: Readonly<Record<string, string>> = {
  rootRoute: "",
  administrationRoute: "/a/$administration",
  draftRoute: "/a/$administration",
};
/** Has no address, and draws those below it. */
const drawing = "draftRoute";

/** Addresses that show something of their own, as the routes of the dashboard are written. */
function addresses(): string[] {
  return globSync("{screens,shell}/**/*.{ts,tsx}", { cwd: sources }).flatMap((file) => {
    const text = readFileSync(`${sources}/${file}`, "utf8");
    return text
      .split("createRoute({")
      .slice(1)
      .flatMap((route) => {
        const [, parent = "", path = ""] =
          /^\s*getParentRoute: \(\) => (\w+),\s*(?:path|id): "([^"]+)"/.exec(route) ?? [];
        const base = parents[parent];
        if (base === undefined) throw new Error(`${file} has a route this test cannot read: ${route.slice(0, 100)}`);
        const options = route.split("\n});")[0] ?? "";
        const showsItself = parent === drawing || options.includes("component: lazyRouteComponent(");
        const isFrame = /"(AdministrationScreen|DraftScreen)"/.test(options);
        return showsItself && !isFrame ? [`${base}${path.startsWith("/") ? path : `/${path}`}`] : [];
      });
  });
}

test("every route of the dashboard is a screen that is looked at, and no screen is without a route", () => {
  const routes = addresses();
  expect(routes.length).toBeGreaterThan(5);
  const looked = new Set(screens.flatMap(({ route }) => route ?? []));
  expect(routes.filter((route) => !looked.has(route))).toEqual([]);
  expect([...looked].filter((route) => !routes.includes(route))).toEqual([]);
});

test("each has a name and a question of its own", () => {
  expect(new Set(views.map(({ name }) => name)).size).toBe(views.length);
  for (const { question } of screens) expect(question).toMatch(/\?$/);
});
