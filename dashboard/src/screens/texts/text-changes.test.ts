import { expect, test } from "vitest";
import { fieldOf, insertAt, ownOf, standardOf, withText, type DocumentTexts } from "./text-changes.ts";

const spot = { language: "nl", situation: "paid", part: "caption" } as const;

test("a text is set beside the others, and taken off with what it leaves empty", () => {
  const one = withText({}, spot, "Betaald");
  expect(one).toEqual({ nl: { paid: { caption: "Betaald" } } });
  const two = withText(one, { ...spot, part: "subject" }, "Factuur");
  expect(two.nl?.paid).toEqual({ caption: "Betaald", subject: "Factuur" });
  expect(withText(two, spot, undefined)).toEqual({ nl: { paid: { subject: "Factuur" } } });
  expect(withText(one, spot, undefined)).toEqual({});
  expect(one).toEqual({ nl: { paid: { caption: "Betaald" } } });
});

test("an empty caption is a text of its own: no caption at all", () => {
  expect(ownOf(withText({}, spot, ""), spot)).toBe("");
});

test("what is not set is the standard text", () => {
  const inherited = {
    nl: { paid: { caption: "Al betaald", subject: "", body: "" } },
  } as unknown as DocumentTexts["inherited"];
  expect(standardOf({ inherited }, spot)).toBe("Al betaald");
  expect(standardOf({ inherited }, { ...spot, language: "de" })).toBe("");
});

test("the hub names a text by its place", () => {
  expect(fieldOf(spot)).toBe("texts.nl.paid.caption");
});

test("a placeholder takes the place of what is selected", () => {
  expect(insertAt("Te betalen: X.", 12, 13, "amount")).toEqual({ text: "Te betalen: {{ amount }}.", cursor: 24 });
});
