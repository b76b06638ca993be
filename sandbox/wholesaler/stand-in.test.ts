/** Coming in, searching, filling a basket and handing it over, as a person does (contract sections 1 and 2). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startWholesaler, type Wholesaler } from "./stand-in.ts";
import { hook, opening, pairsOf, visitorOf, type Visitor } from "./testing/visitor.ts";

let shop: Wholesaler;
let visitor: Visitor;
let clock: number;
beforeEach(async () => {
  clock = 1_795_248_000_000;
  shop = await startWholesaler({ now: () => clock });
  visitor = visitorOf(shop);
});
afterEach(() => shop.stop());

const example = [
  { article: "031710    005  100", quantity: "200" },
  { article: "RECUPEL", quantity: "4" },
];

test("the example of section 2.2 comes back field for field", async () => {
  Object.assign(shop.settings, { units: "pce", vatField: true });
  shop.fill("demo", example);
  await visitor.post("/oci", opening());
  const { url, method, contentType, body, target, times } = shop.returnForm(visitor.session());
  expect([url, method, contentType, target, times]).toEqual([
    ...[hook, "POST", "application/x-www-form-urlencoded", "_top", 1],
  ]);
  expect(pairsOf(body).map((pair) => pair.join("="))).toEqual([
    "NEW_ITEM-DESCRIPTION[1]=Installatiedraad H07V-U 1,5 mm² blauw",
    "NEW_ITEM-MATNR[1]=",
    "NEW_ITEM-QUANTITY[1]=200.000",
    "NEW_ITEM-UNIT[1]=MTR",
    "NEW_ITEM-PRICE[1]=23.90",
    "NEW_ITEM-CURRENCY[1]=EUR",
    "NEW_ITEM-PRICEUNIT[1]=100",
    "NEW_ITEM-LEADTIME[1]=1",
    "NEW_ITEM-VENDORMAT[1]=031710    005  100",
    "NEW_ITEM-MANUFACTMAT[1]=H07V-U1,5BL",
    "NEW_ITEM-EXT_PRODUCT_ID[1]=P-88112",
    "NEW_ITEM-CUST_FIELD1[1]=21.00",
    "NEW_ITEM-DESCRIPTION[2]=Recupel bijdrage",
    "NEW_ITEM-QUANTITY[2]=4",
    "NEW_ITEM-UNIT[2]=PCE",
    "NEW_ITEM-PRICE[2]=0.05",
    "NEW_ITEM-CURRENCY[2]=EUR",
    "NEW_ITEM-PRICEUNIT[2]=1",
    "NEW_ITEM-SERVICE[2]=X",
    "NEW_ITEM-VENDORMAT[2]=RECUPEL",
    "NEW_ITEM-LONGTEXT_1:132[]=Ring 100 m",
  ]);
});

test("a person searches, fills the basket, changes a quantity, and hands it over", async () => {
  const arrived = await visitor.post("/oci", opening());
  expect([arrived.status, arrived.path]).toEqual([200, "/artikelen"]);
  const hits = await visitor.get("/artikelen?zoek=lamp+ZONLICHT");
  expect(hits.text).toContain("1 artikel");
  expect(hits.text).toContain("€ 2,20 per stuk");
  expect((await visitor.get("/artikelen?zoek=recupel")).text).toContain("niets gevonden");
  const basket = await visitor.post("/mandje/regels", { artikel: "P-70310", aantal: "3" });
  expect([basket.path, basket.text.includes("€ 6,60")]).toEqual(["/mandje", true]);
  const [line] = shop.store.baskets.get("demo")?.lines ?? [];
  const saved = await visitor.post("/mandje", { [`aantal-${line?.id}`]: "5" });
  expect(saved.text).toContain("€ 11,00");
  const { handOver } = await visitor.post("/mandje/overdragen", { [`aantal-${line?.id}`]: "6" });
  expect(handOver).toMatchObject({ action: hook, method: "post", target: "_top", acceptCharset: "" });
  expect(handOver?.fields).toContainEqual(["NEW_ITEM-QUANTITY[1]", "6"]);
  expect(handOver?.fields).toContainEqual(["NEW_ITEM-VENDORMAT[2]", "RECUPEL"]);
  expect(handOver?.fields).toContainEqual(["NEW_ITEM-QUANTITY[2]", "6"]);
  expect((await visitor.get("/mandje")).text).toContain("Uw mandje is leeg");
  expect(shop.store.transfers).toMatchObject([{ kind: "oci", user: "demo", hook }]);
});

test("the page holds what returnForm says the browser posts", async () => {
  shop.settings.afterTransfer = "keeps";
  shop.fill("demo", [...example, { article: "CAFÉ-ZUIL 3", quantity: "1" }]);
  await visitor.post("/oci", opening());
  const { handOver, html } = await visitor.post("/mandje/overdragen", {});
  const { body } = shop.returnForm(visitor.session());
  expect(pairsOf(body)).toEqual(handOver?.fields);
  expect(html).toContain(`document.forms["overdracht"].submit()`);
  expect(handOver?.buttons).toEqual(["Verder naar uw eigen software"]);
});

test("a line can be taken out, the same article stands on two lines, and both go", async () => {
  await visitor.post("/oci", opening());
  for (const aantal of ["100", "200", "300"]) await visitor.post("/mandje/regels", { artikel: "P-88112", aantal });
  const lines = shop.store.baskets.get("demo")?.lines ?? [];
  await visitor.post("/mandje", { weg: String(lines[1]?.id) });
  const { handOver } = await visitor.post("/mandje/overdragen", {});
  const quantities = handOver?.fields.filter(([name]) => name.startsWith("NEW_ITEM-QUANTITY"));
  expect(quantities).toEqual([
    ["NEW_ITEM-QUANTITY[1]", "100.000"],
    ["NEW_ITEM-QUANTITY[2]", "300.000"],
  ]);
});

test.each([
  ["P-88112", "150", "per 100"],
  ["P-70310", "1,5", "hele aantallen"],
  ["P-70310", "0", "meer dan nul"],
  ["P-70310", "-1", "Vul een aantal in"],
  ["P-70310", "1e3", "Vul een aantal in"],
  ["P-70310", "", "Vul een aantal in"],
  ["P-70310", "99999999", "Vul een aantal in"],
])("%s is not ordered by %j: %s", async (artikel, aantal, why) => {
  await visitor.post("/oci", opening());
  const page = await visitor.post("/mandje/regels", { artikel, aantal });
  expect([page.path, page.text.includes(why)]).toEqual([`/artikel/${artikel}`, true]);
  expect(shop.store.baskets.get("demo")?.lines).toEqual([]);
});

test("a quantity that cannot be keeps everything here", async () => {
  shop.fill("demo", example);
  await visitor.post("/oci", opening());
  const [line] = shop.store.baskets.get("demo")?.lines ?? [];
  const page = await visitor.post("/mandje/overdragen", { [`aantal-${line?.id}`]: "veel" });
  expect([page.handOver, page.path, page.text.includes("Vul een aantal in")]).toEqual([undefined, "/mandje", true]);
  expect([shop.store.transfers, line?.quantity]).toEqual([[], 20_000_000_000n]);
});

test("metres may have decimals, with a comma as people write them", async () => {
  await visitor.post("/oci", opening());
  await visitor.post("/mandje/regels", { artikel: "P-20015", aantal: "2,5" });
  const { handOver } = await visitor.post("/mandje/overdragen", {});
  expect(handOver?.fields).toContainEqual(["NEW_ITEM-QUANTITY[1]", "2.500"]);
  expect(handOver?.fields).toContainEqual(["NEW_ITEM-PRICE[1]", "7.925"]);
});

test("what is no longer for sale stays behind, and charges cannot be ordered", async () => {
  shop.fill("demo", [{ article: "L-9W", quantity: "1" }, ...example]);
  shop.articles.delete("L-9W");
  await visitor.post("/oci", opening());
  expect((await visitor.get("/mandje")).text).toContain("Niet meer leverbaar");
  const { handOver } = await visitor.post("/mandje/overdragen", {});
  expect(handOver?.fields.filter(([name]) => name.startsWith("NEW_ITEM-VENDORMAT"))).toHaveLength(2);
  expect((await visitor.post("/mandje/regels", { artikel: "C-RECUPEL", aantal: "1" })).status).toBe(404);
  expect((await visitor.post("/mandje/regels", { artikel: "P-70310", aantal: "1" })).status).toBe(404);
});

test("every user has a basket of his own, which is still there tomorrow and in another browser", async () => {
  shop.fill("werf", [{ article: "L-9W", quantity: "7" }]);
  await visitor.post("/oci", opening());
  await visitor.post("/mandje/regels", { artikel: "P-30310", aantal: "2" });
  clock += 24 * 3_600_000;
  const other = visitorOf(shop);
  await other.post("/oci", opening());
  expect((await other.get("/mandje")).text).toContain("Sanitairkit");
  const werf = visitorOf(shop);
  await werf.post("/oci", opening({ USERNAME: "werf", PASSWORD: "klemrail-werf" }));
  const basket = await werf.get("/mandje");
  expect([basket.text.includes("LED lamp"), basket.text.includes("Sanitairkit")]).toEqual([true, false]);
});

test("somebody who logs in by hand has the same basket and nobody to hand it to", async () => {
  shop.fill("demo", example);
  expect((await visitor.get("/mandje")).text).toContain("Gebruikersnaam");
  const wrong = await visitor.post("/aanmelden", { gebruiker: "demo", wachtwoord: "x" });
  expect(wrong.text).toContain("niet juist");
  const inside = await visitor.post("/aanmelden", { gebruiker: "demo", wachtwoord: "klemrail-demo" });
  expect(inside.path).toBe("/artikelen");
  const basket = await visitor.get("/mandje");
  expect(basket.text).toContain("Installatiedraad");
  expect(basket.text).not.toContain("Bestelling overdragen");
  expect((await visitor.post("/mandje/overdragen", {})).status).toBe(409);
  expect(() => shop.returnForm(visitor.session())).toThrow("nobody");
  expect((await visitor.post("/afmelden", {})).text).toContain("Gebruikersnaam");
  expect(shop.store.sessions.size).toBe(0);
});

test("a session that was idle too long asks who is there", async () => {
  await visitor.post("/oci", opening());
  clock += 119 * 60_000;
  expect((await visitor.get("/mandje")).text).toContain("leeg");
  clock += 121 * 60_000;
  const page = await visitor.post("/mandje/overdragen", {});
  expect([page.handOver, page.text.includes("verlopen")]).toEqual([undefined, true]);
});

test("an empty basket is not handed over; going back without an order leaves the basket", async () => {
  await visitor.post("/oci", opening());
  expect((await visitor.get("/mandje")).text).not.toContain("Bestelling overdragen");
  expect((await visitor.post("/mandje/overdragen", {})).status).toBe(409);
  shop.fill("demo", example);
  const { handOver } = await visitor.post("/mandje/terug", {});
  expect([handOver?.action, handOver?.fields]).toEqual([hook, []]);
  expect(shop.store.baskets.get("demo")?.lines).toHaveLength(2);
});

test("what a visitor types stands escaped in the shop's own pages", async () => {
  await visitor.post("/oci", opening());
  const { html } = await visitor.get(`/artikelen?zoek=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(html).not.toContain("<script>alert");
});

test("an address that is not there, and an article that is not there", async () => {
  await visitor.post("/oci", opening());
  for (const path of ["/artikel/P-1", "/artikel/%E0%A4", "/bestellen"]) {
    expect([path, (await visitor.get(path)).status]).toEqual([path, 404]);
  }
});

test("nobody is filled with what is not there", () => {
  expect(() => shop.fill("niemand", [])).toThrow("no user niemand");
  expect(() => shop.fill("demo", [{ article: "X", quantity: "1" }])).toThrow("no article X");
  expect(() => shop.fill("demo", [{ article: "L-9W", quantity: "1,5" }])).toThrow("Not a decimal number");
  expect(() => shop.returnForm("x")).toThrow("no session x");
});
