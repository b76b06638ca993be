/** The OCI login call: what it has to carry, and what the settings change about it (contract section 1). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startWholesaler, type Wholesaler } from "./stand-in.ts";
import { opening, visitorOf, type Visitor } from "./testing/visitor.ts";

let shop: Wholesaler;
let visitor: Visitor;
beforeEach(async () => {
  shop = await startWholesaler();
  visitor = visitorOf(shop);
});
afterEach(() => shop.stop());

const isInside = async (fields: Record<string, string>): Promise<boolean> =>
  (await visitorOf(shop).post("/oci", fields)).path === "/artikelen";

test.each([
  ["another password", { PASSWORD: "x" }],
  ["an empty password", { PASSWORD: "" }],
  ["an unknown user", { USERNAME: "niemand" }],
  ["a name of every object", { USERNAME: "__proto__", PASSWORD: "" }],
  ["a user in another case", { USERNAME: "Demo" }],
])("the login page answers %s, with 200 or what the shop has for it", async (_name, fields) => {
  const page = await visitor.post("/oci", opening(fields));
  expect([page.status, page.path, page.handOver]).toEqual([200, "/oci", undefined]);
  expect(page.text).toContain("Gebruikersnaam of wachtwoord is niet juist.");
  expect([shop.store.sessions.size, visitor.session()]).toEqual([0, ""]);
  shop.settings.wrongLoginStatus = 401;
  expect((await visitor.post("/oci", opening(fields))).status).toBe(401);
});

test("after a wrong call nobody remembers where the basket went", async () => {
  await visitor.post("/oci", opening({ PASSWORD: "x" }));
  await visitor.post("/aanmelden", { gebruiker: "demo", wachtwoord: "klemrail-demo" });
  expect([...shop.store.sessions.values()].map(({ returnTo }) => returnTo)).toEqual([null]);
});

test.each([
  ["HOOK_URL", "", "HOOK_URL ontbreekt"],
  ["HOOK_URL", "SAPEVENT:POST", "HOOK_URL is geen webadres"],
  ["HOOK_URL", "javascript:alert(1)", "HOOK_URL is geen webadres"],
  ["~OkCode", "", "~OkCode moet ADDI zijn"],
  ["~CALLER", "SHOP", "~CALLER moet CTLG zijn"],
  ["~TARGET", "", "~TARGET ontbreekt"],
])("400 when %s is %j", async (name, value, why) => {
  const page = await visitor.post("/oci", opening({ [name]: value }));
  expect([page.status, page.text.includes(why)]).toEqual([400, true]);
  expect(shop.store.sessions.size).toBe(0);
});

test("a shop that does not look at the fields of the call, and returntarget instead of ~TARGET", async () => {
  shop.settings.needsCallFields = false;
  expect(await isInside({ USERNAME: "demo", PASSWORD: "klemrail-demo", HOOK_URL: "https://hub.example/r/1" })).toBe(
    true,
  );
  shop.settings.needsCallFields = true;
  expect(await isInside(opening({ "~TARGET": "", returntarget: "_top" }))).toBe(false);
  const { "~TARGET": _gone, ...rest } = opening({ returntarget: "inkoop" });
  await visitor.post("/oci", rest);
  shop.fill("demo", [{ article: "L-9W", quantity: "1" }]);
  expect((await visitor.post("/mandje/overdragen", {})).handOver?.target).toBe("inkoop");
});

test("names of parameters are the shop's own, written exactly so", async () => {
  Object.assign(shop.settings, {
    login: { user: "NAME", password: "pwd", customer: "ORGANIZATION" },
    hookName: "RETURN_URL",
  });
  const { HOOK_URL, ...rest } = opening({ NAME: "demo", pwd: "klemrail-demo" });
  const fields = { ...rest, RETURN_URL: HOOK_URL ?? "" };
  expect(await isInside({ ...fields, ORGANIZATION: "100200" })).toBe(true);
  expect(await isInside({ ...fields, ORGANIZATION: "100345" })).toBe(false);
  expect(await isInside(fields)).toBe(false);
  expect(await isInside({ ...fields, organization: "100200" })).toBe(false);
  expect((await visitor.post("/oci", opening({ ORGANIZATION: "100200" }))).text).toContain("RETURN_URL ontbreekt");
});

test("a form is posted, or asked for by GET where the shop takes that", async () => {
  const query = `/oci?${new URLSearchParams(opening()).toString()}`;
  expect((await visitor.get(query)).status).toBe(405);
  shop.settings.method = "both";
  expect((await visitor.get(query)).path).toBe("/artikelen");
  expect(await isInside(opening())).toBe(true);
  shop.settings.method = "get";
  expect((await visitor.post("/oci", opening())).status).toBe(405);
  expect(shop.requests.filter(({ query: sent }) => sent.includes("klemrail-demo"))).toHaveLength(2);
});

test("what stands in the address of a POST is no login, and JSON is no form", async () => {
  const query = new URLSearchParams(opening()).toString();
  expect((await visitor.post(`/oci?${query}`, {})).status).toBe(400);
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(shop.oci, { method: "POST", headers, body: JSON.stringify(opening()) });
  expect(answer.status).toBe(415);
});

test("%7E is a tilde, and names and values come in as UTF-8", async () => {
  shop.accounts.set("zoë", {
    user: "zoë",
    password: "ge&heim é+",
    customer: "1",
    company: "Zoë",
    email: "z@example.be",
  });
  const body = `USERNAME=zo%C3%AB&PASSWORD=ge%26heim+%C3%A9%2B&HOOK_URL=https%3A%2F%2Fhub.example%2Fr&%7EOkCode=ADDI&%7ETARGET=_top&~CALLER=CTLG`;
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch(shop.oci, { method: "POST", headers, body, redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/artikelen"]);
});

test("a changed password is refused from then on, and a call as long as a book is not read", async () => {
  shop.accounts.set("demo", { ...shop.accounts.get("demo")!, password: "nieuw" });
  expect(await isInside(opening())).toBe(false);
  expect(await isInside(opening({ PASSWORD: "nieuw" }))).toBe(true);
  expect((await visitor.post("/oci", opening({ x: "x".repeat(1_100_000) }))).status).toBe(413);
});

test("a browser that comes in again is in its newest session only", async () => {
  shop.settings.afterTransfer = "keeps";
  shop.fill("demo", [{ article: "L-9W", quantity: "1" }]);
  await visitor.post("/oci", opening());
  await visitor.post("/oci", opening({ HOOK_URL: "https://hub.example/r/2" }));
  expect((await visitor.post("/mandje/overdragen", {})).handOver?.action).toBe("https://hub.example/r/2");
});
