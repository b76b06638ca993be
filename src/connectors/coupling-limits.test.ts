import { describe, expect, test } from "vitest";
import type { AnyConnector } from "#connect/connector.ts";
import { couplingKinds } from "#domain/coupling-kinds.ts";
import { textLanguages, textOf } from "#domain/texts/text.ts";
import { couplingLimits, type CouplingEnds } from "./coupling-limits.ts";
import { connectorById } from "./registry.ts";

const shop = { name: "De Molen", connector: connectorById("woocommerce") };
const books = { name: "Boeken", connector: connectorById("demo-books") };
const limits = (ends: CouplingEnds) => couplingLimits(ends, "nl");
/** A product like another, that lacks something. */
const without = (connector: AnyConnector, ...names: string[]): AnyConnector => ({
  ...connector,
  operations: Object.fromEntries(Object.entries(connector.operations).filter(([name]) => !names.includes(name))),
});

test("orders that we book ourselves: stock stands apart, and nothing is said of another package", () => {
  const said = limits({ kind: "shopOrders", source: shop, target: null });
  expect(said).toContain(textOf("limit.stockApart", "nl", { source: "De Molen" }));
  expect(said.join()).not.toMatch(/geboekt|doorgeefluik/);
  expect(said.at(-1)).toMatch(/^Cadeaubonnen/);
});

test("orders booked elsewhere: changes, discounts and mails; items only where the package asks for codes", () => {
  const said = limits({ kind: "shopOrders", source: shop, target: books }).join("\n");
  expect(said).toMatch(/nadat ze in Boeken geboekt is/);
  expect(said).toMatch(/geen archief/);
  expect(said).not.toMatch(/Een artikel dat in Boeken niet bestaat/);
  const asking = { ...books, connector: { ...books.connector, asksCodes: true as const } };
  expect(limits({ kind: "shopOrders", source: shop, target: asking }).join("\n")).toMatch(
    /Een artikel dat in Boeken niet bestaat/,
  );
});

test("orders that become sales orders or invoices in Visma Net: what of them does not go over, in each language", () => {
  const visma = { name: "Visma", connector: connectorById("visma-net") };
  const said = textLanguages.map((language) =>
    couplingLimits({ kind: "shopOrders", source: shop, target: visma }, language),
  );
  for (const [index, words] of [/Betalingen/, /paiements/, /Payments/].entries())
    expect(said[index]?.filter((text) => words.test(text) && text.includes("Visma Net"))).toHaveLength(1);
  for (const [index, words] of [/factuur- en leveradres/, /adresses de facturation/, /delivery address/].entries())
    expect(said[index]?.filter((text) => words.test(text))).toHaveLength(1);
  expect(limits({ kind: "products", source: visma, target: shop }).join()).not.toMatch(/Betalingen/);
});

test("what a product does not offer is said by name, and only where the coupling would use it", () => {
  const poor = { ...shop, connector: without(shop.connector, "refunds.list", "products.list") };
  const missing = (ends: CouplingEnds) => limits(ends).filter((text) => text.includes("heeft deze functie niet"));
  expect(missing({ kind: "shopOrders", source: shop, target: books })).toEqual([]);
  expect(missing({ kind: "shopOrders", source: poor, target: books })).toEqual([
    "De Molen heeft deze functie niet: Terugbetalingen van een bestelling lezen.",
  ]);
  const { webhook: _silent, ...silent } = shop.connector;
  expect(limits({ kind: "shopOrders", source: { ...shop, connector: silent }, target: null }).join("\n")).toMatch(
    /De Molen meldt niet zelf/,
  );
});

describe.each(textLanguages)("%s", (language) => {
  test.each(couplingKinds)("%s between two products: each sentence once, with both names filled in", (kind) => {
    const said = couplingLimits({ kind, source: books, target: shop }, language);
    expect(said.length).toBeGreaterThan(3);
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) {
      expect(sentence).toMatch(/\.$/);
      expect(sentence).not.toMatch(/\{\{|undefined/);
    }
  });
});
