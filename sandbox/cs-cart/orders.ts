/** The orders as the shop's database keeps them. */
import type { PricedLine, Priced } from "./cart.ts";

export interface Address {
  readonly firstname: string;
  readonly lastname: string;
  readonly address: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly zipcode: string;
  /** Two letters. */ readonly country: string;
  readonly phone: string;
}
export interface Person {
  /** 0: a guest. */ readonly userId: number;
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly company: string;
  readonly phone: string;
  readonly billing: Address;
  readonly shipping: Address;
  /** Custom profile fields by id; 37 is the VAT number. */ readonly fields: Readonly<Record<string, string>>;
  readonly taxExempt: boolean;
  readonly language: string;
}
export interface Order {
  readonly orderId: number;
  readonly companyId: number;
  readonly parentOrderId: number;
  readonly isParent: boolean;
  /** Unix seconds. */ readonly timestamp: number;
  /** Not in the API; only the filter knows it. */ updatedAt: number;
  status: string;
  person: Person;
  /** What the customer saw prices in; every amount is in the primary currency. */ readonly currency: string;
  cart: Priced;
  paymentId: number;
  coupons: readonly string[];
  transactionId: string | null;
  notes: string;
  details: string;
  invoiceId: string;
  creditMemoId: string;
  /** Pieces sent, by item. */ readonly shipped: Map<string, number>;
  readonly shipmentIds: number[];
  /** Whether its goods are off the stock. */ holdsStock: boolean;
}

export type Sorting = "date" | "order_id" | "status" | "email" | "total";
export const isSorting = (given: string): given is Sorting =>
  ["date", "order_id", "status", "email", "total"].includes(given);

const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const keys: Readonly<Record<Sorting, (order: Order) => number | string | bigint>> = {
  date: ({ timestamp }) => timestamp,
  order_id: ({ orderId }) => orderId,
  status: ({ status }) => status,
  email: ({ person }) => person.email,
  total: ({ cart }) => cart.total,
};

export class Orders {
  readonly #orders = new Map<number, Order>();
  #sorted: { readonly by: Sorting; readonly orders: readonly Order[] } | null = null;
  #last: number;

  /** `first` is the number of the first order. */
  constructor(first: number) {
    this.#last = first - 1;
  }

  get size(): number {
    return this.#orders.size;
  }
  nextId(): number {
    this.#last += 1;
    return this.#last;
  }
  put(order: Order): void {
    this.#orders.set(order.orderId, order);
    this.#sorted = null;
  }
  get(orderId: number): Order | undefined {
    return this.#orders.get(orderId);
  }
  delete(orderId: number): boolean {
    this.#sorted = null;
    return this.#orders.delete(orderId);
  }
  /** For whoever changed an order in place. */
  changed(): void {
    this.#sorted = null;
  }

  /** Ascending, ties by number. Kept until an order changes: 20,000 are not sorted for every page. */
  sortedBy(by: Sorting): readonly Order[] {
    if (this.#sorted?.by !== by) {
      const keyOf = keys[by];
      const orders = [...this.#orders.values()].toSorted(
        (a, b) => compare(keyOf(a), keyOf(b)) || a.orderId - b.orderId,
      );
      this.#sorted = { by, orders };
    }
    return this.#sorted.orders;
  }
}

export const lineOf = (order: Order, itemId: string): PricedLine | undefined =>
  order.cart.lines.find((line) => line.itemId === itemId);
