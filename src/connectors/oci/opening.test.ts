import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readPunchout } from "#connect/punchout/read-punchout.ts";
import { asHubError } from "#domain/error.ts";
import { visitorOf } from "#sandbox/wholesaler/testing/visitor.ts";
import { oci } from "./connector.ts";
import { termsOf } from "./terms.ts";
import { openPage } from "./testing/answering-cxml.ts";
import { cxml, shopUnderTest, type ShopUnderTest } from "./testing/shop-under-test.ts";

let world: ShopUnderTest;
beforeEach(async () => {
  world = await shopUnderTest();
});
afterEach(() => world.stop());

const returnUrl = "https://hub.example/punchout/return/5Yd0m1XqTokenOfOneVisit";
const open = (settings?: object, language = "nl") => world.run("basket.open", { returnUrl, language }, settings);
/** What the shop posts, read by the terms of the connection. */
const readBack = (
  { body, contentType }: { readonly body: Uint8Array; readonly contentType: string | null },
  settings: object,
) =>
  readPunchout({
    ...{ body, contentType: contentType ?? "", retrievedAt: "2026-11-22T09:00:00Z" },
    terms: termsOf(oci.settings.parse({ address: world.shop.oci, ...settings })),
  });
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("expected an error"),
    (thrown: unknown) => asHubError(thrown),
  );

describe("by OCI", () => {
  test("takes its baskets back by POST only, unless told", () => {
    const its = (settings: object) => oci.punchout?.(oci.settings.parse({ address: world.shop.oci, ...settings }));
    expect([its({})?.takesGet, its({ takesGet: true })?.takesGet]).toEqual([false, true]);
    const { terms } =
      its({ contributionCodes: ["MILIEU"], chargeCodes: ["VRACHT"], learntUnits: ["HASPEL=XRO"] }) ?? {};
    expect(terms).toMatchObject({
      ...{ charges: { MILIEU: "contribution", VRACHT: "charge" }, learntUnits: { HASPEL: "XRO" }, currency: null },
      ...{ sentCharset: "utf-8", pricePer: "priceunit" },
    });
  });

  test("a form with the login, the return address and what the contract says to send; nothing is asked of the shop", async () => {
    const { method, url, fields } = await open();
    expect([method, url]).toEqual(["post", world.shop.oci]);
    expect(fields).toEqual([
      { name: "USERNAME", value: "demo" },
      { name: "PASSWORD", value: "invented-password" },
      { name: "HOOK_URL", value: returnUrl },
      { name: "~OkCode", value: "ADDI" },
      { name: "~TARGET", value: "_top" },
      { name: "~CALLER", value: "CTLG" },
      { name: "OCI_VERSION", value: "4.0" },
      { name: "http_content_charset", value: "utf-8" },
    ]);
    expect(world.shop.requests).toEqual([]);
  });

  test("that form opens the shop, and what comes back is read by the terms of the connection", async () => {
    world.shop.fill("demo", [
      { article: "031710    005  100", quantity: "200" },
      { article: "L-9W", quantity: "4" },
    ]);
    const { fields } = await open();
    const page = await visitorOf(world.shop).post(
      "/oci",
      Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    );
    expect(page.status).toBe(200);
    const [session] = [...world.shop.store.sessions.values()].slice(-1);
    const posted = world.shop.returnForm(session?.id ?? "");
    expect(posted.url).toBe(returnUrl);
    const { basket, refused } = readBack(posted, {});
    expect(refused).toEqual([]);
    expect(basket.lines.map(({ suppliersItemIdentifier, kind }) => [suppliersItemIdentifier, kind])).toEqual([
      ["031710    005  100", "item"],
      ["L-9W", "item"],
      ["RECUPEL", "contribution"],
    ]);
    expect(basket.lines[0]?.price).toMatchObject({ net: "23.9", basis: { quantity: "100", unitCode: "MTR" } });
  });

  test("a shop with names of its own, by GET, with what its address already asks", async () => {
    const { method, url, fields } = await open(
      {
        ...{ method: "get", address: "https://shop.example/start?shop=7&x=a%20b#top", customerNumber: "100200" },
        ...{
          userField: "NAME",
          passwordField: "PWD",
          customerField: "KLANT",
          organisation: "VANGENT",
          hookField: "returnURL",
        },
        ...{
          target: "",
          ociVersion: "none",
          charset: "",
          languageField: "sap-language",
          extraFields: ["MODE=B2B=1", "~OkCode=ADD"],
        },
      },
      "fr",
    );
    expect([method, url]).toEqual(["get", "https://shop.example/start"]);
    expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toEqual({
      ...{ shop: "7", x: "a b", ORGANIZATION: "VANGENT", NAME: "demo", PWD: "invented-password", KLANT: "100200" },
      ...{ returnURL: returnUrl, "~CALLER": "CTLG", "sap-language": "FR", MODE: "B2B=1", "~OkCode": "ADD" },
    });
  });

  test("what somebody filled in as another field never becomes the password", async () => {
    const { fields } = await open({ extraFields: ["NOTE={password}"], userName: "[object Object]" });
    expect(fields.filter(({ value }) => value === "invented-password").map(({ name }) => name)).toEqual(["PASSWORD"]);
  });
});

describe("by cXML", () => {
  test("asks for a page of this visit, and opens it in the user's browser with our token as its cookie", async () => {
    world.shop.fill("demo", [{ article: "L-9W", quantity: "4" }]);
    const { method, url, fields } = await open(cxml);
    expect(method).toBe("get");
    expect(url).toMatch(/\/start\//);
    expect(fields).toEqual([]);
    await visitorOf(world.shop).get(new URL(url).pathname);
    const [session] = [...world.shop.store.sessions.values()].slice(-1);
    const posted = world.shop.returnForm(session?.id ?? "");
    const read = readBack(posted, cxml);
    expect([posted.url, read.buyerCookie]).toEqual([returnUrl, "5Yd0m1XqTokenOfOneVisit"]);
    expect(read.basket.lines.map(({ suppliersItemIdentifier }) => suppliersItemIdentifier)).toContain("L-9W");
  });

  test("a secret that is refused, a supplier that is another, and a page instead of cXML are three different things", async () => {
    const refused = await errorOf(open({ ...cxml, fromIdentity: "SOMEBODY" }));
    expect([refused.code, refused.message]).toEqual(["credentials.expired", expect.stringContaining("SOMEBODY")]);
    const other = await errorOf(open({ ...cxml, toIdentity: "ANOTHER" }));
    expect([other.code, other.message]).toEqual(["document.rejected", expect.stringContaining("not this supplier")]);
    world.shop.fault({ kind: "error" });
    expect((await errorOf(open(cxml))).code).toBe("remote.unavailable");
    world.shop.fault({ kind: "cut" });
    expect((await errorOf(open(cxml))).code).toBe("remote.unavailable");
  });

  test("two visits are never the same message", async () => {
    const one = await open(cxml);
    const two = await world.run("basket.open", { returnUrl: `${returnUrl}2`, language: "nl" }, cxml);
    expect(one.url).not.toBe(two.url);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "no address"])(
    "a StartPage %s is opened by nobody",
    async (address) => {
      const error = await errorOf(openPage(address));
      expect(error.code).toBe("remote.protocol_changed");
    },
  );
});

describe("the check", () => {
  test("lets in, or asks to log in", async () => {
    expect((await world.check({ customerNumber: "100200" })).account).toBe("100200 · demo");
    expect((await errorOf(world.check({ userName: "somebody" }))).code).toBe("credentials.expired");
    expect((await errorOf(world.check({ hookField: "terug" }))).code).toBe("settings.invalid");
    expect((await world.check(cxml)).account).toBe("HUB-TENANT-7");
  });
});
