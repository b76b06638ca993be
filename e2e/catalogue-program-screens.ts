import type { Page } from "playwright-core";
import type { Screen, ScreenState } from "./screen.ts";
import type { Say } from "./words.ts";

const here = (rest = "") => ({ route: null, path: () => `/catalogue/${rest}` }) as const;

/** Puts every list on this device that is not there yet. */
async function keepLists(page: Page, say: Say): Promise<void> {
  await page.goto("/catalogue/lists");
  await page.getByText(say("program.lists.notAsked")).waitFor({ state: "detached" });
  const keep = page.getByRole("button", { name: say("program.lists.button.keep") });
  for (let left = await keep.count(); left > 0; left = await keep.count()) {
    await keep.first().click();
    await page.locator('[aria-busy="true"]').waitFor({ state: "detached" });
  }
}

async function find(page: Page, say: Say, typed: string): Promise<void> {
  await keepLists(page, say);
  await page.goto("/catalogue/");
  await page.getByLabel(say("program.search.label")).fill(typed);
}

const found = (name: string, typed: string): ScreenState => ({
  name,
  act: (page, say) => find(page, say, typed),
});

async function openItem(page: Page, say: Say): Promise<void> {
  await find(page, say, "led");
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.getByRole("button", { name: say("program.item.button.add") }).waitFor();
}

async function fillBasket(page: Page, say: Say): Promise<void> {
  await openItem(page, say);
  await page.getByRole("button", { name: say("program.item.button.add") }).click();
  await page.goto("/catalogue/basket");
  await page.getByRole("button", { name: say("program.basket.button.send") }).waitFor();
}

/** A page of its own, in which a person who is signed in to the hub is signed in. */
export const catalogueProgramScreens: readonly Screen[] = [
  {
    name: "program-entrance",
    group: "program",
    ...here(),
    as: "nobody",
    question: "How do I get in?",
  },
  {
    name: "program",
    group: "program",
    ...here(),
    question: "Which article do I need, and what does it cost?",
    isMain: true,
    states: [found("found", "led"), found("nothing", "nergens te vinden")],
  },
  {
    name: "program-item",
    group: "program",
    ...here("item?list=99&code=weg"),
    question: "Is this the right one, and how many do I want?",
    states: [
      { name: "known", act: openItem },
      {
        name: "wrong-quantity",
        async act(page, say) {
          await openItem(page, say);
          await page.locator("form input").fill("nul");
        },
      },
    ],
  },
  {
    name: "program-scan",
    group: "program",
    ...here("scan"),
    question: "Which article carries this barcode?",
    states: [
      {
        name: "unknown",
        async act(page, say) {
          await page.getByLabel(say("program.scan.label")).fill("9999999999994");
          await page.getByRole("button", { name: say("program.scan.button.find") }).click();
        },
      },
    ],
  },
  {
    name: "program-basket",
    group: "program",
    ...here("basket"),
    question: "What do I have, and can I send it?",
    isMain: true,
    states: [
      { name: "filled", act: fillBasket },
      {
        name: "sent",
        async act(page, say) {
          await fillBasket(page, say);
          await page.getByRole("button", { name: say("program.basket.button.send") }).click();
          await page.getByText(say("program.basket.empty")).waitFor();
        },
      },
    ],
  },
  {
    name: "program-lists",
    group: "program",
    ...here("lists"),
    question: "Which price lists do I have with me, and is there room for more?",
    states: [
      { name: "kept", act: keepLists },
      {
        name: "clearing",
        async act(page, say) {
          await page.getByRole("button", { name: say("program.forget.button.ask") }).click();
        },
      },
    ],
  },
  {
    name: "program-help",
    group: "program",
    ...here("help"),
    question: "How does this work?",
  },
];
