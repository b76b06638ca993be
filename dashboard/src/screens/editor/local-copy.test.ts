import { expect, test } from "vitest";
import { emptyForm } from "./draft-form.ts";
import { copyName, readCopy, writeCopy } from "./local-copy.ts";

const shelfOf = (kept = new Map<string, string>()) => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, text: string) => void kept.set(key, text),
  removeItem: (key: string) => void kept.delete(key),
});
const copy = {
  savedAt: "2026-11-21T14:05:00Z",
  version: 3,
  mark: ",",
  form: emptyForm({ language: "nl", usualVat: "S 21" }),
} as const;

test("what was typed comes back, for this company and this draft only", () => {
  const shelf = shelfOf();
  expect(writeCopy(shelf, copyName("a", "1"), copy)).toBe(true);
  expect(readCopy(shelf, copyName("a", "1"))).toEqual(copy);
  expect(readCopy(shelf, copyName("b", "1"))).toBeNull();
});

test("what cannot be read is no copy, and a full device says so", () => {
  const markless = JSON.stringify({ ...copy, mark: undefined });
  for (const text of ["{", "null", "3", '{"savedAt":"x","form":{}}', markless])
    expect(readCopy(shelfOf(new Map([["n", text]])), "n")).toBeNull();
  const full = {
    ...shelfOf(),
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  };
  expect(writeCopy(full, "n", copy)).toBe(false);
});
