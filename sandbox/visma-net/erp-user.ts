/** What people do in the ERP itself, beside the interfaces. For tests and the demo. */
import { amount, subtract } from "#domain/amount.ts";
import { putFile } from "./attachments.ts";
import type { Books } from "./books.ts";
import { addCustomer, customerNumbered, defaultsOf } from "./customers.ts";
import { addItem, itemNumbered, type NewItem } from "./items.ts";
import type { Address, Contact, Customer, CustomerValues, Item, Order } from "./records.ts";
import type { Level } from "./stock.ts";

type ItemChanges = Partial<Omit<Item, "inventoryId" | "number" | "stockItem" | "attachments" | "modified" | "version">>;
type CustomerChanges = Partial<Omit<CustomerValues, "mainAddress" | "mainContact">> & {
  readonly mainAddress?: Partial<Address>;
  readonly mainContact?: Partial<Contact>;
};

export interface ErpUser {
  /** With so much on hand in its own warehouse. */ addItem(item: NewItem, onHand?: string): Item;
  /** Moves `lastModifiedDateTime`, not the stamps of stock and attachments. */
  changeItem(number: string, changes: ItemChanges): Item;
  attach(number: string, name: string, bytes: Uint8Array, contentType?: string): string;
  /** The goods are there at once. */ receiveGoods(number: string, quantity: string, warehouse?: string): Level;
  /** As counted. */ countStock(number: string, onHand: string, warehouse?: string): Level;
  addCustomer(values: CustomerChanges): Customer;
  changeCustomer(number: string, changes: CustomerChanges): Customer;
  /** The whole order leaves the warehouse. */ ship(type: string, orderId: string): string;
  cancelOrder(type: string, orderId: string): void;
  /** To its new value for everybody who holds an ETag. */ touchOrder(type: string, orderId: string): void;
  /** Until and with this day; null opens all. */ closePeriod(until: string | null): void;
}

export function erpUser(books: Books): ErpUser {
  const warehouseOf = ({ defaultWarehouse }: Item, given: string | undefined): string => given ?? defaultWarehouse;
  const stamped = () => ({ modified: books.clock.stamp(), version: books.version() });

  function laid(before: CustomerValues, { mainAddress, mainContact, ...changes }: CustomerChanges): CustomerValues {
    const address = { ...before.mainAddress, ...mainAddress };
    const contact = { ...before.mainContact, ...mainContact };
    return { ...before, ...changes, mainAddress: address, mainContact: contact };
  }
  function orderOf(type: string, orderId: string): Order {
    const order = books.order(type, orderId);
    if (order === undefined) throw new Error(`There is no order ${type} ${orderId}`);
    return order;
  }
  function openOrder(type: string, orderId: string): Order {
    const order = orderOf(type, orderId);
    if (order.status !== "Open" && order.status !== "Hold") throw new Error(`${type} ${orderId} is ${order.status}`);
    return order;
  }
  function count(number: string, onHand: string, warehouse?: string): Level {
    const item = itemNumbered(books, number);
    const level = books.stock.level(number, warehouseOf(item, warehouse));
    books.stock.move(number, level.warehouse, subtract(amount(onHand), level.onHand));
    return level;
  }

  return {
    addItem(given, onHand) {
      const item = addItem(books, given);
      if (onHand !== undefined) count(item.number, onHand);
      return item;
    },
    changeItem: (number, changes) => Object.assign(itemNumbered(books, number), changes, stamped()),
    attach: (number, name, bytes, contentType = "application/octet-stream") =>
      putFile(books, itemNumbered(books, number), name, contentType, bytes),
    receiveGoods(number, quantity, warehouse) {
      const level = books.stock.level(number, warehouseOf(itemNumbered(books, number), warehouse));
      books.stock.move(number, level.warehouse, amount(quantity));
      return level;
    },
    countStock: count,
    addCustomer: (values) =>
      addCustomer(books, laid(defaultsOf(books, values.customerClass ?? "1"), values), books.number("customer")),
    changeCustomer(number, changes) {
      const customer = customerNumbered(books, number);
      return Object.assign(customer, laid(customer, changes), stamped());
    },
    ship(type, orderId) {
      const order = openOrder(type, orderId);
      const shipment = books.number("shipment");
      books.stock.ship(order.values.lines);
      Object.assign(order, { status: "Completed", shipments: [...order.shipments, shipment] });
      books.touch(order);
      return shipment;
    },
    cancelOrder(type, orderId) {
      const order = openOrder(type, orderId);
      books.stock.release(order.values.lines);
      order.status = "Cancelled";
      books.touch(order);
    },
    touchOrder: (type, orderId) => books.touch(orderOf(type, orderId)),
    closePeriod(until) {
      books.closedUntil = until;
    },
  };
}
