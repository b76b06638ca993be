/**
 * The wholesaler as its own process: `node sandbox/wholesaler/main.ts [--port P] [--set name=value]… [--lines N]`.
 * `--set` is a setting (`--set ociVersion=5.0 --set numberStep=2`); `--lines` fills the basket of user `werf`. Prints one JSON line when ready and stops on SIGTERM.
 */
import { parseArgs } from "node:util";
import { defaults, type Settings } from "./settings.ts";
import { manyLines, startWholesaler } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    set: { type: "string", multiple: true, default: [] },
    lines: { type: "string", default: "0" },
  },
});

/** Text where the setting is text (`4.0`), anything else as JSON; `pricePer` is either. */
function settingOf(given: string): [string, unknown] {
  const [name = "", value = ""] = given.split(/=(.*)/s);
  if (!Object.hasOwn(defaults, name)) throw new RangeError(`There is no setting ${name}`);
  const usual = defaults[name as keyof Settings];
  const isText = name === "pricePer" ? value === "article" : typeof usual === "string" || usual === null;
  return [name, isText ? value : (JSON.parse(value) as unknown)];
}

const shop = await startWholesaler({
  port: Number(values.port),
  settings: Object.fromEntries(values.set.map(settingOf)) as Partial<Settings>,
});
if (values.lines !== "0") shop.fill("werf", manyLines(Number(values.lines)));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void shop.stop().then(() => process.exit(0));
  });
}
const { url, oci, cxml } = shop;
const accounts = [...shop.accounts.values()].map(({ user, password }) => ({ user, password }));
process.stdout.write(`${JSON.stringify({ url, oci, cxml, accounts, pid: process.pid })}\n`);
