import { describe, expect, test } from "vitest";
import { alarmKinds, type AlarmKindName } from "#domain/alarm-kinds.ts";
import type { ErrorCode } from "#domain/error.ts";
import { remedies } from "#domain/error.ts";
import { alarmMessage, stoppedText } from "#domain/texts/alarm-text.ts";
import { textLanguages, type TextLanguage } from "#domain/texts/text.ts";
import { alarmLetter, overLetter, type AlarmItem } from "./alarm-mail.ts";

const now = Temporal.Instant.from("2026-11-03T13:05:00Z");
const placeOf = (language: TextLanguage) => ({
  reader: { language, country: "BE", timeZone: "Europe/Brussels", now, systemOf: () => "Velo-Webshop" },
  hubAddress: null,
  recipientName: "",
});

const alarmOf = (kind: AlarmKindName, subject = "shop") => {
  const openedAt = "2026-11-03T08:00:00Z";
  return { kind, subject, text: "", openedAt, facts: { count: 2 }, closedAt: "2026-11-03T11:00:00Z" };
};

const itemOf = (kind: AlarmKindName, language: TextLanguage, subject?: string): AlarmItem => {
  const alarm = alarmOf(kind, subject);
  const stopped = kind === "ordersStopped" ? stoppedText(alarm, undefined, placeOf(language).reader) : null;
  return { alarm, kind, stopped, more: [], address: null };
};

const stoppedFor = (code: string): string => `shop ${code}~shop~paymentMethod~cash`;

/** Sentences with two colons, but for those of a time. */
const doubled = (text: string): string[] =>
  text.split(/\n|\. /).filter((sentence) => sentence.replaceAll(/\d:\d/g, "").split(":").length > 2);

describe.each(textLanguages)("%s: no sentence has two colons", (language) => {
  const place = placeOf(language);
  const kinds = Object.keys(alarmKinds) as AlarmKindName[];

  test.each(kinds)("in the mails about %s", (kind) => {
    const item = itemOf(kind, language);
    const letters = [alarmLetter([item], 3, place), overLetter([item], [], place), overLetter([item], [item], place)];
    expect(letters.flatMap(({ subject, text }) => [...doubled(subject), ...doubled(text)])).toEqual([]);
  });

  test.each(Object.keys(remedies) as ErrorCode[])("in the mails about orders that stopped for %s", (code) => {
    const item = itemOf("ordersStopped", language, stoppedFor(code));
    expect(doubled(alarmMessage(item.alarm, place.reader))).toEqual([]);
    const letters = [alarmLetter([item], 3, place), overLetter([item], [], place), overLetter([item], [item], place)];
    expect(letters.flatMap(({ subject, text }) => [...doubled(subject), ...doubled(text)])).toEqual([]);
  });
});

test("orders that stopped say why, also once nothing stands still for it any more", () => {
  const { reader } = placeOf("nl");
  const alarm = alarmOf("ordersStopped", stoppedFor("mapping.missing"));
  const why = "nog niets gekozen voor ‘cash’ (betaalwijze)";
  expect(alarmMessage(alarm, reader)).toBe(`Bestellingen van Velo-Webshop zijn nog niet verwerkt: ${why}.`);
  const { subject, text } = overLetter([itemOf("ordersStopped", "nl", alarm.subject)], [], placeOf("nl"));
  expect([subject, text.split("\n")[2]]).toEqual([
    "Alles is door",
    `2 bestellingen (${why}): voorbij sinds 12:00, na 3 uur.`,
  ]);
});
