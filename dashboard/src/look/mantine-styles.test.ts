import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const source = `${import.meta.dirname}/..`;
const mantine = `${source}/../../node_modules/@mantine/core/styles`;
const read = (file: string): string => readFileSync(join(source, file), "utf8");
const named = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);
const stylesIn = (css: string): string[] => named(css, /@mantine\/core\/styles\/(\w+)\.css/g);
const usual = new Set(stylesIn(read("look/mantine.css")));

/** What a file brings along: styles of Mantine, and our own files about them. */
function broughtBy(file: string): string[] {
  const text = read(file);
  const own = named(text, /import "([^"]+\.css)"/g).map((path) =>
    path.startsWith("#dashboard/") ? path.slice("#dashboard/".length) : join(dirname(file), path),
  );
  return [
    ...stylesIn(text),
    ...own.filter((path) => existsSync(join(source, path))).flatMap((path) => stylesIn(read(path))),
  ];
}

test("whoever draws something of Mantine brings its styles along", () => {
  const missing = globSync("**/*.tsx", { cwd: source }).flatMap((file) => {
    const [, names = ""] = /import \{([^}]*)\} from "@mantine\/core"/.exec(read(file)) ?? [];
    const drawn = names.split(",").map((name) => name.trim());
    const brought = broughtBy(file);
    return drawn
      .filter((name) => /^[A-Z]/.test(name) && existsSync(join(mantine, `${name}.css`)))
      .filter((name) => !usual.has(name) && !brought.includes(name))
      .map((name) => `${file}: ${name}`);
  });
  expect(missing).toEqual([]);
});
