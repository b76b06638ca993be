import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { AnyConnector } from "#connect/connector.ts";
import { moduleFaults, moduleKit, type OwnModule } from "#connect/own-module.ts";
import type { Transform } from "#connect/transform.ts";
import { registry } from "#connectors/registry.ts";

/** Why a module is not used. `field` is a path in what it gave; empty when it is about the whole file. */
export interface Refusal {
  readonly file: string;
  readonly field: string;
  readonly message: string;
}

/** Ours and those of others, for as long as the process lives. */
export interface OwnModules {
  readonly connectors: Readonly<Record<string, AnyConnector>>;
  readonly transforms: ReadonlyMap<string, Transform>;
  /** Folders of what was loaded, in the order of loading. */
  readonly loaded: readonly string[];
  readonly refused: readonly Refusal[];
}

/** Beside it are its fixtures. Node runs no TypeScript in node_modules, so that a package brings JavaScript. */
const entries = ["module.ts", "module.mjs", "module.js"];

/** A module that has not loaded by then waits for something; a hub does not start later because of that. */
const patienceMs = 10_000;

export interface Read {
  readonly folder: string;
  /** Null when it is refused. */
  readonly module: OwnModule | null;
  readonly refused: readonly Refusal[];
}

/** Loads one module, which runs its code. Never throws. */
export async function readModule(folder: string): Promise<Read> {
  const entry = entries.map((name) => join(folder, name)).find((file) => existsSync(file));
  const refuse = (file: string, message: string): Read => ({
    folder,
    module: null,
    refused: [{ file, field: "", message }],
  });
  if (entry === undefined) return refuse(folder, `holds none of ${entries.join(", ")}`);
  try {
    const given = await Promise.race([givenBy(entry), wait(patienceMs, tooLate, { ref: false })]);
    if (given === tooLate) return refuse(entry, `did not load within ${patienceMs / 1000} seconds`);
    const faults = moduleFaults(given);
    if (faults.length > 0) return { folder, module: null, refused: faults.map((fault) => ({ file: entry, ...fault })) };
    return { folder, module: given as OwnModule, refused: [] };
  } catch (error) {
    return refuse(entry, `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const tooLate = Symbol("too late");

async function givenBy(entry: string): Promise<unknown> {
  const file: Record<string, unknown> = await import(pathToFileURL(entry).href);
  const make = file["schakelModule"];
  if (typeof make !== "function") throw new Error("it exports no function schakelModule");
  const given: unknown = await make(moduleKit);
  return given;
}

/** The folder of a package, or of a path that is absolute or begins with a point; null for a package that is not installed. */
export function folderOf(name: string, dataFolder: string): string | null {
  if (isAbsolute(name) || name.startsWith(".")) return resolve(name);
  for (const place of [join(dataFolder, "package.json"), import.meta.filename]) {
    // Throws where the base cannot be looked from; it is undefined where the package is not.
    const file = packageFrom(name, place);
    if (file !== null) return dirname(file);
  }
  return null;
}

function packageFrom(name: string, place: string): string | null {
  try {
    return findPackageJSON(name, pathToFileURL(place)) ?? null;
  } catch {
    return null;
  }
}

/** Folders of `connectors.d` in the data folder, by name. */
async function foldersIn(dataFolder: string): Promise<string[]> {
  const place = join(dataFolder, "connectors.d");
  if (!existsSync(place)) return [];
  const names = (await readdir(place)).filter((name) => !name.startsWith(".")).toSorted();
  const kinds = await Promise.all(names.map((name) => stat(join(place, name)).catch(() => null)));
  return names.filter((_, index) => kinds[index]?.isDirectory() === true).map((name) => join(place, name));
}

/** What there is to load: folders of the data folder, then what the configuration names. Never throws; what is wrong is left out and told. */
export async function loadOwnModules(wanted: {
  readonly dataFolder: string;
  readonly modules: readonly string[];
}): Promise<OwnModules> {
  const { dataFolder, modules } = wanted;
  const connectors: Record<string, AnyConnector> = { ...registry };
  const transforms = new Map<string, Transform>();
  const loaded: string[] = [];
  const refused: Refusal[] = [];
  const named = modules.map((name) => folderOf(name, dataFolder));
  for (const [index, folder] of named.entries())
    if (folder === null)
      refused.push({ file: "SCHAKEL_CONNECTORS", field: modules[index] ?? "", message: "is not installed" });

  for (const folder of [...(await foldersIn(dataFolder)), ...named.filter((one) => one !== null)]) {
    const read = await readModule(folder);
    const taken = read.module === null ? [] : takenIn(read.module, { connectors, transforms }, folder);
    refused.push(...read.refused, ...taken);
    if (read.module === null || taken.length > 0) continue;
    const { connector, transforms: own = [] } = read.module;
    if (connector !== undefined) connectors[connector.id] = connector;
    for (const transform of own) transforms.set(transform.id, transform);
    loaded.push(folder);
  }
  return { connectors, transforms, loaded, refused };
}

/** An id that means something else already: connections and couplings stand on it. */
function takenIn(
  { connector, transforms = [] }: OwnModule,
  known: Pick<OwnModules, "connectors" | "transforms">,
  folder: string,
): Refusal[] {
  const file = folder;
  const refusals: Refusal[] = [];
  if (connector !== undefined && Object.hasOwn(known.connectors, connector.id))
    refusals.push({ file, field: "connector.id", message: `${connector.id} is taken by another connector` });
  for (const [index, { id }] of transforms.entries())
    if (known.transforms.has(id) || transforms.findIndex((one) => one.id === id) < index)
      refusals.push({ file, field: `transforms.${index}.id`, message: `${id} is taken by another transform` });
  return refusals;
}

/** For the log and for a terminal. */
export const refusalText = ({ file, field, message }: Refusal): string =>
  [file, field, message].filter((part) => part !== "").join(": ");
