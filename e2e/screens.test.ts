import { expect, test } from "vitest";
import { routeTree } from "#dashboard/shell/router.tsx";
import { screens, views } from "./screens.ts";

interface Route {
  readonly fullPath: string;
  readonly children?: unknown;
  readonly options: { readonly component?: unknown };
}

/** Addresses that show something of their own; those without a component only lead elsewhere or frame others. */
function addressesOf(route: Route): string[] {
  const children = Object.values((route.children ?? {}) as Readonly<Record<string, Route>>);
  const own = route.options.component !== undefined && children.length === 0 ? [route.fullPath] : [];
  return [...own, ...children.flatMap(addressesOf)];
}

test("every route of the dashboard is a screen that is looked at, and no screen is without a route", () => {
  // The router fills in the addresses when it is made.
  const fill = (route: Route & { init?: (options: object) => void }, index: number): void => {
    route.init?.({ originalIndex: index });
    Object.values((route.children ?? {}) as Record<string, Route>).forEach((child, at) => fill(child, at));
  };
  fill(routeTree as unknown as Route, 0);
  const routes = addressesOf(routeTree as unknown as Route);
  expect(routes.length).toBeGreaterThan(5);
  const looked = new Set(screens.flatMap(({ route }) => route ?? []));
  expect(routes.filter((route) => !looked.has(route))).toEqual([]);
  expect([...looked].filter((route) => !routes.includes(route))).toEqual([]);
});

test("each has a name and a question of its own", () => {
  expect(new Set(views.map(({ name }) => name)).size).toBe(views.length);
  for (const { question } of screens) expect(question).toMatch(/\?$/);
});
