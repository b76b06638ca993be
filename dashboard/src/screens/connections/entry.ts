import type { Connector } from "./connection-state.ts";

export type Field = Connector["settings"][number];

/** A form as it is typed: every field is text; a list has one entry per line, yes or no is `yes`, `no` or empty. */
export type Entry = Readonly<Record<string, string>>;

const shownAs = ({ kind }: Field, value: unknown): string => {
  if (kind === "list") return Array.isArray(value) ? value.join("\n") : "";
  if (kind === "yesNo") return value === true ? "yes" : value === false ? "no" : "";
  return typeof value === "string" ? value : "";
};

/** What stands in the fields, from what is kept; defaults where nothing is. */
export const entryOf = (fields: readonly Field[], settings: Readonly<Record<string, unknown>>): Entry =>
  Object.fromEntries(fields.map((field) => [field.name, shownAs(field, settings[field.name] ?? field.initial)]));

/** The settings to send: only what was changed, so that what a check learnt meanwhile is not undone. */
export function changedSettings(fields: readonly Field[], entry: Entry, before: Entry): Record<string, unknown> {
  const changed = fields.filter(({ name }) => (entry[name] ?? "").trim() !== (before[name] ?? "").trim());
  return Object.fromEntries(changed.map((field) => [field.name, valueOf(field, entry[field.name] ?? "")]));
}

/** What is left of a form once it was kept: the fields somebody typed in since it was sent. */
export const typedSince = (now: Entry, sent: Entry): Entry =>
  Object.fromEntries(Object.entries(now).filter(([name, text]) => text !== sent[name]));

function valueOf({ kind }: Field, text: string): unknown {
  if (kind === "list")
    return text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  if (kind === "yesNo") return text === "" ? null : text === "yes";
  return text;
}

/** In front: what has to be answered. Behind a fold: what has a good default. Apart: what the check finds out. */
export const partsOf = (fields: readonly Field[]) => ({
  front: fields.filter(({ isNeeded, kind, isLearnt }) => !isLearnt && (isNeeded || kind === "choice")),
  more: fields.filter(({ isNeeded, kind, isLearnt }) => !isLearnt && !isNeeded && kind !== "choice"),
  learnt: fields.filter(({ isLearnt }) => isLearnt),
});

/** What to call a connection when nobody said: the host of its address, else the product. */
export function nameFor(entry: Entry, fields: readonly Field[], product: string): string {
  const address = fields.find(({ kind, isNeeded }) => kind === "address" && isNeeded);
  const text = (entry[address?.name ?? ""] ?? "").trim();
  const whole = /^https?:\/\//.test(text) ? text : `https://${text}`;
  if (address === undefined || text === "" || !URL.canParse(whole)) return product;
  return new URL(whole).hostname.replace(/^www\./, "");
}
