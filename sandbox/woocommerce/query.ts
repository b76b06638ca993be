/** Selects the orders of `GET /orders` (contract section 2, Collections and Polling). */
import type { Clock } from "./clock.ts";
import type { Entry, OrderStore, Sorting } from "./orders.ts";
import { parseList, phpJson, scalar, type Params } from "./php.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly page: number;
  /** 0 as soon as the page is empty: past the end the shop has no idea of the total. */ readonly total: number;
  readonly pages: number;
}

/** Cuts a page out of the matches, with the nonsense totals of a page past the end. */
export function pageOf<T>(matches: readonly T[], params: Params): Page<T> {
  const perPage = Number(scalar(params.get("per_page")) ?? "10");
  const page = Number(scalar(params.get("page")) ?? "1");
  const offset = scalar(params.get("offset"));
  const start = offset === undefined || offset === "" ? (page - 1) * perPage : Math.max(0, Number(offset));
  const items = matches.slice(start, start + perPage);
  const total = items.length === 0 ? 0 : matches.length;
  return { items, page, total, pages: Math.ceil(total / perPage) };
}

type Test = (entry: Entry) => boolean;

function dateTests(params: Params, clock: Clock): Test[] {
  const gmt = params.get("dates_are_gmt") === "1";
  const tests: Test[] = [];
  for (const name of ["after", "before", "modified_after", "modified_before"]) {
    const text = scalar(params.get(name));
    const limit = text === undefined ? undefined : clock.threshold(text, gmt);
    if (limit === undefined) continue;
    const field = name.startsWith("modified") ? "modified" : "created";
    tests.push(name.endsWith("after") ? (entry) => entry[field] > limit : (entry) => entry[field] < limit);
  }
  return tests;
}

function statusTest(params: Params): Test {
  const wanted = new Set(parseList(params.get("status") ?? "any"));
  if (wanted.size > 0 && !wanted.has("any")) return (entry) => wanted.has(entry.status);
  return ({ status }) => !["trash", "checkout-draft", "auto-draft"].includes(status) || wanted.has(status);
}

function tests(params: Params, clock: Clock): Test[] {
  const all = [statusTest(params), ...dateTests(params, clock)];
  const customer = scalar(params.get("customer"));
  if (customer !== undefined) all.push((entry) => entry.customer === Number(customer));
  const excluded = new Set(parseList(params.get("exclude")).map(Number));
  if (excluded.size > 0) all.push((entry) => !excluded.has(entry.id));
  const parents = parseList(params.get("parent")).map(Number);
  if (parents.length > 0) all.push((entry) => parents.some((parent) => entry.six.includes(`"parent_id":${parent},`)));
  const origins = parseList(params.get("created_via"));
  if (origins.length > 0) {
    all.push((entry) => origins.some((origin) => entry.six.includes(`"created_via":${phpJson(origin)},`)));
  }
  const product = scalar(params.get("product"));
  if (product !== undefined) all.push((entry) => entry.six.includes(`"product_id":${Number(product)},`));
  const search = (scalar(params.get("search")) ?? "").toLowerCase();
  if (search !== "") {
    all.push((entry) => {
      const { id, number, billing } = JSON.parse(entry.six) as { id: number; number: string; billing: object };
      const texts = [String(id), number, ...Object.values(billing).map(String)];
      return texts.some((text) => text.toLowerCase().includes(search));
    });
  }
  return all;
}

const PAGING = ["page", "per_page", "offset", "dp", "_fields"];

/** Remembers selections until an order changes, so that walking the pages of 100,000 orders costs one selection. */
export class Selections {
  readonly #held = new Map<string, readonly Entry[]>();
  readonly #store: OrderStore;
  readonly #clock: Clock;
  #version = -1;

  constructor(store: OrderStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  get(params: Params): readonly Entry[] {
    if (params.has("include")) return selectOrders(this.#store, params, this.#clock);
    if (this.#version !== this.#store.version || this.#held.size > 20) this.#held.clear();
    this.#version = this.#store.version;
    const named = [...params].filter(([name]) => !PAGING.includes(name) && !name.startsWith("oauth_"));
    const key = JSON.stringify(named.map(([name, value]) => [name, typeof value === "string" ? value : [...value]]));
    const selected = this.#held.get(key) ?? selectOrders(this.#store, params, this.#clock);
    this.#held.set(key, selected);
    return selected;
  }
}

/** The entries that match, in the asked order; `params` are already checked and cleaned. */
export function selectOrders(store: OrderStore, params: Params, clock: Clock): readonly Entry[] {
  const orderby = scalar(params.get("orderby")) ?? "date";
  const sorting: Sorting = orderby === "modified" || orderby === "date" ? orderby : "id";
  const descending = (scalar(params.get("order")) ?? "desc") === "desc";
  const all = tests(params, clock);
  const fits = (entry: Entry): boolean => all.every((test) => test(entry));
  const include = parseList(params.get("include")).map(Number);
  if (include.length > 0) {
    const named = [...new Set(include)].flatMap((id) => store.entry(id) ?? []).filter(fits);
    if (orderby === "include") return named;
    const key = (entry: Entry): string =>
      sorting === "date" ? entry.created : sorting === "modified" ? entry.modified : "";
    const ascending = named.toSorted((a, b) => {
      const [left, right] = [key(a), key(b)];
      return left < right ? -1 : left > right ? 1 : a.id - b.id;
    });
    return descending ? ascending.toReversed() : ascending;
  }
  const matches = store.sorted(sorting).filter(fits);
  return descending ? matches.reverse() : matches;
}
