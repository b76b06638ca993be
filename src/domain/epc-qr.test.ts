import { describe, expect, test } from "vitest";
import { amount } from "./amount.ts";
import { epcQrPayload, type EpcTransfer } from "./epc-qr.ts";

const transfer = (fields: Partial<EpcTransfer> = {}): EpcTransfer => ({
  beneficiary: "Fietsatelier De Trapper BV",
  iban: "BE68 5390 0754 7034",
  amount: amount("29.97"),
  currency: "EUR",
  reference: "002026010102",
  ...fields,
});

const linesOf = (fields: Partial<EpcTransfer>) => epcQrPayload(transfer(fields))?.split("\n") ?? null;

test("states the transfer line by line, an OGM as text", () => {
  expect(linesOf({})).toEqual([
    "BCD",
    "002",
    "1",
    "SCT",
    "",
    "Fietsatelier De Trapper BV",
    "BE68539007547034",
    "EUR29.97",
    "",
    "",
    "+++002/0260/10102+++",
  ]);
});

test("an RF reference is structured and the text stays empty; an OGM may be, on request", () => {
  expect(linesOf({ reference: "RF18539007547034" })?.slice(9)).toEqual(["RF18539007547034"]);
  expect(linesOf({ belgianReferenceAs: "structured" })?.slice(9)).toEqual(["002026010102"]);
  expect(linesOf({ reference: "5000056789012345", belgianReferenceAs: "structured" })?.slice(9)).toEqual([
    "",
    "5000056789012345",
  ]);
});

test("ends after the amount when there is no reference", () => {
  expect(linesOf({ reference: "" })?.at(-1)).toBe("EUR29.97");
});

describe("there is none", () => {
  test.each([
    ["in another currency", { currency: "USD" }],
    ["without an account", { iban: "" }],
    ["for what is no account", { iban: "op rekening" }],
    ["without a name", { beneficiary: " \n " }],
    ["when nothing is due", { amount: amount("0.00") }],
    ["when money goes back", { amount: amount("-5.00") }],
    ["above the highest amount", { amount: amount("1000000000.00") }],
  ])("%s", (_name, fields) => {
    expect(epcQrPayload(transfer(fields))).toBe(null);
  });
});

test("the highest and the lowest amount are written with two decimals and no grouping", () => {
  expect(linesOf({ amount: amount("999999999.99") })?.[7]).toBe("EUR999999999.99");
  expect(linesOf({ amount: amount("0.01") })?.[7]).toBe("EUR0.01");
  expect(linesOf({ amount: amount("5") })?.[7]).toBe("EUR5.00");
  expect(() => epcQrPayload(transfer({ amount: amount("1.005") }))).toThrow("Not in whole cents");
});

test("names and texts keep to their limits, and cannot add lines", () => {
  const lines = linesOf({
    beneficiary: `Bakker\r\nBE00${"x".repeat(100)}`,
    reference: `vrije\ntekst ${"y".repeat(200)}`,
  });
  expect(lines).toHaveLength(11);
  expect(lines?.[5]).toHaveLength(70);
  expect(lines?.[10]).toHaveLength(140);
});

test("at most 331 bytes, and no half characters, however long the name is in bytes", () => {
  const payload = epcQrPayload(transfer({ beneficiary: "🚲".repeat(70), reference: "é".repeat(140) })) ?? "";
  expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(331);
  expect(Buffer.byteLength(payload)).toBeGreaterThan(300);
  expect(payload.isWellFormed()).toBe(true);
});
