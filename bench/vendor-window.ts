import { mock } from "node:test";
import type { RateLimit } from "#connect/connector.ts";
import { askRoom, emptyBook, type RateBook } from "#connect/rate-book.ts";
import { tellsOf } from "#connect/rate-headers.ts";
import { createSharedBudget } from "#connect/shared-budget.ts";
import { defaults } from "#sandbox/visma-net/settings.ts";
import { Windows } from "#sandbox/visma-net/windows.ts";

export interface WindowUse {
  /** Calls that were counted in the vendor's windows, of those it allows. */
  readonly share: number;
  /** Calls of ours that were refused with 429. */
  readonly refusedByUs: number;
}

const begin = Temporal.Instant.from("2026-11-02T08:00:00Z").epochMilliseconds;
const tickMs = 20;
const takesMs = 120;
const never = new AbortController().signal;

/**
 * Two nodes with more work than they may do, on the book all nodes share, against the window of the ERP's stand-in: both go by one clock that is
 * moved on, so that hours take a minute. The first window is not counted: there the number of calls at once still grows.
 */
export async function vendorWindow(limit: RateLimit, windows: number): Promise<WindowUse> {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    let elapsed = 0;
    let refused = 0;
    let book: RateBook = emptyBook;
    let isOver = false;
    const settings = { ...defaults, window: { ...defaults.window } };
    const vendor = new Windows(() => begin + elapsed, settings);
    const owner = { text: "", clientId: "us", tenant: "company", scopes: [], expiresAt: Infinity };
    const later = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
    const node = (name: string) =>
      createSharedBudget({
        elapsedMs: () => elapsed,
        onError: () => undefined,
        async ask(ask) {
          await later(tickMs);
          const { book: after, room } = askRoom(book, limit, { ...ask, node: name }, elapsed);
          book = after;
          return room;
        },
      });
    const budgets = [node("one"), node("two")];
    const work = async (budget: (typeof budgets)[number]): Promise<void> => {
      while (!isOver) {
        const leave = await budget.enter(never);
        const startedAt = elapsed;
        await later(takesMs);
        if (vendor.enter(owner, "finance")) {
          const now = Temporal.Instant.fromEpochMilliseconds(begin + elapsed);
          budget.heard({ tells: tellsOf(vendor.headers(owner, "finance"), limit, now), startedAt });
        } else {
          refused += 1;
          budget.refused(vendor.secondsLeft() * 1000);
        }
        leave();
      }
    };
    for (const budget of budgets) for (let lane = 0; lane < 8; lane += 1) void work(budget).catch(() => undefined);
    const lengthMs = settings.window.seconds * 1000;
    let used = 0;
    for (let window = 0; window <= windows; window += 1) {
      for (const end = (window + 1) * lengthMs - tickMs; elapsed < end;) {
        elapsed += tickMs;
        mock.timers.tick(tickMs);
        // What was let go on goes as far as its next wait.
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      if (window > 0) used += vendor.used(owner, "finance");
    }
    isOver = true;
    return { share: used / (windows * settings.window.requests), refusedByUs: refused };
  } finally {
    mock.timers.reset();
  }
}
