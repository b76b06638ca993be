/** Placed orders and open orders, as Cebeo has them whatever was answered. An open order is the basket of a login. */
import { loginOf, type Account } from "./accounts.ts";
import type { Article } from "./articles.ts";
import type { AskedOrder, DateParts } from "./questions.ts";
import type { Settings } from "./settings.ts";

export interface OrderLine {
  readonly supplierOrderLineId: string;
  readonly customerOrderLineId: string | null;
  /** With its price of when it was ordered. */ readonly article: Article;
  quantity: number;
  readonly requestedPrice: string | null;
  readonly requestedDeliveryDate: DateParts | null;
  delivered: { readonly quantity: number; readonly date: DateParts | null } | null;
  backorder: { readonly quantity: number; readonly expected: DateParts | null } | null;
}

export type OrderHeader = Omit<AskedOrder, "lines" | "orderDate">;

export interface Order extends OrderHeader {
  readonly supplierOrderId: string;
  readonly customerNumber: string;
  readonly userName: string;
  readonly orderedBy: string;
  readonly orderDate: DateParts;
  /** "webshop": by a shopper. */ readonly placedBy: "webservice" | "webshop";
  state: "open" | "placed" | "confirmed" | "removed";
  readonly lines: OrderLine[];
  /** `Order/Get` does not find it before this moment (milliseconds) and this many looks more. */
  hidden: { readonly until: number; looks: number } | null;
}

export type NewLine = Pick<OrderLine, "customerOrderLineId" | "article" | "quantity"> &
  Partial<Pick<OrderLine, "requestedPrice" | "requestedDeliveryDate">>;

export interface Orders {
  /** Everything that was ever placed, removed orders among it; no baskets. */ list(): readonly Order[];
  /** How many there are is how often it was ordered. */ withCustomerOrderId(id: string): readonly Order[];
  /** Placed, or open. Throws when there is none. */ get(supplierOrderId: string): Order;
  /** `null` when it is empty. */ basket(account: Account): Order | null;
  baskets(): readonly Order[];
  place(account: Account, header: OrderHeader, orderDate: DateParts | null, lines: readonly NewLine[]): Order;
  /** The basket becomes an order, as in the webshop. */ checkOut(account: Account): Order;
  putInBasket(account: Account, lines: readonly NewLine[]): Order;
  emptyBasket(account: Account): void;
  /** As `Order/Get` finds it: not when it was removed, is hidden, or is not this account's. Counts as a look. */
  seen(account: Account, wanted: (order: Order) => boolean): Order | null;
}

const noHeader: OrderHeader = {
  ...{ customerOrderId: null, customerOrderRef: null, deliveryLocation: null, priceOnDeliveryNote: null },
  ...{ deliveryOption: null, comments: [], attributes: [] },
};

/** `now` in milliseconds since 1970. */
export function openOrders(settings: Settings, now: () => number): Orders {
  const placed: Order[] = [];
  const open = new Map<string, Order>();
  let lastId = 80_001_233;

  function today(): DateParts {
    const { day, month, year } = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO("Europe/Brussels");
    return { day, month, year };
  }
  function opened(account: Account, state: Order["state"], header: OrderHeader, orderDate: DateParts | null): Order {
    lastId += 1;
    const { customerNumber, userName, orderedBy } = account;
    const placedBy = state === "open" ? "webshop" : "webservice";
    return {
      ...{ ...header, supplierOrderId: String(lastId), customerNumber, userName, orderedBy },
      ...{ orderDate: orderDate ?? today(), state, placedBy, lines: [], hidden: null },
    };
  }
  function addLines(order: Order, lines: readonly NewLine[]): void {
    let last = Number(order.lines.at(-1)?.supplierOrderLineId ?? "0");
    for (const line of lines) {
      last += 10;
      order.lines.push({
        ...{ requestedPrice: null, requestedDeliveryDate: null, ...line, supplierOrderLineId: String(last) },
        ...{ delivered: null, backorder: null },
      });
    }
  }
  function isFound(order: Order, account: Account): boolean {
    if (order.state === "removed" || order.customerNumber !== account.customerNumber) return false;
    const isOfLogin = settings.ordersSeenBy === "login" || order.state === "open";
    if (isOfLogin && order.userName !== account.userName) return false;
    const { hidden } = order;
    if (hidden === null) return true;
    if (hidden.looks > 0) {
      hidden.looks -= 1;
      return false;
    }
    return now() >= hidden.until;
  }

  return {
    list: () => placed,
    withCustomerOrderId: (id) => placed.filter(({ customerOrderId }) => customerOrderId === id),
    get(id) {
      const found = [...placed, ...open.values()].find(({ supplierOrderId }) => supplierOrderId === id);
      if (found === undefined) throw new RangeError(`There is no order ${id}`);
      return found;
    },
    basket: (account) => open.get(loginOf(account)) ?? null,
    baskets: () => [...open.values()],
    place(account, header, orderDate, lines) {
      const order = opened(account, settings.confirmsAtOnce ? "confirmed" : "placed", header, orderDate);
      addLines(order, lines);
      placed.push(order);
      return order;
    },
    checkOut(account) {
      const order = open.get(loginOf(account));
      if (order === undefined) throw new RangeError(`The basket of ${account.userName} is empty`);
      open.delete(loginOf(account));
      order.state = "confirmed";
      placed.push(order);
      return order;
    },
    putInBasket(account, lines) {
      const order = open.get(loginOf(account)) ?? opened(account, "open", noHeader, null);
      open.set(loginOf(account), order);
      addLines(order, lines);
      return order;
    },
    emptyBasket: (account) => void open.delete(loginOf(account)),
    seen(account, wanted) {
      // The newest first: which of two Cebeo would show is not known.
      for (const order of [...placed].reverse()) if (wanted(order) && isFound(order, account)) return order;
      for (const order of open.values()) if (wanted(order) && isFound(order, account)) return order;
      return null;
    },
  };
}
