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

/** Where the values of an optional part of a route stand; null: it is a record, and any one shows what there is to see. */
const partsOf: Readonly<Record<string, { readonly file: string; readonly list: string } | null>> = {
  "{-$step}": { file: "screens/connections/webhook-dots.ts", list: "steps" },
  "/couplings/$coupling/{-$tab}": { file: "screens/couplings/routes.ts", list: "couplingTabs" },
  "/catalogue-couplings/$catalogue/{-$tab}": { file: "screens/catalogue/routes.ts", list: "catalogueTabs" },
  "/price-lists/$list/{-$tab}": { file: "screens/price-lists/routes.ts", list: "priceListTabs" },
  "/orders/$connection/$order/{-$tab}": { file: "screens/orders/routes.ts", list: "tabs" },
  "{-$run}": null,
  "{-$period}": null,
};

/** The words of `const list = ["a", "b"]`. */
function wordsOf({ file, list }: { readonly file: string; readonly list: string }): string[] {
  const [, words = ""] =
    new RegExp(`const ${list} = \\[([^\\]]*)\\]`).exec(readFileSync(`${sources}/${file}`, "utf8")) ?? [];
  return [...words.matchAll(/"(\w+)"/g)].map(([, word = ""]) => word);
}

test("each value of an optional part of a route is looked at", () => {
  const optional = screens.filter(({ route }) => route?.includes("{-$") === true);
  expect(optional.length).toBeGreaterThan(2);
  for (const { route, part, states = [] } of optional) {
    const [, where] = Object.entries(partsOf).find(([end]) => route?.endsWith(end) === true) ?? [];
    if (where === undefined) throw new Error(`Say in partsOf what can stand at the end of ${route}`);
    const looked = [part, ...states.map((state) => state.part)].filter((one) => one !== undefined);
    const values = where === null ? [] : wordsOf(where);
    expect([route, where === null || values.length > 1, looked.length > 0]).toEqual([route, true, true]);
    expect([route, values.filter((value) => !looked.includes(value))]).toEqual([route, []]);
  }
});

/** Draw what others put in them. */
const dialogFrames = ["parts/dialog.tsx", "screens/document/act-dialog.tsx"];

test("each dialog of the dashboard is opened in a state, and no state opens one that is not there", () => {
  const dialogs = globSync("**/*.tsx", { cwd: sources }).filter(
    (file) =>
      !dialogFrames.includes(file) &&
      (file.endsWith("-dialog.tsx") || /<(Act)?Dialog\b/.test(readFileSync(`${sources}/${file}`, "utf8"))),
  );
  expect(dialogs.length).toBeGreaterThan(15);
  const opened = new Set(views.flatMap(({ state }) => state.opens ?? []));
  expect(dialogs.filter((file) => !opened.has(file))).toEqual([]);
  expect([...opened].filter((file) => !dialogs.includes(file))).toEqual([]);
});

test("each has a name and a question of its own", () => {
  expect(new Set(views.map(({ name }) => name)).size).toBe(views.length);
  for (const { question } of screens) expect(question).toMatch(/\?$/);
});
