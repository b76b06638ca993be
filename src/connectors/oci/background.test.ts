import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eraseSettings, offersWith } from "#connect/connector.ts";
import { amount } from "#domain/amount.ts";
import { asHubError } from "#domain/error.ts";
import { costOf, lineAmountOf } from "#domain/supplier/cost.ts";
import { oci } from "./connector.ts";
import { shopUnderTest, type ShopUnderTest } from "./testing/shop-under-test.ts";

let world: ShopUnderTest;
beforeEach(async () => {
  world = await shopUnderTest();
});
afterEach(() => world.stop());

const both = { validates: true, searches: true };
const prices = async (codes: readonly string[], settings: object = both, quantity: string | null = null) => {
  const items = codes.map((suppliersItemIdentifier) => ({ suppliersItemIdentifier, quantity }));
  return (await world.run("prices.get", { items }, settings)).answers;
};
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("expected an error"),
    (thrown: unknown) => asHubError(thrown),
  );
const terms = { metalInNet: "no", contributionsIncluded: "unknown" } as const;

test("an account has only the functions its shop has", async () => {
  const erased = eraseSettings(oci);
  const offered = (settings: object) => {
    const whole = erased.settings.parse({ address: "https://shop.example/oci", ...settings });
    return (["basket.open", "prices.get", "items.search"] as const).filter((name) => offersWith(erased, whole, name));
  };
  expect(offered({})).toEqual(["basket.open"]);
  expect(offered({ validates: true })).toEqual(["basket.open", "prices.get"]);
  expect(offered({ ...both, protocol: "cxml" })).toEqual(["basket.open"]);
  expect((await errorOf(prices(["L-9W"], {}))).code).toBe("capability.missing");
  expect(world.shop.requests).toEqual([]);
});

describe("prices", () => {
  test("per hundred stays per hundred, and a contribution beside the article is its contribution", async () => {
    const [wire, lamp] = await prices(["031710    005  100", "L-9W"]);
    expect(wire).toMatchObject({ status: "ok", net: "23.9", basis: { quantity: "100", unitCode: "MTR" } });
    expect(lineAmountOf(costOf(wire!, terms)!, amount("200"))).toBe("47.80");
    expect(lamp).toMatchObject({ suppliersItemIdentifier: "L-9W", status: "ok", net: "2.2" });
    expect(lamp?.surcharges).toMatchObject([{ kind: "recupel", includedInNet: "unknown" }]);
    expect(costOf(lamp!, terms)?.perOrderUnit).toBe("2.25");
    const four = (await prices(["L-9W"], both, "4"))[0];
    expect(costOf(four!, terms)?.perOrderUnit).toBe("2.25");
  });

  test("whether the price holds that contribution is what the login says, else the supplier's terms", async () => {
    const costs: unknown[] = [];
    for (const priceIncludesSurcharges of ["yes", "no", "unknown"]) {
      const [lamp] = await prices(["L-9W"], { ...both, priceIncludesSurcharges });
      for (const contributionsIncluded of ["yes", "no"] as const)
        costs.push(costOf(lamp!, { metalInNet: "yes", contributionsIncluded })?.perOrderUnit);
    }
    expect(costs).toEqual(["2.2", "2.2", "2.25", "2.25", "2.2", "2.25"]);
  });

  test("an article that is not there is unknown; its neighbours have their price", async () => {
    const answers = await prices(["L-9W", "BESTAAT-NIET"]);
    expect(answers.map(({ status }) => status)).toEqual(["ok", "unknown"]);
  });

  test("one that the shop finds and will not sell any more is not for sale", async () => {
    // Found, and by the time it is asked for it is gone.
    const lamp = world.shop.articles.get("L-9W");
    Object.defineProperty(lamp, "productId", { get: () => `P-${(calls += 1)}` });
    let calls = 0;
    expect((await prices(["L-9W"]))[0]?.status).toBe("discontinued");
  });

  test("a shop that only validates is asked by the article number, and nothing is no proof", async () => {
    const [byKey, byNumber] = await prices(["P-70310", "L-9W"], { validates: true });
    expect([byKey?.status, byKey?.suppliersItemIdentifier, byNumber?.status]).toEqual(["ok", "P-70310", "unknown"]);
  });

  test("what the shop will not price in that quantity says so, and its neighbours have their price", async () => {
    const items = [
      { suppliersItemIdentifier: "031710    005  100", quantity: "50" },
      { suppliersItemIdentifier: "L-9W", quantity: "1" },
    ];
    const { answers } = await world.run("prices.get", { items }, both);
    expect(answers.map(({ status }) => status)).toEqual(["error", "ok"]);
  });

  test("without a price it is asked, never 0", async () => {
    for (const how of ["zero", "absent"] as const) {
      world.shop.settings.prices = how;
      expect((await prices(["L-9W"]))[0]).toMatchObject({ status: "noPrice", net: null });
    }
  });

  test.each([
    ["old markup, in ISO-8859-1", { markup: "old", charset: "iso-8859-1", honoursAskedCharset: false }],
    ["nested names in any order", { names: "nested by line", order: "shuffled", lowerCaseNames: true }],
    ["entities and script in texts", { texts: "hostile" }],
  ] as const)("%s", async (_what, settings) => {
    Object.assign(world.shop.settings, settings);
    const [wire] = await prices(["031710    005  100"]);
    expect(wire).toMatchObject({ status: "ok", net: "23.9" });
  });

  test("a price that is already per one where PRICEUNIT is filled in", async () => {
    world.shop.settings.priceIs = "per one";
    const [wire] = await prices(["031710    005  100"], { ...both, pricePer: "one" });
    expect(wire).toMatchObject({ net: "0.239", basis: { quantity: "1" } });
  });
});

describe("searching", () => {
  const search = (words: readonly string[], most = 20) => world.run("items.search", { words, most }, both);

  test("all hits with their price, no more than was wanted; none is none", async () => {
    const { total, answers } = await search(["zonlicht", "led"]);
    expect([total, answers.map(({ suppliersItemIdentifier }) => suppliersItemIdentifier)]).toEqual([
      2,
      ["L-9W", "L-PAN 60x60"],
    ]);
    expect((await search(["zonlicht"], 1)).answers).toHaveLength(1);
    expect(await search(["bestaat niet"])).toEqual({ total: 0, answers: [] });
  });

  test("in the character set the page says it is in", async () => {
    Object.assign(world.shop.settings, { charset: "iso-8859-1", honoursAskedCharset: false });
    const { answers } = await search(["blauw"]);
    expect(answers[0]?.name).toBe("Installatiedraad H07V-U 1,5 mm² blauw");
  });
});

describe("what is no answer", () => {
  test("a login that is refused, a page of maintenance, half a page, and a shop that opens instead", async () => {
    const refused = { ...both, userName: "somebody" };
    expect((await errorOf(prices(["L-9W"], refused))).code).toBe("credentials.expired");
    for (const kind of ["down", "error", "drop"] as const) {
      world.shop.fault({ kind });
      expect((await errorOf(prices(["L-9W"]))).code).toBe("remote.unavailable");
    }
    world.shop.settings.functions = [];
    expect(await errorOf(prices(["L-9W"]))).toMatchObject({
      code: "settings.invalid",
      message: expect.stringContaining("does not have this function") as string,
    });
  });
});
