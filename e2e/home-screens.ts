import type { Page } from "playwright-core";
import { textOf } from "#domain/texts/text.ts";
import { languages } from "./place.ts";
import { at, empty, failing, inside, loading, type Screen } from "./screen.ts";

/** The hub itself writes these buttons, in the language of whoever looks. */
async function pressCause(page: Page, key: "action.chooseMapping" | "action.report"): Promise<void> {
  const names = languages.map((language) => textOf(key, language));
  await page
    .locator("main li")
    .getByRole("button", { name: new RegExp(`^(${names.join("|")})`) })
    .first()
    .click();
  await page.getByRole("dialog").waitFor();
}

/** Products and stock that do not get into a shop: in the sandbox everything gets there. */
const stoppedCatalogues = (path: string) => ({
  path,
  answer: (said: object) => ({
    ...said,
    catalogues: [
      {
        ...{ couplingId: "0192f0c0-0000-7000-8000-000000000001", kind: "products", count: 12 },
        title: "12 artikelen voor Fietsen De Ketting wachten op jou",
        since: "2026-11-02T09:00:00Z",
      },
      {
        ...{ couplingId: "0192f0c0-0000-7000-8000-000000000002", kind: "stock", count: 0 },
        title: "De voorraad naar Fietsen De Ketting staat stil",
        since: "2026-11-03T09:00:00Z",
      },
    ],
  }),
});

export const homeScreens: readonly Screen[] = [
  {
    name: "home",
    group: "home",
    route: inside("/"),
    question: "Is everything through?",
    isMain: true,
    states: [
      empty(""),
      { name: "half-set-up", path: ({ newCompanyId }) => `/a/${newCompanyId}` },
      loading("/api/overview"),
      failing("/api/overview"),
      { name: "catalogues", api: stoppedCatalogues("/api/overview") },
      {
        name: "search",
        opens: "shell/search-box.tsx",
        async act(page) {
          await page.keyboard.press("Control+k");
          await page.getByRole("dialog").getByRole("combobox").fill("an");
        },
      },
      {
        name: "keys",
        opens: "shell/key-list.tsx",
        async act(page) {
          await page.keyboard.press("h");
          await page.getByRole("dialog").waitFor();
        },
      },
      { name: "not-mine", path: () => "/a/0192f0c0-0000-7000-8000-000000000000" },
      { name: "not-found", path: at("/bestaat-niet") },
    ],
  },
  {
    name: "work",
    group: "home",
    route: inside("/work"),
    question: "What needs me, and what helps?",
    isMain: true,
    states: [
      empty("/work"),
      loading("/api/work"),
      failing("/api/work"),
      { name: "catalogues", api: stoppedCatalogues("/api/work") },
      {
        name: "opened",
        async act(page) {
          await page.locator("main a[aria-expanded]").first().click();
          await page.locator("main table").first().waitFor();
        },
      },
      {
        name: "choosing",
        opens: "screens/work/mapping-dialog.tsx",
        async act(page) {
          await pressCause(page, "action.chooseMapping");
        },
      },
      {
        name: "reporting",
        opens: "screens/work/report-dialog.tsx",
        async act(page) {
          await pressCause(page, "action.report");
        },
      },
    ],
  },
];
