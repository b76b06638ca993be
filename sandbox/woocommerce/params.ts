/** Checks collection parameters the way WordPress does, so that a wrong one is the recorded 400 (contract section 2). */
import { invalidParams, notInEnum, wrongType, type Refusal } from "./errors.ts";
import type { Clock } from "./clock.ts";
import { listParam, parseList, type Params, type ParamValue } from "./php.ts";

export interface Rules {
  readonly orderby: readonly string[];
  /** Allowed statuses; absent when the collection has no such filter. */ readonly statuses?: readonly string[];
  /** Whole-number filters of this collection. */ readonly integers: readonly string[];
}

const INTEGER = /^-?\d+$/;
const DATES = ["after", "before", "modified_after", "modified_before"];

function integer(name: string, value: ParamValue, low?: number, high?: number): Refusal | undefined {
  if (typeof value !== "string" || !INTEGER.test(value)) return wrongType(name, name, "integer");
  const number = Number(value);
  if ((low === undefined || number >= low) && (high === undefined || number <= high)) return undefined;
  const message =
    high === undefined
      ? `${name} must be greater than or equal to ${low ?? 0}`
      : `${name} must be between ${low ?? 0} (inclusive) and ${high} (inclusive)`;
  return { name, code: "rest_out_of_bounds", message, data: null };
}

function enumeration(name: string, value: ParamValue, values: readonly string[]): Refusal | undefined {
  return typeof value === "string" && values.includes(value) ? undefined : notInEnum(name, name, values);
}

function integers(name: string, value: ParamValue): Refusal | undefined {
  const index = parseList(value).findIndex((item) => !INTEGER.test(item));
  return index < 0 ? undefined : wrongType(name, `${name}[${index}]`, "integer");
}

function date(name: string, value: ParamValue, clock: Clock): Refusal | undefined {
  if (typeof value === "string" && clock.threshold(value, false) !== undefined) return undefined;
  return { name, code: "rest_invalid_date", message: "Invalid date.", data: null };
}

function check(name: string, value: ParamValue, rules: Rules, clock: Clock): Refusal | undefined {
  if (name === "page") return integer(name, value, 1);
  if (name === "per_page") return integer(name, value, 1, 100);
  if (name === "offset" || rules.integers.includes(name)) return integer(name, value);
  if (DATES.includes(name)) return date(name, value, clock);
  if (name === "include" || name === "exclude") return integers(name, value);
  if (name === "order") return enumeration(name, value, ["asc", "desc"]);
  if (name === "orderby") return enumeration(name, value, rules.orderby);
  if (name === "dates_are_gmt") {
    const known = ["true", "false", "1", "0", ""];
    const lower = typeof value === "string" ? value.toLowerCase() : "?";
    return known.includes(lower) ? undefined : wrongType(name, name, "boolean");
  }
  if (name === "status" && rules.statuses !== undefined) {
    const statuses = rules.statuses;
    const index = parseList(value).findIndex((item) => !statuses.includes(item));
    return index < 0 ? undefined : notInEnum(name, `${name}[${index}]`, statuses);
  }
  return undefined;
}

/** In the order WordPress lists the parameters in its refusal. */
const ORDER = [
  "page",
  "per_page",
  "search",
  ...DATES,
  "dates_are_gmt",
  "exclude",
  "include",
  "offset",
  "order",
  "orderby",
  "status",
  "customer",
  "product",
  "parent",
  "dp",
];

/**
 * Refuses wrong values and answers the parameters as WordPress keeps them: lists as arrays, whole numbers plain, booleans
 * as `1` or empty. Unknown parameters pass untouched and without effect.
 */
export function cleaned(params: Params, rules: Rules, clock: Clock): Params {
  const refusals: Refusal[] = [];
  for (const name of ORDER) {
    const value = params.get(name);
    const refusal = value === undefined ? undefined : check(name, value, rules, clock);
    if (refusal !== undefined) refusals.push(refusal);
  }
  if (refusals.length > 0) throw invalidParams(refusals);
  const clean: Params = new Map(params);
  for (const name of ["include", "exclude", ...(rules.statuses === undefined ? [] : ["status"])]) {
    const value = params.get(name);
    if (value !== undefined) clean.set(name, listParam(parseList(value)));
  }
  for (const name of ["page", "per_page", "offset", ...rules.integers]) {
    const value = params.get(name);
    if (typeof value === "string") clean.set(name, String(Number(value)));
  }
  const gmt = params.get("dates_are_gmt");
  if (typeof gmt === "string") clean.set("dates_are_gmt", ["true", "1"].includes(gmt.toLowerCase()) ? "1" : "");
  return clean;
}
