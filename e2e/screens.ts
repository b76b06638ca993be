import type { Page } from "playwright-core";
import type { Member, Place } from "./place.ts";
import type { Say } from "./words.ts";

export type Group = "entrance" | "home" | "orders" | "documents" | "parties" | "connections" | "settings" | "pay";

/** Another look of a screen than the usual one. */
export interface ScreenState {
  readonly name: string;
  /** Instead of the screen's own. */
  readonly path?: (place: Place) => string;
  readonly as?: Member;
  /** What a call of the API is answered, by a part of its path: not at all, or with an error. */
  readonly api?: { readonly path: string; readonly answer: "never" | "error" };
  /** What a person does once the screen is there. */
  readonly act?: (page: Page, say: Say) => Promise<void>;
}

export interface Screen {
  readonly name: string;
  readonly group: Group;
  /** Of the dashboard's router; null for a page the hub writes itself. */
  readonly route: string | null;
  readonly path: (place: Place) => string;
  /** The one question it answers: a stranger finds the answer in three seconds. */
  readonly question: string;
  /** Who looks, when it is nobody who is signed in. */
  readonly as?: "nobody";
  /** Besides the usual one. */
  readonly states?: readonly ScreenState[];
  /** Also looked at on 320 px. */
  readonly isMain?: true;
}

/** The same screen in a company where nothing happened yet. */
const empty = (rest: string): ScreenState => ({ name: "empty", path: ({ emptyId }) => `/a/${emptyId}${rest}` });
const loading = (path: string): ScreenState => ({ name: "loading", api: { path, answer: "never" } });
const failing = (path: string): ScreenState => ({ name: "failing", api: { path, answer: "error" } });

const at =
  (rest: string | ((place: Place) => string)) =>
  (place: Place): string =>
    `/a/${place.administrationId}${typeof rest === "string" ? rest : rest(place)}`;

/** Every screen there is. A test fails for a route that is in none of these lines. */
export const screens: readonly Screen[] = [
  {
    name: "sign-in",
    group: "entrance",
    route: "/sign-in",
    path: () => "/sign-in",
    question: "Where do I get in?",
    as: "nobody",
    isMain: true,
    states: [
      {
        name: "refused",
        async act(page, say) {
          await page.getByLabel(say("signIn.email")).fill("niemand@demo.test");
          await page.getByRole("textbox", { name: say("signIn.password") }).fill("een verkeerd wachtwoord");
          await page.getByRole("button", { name: say("signIn.button") }).click();
          await page.getByRole("alert").waitFor();
        },
      },
    ],
  },
  {
    name: "setup",
    group: "entrance",
    route: "/setup",
    path: () => "/setup",
    question: "How do I begin?",
    as: "nobody",
  },
  {
    name: "invitation",
    group: "entrance",
    route: "/invitation/$token",
    path: ({ records }) => `/invitation/${records.invitation}`,
    question: "Who invites me, to what?",
    as: "nobody",
    states: [{ name: "over", path: () => "/invitation/bestaat-niet" }],
  },
  {
    name: "home",
    group: "home",
    route: "/a/$administration/",
    path: at(""),
    question: "Is everything through?",
    isMain: true,
    states: [
      empty(""),
      loading("/api/overview"),
      failing("/api/overview"),
      {
        name: "search",
        async act(page) {
          await page.keyboard.press("Control+k");
          await page.getByRole("combobox").fill("an");
        },
      },
      {
        name: "keys",
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
    route: "/a/$administration/work",
    path: at("/work"),
    question: "What needs me, and what helps?",
    isMain: true,
    states: [
      empty("/work"),
      loading("/api/work"),
      failing("/api/work"),
      {
        name: "opened",
        async act(page) {
          await page.locator("main a[aria-expanded]").first().click();
          await page.locator("main table").first().waitFor();
        },
      },
    ],
  },
  {
    name: "orders",
    group: "orders",
    route: "/a/$administration/orders",
    path: at("/orders"),
    question: "What became of each order?",
    isMain: true,
    states: [
      empty("/orders"),
      loading("/api/orders"),
      failing("/api/orders"),
      { name: "nothing-found", path: at("/orders?q=zzzzzz") },
    ],
  },
  {
    name: "order",
    group: "orders",
    route: "/a/$administration/orders/$connection/$order/{-$tab}",
    path: at(({ records }) => `/orders/${records.booked}`),
    question: "What became of this order, and do the amounts agree?",
    isMain: true,
    states: [
      { name: "held", path: at(({ records }) => `/orders/${records.held}`) },
      { name: "waiting", path: at(({ records }) => `/orders/${records.waiting}`) },
      { name: "failed", path: at(({ records }) => `/orders/${records.failed}`) },
      { name: "skipped", path: at(({ records }) => `/orders/${records.skipped}`) },
      { name: "messages", path: at(({ records }) => `/orders/${records.booked}/messages`) },
      { name: "documents", path: at(({ records }) => `/orders/${records.booked}/documents`) },
      { name: "viewer", path: at(({ records }) => `/orders/${records.held}`), as: "viewer" },
      loading("/api/orders/"),
      failing("/api/orders/"),
      {
        name: "skipping",
        path: at(({ records }) => `/orders/${records.held}`),
        async act(page, say) {
          await page.getByRole("button", { name: say("order.skip"), exact: true }).click();
          await page.getByRole("dialog").waitFor();
        },
      },
    ],
  },
  {
    name: "pay",
    group: "pay",
    route: null,
    path: ({ records }) => records.pay,
    question: "What do I pay, to whom, and how?",
    as: "nobody",
    isMain: true,
    states: [{ name: "unknown", path: () => "/pay/bestaat-niet" }],
  },
];

/** A screen in one of its looks, as the tests and the screenshots go through them. */
export interface View {
  readonly screen: Screen;
  readonly state: ScreenState;
  /** `orders` or `orders.empty`. */
  readonly name: string;
}

export const views: readonly View[] = screens.flatMap((screen) =>
  [{ name: "" }, ...(screen.states ?? [])].map((state) => ({
    screen,
    state,
    name: [screen.name, state.name].filter((part) => part !== "").join("."),
  })),
);
