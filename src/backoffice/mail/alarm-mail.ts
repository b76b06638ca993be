import { alarmKindOf, type AlarmKindName, type AlarmPage } from "#domain/alarm-kinds.ts";
import {
  alarmMessage,
  alarmName,
  alarmSystem,
  sinceText,
  type AlarmReader,
  type SaidAlarm,
} from "#domain/texts/alarm-text.ts";
import type { CauseText } from "#domain/texts/cause-text.ts";
import { durationText, momentText } from "#domain/texts/format.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { mailParts } from "./html-mail.ts";

/** Where an alarm leads, and what else is known of it. Texts are in the reader's language. */
export interface AlarmItem {
  readonly alarm: SaidAlarm & { readonly closedAt: string | null };
  readonly kind: AlarmKindName;
  /** Below the sentence of the alarm: orders that wait, what was checked. */
  readonly more: readonly string[];
  /** Of stopped orders: how many, and why. */
  readonly stopped: (CauseText & { readonly count: number }) | null;
  /** Of the page on which it is mended; null when nobody told the hub its own address. */
  readonly address: string | null;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Place {
  readonly reader: AlarmReader;
  readonly hubAddress: string | null;
  /** Empty: it is not known. */
  readonly recipientName: string;
}

const buttons = {
  connection: "notice.button.connection",
  coupling: "notice.button.coupling",
  work: "notice.button.work",
  documents: "notice.button.documents",
  purchasing: "notice.button.purchasing",
  payments: "notice.button.payments",
  mail: "notice.button.mail",
  apps: "notice.button.apps",
  completeness: "notice.button.completeness",
  audit: "notice.button.audit",
  system: "notice.button.system",
  home: "notice.button.home",
} as const satisfies Readonly<Record<AlarmPage, string>>;

const whos = {
  you: "notice.who.you",
  look: "notice.who.look",
  source: "notice.who.source",
  nobody: "notice.who.nobody",
  operator: "notice.who.operator",
} as const;

const listed = (parts: readonly string[], language: TextLanguage): string =>
  new Intl.ListFormat(language, { type: "conjunction" }).format([...new Set(parts)]);

/** What an alarm is called inside a sentence that has a colon of its own: "Testwinkel (opnieuw verbinden nodig)". */
export function nameOf({ alarm, kind, stopped }: AlarmItem, reader: AlarmReader): string {
  if (stopped !== null)
    return textOf("notice.called.stopped", reader.language, { count: stopped.count, reason: stopped.brief });
  const system = alarmSystem(alarm, reader);
  const what = alarmName(kind, reader.language);
  return system === "?" ? sentence(what, reader.language) : textOf("notice.called", reader.language, { system, what });
}

const sentence = (text: string, language: TextLanguage): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/** One mail about everything of one kind that a recipient has to hear of now. */
export function alarmLetter(items: readonly AlarmItem[], daysToReminder: number, place: Place): Letter {
  const { reader } = place;
  const { language } = reader;
  const [first] = items;
  if (first === undefined) throw new Error("A mail about nothing");
  const { kind } = first;
  const { page, who, remind, ends } = alarmKindOf(kind);
  const subject = subjectOf(items, reader);
  const single = items.length === 1;
  const paragraphs = items.map(({ alarm, more, stopped, address }) =>
    [
      stopped === null ? alarmMessage(alarm, reader) : `${stopped.title}. ${stopped.body}`,
      ...more,
      ...(single || address === null ? [] : [`${textOf(buttons[page], language)}: ${address}`]),
    ].join("\n"),
  );
  const system = listed(
    items.map(({ alarm }) => alarmSystem(alarm, reader)),
    language,
  );
  const next =
    kind === "silence"
      ? textOf("notice.next.silence", language)
      : remind
        ? textOf("notice.next.remind", language, { count: daysToReminder })
        : textOf(ends ? "notice.next.over" : "notice.next.none", language);
  const body = [...paragraphs, textOf(whos[who], language, { system })];
  return letter(subject, body, next, single && first.address !== null ? { page, address: first.address } : null, place);
}

function subjectOf(items: readonly AlarmItem[], reader: AlarmReader): string {
  const { language } = reader;
  const [first] = items;
  if (first === undefined) return "";
  const system = listed(
    items.map(({ alarm }) => alarmSystem(alarm, reader)),
    language,
  );
  if (first.kind === "silence") {
    const since = items.map(({ alarm }) => alarm.facts.silentSince ?? alarm.openedAt).toSorted()[0] ?? "";
    return textOf("notice.silence", language, { system, duration: sinceText(since, reader) });
  }
  if (first.stopped !== null) {
    const count = items.reduce((sum, { stopped }) => sum + (stopped?.count ?? 0), 0);
    return textOf("notice.stopped", language, {
      count,
      reason: listed(
        items.map(({ stopped }) => stopped?.brief ?? ""),
        language,
      ),
    });
  }
  const what = alarmName(first.kind, language);
  return system === "?" ? sentence(what, language) : textOf("notice.title", language, { system, what });
}

/** One mail about everything that is over; it says that all is well only when it is. */
export function overLetter(items: readonly AlarmItem[], stillOpen: readonly AlarmItem[], place: Place): Letter {
  const { reader, hubAddress } = place;
  const { language, now } = reader;
  const called = items.map((item) => nameOf(item, reader));
  const subject =
    stillOpen.length === 0
      ? textOf("notice.over.all", language)
      : textOf("notice.over.some", language, { what: listed(called, language) });
  const lines = items.map(({ alarm }, index) => {
    const end = alarm.closedAt ?? now.toString();
    const lasted = Temporal.Instant.from(end).since(alarm.facts.silentSince ?? alarm.openedAt);
    return textOf("notice.over.line", language, {
      what: called[index] ?? "",
      time: momentText(end, now, reader),
      duration: durationText(lasted.total("milliseconds"), reader),
    });
  });
  const rest =
    stillOpen.length === 0
      ? textOf("notice.over.caughtUp", language)
      : textOf("notice.over.open", language, {
          what: listed(
            stillOpen.map((item) => nameOf(item, reader)),
            language,
          ),
        });
  const button = hubAddress === null ? null : ({ page: "home", address: hubAddress } as const);
  return letter(subject, [lines.join("\n"), rest], null, button, place);
}

/** The first line says again what the subject says: that is what a phone shows of it. */
function letter(
  subject: string,
  paragraphs: readonly string[],
  next: string | null,
  button: { readonly page: AlarmPage; readonly address: string } | null,
  { reader, hubAddress, recipientName }: Place,
): Letter {
  const { language } = reader;
  const body = [
    `${subject}.`,
    ...(recipientName === "" ? [] : [textOf("notice.hello", language, { name: recipientName })]),
    ...paragraphs,
    ...(hubAddress === null ? [] : [textOf("notice.hub", language, { address: hubAddress })]),
    textOf("notice.settings", language),
    ...(next === null ? [] : [next]),
  ].join("\n\n");
  const parts = mailParts({
    language,
    body,
    button: button === null ? null : { label: textOf(buttons[button.page], language), address: button.address },
    banner: null,
    logo: null,
    accent: "#0a5a9c",
    footer: [],
  });
  return { subject, ...parts };
}
