/** What people do: in the webshop with the basket of their login, and at Cebeo with an order. */
import type { Accounts } from "./accounts.ts";
import type { Catalogue } from "./articles.ts";
import type { Order, OrderLine, Orders } from "./orders.ts";
import type { DateParts } from "./questions.ts";

export interface Delivery {
  readonly delivered?: { readonly quantity: number; readonly date: DateParts | null };
  readonly backorder?: { readonly quantity: number; readonly expected: DateParts | null };
}

/** `login` is a user name, or "customer number/user name". What cannot be done throws. */
export interface Shopper {
  /** Puts it in a line of its own; gives the `SupplierOrderLineID`. */
  put(login: string, supplierItemId: string, quantity: number): string;
  /** 0 takes the line out; an empty basket is no basket any more. */
  change(login: string, lineId: string, quantity: number): void;
  empty(login: string): void;
  /** Orders the basket in the webshop, which confirms it; gives the `SupplierOrderID`. */ checkOut(
    login: string,
  ): string;
  /** From then on it cannot be removed. */ confirm(supplierOrderId: string): void;
  /** What was delivered of a line and what is still to come; confirms the order. */
  deliver(supplierOrderId: string, lineId: string, delivery: Delivery): void;
}

function lineOf({ lines, supplierOrderId }: Order, lineId: string): OrderLine {
  const line = lines.find(({ supplierOrderLineId }) => supplierOrderLineId === lineId);
  if (line === undefined) throw new RangeError(`Order ${supplierOrderId} has no line ${lineId}`);
  return line;
}

function checkQuantity(quantity: number, least: number): void {
  if (!Number.isInteger(quantity) || quantity < least) throw new RangeError(`${quantity} is no quantity`);
}

export function shopperOf(accounts: Accounts, catalogue: Catalogue, orders: Orders): Shopper {
  const basketOf = (login: string): Order => {
    const basket = orders.basket(accounts.find(login));
    if (basket === null) throw new RangeError(`The basket of ${login} is empty`);
    return basket;
  };
  const confirmed = (supplierOrderId: string): Order => {
    const order = orders.get(supplierOrderId);
    if (order.state !== "placed" && order.state !== "confirmed") {
      throw new RangeError(`Order ${supplierOrderId} is ${order.state}`);
    }
    order.state = "confirmed";
    return order;
  };
  return {
    put(login, supplierItemId, quantity) {
      checkQuantity(quantity, 1);
      const article = catalogue.find(supplierItemId);
      if (article === undefined) throw new RangeError(`There is no article ${supplierItemId}`);
      const basket = orders.putInBasket(accounts.find(login), [{ customerOrderLineId: null, article, quantity }]);
      return basket.lines.at(-1)?.supplierOrderLineId ?? "";
    },
    change(login, lineId, quantity) {
      checkQuantity(quantity, 0);
      const basket = basketOf(login);
      const line = lineOf(basket, lineId);
      line.quantity = quantity;
      if (quantity === 0) basket.lines.splice(basket.lines.indexOf(line), 1);
      if (basket.lines.length === 0) orders.emptyBasket(accounts.find(login));
    },
    empty: (login) => orders.emptyBasket(accounts.find(login)),
    checkOut: (login) => orders.checkOut(accounts.find(login)).supplierOrderId,
    confirm: (supplierOrderId) => void confirmed(supplierOrderId),
    deliver(supplierOrderId, lineId, { delivered, backorder }) {
      const line = lineOf(confirmed(supplierOrderId), lineId);
      if (delivered !== undefined) {
        checkQuantity(delivered.quantity, 0);
        line.delivered = delivered;
      }
      if (backorder !== undefined) {
        checkQuantity(backorder.quantity, 0);
        line.backorder = backorder;
      }
    },
  };
}
