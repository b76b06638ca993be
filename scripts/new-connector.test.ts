import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "schakel-new-connector-"));
const registry = join(copy, "src/connectors/registry.ts");

/** Runs something on this Node in the copy. */
function run(script: string, ...args: string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: copy, encoding: "utf8" });
  return { code: status, said: stdout + stderr };
}

beforeAll(() => {
  const files = [
    "package.json",
    "tsconfig.json",
    ".prettierrc.json",
    "src/connect",
    "src/domain",
    "src/einvoice",
    "src/connectors",
  ];
  for (const file of [...files, "scripts/new-connector.ts"]) {
    cpSync(join(root, file), join(copy, file), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("writes a connector that is registered, well-formed and type-checks", () => {
  expect(run("scripts/new-connector.ts", "acme-shop")).toMatchObject({ code: 0 });
  expect(readFileSync(registry, "utf8")).toContain('import { acmeShop } from "./acme-shop/connector.ts";');
  expect(readFileSync(registry, "utf8")).toContain('  "acme-shop": eraseSettings(acmeShop),');

  const format = run("node_modules/prettier/bin/prettier.cjs", "--check", "src/connectors/acme-shop", registry);
  expect(format.said).toContain("All matched files");
  const types = run("node_modules/typescript/bin/tsc").said.split("\n");
  expect(types.filter((line) => /acme-shop|registry/.test(line))).toEqual([]);
});

test("the recording it writes replays through its own mapping", () => {
  const check = `
    import recording from "./src/connectors/newest-shop/fixtures/paymentMethods.list/all.json" with { type: "json" };
    import { registry } from "#connectors/registry.ts";
    import assert from "node:assert/strict";
    const [exchange] = recording.exchanges;
    const connector = registry["newest-shop"];
    assert.equal(connector.id, "newest-shop");
    const url = new URL("payment-methods", connector.baseUrl(recording.settings));
    assert.equal(url.pathname, exchange.request.path);
    const http = { json: async (_request, schema) => schema.parse(exchange.response.body) };
    assert.deepEqual(await connector.operations["paymentMethods.list"]({ http }, {}), recording.output);
  `;
  run("scripts/new-connector.ts", "newest-shop");
  expect(run("--input-type=module", "--eval", check)).toEqual({ code: 0, said: "" });
});

test.each([
  ["a name that is no id", ["Acme Shop"], "is not an id"],
  ["no name", [], "Name the product"],
  ["a connector that exists", ["woocommerce"], "is there already"],
])("refuses %s and touches nothing", (_name, args, sentence) => {
  const before = readFileSync(registry, "utf8");
  const { code, said } = run("scripts/new-connector.ts", ...args);
  expect(said).toContain(sentence);
  expect(code).toBe(1);
  expect(readFileSync(registry, "utf8")).toBe(before);
});
