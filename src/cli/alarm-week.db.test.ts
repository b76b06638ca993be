import { expect, test } from "vitest";
import { alarmWeek, weekOwner } from "./testing/alarm-week.ts";

test("a week of trouble: few mails, to the owner, each with reason, who and where; and the last says that all is well", async () => {
  const { mails, placed, documented } = await alarmWeek();
  expect(mails.map(({ day, subject }) => `${day} ${subject}`)).toEqual([
    "2 Testwinkel De Molen: webhook uitgezet",
    "2 Alles is door",
    "4 Testwinkel De Molen: opnieuw verbinden nodig",
    "5 Alles is door",
    "5 Wijnhuis De Kelder: niet bereikbaar",
    "5 Alles is door",
  ]);
  for (const { to, subject, text } of mails) {
    expect(to).toEqual([weekOwner]);
    expect(text.startsWith(`${subject}.`)).toBe(true);
    expect(text).toContain("Dag An Peeters,");
    expect(text).toMatch(
      subject === "Alles is door" ? /voorbij sinds .* Je hoeft niets te doen/s : /Wie: .*Verbinding bekijken: http/s,
    );
  }
  // Nothing was lost on the way.
  expect(documented).toBe(placed);
}, 600_000);
