import { remedies, type ErrorCode } from "#domain/error.ts";
import { isAlarmKind, type AlarmFacts, type AlarmKindName } from "#domain/alarm-kinds.ts";
import { signInFaultOf } from "#domain/mail-server.ts";
import { isModuleCode, moduleOf } from "#domain/modules.ts";
import { quarantineReasons } from "#domain/quarantine.ts";
import { causeText, type CauseText } from "./cause-text.ts";
import { dayText, durationText, momentText } from "./format.ts";
import { textOf, type TextLanguage } from "./text.ts";

/** Who reads it. */
export interface AlarmReader {
  readonly language: TextLanguage;
  readonly country: string;
  readonly timeZone: string;
  readonly now: Temporal.Instant;
  systemOf(connectionId: string): string;
}

export interface SaidAlarm {
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly openedAt: string;
  readonly facts: AlarmFacts;
}

const names = {
  silence: "notice.name.silence",
  webhookDisabled: "notice.name.webhookDisabled",
  webhookBlind: "notice.name.webhookBlind",
  deliveryRefused: "notice.name.deliveryRefused",
  credentials: "notice.name.credentials",
  accessExpiring: "notice.name.accessExpiring",
  unreachable: "notice.name.unreachable",
  couplingSettings: "notice.name.couplingSettings",
  backlog: "notice.name.backlog",
  ordersStopped: "notice.name.ordersStopped",
  unexplained: "notice.name.unexplained",
  migrationStuck: "notice.name.migrationStuck",
  catalogueStopped: "notice.name.catalogueStopped",
  refundNotCredited: "notice.name.refundNotCredited",
  purchaseUnknown: "notice.name.purchaseUnknown",
  purchaseRefused: "notice.name.purchaseRefused",
  partnerForged: "notice.name.partnerForged",
  partnerStopped: "notice.name.partnerStopped",
  partnerStuck: "notice.name.partnerStuck",
  paymentUnallocated: "notice.name.paymentUnallocated",
  paymentReversed: "notice.name.paymentReversed",
  paymentRestored: "notice.name.paymentRestored",
  paymentMismatch: "notice.name.paymentMismatch",
  paymentUnreadable: "notice.name.paymentUnreadable",
  paymentRefused: "notice.name.paymentRefused",
  callbackRefused: "notice.name.callbackRefused",
  mailUnknown: "notice.name.mailUnknown",
  mailFailed: "notice.name.mailFailed",
  mailUnreachable: "notice.name.mailUnreachable",
  mailSignIn: "notice.name.mailSignIn",
  mailServerMissing: "notice.name.mailServerMissing",
  licenceExpiring: "notice.name.licenceExpiring",
  licenceExpired: "notice.name.licenceExpired",
  auditBroken: "notice.name.auditBroken",
  diskFilling: "notice.name.diskFilling",
} as const satisfies Readonly<Record<AlarmKindName, string>>;

/** In two or three words, in the middle of a sentence. */
export const alarmName = (kind: AlarmKindName, language: TextLanguage): string => textOf(names[kind], language);

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Whose alarm it is: its connection, which the subject begins with, or the app it is about. */
export const alarmSystem = ({ subject }: Pick<SaidAlarm, "subject">, reader: AlarmReader): string =>
  isModuleCode(subject)
    ? textOf(moduleOf(subject).name, reader.language)
    : reader.systemOf(subject.split(" ")[0] ?? "");

/** Why all mail waits, from what the server said. */
export function signInMessage(words: string, language: TextLanguage): string {
  const fault = signInFaultOf(words);
  return textOf(fault === "wrong" ? "alarm.mailSignIn" : `alarm.mailSignIn.${fault}`, language);
}

export const sinceText = (instant: string, reader: AlarmReader): string =>
  durationText(reader.now.since(Temporal.Instant.from(instant)).total("milliseconds"), reader);

/** What is known now of the cause that orders stopped for. */
export interface StoppedFacts {
  readonly count: number;
  readonly details: Readonly<Record<string, string>>;
}

/** The key of the cause that stopped orders, in the subject behind their connection. */
export const stoppedKey = ({ subject }: Pick<SaidAlarm, "subject">): string => subject.slice(subject.indexOf(" ") + 1);

/** Why orders stopped: by what is known of it now, or, when nothing stands still for it any more, by its key. */
export function stoppedText(
  alarm: Pick<SaidAlarm, "subject" | "facts">,
  cause: StoppedFacts | undefined,
  { systemOf, language }: AlarmReader,
): CauseText & { readonly count: number } {
  const [name = "", connectionId = "", what = "", ...from] = stoppedKey(alarm).split("~");
  const code = name in remedies ? (name as ErrorCode) : "internal.unexpected";
  const details = cause?.details ?? { what, fromValue: from.join("~") };
  const count = cause?.count ?? alarm.facts.count ?? 0;
  const system = systemOf(details["connection"] ?? connectionId);
  return { count, ...causeText(code, language, { system, count, details, difference: null }) };
}

/** What needs attention, and who does what. */
export function alarmMessage(alarm: SaidAlarm, reader: AlarmReader, cause?: StoppedFacts): string {
  const { kind, subject, text, facts } = alarm;
  const { language } = reader;
  const system = alarmSystem(alarm, reader);
  if (!isAlarmKind(kind)) return text;
  if (kind === "deliveryRefused" && text === quarantineReasons.stranger)
    return textOf("alarm.deliveryRefused.stranger", language, { system });
  if (kind === "mailSignIn") return signInMessage(text, language);
  if (kind === "silence") return silenceMessage(alarm, system, reader);
  if (kind === "ordersStopped")
    return textOf("alarm.ordersStopped", language, { system, value: stoppedText(alarm, cause, reader).brief });
  if (kind === "catalogueStopped" && facts.count === 0)
    return textOf("alarm.catalogueStopped.run", language, { system });
  const since = facts.since ?? alarm.openedAt;
  const saysDay = kind === "licenceExpiring" || kind === "accessExpiring";
  const saysText = saysDay || kind === "diskFilling";
  const own = saysText ? text : subject.split(" ").slice(1).join(" ");
  return textOf(`alarm.${kind}`, language, {
    system,
    time: momentText(alarm.openedAt, reader.now, reader),
    value: saysDay && isDay(own) ? dayText(own, reader) : own,
    count: facts.count ?? 1,
    duration: sinceText(since, reader),
  });
}

function silenceMessage({ facts, openedAt }: SaidAlarm, system: string, reader: AlarmReader): string {
  const { language, now } = reader;
  const since = facts.silentSince ?? openedAt;
  const duration = sinceText(since, reader);
  if (facts.usualMs === undefined) return textOf("alarm.silence.never", language, { system, duration });
  const usual = durationText(facts.usualMs, reader);
  return textOf("alarm.silence", language, { system, duration, usual, time: momentText(since, now, reader) });
}
