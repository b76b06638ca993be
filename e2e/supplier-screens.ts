import type { Page } from "playwright-core";
import { at, choosing, failing, inside, loading, opening, type Screen, type ScreenState } from "./screen.ts";
import type { Say } from "./words.ts";

const staged = at(({ records }) => `/purchasing/baskets/${records.basket}`);
const again = at(({ records }) => `/purchasing/baskets/${records.basketAgain}`);

const note = at(({ records }) => `/purchasing/baskets/${records.deliveryNote}`);

/** As it is when nothing is expected of its order any more, and nobody said which supplier it is of. */
const withClosedOrder = (said: object): object => {
  const { supplierDocument: about } = said as { readonly supplierDocument: { readonly order: object } };
  return { ...said, supplierDocument: { ...about, hasSupplier: false, order: { ...about.order, isOpen: false } } };
};

/** As a basket is that came through a service: there is one to empty. */
const ofService = (said: object): object => ({ ...said, source: "service", canEmpty: true });
/** As it is when it came late, emptying did not work, and every way to find an item is in it. */
const withTrouble = (said: object): object => {
  const { lines } = said as { readonly lines: readonly object[] };
  const found = [
    { match: "supplier", item: { id: "1", code: "KABEL-3G25", name: "Kabel" } },
    { match: "several", costFlags: ["contributionAssumedOnTop", "metalComputed"] },
    { said: "Elektro Groothandel nv kent dit artikel niet meer.", takenQuantity: "2" },
  ];
  return {
    ...said,
    state: "parked",
    emptied: "failed",
    lines: lines.map((line, index) => ({ ...line, ...found[index] })),
  };
};

export const supplierScreens: readonly Screen[] = [
  {
    name: "suppliers",
    group: "settings",
    route: inside("/settings/suppliers"),
    question: "Which suppliers can we ask what, and with which login?",
    states: [
      { name: "switched-off", path: ({ emptyId }) => `/a/${emptyId}/settings/suppliers` },
      {
        name: "by-file",
        path: at(({ records }) => `/settings/suppliers?function=document&entry=${records.fileLogin}`),
      },
      loading("/api/supplier-entries"),
      failing("/api/supplier-entries"),
      { name: "prices", path: at("/settings/suppliers?function=price") },
      { name: "login", path: at(({ records }) => `/settings/suppliers?entry=${records.supplierLogin}`) },
      { name: "new-login", path: at(({ records }) => `/settings/suppliers?entry=${records.emptyLogin}`) },
      {
        name: "viewer",
        as: "viewer",
        path: at(({ records }) => `/settings/suppliers?entry=${records.supplierLogin}`),
      },
      {
        name: "other-functions",
        path: at(({ records }) => `/settings/suppliers?entry=${records.emptyLogin}`),
        opens: "screens/supplier-logins/other-functions-dialog.tsx",
        act: async (page, say) => {
          await page.locator("input[name=customerNumber]").fill("9900123");
          await page.locator("input[name=userName]").fill("WSDEMO");
          await page.locator("main input[type=password]").fill("niet echt");
          await opening("button.save")(page, say);
        },
      },
    ],
  },
  {
    name: "baskets",
    group: "documents",
    route: inside("/purchasing/baskets"),
    question: "Which supplier's basket do we fetch?",
    states: [
      { name: "switched-off", path: ({ emptyId }) => `/a/${emptyId}/purchasing/baskets` },
      loading("/api/supplier-"),
      failing("/api/supplier-entries"),
      { name: "viewer", as: "viewer" },
      { name: "nobody-set-up", api: { path: "/api/supplier-entries", answer: () => ({ items: [] }) } },
    ],
  },
  {
    name: "basket",
    group: "documents",
    route: inside("/purchasing/baskets/$basket"),
    path: staged,
    question: "Which of these articles go on the document?",
    states: [
      loading("/api/supplier-baskets/"),
      failing("/api/supplier-baskets/"),
      { name: "viewer", as: "viewer" },
      { name: "trouble", api: { path: "/api/supplier-baskets/", answer: withTrouble } },
      { name: "delivery-note", path: note },
      {
        name: "delivery-note-closed-order",
        path: note,
        api: { path: "/api/supplier-baskets/", answer: withClosedOrder },
      },
      {
        name: "emptying",
        api: { path: "/api/supplier-baskets/", answer: ofService },
        opens: "screens/supplier-baskets/empty-dialog.tsx",
        act: opening("basket.emptyButton"),
      },
      {
        name: "again",
        path: again,
        opens: "screens/supplier-baskets/again-dialog.tsx",
        act: async (page) => {
          await page.locator("[data-take]").click();
          await page.getByRole("dialog").waitFor();
        },
      },
    ],
  },
];

const importing = "screens/supplier-documents/import-dialog.tsx";

/** Fills in a number and asks for it. */
const asking =
  (number: string) =>
  async (page: Page, say: Say): Promise<void> => {
    await opening("fromSupplier.listButton")(page, say);
    const dialog = page.getByRole("dialog");
    await dialog.locator("input[name=number]").fill(number);
    await dialog.getByRole("button", { name: say("fromSupplier.fetchButton"), exact: true }).click();
    await dialog.getByRole("status").first().locator("strong").waitFor();
  };

/** Documents of suppliers are asked for from the list of purchase orders. */
export const importStates: readonly ScreenState[] = [
  { name: "importing", opens: importing, act: opening("fromSupplier.listButton") },
  { name: "importing-not-found", opens: importing, act: asking("99999999") },
  {
    name: "importing-nobody-set-up",
    api: { path: "/api/supplier-entries", answer: () => ({ items: [] }) },
    opens: importing,
    act: opening("fromSupplier.listButton"),
  },
];

/** A draft that takes documents of suppliers; its menu has nothing of baskets. */
export const receiptStates: readonly ScreenState[] = [
  {
    name: "receipt-importing",
    path: at(({ records }) => `/documents/${records.receipt}`),
    opens: importing,
    act: choosing("basket.actions", "fromSupplier.title"),
  },
];
