import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Item } from "#domain/item.ts";
import { transformed, transformsNamed } from "#connect/transform.ts";
import { loadOwnModules, refusalText } from "./own-modules.ts";
import { root, schakel } from "./testing/run-command.ts";

const example = join(root, "examples/second-warehouse");

/** A data folder with these modules, by name. */
async function dataFolder(modules: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-own-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(modules)) {
    await mkdir(join(folder, "connectors.d", name), { recursive: true });
    await writeFile(join(folder, "connectors.d", name, "module.mjs"), text);
  }
  return folder;
}

const told = async (folder: string, modules: readonly string[] = []): Promise<string[]> => {
  const { refused } = await loadOwnModules({ dataFolder: folder, modules });
  return refused.map((refusal) => refusalText(refusal).replace(`${folder}/`, ""));
};

const giving = (expression: string): string => `export const schakelModule = ({ z }) => (${expression});`;
const transform = (id: string): string => `{ id: "${id}", labels: { nl: "Stap" }, item: (item) => item }`;

test("folders of the data folder and what the configuration names are loaded beside what is ours", async () => {
  const folder = await dataFolder({ plain: giving(`{ transforms: [${transform("as-it-is")}] }`) });
  const { connectors, transforms, loaded, refused } = await loadOwnModules({ dataFolder: folder, modules: [example] });
  expect(refused).toEqual([]);
  expect(loaded).toEqual([join(folder, "connectors.d/plain"), example]);
  expect(Object.keys(connectors)).toEqual(expect.arrayContaining(["woocommerce", "example-depot"]));
  expect([...transforms.keys()]).toEqual(["as-it-is", "second-warehouse"]);

  const given = JSON.parse(
    await readFile(join(example, "fixtures/transforms/second-warehouse/in-both.json"), "utf8"),
  ) as { input: unknown };
  expect(transformed(Item.parse(given.input), transformsNamed(transforms, ["second-warehouse"])).stock).toBe("12");
});

test("a package is found beside the data", async () => {
  const folder = await dataFolder();
  const place = join(folder, "node_modules/@acme/steps");
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "package.json"), `{ "name": "@acme/steps", "type": "module" }`);
  await writeFile(join(place, "module.js"), giving(`{ transforms: [${transform("acme")}] }`));
  const { loaded, refused } = await loadOwnModules({ dataFolder: folder, modules: ["@acme/steps", "@acme/gone"] });
  expect(loaded).toEqual([place]);
  expect(refused.map(refusalText)).toEqual(["SCHAKEL_CONNECTORS: @acme/gone: is not installed"]);
});

describe("what is wrong is told by file and field, and left out", () => {
  test.each([
    ["no module at all", "export const other = 1;", "cannot be loaded: it exports no function schakelModule"],
    ["a file that throws", "throw new Error('no database');", "cannot be loaded: no database"],
    ["something else", giving("7"), "Invalid input: expected object, received number"],
    ["nothing", giving("{}"), "gives neither a connector nor transforms"],
    [
      "a word that nobody knows",
      giving(`{ transforms: [${transform("a")}], transform: [] }`),
      `Unrecognized key: "transform"`,
    ],
    [
      "a transform with an odd id",
      giving(`{ transforms: [${transform("Second Warehouse")}] }`),
      "transforms.0.id: small letters, digits and hyphens, such as second-warehouse",
    ],
    [
      "a transform without a function",
      giving(`{ transforms: [{ id: "a", labels: { nl: "A" } }] }`),
      "transforms.0.item: is no function",
    ],
  ])("%s", async (_name, text, why) => {
    expect(await told(await dataFolder({ odd: text }))).toEqual([`connectors.d/odd/module.mjs: ${why}`]);
  });

  const connector = (change: string) =>
    giving(`{ connector: { id: "acme", name: "Acme", kind: "webshop", docs: "x", settings: z.object({}), labels: { nl: {} },
      credentials: { type: "none" }, rateLimit: { per: "connection", windows: [], concurrency: 1 }, baseUrl: () => null,
      check: () => null, operations: { "paymentMethods.list": () => null }, ...${change} } }`);

  test.each([
    [`{ kind: "shop" }`, /^connector\.kind: /],
    [`{ settings: { parse: () => null } }`, /^connector\.settings: is no z\.object\(\)/],
    [`{ credentials: { type: "oauth" } }`, /^connector\.credentials\.type: /],
    [`{ operations: {} }`, /^connector\.operations: offers nothing$/],
    [
      `{ operations: { "orders.fetch": () => null } }`,
      /^connector\.operations\.orders\.fetch: is no operation; there are /,
    ],
    [`{ operations: { "orders.get": "yes" } }`, /^connector\.operations\.orders\.get: is no function$/],
    [
      `{ operations: { "customers.create": { run: () => null } } }`,
      /^connector\.operations\.customers\.create: a create says how a repeat is recognised$/,
    ],
    [`{ webhook: { topics: [] } }`, /^connector\.webhook\.subscribe: is no function$/],
    [`{ id: "woocommerce" }`, /^connector\.id: woocommerce is taken by another connector$/],
  ])("a connector with %s", async (change, why) => {
    const [first = ""] = await told(await dataFolder({ odd: connector(change) }));
    expect(first).toMatch(/^connectors\.d\/odd/);
    expect(first.replace(/^connectors\.d\/odd(\/module\.mjs)?: /, "")).toMatch(why);
  });

  test.each(["connection", "app", "address"])("none with room to call per %s", async (per) => {
    const limit = `{ rateLimit: { per: "${per}", windows: [], concurrency: 1 } }`;
    expect(await told(await dataFolder({ fine: connector(limit) }))).toEqual([]);
  });

  test("two with one id: the second; the others are loaded", async () => {
    const folder = await dataFolder({
      a: giving(`{ transforms: [${transform("same")}] }`),
      b: giving(`{ transforms: [${transform("same")}] }`),
      c: giving(`{ transforms: [${transform("other")}] }`),
    });
    expect(await told(folder)).toEqual(["connectors.d/b: transforms.0.id: same is taken by another transform"]);
    const { transforms } = await loadOwnModules({ dataFolder: folder, modules: [] });
    expect([...transforms.keys()]).toEqual(["same", "other"]);
  });
});

describe("schakel connector test", () => {
  test("says of the example line by line that it holds", async () => {
    const { code, stdout, stderr } = await schakel("connector", "test", example);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^ok {6}stock\.list all\.json replays exactly$/m);
    expect(stdout).toMatch(/^ok {6}transform second-warehouse in-both\.json becomes what the example says$/m);
    expect(stdout).toMatch(/^\d{2} hold, 0 failed\n$/m);
    expect(code).toBe(0);
  });

  test("names what does not hold", async () => {
    const folder = join(await dataFolder(), "broken");
    await cp(example, folder, { recursive: true });
    const recording = join(folder, "fixtures/stock.list/all.json");
    await writeFile(recording, (await readFile(recording, "utf8")).replaceAll('"4"', '"5"').replace('"5"', '"4"'));
    await writeFile(join(folder, "fixtures/transforms/second-warehouse/in-both.json"), "{");
    const { code, stdout } = await schakel("connector", "test", folder, "--failed");
    expect(stdout).toMatch(/^FAILED {2}stock\.list all\.json replays exactly$/m);
    expect(stdout).toMatch(/^FAILED {2}its fixtures can be read\n.*in-both\.json is not JSON/m);
    expect(stdout).toMatch(/^\d+ hold, 2 failed$/m);
    expect(code).toBe(1);
  });

  test("of what cannot be loaded says why", async () => {
    const { code, stdout } = await schakel("connector", "test", await dataFolder(), "--json");
    expect(JSON.parse(stdout)).toEqual({
      holds: false,
      checks: [{ check: "it can be loaded", fault: expect.stringContaining("holds none of module.ts") }],
    });
    expect(code).toBe(1);
  });
});
