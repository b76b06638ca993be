import { expect, test } from "vitest";
import type { AnyConnector } from "#connect/connector.ts";
import { rateKeyOf, rateKeysOf } from "./rate-ledger.ts";

const erp = (per: "app" | "connection" | "address") =>
  ({
    id: "erp",
    rateLimit: { per, windows: [], concurrency: 1 },
    baseUrl: () => new URL("https://a.example/v1/"),
    otherUrls: () => [new URL("https://b.example/"), new URL("https://a.example/v2/")],
  }) as unknown as AnyConnector;

test("room is kept per app, per connection, or per connection at each of its addresses", () => {
  const key = (per: "app" | "connection" | "address", host: string) => rateKeyOf(erp(per), "c1", host);
  expect(key("app", "a.example")).toBe(key("app", "b.example"));
  expect(key("connection", "a.example")).toBe(key("connection", "b.example"));
  expect(key("address", "a.example")).not.toBe(key("address", "b.example"));
});

test("who looks at the room of a connection looks at all of it", () => {
  expect(rateKeysOf(erp("address"), "c1", {})).toEqual(["connection c1 at a.example", "connection c1 at b.example"]);
  expect(rateKeysOf(erp("connection"), "c1", {})).toEqual(["connection c1"]);
});
