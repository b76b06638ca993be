import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const dist = `${import.meta.dirname}/dist`;
const manifest = JSON.parse(readFileSync(`${dist}/manifest.json`, "utf8")) as Readonly<Record<string, Chunk>>;

/** What signing in and seeing home loads, in Dutch: the largest of what one person downloads. */
const needed = [
  "index.html",
  "src/screens/sign-in/sign-in-screen.tsx",
  "src/shell/administration-screen.tsx",
  "src/screens/home/home-screen.tsx",
  "src/texts/nl/first.ts",
];

function filesOf(names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is no chunk of the build`);
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    filesOf(chunk.imports ?? [], found);
  }
  return found;
}

const sizeOf = (file: string): number => gzipSync(readFileSync(`${dist}/${file}`), { level: 9 }).byteLength;

test("script to sign in and see home is at most 200 kB, compressed", () => {
  const total = [...filesOf(needed)].reduce((sum, file) => sum + sizeOf(file), 0);
  expect(total).toBeLessThanOrEqual(200_000);
  // A sum that forgot the frame would prove nothing.
  expect(total).toBeGreaterThan(100_000);
});

test("what is heavy or seldom used comes later", () => {
  const files = [...filesOf(needed)].join("\n");
  for (const later of ["search-box", "orders-screen", "order-screen", "setup-screen"])
    expect(files).not.toContain(later);
});
