import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import type { Browser, BrowserContext } from "playwright-core";
import type { Language, Member, Place } from "./place.ts";
import { launch, openContext, openDesk, watchedPage, type Desk, type Door, type WatchedPage } from "./visit.ts";

export interface Window extends WatchedPage {
  readonly context: BrowserContext;
}

export interface InBrowser {
  readonly place: Place;
  /** One page each for all tests of the file. */
  readonly desk: Desk;
  /** A new window of that person on the hub of the run, closed after the test. */
  open(as?: Member, language?: Language): Promise<Window>;
  /** The same on another hub. */
  openAt(door: Door, as?: Member): Promise<Window>;
}

/** A browser for the tests of one file. */
export function inBrowser(): InBrowser {
  let browser: Browser;
  let desk: Desk;
  beforeAll(async () => {
    browser = await launch(inject("place"));
    desk = openDesk(browser, inject("place"));
  });
  afterAll(() => browser.close());
  const openAt = async (door: Door, as?: Member, language?: Language): Promise<Window> => {
    const context = await openContext(browser, door, as, language);
    onTestFinished(() => context.close());
    return { ...(await watchedPage(context)), context };
  };
  return {
    get place() {
      return inject("place");
    },
    desk: (as, language) => desk(as, language),
    open: (as, language) => openAt(inject("place"), as, language),
    openAt,
  };
}
