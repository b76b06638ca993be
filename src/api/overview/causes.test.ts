import { expect, test } from "vitest";
import type { CauseRow } from "#store/overview.ts";
import type { Reader } from "#api/reader.ts";
import { causeOf } from "./causes.ts";

const reader: Reader = {
  language: "nl",
  country: "BE",
  timeZone: "Europe/Brussels",
  now: Temporal.Instant.from("2026-11-03T13:05:00Z"),
  systemOf: (id) => (id === "books" ? "Demo Boeken" : "Velo-Webshop"),
};

const row = (code: string, details: CauseRow["details"] = {}, count = 2): CauseRow => ({
  key: `${code}~shop`,
  code,
  connectionId: "shop",
  details,
  count,
  amount: null,
  currency: null,
  since: "2026-11-03T08:00:00Z",
  orderId: "7",
});

const action = (code: string, details?: CauseRow["details"], couplingId: string | null = "c") =>
  causeOf(row(code, details), null, couplingId, reader).action;

test("a connection is mended on its own page, also when it is the one that is booked in", () => {
  const inBooks = { connection: "books" };
  expect(action("credentials.expired", inBooks)).toMatchObject({ kind: "reconnect", connectionId: "books" });
  expect(action("credentials.insufficient", inBooks)).toMatchObject({ kind: "checkRights", connectionId: "books" });
  expect(action("settings.invalid", inBooks, null)).toMatchObject({ kind: "openConnection", connectionId: "books" });
  expect(action("credentials.expired")).toMatchObject({ connectionId: "shop" });
});

test("orders and choices are those of the shop, wherever they are booked", () => {
  const inBooks = { connection: "books", what: "paymentMethod", fromValue: "cash" };
  expect(action("document.rejected", inBooks)).toMatchObject({ kind: "openOrders", connectionId: "shop" });
  expect(action("mapping.missing", inBooks)).toMatchObject({ kind: "chooseMapping", connectionId: "shop" });
});

test("without a coupling its settings are those of the connection", () => {
  expect(action("capability.missing")).toMatchObject({ kind: "openCoupling" });
  expect(action("capability.missing", {}, null)).toMatchObject({ kind: "openConnection" });
});

test("each says who must act", () => {
  const who = (code: string) => causeOf(row(code), null, null, reader).who;
  expect(who("mapping.missing")).toEqual({ code: "you", text: "Jij bent aan zet" });
  expect(who("credentials.insufficient")).toEqual({ code: "source", text: "Aan zet: wie Velo-Webshop beheert" });
  expect(who("internal.unexpected")).toMatchObject({ code: "operator" });
  expect(who("drift")).toMatchObject({ code: "you" });
});

test("a button about one order does not speak of orders", () => {
  const label = (count: number) => causeOf(row("document.invalid", {}, count), null, null, reader).action?.label;
  expect([label(1), label(2)]).toEqual(["Bestelling bekijken", "Bestellingen bekijken"]);
});
