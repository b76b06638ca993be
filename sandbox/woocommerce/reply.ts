/** Answers of the REST API: JSON text, paging headers and the `_fields` filter (contract section 2, Collections). */
import type { Json } from "./documents.ts";
import { pageLink, parseList, phpJson, type Params } from "./php.ts";
import type { Page } from "./query.ts";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Ask {
  readonly method: string;
  /** Address of the route without query, on the host the shop believes it has. */ readonly address: string;
  readonly query: Params;
  readonly body: Json;
  /** Numbers in the path, in order. */ readonly ids: readonly number[];
}

export function json(text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, text };
}

/** Top-level names only: a nested name drops its whole field. `[]` is what PHP makes of an object with no fields. */
export function withFields(text: string, params: Params): string {
  const fields = params.get("_fields");
  if (fields === undefined) return text;
  const wanted = new Set(parseList(fields));
  if (wanted.size === 0) return text;
  const kept = Object.entries(JSON.parse(text) as Json).filter(([name]) => wanted.has(name));
  return kept.length === 0 ? "[]" : phpJson(Object.fromEntries(kept));
}

/**
 * A page of a collection. The link repeats the parameters with `defaults` behind them, `perItem` only when there was
 * an item to prepare, which is why the nonsense `prev` past the end is shorter (rest/lists/orders-page-out-of-range).
 */
export function collection<T>(
  ask: Ask,
  params: Params,
  page: Page<T>,
  render: (item: T) => string,
  defaults: { readonly always: Params; readonly perItem: Params } = { always: new Map(), perItem: new Map() },
): Reply {
  const linked: Params = new Map(params);
  for (const [name, value] of defaults.always) if (!linked.has(name)) linked.set(name, value);
  if (page.items.length > 0) {
    for (const [name, value] of defaults.perItem) if (!linked.has(name)) linked.set(name, value);
  }
  const links: string[] = [];
  if (page.page > 1) {
    const previous = Math.min(page.page - 1, page.pages);
    links.push(`<${pageLink(ask.address, linked, previous)}>; rel="prev"`);
  }
  if (page.page < page.pages) links.push(`<${pageLink(ask.address, linked, page.page + 1)}>; rel="next"`);
  const headers: Record<string, string> = { "X-WP-Total": String(page.total), "X-WP-TotalPages": String(page.pages) };
  if (links.length > 0) headers["Link"] = links.join(", ");
  return json(`[${page.items.map((item) => withFields(render(item), params)).join(",")}]`, 200, headers);
}
