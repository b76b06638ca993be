import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const read = (name: string): Promise<string> => readFile(new URL(`../../docs/${name}`, import.meta.url), "utf8");

/** As GitHub names the place of a heading. */
const placeOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const headingsIn = (text: string): string[] => [...text.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
const contentsIn = (text: string): string[] =>
  [...text.matchAll(/^- \[[^\]]+\]\(#([^)]+)\)$/gm)].map(([, place = ""]) => place);

test("the page for who uses it has every topic in its contents, in order, one click away", async () => {
  const text = await read("partners.md");
  expect(contentsIn(text)).toEqual(headingsIn(text).map(placeOf));
  expect(contentsIn(text).length).toBeGreaterThan(10);
});

test("what a person must not overlook is marked as such", async () => {
  const notes = [...(await read("partners.md")).matchAll(/^> \*\*Mind \(_Let op_\):\*\* (.+)$/gm)].map(
    ([, note = ""]) => note,
  );
  expect(notes).toHaveLength(4);
  expect(notes.join(" ")).toMatch(
    /nothing goes either way before.*neither is not sent.*orders only.*arrived is not that anybody agrees/,
  );
});

test("every link of the pages about partners leads to something", async () => {
  for (const page of ["partners.md", "scope.md"]) {
    const links = [...(await read(page)).matchAll(/\]\(([^)#]+)\)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(1);
    for (const link of links.filter((one) => one.endsWith(".md"))) expect(await read(link)).not.toBe("");
  }
});

test("what is not public is said, and what is there instead", async () => {
  const scope = await read("scope.md");
  expect(scope).toMatch(/B2B Connect[^]*wire protocol is not public[^]*\(partner-exchange\.md\)/);
});
