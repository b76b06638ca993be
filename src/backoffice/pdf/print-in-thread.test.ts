import { expect, test } from "vitest";
import { untouched, type Sheet } from "./sheet.ts";
import { printDocument } from "./document-page.ts";
import { printingThread } from "./print-in-thread.ts";
import { sampleDocument } from "./sample-document.ts";
import { usualHouseStyle } from "#domain/house-style.ts";
import { company } from "./testing/company.ts";
import { pngOf } from "./testing/pictures.ts";

const at = Temporal.Instant.from("2026-11-21T10:00:00Z");
const ubl = { name: "invoice.xml", mediaType: "application/xml", bytes: Buffer.from("<Invoice/>") };
const picture = pngOf({ width: 40, height: 20 });

function sheetOf(noteAboveLines = ""): Sheet {
  const document = sampleDocument(company(), "invoice", "nl", Temporal.PlainDate.from("2026-11-21"));
  return {
    document: { ...document, noteAboveLines },
    style: usualHouseStyle("BE"),
    logo: { mediaType: "image/png", width: 40, height: 20, bytes: picture },
    caption: "",
    payAddress: "https://pay.example/x",
    isSettled: false,
    since: untouched,
  };
}

test("the same bytes come from the thread, also of several at once", async () => {
  const print = printingThread(60_000);
  const here = await printDocument(sheetOf(), at, ubl);
  for (const there of await Promise.all([print(sheetOf(), at, ubl), print(sheetOf(), at, ubl)]))
    expect(there.equals(here)).toBe(true);
});

test("one that takes too long is refused, and the next is printed", async () => {
  await expect(printingThread(1)(sheetOf("lang ".repeat(20_000)), at, null)).rejects.toMatchObject({
    code: "document.invalid",
    details: { seconds: "0.001" },
  });
  const print = printingThread(60_000);
  const far = { ...sheetOf(), document: { ...sheetOf().document, lines: null as never } };
  await expect(print(far, at, null)).rejects.toThrow("Printing failed");
  expect((await print(sheetOf(), at, null)).subarray(0, 5).toString()).toBe("%PDF-");
});

test("while a long one is printed, everything else goes on", async () => {
  const print = printingThread(60_000);
  let turns = 0;
  const clock = setInterval(() => (turns += 1), 1);
  await print(sheetOf("lang ".repeat(4_000)), at, null);
  clearInterval(clock);
  expect(turns).toBeGreaterThan(20);
});
