/** One company in the ERP: its set-up and everything it has kept. Tests read it past every fault. */
import { randomUUID } from "node:crypto";
import { invalid } from "./answers.ts";
import { Background } from "./background.ts";
import type { Clock } from "./clock.ts";
import { demoLookups, type Lookups } from "./lookups.ts";
import type { Attachment, Customer, Invoice, Item, Order } from "./records.ts";
import type { Settings } from "./settings.ts";
import { Stock } from "./stock.ts";

/** A span of numbers: when the last one is given out, nothing of its kind can be made. */
export interface Series {
  next: number;
  last: number;
  readonly width: number;
}
const seriesFrom = (next: number, last: number, width: number): Series => ({ next, last, width });

export interface Company {
  /** The company tenant: what a token asks for. */ readonly tenant: string;
  /** What the legacy header `ipp-company-id` names. */ readonly id: string;
  readonly name: string;
  readonly vatRegistrationId: string;
}

export class Books {
  readonly company: Company;
  readonly lookups: Lookups;
  readonly stock: Stock;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly background: Background;
  readonly series: Readonly<Record<"customer" | "invoice" | "salesOrder" | "shipment", Series>> = {
    customer: seriesFrom(10_001, 99_999, 5),
    invoice: seriesFrom(1, 999_999, 6),
    salesOrder: seriesFrom(1, 999_999, 6),
    shipment: seriesFrom(1, 999_999, 6),
  };
  /** The last day of the closed period, `YYYY-MM-DD`. */ closedUntil: string | null = null;
  /** Without one every call of the finance interface is fault 12027. */ isLicensed = true;
  readonly items: Item[] = [];
  readonly customers: Customer[] = [];
  readonly invoices: Invoice[] = [];
  /** By type and id, in the order they were made. */ readonly #orders = new Map<string, Order>();
  readonly #items = new Map<string, Item>();
  readonly #customers = new Map<string, Customer>();
  readonly #invoices = new Map<string, Invoice>();
  readonly attachments = new Map<string, Attachment>();
  #version = 0xa1b2c;
  #orderLists = new Map<string, readonly Order[]>();

  constructor(company: Company, clock: Clock, settings: Settings) {
    this.company = company;
    this.lookups = demoLookups(company.name, company.vatRegistrationId);
    this.clock = clock;
    this.settings = settings;
    this.stock = new Stock(clock);
    this.background = new Background(clock.now, settings);
  }

  /** What an ETag and a time stamp show: another one after every change. */
  version(): string {
    this.#version += 1;
    return this.#version.toString(16).toUpperCase().padStart(16, "0");
  }
  newId(): string {
    return randomUUID();
  }
  number(kind: keyof Books["series"]): string {
    const series = this.series[kind];
    if (series.next > series.last) throw invalid(`The number series of ${kind} has run out.`);
    const given = String(series.next).padStart(series.width, "0");
    series.next += 1;
    return given;
  }
  isClosed(day: string): boolean {
    return this.closedUntil !== null && day <= this.closedUntil;
  }

  item(number: string): Item | undefined {
    return this.#items.get(number);
  }
  addItem(item: Item): void {
    this.items.push(item);
    this.#items.set(item.number, item);
  }
  customer(number: string): Customer | undefined {
    return this.#customers.get(number);
  }
  addCustomer(customer: Customer): void {
    this.customers.push(customer);
    this.#customers.set(customer.number, customer);
  }
  invoice(number: string): Invoice | undefined {
    return this.#invoices.get(number);
  }
  addInvoice(invoice: Invoice): void {
    this.invoices.push(invoice);
    this.#invoices.set(invoice.referenceNumber, invoice);
  }

  get orders(): readonly Order[] {
    return [...this.#orders.values()];
  }
  order(type: string, orderId: string): Order | undefined {
    return this.#orders.get(`${type} ${orderId}`);
  }
  /** Those whose customer order number or reference is this one: more than one is a double. */
  ordersReferred(reference: string): readonly Order[] {
    return this.orders.filter(({ values: { customer } }) => [customer.order, customer.refNo].includes(reference));
  }
  addOrder(order: Order): void {
    this.#orders.set(`${order.type} ${order.orderId}`, order);
    this.#orderLists.clear();
  }
  removeOrder(order: Order): void {
    this.#orders.delete(`${order.type} ${order.orderId}`);
    this.#orderLists.clear();
  }
  /** After any change of an order. */
  touch(order: Order): void {
    order.modified = this.clock.stamp();
    order.version = this.version();
    this.#orderLists.clear();
  }

  /** Sorted once until the next change: a walk over twenty thousand orders asks for the same list for every page. */
  ordersBy(name: string, compare: (a: Order, b: Order) => number): readonly Order[] {
    const known = this.#orderLists.get(name);
    if (known !== undefined) return known;
    const sorted = this.orders.toSorted(compare);
    this.#orderLists.set(name, sorted);
    return sorted;
  }
}
