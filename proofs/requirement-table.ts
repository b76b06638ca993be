import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { views } from "../e2e/screens.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** `{ C1: 7, C2: 7 }`: C1.1 to C1.7, C2.1 to C2.7. */
export const requirementsOf = (counts: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(counts).flatMap(([part, count]) => Array.from({ length: count }, (_, at) => `${part}.${at + 1}`));

/** The lines of a table `| requirement | where |`, by requirement. */
export const rowsOf = (record: string): ReadonlyMap<string, string> =>
  new Map(
    [...record.matchAll(/^\| *([A-Z]\d+(?:\.\d+[a-z]?)?) *\| *(.+?) *\|$/gm)].map(([, id = "", where = ""]) => [
      id,
      where,
    ]),
  );

const states = new Set(views.map(({ name }) => name));
const spaced = (text: string): string => text.replaceAll(/\s+/g, " ");

/**
 * What does not hold of one line: in backticks stand files (then, between quotes, names of tests in it), states of screens, addresses and commands. A
 * line with neither a test, nor a screen, nor a command proves nothing.
 */
function faultsIn(where: string): string[] {
  const faults: string[] = [];
  let file = "";
  let proofs = 0;
  for (const [, code, name] of where.matchAll(/`([^`]+)`|"([^"]+)"/g)) {
    if (code !== undefined) {
      const isFile = /\.(ts|tsx|md|json)$/.test(code);
      file = isFile ? code : "";
      if (isFile && !existsSync(`${root}${code}`)) faults.push(`there is no ${code}`);
      else if (states.has(code) || code.startsWith("npm run ") || code.startsWith("npx schakel ")) proofs += 1;
      else if (!isFile && !code.startsWith("/")) faults.push(`${code} is no screen`);
    } else if (name !== undefined) {
      const text = existsSync(`${root}${file}`) && file !== "" ? spaced(readFileSync(`${root}${file}`, "utf8")) : "";
      if (text.includes(spaced(name))) proofs += 1;
      else faults.push(`${file === "" ? "no file" : file} has "${name}"`);
    }
  }
  return proofs === 0 ? [...faults, "names neither a test nor a screen"] : faults;
}

/** Requirements without a line, and lines that name what is not there. */
export function tableFaults(record: string, wanted: readonly string[]): readonly string[] {
  const rows = rowsOf(record);
  return wanted.flatMap((id) => {
    const where = rows.get(id);
    if (where === undefined) return [`${id} has no line`];
    return faultsIn(where).map((fault) => `${id}: ${fault}`);
  });
}
