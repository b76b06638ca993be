import fc from "fast-check";
import { expect, test } from "vitest";
import { isOneTypoFrom } from "./one-typo.ts";

test.each([
  ["instalatiedraad", "installatiedraad"],
  ["installatiedraadd", "installatiedraad"],
  ["instollatiedraad", "installatiedraad"],
  ["nistallatiedraad", "installatiedraad"],
  ["installatiedraa", "installatiedraad"],
  ["lmap", "lamp"],
  ["lam", "lamp"],
])("%s is one typo from %s, and the other way", (word, meant) => {
  expect([isOneTypoFrom(word, meant), isOneTypoFrom(meant, word)]).toEqual([true, true]);
});

test.each([
  ["lamp", "lamp"],
  ["lamp", "lampen"],
  ["lamp", "palm"],
  ["draad", "daard"],
  ["", "ab"],
])("%s is not one typo from %s", (word, meant) => expect(isOneTypoFrom(word, meant)).toBe(false));

/** By trying every typo there is. */
const typosOf = (word: string): Set<string> => {
  const letters = "abcd";
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    found.add(word.slice(0, at) + word.slice(at + 1));
    for (const letter of letters) {
      found.add(word.slice(0, at) + letter + word.slice(at));
      if (at < word.length) found.add(word.slice(0, at) + letter + word.slice(at + 1));
    }
    if (at + 1 < word.length)
      found.add(word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2));
  }
  found.delete(word);
  return found;
};

test("says what trying every typo says", () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[a-d]{0,5}$/), fc.stringMatching(/^[a-d]{0,5}$/), (word, meant) => {
      expect(isOneTypoFrom(word, meant)).toBe(typosOf(word).has(meant));
    }),
    { numRuns: 2000 },
  ));
