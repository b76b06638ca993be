import { add, amount, cents, equals, text, zero, type Amount } from "./amount.ts";
import type { KnownOrder } from "./order.ts";
import type { Outcome } from "./outcome.ts";

/** What was missing when the shop was asked. */
export const gapKinds = [
  /** Nothing of ours names it. */
  "neverHeard",
  /** Documents, events or links name it, and its entry is gone. */
  "entryLost",
  /** It is otherwise in the shop than when we last looked at it. */
  "changeMissed",
  /** The shop no longer has it, and we did not know. */
  "goneUnnoticed",
  /** Money was given back in the shop, and nothing here says so. */
  "refundMissed",
  /** More was credited than the shop still says was given back. */
  "refundGone",
] as const;
export type GapKind = (typeof gapKinds)[number];

/** What we know of one order. */
export interface OwnRecord {
  readonly externalId: string;
  readonly number: string;
  readonly status: string;
  readonly outcome: Outcome | null;
  readonly reasonCode: string | null;
  readonly currency: string;
  readonly total: string | null;
  readonly sourceModifiedAt: string | null;
  readonly isDrifted: boolean;
  /** A person leaves it as it was last seen, although its document says otherwise; `gone`: left although the shop has it no more. */
  readonly left: "gone" | "asSeen" | null;
  /** Credit notes made of refunds. */
  readonly creditNotes: number;
  /** It has an invoice that refunds are credited on, and nothing yet says why one is not. */
  readonly mayCredit: boolean;
}

export interface Evidence {
  readonly at: Temporal.Instant;
  readonly own: ReadonlyMap<string, OwnRecord>;
  /** Announced and not looked at yet. */
  readonly underWay: ReadonlySet<string>;
  /** Orders without an entry that something else of ours names. */
  readonly traced: ReadonlySet<string>;
  readonly creditedRefundIds: ReadonlySet<string>;
  /** The first look over the shop is over: until then nobody can have missed anything. */
  readonly isSwept: boolean;
  /** What was placed before this is still to be taken in; null when it was. */
  readonly oldBefore: string | null;
  /** What was placed before this is of before the coupling's start, in whatever time zone; null when it takes everything. */
  readonly startsAt: string | null;
}

/** What became of one order: an outcome, `skipped~` with its rule, or `unexplained`. */
export type Group = "documented" | `skipped~${string}` | "waiting" | "held" | "failed" | "unexplained";

export interface Judged {
  readonly externalId: string;
  readonly group: Group;
  readonly gap: GapKind | null;
}

/** Webhooks take a minute, polls another: younger news is still on its way. */
const onItsWay = Temporal.Duration.from({ minutes: 5 });

const groupOf = ({ outcome, reasonCode }: OwnRecord): Group => {
  if (outcome === null) return "waiting";
  return outcome === "skipped" ? `skipped~${reasonCode ?? ""}` : outcome;
};

const isBefore = (a: string, b: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b)) < 0;

/** Otherwise in the shop than we last saw it; a reading of ours that is later than the list is right. */
export function isChanged(known: KnownOrder, own: OwnRecord): boolean {
  // It stands in the shop and cannot be read: what is wrong with it is its own reason.
  if (known.status === "") return false;
  // Never read as a whole, or left alone by a person: its own outcome says so.
  if (own.sourceModifiedAt === null || own.reasonCode === "rule.user") return false;
  if (known.modifiedAt !== null && isBefore(known.modifiedAt, own.sourceModifiedAt)) return false;
  const isOther = known.total !== null && own.total !== null && !equals(known.total, amount(own.total));
  return known.status !== own.status || isOther;
}

/** What is missing of an order that the shop has (`known`), has no more (null), or that only one of both knows. */
function gapOf(
  known: KnownOrder | null,
  own: OwnRecord | undefined,
  id: string,
  { traced, creditedRefundIds }: Evidence,
): GapKind | null {
  if (own === undefined) return traced.has(id) ? "entryLost" : "neverHeard";
  if (known === null) return own.status === "deleted" || own.isDrifted || own.left === "gone" ? null : "goneUnnoticed";
  if (isChanged(known, own)) return "changeMissed";
  if (own.outcome !== "documented") return null;
  if (own.mayCredit && known.refundIds.some((refund) => !creditedRefundIds.has(refund))) return "refundMissed";
  if (own.creditNotes > known.refundIds.length && !own.isDrifted && own.left !== "asSeen") return "refundGone";
  return null;
}

const isOfBefore = (known: KnownOrder | null, startsAt: string | null): boolean =>
  startsAt !== null && known !== null && known.placedAt !== null && isBefore(known.placedAt, startsAt);

const isOld = (known: KnownOrder | null, oldBefore: string | null): boolean =>
  oldBefore !== null && (known === null || known.placedAt === null || isBefore(known.placedAt, oldBefore));

function judgeOne(known: KnownOrder | null, id: string, evidence: Evidence): Judged {
  const { at, own, underWay, isSwept, oldBefore, startsAt, traced } = evidence;
  const mine = own.get(id);
  // Nobody had to hear of it.
  if (mine === undefined && !traced.has(id) && isOfBefore(known, startsAt))
    return { externalId: id, group: "skipped~rule.before", gap: null };
  const gap = gapOf(known, mine, id, evidence);
  const newest = known?.modifiedAt ?? known?.placedAt ?? null;
  const isFresh = newest !== null && Temporal.Instant.compare(at.subtract(onItsWay), Temporal.Instant.from(newest)) < 0;
  const isComing = underWay.has(id) || isFresh || (mine === undefined && (!isSwept || isOld(known, oldBefore)));
  if (gap !== null && !isComing) return { externalId: id, group: "unexplained", gap };
  return { externalId: id, group: mine === undefined ? "waiting" : groupOf(mine), gap: null };
}

/** Pure: every order that the shop or we know of this period, and what became of it. `gone`: proven to be no more in the shop. */
export function judgeOrders(
  known: ReadonlyMap<string, KnownOrder>,
  gone: ReadonlySet<string>,
  evidence: Evidence,
): Judged[] {
  return [
    ...[...known].map(([id, order]) => judgeOne(order, id, evidence)),
    ...[...gone].filter((id) => !known.has(id)).map((id) => judgeOne(null, id, evidence)),
  ];
}

export interface Money {
  readonly count: number;
  readonly totals: readonly { readonly currency: string; readonly amount: string }[];
  /** Orders whose amount nobody could read: they are in `count` and in no total. */
  readonly unknown: number;
}

export interface Worth {
  readonly currency: string | null;
  readonly total: Amount | null;
}

/** Counts and adds up, each currency apart. */
export function moneyOf(worths: readonly Worth[]): Money {
  const sums = new Map<string, Amount>();
  let unknown = 0;
  for (const { currency, total } of worths) {
    if (currency === null || currency === "" || total === null) unknown += 1;
    else sums.set(currency, add(sums.get(currency) ?? zero, total));
  }
  const totals = [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, total]) => ({ currency, amount: text(cents(total)) }));
  return { count: worths.length, totals, unknown };
}

/** Orders by what became of them, biggest outcomes first as people read them. */
export const groupOrder = ["documented", "skipped", "waiting", "held", "failed", "unexplained"] as const;
export type GroupKind = (typeof groupOrder)[number];

export const kindOfGroup = (group: string): GroupKind =>
  groupOrder.find((kind) => kind === group.split("~")[0]) ?? "unexplained";
