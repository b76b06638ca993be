// Over 300 lines because the table, its rules and a planted fault for each rule are read together.
import { globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, test } from "vitest";

const root = `${import.meta.dirname}/..`;

const upToEngine = ["domain", "einvoice", "connect", "connectors", "store", "backoffice", "flows", "engine"];

/** Which room may import which: the table of ARCHITECTURE.md. A room that is not in the list does not exist. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  einvoice: ["domain"],
  connect: ["domain"],
  connectors: ["connect", "domain", "einvoice"],
  store: ["domain"],
  backoffice: ["store", "domain", "einvoice"],
  flows: ["backoffice", "connect", "domain"],
  engine: ["flows", "store", "connect", "domain"],
  certifier: ["connect", "domain"],
  api: [...upToEngine, "certifier"],
  cli: [...upToEngine, "certifier", "api", "sandbox"],
  "main.ts": [...upToEngine, "certifier", "api", "cli"],
  dashboard: ["domain"],
  sandbox: ["connect (types)", "domain"],
  e2e: [...upToEngine, "certifier", "api", "cli", "main.ts", "dashboard", "sandbox"],
};

/** Rooms without side effects, and the closed connector folders: everything they may use besides our own rooms. */
const purePackages = ["zod", "decimal.js", "saxes", "stdnum", "ibantools"];
const mayUse: Readonly<Record<string, readonly string[]>> = {
  domain: purePackages,
  einvoice: [...purePackages, "node:crypto"],
  "a connector folder": ["zod", "jose", "node:crypto"],
};

/** `npm run client` writes it; a test of its own compares it with the API. */
const generated = "dashboard/src/api/schema.ts";

/** Dynamic imports whose target is only known at run time, with the reason. */
const computedImports: Readonly<Record<string, string>> = {
  "src/cli/own-modules.ts": "modules from outside our tree",
  "src/store/embedded/binaries.ts": "the PostgreSQL package of this platform",
};

interface Place {
  readonly room: string;
  /** The connector's folder (src/connectors/woocommerce), closed to the outside and to its neighbours. */
  readonly connector: string | null;
  /** Test support, in a folder called testing: only tests and their support may import it. */
  readonly isTesting: boolean;
  /** A test or its support. */
  readonly isTest: boolean;
}

interface Import {
  /** Null when it is computed at run time. */
  readonly from: string | null;
  readonly isTypeOnly: boolean;
}

function placeOf(file: string): Place {
  const [top = "", room = "", inside = ""] = file.split("/");
  const isTesting = file.split("/").includes("testing");
  return {
    room: top === "src" ? room : top,
    connector: room === "connectors" && file.split("/").length > 3 ? `src/connectors/${inside}` : null,
    isTesting,
    isTest: isTesting || file.endsWith(".test.ts") || top === "e2e",
  };
}

/** Everything wrong with one file, as sentences. `file` is its path from the root of the repository. */
export function judge(file: string, text: string): string[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) return [`does not parse: ${errors[0]?.message}`];

  const place = placeOf(file);
  const isRootTest = place.isTest && file.split("/").length === 2; // src/rooms.test.ts: it is about all rooms
  if (!isRootTest && mayImport[place.room] === undefined) return [`${place.room} is not a room`];

  const found: string[] = [...judgeName(file), ...judgeLength(text)];
  const imports: Import[] = [];
  const add = (source: { type: string; value?: unknown } | null, isTypeOnly: boolean): void => {
    if (source !== null) imports.push({ from: typeof source.value === "string" ? source.value : null, isTypeOnly });
  };
  const judgeText = (sql: string): void => {
    if (!place.isTest && outlivesTransaction.test(sql)) {
      found.push(`a setting that outlives the transaction, and leaks to the next user of the connection: ${sql}`);
    }
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === "type"),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === "type"),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === "type"),
    ImportExpression: (node) => add(node.source, false),
    TSImportType: (node) => add(node.source, true),
    TSExternalModuleReference: (node) => add(node.expression, false),
    Decorator: () => found.push("a decorator: Node cannot run it"),
    Literal: (node) => typeof node.value === "string" && judgeText(node.value),
    TemplateLiteral: (node) => judgeText(node.quasis.map((part) => part.value.cooked ?? "").join("?")),
  }).visit(program);

  return isRootTest ? found : [...found, ...imports.flatMap((one) => judgeImport(file, place, one) ?? [])];
}

/** `set` without `local` stays with a pooled connection after it is released. */
const outlivesTransaction =
  /(^|;)\s*set\s+(?!local\b|constraints\b|transaction\b)(role\b|session\b|[a-z_.]+\s*(=|\bto\b))|set_config\([^)]*,\s*false\s*\)/i;

function judgeName(file: string): string[] {
  const name = posix.basename(file).replace(/\.tsx?$/, "");
  const words = name.split(/[-.]/);
  const empty = words.find((word) => ["utils", "util", "helpers", "helper", "manager"].includes(word));
  if (empty !== undefined || ["index", "common", "types"].includes(words[0] ?? "")) {
    return [`the name ${name} says nothing: name it after what it exports`];
  }
  return /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name) ? [] : [`the name ${name} is not kebab-case`];
}

function judgeLength(text: string): string[] {
  const lines = text.trimEnd().split("\n");
  if (lines.length > 500) return [`${lines.length} lines: split it, 500 is the most`];
  const hasReason = lines.slice(0, 15).join("\n").includes("Over 300 lines because");
  return lines.length > 300 && !hasReason ? [`${lines.length} lines, without "Over 300 lines because ..." on top`] : [];
}

/** What is wrong with one import, or null. */
function judgeImport(file: string, place: Place, { from, isTypeOnly }: Import): string | null {
  if (from === null) {
    return file in computedImports || place.isTest ? null : "a computed import(): no one can see what it imports";
  }
  if (from.split("/").includes("..")) return `${from}: never ../, across rooms it is #room/x.ts`;
  if (!/^[.#]/.test(from)) return judgePackage(place, from);
  if (!/\.(ts|tsx|css|json)$/.test(from)) return `${from}: write the file with its ending`;

  const target = targetOf(file, from);
  const to = placeOf(target);
  if (to.isTesting && !place.isTest) return `${from}: only tests import test support`;
  if (to.room === place.room) return judgeInside(file, place, from, target);
  if (from.startsWith("./")) return `${from}: other rooms go through #room/`;
  if (place.isTest && (to.room === "sandbox" || (to.room === "store" && to.isTesting))) return null;
  if (to.connector !== null && !place.isTest) return `${from}: a connector is reached through #connectors/registry.ts`;
  const allowed = mayImport[place.room] ?? [];
  if (allowed.includes(to.room)) return null;
  if (allowed.includes(`${to.room} (types)`)) {
    return isTypeOnly || place.isTest ? null : `${from}: ${place.room} may only import type from ${to.room}`;
  }
  return `${from}: ${place.room} may not import ${to.room}`;
}

function targetOf(file: string, from: string): string {
  if (from.startsWith(".")) return posix.join(posix.dirname(file), from);
  if (from.startsWith("#dashboard/")) return from.replace("#dashboard/", "dashboard/src/");
  return from.startsWith("#sandbox/") ? from.slice(1) : `src/${from.slice(1)}`;
}

function judgeInside(file: string, place: Place, from: string, target: string): string | null {
  if (place.isTest) return null;
  const isBelow = target.startsWith(`${posix.dirname(file)}/`);
  if (from.startsWith("#") && isBelow) return `${from}: inside a room it is ./`;
  if (place.connector !== null && !isBelow) return `${from}: a connector folder is closed`;
  const entersConnector = place.room === "connectors" && place.connector === null && target.split("/").length > 3;
  if (entersConnector && !(file === "src/connectors/registry.ts" && /^\.\/[^/]+\/connector\.ts$/.test(from))) {
    return `${from}: only registry.ts enters a connector folder, by its connector.ts`;
  }
  return null;
}

function judgePackage(place: Place, from: string): string | null {
  if (isBuiltin(from) && !from.startsWith("node:")) return `${from}: write node:${from}`;
  const room = place.connector === null ? place.room : "a connector folder";
  const uses = mayUse[room];
  if (uses === undefined || place.isTest) return null;
  const name = /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from;
  return uses.includes(name) ? null : `${from}: ${room} may only use ${uses.join(", ")}`;
}

/** The rooms of the table in ARCHITECTURE.md whose first column is `room` and whose last is `may import`. */
export function roomsIn(markdown: string): Record<string, readonly string[]> {
  const rows = markdown.split("\n").map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const start = rows.findIndex((cells) => cells[0] === "room" && cells.at(-1) === "may import");
  const rooms: Record<string, readonly string[]> = {};
  for (const cells of start < 0 ? [] : rows.slice(start + 2)) {
    if (cells.length === 0) break;
    const room = /^`(?:src\/)?([a-z0-9.]+)/.exec(cells[0] ?? "")?.[1];
    const isOurs = cells[0]?.startsWith("`src/") || ["sandbox", "dashboard", "e2e"].includes(room ?? "");
    if (room !== undefined && isOurs) rooms[room] = allowedBy(cells.at(-1) ?? "", Object.keys(rooms));
  }
  return rooms;
}

/** Reads "nothing (zod)", "connect (types), domain", "all above (+ sandbox)" and "all"; both mean every row above. */
function allowedBy(cell: string, above: readonly string[]): string[] {
  if (cell.startsWith("nothing")) return [];
  const words = cell
    .replaceAll("`", "")
    .replaceAll(" (types)", ":types")
    .split(/[,+()]/);
  const rooms = words.map((word) => word.trim()).filter((word) => word !== "");
  return rooms.flatMap((word) => (/^all( above)?$/.test(word) ? above : word.replace(":types", " (types)")));
}

const files = globSync(["{src,sandbox,e2e}/**/*.ts", "dashboard/**/*.{ts,tsx}"], { cwd: root })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file !== generated)
  .toSorted();

test("finds the source files", () => {
  expect(files.length).toBeGreaterThan(10);
  expect(files).toContain("src/rooms.test.ts");
});

test("every file keeps to its room", () => {
  const found = files.flatMap((file) =>
    judge(file, readFileSync(`${root}/${file}`, "utf8")).map((why) => `${file}: ${why}`),
  );
  expect(found).toEqual([]);
});

test("every computed import that is allowed still exists", () => {
  expect(Object.keys(computedImports).filter((file) => !files.includes(file))).toEqual([]);
});

test("ARCHITECTURE.md shows this table", () => {
  const sorted = (rooms: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(rooms).map(([room, allowed]) => [room, [...new Set(allowed)].toSorted()]));
  expect(sorted(roomsIn(readFileSync(`${root}/ARCHITECTURE.md`, "utf8")))).toEqual(sorted(mayImport));
});

test("the table is read as it is written", () => {
  const markdown = `
| room | what lives there | may import |
| --- | --- | --- |
| \`src/domain/\` | the trade | nothing (zod, decimal) |
| \`src/connectors/<product>/\` | one folder each | domain |
| \`src/cli/\` | the command | all above (+ sandbox) |
| \`src/main.ts\` | wires | all |
| \`dashboard/\` | React | domain |
| \`bench/\` | speed | everything |
| \`sandbox/\` | stand-ins | connect (types), domain |

| \`src/late/\` | in another table | nothing |
`;
  expect(roomsIn(markdown)).toEqual({
    domain: [],
    connectors: ["domain"],
    cli: ["domain", "connectors", "sandbox"],
    "main.ts": ["domain", "connectors", "cli"],
    dashboard: ["domain"],
    sandbox: ["connect (types)", "domain"],
  });
  expect(roomsIn("no table here")).toEqual({});
});

describe("a planted fault is seen", () => {
  test.each([
    ["the dashboard", "dashboard/src/x.tsx", `import { a } from "#api/x.ts";`, "dashboard may not import api"],
    ["its name", "dashboard/src/OrderList.tsx", "", "the name OrderList is not kebab-case"],
    ["a static import", "src/domain/x.ts", `import { a } from "#connect/x.ts";`, "domain may not import connect"],
    [
      "a type-only import",
      "src/domain/x.ts",
      `import type { A } from "#connect/x.ts";`,
      "domain may not import connect",
    ],
    ["a re-export", "src/store/x.ts", `export * from "#flows/x.ts";`, "store may not import flows"],
    ["a named re-export", "src/store/x.ts", `export { a } from "#flows/x.ts";`, "store may not import flows"],
    ["an import()", "src/flows/x.ts", `const a = await import("#store/x.ts");`, "flows may not import store"],
    ["an import() type", "src/domain/x.ts", `type A = import("#store/x.ts").A;`, "domain may not import store"],
    ["a computed import()", "src/flows/x.ts", `const a = await import(name);`, "a computed import()"],
    [
      "a stand-in in the product",
      "src/api/x.ts",
      `import { a } from "#sandbox/shop.ts";`,
      "api may not import sandbox",
    ],
    ["a stand-in in main", "src/main.ts", `import { a } from "#sandbox/shop.ts";`, "main.ts may not import sandbox"],
    ["a value of connect in the sandbox", "sandbox/x.ts", `import { a } from "#connect/x.ts";`, "may only import type"],
    ["an unknown room", "src/attic/x.ts", ``, "attic is not a room"],
    ["an import of an unknown room", "src/api/x.ts", `import { a } from "#attic/x.ts";`, "api may not import attic"],
    ["a file outside every room", "src/stray.ts", ``, "stray.ts is not a room"],
    ["../", "src/store/sub/x.ts", `import { a } from "../pool.ts";`, "never ../"],
    ["../ in the middle", "src/store/x.ts", `import { a } from "./../domain/x.ts";`, "never ../"],
    ["#room/ inside its own room", "src/store/x.ts", `import { a } from "#store/pool.ts";`, "inside a room it is ./"],
    ["./ into another room", "src/main.ts", `import { a } from "./api/x.ts";`, "other rooms go through #room/"],
    ["an import without its ending", "src/store/x.ts", `import { a } from "./pool";`, "with its ending"],
    ["test support in the product", "src/api/x.ts", `import { a } from "#store/testing/a.ts";`, "only tests import"],
    [
      "a neighbour",
      "src/connectors/a/x.ts",
      `import { a } from "#connectors/b/map.ts";`,
      "a connector folder is closed",
    ],
    [
      "the registry",
      "src/connectors/a/x.ts",
      `import { a } from "#connectors/registry.ts";`,
      "connector folder is closed",
    ],
    ["npm in a connector", "src/connectors/a/x.ts", `import { a } from "undici";`, "a connector folder may only use"],
    [
      "node: in a connector",
      "src/connectors/a/x.ts",
      `export * from "node:fs/promises";`,
      "a connector folder may only",
    ],
    [
      "store in a connector",
      "src/connectors/a/x.ts",
      `import { a } from "#store/x.ts";`,
      "connectors may not import store",
    ],
    [
      "more than connector.ts",
      "src/connectors/registry.ts",
      `import { a } from "./a/map.ts";`,
      "only registry.ts enters",
    ],
    [
      "other than the registry",
      "src/connectors/x.ts",
      `import { a } from "./a/connector.ts";`,
      "only registry.ts enters",
    ],
    [
      "past the registry",
      "src/api/x.ts",
      `import { a } from "#connectors/a/map.ts";`,
      "through #connectors/registry.ts",
    ],
    ["npm in the domain", "src/domain/x.ts", `import { a } from "pg";`, "domain may only use"],
    ["node: in the domain", "src/domain/x.ts", `import { a } from "node:crypto";`, "domain may only use"],
    ["node: in einvoice", "src/einvoice/x.ts", `import { a } from "node:fs";`, "einvoice may only use"],
    ["a bare built-in", "src/store/x.ts", `import { a } from "fs";`, "write node:fs"],
    ["a barrel", "src/store/index.ts", ``, "says nothing"],
    ["utils", "src/store/utils.ts", ``, "says nothing"],
    ["a kind of helper", "src/store/date-helpers.ts", ``, "says nothing"],
    ["a manager", "src/engine/job-manager.ts", ``, "says nothing"],
    ["a heap of types", "src/connect/types.ts", ``, "says nothing"],
    ["common", "src/connect/common.ts", ``, "says nothing"],
    ["camel case", "src/store/dataSource.ts", ``, "is not kebab-case"],
    ["a long file", "src/store/x.ts", "\n".repeat(310) + "export {};", "Over 300 lines because"],
    ["too long a file", "src/store/x.ts", "// Over 300 lines because.\n".repeat(501), "split it"],
    ["a decorator", "src/store/x.ts", `@entity class A {}`, "a decorator"],
    ["broken code", "src/store/x.ts", `import from from from;`, "does not parse"],
    ["set role", "src/store/x.ts", "await query(`set role ${name}`);", "outlives the transaction"],
    [
      "set a setting",
      "src/store/x.ts",
      `await query("begin; SET app.administration = '1'");`,
      "outlives the transaction",
    ],
    [
      "set_config for ever",
      "src/store/x.ts",
      `sql("select set_config('a.b', $1, false)");`,
      "outlives the transaction",
    ],
  ])("%s", (_name, file, text, sentence) => {
    expect(judge(file, text)).toEqual([expect.stringContaining(sentence)]);
  });
});

describe("good code is left alone", () => {
  test.each([
    ["src/domain/x.ts", `import { z } from "zod"; import { a } from "./amount.ts"; import D from "decimal.js";`],
    ["src/einvoice/x.ts", `import { createHash } from "node:crypto"; import type { Order } from "#domain/order.ts";`],
    ["src/connectors/a/connector.ts", `import { z } from "zod"; import "./map.ts"; import "#connect/http.ts";`],
    ["src/connectors/a/soap/x.ts", `import { a } from "./y.ts"; import "node:crypto"; import "#einvoice/x.ts";`],
    ["src/connectors/registry.ts", `import { a } from "./a-shop/connector.ts"; import "#connect/connector.ts";`],
    ["src/connectors/conformance.test.ts", `import "./registry.ts"; import "vitest"; import "#sandbox/shop.ts";`],
    ["src/store/orders.db.test.ts", `import "#store/testing/x.ts"; import "./testing/y.ts"; import "fast-check";`],
    ["src/flows/x.db.test.ts", `import "#store/testing/database.ts"; import "#sandbox/shop.ts"; import "node:fs";`],
    ["src/store/testing/database.ts", `import { a } from "#store/pool.ts"; import "pg"; import "vitest";`],
    ["src/einvoice/testing/golden.ts", `import { readFileSync } from "node:fs"; import "#domain/order.ts";`],
    ["src/store/sub/x.ts", `import { a } from "#store/pool.ts"; import "./deeper/y.ts";`],
    ["src/api/x.ts", `import "#connectors/registry.ts"; import "#engine/x.ts"; import "fastify"; import "node:http";`],
    ["src/cli/demo.ts", `import "#sandbox/shop.ts"; import "#api/server.ts"; import "./print.ts";`],
    ["src/main.ts", `import { a } from "#api/server.ts"; import "#cli/doctor.ts";`],
    ["sandbox/shop/x.ts", `import type { A } from "#connect/x.ts"; import "#domain/amount.ts"; import "fastify";`],
    [
      "src/store/x.ts",
      "sql`update orders set state = ${a}`; sql`set local role app`; sql`select 1; set constraints all deferred`;",
    ],
    [
      "src/store/x.ts",
      "sql`select set_config('app.administration', ${a}, true)`; say('we set role and to'); sql`update x\nset a = 1`;",
    ],
    ["src/store/x.ts", "// Over 300 lines because it is one table.\n" + "\n".repeat(320) + "export {};"],
  ])("%s %#", (file, text) => {
    expect(judge(file, text)).toEqual([]);
  });
});
