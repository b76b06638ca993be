/**
 * The shop's orders, refunds and notes. Orders are kept as the exact text sent to clients: the dp=6 form, other decimals
 * derived from it on demand, and recordings byte for byte as recorded (contract section 4).
 */
import { roundOrder, roundRefund, sixDecimals } from "./amounts.ts";
import type { Clock } from "./clock.ts";
import type { Json, OrderJson, RefundJson } from "./documents.ts";
import { phpJson } from "./php.ts";

/** What lists filter and sort on, without parsing the order. */
export interface Entry {
  readonly id: number;
  readonly status: string;
  readonly customer: number;
  readonly created: string;
  readonly modified: string;
  readonly six: string;
  readonly views: Map<number, string>;
  /** Recorded list form where it differs from the single one: meta_data comes in another order there. */
  readonly listed: string | undefined;
}

export type Sorting = "id" | "date" | "modified";

export interface RecordedViews {
  readonly two: OrderJson;
  readonly listed: OrderJson | undefined;
}

/** Address of the recorder; what is written to clients has this shop's own instead. */
export const RECORDED_URL = "https://127.0.0.1:8443";
const RECORDED_HOME = phpJson(RECORDED_URL).slice(1, -1);
export const BASE_STATUSES = [
  "auto-draft",
  "pending",
  "processing",
  "on-hold",
  "completed",
  "cancelled",
  "refunded",
  "failed",
  "checkout-draft",
];

export class OrderStore {
  readonly notes = new Map<number, Json[]>();
  readonly #entries = new Map<number, Entry>();
  readonly #refunds = new Map<number, RefundJson[]>();
  readonly #recordedRefunds = new Map<number, RefundJson>();
  readonly #sorted = new Map<Sorting, readonly Entry[]>();
  readonly #statuses = new Set(BASE_STATUSES);
  readonly #clock: Clock;
  readonly #home: string;
  #highest = 0;
  #version = 0;

  constructor(home: string, clock: Clock) {
    this.#home = phpJson(home).slice(1, -1);
    this.#clock = clock;
  }

  /** The JSON text for clients, with the recorder's address replaced by this shop's. */
  text(document: unknown): string {
    return phpJson(document).replaceAll(RECORDED_HOME, this.#home);
  }

  /** Grows with every change, for what is worked out from all orders. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Order ids, refund ids and draft ids come from one sequence (section 3, `id`). */
  nextId(): number {
    this.#highest += 1;
    return this.#highest;
  }

  /** The statuses this shop knows: the core's and any a plugin brought along with an order. */
  statuses(): readonly string[] {
    return [...this.#statuses];
  }

  get(id: number): OrderJson | undefined {
    const entry = this.#entries.get(id);
    return entry === undefined ? undefined : (JSON.parse(entry.six) as OrderJson);
  }

  list(): readonly OrderJson[] {
    return this.sorted("id").map((entry) => JSON.parse(entry.six) as OrderJson);
  }

  ids(): readonly number[] {
    return this.sorted("id").map((entry) => entry.id);
  }

  /** Adds or replaces an order in its dp=6 form. Nothing is fired and no date is touched. */
  put(order: OrderJson, recorded?: RecordedViews): void {
    const six = recorded === undefined ? sixDecimals(order) : order;
    const views = new Map<number, string>();
    if (recorded !== undefined) views.set(2, this.text(recorded.two));
    this.#entries.set(order.id, {
      id: order.id,
      status: order.status,
      customer: order.customer_id,
      created: order.date_created_gmt,
      modified: order.date_modified_gmt,
      six: this.text(six),
      views,
      listed: recorded?.listed === undefined ? undefined : this.text(recorded.listed),
    });
    if (order.status !== "trash") this.#statuses.add(order.status);
    this.#highest = Math.max(this.#highest, order.id);
    this.#changed();
  }

  /** Applies a change as a save does: `date_modified` always moves, also when nothing changes (rule 6). */
  change(id: number, apply: (order: OrderJson) => void): OrderJson | undefined {
    const order = this.get(id);
    if (order === undefined) return undefined;
    apply(order);
    const now = this.#clock.now();
    order.date_modified = now.local;
    order.date_modified_gmt = now.gmt;
    this.put(order);
    return order;
  }

  /** Moves to the bin without a trace in `date_modified`: polling must not be able to see it (section 2). */
  trash(id: number): boolean {
    const order = this.get(id);
    if (order === undefined) return false;
    order.status = "trash";
    this.put(order);
    return true;
  }

  forceDelete(id: number): boolean {
    this.#changed();
    for (const refund of this.#refunds.get(id) ?? []) this.#recordedRefunds.delete(refund.id);
    this.#refunds.delete(id);
    this.notes.delete(id);
    return this.#entries.delete(id);
  }

  #changed(): void {
    this.#version += 1;
    this.#sorted.clear();
  }

  entry(id: number): Entry | undefined {
    return this.#entries.get(id);
  }

  sorted(by: Sorting): readonly Entry[] {
    const held = this.#sorted.get(by);
    if (held !== undefined) return held;
    const key = (entry: Entry): string => (by === "date" ? entry.created : by === "modified" ? entry.modified : "");
    const entries = [...this.#entries.values()].toSorted((a, b) => {
      const [left, right] = [key(a), key(b)];
      return left < right ? -1 : left > right ? 1 : a.id - b.id;
    });
    this.#sorted.set(by, entries);
    return entries;
  }

  /** The order as sent with this number of decimals. */
  view(entry: Entry, decimals: number, inList = false): string {
    if (decimals === 6) return entry.six;
    if (decimals === 2 && inList && entry.listed !== undefined) return entry.listed;
    const held = entry.views.get(decimals);
    if (held !== undefined) return held;
    const text = phpJson(roundOrder(JSON.parse(entry.six) as OrderJson, decimals));
    entry.views.set(decimals, text);
    return text;
  }

  refundsOf(orderId: number): readonly RefundJson[] {
    return this.#refunds.get(orderId) ?? [];
  }

  allRefunds(): readonly (readonly [number, RefundJson])[] {
    const all = [...this.#refunds].flatMap(([id, refunds]) => refunds.map((refund) => [id, refund] as const));
    return all.toSorted((a, b) => b[1].id - a[1].id);
  }

  /** One refund at this number of decimals; the recorded text where there is one. */
  refundView(refund: RefundJson, decimals: number): RefundJson {
    const recorded = decimals === 2 ? this.#recordedRefunds.get(refund.id) : undefined;
    return recorded ?? roundRefund(structuredClone(refund), decimals);
  }

  /** Stores a refund without touching its order: for recordings, whose order already lists it. */
  keepRefund(orderId: number, refund: RefundJson, recorded?: RefundJson): void {
    const others = this.refundsOf(orderId).filter((one) => one.id !== refund.id);
    this.#refunds.set(
      orderId,
      [roundRefund(structuredClone(refund), 6), ...others].toSorted((a, b) => b.id - a.id),
    );
    if (recorded === undefined) this.#recordedRefunds.delete(refund.id);
    else this.#recordedRefunds.set(refund.id, recorded);
    this.#highest = Math.max(this.#highest, refund.id);
  }

  /** Adds a refund as the shop does: listed in the order, whose `date_modified` moves; its `total` stays (section 6). */
  putRefund(orderId: number, refund: RefundJson): void {
    this.keepRefund(orderId, refund);
    const negative = (text: string): string => (Number(text) > 0 ? `-${text}` : text);
    const taxes = (refund["tax_lines"] ?? []) as { tax_total: string; shipping_tax_total: string }[];
    const tax = taxes.reduce((sum, line) => sum + Number(line.tax_total) + Number(line.shipping_tax_total), 0);
    const summary = {
      id: refund.id,
      reason: refund.reason,
      total: negative(refund.amount),
      total_tax: tax.toFixed(6),
    };
    this.change(orderId, (order) => {
      order.refunds = [summary, ...order.refunds.filter((one) => one.id !== refund.id)];
    });
  }

  /** Removes a refund; the order's `date_modified` does not move and nothing fires (section 6). */
  deleteRefund(orderId: number, refundId: number): boolean {
    const held = this.refundsOf(orderId);
    const order = this.get(orderId);
    if (order === undefined || !held.some((refund) => refund.id === refundId)) return false;
    this.#refunds.set(
      orderId,
      held.filter((refund) => refund.id !== refundId),
    );
    order.refunds = order.refunds.filter((refund) => refund.id !== refundId);
    this.put(order);
    return true;
  }
}
