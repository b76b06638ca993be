import { Liquid, type Template } from "liquidjs";
import { HubError } from "#domain/error.ts";

/** Longest template, and longest text it may become. */
export const mostCharacters = 20_000;

/** Choosing and small repetitions. No files, no captured text that doubles itself. */
const allowedTags = ["assign", "case", "comment", "if", "unless", "for", "break", "continue", "raw", "#"];
const allowedFilters = [
  "append",
  "capitalize",
  "default",
  "downcase",
  "prepend",
  "remove",
  "replace",
  "replace_first",
  "slice",
  "squish",
  "strip",
  "truncate",
  "upcase",
];

function makeEngine(): Liquid {
  const engine = new Liquid({
    templates: {},
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    lenientIf: true,
    parseLimit: mostCharacters,
    // Milliseconds: what is written in good faith takes one or two, but a busy machine may stop in the middle of it.
    renderLimit: 1000,
    memoryLimit: 200_000,
  });
  for (const tag of Object.keys(engine.tags)) if (!allowedTags.includes(tag)) Reflect.deleteProperty(engine.tags, tag);
  for (const filter of Object.keys(engine.filters))
    if (!allowedFilters.includes(filter)) Reflect.deleteProperty(engine.filters, filter);
  return engine;
}
const engine = makeEngine();

/** Values by variable name; null is a variable that has nothing to say here. */
export type TemplateValues = Readonly<Record<string, string | null>>;

/** What is wrong with a template, so that it can be told in any language. */
export type TemplateFault =
  | { readonly code: "unknownVariable"; readonly what: string }
  | { readonly code: "tooMuch"; readonly what: "" }
  | { readonly code: "unreadable"; readonly what: string };

class TemplateRefused extends Error {
  readonly fault: TemplateFault;
  constructor(fault: TemplateFault) {
    super(`${fault.code} ${fault.what}`);
    this.fault = fault;
  }
}

const tooMuch = (): TemplateRefused => new TemplateRefused({ code: "tooMuch", what: "" });

function parse(template: string): Template[] {
  if (template.length > mostCharacters) throw tooMuch();
  return engine.parse(template);
}

function render(parsed: Template[], values: TemplateValues): string {
  const text: unknown = engine.renderSync(parsed, { ...values });
  if (typeof text !== "string" || text.length > mostCharacters) throw tooMuch();
  return text;
}

/** Engine messages end with where: "tag "x" not found, line:1, col:4". */
function faultOf(thrown: unknown): TemplateFault {
  if (thrown instanceof TemplateRefused) return thrown.fault;
  const message = thrown instanceof Error ? (thrown.message.split("\n")[0] ?? "") : String(thrown);
  const unknown = /^undefined variable: ([^,\s]+)/.exec(message)?.[1];
  if (unknown !== undefined) return { code: "unknownVariable", what: unknown };
  if (/limit exceeded|Invalid string length|Maximum call stack/.test(message)) return { code: "tooMuch", what: "" };
  return { code: "unreadable", what: message.replace(/^(.*), line:(\d+), col:(\d+)$/, "$1 ($2:$3)").slice(0, 200) };
}

/**
 * What is wrong with a template that may use these variables; null when it is fine. It is filled in twice, with and without values, so
 * that one that repeats too much is found when it is saved.
 */
export function templateFault(template: string, variables: readonly string[]): TemplateFault | null {
  try {
    const parsed = parse(template);
    const unknown = engine.globalVariablesSync(parsed).find((name) => !variables.includes(name));
    if (unknown !== undefined) return { code: "unknownVariable", what: unknown };
    for (const value of ["Voorbeeld 2026-0001", null])
      render(parsed, Object.fromEntries(variables.map((name) => [name, value])));
    return null;
  } catch (thrown) {
    return faultOf(thrown);
  }
}

/** Fills a template in. Throws `settings.invalid` with the fault in its details. */
export function fillTemplate(template: string, values: TemplateValues): string {
  try {
    return render(parse(template), values);
  } catch (thrown) {
    const { code, what } = faultOf(thrown);
    throw new HubError("settings.invalid", `A text cannot be filled in: ${code} ${what}`.trim(), {
      details: { fault: code, what },
    });
  }
}
