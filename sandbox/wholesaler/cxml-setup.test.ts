/** PunchOutSetupRequest, StartPage, and a basket that is edited or inspected (contract section 5.1). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startWholesaler, type Wholesaler } from "./stand-in.ts";
import { askCxml, cookie, returnAddress, setupRequest, type SetupParts } from "./testing/buyer.ts";
import { visitorOf, type Visitor } from "./testing/visitor.ts";

let shop: Wholesaler;
let visitor: Visitor;
let clock: number;
beforeEach(async () => {
  clock = Date.UTC(2026, 10, 21, 8, 30);
  shop = await startWholesaler({ now: () => clock });
  visitor = visitorOf(shop);
});
afterEach(() => shop.stop());

const ask = (parts: SetupParts = {}) => askCxml(shop, setupRequest(parts));
async function enter(parts: SetupParts = {}) {
  const { start, why } = await ask(parts);
  if (start === undefined) throw new Error(`No StartPage: ${why}`);
  return visitor.get(start);
}

test("a set-up by the book gives a StartPage that opens the shop, once", async () => {
  const answer = await ask();
  expect([answer.http, answer.code, answer.contentType]).toEqual([200, "200", "text/xml; charset=UTF-8"]);
  expect(answer.xml).toContain(`<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">`);
  expect(answer.xml).toContain(`timestamp="2026-11-21T09:30:00+01:00"`);
  expect(shop.store.sessions.size).toBe(0);
  const page = await visitor.get(answer.start ?? "");
  expect([page.status, page.path]).toEqual([200, "/artikelen"]);
  expect([...shop.store.sessions.values()]).toMatchObject([
    { user: "demo", returnTo: { kind: "cxml", hook: returnAddress, cookie, operation: "create" } },
  ]);
  expect((await visitorOf(shop).get(answer.start ?? "")).status).toBe(410);
});

test("a StartPage is gone after a while, and one that never was is not there", async () => {
  const { start = "" } = await ask();
  clock += 10 * 60_000 + 1;
  expect((await visitor.get(start)).status).toBe(410);
  expect((await visitor.get("/start/x")).status).toBe(410);
});

test.each<[string, SetupParts, string, string]>([
  ["another secret", { secret: "x" }, "401", "Unknown identity"],
  ["an unknown buyer", { from: "NIEMAND" }, "401", "Unknown identity"],
  ["another domain", { domain: "DUNS" }, "401", "Unknown identity"],
  ["somebody else's sender", { sender: "ELEKTRO-PEETERS" }, "401", "Unknown identity"],
  ["no secret", { secret: "" }, "400", "SharedSecret is missing"],
  ["no user agent", { userAgent: "" }, "400", "UserAgent is missing"],
  ["another supplier", { to: "SUPPLIER-2" }, "400", "not this supplier"],
  ["no payloadID", { payloadId: "" }, "400", "cXML@payloadID is missing"],
  ["no timestamp", { timestamp: "" }, "400", "cXML@timestamp is missing"],
  ["a time without a zone", { timestamp: "2026-11-21T09:30:00" }, "400", "no ISO time"],
  ["no DOCTYPE", { doctype: "" }, "400", "No DOCTYPE"],
  ["another DOCTYPE", { doctype: "<!DOCTYPE html>" }, "400", "No DOCTYPE"],
  ["an unknown operation", { operation: "delete" }, "400", "operation is delete"],
  ["no operation", { operation: "" }, "400", "operation is missing"],
  ["no BuyerCookie", { cookie: " " }, "400", "BuyerCookie is missing"],
  ["no return address", { hook: "" }, "400", "BrowserFormPost/URL is missing"],
  ["a return address that is no web address", { hook: "ftp://hub.example/" }, "400", "no web address"],
  ["another deploymentMode", { request: `deploymentMode="demo"` }, "400", "deploymentMode is demo"],
  ["edit without a basket", { operation: "edit" }, "400", "ItemOut is missing"],
  ["XML that breaks off", { more: "<Extrinsic" }, "400", ""],
  ["an entity of the DTD", { more: "<Extrinsic>&x;</Extrinsic>" }, "400", ""],
])("%s", async (_name, parts, code, why) => {
  const answer = await ask(parts);
  expect([answer.http, answer.code, answer.start]).toEqual([200, code, undefined]);
  expect(answer.why).toContain(why);
});

test("deploymentMode may be left out, and the DOCTYPE where the shop does not look at it", async () => {
  expect((await ask({ request: "" })).code).toBe("200");
  shop.settings.cxmlNeedsDoctype = false;
  expect((await ask({ doctype: "" })).code).toBe("200");
});

test("a payloadID is used once, whoever used it", async () => {
  expect((await ask({ payloadId: "1@hub.example" })).code).toBe("200");
  const again = await ask({ payloadId: "1@hub.example" });
  expect([again.code, again.why]).toEqual(["400", "This payloadID was used before"]);
  await ask({ payloadId: "2@hub.example", secret: "x" });
  expect((await ask({ payloadId: "2@hub.example" })).code).toBe("200");
});

test("other documents are not implemented here, other bodies are bad, other methods have no answer in cXML", async () => {
  const other = setupRequest().replaceAll("PunchOutSetupRequest", "OrderRequest");
  expect((await askCxml(shop, other)).code).toBe("450");
  expect((await askCxml(shop, "<html></html>")).code).toBe("400");
  expect((await askCxml(shop, "")).code).toBe("400");
  expect((await askCxml(shop, Buffer.from(setupRequest({ cookie: "\xe9" }), "latin1"))).code).toBe("400");
  expect((await fetch(shop.cxml)).status).toBe(405);
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  expect((await fetch(shop.cxml, { method: "POST", headers, body: setupRequest() })).status).toBe(415);
});

test("a document says its encoding", async () => {
  const xml = setupRequest({ cookie: "zoë" }).replace(`encoding="UTF-8"`, `encoding="ISO-8859-1"`);
  const { start = "" } = await askCxml(shop, Buffer.from(xml, "latin1"));
  await visitor.get(start);
  expect([...shop.store.sessions.values()]).toMatchObject([{ returnTo: { cookie: "zoë" } }]);
  expect((await askCxml(shop, xml.replace("ISO-8859-1", "KOI8-R"))).why).toContain("Unknown encoding");
});

test("users who share an identity are told apart by an Extrinsic", async () => {
  shop.accounts.set("werf", { ...shop.accounts.get("werf")!, cxml: shop.accounts.get("demo")!.cxml! });
  const extrinsic = (email: string): string => `<Extrinsic name="UserEmail">${email}</Extrinsic>`;
  expect((await ask()).code).toBe("401");
  expect((await ask({ more: extrinsic("niemand@vangent.example") })).code).toBe("401");
  await enter({ more: extrinsic("werf@vangent.example") });
  expect([...shop.store.sessions.values()]).toMatchObject([{ user: "werf" }]);
});

test("SelectedItem opens the shop on that article, and on the assortment when it is gone", async () => {
  const selected = (number: string): string =>
    `<SelectedItem><ItemID><SupplierPartID>${number}</SupplierPartID></ItemID></SelectedItem>`;
  expect((await enter({ more: selected("031710    005  100") })).path).toBe("/artikel/P-88112");
  expect((await enter({ more: selected("031710 005 100") })).path).toBe("/artikelen");
});

const itemOut = (number: string, quantity: string, auxiliary: string | null): string =>
  `<ItemOut quantity="${quantity}"><ItemID><SupplierPartID>${number}</SupplierPartID>${
    auxiliary === null ? "" : `<SupplierPartAuxiliaryID>${auxiliary}</SupplierPartAuxiliaryID>`
  }</ItemID></ItemOut>`;

/** Hands over a basket first, so that there are auxiliary ids to send back. */
async function ordered(): Promise<string[]> {
  shop.fill("demo", [
    { article: "L-9W", quantity: "4" },
    { article: "KIT-S 310", quantity: "2" },
  ]);
  await enter();
  const { handOver } = await visitor.post("/mandje/overdragen", {});
  const xml = handOver?.fields[0]?.[1] ?? "";
  return [...xml.matchAll(/<SupplierPartAuxiliaryID>([^<]+)</g)].map(([, id = ""]) => id);
}

test("an order is edited in a basket of its own, charges coming by themselves", async () => {
  const [lamp = "", charge = "", kit = ""] = await ordered();
  shop.fill("demo", [{ article: "PLUG 8", quantity: "1" }]);
  const items = itemOut("L-9W", "6", lamp) + itemOut("RECUPEL", "4", charge) + itemOut("KIT-S 310", "2", kit);
  const page = await enter({ operation: "edit", more: items });
  expect([page.path, page.text.includes("LED lamp"), page.text.includes("Nylon plug")]).toEqual([
    "/mandje",
    true,
    false,
  ]);
  const { handOver } = await visitor.post("/mandje/overdragen", {});
  const xml = handOver?.fields[0]?.[1] ?? "";
  expect([...xml.matchAll(/<ItemIn quantity="([^"]+)"/g)].map(([, quantity]) => quantity)).toEqual(["6", "6", "2"]);
  expect(shop.store.baskets.get("demo")?.lines).toHaveLength(1);
});

test("who inspects looks and changes nothing", async () => {
  const [lamp = ""] = await ordered();
  const page = await enter({ operation: "inspect", more: itemOut("L-9W", "6", lamp) });
  expect(page.text).not.toContain("Aantallen bijwerken");
  expect((await visitor.get("/artikel/P-70310")).text).not.toContain("In mandje");
  expect((await visitor.post("/mandje/regels", { artikel: "P-70310", aantal: "1" })).status).toBe(403);
  expect((await visitor.post("/mandje", {})).status).toBe(403);
  const { handOver } = await visitor.post("/mandje/overdragen", {});
  const xml = handOver?.fields[0]?.[1] ?? "";
  expect(xml).toContain(`operationAllowed="inspect"`);
  expect(xml).toContain(`<ItemIn quantity="6" lineNumber="1">`);
});

test.each<[string, (lamp: string) => string, string]>([
  ["another auxiliary id", () => itemOut("L-9W", "1", "basket=1;pos=1"), "not the one that was given"],
  ["none", () => itemOut("L-9W", "1", null), "not the one that was given"],
  ["that of another article", (lamp) => itemOut("KIT-S 310", "1", lamp), "not the one that was given"],
  ["no number", (lamp) => itemOut("", "1", lamp), "SupplierPartID is missing"],
  ["no quantity", (lamp) => itemOut("L-9W", "", lamp), "quantity is missing"],
  ["a decimal comma", (lamp) => itemOut("L-9W", "1,5", lamp), "no number above zero"],
  ["zero", (lamp) => itemOut("L-9W", "0", lamp), "no number above zero"],
])("an order with %s is not edited", async (_name, items, why) => {
  const [lamp = ""] = await ordered();
  const answer = await ask({ operation: "edit", more: items(lamp) });
  expect([answer.code, answer.why.includes(why)]).toEqual(["400", true]);
});

test("what is gone is not in the basket that is edited, and a new order has no lines", async () => {
  const [lamp = "", , kit = ""] = await ordered();
  shop.articles.delete("L-9W");
  const items = itemOut("L-9W", "6", lamp) + itemOut("KIT-S 310", "2", kit);
  expect((await enter({ operation: "edit", more: items })).text).not.toContain("L-9W");
  expect((await ask({ more: items })).why).toBe("ItemOut with operation create");
});
