import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCoupleFile, type FileFault } from "./couple-file.ts";
import { root } from "./testing/run-command.ts";

const told = (text: string): string[] => {
  const read = readCoupleFile(text);
  return "content" in read ? [] : read.map(({ line, field, message }: FileFault) => `${line} ${field}: ${message}`);
};

const good = `
connections:
  shop:
    connector: woocommerce
    settings: { shopUrl: "https://shop.example.be" }
    credentials:
      consumerKey: { environment: SHOP_KEY }
couplings:
  - kind: shopOrders
    source: shop
    settings: { startDate: 2026-01-01 }
    state: live
`;

test("YAML and JSON are read alike, and a day stays a day", () => {
  const yaml = readCoupleFile(good);
  if (!("content" in yaml)) throw new Error("it is good");
  expect(yaml.content.couplings[0]?.settings).toEqual({ startDate: "2026-01-01" });
  expect(yaml.content.connections["shop"]).toMatchObject({ pollingOnly: false, webhooks: true, mappings: {} });
  const json = readCoupleFile(JSON.stringify(yaml.content));
  expect("content" in json && json.content).toEqual(yaml.content);
  // Where a refusal of the hub is about: at the key, or at what holds a key that is not there.
  expect(yaml.fault(["connections", "shop", "settings", "shopUrl"], "x").line).toBe(5);
  expect(yaml.fault(["connections", "shop", "settings", "other"], "x").line).toBe(5);
  expect(yaml.fault(["couplings", 0, "state"], "x").line).toBe(12);
  expect(yaml.fault(["couplings", 0, "target"], "x").line).toBe(9);
});

test("a file with nothing in it sets nothing up", () => {
  for (const text of ["", "# later\n", "{}"]) expect(told(text)).toEqual([]);
});

describe("refused with line and field", () => {
  test.each([
    ["a tab", "connections:\n\tshop: {}", /^2 : Tabs are not allowed/],
    ["what is cut off", '{ "connections": {}', /^\d : /],
    ["a key that is there twice", "apps: []\napps: []", /^2 : Map keys must be unique/],
    ["a key that nobody knows", `${good}connectons: {}\n`, /^13 connectons: is not known here$/],
    ["one further down", good.replace("kind:", "knd: x\n    kind:"), /^9 couplings\.0\.knd: is not known here$/],
    ["no connector", good.replace("connector: woocommerce", "pollingOnly: true"), /^3 connections\.shop\.connector: /],
    [
      "a secret",
      good.replace("{ environment: SHOP_KEY }", "ck_1234"),
      /^7 connections\.shop\.credentials\.consumerKey: a secret does not stand in the file: \{ environment: NAME \}$/,
    ],
    ["a state that cannot be chosen", good.replace("live", "dry"), /^12 couplings\.0\.state: /],
    [
      "a connection that is not in it",
      good.replace("source: shop", "source: store"),
      /^10 couplings\.0\.source: there is no connection store in this file$/,
    ],
    [
      "one coupling twice",
      `${good}  - { kind: shopOrders, source: shop }\n`,
      /^13 couplings\.1: the same coupling stands above$/,
    ],
    ["a list", "- 1", /^1 : /],
  ])("%s", (_name, text, fault) => {
    const [first = "", ...more] = told(text);
    expect(first).toMatch(fault);
    expect(more).toEqual([]);
  });

  test("everything that is wrong at once", () => {
    expect(told("connections:\n  a: { connector: '' }\n  b: { connector: x, name: 7 }\n")).toEqual([
      expect.stringMatching(/^2 connections\.a\.connector: /),
      expect.stringMatching(/^3 connections\.b\.name: /),
    ]);
  });
});

test("the example is good", () => {
  expect(told(readFileSync(join(root, "examples/couple.yaml"), "utf8"))).toEqual([]);
});
