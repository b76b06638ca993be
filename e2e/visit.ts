import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Browser, type BrowserContext, type Page, type Request, type Route } from "playwright-core";
import type { Language, Member, Place } from "./place.ts";
import { addressOf, type View } from "./screen.ts";
import { sayIn } from "./words.ts";

const locales: Readonly<Record<Language, string>> = { nl: "nl-BE", fr: "fr-BE", en: "en-GB" };

/** A hub, and who is signed in to it: all that a window needs. */
export type Door = Pick<Place, "url"> & { readonly cookies: Readonly<Partial<Place["cookies"]>> };

/** Without a graphics card Chromium draws as if there were one, which takes a tenth longer. */
export const launch = ({ browser }: Place): Promise<Browser> =>
  chromium.launch({ executablePath: browser, args: ["--disable-gpu"] });

/** What proofs plant to see that it is found: a picture without a name, pale words, and a box that is too wide. */
function plantFault(): void {
  window.addEventListener("load", () => {
    const planted = document.createElement("div");
    planted.innerHTML = `<img src="/favicon.svg" width="20" height="20"><p style="color:#999;background:#bbb">bleek</p>`;
    planted.style.width = "200vw";
    document.body.append(planted);
  });
}

/** A browser window of one person, without history. Somebody who is not signed in still speaks a language. */
export async function openContext(
  browser: Browser,
  door: Door,
  as: Member = "nl",
  language: Language = as === "fr" || as === "en" ? as : "nl",
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: door.url,
    locale: locales[language],
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    timezoneId: "Europe/Brussels",
  });
  if (process.env["SCHAKEL_PLANT_FAULT"] !== undefined) await context.addInitScript(plantFault);
  await context.addCookies(door.cookies[as] ?? []);
  return context;
}

/** A page that remembers what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and failed requests since the last time this was asked. */
  faults(): readonly string[];
  /** Until the page has asked nothing for a moment, and shows no skeleton. `isWaiting`: it never will have everything. */
  settled(isWaiting?: boolean): Promise<void>;
}

/** An event stream never ends. */
const isEndless = (request: Request): boolean => new URL(request.url()).pathname === "/api/live";

/** A call that is cut off because its page went away is no fault of the page. */
const isAborted = (request: Request): boolean => request.failure()?.errorText === "net::ERR_ABORTED";

export async function watchedPage(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const faults: string[] = [];
  const underWay = new Set<Request>();
  let changedAt = performance.now();
  const touch = (): void => void (changedAt = performance.now());
  const path = (request: Request): string => new URL(request.url()).pathname;
  page.on("request", (request) => {
    if (!isEndless(request)) underWay.add(request);
    touch();
  });
  page.on("requestfinished", (request) => {
    underWay.delete(request);
    touch();
  });
  page.on("requestfailed", (request) => {
    underWay.delete(request);
    touch();
    if (!isAborted(request) && !isEndless(request))
      faults.push(`failed request: ${path(request)} ${request.failure()?.errorText ?? ""}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`answer ${response.status()}: ${path(response.request())}`);
  });
  // What Chromium says of an answer of 400 and up is counted above, with its address.
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  return {
    page,
    faults: () => faults.splice(0),
    async settled(isWaiting = false) {
      const until = performance.now() + 45_000;
      const isBusy = async (): Promise<boolean> =>
        performance.now() - changedAt < 80 ||
        (!isWaiting && underWay.size > 0) ||
        !(await page.evaluate(
          (mayWait) =>
            document.querySelector("h1") !== null &&
            (mayWait || document.querySelector('[aria-busy="true"]') === null) &&
            document.fonts.status === "loaded",
          isWaiting,
        ));
      while (await isBusy().catch(() => true)) {
        if (performance.now() > until) throw new Error(`${page.url()} does not come to rest`);
        await sleep(25);
      }
      // Grey lines come after 150 ms, and the picture has to hold them.
      if (isWaiting) await sleep(200);
    },
  };
}

/** The window of one person and language, opened at its first use. */
export type Desk = (as: Member, language: Language) => Promise<WatchedPage>;

const ownLanguage: readonly Member[] = ["nl", "fr", "en", "nobody"];

/** Whoever is looked at in several languages reads in the one that is looked at now. */
async function openIn(browser: Browser, door: Door, as: Member, language: Language): Promise<WatchedPage> {
  const context = await openContext(browser, door, as, language);
  if (!ownLanguage.includes(as)) {
    const answer = await context.request.put("/api/me", {
      data: { language },
      headers: { origin: new URL(door.url).origin },
    });
    if (!answer.ok()) throw new Error(`${as} does not speak ${language}: ${answer.status()}`);
  }
  return watchedPage(context);
}

/** One page each for whoever looks: opening a window for every screen would take longer than looking. */
export function openDesk(browser: Browser, door: Door): Desk {
  const open = new Map<string, Promise<WatchedPage>>();
  return (as, language) => {
    const key = `${as} ${language}`;
    const found = open.get(key) ?? openIn(browser, door, as, language);
    open.set(key, found);
    return found;
  };
}

const problem = {
  type: "about:blank",
  title: "Er ging iets mis",
  status: 500,
  code: "internal",
  detail: "An error made for this picture",
};

/** Goes to a screen in one of its looks, and waits until it is all there. */
export async function visit(watched: WatchedPage, place: Place, view: View, language: Language): Promise<void> {
  const { page } = watched;
  const { state } = view;
  // What the last screen still asked for is not of this one.
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto("about:blank");
  watched.faults();
  const { api } = state;
  if (api !== undefined) {
    await page.route(
      (url) => url.pathname.startsWith(api.path),
      (route) => {
        if (api.answer === "error") void route.fulfill({ status: 500, json: problem }).catch(wasLeft);
        if (typeof api.answer === "function") void answerOtherwise(route, api.answer);
      },
    );
  }
  if (view.screen.group === "pay") await page.route("**/pay/*", withoutRefresh);
  await page.goto(addressOf(view, place));
  await watched.settled(api?.answer === "never");
  if (state.act === undefined) return;
  await state.act(page, sayIn(language));
  await watched.settled();
  const opened = await page.getByRole("dialog").count();
  if (opened !== (state.opens === undefined ? 0 : 1)) throw new Error(`${opened} dialogs are open in ${view.name}`);
}

/** The page went on to another screen while its answer was being changed. */
const wasLeft = (): void => undefined;

async function answerOtherwise(route: Route, change: (said: object) => object): Promise<void> {
  const response = await route.fetch();
  // Files stand below the same paths.
  const isSaid = response.headers()["content-type"]?.includes("json") === true;
  if (!isSaid) return route.fulfill({ response }).catch(wasLeft);
  const said = (await response.json()) as object;
  const json = change(said);
  // What stands instead of a refusal is no refusal.
  const status = json === said ? response.status() : 200;
  return route.fulfill({ response, json, status }).catch(wasLeft);
}

/** A page that looks again by itself would go away while it is looked at. */
async function withoutRefresh(route: Route): Promise<void> {
  const response = await route.fetch();
  const { refresh: _, ...headers } = response.headers();
  await route.fulfill({ response, headers }).catch(wasLeft);
}

/** Faults that a look is there to show are none. */
export const isMeant = ({ screen, state }: View, fault: string): boolean =>
  // Asked to find out whether somebody is signed in.
  (screen.as === "nobody" && fault === "answer 401: /api/me") ||
  (state.api?.answer === "error" && fault.includes(state.api.path)) ||
  (screen.name === "sign-in" && state.name === "refused" && fault.startsWith("answer 401: /api/session")) ||
  (screen.as === "nobody" && /^answer 40[14]: /.test(fault) && ["over", "unknown"].includes(state.name)) ||
  (state.name === "switched-off" && /^answer 409: \/api\/(supplier-|relation)/.test(fault)) ||
  (state.name === "no-link" && fault === "answer 400: /api/relations/look") ||
  (screen.name === "partner-invitation" && state.as === "nobody" && fault === "answer 401: /api/me") ||
  (state.name === "again" && fault.startsWith("answer 409: /api/supplier-baskets/")) ||
  (state.name === "not-found" && fault.startsWith("answer 404: /a/"));
