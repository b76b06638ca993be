import { describe, expect, test } from "vitest";
import { enter } from "./entry.ts";

const key = `ck_${"a".repeat(40)}`;
const secret = `cs_${"b".repeat(40)}`;
const address = (shopUrl: string) => {
  const { entered, faults } = enter({ settings: { shopUrl }, credentials: {} });
  return faults[0]?.value ?? entered.settings["shopUrl"];
};

test.each([
  ["https://shop.example.be", "https://shop.example.be"],
  ["https://shop.example.be/", "https://shop.example.be/"],
  ["shop.example.be", "https://shop.example.be"],
  ["  https://shop.example.be/nl \n", "https://shop.example.be/nl"],
  ["https://shop.example.be/wp-admin/admin.php?page=wc-settings&tab=advanced", "https://shop.example.be"],
  ["https://shop.example.be/winkel/wp-admin", "https://shop.example.be/winkel"],
  ["shop.example.be/wp-login.php", "https://shop.example.be"],
  ["https://shop.example.be/wp-json/wc/v3/orders", "https://shop.example.be"],
  ["https://an:secret@shop.example.be/?a=1#b", "https://shop.example.be"],
  ["http://shop.example.be/", "https://shop.example.be"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["http://winkel.local", "http://winkel.local"],
  ["winkel", "winkel"],
  ["mijn winkel", "mijn winkel"],
  ["", ""],
])("%s leads to %s", (given, wanted) => expect(address(given)).toBe(wanted));

test("an address without encryption is a fault that names the one with", () => {
  expect(enter({ settings: { shopUrl: "http://shop.example.be" }, credentials: {} }).faults).toEqual([
    { field: "settings.shopUrl", entry: "plainHttp", value: "https://shop.example.be" },
  ]);
});

describe("keys", () => {
  const faultsOf = (credentials: Record<string, string>) =>
    enter({ settings: {}, credentials }).faults.map(({ field, entry }) => `${field} ${entry}`);

  test.each([
    [{ consumerKey: key, consumerSecret: secret }, []],
    [{ consumerSecret: secret }, []],
    [
      { consumerKey: secret, consumerSecret: key },
      ["credentials.consumerKey keysSwapped", "credentials.consumerSecret keysSwapped"],
    ],
    [{ consumerKey: "an@example.be", consumerSecret: secret }, ["credentials.consumerKey notAKey"]],
    [{ consumerKey: key, consumerSecret: "geheim" }, ["credentials.consumerSecret notAKey"]],
    [{ consumerKey: key, consumerSecret: key }, ["credentials.consumerSecret notAKey"]],
  ])("%j", (given, wanted) => expect(faultsOf(given as Record<string, string>)).toEqual(wanted));
});
