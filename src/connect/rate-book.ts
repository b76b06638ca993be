import type { RateLimit } from "./connector.ts";

/** What a node holds: this many calls until then, and this many at once. One without either waits for its turn. */
interface Hold {
  readonly calls: number;
  readonly seats: number;
  readonly until: number;
  /** Since when it waits for a place that others have. */
  readonly waitsSince: number | null;
}

/** What one account at a vendor has left, as all nodes know it together. Plain data; moments in milliseconds of the clock all share. */
export interface RateBook {
  readonly holds: Readonly<Record<string, Hold>>;
  /** Calls that were made, each with the latest moment at which it can have been. */
  readonly spent: readonly { readonly calls: number; readonly at: number }[];
  /** What its answers told, by header: so many calls until that moment. */
  readonly told: Readonly<Record<string, { readonly left: number; readonly until: number }>>;
  /** Nobody calls before. */
  readonly pausedUntil: number;
  /** How often in a row it asked to wait. */
  readonly refusals: number;
  /** Of what is declared this part is used: a refusal halves it, quiet widens it. */
  readonly part: number;
  readonly partSince: number;
  /** When the first one asked: with how many at once begins there. */
  readonly begunAt?: number;
}

export const emptyBook: RateBook = {
  holds: {},
  spent: [],
  told: {},
  pausedUntil: 0,
  refusals: 0,
  part: 1,
  partSince: 0,
};

/** What a node did since it asked last, and whether it wants more. Ages and not moments: clocks of nodes differ. */
export interface RateAsk {
  readonly node: string;
  readonly spent: number;
  readonly lastAgoMs: number;
  /** Calls under way. */
  readonly inside: number;
  /** False gives back whatever is left. */
  readonly wants: boolean;
  readonly told: readonly {
    readonly name: string;
    readonly left: number;
    readonly inMs: number;
    readonly agoMs: number;
  }[];
  /** It was asked to wait, this long when that was said. */
  readonly refused: { readonly waitMs: number | null } | null;
}

/** What a node may do from the moment it asked; `waitMs` when to ask again if that is nothing. */
export interface RateRoom {
  readonly calls: number;
  readonly seats: number;
  readonly forMs: number;
  readonly waitMs: number;
  /** True when only other nodes stand in the way, which takes moments. */
  readonly isShort: boolean;
}

/** Where the nodes keep the book together; `key` names the account. */
export interface RateLedger {
  ask(key: string, limit: RateLimit, ask: RateAsk): Promise<RateRoom>;
}

/** A node reports what it did a little after its hold has ended. */
const graceMs = 1000;
const usualHoldMs = 2000;
const contestedHoldMs = 500;
const pollMs = 100;
const mostCalls = 1000;
const leastPart = 1 / 16;
const widenMs = 60_000;
const longestPauseMs = 3_600_000;

const windowsOf = (limit: RateLimit, part: number) =>
  limit.windows.map(({ requests, seconds }) => ({
    requests: Math.max(1, Math.floor(requests * part)),
    ms: seconds * 1000,
  }));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What has gone by is forgotten: holds that nobody reported on count as spent to the last call, at their last moment. */
function upTo(book: RateBook, limit: RateLimit, now: number): RateBook {
  const lost = Object.values(book.holds).filter(({ until }) => until + graceMs <= now);
  const longest = Math.max(0, ...limit.windows.map(({ seconds }) => seconds * 1000));
  const spent = [...book.spent, ...lost.map(({ calls, until }) => ({ calls, at: until }))]
    .filter(({ calls, at }) => calls > 0 && at > now - longest)
    .toSorted((a, b) => a.at - b.at);
  const steps = book.part === 1 ? 0 : Math.max(0, Math.floor((now - book.partSince) / widenMs));
  const part = Math.min(1, book.part * 1.25 ** steps);
  return {
    ...book,
    holds: Object.fromEntries(Object.entries(book.holds).filter(([, { until }]) => until + graceMs > now)),
    spent: merged(spent, now),
    told: Object.fromEntries(Object.entries(book.told).filter(([, { until }]) => until > now)),
    part,
    partSince: book.partSince + steps * widenMs,
    refusals: part === 1 ? 0 : book.refusals,
  };
}

/** Neighbours that lie closer together than a hundredth of their age are one, at the later moment: the book stays small. */
function merged(spent: RateBook["spent"], now: number): RateBook["spent"] {
  const kept: { calls: number; at: number }[] = [];
  for (const one of spent) {
    const last = kept.at(-1);
    if (last !== undefined && one.at - last.at <= (now - one.at) / 100)
      kept[kept.length - 1] = { calls: last.calls + one.calls, at: one.at };
    else kept.push(one);
  }
  return kept;
}

/** How long to wait when nobody says so; `before`: how often in a row it was asked already. */
function backOffMs({ backOffSeconds = [] }: RateLimit, before: number): number {
  const given = backOffSeconds[before] ?? backOffSeconds.at(-1);
  return given === undefined ? 5000 * 2 ** Math.min(before, 10) : given * 1000;
}

/** Takes in what a node tells: what it did, what it heard. */
function withReport(book: RateBook, limit: RateLimit, ask: RateAsk, now: number): RateBook {
  const { [ask.node]: mine, ...others } = book.holds;
  const spent = ask.spent === 0 ? book.spent : [...book.spent, { calls: ask.spent, at: now - ask.lastAgoMs }];
  const unused = Math.max(0, (mine?.calls ?? 0) - ask.spent);
  const told = Object.fromEntries(
    Object.entries(book.told).map(([name, { left, until }]) => [name, { left: left + unused, until }]),
  );
  for (const { name, left, inMs, agoMs } of ask.told) {
    // What the vendor cannot have counted yet when it said so.
    const since = sum(spent.filter(({ at }) => at > now - agoMs).map(({ calls }) => calls));
    const elsewhere = sum(Object.values(others).map(({ calls }) => calls));
    told[name] = { left: Math.max(0, left - since - elsewhere - ask.inside), until: now + inMs };
  }
  if (ask.refused === null) return { ...book, holds: others, spent, told };
  // Calls that were under way together are refused together: that is one refusal.
  const isNew = now >= book.pausedUntil;
  const refusals = book.refusals + (isNew ? 1 : 0);
  const wait = ask.refused.waitMs ?? backOffMs(limit, Math.max(0, refusals - 1));
  const pausedUntil = Math.max(book.pausedUntil, now + Math.min(wait, longestPauseMs));
  const part = isNew ? Math.max(leastPart, book.part / 2) : book.part;
  return { ...book, holds: others, spent, told, refusals, pausedUntil, part, partSince: pausedUntil };
}

/** Calls that may still be made now, by anybody; infinite where nothing is declared or told. */
function roomIn(book: RateBook, limit: RateLimit, now: number): number {
  const held = sum(Object.values(book.holds).map(({ calls }) => calls));
  const inWindows = windowsOf(limit, book.part).map(({ requests, ms }) => {
    const used = sum(book.spent.filter(({ at }) => at > now - ms).map(({ calls }) => calls));
    return requests - used - held;
  });
  return Math.min(Infinity, ...inWindows, ...Object.values(book.told).map(({ left }) => left));
}

/** The first moment at which there is room, when nobody gives anything back. */
function roomAt(book: RateBook, limit: RateLimit, now: number): number {
  const moments = [
    now,
    ...limit.windows.flatMap(({ seconds }) => book.spent.map(({ at }) => at + seconds * 1000)),
    ...Object.values(book.told).map(({ until }) => until),
  ];
  const later = moments.filter((at) => at > now).toSorted((a, b) => a - b);
  return later.find((at) => roomIn({ ...upTo(book, limit, at), holds: {} }, limit, at) >= 1) ?? now + pollMs;
}

/** Doubled each minute from the first on. */
function atOnce(
  { concurrency, firstConcurrency = concurrency }: RateLimit,
  { begunAt }: RateBook,
  now: number,
): number {
  const minutes = begunAt === undefined ? 0 : Math.max(0, Math.floor((now - begunAt) / widenMs));
  return Math.min(concurrency, firstConcurrency * 2 ** Math.min(minutes, 20));
}

/** One node asks: the book afterwards, and what the node may do. All that is granted is written in the book before anybody uses it. */
export function askRoom(
  before: RateBook,
  limit: RateLimit,
  ask: RateAsk,
  now: number,
): { readonly book: RateBook; readonly room: RateRoom } {
  const mine = before.holds[ask.node];
  const book = { begunAt: now, ...withReport(upTo(before, limit, now), limit, ask, now) };
  const others = Object.values(book.holds);
  const concurrency = Math.max(1, Math.floor(atOnce(limit, book, now) * book.part));
  const free = concurrency - sum(others.map(({ seats }) => seats));
  const waitsSince = mine?.waitsSince ?? now;
  const ahead = others.filter((other) => other.waitsSince !== null && other.waitsSince < waitsSince).length;
  const fair = Math.max(1, Math.floor(concurrency / (others.length + 1)));
  const seats = Math.min(fair, free - ahead);
  const put = (hold: Hold | null): RateBook =>
    hold === null ? book : { ...book, holds: { ...book.holds, [ask.node]: hold } };
  const refuse = (waitMs: number, isShort: boolean, wantsSeat: boolean) => {
    const isHere = wantsSeat || ask.inside > 0;
    const hold = { calls: 0, seats: ask.inside, until: now + waitMs, waitsSince: wantsSeat ? waitsSince : null };
    // One that waits long, for a pause or a window, is in nobody's way.
    const until = now + Math.min(waitMs, usualHoldMs);
    return {
      book: put(isHere ? { ...hold, until } : null),
      room: { calls: 0, seats: ask.inside, forMs: 0, waitMs: Math.max(1, Math.ceil(waitMs)), isShort },
    };
  };

  if (!ask.wants && ask.inside === 0)
    return { book: put(null), room: { calls: 0, seats: 0, forMs: 0, waitMs: 0, isShort: true } };
  if (book.pausedUntil > now) return refuse(book.pausedUntil - now, false, false);
  const room = roomIn(book, limit, now);
  if (room < 1) {
    // What others hold may come back any moment, used or not.
    const isHeld = roomIn({ ...book, holds: {} }, limit, now) >= 1;
    return isHeld ? refuse(pollMs, true, false) : refuse(roomAt(book, limit, now) - now, false, false);
  }
  if (seats <= 0) return refuse(pollMs, true, true);
  const calls = Math.min(mostCalls, Math.max(1, Math.floor(room / 4)));
  const shortest = Math.min(Infinity, ...limit.windows.map(({ seconds }) => seconds * 1000));
  const forMs = Math.min(others.length === 0 ? usualHoldMs : contestedHoldMs, Math.max(100, shortest / 10));
  const told = Object.fromEntries(
    Object.entries(book.told).map(([name, { left, until }]) => [name, { left: left - calls, until }]),
  );
  // Calls that are under way keep their places, also where it has fewer by now.
  const hold = { calls, seats: Math.max(seats, ask.inside), until: now + forMs, waitsSince: null };
  return {
    book: { ...put(hold), told },
    room: { calls, seats, forMs, waitMs: 0, isShort: true },
  };
}

/** What people are shown of it. */
export interface RateView {
  /** Null: nothing is declared and nothing was told. */
  readonly left: number | null;
  readonly windows: readonly { readonly requests: number; readonly seconds: number; readonly left: number }[];
  readonly pausedUntil: number | null;
  /** The part of what is declared that is used, 1 unless it was too much. */
  readonly part: number;
  readonly told: readonly { readonly left: number; readonly until: number }[];
}

export function viewOf(kept: RateBook, limit: RateLimit, now: number): RateView {
  const book = upTo(kept, limit, now);
  const left = roomIn(book, limit, now);
  return {
    left: left === Infinity ? null : Math.max(0, left),
    windows: limit.windows.map((window) => {
      const its = roomIn({ ...book, told: {} }, { ...limit, windows: [window] }, now);
      return { ...window, left: Math.max(0, its) };
    }),
    pausedUntil: book.pausedUntil > now ? book.pausedUntil : null,
    part: book.part,
    told: Object.values(book.told),
  };
}
