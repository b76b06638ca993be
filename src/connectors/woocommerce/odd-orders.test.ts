import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import { perform } from "#connect/perform.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { answersInTurn, jsonAnswer, sessionOn, type Answering } from "#connectors/recorded-transport.ts";
import { woocommerce } from "./connector.ts";

const recordings = join(import.meta.dirname, "../../../fixtures/woocommerce/rest");
const connector = eraseSettings(woocommerce);
const read = (folder: string, number: string) => {
  const file = readdirSync(join(recordings, folder)).find((name) => name.startsWith(number));
  return JSON.parse(readFileSync(join(recordings, folder, file ?? ""), "utf8"));
};
const recording = (number: string) => read("orders-dp6", number);

function on(answers: readonly Answering[]) {
  const session = sessionOn(connector, { shopUrl: "https://shop.example.be" }, answersInTurn(answers).transport);
  return {
    get: (...ids: string[]) => perform(connector, session, "orders.get", { ids }),
    list: (modifiedSince: string | null) => perform(connector, session, "orders.list", { modifiedSince, cursor: null }),
    refunds: (orderId: string) => perform(connector, session, "refunds.list", { orderId }),
  };
}

describe("until when a page was seen, by the shop's clock", () => {
  /** Changes at these times, answered at this moment by the shop's clock. The hub's clock says 22 November 09:00. */
  const seen = async (times: readonly (string | null)[], date?: string) => {
    const orders = times.map((time, index) => ({ id: index + 1, date_modified_gmt: time }));
    const answer = jsonAnswer(orders);
    const headers: Record<string, string> = date === undefined ? { ...answer.headers } : { ...answer.headers, date };
    return (await on([() => ({ ...answer, headers })]).list(null)).seenUntil;
  };

  test("the latest change, of orders that cannot be read as well", async () => {
    expect(await seen(["2026-11-21T21:00:00", "2026-11-21T21:00:07", "2026-11-21T20:00:00", null])).toBe(
      "2026-11-21T21:00:07Z",
    );
    expect((await on([() => jsonAnswer([recording("01")])]).list(null)).seenUntil).toBe(
      `${recording("01").date_modified_gmt}Z`,
    );
  });

  test("a shop of which the clock is behind says what it saw, not what time it is here", async () =>
    expect(await seen(["2026-11-22T08:29:00"], "Sun, 22 Nov 2026 08:30:00 GMT")).toBe("2026-11-22T08:29:00Z"));

  test("a shop of which the clock is ahead is believed", async () =>
    expect(await seen(["2026-11-22T10:29:00"], "Sun, 22 Nov 2026 10:30:00 GMT")).toBe("2026-11-22T10:29:00Z"));

  test("an order dated in the future counts as of the shop's own clock", async () =>
    expect(await seen(["2026-11-22T08:29:00", "2031-01-01T00:00:00"], "Sun, 22 Nov 2026 08:30:00 GMT")).toBe(
      "2026-11-22T08:30:00Z",
    ));

  test.each([undefined, "yesterday"])("and as of ours where the shop's clock is not known (%s)", async (date) => {
    expect(await seen(["2031-01-01T00:00:00"], date)).toBe("2026-11-22T09:00:00Z");
    expect(await seen(["2026-11-22T08:00:00"], date)).toBe("2026-11-22T08:00:00Z");
  });

  test.each([[[]], [[null]], [["2026-13-45T00:00:00"]]])("nothing was seen: %j", async (times) =>
    expect(await seen(times, "Sun, 22 Nov 2026 08:30:00 GMT")).toBeNull(),
  );
});

describe("amounts that are not in whole cents are never rounded in silence", () => {
  const strange = (change: Record<string, unknown>) => ({ ...recording("01"), currency: "KWD", ...change });

  test.each([
    ["a total", { total: "56.484000" }, "56.484000"],
    ["a total with more decimals", { total: "56.480001" }, "56.480001"],
    ["what was refunded", { refunds: [{ id: 9, reason: "", total: "-1.234000" }] }, "-1.234000"],
  ])("%s", async (_what, change, amount) => {
    const page = await on([() => jsonAnswer([strange(change), recording("02")])]).list(null);
    expect(page.items.map((order) => order.id)).toEqual(["43"]);
    expect(page.unreadable).toEqual([
      {
        id: "42",
        code: "document.invalid",
        message: `Order 42: ${amount} KWD is not in whole cents`,
        says: textLater("says.notCents", { amount, currency: "KWD" }),
      },
    ]);
  });

  test.each([
    { total: "56.480000" },
    { total: "56.48" },
    { total: "56" },
    { refunds: [{ id: 9, total: "" }, { id: 10 }] },
  ])("%j is fine", async (change) =>
    expect((await on([() => jsonAnswer([strange(change)])]).list(null)).unreadable).toEqual([]),
  );

  test("the amount of a refund", async () => {
    const refund = { ...read("refunds", "14")[0], amount: "9.995000" };
    await expect(
      on([() => jsonAnswer(recording("14")), () => jsonAnswer([refund])]).refunds("55"),
    ).rejects.toMatchObject({
      code: "document.invalid",
      message: expect.stringContaining("9.995000 EUR is not in whole cents"),
    });
  });
});

describe("characters that PostgreSQL refuses", () => {
  const odd = "a\0b\uD83D";
  const replaced = "a\uFFFDb\uFFFD";

  test("do not stop an order: they are replaced in every text", async () => {
    const vendor = recording("13");
    const spoil = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(spoil);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, isFree(name) && typeof one === "string" ? odd : spoil(one)]),
      );
    };
    const isFree = (name: string) =>
      !/^(date_|currency$|total|tax_|subtotal|shipping_t|shipping_tax|discount|cart_tax|amount|key$|rate_code)/.test(
        name,
      );
    const { items, unreadable } = await on([() => jsonAnswer(spoil(vendor))]).get(String(vendor.id));
    expect(unreadable).toEqual([]);
    const stored = JSON.stringify(items);
    expect(stored).toContain(replaced);
    expect(stored).not.toMatch(/\\u0000|\\ud83d/i);
    expect(items[0]).toMatchObject({ number: replaced, note: replaced, status: replaced, buyer: { name: replaced } });
    expect(items[0]?.lines.map((line) => line.name)).toContain(replaced);
  });

  test("nor a VAT number, a refund, or the id of an order that cannot be read", async () => {
    const vendor = recording("13");
    vendor.meta_data = [{ id: 1, key: "_vat_number", value: "BE\0 0123.456.749" }];
    const order = (await on([() => jsonAnswer(vendor)]).get(String(vendor.id))).items[0];
    expect(JSON.stringify(order)).not.toContain("\\u0000");
    const refund = { ...read("refunds", "14")[0], reason: odd };
    const { items } = await on([() => jsonAnswer(recording("14")), () => jsonAnswer([refund])]).refunds("55");
    expect(items[0]?.reason).toBe(replaced);
    expect((await on([() => jsonAnswer([{ id: odd }])]).list(null)).unreadable[0]?.id).toBe(replaced);
  });

  test("an emoji stays what it is", async () => {
    const vendor = { ...recording("13"), customer_note: "🚚 é" };
    expect((await on([() => jsonAnswer(vendor)]).get(String(vendor.id))).items[0]?.note).toBe("🚚 é");
  });
});
