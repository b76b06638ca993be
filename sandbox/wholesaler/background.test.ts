/** Background functions of the login call (contract section 3). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startWholesaler, type Wholesaler } from "./stand-in.ts";
import { hook, opening, visitorOf, type Visitor } from "./testing/visitor.ts";

let shop: Wholesaler;
let visitor: Visitor;
beforeEach(async () => {
  shop = await startWholesaler({ settings: { contributions: "none" } });
  visitor = visitorOf(shop);
});
afterEach(() => shop.stop());

const call = (FUNCTION: string, more: Record<string, string>) => visitor.post("/oci", opening({ FUNCTION, ...more }));
const fieldsOf = (fields: readonly (readonly [string, string])[] | undefined, name: string): string[] =>
  (fields ?? []).filter(([one]) => one.startsWith(`NEW_ITEM-${name}[`)).map(([, value]) => value);

test("VALIDATE gives the item as it costs now, in a page that sends itself to the hook", async () => {
  const first = await call("VALIDATE", { PRODUCTID: "P-70310", QUANTITY: "12" });
  expect([first.status, first.path, visitor.session()]).toEqual([200, "/oci", ""]);
  expect(first.html).toContain(`document.forms["overdracht"].submit()`);
  expect(first.handOver).toMatchObject({ action: hook, method: "post" });
  expect(fieldsOf(first.handOver?.fields, "QUANTITY")).toEqual(["12"]);
  expect(fieldsOf(first.handOver?.fields, "PRICE")).toEqual(["2.20"]);
  shop.articles.set("L-9W", { ...shop.articles.get("L-9W")!, price: "2.35" });
  const second = await call("validate", { PRODUCTID: "P-70310", QUANTITY: "12" });
  expect(fieldsOf(second.handOver?.fields, "PRICE")).toEqual(["2.35"]);
  expect(shop.store.transfers.map(({ kind, session }) => [kind, session])).toEqual([
    ["VALIDATE", null],
    ["VALIDATE", null],
  ]);
  expect(shop.store.baskets.get("demo")).toBeUndefined();
});

test("VALIDATE of what is gone, or never was, comes back with nothing", async () => {
  shop.articles.delete("L-9W");
  for (const PRODUCTID of ["P-70310", "P-0", "L-9W", "C-RECUPEL"]) {
    const { status, handOver } = await call("VALIDATE", { PRODUCTID, QUANTITY: "1" });
    expect([PRODUCTID, status, handOver?.action, handOver?.fields]).toEqual([PRODUCTID, 200, hook, []]);
  }
});

test.each([
  ["VALIDATE", { QUANTITY: "1" }, "PRODUCTID ontbreekt"],
  ["VALIDATE", { PRODUCTID: "P-70310" }, "QUANTITY is geen aantal"],
  ["VALIDATE", { PRODUCTID: "P-70310", QUANTITY: "1,5" }, "QUANTITY is geen aantal"],
  ["VALIDATE", { PRODUCTID: "P-70310", QUANTITY: "0" }, "meer dan nul"],
  ["VALIDATE", { PRODUCTID: "P-88112", QUANTITY: "50" }, "per 100"],
  ["BACKGROUND_SEARCH", {}, "SEARCHSTRING ontbreekt"],
  ["BACKGROUND_SEARCH", { SEARCHSTRING: " " }, "SEARCHSTRING ontbreekt"],
])("%s with %j is a page that says what is wrong", async (name, more, why) => {
  const { status, text, handOver } = await call(name, more);
  expect([status, text.includes(why), handOver]).toEqual([400, true, undefined]);
});

test("BACKGROUND_SEARCH gives all hits, no charges, and nothing when nothing is found", async () => {
  const { handOver } = await call("Background_Search", { SEARCHSTRING: "zonlicht led" });
  expect(fieldsOf(handOver?.fields, "VENDORMAT")).toEqual(["L-9W", "L-PAN 60x60"]);
  expect(fieldsOf(handOver?.fields, "QUANTITY")).toEqual(["1", "1"]);
  const wire = await call("BACKGROUND_SEARCH", { SEARCHSTRING: "031710    005" });
  expect(fieldsOf(wire.handOver?.fields, "QUANTITY")).toEqual(["100.000"]);
  expect((await call("BACKGROUND_SEARCH", { SEARCHSTRING: "recupel" })).handOver?.fields).toEqual([]);
});

test("DETAIL shows the article in the shop, from where it can be handed over", async () => {
  const page = await call("DETAIL", { PRODUCTID: "P-88112" });
  expect([page.status, page.path, page.text.includes("Ring 100 m")]).toEqual([200, "/artikel/P-88112", true]);
  await visitor.post("/mandje/regels", { artikel: "P-88112", aantal: "100" });
  expect((await visitor.post("/mandje/overdragen", {})).handOver?.action).toBe(hook);
  expect((await call("DETAIL", { PRODUCTID: "P-0" })).status).toBe(404);
});

test("SOURCING shows what was found, in the shop", async () => {
  const page = await call("sourcing", { SEARCHSTRING: "plug 8 & meer" });
  expect(page.text).toContain("Zoekresultaten voor “plug 8 & meer”");
  expect((await call("SOURCING", { SEARCHSTRING: "plug" })).text).toContain("Nylon plug");
});

test("a function this shop does not have opens the shop", async () => {
  shop.settings.functions = ["DETAIL"];
  const page = await call("VALIDATE", { PRODUCTID: "P-70310", QUANTITY: "1" });
  expect([page.path, page.handOver]).toEqual(["/artikelen", undefined]);
  expect((await call("QUANTITYCHECK", {})).path).toBe("/artikelen");
});

test("who is not known gets the login page, whatever the function", async () => {
  const page = await call("VALIDATE", { PRODUCTID: "P-70310", QUANTITY: "1", PASSWORD: "x" });
  expect([page.status, page.handOver]).toEqual([200, undefined]);
  expect(page.text).toContain("niet juist");
  expect(shop.store.transfers).toEqual([]);
});
