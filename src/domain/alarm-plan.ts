import { alarmKindOf, isAlarmKind, type AlarmKindName } from "./alarm-kinds.ts";

/** What the plan has to know of an alarm. Instants are ISO text. */
export interface PlannedAlarm {
  readonly kind: string;
  readonly subject: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly toldAt: string | null;
  readonly timesTold: number;
  readonly mutedUntil: string | null;
  readonly facts: { readonly isOwnMail?: boolean; readonly isMailedByOrder?: boolean };
}

export interface TellingPlan<A extends PlannedAlarm> {
  /** One mail per recipient and kind. */
  readonly tell: ReadonlyMap<AlarmKindName, readonly A[]>;
  /** All in one mail per recipient. */
  readonly over: readonly A[];
  /** Ended, and nobody has to hear of it. */
  readonly silent: readonly A[];
  /** Ended for a moment only: what was told of the first counts for the second. */
  readonly carry: readonly { readonly from: A; readonly to: A }[];
  /** Told and not over, now or before: with these nobody may say that all is well. */
  readonly stillOpen: readonly A[];
}

/** So long what begins together is gathered, and so long what ended may begin anew, before anybody is told. */
const gatherMinutes = 5;
const overMinutes = 15;
/** Between two mails about one kind. */
const betweenMinutes = 60;
/** After the first mail, the second, and each later one. */
const reminderDays = [1, 3, 7] as const;

/** Days until the next mail about something that was told so often. */
export const reminderAfter = (timesTold: number): number =>
  reminderDays[Math.min(Math.max(timesTold, 1), reminderDays.length) - 1] ?? 1;

/** Are orders that could not be booked mailed about now? As with alarms: gathered, and not one mail after the other. */
export function isFailureDue(waitsSince: string, lastTold: string | null, now: Temporal.Instant): boolean {
  const isBefore = (at: string, minutes: number): boolean =>
    Temporal.Instant.compare(Temporal.Instant.from(at), now.subtract({ minutes })) <= 0;
  return isBefore(waitsSince, gatherMinutes) && (lastTold === null || isBefore(lastTold, betweenMinutes));
}

/** Decides what is mailed now: as few mails as may be, and none that is untrue by the time it is read. */
export function planTelling<A extends PlannedAlarm>(
  alarms: readonly A[],
  kindsLastTold: ReadonlyMap<string, string>,
  now: Temporal.Instant,
): TellingPlan<A> {
  const before = (at: string, duration: Temporal.DurationLike): boolean =>
    Temporal.Instant.compare(Temporal.Instant.from(at), now.subtract(duration)) <= 0;
  const isHeard = ({ kind, facts, mutedUntil }: A): boolean =>
    isAlarmKind(kind) &&
    alarmKindOf(kind).isMailed !== false &&
    facts.isOwnMail !== true &&
    facts.isMailedByOrder !== true &&
    (mutedUntil === null || Temporal.Instant.compare(Temporal.Instant.from(mutedUntil), now) <= 0);
  const open = alarms.filter(({ closedAt }) => closedAt === null);
  const heard = open.filter(isHeard);

  const over: A[] = [];
  const silent: A[] = [];
  const carry: { from: A; to: A }[] = [];
  for (const ended of alarms) {
    if (ended.closedAt === null) continue;
    const again = open.find(({ kind, subject }) => kind === ended.kind && subject === ended.subject);
    const ends = isAlarmKind(ended.kind) && alarmKindOf(ended.kind).ends;
    if (ended.toldAt === null || !ends || !isHeard(ended)) silent.push(ended);
    else if (again !== undefined) {
      silent.push(ended);
      if (again.toldAt === null) carry.push({ from: ended, to: again });
    } else if (before(ended.closedAt, { minutes: overMinutes })) over.push(ended);
  }

  const carried = new Set(carry.map(({ to }) => to));
  const tell = new Map<AlarmKindName, A[]>();
  for (const [name, own] of Map.groupBy(heard, ({ kind }) => kind)) {
    if (!isAlarmKind(name)) continue;
    const fresh = own.filter((alarm) => alarm.toldAt === null && !carried.has(alarm));
    const last = kindsLastTold.get(name);
    const mayTell = last === undefined || before(last, { minutes: betweenMinutes });
    const isGathered = fresh.some(({ openedAt }) => before(openedAt, { minutes: gatherMinutes }));
    const due = own.filter(
      ({ toldAt, timesTold }) =>
        toldAt !== null && alarmKindOf(name).remind && before(toldAt, { hours: 24 * reminderAfter(timesTold) }),
    );
    const chosen = [...(mayTell && isGathered ? fresh : []), ...due];
    if (chosen.length > 0) tell.set(name, chosen);
  }
  const told = new Set([...tell.values()].flat());
  const stillOpen = heard.filter((alarm) => {
    const lasts = isAlarmKind(alarm.kind) && alarmKindOf(alarm.kind).ends;
    return lasts && (alarm.toldAt !== null || told.has(alarm) || carried.has(alarm));
  });
  return { tell, over, silent, carry, stillOpen };
}
