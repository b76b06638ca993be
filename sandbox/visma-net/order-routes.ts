/** The sales order service, V3. */
import { problem, problemOf, Refused, type Answer } from "./answers.ts";
import type { Books } from "./books.ts";
import { numeric } from "./json.ts";
import { addLine, changeLine, changeOrder, createOrder, deleteOrder, mustMatch, removeLine } from "./order-writes.ts";
import { routeOf, type Route } from "./paths.ts";
import { plainBody } from "./plain.ts";
import type { Order, OrderLine } from "./records.ts";
import type { Incoming } from "./server.ts";

interface Asked {
  readonly books: Books;
  readonly incoming: Incoming;
  readonly base: string;
  readonly keys: readonly string[];
}
type Work = (asked: Asked) => Answer;

const header = ({ incoming }: Asked, name: string): string | undefined => {
  const value = incoming.headers[name];
  return typeof value === "string" ? value : undefined;
};
const bodyOf = (asked: Asked) => plainBody(asked.incoming.body, header(asked, "content-type"));
const addressOf = ({ base }: Asked, order: Order): string =>
  `${base}/api/v3/SalesOrders/${order.type}/${order.orderId}`;

/** An unknown type looks as if the order were missing. */
function orderOf({ books, keys }: Asked): Order {
  const order = books.order(keys[0] ?? "", keys[1] ?? "");
  if (order === undefined) throw new Refused(problem(404));
  return order;
}
function matched(asked: Asked): Order {
  const order = orderOf(asked);
  mustMatch(order, header(asked, "if-match"));
  return order;
}

const shownLine = (line: OrderLine): object => ({
  ...line,
  quantity: numeric(line.quantity),
  unitPrice: numeric(line.unitPrice),
  discountPercent: numeric(line.discountPercent),
  discountAmount: numeric(line.discountAmount),
  amount: numeric(line.amount),
});

const expandable = ["Lines", "Customer", "Billing", "Shipping", "Freight", "PaymentSettings"];
function expandOf(query: URLSearchParams): ReadonlySet<string> {
  const given = (query.get("expand") ?? "").split(",").map((name) => name.trim());
  const wanted = given.filter((name) => name !== "");
  const unknown = wanted.find((name) => !expandable.includes(name));
  if (unknown !== undefined) throw problemOf("Expand", `${unknown} cannot be expanded.`);
  return new Set(wanted);
}

function shownOrder({ type, orderId, status, values, created, modified }: Order, expand: ReadonlySet<string>): object {
  const {
    lines,
    customer,
    billing,
    shipping,
    freight,
    paymentSettings,
    lineTotal,
    taxTotal,
    orderTotal,
    taxes: _taxes,
    ...plain
  } = values;
  const { id, order, refNo } = customer;
  return {
    ...{ type, orderId, ...plain, status },
    customer: expand.has("Customer") ? customer : { id, order, refNo },
    ...{ lineTotal: numeric(lineTotal), taxTotal: numeric(taxTotal), orderTotal: numeric(orderTotal) },
    ...{ created: created.utc, lastModified: modified.utc },
    ...(expand.has("Lines") ? { orderLines: lines.map(shownLine) } : {}),
    ...(expand.has("Billing") ? { billing } : {}),
    ...(expand.has("Shipping") ? { shipping } : {}),
    ...(expand.has("Freight") ? { freight } : {}),
    ...(expand.has("PaymentSettings") ? { paymentSettings } : {}),
  };
}

function wholeOf(query: URLSearchParams, name: string, fallback: number, least: number): number {
  const given = query.get(name) ?? "";
  if (given === "") return fallback;
  if (!/^\d{1,9}$/.test(given) || Number(given) < least) throw problemOf(name, "A whole number is expected.");
  return Number(given);
}

/** A page from `pageIndex` 0 on; any other parameter of another interface is not looked at, and page 0 comes again. */
function paged<T>(asked: Asked, rows: readonly T[], isExpanded: boolean, render: (row: T) => object): Answer {
  const { query, path } = asked.incoming;
  const size = wholeOf(query, "pageSize", 100, 1);
  if (size > (isExpanded ? 100 : 1000)) throw problemOf("PageSize", "The page size is too large.");
  const index = wholeOf(query, "pageIndex", 0, 0);
  const next = new URLSearchParams(query);
  next.set("pageIndex", String(index + 1));
  const hasNext = (index + 1) * size < rows.length;
  const nextPage = hasNext ? `${asked.base}${path}?${next.toString()}` : null;
  const value = rows.slice(index * size, (index + 1) * size).map(render);
  return { status: 200, body: { value, totalCount: rows.length, nextPage } };
}

const orderings: Readonly<Record<string, (a: Order) => string>> = {
  created: ({ created }) => created.utc,
  lastModified: ({ modified }) => modified.utc,
  orderId: ({ orderId }) => orderId,
};

function sinceOf(query: URLSearchParams): string | undefined {
  const given = query.get("modifiedSince") ?? "";
  if (given === "") return undefined;
  try {
    const text = /^\d{4}-\d{2}-\d{2}$/.test(given) ? `${given}T00:00:00` : given.replace(/Z$/, "");
    return `${Temporal.PlainDateTime.from(text, { overflow: "reject" }).toString({ fractionalSecondDigits: 3 })}Z`;
  } catch {
    throw problemOf("ModifiedSince", "A moment in UTC is expected.");
  }
}

function list(asked: Asked): Answer {
  const { query } = asked.incoming;
  const expand = expandOf(query);
  const orderBy = query.get("orderBy") ?? "orderId asc";
  const [name = "", direction = "asc", more] = orderBy.split(" ");
  const key = orderings[name];
  if (key === undefined || more !== undefined || !["asc", "desc"].includes(direction)) {
    throw problemOf("OrderBy", "created, lastModified or orderId, asc or desc.");
  }
  const sign = direction === "asc" ? 1 : -1;
  const sorted = asked.books.ordersBy(orderBy, (a, b) => {
    const [left, right] = [key(a), key(b)];
    return left === right ? 0 : left < right ? -sign : sign;
  });
  const since = sinceOf(query);
  const [customer, status, id] = ["customerId", "status", "filter"].map((one) => query.get(one) ?? "");
  const rows = sorted.filter(
    (order) =>
      (since === undefined || order.modified.utc > since) &&
      (customer === "" || order.values.customer.id === customer) &&
      (status === "" || order.status === status) &&
      (id === "" || order.orderId === id),
  );
  return paged(asked, rows, expand.size > 0, (order) => shownOrder(order, expand));
}

const one = "api/v3/SalesOrders/{}/{}";
const lists =
  (rowsOf: (order: Order) => readonly object[]): Work =>
  (asked) =>
    paged(asked, rowsOf(orderOf(asked)), false, (row) => row);

const routes: readonly Route<Work>[] = [
  { method: "GET", pattern: "api/v3/SalesOrders", work: list },
  {
    method: "POST",
    pattern: "api/v3/SalesOrders",
    work(asked) {
      const order = createOrder(asked.books, bodyOf(asked), header(asked, "branchid"));
      return { status: 201, headers: { Location: addressOf(asked, order) } };
    },
  },
  {
    method: "GET",
    pattern: one,
    work(asked) {
      const order = orderOf(asked);
      const body = shownOrder(order, expandOf(asked.incoming.query));
      return { status: 200, headers: { ETag: `"${order.version}"` }, body };
    },
  },
  { method: "PATCH", pattern: one, work: (asked) => changeOrder(asked.books, matched(asked), bodyOf(asked)) },
  { method: "DELETE", pattern: one, work: (asked) => deleteOrder(asked.books, matched(asked)) },
  { method: "GET", pattern: `${one}/lines`, work: lists(({ values }) => values.lines.map(shownLine)) },
  {
    method: "POST",
    pattern: `${one}/lines`,
    work(asked) {
      const order = matched(asked);
      const line = addLine(asked.books, order, bodyOf(asked));
      return { status: 201, headers: { Location: `${addressOf(asked, order)}/lines/${line}` } };
    },
  },
  {
    method: "GET",
    pattern: `${one}/lines/{}`,
    work(asked) {
      const found = orderOf(asked).values.lines.find(({ lineId }) => String(lineId) === asked.keys[2]);
      if (found === undefined) throw new Refused(problem(404));
      return { status: 200, body: shownLine(found) };
    },
  },
  {
    method: "PATCH",
    pattern: `${one}/lines/{}`,
    work: (asked) => changeLine(asked.books, matched(asked), asked.keys[2] ?? "", bodyOf(asked)),
  },
  {
    method: "DELETE",
    pattern: `${one}/lines/{}`,
    work: (asked) => removeLine(asked.books, matched(asked), asked.keys[2] ?? ""),
  },
  {
    method: "GET",
    pattern: `${one}/tax`,
    work: lists(({ values }) =>
      values.taxes.map(({ taxCategoryId, rate, taxable, tax }) => ({
        ...{ taxCategoryId, rate: numeric(rate), taxableAmount: numeric(taxable), taxAmount: numeric(tax) },
      })),
    ),
  },
  {
    // A shipment carries the ERP's own order number only.
    method: "GET",
    pattern: `${one}/shipment`,
    work: lists(({ type, orderId, shipments }) => shipments.map((shipmentId) => ({ shipmentId, type, orderId }))),
  },
  { method: "GET", pattern: `${one}/discounts`, work: lists(() => []) },
  { method: "GET", pattern: `${one}/commissions`, work: lists(() => []) },
];

export function answerSalesOrders(books: Books, scopes: readonly string[], incoming: Incoming, base: string): Answer {
  const { work, keys } = routeOf(routes, incoming.method, incoming.path);
  const scope = `visma.net.erp.salesorder:${incoming.method === "GET" ? "read" : "write"}`;
  if (!scopes.includes(scope)) throw new Refused(problem(403, `The token has no scope ${scope}.`));
  return work({ books, incoming, base, keys });
}
