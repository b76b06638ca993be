/** JSON whose numbers stay as they were written: money never passes through a JS number. */
import { add, amount, text, zero, type Amount } from "#domain/amount.ts";

/** A JSON number that came in, told apart from a text. */
export class Numeral {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
  toJSON(): unknown {
    return rawJson(this.source);
  }
}

export type Fields = Readonly<Record<string, unknown>>;

// Not yet in the types of the language.
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(source: string): unknown };
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const parseWith = JSON.parse as (source: string, reviver: Reviver) => unknown;

/** Throws a SyntaxError. */
export const parsed = (source: string): unknown =>
  parseWith(source, (_key, value, context) => (typeof value === "number" ? new Numeral(context.source ?? "") : value));

/** An amount as a JSON number. */
export const numeric = (value: Amount): unknown => rawJson(text(value));

/** The amount a numeral says, without the zeros behind its point; `undefined` for an exponent and for far too many digits. */
export function amountOf(given: unknown): Amount | undefined {
  if (!(given instanceof Numeral)) return undefined;
  try {
    return add(amount(given.source), zero);
  } catch {
    return undefined;
  }
}

export const isFields = (given: unknown): given is Fields =>
  typeof given === "object" && given !== null && !Array.isArray(given) && !(given instanceof Numeral);
