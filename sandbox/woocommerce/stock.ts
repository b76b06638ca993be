/** Counting of stock, and what orders take and give back (contract section 8). */
import type { Catalog } from "./catalog.ts";
import type { ItemJson, Json, OrderJson } from "./documents.ts";
import type { Announce } from "./order-routes.ts";

/** One change of a counted stock, or a write that left it as it was. */
export interface StockMove {
  readonly at: string;
  /** The product or variation that counts. */ readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly by: "write" | "order" | "hand";
  readonly orderId: number | undefined;
}

export interface Stock {
  readonly moves: readonly StockMove[];
  /** Sets what a counted item has, and what follows from it. */
  set(item: ItemJson, to: number, by: StockMove["by"], orderId?: number): void;
  /** True when everything in the order can still be sold. */ has(order: OrderJson): boolean;
  /** Takes or gives back what the status of the order asks for; marks its lines as the shop does. */
  settle(order: OrderJson): void;
}

const TAKING = ["processing", "on-hold", "completed"];
const GIVING = ["cancelled", "pending", "failed"];
const MARK = "_reduced_stock";

interface Line extends Json {
  product_id: number;
  variation_id: number;
  quantity: number;
  meta_data: (Json & { id: number; key: string })[];
}

export function stockOf(catalog: Catalog, announce: Announce): Stock {
  const moves: StockMove[] = [];
  let metaId = 100_000;

  /** Lines that a test broke on purpose take nothing. */
  const linesOf = (order: OrderJson): Line[] => {
    const lines = Array.isArray(order["line_items"]) ? (order["line_items"] as Line[]) : [];
    return lines.filter((line) => Array.isArray(line.meta_data));
  };
  const itemOf = (line: Line): ItemJson | undefined => catalog.item(line.variation_id || line.product_id);

  function set(item: ItemJson, to: number, by: StockMove["by"], orderId?: number): void {
    const from = Number(item["stock_quantity"] ?? 0);
    item["stock_quantity"] = to;
    item["stock_status"] = to > 0 ? "instock" : item["backorders"] === "no" ? "outofstock" : "onbackorder";
    moves.push({ at: Temporal.Now.instant().toString(), id: item.id, from, to, by, orderId });
  }

  function move(order: OrderJson, line: Line, by: number): boolean {
    const item = itemOf(line);
    const counter = item === undefined ? undefined : catalog.counter(item);
    if (item === undefined || counter === undefined) return false;
    set(counter, Number(counter["stock_quantity"] ?? 0) + by, "order", order.id);
    catalog.touch(item);
    catalog.touch(counter);
    announce("product.updated", item.id);
    return true;
  }

  return {
    moves,
    set,
    has: (order) =>
      linesOf(order).every((line) => {
        const item = itemOf(line);
        const counter = item === undefined ? undefined : catalog.counter(item);
        return (
          counter === undefined ||
          counter["backorders"] !== "no" ||
          Number(counter["stock_quantity"] ?? 0) >= line.quantity
        );
      }),
    settle(order) {
      for (const line of linesOf(order)) {
        const taken = line.meta_data.find(({ key }) => key === MARK);
        if (TAKING.includes(order.status) && taken === undefined && move(order, line, -line.quantity)) {
          const value = String(line.quantity);
          const shown = { display_key: MARK, display_value: value };
          line.meta_data.push({ id: (metaId += 1), key: MARK, value, ...shown });
        }
        if (GIVING.includes(order.status) && taken !== undefined) {
          line.meta_data = line.meta_data.filter((meta) => meta !== taken);
          const back = Number(taken["value"]);
          if (back > 0) move(order, line, back);
        }
      }
    },
  };
}
