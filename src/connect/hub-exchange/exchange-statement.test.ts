import { expect, test } from "vitest";
import { countsOf, ExchangeStatement, statementDifferences, type CountedMessage } from "./exchange-statement.ts";

const relationId = "6d0b8f0e-5b1c-4f0e-8d38-1f6c7b0a9c11";
const sha = (letter: string) => `base64:${letter.repeat(42)}A=`;
const message = (way: "in" | "out", id: number, letter = "a"): CountedMessage => ({
  ...{ docType: "order", way, messageId: `0192f0c4-7d1e-7b11-9a51-00000000000${id}`, bodySha256: sha(letter) },
});
const statement = (messages: readonly CountedMessage[]) =>
  ExchangeStatement.parse({
    ...{ v: 1, relationId, from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z", counts: countsOf(messages) },
  });

test("what one sent is what the other received, in whatever order", () => {
  const sent = statement([message("out", 1), message("out", 2)]);
  expect(statementDifferences(sent, statement([message("in", 2), message("in", 1)]))).toEqual([]);
  expect(statementDifferences(statement([]), statement([]))).toEqual([]);
});

test("one fewer, and as many of others, is a difference", () => {
  const sent = statement([message("out", 1), message("out", 2)]);
  expect(statementDifferences(sent, statement([message("in", 1)]))).toEqual([
    { docType: "order", way: "out", own: 2, partner: 1 },
  ]);
  const other = statement([message("in", 1), message("in", 2, "b")]);
  expect(statementDifferences(sent, other)).toEqual([{ docType: "order", way: "out", own: 2, partner: 2 }]);
  expect(statementDifferences(statement([]), statement([message("out", 3)]))).toEqual([
    { docType: "order", way: "in", own: 0, partner: 1 },
  ]);
});

test("a period that ends before it begins, or as it begins, is none", () => {
  const of = (from: string, to: string) =>
    ExchangeStatement.safeParse({ v: 1, relationId, from, to, counts: [] }).success;
  expect(of("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z")).toBe(true);
  expect(of("2026-11-02T00:00:00Z", "2026-11-01T00:00:00Z")).toBe(false);
  expect(of("2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z")).toBe(false);
});
