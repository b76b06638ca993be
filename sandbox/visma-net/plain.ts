/** Bodies of the sales order service: plain JSON. What is wrong is said per field, named as `OrderLines[0].InventoryId`. */
import type { Amount } from "#domain/amount.ts";
import { problem, problemOf, Refused } from "./answers.ts";
import { dayOf } from "./clock.ts";
import { amountOf, isFields, parsed, type Fields } from "./json.ts";

export function plainBody(body: Uint8Array, contentType: string | undefined): Fields {
  if (contentType?.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    throw new Refused(problem(415, "The body must be application/json."));
  }
  let given: unknown;
  try {
    given = parsed(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw problemOf("$", "The JSON value could not be converted.");
  }
  if (!isFields(given)) throw problemOf("$", "An object is expected.");
  return given;
}

/** `customer.refNo` as `Customer.RefNo`. */
const named = (path: string): string =>
  path.replace(/(^|\.)([a-z])/g, (_all, dot: string, letter: string) => dot + letter.toUpperCase());

/** One object of a body. A field that is null is one that was left out. */
export class Plain {
  readonly #fields: Fields;
  readonly #at: string;

  /** `at` stands before the names: "" or "customer.". */
  constructor(given: unknown, known: readonly string[], at = "") {
    if (!isFields(given)) throw problemOf(named(at.slice(0, -1)), "An object is expected.");
    const unknown = Object.keys(given).find((name) => !known.includes(name));
    if (unknown !== undefined) throw problemOf(named(at + unknown), "The field is not known.");
    this.#fields = given;
    this.#at = at;
  }

  refuse(name: string, message: string): never {
    throw problemOf(named(this.#at + name), message);
  }
  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null;
  }
  text(name: string, most = 255): string | undefined {
    const value = this.#fields[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") return this.refuse(name, "A text is expected.");
    if (value.length > most) return this.refuse(name, `At most ${most} characters.`);
    return value;
  }
  needed(name: string, most = 255): string {
    const value = this.text(name, most) ?? "";
    return value === "" ? this.refuse(name, "The field is required.") : value;
  }
  amount(name: string): Amount | undefined {
    if (!this.has(name)) return undefined;
    return amountOf(this.#fields[name]) ?? this.refuse(name, "A number is expected.");
  }
  flag(name: string): boolean {
    const value = this.#fields[name] ?? false;
    return typeof value === "boolean" ? value : this.refuse(name, "True or false is expected.");
  }
  day(name: string): string | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : (dayOf(value) ?? this.refuse(name, "A date is expected."));
  }
  part(name: string, known: readonly string[]): Plain | undefined {
    return this.has(name) ? new Plain(this.#fields[name], known, `${this.#at}${name}.`) : undefined;
  }
  /** Must be one of these when it is given. */
  known(name: string, ids: readonly string[], what: string): string | undefined {
    const value = this.text(name);
    if (value !== undefined && !ids.includes(value)) return this.refuse(name, `${what} ${value} could not be found.`);
    return value;
  }
}
