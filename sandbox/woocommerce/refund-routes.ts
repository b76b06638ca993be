/** Refunds and notes of an order over REST (contract sections 6 and 7). */
import type { Clock } from "./clock.ts";
import type { Json, RefundJson } from "./documents.ts";
import { ApiError } from "./errors.ts";
import { checkedDecimals, type Announce } from "./order-routes.ts";
import type { OrderStore } from "./orders.ts";
import { cleaned, type Rules } from "./params.ts";
import { pageOf } from "./query.ts";
import { collection, json, withFields, type Ask, type Reply } from "./reply.ts";
import { rounded } from "./amounts.ts";

export interface RefundRoutes {
  list(ask: Ask): Reply;
  all(ask: Ask): Reply;
  get(ask: Ask): Reply;
  create(ask: Ask): Reply;
  remove(ask: Ask): Reply;
  notes(ask: Ask): Reply;
  note(ask: Ask): Reply;
  addNote(ask: Ask): Reply;
}

const RULES: Rules = { orderby: ["date", "id", "include", "title", "slug", "modified"], integers: ["dp"] };

function cents(text: string): number {
  return Math.round(Number(text) * 100);
}

function tooMuch(): ApiError {
  // `data` really is a number here, and the status a 500 that no retry helps (section 2).
  return new ApiError(500, "woocommerce_rest_cannot_create_order_refund", "Invalid refund amount.", 500);
}

export function refundRoutes(store: OrderStore, clock: Clock, announce: Announce): RefundRoutes {
  let noteId = 230;
  let metaId = 478;

  function links(orderId: number, kind: string, id: number): Json {
    const order = `https://127.0.0.1:8443/wp-json/wc/v3/orders/${orderId}`;
    return {
      self: [{ href: `${order}/${kind}/${id}`, targetHints: { allow: ["GET", "DELETE"] } }],
      collection: [{ href: `${order}/${kind}` }],
      up: [{ href: order }],
    };
  }

  function requireOrder(ask: Ask): number {
    const id = ask.ids[0] ?? 0;
    if (store.entry(id) !== undefined) return id;
    throw new ApiError(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.");
  }

  function requireRefund(ask: Ask): readonly [number, RefundJson] {
    const orderId = requireOrder(ask);
    const refund = store.refundsOf(orderId).find((one) => one.id === ask.ids[1]);
    if (refund !== undefined) return [orderId, refund];
    throw new ApiError(404, "woocommerce_rest_shop_order_refund_invalid_id", "Invalid ID.");
  }

  function requireNote(ask: Ask): Json {
    const note = (store.notes.get(requireOrder(ask)) ?? []).find((one) => one["id"] === ask.ids[1]);
    if (note !== undefined) return note;
    throw new ApiError(404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
  }

  const text = (refund: RefundJson, dp: number): string => store.text(store.refundView(refund, dp));

  /** Lines of a new refund: the named original lines, negative, with the amounts asked for. */
  function refundedLines(order: Json, asked: readonly Json[]): Json {
    const lists: Record<string, Json[]> = { line_items: [], shipping_lines: [], fee_lines: [] };
    for (const one of asked) {
      for (const [name, lines] of Object.entries(lists)) {
        const original = ((order[name] ?? []) as Json[]).find((line) => line["id"] === one["id"]);
        if (original === undefined) continue;
        const taxes = ((one["refund_tax"] ?? []) as Json[]).map((tax) => ({
          id: tax["id"],
          total: rounded(String(-Number(tax["refund_total"])), 6),
          subtotal: name === "line_items" ? rounded(String(-Number(tax["refund_total"])), 6) : "",
        }));
        const total = rounded(String(-Number(one["refund_total"] ?? 0)), 6);
        const tax = rounded(taxes.reduce((sum, entry) => sum + Number(entry.total), 0).toFixed(6), 6);
        const meta = { key: "_refunded_item_id", value: String(one["id"]) };
        const shown = { display_key: meta.key, display_value: meta.value };
        const line: Json = { ...structuredClone(original), id: store.nextId(), total, total_tax: tax, taxes };
        line["meta_data"] = [{ id: (metaId += 1), ...meta, ...shown }];
        if (name === "line_items") {
          Object.assign(line, { quantity: -Number(one["quantity"] ?? 0), subtotal: total, subtotal_tax: tax });
        }
        lines.push(line);
      }
    }
    return lists;
  }

  /** The order's tax lines with what this refund gives back of each. */
  function taxLines(order: Json, lines: Json): Json[] {
    const back = (names: readonly string[], rate: unknown): string => {
      const taxes = names
        .flatMap((name) => (lines[name] ?? []) as Json[])
        .flatMap((line) => line["taxes"] as { id: unknown; total: string }[])
        .filter((tax) => tax.id === rate);
      return taxes.reduce((sum, tax) => sum + Number(tax.total), 0).toFixed(6);
    };
    return ((order["tax_lines"] ?? []) as Json[]).flatMap((line) => {
      const tax = back(["line_items", "fee_lines"], line["rate_id"]);
      const shipping = back(["shipping_lines"], line["rate_id"]);
      if (Number(tax) === 0 && Number(shipping) === 0) return [];
      return [{ ...line, id: store.nextId(), tax_total: tax, shipping_tax_total: shipping }];
    });
  }

  return {
    list(ask) {
      const params = cleaned(ask.query, RULES, clock);
      const dp = checkedDecimals(ask, clock);
      const page = pageOf(store.refundsOf(ask.ids[0] ?? 0), params);
      return collection(ask, params, page, (refund) => text(refund, dp));
    },
    all(ask) {
      const params = cleaned(ask.query, RULES, clock);
      const dp = checkedDecimals(ask, clock);
      return collection(ask, params, pageOf(store.allRefunds(), params), ([orderId, refund]) => {
        const { id, ...rest } = store.refundView(refund, dp);
        return store.text({ id, parent_id: orderId, ...rest });
      });
    },
    get: (ask) => json(withFields(text(requireRefund(ask)[1], checkedDecimals(ask, clock)), ask.query)),
    create(ask) {
      const orderId = requireOrder(ask);
      const order = store.get(orderId);
      if (order === undefined) throw tooMuch();
      const asked = (ask.body["line_items"] ?? []) as Json[];
      const amount = String(ask.body["amount"] ?? "0");
      const left = cents(order.total) + order.refunds.reduce((sum, one) => sum + cents(one.total), 0);
      if (!(cents(amount) > 0) || cents(amount) > left) throw tooMuch();
      if (ask.body["api_refund"] !== false && ask.body["api_refund"] !== "false") {
        // The default asks the gateway for the money, and none of the recorded gateways can do that (section 6).
        const gateway = order["payment_method"] === "" ? "does not exist" : "does not support automatic refunds";
        const message = `The payment gateway for this order ${gateway}.`;
        throw new ApiError(500, "woocommerce_rest_cannot_create_order_refund", message, 500);
      }
      const now = clock.now();
      const id = store.nextId();
      const lines = refundedLines(order, asked);
      const full = cents(amount) === left;
      store.putRefund(orderId, {
        id,
        date_created: now.local,
        date_created_gmt: now.gmt,
        amount: rounded(amount, 6),
        reason: String(ask.body["reason"] ?? ""),
        refunded_by: 1,
        refunded_payment: false,
        meta_data: [{ id: (metaId += 1), key: "_refund_type", value: full ? "full" : "partial" }],
        line_items: lines["line_items"],
        shipping_lines: lines["shipping_lines"],
        tax_lines: taxLines(order, lines),
        fee_lines: lines["fee_lines"],
        _links: links(orderId, "refunds", id),
      });
      if (full) {
        store.change(orderId, (changed) => {
          changed.status = "refunded";
        });
      }
      announce("order.updated", orderId);
      const [refund] = store.refundsOf(orderId);
      const location = `${ask.address.replace(/\/orders\/\d+\/refunds$/, "/orders/(?P<order_id>[\\d]+)/refunds")}/${id}`;
      return json(refund === undefined ? "{}" : text(refund, 2), 201, { Location: location });
    },
    remove(ask) {
      const [orderId, refund] = requireRefund(ask);
      if (!["true", "1"].includes(String(ask.query.get("force") ?? ask.body["force"] ?? ""))) {
        const message = "The refund does not support trashing.";
        throw new ApiError(501, "woocommerce_rest_trash_not_supported", message);
      }
      const reply = json(text(refund, 2));
      store.deleteRefund(orderId, refund.id);
      return reply;
    },
    notes: (ask) => json(store.text(store.notes.get(requireOrder(ask)) ?? [])),
    note: (ask) => json(store.text(requireNote(ask))),
    addNote(ask) {
      const orderId = requireOrder(ask);
      const now = clock.now();
      const id = (noteId += 1);
      const note: Json = {
        id,
        author: "WooCommerce",
        date_created: now.local,
        date_created_gmt: now.gmt,
        note: String(ask.body["note"] ?? ""),
        customer_note: ask.body["customer_note"] === true,
        _links: links(orderId, "notes", id),
      };
      store.notes.set(orderId, [note, ...(store.notes.get(orderId) ?? [])]);
      return json(store.text(note), 201, { Location: `${ask.address}/${id}` });
    },
  };
}
