import { describe, expect, test } from "vitest";
import { alarmKinds, type AlarmKindName } from "#domain/alarm-kinds.ts";
import type { ErrorCode } from "#domain/error.ts";
import { remedies } from "#domain/error.ts";
import { causeText } from "#domain/texts/cause-text.ts";
import { textLanguages, type TextLanguage } from "#domain/texts/text.ts";
import { alarmLetter, overLetter, type AlarmItem } from "./alarm-mail.ts";

const now = Temporal.Instant.from("2026-11-03T13:05:00Z");
const placeOf = (language: TextLanguage) => ({
  reader: { language, country: "BE", timeZone: "Europe/Brussels", now, systemOf: () => "Velo-Webshop" },
  hubAddress: null,
  recipientName: "",
});

function itemOf(kind: AlarmKindName, stopped: AlarmItem["stopped"] = null): AlarmItem {
  const openedAt = "2026-11-03T08:00:00Z";
  const alarm = { kind, subject: "shop", text: "", openedAt, facts: {}, closedAt: "2026-11-03T11:00:00Z" };
  return { alarm, kind, stopped, more: [], address: null };
}

const stoppedBy = (code: ErrorCode, language: TextLanguage) => ({
  count: 2,
  ...causeText(code, language, { system: "Velo-Webshop", count: 2, details: {}, difference: null }),
});

/** Sentences with two colons, but for those of a time. */
const doubled = (text: string): string[] =>
  text.split(/\n|\. /).filter((sentence) => sentence.replaceAll(/\d:\d/g, "").split(":").length > 2);

describe.each(textLanguages)("%s: no sentence has two colons", (language) => {
  const place = placeOf(language);
  const kinds = Object.keys(alarmKinds) as AlarmKindName[];

  test.each(kinds)("in the mails about %s", (kind) => {
    const item = itemOf(kind);
    const letters = [alarmLetter([item], 3, place), overLetter([item], [], place), overLetter([item], [item], place)];
    expect(letters.flatMap(({ subject, text }) => [...doubled(subject), ...doubled(text)])).toEqual([]);
  });

  test.each(Object.keys(remedies) as ErrorCode[])("in the mails about orders that stopped for %s", (code) => {
    const item = itemOf("ordersStopped", stoppedBy(code, language));
    const letters = [alarmLetter([item], 3, place), overLetter([item], [], place), overLetter([item], [item], place)];
    expect(letters.flatMap(({ subject, text }) => [...doubled(subject), ...doubled(text)])).toEqual([]);
  });
});
