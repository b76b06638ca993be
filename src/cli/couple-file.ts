import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";

/** A secret never stands in the file: it says which variable of the environment holds it. */
const Secret = z.strictObject(
  { environment: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "is no name of an environment variable") },
  {
    error: ({ code }) =>
      code === "invalid_type" ? "a secret does not stand in the file: { environment: NAME }" : undefined,
  },
);
const Values = z.record(z.string(), z.unknown());
const words = z.string().trim().min(1);

const Connection = z.strictObject({
  connector: words,
  /** As people see it; the name in the file when it is left out. */
  name: words.max(200).optional(),
  settings: Values.default({}),
  credentials: z.record(z.string(), Secret).default({}),
  pollingOnly: z.boolean().default(false),
  /** Registers them at the shop, when shops can reach the hub. */
  webhooks: z.boolean().default(true),
  /** By what is mapped, then by the value of the other side. */
  mappings: z.record(z.string(), z.record(z.string(), Values)).default({}),
});
export type FileConnection = z.output<typeof Connection>;

const Coupling = z.strictObject({
  kind: words,
  source: words,
  /** Left out: the built-in back office. */
  target: words.optional(),
  settings: Values.default({}),
  /** Orders to ignore at the start: only when the coupling is made. */
  offset: z.int().min(0).optional(),
  state: z.enum(["off", "live"]).default("off"),
});
export type FileCoupling = z.output<typeof Coupling>;

const CoupleFile = z.strictObject({
  /** Switched on where they are off. */
  apps: z.array(words).default([]),
  connections: z.record(z.string(), Connection).default({}),
  couplings: z.array(Coupling).default([]),
});

/** Where in the file: the names and numbers that lead there. */
export type Place = readonly (string | number)[];

export interface FileFault {
  readonly line: number;
  /** Empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
}

export interface ReadFile {
  readonly content: z.output<typeof CoupleFile>;
  /** What is wrong at a place, with its line. */
  fault(place: Place, message: string): FileFault;
}

/** Reads YAML, of which JSON is a part. Either everything is well-formed, or every fault is told. */
export function readCoupleFile(text: string): ReadFile | readonly FileFault[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, field: "", message }));
  const fault = (place: Place, message: string): FileFault => ({
    line: lines.linePos(offsetOf(document, place)).line,
    field: place.join("."),
    message,
  });
  const read = CoupleFile.safeParse(document.toJS({ maxAliasCount: 10 }) ?? {});
  if (!read.success) return read.error.issues.flatMap((issue) => faultsOf(issue, fault));
  const strangers = strangersIn(read.data, fault);
  return strangers.length > 0 ? strangers : { content: read.data, fault };
}

/** A key that nobody knows is told at its own line, not at that of what holds it. */
function faultsOf(issue: z.core.$ZodIssue, fault: ReadFile["fault"]): FileFault[] {
  const place = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code !== "unrecognized_keys") return [fault(place, issue.message)];
  return issue.keys.map((key) => fault([...place, key], "is not known here"));
}

/** Couplings go between connections of this file, and each of them is said once. */
function strangersIn({ connections, couplings }: z.output<typeof CoupleFile>, fault: ReadFile["fault"]): FileFault[] {
  const said = new Set<string>();
  return couplings.flatMap(({ kind, source, target }, index) => {
    const faults = Object.entries({ source, target }).flatMap(([side, name]) =>
      name === undefined || Object.hasOwn(connections, name)
        ? []
        : [fault(["couplings", index, side], `there is no connection ${name} in this file`)],
    );
    const what = JSON.stringify([kind, source, target]);
    if (said.has(what)) faults.push(fault(["couplings", index], "the same coupling stands above"));
    said.add(what);
    return faults;
  });
}

/** Where a place begins: at its key, or at what holds it when it is not there. */
function offsetOf(document: Document, place: Place): number {
  for (let depth = place.length; depth > 0; depth -= 1) {
    const holder = document.getIn(place.slice(0, depth - 1), true) ?? null;
    const key = place[depth - 1];
    const pair = isMap(holder)
      ? holder.items.find((one) => isPair(one) && isScalar(one.key) && String(one.key.value) === String(key))
      : undefined;
    const node = pair?.key ?? (document.getIn(place.slice(0, depth), true) as unknown);
    const range = (node as { range?: readonly number[] } | null | undefined)?.range;
    if (range?.[0] !== undefined) return range[0];
  }
  return 0;
}
