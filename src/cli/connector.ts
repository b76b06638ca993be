import { join } from "node:path";
import { parseArgs } from "node:util";
import type { OwnModule } from "#connect/own-module.ts";
import { conformanceChecks, type Check } from "#connectors/conformance.ts";
import { transformChecks } from "#connectors/transform-checks.ts";
import { webhookChecks } from "#connectors/webhook-conformance.ts";
import { readConfiguration } from "./configuration.ts";
import { folderOf, readModule, refusalText } from "./own-modules.ts";

export const connectorHelp = `schakel connector test FOLDER|PACKAGE [--failed] [--json]

Loads a module of your own, as the hub would at its start, and holds it to what every connector of Schakel is held to: its recordings replay
exactly, faults become the right codes, nothing is taken for data that is none, creates are not doubled, pages end, signatures are checked,
no fixture holds a secret. Transforms are tried on their examples. Nothing leaves this machine. See docs/own-modules.md.

  --failed  only what does not hold
  --json    one JSON object`;

export interface Tried {
  readonly check: string;
  /** Null: it holds. */
  readonly fault: string | null;
}

/** `schakel connector`. Exit code 1: something does not hold. */
export async function connector(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      failed: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(connectorHelp);
    return 0;
  }
  const [what, name, ...more] = positionals;
  if (what !== "test" || name === undefined || more.length > 0) {
    console.error(connectorHelp);
    return 2;
  }
  const tried = await tryModule(name);
  const failed = tried.filter(({ fault }) => fault !== null);
  if (values.json) console.log(JSON.stringify({ holds: failed.length === 0, checks: tried }));
  else {
    for (const { check, fault } of values.failed ? failed : tried)
      console.log(
        fault === null ? `ok      ${check}` : `FAILED  ${check}\n        ${fault.replaceAll("\n", "\n        ")}`,
      );
    console.log(`${tried.length - failed.length} hold, ${failed.length} failed`);
  }
  return failed.length === 0 ? 0 : 1;
}

/** A package, or else a folder as a person types it. */
async function tryModule(name: string): Promise<readonly Tried[]> {
  const { dataFolder } = readConfiguration(process.env);
  const folder = folderOf(name, dataFolder) ?? join(process.cwd(), name);
  const { module, refused } = await readModule(folder);
  if (module === null) return refused.map((refusal) => ({ check: "it can be loaded", fault: refusalText(refusal) }));
  const loaded: Tried = { check: `${folder} can be loaded`, fault: null };
  const tried = [loaded];
  for (const check of checksOf(module, join(folder, "fixtures"))) tried.push(await tryOut(check));
  return tried;
}

/** Fixtures that cannot be read are one thing that does not hold. */
function checksOf({ connector: own, transforms = [] }: OwnModule, fixtures: string): readonly Check[] {
  const parts: readonly (() => readonly Check[])[] = [
    ...(own === undefined
      ? []
      : [() => conformanceChecks({ connector: own, fixtures }), () => webhookChecks({ connector: own, fixtures })]),
    ...transforms.map((transform) => () => transformChecks(transform, fixtures)),
  ];
  return parts.flatMap((part) => {
    try {
      return part();
    } catch (error) {
      return [{ name: "its fixtures can be read", run: () => Promise.reject(error) }];
    }
  });
}

async function tryOut({ name, run }: Check): Promise<Tried> {
  try {
    await run();
    return { check: name, fault: null };
  } catch (error) {
    return { check: name, fault: error instanceof Error ? error.message : String(error) };
  }
}
