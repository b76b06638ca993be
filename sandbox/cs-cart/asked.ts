/** One request as an entity of the API sees it, and the forms of its answers. */
import { scalar, type Params } from "#sandbox/woocommerce/php.ts";
import { Refused } from "./refusals.ts";
import type { Settings } from "./settings.ts";
import type { User } from "./users.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly method: string;
  readonly params: Params;
  readonly body: Json;
  /** What stands behind the entity; "" for the list. */ readonly id: string;
  readonly who: User;
  /** The only company this request may see: of the vendor's key, or of the path. */ readonly companyId: number | null;
  /** Shape of lists. */ readonly shape: "1.0" | "2.0";
  /** Notes fields of the body that the shop passes over. */ readonly ignore: (field: string) => void;
}

/** `undefined` is no content. */
export interface Reply {
  readonly status: 200 | 201 | 204;
  readonly body?: unknown;
}

export const found = (body: unknown): Reply => ({ status: 200, body });

export const parameter = ({ params }: Asked, name: string): string => scalar(params.get(name)) ?? "";
/** A parameter given once, or as `name[]`. */
export function parameters({ params }: Asked, name: string): string[] {
  const value = params.get(name);
  if (value instanceof Map) return [...value.values()];
  return value === undefined || value === "" ? [] : [value];
}

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A map of PHP: an object, or an array, whose keys are its places. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

/** A scalar of a body as text; "" for everything else. */
export const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** A whole number as PHP reads one: 0 for what is none. */
export function whole(value: unknown): number {
  const number = Number.parseInt(text(value), 10);
  return Number.isNaN(number) ? 0 : number;
}

/** What is in MySQL's `LIKE '%…%'`, with its wildcards, letters of any case. */
export function like(pattern: string): (value: string) => boolean {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(escaped.replaceAll("%", ".*").replaceAll("_", "."), "is");
  return (value) => expression.test(value);
}

/** A moment of a filter: unix seconds, or a date as the shop writes it. Anything else is no moment, without a word. */
export function momentOf(given: string, { timezone, dateFormat }: Settings, endOfDay: boolean): number | undefined {
  if (/^\d+$/.test(given)) return Number(given);
  const [, first = "", second = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(given) ?? [];
  if (year === "") return undefined;
  const [day, month] = dateFormat === "d/m/Y" ? [first, second] : [second, first];
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) };
    const start = Temporal.PlainDate.from(fields, { overflow: "reject" }).toZonedDateTime(timezone);
    const at = endOfDay ? start.add({ days: 1 }).subtract({ seconds: 1 }) : start;
    return Math.floor(at.epochMilliseconds / 1000);
  } catch {
    return undefined;
  }
}

interface Listing<T> {
  /** `orders`. */ readonly noun: string;
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  readonly show: (row: T) => Json;
  readonly sortBy: string;
  readonly sortOrder: string;
}

/** A page of a list: with its parameters in 2.0, a map by id in 1.0. */
export function listed<T>(asked: Asked, settings: Settings, listing: Listing<T>): Reply {
  const { noun, rows, idOf, show, sortBy, sortOrder } = listing;
  const page = Math.max(1, whole(parameter(asked, "page")));
  const given = whole(parameter(asked, "items_per_page"));
  const perPage = given > 0 ? given : 10;
  // PHP dies before it has an answer: this is no refusal of the API, and has its status only.
  if (perPage > settings.memoryItems) throw new Refused(500, "Allowed memory size exhausted");
  const start = settings.ignoresPage ? 0 : (page - 1) * perPage;
  const shown = rows.slice(start, start + perPage).map((row) => [idOf(row), show(row)] as const);
  if (asked.shape === "1.0") return found(Object.fromEntries(shown));
  const echoed = [...asked.params].map(([name, value]) => [
    name,
    typeof value === "string" ? value : [...value.values()],
  ]);
  return found({
    [noun]: shown.map(([, row]) => row),
    params: {
      ...(Object.fromEntries(echoed) as Json),
      ...{ page: String(page), items_per_page: String(perPage), sort_by: sortBy, sort_order: sortOrder },
      total_items: String(rows.length),
    },
  });
}

export const sortOrderOf = (asked: Asked, otherwise: "asc" | "desc"): "asc" | "desc" => {
  const given = parameter(asked, "sort_order").toLowerCase();
  return given === "asc" || given === "desc" ? given : otherwise;
};

export function bodyOf(bytes: Uint8Array): Json {
  let given: unknown;
  try {
    given = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refused(400, "The body is no JSON");
  }
  if (!isObject(given)) throw new Refused(400, "The body is no JSON object");
  return given;
}

/** JSON as this shop's PHP writes it. */
export function phpText(value: unknown, { emptyMaps, floats }: Settings): string {
  const json = JSON.stringify(value, (_key, one: unknown) => {
    if (emptyMaps === "[]" && isObject(one) && Object.keys(one).length === 0) return [];
    return floats === "noisy" && typeof one === "number" && !Number.isInteger(one) ? nextUp(one) : one;
  });
  return json
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The next float. */
function nextUp(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0);
}
