/** Prices and searching. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { exampleArticles } from "./example-articles.ts";
import { manyArticles } from "./many-articles.ts";
import { startCebeo, type Cebeo } from "./stand-in.ts";
import { callerOf, idsOf, netOf, type Caller } from "./testing/caller.ts";
import { textAt } from "./xml-tree.ts";

let cebeo: Cebeo;
let caller: Caller;
beforeEach(async () => {
  cebeo = await startCebeo();
  caller = callerOf(cebeo);
});
afterEach(() => cebeo.stop());

const [cable, lamp] = exampleArticles;

test("one unknown article, and the whole request is an error with the code of a wrong login", async () => {
  const { many } = { many: Array.from({ length: 49 }, () => "7000001") };
  const answer = await caller.prices(...many.slice(0, 20), "9999999", ...many.slice(20));
  expect(answer).toMatchObject({ status: 200, code: "1", items: [] });
  expect(answer.message).toMatch(/^ART0011/);
  expect(answer.text).not.toContain("9999999");
  expect(cebeo.store.priced.size).toBe(0);
  expect(await caller.prices("7000001")).toMatchObject({ code: "0" });
});

test("numbers are text: a leading zero counts, and a space is another number", async () => {
  expect(idsOf(await caller.prices("0700002"))).toEqual(["0700002"]);
  for (const id of ["700002", "00700002", " 0700002", "0700002 "]) {
    expect((await caller.prices(id)).message).toMatch(/^ART0011/);
  }
});

test("no price is an empty element, and no stock as well", async () => {
  const { items, text } = await caller.prices("3100012");
  expect(text).toContain("<TarifPrice></TarifPrice><NetPrice></NetPrice>");
  expect(textAt(items[0], "Stock")).toBe("");
});

test("a description is escaped, and other characters than ASCII come through", async () => {
  expect(textAt((await caller.prices("3100012")).items[0], "Material", "Description")).toBe(
    'Kast op maat <"Ampère" & co>',
  );
  expect(textAt((await caller.prices("4500020")).items[0], "Material", "Description")).toContain("60 × 60 cm, 36 W –");
});

test("BrandName is cut off at 15 characters, and there is no EAN", async () => {
  const { items, text } = await caller.prices("3100010");
  expect(textAt(items[0], "Material", "BrandName")).toBe("SCHAKELAAR & CO");
  expect(text).not.toContain("EAN");
});

test("PromotionCode stands in one place or in the other", async () => {
  const inside = await caller.prices("3100010");
  expect(textAt(inside.items[0], "Material", "PromotionCode")).toBe("NAJAAR26");
  cebeo.settings.promotionCode = "item";
  const beside = await caller.prices("3100010");
  expect(textAt(beside.items[0], "Material", "PromotionCode")).toBeNull();
  expect(textAt(beside.items[0], "PromotionCode")).toBe("NAJAAR26");
});

test.each([
  ["comma", "1104,5000"],
  ["thousands", "1.104,5000"],
  ["point", "1104.5000"],
] as const)("decimals with %s", async (numbers, expected) => {
  cebeo.settings.numbers = numbers;
  expect(netOf(await caller.prices("4500020"))).toEqual([expected]);
});

test.each([
  ["1.5", "1,5000"],
  ["7", "7,0000"],
  ["0.123456", "0,123456"],
  ["1.234,5", "1.234,5"],
  ["op aanvraag", "op aanvraag"],
])("a net price of %j is answered as %j", async (netPrice, expected) => {
  cebeo.store.articles.put({ ...lamp!, netPrice });
  expect(netOf(await caller.prices("0700002"))).toEqual([expected]);
});

test("an article asked twice is answered once, in the order asked unless a setting turns it round", async () => {
  expect(idsOf(await caller.prices("3100010", "7000001", "3100010"))).toEqual(["3100010", "7000001"]);
  cebeo.settings.itemOrder = "reversed";
  expect(idsOf(await caller.prices("3100010", "7000001"))).toEqual(["7000001", "3100010"]);
});

test("more articles than the server takes are refused, as many are not", async () => {
  cebeo.settings.batchLimit = 2;
  expect(await caller.prices("7000001", "3100010")).toMatchObject({ code: "0" });
  expect(await caller.prices("7000001", "3100010", "3100011")).toMatchObject({ code: "20", items: [] });
});

test("searching: all words, one of the brands, all hits at once", async () => {
  // Three that differ in nothing but their reel.
  const hits = await caller.search(["xvb3g2,5"]);
  expect(textAt(hits.response, "Article", "List", "NumberOfLines")).toBe("3");
  expect(hits.items.map((item) => textAt(item, "Material", "Reference"))).toEqual(Array(3).fill("XVB3G2,5"));
  expect(
    hits.items.map((item) => [textAt(item, "Material", "ReelCode"), textAt(item, "Material", "ReelLength")]),
  ).toEqual([
    ["R", "100"],
    ["H", "500"],
    ["H", "1000"],
  ]);
  expect(idsOf(await caller.search(["XVB", "500"]))).toEqual(["7000004"]);
  expect(idsOf(await caller.search(["led"], ["45"]))).toEqual(["0700002", "4500020"]);
  expect(idsOf(await caller.search([], ["lichtmerk"]))).toEqual(["0700002", "4500020"]);
  expect(idsOf(await caller.search(["XVB"], ["lichtmerk", "schakelaar"]))).toEqual([]);
  expect(idsOf(await caller.search(["a"]))).toHaveLength(exampleArticles.length);
});

test("no hit is no error", async () => {
  const nothing = await caller.search(["bestaat niet"]);
  expect(nothing).toMatchObject({ code: "0", items: [] });
  expect(textAt(nothing.response, "Article", "List", "NumberOfLines")).toBe("0");
  cebeo.settings.noHits = "no list";
  expect((await caller.search(["bestaat niet"])).text).not.toContain("Article");
});

test("articles come, change and go", async () => {
  const { articles } = cebeo.store;
  articles.put({ ...cable!, supplierItemId: "5", netPrice: "1.0000" });
  expect([netOf(await caller.prices("5")), articles.count]).toEqual([["1,0000"], exampleArticles.length + 1]);
  articles.put({ ...cable!, supplierItemId: "5", netPrice: "2.0000" });
  expect(netOf(await caller.prices("5"))).toEqual(["2,0000"]);
  articles.remove("5");
  articles.remove("7000001");
  expect([(await caller.prices("7000001")).code, articles.count]).toEqual(["1", exampleArticles.length - 1]);
  expect(idsOf(await caller.search(["XVB"]))).toEqual(["7000004", "7000005"]);
});

test("how often an article was priced is counted", async () => {
  await caller.prices("7000001", "3100010");
  await caller.prices("7000001");
  await caller.prices("7000001", "9999999");
  await caller.search(["XVB"]);
  expect(cebeo.store.priced).toEqual(
    new Map([
      ["7000001", 2],
      ["3100010", 1],
    ]),
  );
});

test("a big catalogue is calculated: the same articles every time, each found by its number", async () => {
  const [first, again, other] = [1, 1, 2].map((seed) => manyArticles({ count: 100_000, seed }));
  for (const index of [0, 1, 49_999, 99_999]) {
    const article = first!.at(index);
    expect(first!.find(article.supplierItemId)).toEqual(article);
    expect(again!.at(index)).toEqual(article);
  }
  expect(other!.at(7).netPrice).not.toBe(first!.at(7).netPrice);
  expect(first!.at(0).supplierItemId).toBe("0500000");
  expect(["500000", "00500000", "0600000", "0499999", "x"].map((id) => first!.find(id))).toEqual(
    Array(5).fill(undefined),
  );
  expect(() => first!.at(100_000)).toThrow(RangeError);
});

test("a price run over a big catalogue: every article once, some without a price", async () => {
  await cebeo.stop();
  const source = manyArticles({ count: 5000 });
  cebeo = await startCebeo({ articles: source });
  caller = callerOf(cebeo);
  const net: (string | null)[] = [];
  for (let from = 0; from < source.count; from += 50) {
    const ids = Array.from({ length: 50 }, (_, nth) => source.at(from + nth).supplierItemId);
    net.push(...netOf(await caller.prices(...ids)));
  }
  expect(net).toHaveLength(5000);
  expect(cebeo.store.priced.size).toBe(5000);
  expect(new Set(cebeo.store.priced.values())).toEqual(new Set([1]));
  const without = net.filter((price) => price === "").length;
  expect(without).toBeGreaterThan(0);
  expect(without).toBeLessThan(50);
  expect(net.every((price) => /^(\d+,\d{4})?$/.test(price ?? "x"))).toBe(true);
});

test("another seed of prices changes some of them, and the same seed the same ones", async () => {
  await cebeo.stop();
  const source = manyArticles({ count: 200 });
  cebeo = await startCebeo({ articles: source });
  caller = callerOf(cebeo);
  const ids = Array.from({ length: 200 }, (_, index) => source.at(index).supplierItemId);
  const run = async (seed: number): Promise<(string | null)[]> => {
    cebeo.settings.priceSeed = seed;
    return netOf(await caller.prices(...ids));
  };
  const [own, later] = [await run(0), await run(7)];
  const changed = later.filter((price, index) => price !== own[index]).length;
  expect(changed).toBeGreaterThan(20);
  expect(changed).toBeLessThan(150);
  expect(await run(7)).toEqual(later);
  expect(await run(8)).not.toEqual(later);
  expect(await run(0)).toEqual(own);
});

test("prices may be made by whoever starts it", async () => {
  await cebeo.stop();
  cebeo = await startCebeo({ priceOf: (_, seed) => ({ tarifPrice: null, netPrice: `${seed}.5` }) });
  cebeo.settings.priceSeed = 3;
  expect(netOf(await callerOf(cebeo).prices("7000001"))).toEqual(["3,5000"]);
});
