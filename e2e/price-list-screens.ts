import type { Page } from "playwright-core";
import { at, empty, failing, inside, loading, opening, type Screen, type ScreenState } from "./screen.ts";
import type { Say, TextKey } from "./words.ts";

const importAt = (rest: string) => at(({ records }) => `/price-lists/${records.priceList}/import${rest}`);
const fileAt = (rows = "") =>
  at(({ records }) => `/price-lists/${records.priceList}/import?import=${records.priceFilePreview}${rows}`);

/** The file that waits, as if the hub were at work on it. */
const working = (name: string, change: object): ScreenState => ({
  name,
  path: fileAt(),
  api: { path: "/api/price-imports/", answer: (said) => ("fileName" in said ? { ...said, ...change } : said) },
});

/** Presses the button of a row, which is named by more than its own words. */
const openingOf =
  (key: TextKey, values: Readonly<Record<string, string>>) =>
  async (page: Page, say: Say): Promise<void> => {
    await page
      .locator("main")
      .getByRole("button", { name: say(key, values), exact: true })
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
  };

const openingMenu = async (page: Page, say: Say): Promise<void> => {
  await page.getByRole("button", { name: say("priceLists.actionsButton"), exact: true }).click();
  await page.getByRole("menuitem").first().waitFor();
};

const question = (kind: "tax" | "currency" | "priceQuantityField", text: string) => ({ question: kind, text });
const itemTab = (tab: string) => at(({ records }) => `/items/${records.boughtItem}?tab=${tab}`);

export const priceListScreens: readonly Screen[] = [
  {
    name: "price-lists",
    group: "parties",
    route: inside("/price-lists"),
    question: "Whose prices do I have, and which need looking after?",
    isMain: true,
    states: [
      empty("/price-lists"),
      loading("/api/price-lists"),
      failing("/api/price-lists"),
      { name: "viewer", as: "viewer" },
      { name: "archived", path: at("/price-lists?archived=true") },
    ],
  },
  {
    name: "new-price-list",
    group: "parties",
    route: inside("/price-lists/new"),
    question: "What must I know of a price list?",
  },
  {
    name: "price-list",
    group: "parties",
    route: inside("/price-lists/$list/{-$tab}"),
    path: at(({ records }) => `/price-lists/${records.priceList}`),
    question: "What does this supplier offer, for how much?",
    part: "items",
    isMain: true,
    states: [
      { name: "full", path: at(({ records }) => `/price-lists/${records.longPriceList}`) },
      { name: "empty", path: at(({ records }) => `/price-lists/${records.emptyPriceList}`) },
      {
        name: "without-net",
        path: at(({ records }) => `/price-lists/${records.longPriceList}`),
        part: "items?show=noNet",
      },
      { name: "found", part: "items?q=lamp" },
      { name: "not-found", part: "items?q=xyzzy" },
      { name: "actions", act: openingMenu },
      { name: "viewer", as: "viewer" },
      { name: "discounts", part: "discounts" },
      {
        name: "new-discount",
        part: "discounts",
        opens: "screens/price-lists/discount-group-dialog.tsx",
        act: opening("discountGroups.addButton"),
      },
      {
        name: "deleting-discount",
        part: "discounts",
        opens: "screens/price-lists/discount-groups.tsx",
        act: openingOf("discountGroups.deleteOne", { code: "KAB1" }),
      },
      { name: "no-discounts", path: at(({ records }) => `/price-lists/${records.emptyPriceList}`), part: "discounts" },
      { name: "terms", part: "terms" },
      { name: "terms-viewer", part: "terms", as: "viewer" },
      { name: "history", part: "history" },
      {
        name: "undoing",
        part: "history",
        opens: "screens/price-lists/history-panel.tsx",
        act: opening("priceHistory.undoButton"),
      },
      { name: "no-history", path: at(({ records }) => `/price-lists/${records.emptyPriceList}`), part: "history" },
      failing("/api/supplier-items"),
    ],
  },
  {
    name: "price-import",
    group: "parties",
    route: inside("/price-lists/$list/import"),
    question: "How do I get my supplier's prices in?",
    path: importAt(""),
    isMain: true,
    states: [
      {
        name: "columns",
        path: at(({ records }) => `/price-lists/${records.priceList}/import?import=${records.priceFileColumns}`),
      },
      { name: "preview", path: fileAt() },
      { name: "preview-wrong", path: fileAt("&rows=wrong") },
      { name: "preview-problems", path: fileAt("&rows=problems") },
      { name: "preview-changed", path: fileAt("&rows=changed") },
      { name: "preview-vanished", path: fileAt("&rows=vanished") },
      working("reading", { state: "reading", stage: "rows", progress: { done: 18_240_000, total: 61_000_000 } }),
      working("applying", { state: "applying", progress: { done: 18_240, total: 100_000 } }),
      working("questions", {
        state: "uploaded",
        questions: [
          question("tax", "Een kop zegt dat de btw in de prijzen zit, en de prijslijst zegt van niet. Kies wat klopt."),
          question("currency", "Dit bestand is in CHF, de prijslijst in EUR"),
          question(
            "priceQuantityField",
            "Het aantal waarvoor de prijs geldt, kan in twee velden staan. Kies het veld.",
          ),
        ],
      }),
      working("datanorm", {
        state: "uploaded",
        fileName: "DATANORM.001",
        columns: [],
        format: {
          kind: "datanorm",
          encoding: "cp850",
          separator: ";",
          headerLine: 0,
          version: 4,
          priceQuantityField: null,
          currency: "EUR",
          saysTaxIncluded: null,
        },
      }),
      working("failed", { state: "failed", failure: "Dit bestand heeft te veel regels" }),
      {
        name: "result",
        path: at(({ records }) => `/price-lists/${records.priceList}/import?import=${records.priceFileApplied}`),
      },
      {
        name: "undone",
        path: at(({ records }) => `/price-lists/${records.priceList}/import?import=${records.priceFileUndone}`),
      },
    ],
  },
  {
    name: "new-supplier-item",
    group: "parties",
    route: inside("/price-lists/$list/new-item"),
    question: "What must I know of a supplier's item?",
    states: [
      {
        name: "surcharge",
        act: (page, say) => page.getByRole("button", { name: say("supplierItem.surchargeAddButton") }).click(),
      },
    ],
  },
  {
    name: "supplier-item",
    group: "parties",
    route: inside("/supplier-items/$supplierItem"),
    question: "What does one of these cost me, and why?",
    isMain: true,
    states: [
      { name: "own", path: at(({ records }) => `/supplier-items/${records.ownSupplierItem}`) },
      { name: "viewer", as: "viewer" },
      { name: "editing", path: at(({ records }) => `/supplier-items/${records.supplierItem}?edit=true`) },
      {
        name: "asked",
        path: at(({ records }) => `/supplier-items/${records.supplierItem}?edit=true`),
        act: async (page, say) => {
          await page.getByLabel(say("supplierItem.basis"), { exact: true }).fill("1000");
          await page.getByRole("button", { name: say("button.save"), exact: true }).click();
          await page.getByRole("button", { name: say("supplierItem.rightButton"), exact: true }).waitFor();
        },
      },
      {
        name: "adopting",
        opens: "screens/supplier-item/adopt-dialog.tsx",
        act: opening("supplierItem.adoptButton"),
      },
      {
        name: "linking",
        opens: "screens/supplier-item/link-item-dialog.tsx",
        act: opening("supplierItem.linkButton"),
      },
      {
        name: "metal",
        api: {
          path: "/api/supplier-items/",
          answer: (said) => ({
            ...said,
            name: "Kabel EXVB 3G2,5 grijs, trommel van 500 m",
            gross: "95",
            net: "38",
            netFrom: "group",
            discountGroup: "KAB1",
            discounts: [{ kind: "percent", value: "60", group: "KAB1", source: "group" }],
            basisQuantity: "100",
            basisUnitCode: "MTR",
            orderUnitCode: "XRO",
            perOrderUnit: "500",
            useUnitCode: "MTR",
            usePerOrder: "500",
            minimum: "1",
            cost: "0.92648",
            salesPrice: "1.2044",
            priceStatus: "ok",
            costFlags: ["metalComputed", "contributionAssumedOnTop"],
            surcharges: [
              {
                kind: "metal",
                amount: "54.648",
                per: { quantity: "100", unitCode: "MTR" },
                includedInNet: "no",
                vatRate: "21",
              },
              { kind: "cutting", amount: "12.5", per: "line", includedInNet: "no", vatRate: "21" },
            ],
            metal: {
              type: "Cu",
              weightKgPerKm: "72",
              basePer100Kg: "150",
              quotePer100Kg: "900",
              quoteDate: "2026-11-20",
              handlingPercent: "1",
            },
            notInListSince: "2026-10-02T08:00:00Z",
          }),
        },
      },
      failing("/api/supplier-items/"),
    ],
  },
];

/** Of the screen of an own item. */
export const itemTabStates: readonly ScreenState[] = [
  { name: "properties", path: itemTab("properties") },
  { name: "properties-viewer", path: itemTab("properties"), as: "viewer" },
  {
    name: "category",
    path: itemTab("properties"),
    opens: "screens/item/category-dialog.tsx",
    act: opening("item.categoryNewButton"),
  },
  { name: "suppliers", path: itemTab("suppliers") },
  { name: "suppliers-viewer", path: itemTab("suppliers"), as: "viewer" },
  { name: "no-suppliers", path: at(({ records }) => `/items/${records.unusedItem}?tab=suppliers`) },
  {
    name: "supplier",
    path: itemTab("suppliers"),
    opens: "screens/item/item-supplier-dialog.tsx",
    act: opening("item.supplierAddButton"),
  },
  {
    name: "removing-supplier",
    path: itemTab("suppliers"),
    opens: "screens/item/suppliers-tab.tsx",
    act: openingOf("item.supplierRemoveOne", { supplier: "Sanitair Centrale bv" }),
  },
  { name: "prices", path: itemTab("prices") },
  { name: "prices-viewer", path: itemTab("prices"), as: "viewer" },
];
