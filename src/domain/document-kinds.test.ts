import { expect, test } from "vitest";
import {
  documentKindCodes,
  documentKinds,
  documentTransitions,
  nameOfKind,
  type DocumentKind,
} from "./document-kinds.ts";

const convertsTo = (kind: DocumentKind): readonly string[] => documentKinds[kind].convertsTo;
const kindsWhere = (holds: (kind: DocumentKind) => boolean): DocumentKind[] => documentKindCodes.filter(holds);

test("kinds convert only to kinds there are, and never to themselves", () => {
  for (const kind of documentKindCodes) {
    expect(documentKindCodes).toEqual(expect.arrayContaining([...convertsTo(kind)]));
    expect(convertsTo(kind)).not.toContain(kind);
  }
});

test("no chain of conversions comes back to where it began", () => {
  const reach = (kind: DocumentKind, seen: readonly string[]): void => {
    for (const next of convertsTo(kind)) {
      expect(seen).not.toContain(next);
      reach(next as DocumentKind, [...seen, next]);
    }
  };
  for (const kind of documentKindCodes) reach(kind, [kind]);
});

test("every sale can end in an invoice or is corrected, and only an invoice leads to a credit note", () => {
  expect(kindsWhere((kind) => convertsTo(kind).includes("creditNote"))).toEqual(["invoice"]);
  const isEnd = (kind: DocumentKind) => kind === "invoice" || kind === "creditNote";
  const sales = kindsWhere((kind) => documentKinds[kind].side === "sale" && !isEnd(kind));
  expect(sales.filter((kind) => !convertsTo(kind).includes("invoice"))).toEqual([]);
});

test("a purchase never turns into a sale", () => {
  for (const kind of kindsWhere((code) => documentKinds[code].side === "purchase")) {
    for (const next of convertsTo(kind)) expect(documentKinds[next as DocumentKind].side).toBe("purchase");
  }
});

test("goods leave with invoices and till receipts, and come in with credit notes and receipts of purchases", () => {
  expect(kindsWhere((kind) => documentKinds[kind].stock === "out").toSorted()).toEqual(["invoice", "tillReceipt"]);
  expect(kindsWhere((kind) => documentKinds[kind].stock === "in").toSorted()).toEqual([
    "creditNote",
    "purchaseReceipt",
    "purchaseSlip",
  ]);
});

test("only invoices and credit notes go over Peppol; only a till receipt has no draft", () => {
  expect(kindsWhere((kind) => documentKinds[kind].mayGoOverPeppol)).toEqual(["invoice", "creditNote"]);
  expect(kindsWhere((kind) => !documentKinds[kind].mayBeDraft)).toEqual(["tillReceipt"]);
});

test("every kind numbers its documents in a series of its own, in words fit for a file name", () => {
  const series = documentKindCodes.map((kind) => documentKinds[kind].series);
  expect(new Set(series).size).toBe(documentKindCodes.length);
  for (const name of series) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test.each([
  ["purchaseDocument", "nl", "BE", "aankoopdocument"],
  ["purchaseDocument", "nl", "NL", "inkoopdocument"],
  ["purchaseDocument", "fr", "NL", "document d'achat"],
  ["deliveryNote", "nl", "BE", "leveringsbon"],
  ["deliveryNote", "nl", "NL", "pakbon"],
  ["orderSlip", "nl", "BE", "bestelbon"],
  ["orderSlip", "nl", "NL", "verkooporder"],
  ["invoice", "nl", "NL", "factuur"],
  ["creditNote", "de", "BE", "Gutschrift"],
  ["quote", "fr", "BE", "devis"],
] as const)("a %s in %s for %s is called %s", (kind, language, country, name) => {
  expect(nameOfKind(kind, language, country)).toBe(name);
});

test("no two kinds of one side share a name, so that a list of them can be read", () => {
  for (const language of ["nl", "fr", "en", "de"] as const) {
    for (const country of ["BE", "NL"]) {
      const names = documentKindCodes.map(
        (kind) => `${documentKinds[kind].side} ${nameOfKind(kind, language, country)}`,
      );
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  }
});

test.each(["sale", "purchase"] as const)(
  "every status of a %s is reached from draft, and none leads back to draft",
  (side) => {
    const transitions: Readonly<Record<string, readonly string[]>> = documentTransitions[side];
    const reached = new Set(["draft"]);
    for (const status of reached) for (const next of transitions[status] ?? []) reached.add(next);
    expect([...reached].toSorted()).toEqual(Object.keys(transitions).toSorted());
    expect(Object.values(transitions).flat()).not.toContain("draft");
  },
);
