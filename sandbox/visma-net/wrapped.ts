/** Bodies of the finance interface: every scalar as `{"value": …}`, left out for unchanged, null to clear. */
import type { Amount } from "#domain/amount.ts";
import { invalid } from "./answers.ts";
import { dayOf } from "./clock.ts";
import { amountOf, isFields, parsed, type Fields } from "./json.ts";

export function bodyOf(body: Uint8Array, contentType: string | undefined): unknown {
  if (contentType?.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    throw invalid("The request entity's media type is not application/json.");
  }
  try {
    return parsed(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw invalid("The body is not valid JSON.");
  }
}

/** An object with no other fields than those known. `at` stands before their names: "" or "invoiceLines[2].". */
export function knownFields(given: unknown, known: readonly string[], at = ""): Fields {
  if (!isFields(given)) throw invalid(`${at === "" ? "The body" : at.slice(0, -1)} must be an object.`);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(`Unknown field ${at}${unknown}.`);
  return given;
}

/** What is in the wrapping: `undefined` when the field was left out. */
function inside(fields: Fields, name: string, at: string): unknown {
  const wrapped = fields[name];
  if (wrapped === undefined) return undefined;
  if (!isFields(wrapped) || Object.keys(wrapped).length !== 1 || wrapped["value"] === undefined) {
    throw invalid(`${at}${name} must be wrapped as {"value": …}.`);
  }
  return wrapped["value"];
}

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

export function textIn(fields: Fields, name: string, most = 255, at = ""): string | null | undefined {
  const value = inside(fields, name, at);
  if (isAbsent(value)) return value;
  if (typeof value !== "string") throw invalid(`${at}${name} must be a text.`);
  if (value.length > most) throw invalid(`${at}${name} has at most ${most} characters.`);
  return value;
}

export function amountIn(fields: Fields, name: string, at = ""): Amount | null | undefined {
  const value = inside(fields, name, at);
  if (isAbsent(value)) return value;
  const amount = amountOf(value);
  if (amount === undefined) throw invalid(`${at}${name} must be a number.`);
  return amount;
}

export function flagIn(fields: Fields, name: string, at = ""): boolean | null | undefined {
  const value = inside(fields, name, at);
  if (isAbsent(value) || typeof value === "boolean") return value;
  throw invalid(`${at}${name} must be true or false.`);
}

export function dayIn(fields: Fields, name: string, at = ""): string | null | undefined {
  const value = inside(fields, name, at);
  if (isAbsent(value)) return value;
  const day = typeof value === "string" ? dayOf(value) : undefined;
  if (day === undefined) throw invalid(`${at}${name} must be a date without a zone.`);
  return day;
}

/** A wrapped object whose own fields are wrapped as well. */
export function fieldsIn(fields: Fields, name: string, known: readonly string[]): Fields | null | undefined {
  const value = inside(fields, name, "");
  return isAbsent(value) ? value : knownFields(value, known, `${name}.`);
}

/** Lines are plain objects with a plain `operation`. */
export function linesIn(fields: Fields, name: string, known: readonly string[]): readonly Fields[] | undefined {
  const given = fields[name];
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw invalid(`${name} must be an array of plain objects.`);
  return given.map((line, index) => {
    const at = `${name}[${index}].`;
    const one = knownFields(line, ["operation", ...known], at);
    if (!["Insert", "Update", "Delete"].includes(String(one["operation"]))) {
      throw invalid(`${at}operation must be Insert, Update or Delete.`);
    }
    return one;
  });
}

/** What a field that was read changes: left out is unchanged, null is cleared. */
export const changed = <T>(given: T | null | undefined, before: T, cleared: T): T =>
  given === undefined ? before : (given ?? cleared);
