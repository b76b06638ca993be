/** What the shop serves as it was recorded in rest/lists: taxes, coupons, settings, reports (contract section 2). */
import type { Clock } from "./clock.ts";
import type { ItemJson } from "./documents.ts";
import { noRoute, unknownId } from "./errors.ts";
import type { OrderStore } from "./orders.ts";
import { cleaned, type Rules } from "./params.ts";
import { pageOf } from "./query.ts";
import { collection, json, withFields, type Ask, type Reply } from "./reply.ts";

/** One file of rest/lists. */
export interface Recording {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export type ReadList = (name: string) => Recording;

export interface Lists {
  /** A settings or report list that ignores paging. */ whole(name: string, ask: Ask): Reply;
  paged(name: string, ask: Ask): Reply;
  /** One item of a recorded list by id, for taxes and coupons. */ one(name: string, ask: Ask): Reply;
  /** `/reports/orders/totals`: the recorded draft without a recording stays counted, the rest is the store. */
  totals(surplus: ReadonlyMap<string, number>): Reply;
}

const ORDERBY = ["date", "id", "include", "title", "slug", "modified", "price", "popularity", "rating", "name"];
const RULES: Rules = { orderby: [...ORDERBY, "menu_order", "order"], integers: [] };

export function recordedLists(list: ReadList, store: OrderStore, clock: Clock): Lists {
  return {
    whole(name, ask) {
      const { body, headers } = list(name);
      const kept: Record<string, string> = {};
      for (const [header, shown] of [
        ["x-wp-total", "X-WP-Total"],
        ["x-wp-totalpages", "X-WP-TotalPages"],
      ] as const) {
        const value = headers[header];
        if (value !== undefined) kept[shown] = value;
      }
      const one = (item: unknown): string => withFields(store.text(item), ask.query);
      return json(Array.isArray(body) ? `[${body.map(one).join(",")}]` : one(body), 200, kept);
    },
    paged(name, ask) {
      const params = cleaned(ask.query, RULES, clock);
      return collection(ask, params, pageOf(list(name).body as ItemJson[], params), (item) => store.text(item));
    },
    one(name, ask) {
      const item = (list(name).body as ItemJson[]).find((candidate) => candidate.id === ask.ids[0]);
      if (item === undefined) throw name === "coupons" ? unknownId("shop_coupon") : noRoute();
      return json(withFields(store.text(item), ask.query));
    },
    totals(surplus) {
      const counts = new Map(surplus);
      for (const { status } of store.sorted("id")) counts.set(status, (counts.get(status) ?? 0) + 1);
      const recorded = list("orders-totals").body as { slug: string; name: string; total: number }[];
      const known = new Set(recorded.map((row) => row.slug));
      const plugin = store.statuses().filter((slug) => slug !== "auto-draft" && !known.has(slug));
      const rows = [...recorded, ...plugin.map((slug) => ({ slug, name: slug, total: 0 }))];
      return json(store.text(rows.map((row) => ({ ...row, total: counts.get(row.slug) ?? 0 }))));
    },
  };
}
