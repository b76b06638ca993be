import type { Page } from "playwright-core";
import type { Language, Member, Place } from "./place.ts";
import type { Say, TextKey } from "./words.ts";

export type Group =
  "entrance" | "home" | "orders" | "documents" | "parties" | "connections" | "settings" | "program" | "pay";

/** What people look at every day; the other groups are for setting up and looking up. */
export const daily: readonly Group[] = ["home", "orders", "documents"];

/** Another look of a screen than the usual one. */
export interface ScreenState {
  readonly name: string;
  /** Instead of the screen's own. */
  readonly path?: (place: Place) => string;
  /** The optional last part of its route, after that path. */
  readonly part?: string | ((place: Place) => string);
  readonly as?: Member;
  /** What calls below a path of the API are answered: nothing for ever, an error, or something else than the hub says. */
  readonly api?: { readonly path: string; readonly answer: "never" | "error" | ((said: object) => object) };
  /** What a person does once the screen is there. */
  readonly act?: (page: Page, say: Say) => Promise<void>;
  /** The file below the dashboard's sources that draws the dialog which is open then. */
  readonly opens?: string;
}

export interface Screen {
  readonly name: string;
  readonly group: Group;
  /** Of the dashboard's router; null for a page the hub writes itself. */
  readonly route: string | null;
  /** Without one: the route, filled in with the records of the demo that its parameters are called after. */
  readonly path?: (place: Place) => string;
  /** As of a state. */
  readonly part?: string;
  /** The one question it answers: a stranger finds the answer in three seconds. */
  readonly question: string;
  /** Who looks, when it is not somebody of the company. */
  readonly as?: "nobody" | "alone";
  /** Besides the usual one. */
  readonly states?: readonly ScreenState[];
  /** Also looked at on 320 px. */
  readonly isMain?: true;
}

/** A screen in one of its looks, as the tests and the screenshots go through them. */
export interface View {
  readonly screen: Screen;
  readonly state: ScreenState;
  /** `orders` or `orders.empty`. */
  readonly name: string;
}

/** A route inside a company. */
export const inside = (path: string): string => `/a/$administration${path}`;

/** An address inside the demo's company, from what stands behind it. */
export const at =
  (rest: string | ((place: Place) => string)) =>
  (place: Place): string =>
    `/a/${place.administrationId}${typeof rest === "string" ? rest : rest(place)}`;

/** The same screen in a company where nothing happened yet. */
export const empty = (rest: string): ScreenState => ({ name: "empty", path: ({ emptyId }) => `/a/${emptyId}${rest}` });
export const loading = (path: string): ScreenState => ({ name: "loading", api: { path, answer: "never" } });
export const failing = (path: string): ScreenState => ({ name: "failing", api: { path, answer: "error" } });

function filledIn(route: string, { administrationId, records }: Place): string {
  const known: Readonly<Record<string, string>> = {
    administration: administrationId,
    connection: records.connection,
    coupling: records.coupling,
    document: records.invoice,
    item: records.item,
    list: records.priceList,
    partner: records.partner,
    party: records.party,
    run: records.run,
    supplierItem: records.supplierItem,
    token: records.invitation,
  };
  return route.replaceAll(/\/\{-\$\w+\}/g, "").replaceAll(/\$(\w+)/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`Nothing in the demo is called ${name}: give the screen a path`);
    return value;
  });
}

export function addressOf({ screen, state }: View, place: Place): string {
  const path = state.path ?? screen.path;
  const base = path === undefined ? filledIn(screen.route ?? "/", place) : path(place);
  const part = state.part ?? screen.part;
  if (part === undefined) return base;
  return `${base}/${typeof part === "string" ? part : part(place)}`;
}

/** Presses a button of the screen, and waits for what opens. */
export const opening =
  (key: TextKey) =>
  async (page: Page, say: Say): Promise<void> => {
    await page
      .locator("main")
      .getByRole("button", { name: say(key), exact: true })
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
  };

/** Presses a button that opens a menu, and what it says about itself in there. */
export const choosing =
  (button: TextKey, note: TextKey) =>
  async (page: Page, say: Say): Promise<void> => {
    await page
      .getByRole("button", { name: say(button), exact: true })
      .first()
      .click();
    await page
      .getByRole("menuitem")
      .filter({ hasText: say(note) })
      .click();
    await page.getByRole("dialog").waitFor();
  };

/** Who looks at it. */
export const viewerOf = ({ screen, state }: View, language: Language): Member => state.as ?? screen.as ?? language;
