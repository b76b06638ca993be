import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { costOf, lineAmountOf, lineComponentsOf } from "#domain/supplier/cost.ts";
import type { PriceAnswer } from "#domain/supplier/price-answer.ts";
import { cebeoUnderTest, type CebeoUnderTest } from "./testing/cebeo-under-test.ts";
import { manyArticles } from "#sandbox/cebeo/many-articles.ts";

let world: CebeoUnderTest;
beforeEach(async () => {
  world = await cebeoUnderTest();
});
afterEach(() => world.stop());

const prices = async (codes: readonly string[], settings?: object): Promise<readonly PriceAnswer[]> => {
  const items = codes.map((suppliersItemIdentifier) => ({ suppliersItemIdentifier }));
  return (await world.run("prices.get", { items }, settings)).answers;
};
const terms = { metalInNet: "no", contributionsIncluded: "unknown" } as const;

describe("prices", () => {
  test("250 m of the contract's cable and 25 of its lamp come out to the cent, with the contribution apart", async () => {
    const [cable, lamp] = await prices(["7000001", "0700002"]);
    const [cost, lampCost] = [costOf(cable!, terms)!, costOf(lamp!, terms)!];
    expect(lineAmountOf(cost, amount("250"))).toBe("526.25");
    expect(lineComponentsOf(lampCost, amount("25"))).toEqual({
      goods: "98.33",
      extras: [{ kind: "recupel", amount: "1.03" }],
    });
    expect(lampCost.flags).toEqual(["contributionAssumedOnTop"]);
    expect([cable!.packQuantity, lamp!.vatRate, lamp!.stock]).toEqual([
      "100",
      "21.00",
      { quantity: null, code: "B", expectedDate: null },
    ]);
  });

  test("an article without a price has none, and never costs 0; neither does one of 0,0000", async () => {
    const [free] = world.cebeo.store.articles.all();
    world.cebeo.store.articles.put({ ...free!, supplierItemId: "0000001", netPrice: "0.0000" });
    const answers = await prices(["3100012", "0000001"]);
    expect(answers.map(({ status, net }) => [status, net])).toEqual([
      ["noPrice", null],
      ["noPrice", null],
    ]);
    expect(answers.map((answer) => costOf(answer, terms))).toEqual([null, null]);
  });

  test("a code with blanks around it is that article, and answered as it was asked", async () => {
    const [cable] = await prices([" 7000001 "]);
    expect([cable?.status, cable?.suppliersItemIdentifier]).toEqual(["ok", " 7000001 "]);
  });

  test("thousands with dots are read; a point alone is not guessed at, and only that article says so", async () => {
    world.cebeo.settings.numbers = "thousands";
    expect((await prices(["4500020"]))[0]).toMatchObject({ status: "ok", net: "1104.5000", gross: "1249.0000" });
    world.cebeo.settings.numbers = "point";
    expect((await prices(["7000001"]))[0]).toMatchObject({ status: "error", net: null });
  });

  test("fifty of which three do not exist: each answered, the others too, and no more asked than it takes", async () => {
    const many = await cebeoUnderTest({ articles: manyArticles({ count: 60 }) });
    const codes = Array.from({ length: 50 }, (_, index) => String(500_000 + index).padStart(7, "0"));
    const asked = codes.map((code, index) => ([7, 8, 41].includes(index) ? `9${code.slice(1)}` : code));
    const items = asked.map((suppliersItemIdentifier) => ({ suppliersItemIdentifier }));
    const { answers } = await many.run("prices.get", { items });
    expect(answers.map(({ suppliersItemIdentifier }) => suppliersItemIdentifier)).toEqual(asked);
    expect(answers.filter(({ status }) => status === "unknown").map((one) => one.suppliersItemIdentifier)).toEqual(
      asked.filter((code) => code.startsWith("9")),
    );
    // Each of the others priced once in an answer that came.
    expect([...many.cebeo.store.priced.values()].every((times) => times === 1)).toBe(true);
    expect(many.cebeo.store.priced.size).toBe(47);
    expect(many.asked().length).toBeLessThanOrEqual(1 + 3 * 2 * 6);
    await many.stop();
  });

  test("one unknown article among fifty costs no more than two calls a halving", async () => {
    const items = ["7000001", "9999999"].map((suppliersItemIdentifier) => ({ suppliersItemIdentifier }));
    await world.run("prices.get", { items });
    // The first half is fine, so the other one is the unknown article: it is not asked alone.
    expect(world.asked()).toHaveLength(2);
  });

  test("the same article twice is asked once and answered twice; an answer in another order is no other answer", async () => {
    world.cebeo.settings.itemOrder = "reversed";
    const items = [
      { suppliersItemIdentifier: "7000001", quantity: "100", unitCode: "MTR" },
      { suppliersItemIdentifier: "0700002" },
      { suppliersItemIdentifier: "7000001", quantity: "500", unitCode: "MTR" },
    ];
    const { answers } = await world.run("prices.get", { items });
    expect(answers.map(({ net, asked }) => [net, asked?.quantity ?? null])).toEqual([
      ["2.1050", "100"],
      ["3.9330", null],
      ["2.1050", "500"],
    ]);
    expect(world.cebeo.store.priced.get("7000001")).toBe(1);
  });

  test("smaller batches where the account says so, and a leading zero is part of the number", async () => {
    const answers = await prices(["7000001", "0700002", "700002", "3100010"], { batchSize: "2" });
    expect(answers.map(({ status }) => status)).toEqual(["ok", "ok", "unknown", "ok"]);
    expect(world.cebeo.requests.every(({ items }) => items <= 2)).toBe(true);
  });

  test("a unit that nobody knows is told apart from a piece, and learnt per supplier", async () => {
    const [first] = world.cebeo.store.articles.all();
    world.cebeo.store.articles.put({ ...first!, supplierItemId: "0000002", unit: "HASPEL" });
    expect((await prices(["0000002"]))[0]).toMatchObject({ basis: { unitCode: "ZZ" } });
    expect((await prices(["0000002"], { learntUnits: ["haspel=XRO"] }))[0]).toMatchObject({
      basis: { unitCode: "XRO" },
    });
  });

  test("a promotion is seen in either place", async () => {
    const types = [];
    for (const promotionCode of ["material", "item"] as const) {
      world.cebeo.settings.promotionCode = promotionCode;
      types.push((await prices(["3100010"]))[0]?.priceType);
    }
    expect([...types, (await prices(["7000001"]))[0]?.priceType]).toEqual(["promotion", "promotion", "net"]);
  });
});

describe("searching", () => {
  const search = (words: readonly string[], more: object = {}) =>
    world.run("items.search", { words, most: 50, ...more });

  test("all packagings of a cable, told apart by their reel", async () => {
    const { total, answers } = await search(["XVB3G2,5"]);
    expect(total).toBe(3);
    expect(answers.map(({ suppliersItemIdentifier, name }) => [suppliersItemIdentifier, name])).toEqual([
      ["7000001", "XVB-F2 3G2,5 ring 100 m (R 100)"],
      ["7000004", "XVB-F2 3G2,5 haspel 500 m (H 500)"],
      ["7000005", "XVB-F2 3G2,5 haspel 1000 m (H 1000)"],
    ]);
  });

  test.each([[["XVB3G2,5 H 500"]], [["xvb3g2,5", "h", "500"]]])("%s is that cable on that reel", async (words) => {
    const { total, answers } = await search(words);
    expect([total, answers.map(({ suppliersItemIdentifier }) => suppliersItemIdentifier)]).toEqual([1, ["7000004"]]);
  });

  test("a reel that is not there is no other reel", async () => {
    expect(await search(["XVB3G2,5 H 750"])).toEqual({ total: 0, answers: [] });
  });

  test("no more than was wanted, with how many there are; of a very long answer only the beginning is read", async () => {
    const many = await cebeoUnderTest({ articles: manyArticles({ count: 20_000 }) });
    const [first] = (await many.run("items.search", { words: ["0500"], most: 5 })).answers;
    expect(first?.status).toBe("ok");
    const { total, answers } = await many.run("items.search", { words: ["0"], most: 5 });
    expect([total, answers.length]).toEqual([20_000, 5]);
    await many.stop();
  });

  test("of one brand; nothing found is nothing, also as an answer without a list", async () => {
    expect((await search(["LED"], { brandName: "LICHTMERK" })).total).toBe(2);
    expect((await search(["LED"], { brandName: "ANDER" })).total).toBe(0);
    world.cebeo.settings.noHits = "no list";
    expect(await search(["bestaat niet"])).toEqual({ total: 0, answers: [] });
  });

  test("what people type is no XML", async () => {
    expect((await search(['<"Ampère" & co>'])).answers.map(({ name }) => name)).toEqual([
      'Kast op maat <"Ampère" & co>',
    ]);
  });
});
