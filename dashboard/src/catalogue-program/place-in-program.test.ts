import { expect, test } from "vitest";
import { addressOf, placeOf, views } from "./place-in-program.ts";

test.each(views)("the address of %s leads to it", (view) => {
  const [path = "", search = ""] = addressOf(view, { q: "wit & zwart", code: "A/1" }).split("?");
  const place = placeOf(path, search);
  expect([place.view, place.query.get("q"), place.query.get("code")]).toEqual([view, "wit & zwart", "A/1"]);
});

test.each(["/catalogue/", "/catalogue", "/catalogue/nothing", "/elsewhere", ""])("%s shows the search", (path) => {
  expect(placeOf(path, "").view).toBe("search");
});
