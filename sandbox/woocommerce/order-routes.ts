/** Reading and changing orders over REST (contract sections 2, 3 and 9). */
import type { Clock } from "./clock.ts";
import type { Json, OrderJson } from "./documents.ts";
import { ApiError, invalidParams, notInEnum, tooManyItems, unknownId, unknownIdOnWrite, wrongType } from "./errors.ts";
import type { Refusal } from "./errors.ts";
import type { Entry, OrderStore } from "./orders.ts";
import { cleaned, type Rules } from "./params.ts";
import { listParam, scalar, type Params } from "./php.ts";
import { pageOf, Selections } from "./query.ts";
import { collection, json, withFields, type Ask, type Reply } from "./reply.ts";

export interface OrderRoutes {
  list(ask: Ask): Reply;
  get(ask: Ask): Reply;
  create(ask: Ask): Reply;
  update(ask: Ask): Reply;
  remove(ask: Ask): Reply;
  batch(ask: Ask): Reply;
}

/** Tells the webhooks that something happened; deliveries are built later, from the state then. */
export type Announce = (topic: string, id: number) => void;

const ORDERBY = ["date", "id", "include", "title", "slug", "modified"];
const INTEGERS = ["customer", "product", "dp"];

export function decimals(params: Params): number {
  return Math.max(0, Number(scalar(params.get("dp")) ?? "2"));
}

/** `dp` of an item request; a wrong one is refused like in lists. */
export function checkedDecimals(ask: Ask, clock: Clock): number {
  return decimals(cleaned(ask.query, { orderby: ORDERBY, integers: ["dp"] }, clock));
}

function bodyRefusals(body: Json, statuses: readonly string[]): Refusal[] {
  const refusals: Refusal[] = [];
  const { status, billing, customer_id: customer } = body;
  if (status !== undefined && !statuses.includes(String(status)))
    refusals.push(notInEnum("status", "status", statuses));
  if (customer !== undefined && !/^-?\d+$/.test(String(customer))) {
    refusals.push(wrongType("customer_id", "customer_id", "integer"));
  }
  const email = (billing as Json | undefined)?.["email"];
  if (typeof email === "string" && email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    const data = { code: "rest_invalid_email", message: "Invalid email address.", data: null };
    refusals.push({ name: "billing", ...data });
  }
  for (const list of ["meta_data", "line_items"]) {
    if (body[list] !== undefined && !Array.isArray(body[list])) refusals.push(wrongType(list, list, "array"));
  }
  return refusals;
}

const PLAIN = ["customer_note", "payment_method", "payment_method_title", "transaction_id", "customer_id", "currency"];

function upsertMeta(
  order: OrderJson,
  changes: readonly { key: string; value: unknown }[],
  nextMeta: () => number,
): void {
  for (const { key, value } of changes) {
    const held = order.meta_data.find((meta) => meta.key === key);
    if (value === null) order.meta_data = order.meta_data.filter((meta) => meta !== held);
    else if (held !== undefined) held.value = value;
    else order.meta_data.push({ id: nextMeta(), key, value });
  }
  // A saved order lists its meta by key (recorded in rest/writes/order-put-meta.json).
  order.meta_data.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Status with what follows from it: payment and completion dates also for an order set by hand (section 3, fixture 37). */
function setStatus(order: OrderJson, status: string, clock: Clock): void {
  const now = clock.now();
  order.status = status;
  if (["processing", "completed"].includes(status) && order.date_paid === null) {
    const late = status === "processing" && ["cod"].includes(String(order["payment_method"]));
    if (!late) [order.date_paid, order.date_paid_gmt] = [now.local, now.gmt];
  }
  if (status === "completed" && order.date_completed === null) {
    [order.date_completed, order.date_completed_gmt] = [now.local, now.gmt];
  }
  order["is_editable"] = ["pending", "on-hold", "auto-draft"].includes(status);
  order["needs_payment"] = ["pending", "failed", "checkout-draft"].includes(status) && Number(order.total) > 0;
}

export function orderRoutes(
  store: OrderStore,
  clock: Clock,
  customers: { has(id: number): boolean },
  announce: Announce,
  /** Takes from stock, or gives back, what the status of an order asks for. */ settle: (order: OrderJson) => void,
): OrderRoutes {
  const selections = new Selections(store, clock);
  let metaId = 473;
  const nextMeta = (): number => (metaId += 1);

  const rules = (): Rules => ({
    orderby: ORDERBY,
    statuses: ["any", "trash", ...store.statuses()],
    integers: INTEGERS,
  });

  function apply(order: OrderJson, body: Json): void {
    for (const name of PLAIN) if (body[name] !== undefined) order[name] = body[name];
    for (const name of ["billing", "shipping"]) {
      if (body[name] !== undefined) order[name] = { ...(order[name] as Json), ...(body[name] as Json) };
    }
    if (Array.isArray(body["meta_data"])) {
      upsertMeta(order, body["meta_data"] as { key: string; value: unknown }[], nextMeta);
    }
    const paid = body["set_paid"] === true && ["pending", "on-hold", "failed", "cancelled"].includes(order.status);
    const status = body["status"] ?? (paid ? "processing" : undefined);
    if (typeof status === "string") setStatus(order, status, clock);
  }

  function requireCustomer(body: Json): void {
    const id = Number(body["customer_id"] ?? 0);
    if (id === 0 || customers.has(id)) return;
    throw new ApiError(400, "woocommerce_rest_invalid_customer_id", "Customer ID is invalid.");
  }

  function change(id: number, body: Json): Entry {
    const refusals = bodyRefusals(body, store.statuses());
    if (refusals.length > 0) throw invalidParams(refusals);
    if (store.entry(id) === undefined) throw unknownIdOnWrite("shop_order");
    requireCustomer(body);
    const lines = ["line_items", "shipping_lines", "fee_lines", "coupon_lines"].find((name) => name in body);
    if (lines !== undefined) {
      throw new ApiError(501, "sandbox_not_imitated", `This stand-in does not recalculate orders: ${lines}.`);
    }
    store.change(id, (order) => {
      apply(order, body);
      settle(order);
    });
    announce("order.updated", id);
    return store.entry(id) as Entry;
  }

  /** A refused coupon leaves a `checkout-draft` behind, and `order.updated` fires for it (section 2, section 7). */
  function leaveDraft(body: Json): number {
    const [first] = store.sorted("id");
    const model = first === undefined ? undefined : store.get(first.id);
    if (model === undefined) return 0;
    const { local, gmt } = clock.now();
    const blank = (record: unknown): Json => Object.fromEntries(Object.keys(record as Json).map((name) => [name, ""]));
    const id = store.nextId();
    const amounts = ["discount_total", "discount_tax", "shipping_total", "shipping_tax", "cart_tax", "total_tax"];
    const links = JSON.parse(
      JSON.stringify(model["_links"]).replaceAll(`/orders/${model.id}`, `/orders/${id}`),
    ) as unknown;
    const lists = ["meta_data", "line_items", "tax_lines", "shipping_lines", "fee_lines", "coupon_lines", "refunds"];
    store.put({
      ...model,
      ...Object.fromEntries(amounts.map((name) => [name, "0.00"])),
      ...Object.fromEntries(lists.map((name) => [name, []])),
      ...Object.fromEntries([...PLAIN, "cart_hash", "customer_ip_address", "customer_user_agent"].map((k) => [k, ""])),
      ...{
        id,
        number: String(id),
        status: "checkout-draft",
        total: "0.00",
        customer_id: Number(body["customer_id"] ?? 0),
      },
      ...{ currency: model["currency"], order_key: `wc_order_draft${id}`, created_via: "rest-api" },
      ...{ billing: { ...blank(model["billing"]), ...(body["billing"] as Json | undefined) } },
      ...{ shipping: { ...blank(model["shipping"]), ...(body["shipping"] as Json | undefined) } },
      ...{ date_created: local, date_created_gmt: gmt, date_modified: local, date_modified_gmt: gmt },
      ...{ date_paid: null, date_paid_gmt: null, date_completed: null, date_completed_gmt: null, _links: links },
      ...{ payment_url: "", is_editable: false, needs_payment: false, needs_processing: false },
    } as OrderJson);
    announce("order.updated", id);
    return id;
  }

  function refuseCreation(body: Json): never {
    const refusals = bodyRefusals(body, store.statuses());
    if (refusals.length > 0) throw invalidParams(refusals);
    requireCustomer(body);
    for (const line of (body["line_items"] ?? []) as Json[]) {
      if (line["product_id"] === undefined && line["variation_id"] === undefined && line["sku"] === undefined) {
        throw new ApiError(400, "woocommerce_rest_required_product_reference", "Product ID or SKU is required.");
      }
    }
    const [coupon] = (body["coupon_lines"] ?? []) as Json[];
    if (coupon !== undefined) {
      const text = `Coupon &quot;${String(coupon["code"])}&quot; cannot be applied because it does not exist.`;
      const data = { status: 400, new_draft_order_id: leaveDraft(body) };
      throw new ApiError(400, "woocommerce_rest_invalid_coupon", text, data);
    }
    throw new ApiError(501, "sandbox_not_imitated", "This stand-in does not create orders over REST.");
  }

  const item = (ask: Ask, entry: Entry): Reply =>
    json(withFields(store.view(entry, checkedDecimals(ask, clock)), ask.query));

  return {
    list(ask) {
      const params = cleaned(ask.query, rules(), clock);
      const page = pageOf(selections.get(params), params);
      const dp = decimals(params);
      return collection(ask, params, page, (entry) => store.view(entry, dp, true), {
        always: new Map([["status", listParam(["any"])]]),
        perItem: new Map([
          ["dp", "2"],
          ["context", "view"],
        ]),
      });
    },
    get(ask) {
      const entry = store.entry(ask.ids[0] ?? 0);
      if (entry === undefined) throw unknownId("shop_order");
      return item(ask, entry);
    },
    create: (ask) => refuseCreation(ask.body),
    update: (ask) => item(ask, change(ask.ids[0] ?? 0, ask.body)),
    remove(ask) {
      const id = ask.ids[0] ?? 0;
      const entry = store.entry(id);
      if (entry === undefined) throw unknownId("shop_order");
      // The answer shows the order as it was before (rest/writes/order-delete-trash.json).
      const reply = item(ask, entry);
      if (["true", "1"].includes(scalar(ask.query.get("force")) ?? String(ask.body["force"] ?? ""))) {
        store.forceDelete(id);
        return reply;
      }
      if (entry.status === "trash") {
        throw new ApiError(410, "woocommerce_rest_already_trashed", "The shop_order has already been deleted.");
      }
      store.trash(id);
      announce("order.deleted", id);
      return reply;
    },
    batch(ask) {
      const { create = [], update = [], delete: removals = [] } = ask.body as Record<string, Json[] | undefined>;
      if (create.length + update.length + removals.length > 100) throw tooManyItems();
      const parts: string[] = [];
      const failed = (id: unknown, error: unknown): string => {
        if (!(error instanceof ApiError)) throw error;
        return store.text({ id, error: error.body });
      };
      const each = (name: string, items: readonly unknown[], work: (item: never) => string): void => {
        if (items.length === 0) return;
        const done = items.map((one) => {
          const id = typeof one === "object" && one !== null ? ((one as Json)["id"] ?? 0) : one;
          try {
            return work(one as never);
          } catch (error) {
            return failed(id, error);
          }
        });
        parts.push(`"${name}":[${done.join(",")}]`);
      };
      each("create", create, (body: Json) => refuseCreation(body));
      each("update", update, (body: Json) => store.view(change(Number(body["id"]), body), 2));
      each("delete", removals, (id: number) => this.remove({ ...ask, ids: [Number(id)], query: new Map() }).text);
      return json(parts.length === 0 ? "[]" : `{${parts.join(",")}}`);
    },
  };
}
