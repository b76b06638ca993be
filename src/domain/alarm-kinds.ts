/** What people choose to be mailed about. `hub` goes to the operator, whatever is chosen. */
export const alarmGroups = ["silence", "connections", "orders", "payments", "mail", "apps"] as const;
export type AlarmGroup = (typeof alarmGroups)[number];

/** Where a mail leads: the page on which the cause is mended. */
export type AlarmPage =
  | "connection"
  | "coupling"
  | "work"
  | "documents"
  | "purchasing"
  | "payments"
  | "mail"
  | "apps"
  | "completeness"
  | "audit"
  | "system"
  | "home";

interface AlarmKind {
  readonly group: AlarmGroup | "hub";
  readonly page: AlarmPage;
  /** False for news that nothing ends by itself: a payment that went back. Nobody is told that it is over. */
  readonly ends: boolean;
  /** False: told once, and not again until it began anew. */
  readonly remind: boolean;
  /** False: a mail about it could not leave, or would come when it is over. It stands on the screen only. */
  readonly isMailed?: boolean;
  /** Who must act. `nobody`: Schakel goes on by itself; `look`: perhaps nothing is wrong; `source`: whoever keeps the other system. */
  readonly who: "you" | "look" | "source" | "nobody" | "operator";
}

const connection = { group: "connections", page: "connection", ends: true, remind: true, who: "you" } as const;
const payment = { group: "payments", page: "payments", ends: false, remind: false, who: "you" } as const;
const purchase = { group: "orders", page: "purchasing", ends: true, remind: false, who: "you" } as const;
/** The subject is the relation, then who it is with. */
const partner = { group: "orders", page: "home", ends: true, remind: true, who: "you" } as const;
const mail = { group: "mail", page: "mail", ends: true, remind: true, who: "you" } as const;

/** Every kind of alarm there is. The subject of one begins with its connection, unless it is about mail, an app or the hub itself. */
export const alarmKinds = {
  silence: { group: "silence", page: "connection", ends: true, remind: false, who: "look" },
  webhookDisabled: { ...connection, remind: false, who: "nobody" },
  webhookBlind: connection,
  deliveryRefused: { ...connection, remind: false },
  credentials: connection,
  accessExpiring: connection,
  unreachable: { ...connection, who: "source" },
  couplingSettings: { ...connection, page: "coupling" },
  backlog: { ...connection, who: "nobody" },
  ordersStopped: { group: "orders", page: "work", ends: true, remind: true, who: "you" },
  unexplained: { group: "orders", page: "completeness", ends: true, remind: true, who: "you" },
  migrationStuck: { group: "orders", page: "coupling", ends: true, remind: true, who: "source" },
  catalogueStopped: { ...connection, page: "coupling", remind: false },
  refundNotCredited: { group: "orders", page: "work", ends: false, remind: false, who: "you" },
  purchaseUnknown: { ...purchase, remind: true },
  purchaseRefused: purchase,
  partnerForged: { ...partner, ends: false, remind: false },
  partnerStopped: partner,
  partnerStuck: { ...partner, ends: false, remind: false },
  paymentUnallocated: payment,
  paymentReversed: payment,
  paymentRestored: payment,
  paymentMismatch: payment,
  paymentUnreadable: payment,
  paymentRefused: payment,
  callbackRefused: { ...payment, page: "connection" },
  mailUnknown: { ...mail, page: "documents", ends: false, remind: false },
  mailFailed: { ...mail, page: "documents", ends: false, remind: false },
  mailUnreachable: { ...mail, who: "nobody", isMailed: false },
  mailSignIn: { ...mail, isMailed: false },
  mailServerMissing: { ...mail, isMailed: false },
  licenceExpiring: { group: "apps", page: "apps", ends: false, remind: false, who: "you" },
  licenceExpired: { group: "apps", page: "apps", ends: true, remind: true, who: "you" },
  auditBroken: { group: "hub", page: "audit", ends: true, remind: true, who: "operator" },
  diskFilling: { group: "hub", page: "system", ends: true, remind: true, who: "operator" },
} as const satisfies Readonly<Record<string, AlarmKind>>;

export type AlarmKindName = keyof typeof alarmKinds;

export const isAlarmKind = (kind: string): kind is AlarmKindName => Object.hasOwn(alarmKinds, kind);

export const alarmKindOf = (kind: AlarmKindName): AlarmKind => alarmKinds[kind];

export interface AlarmFacts {
  /** When the last order came, or, without one, when the coupling was switched on. */
  readonly silentSince?: string;
  /** Milliseconds between orders, as is usual in such a stretch of the week. */
  readonly usualMs?: number;
  readonly count?: number;
  /** Of the oldest that waits. */
  readonly since?: string;
  /** About a mail that itself told of an alarm: nobody is mailed of it. */
  readonly isOwnMail?: boolean;
  /** Orders of a coupling that mails about each of them itself: nobody is mailed of the alarm as well. */
  readonly isMailedByOrder?: boolean;
}

/** Who asked for a mail about an alarm: nobody. */
export const alarmMails = "alarm";
