import { describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import type { WireAnswer, WireRequest } from "#connect/transport.ts";
import { answersInTurn, jsonAnswer, sessionOn, webPage } from "#connectors/recorded-transport.ts";
import { csCart } from "./connector.ts";
import { listOf, sampleHeader } from "./testing/order-json.ts";

const connector = eraseSettings(csCart);

interface Shop {
  /** The forms of address that answer. */
  readonly forms?: readonly string[];
  readonly orders?: readonly object[];
  readonly knowsChange?: boolean;
  readonly taxes?: readonly object[] | number;
  readonly statuses?: readonly object[];
  readonly version?: WireAnswer;
}

const formOf = ({ pathname }: URL): string =>
  pathname.endsWith("api.php") ? "api.php" : pathname.startsWith("/api/2/") ? "api/2" : "api";
const entityOf = (url: URL): string => url.searchParams.get("_d") ?? url.pathname.split("/").at(-1) ?? "";

function checked(shop: Shop, settings: Record<string, unknown> = {}) {
  const { forms = ["api/2"], orders = [sampleHeader(1)], knowsChange = false, statuses = [] } = shop;
  const tax = { tax_id: "6", tax: "BTW", price_includes_tax: "Y", status: "A" };
  const { transport, requests } = answersInTurn([
    ({ url }: WireRequest) => {
      if (!forms.includes(formOf(url))) return webPage(404);
      switch (entityOf(url)) {
        case "version":
          return shop.version ?? jsonAnswer({ Version: "4.18.2" });
        case "orders":
          return jsonAnswer(listOf("orders", url.searchParams.has("updated_at_from") && knowsChange ? [] : orders));
        case "taxes":
          return typeof shop.taxes === "number"
            ? jsonAnswer({ message: "Forbidden", status: shop.taxes }, shop.taxes)
            : jsonAnswer(listOf("taxes", shop.taxes ?? [tax]));
        default:
          return jsonAnswer(listOf("statuses", statuses));
      }
    },
  ]);
  const session = sessionOn(connector, { shopUrl: "https://shop.example.be", ...settings }, transport);
  return { requests, result: connector.check(session) };
}

describe("where the API is", () => {
  test.each(["api/2", "api", "api.php"])("%s", async (apiForm) => {
    expect((await checked({ forms: [apiForm] }).result).learnt).toMatchObject({ apiForm });
  });

  test("no API anywhere", async () => {
    await expect(checked({ forms: [] }).result).rejects.toMatchObject({
      code: "settings.invalid",
      details: { field: "settings.shopUrl", entry: "noInterface" },
    });
  });

  test("the shop is somewhere else", async () => {
    const moved = { status: 301, headers: { location: "https://www.shop.example.be/api/2/version" }, body: "" };
    await expect(checked({ version: moved }).result).rejects.toMatchObject({
      details: { entry: "otherAddress", value: "https://www.shop.example.be" },
    });
  });

  test("an API that knows no version", async () => {
    const version = jsonAnswer({ message: "Not found", status: 404 }, 404);
    expect(await checked({ version }).result).toMatchObject({ account: "CS-Cart (shop.example.be)" });
  });

  test("a wrong key is told beside the key", async () => {
    const version = jsonAnswer({ message: "Unauthorized", status: 401 }, 401);
    await expect(checked({ version, forms: ["api/2", "api", "api.php"] }).result).rejects.toMatchObject({
      code: "credentials.expired",
      details: { field: "credentials.apiKey", entry: "accessRefused" },
    });
  });
});

describe("whether orders can be asked by change", () => {
  test("the filter is honoured", async () => {
    expect((await checked({ knowsChange: true }).result).learnt).toMatchObject({ filtersByChange: true });
  });
  test("it is ignored", async () => {
    expect((await checked({}).result).learnt).toMatchObject({ filtersByChange: false });
  });
  test("a shop without orders proves nothing", async () => {
    expect((await checked({ orders: [], knowsChange: true }).result).learnt).toMatchObject({ filtersByChange: false });
  });
});

test("prices include VAT when every tax does; some that do and some that do not say nothing", async () => {
  const tax = (price_includes_tax: string, status = "A") => ({
    tax_id: `${price_includes_tax}${status}`,
    tax: "BTW",
    price_includes_tax,
    status,
  });
  const learnt = async (...taxes: object[]) => (await checked({ taxes }).result).learnt["pricesIncludeTax"];
  expect(await learnt(tax("Y"))).toBe(true);
  expect(await learnt(tax("N"))).toBe(false);
  expect(await learnt(tax("N"), tax("Y"))).toBeNull();
  expect(await learnt(tax("N", "D"), tax("Y"))).toBe(true);
});

test("an administrator who may not read the taxes can still be connected", async () => {
  const result = await checked({ taxes: 403 }).result;
  expect(result.lacks).toEqual(["settings"]);
  expect(result.learnt).not.toHaveProperty("pricesIncludeTax");
});

test("statuses of the shop's own are named", async () => {
  const statuses = [
    { status_id: "1", status: "P", type: "O", description: "Processed", params: { inventory: "D" } },
    { status_id: "2", status: "G", type: "O", description: "Geleverd", params: [] },
    { status_id: "3", status: "X", type: "S", description: "Shipment" },
  ];
  expect((await checked({ statuses }).result).warnings).toEqual([expect.stringContaining("G (Geleverd)")]);
});

describe("what people paste", () => {
  const enter = (shopUrl: string, credentials: Record<string, string> = {}) =>
    csCart.enter?.({ settings: { shopUrl }, credentials });
  test.each([
    ["shop.example.be", "https://shop.example.be"],
    ["https://shop.example.be/admin.php?dispatch=orders.manage", "https://shop.example.be"],
    ["https://shop.example.be/winkel/admin_x1.php", "https://shop.example.be/winkel"],
    ["https://shop.example.be/api/2/orders", "https://shop.example.be"],
    ["https://shop.example.be/", "https://shop.example.be/"],
  ])("%s", (given, shopUrl) => {
    expect(enter(given)?.entered.settings["shopUrl"]).toBe(shopUrl);
  });
  test("without encryption the key would be read along the way", () => {
    expect(enter("http://shop.example.be")?.faults).toEqual([
      { field: "settings.shopUrl", entry: "plainHttp", value: "https://shop.example.be" },
    ]);
  });
  test("the name of a user is no e-mail address", () => {
    expect(enter("https://shop.example.be", { email: "admin" })?.faults).toMatchObject([
      { field: "credentials.email" },
    ]);
  });
});
