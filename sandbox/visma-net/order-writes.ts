/** Making, changing and deleting sales orders, and their lines. */
import { problem, problemOf, Refused, type Answer } from "./answers.ts";
import type { Books } from "./books.ts";
import { isFields, type Fields } from "./json.ts";
import { Plain } from "./plain.ts";
import type { Order, OrderInput, OrderValues } from "./records.ts";
import { bodyFields, lineFields, merged, orderValues } from "./sales-orders.ts";

export function createOrder(books: Books, given: Fields, branch: string | undefined): Order {
  const body = new Plain(given, bodyFields);
  const type = body.needed("type", 2);
  const orderType = books.lookups.orderTypes.find((one) => one.orderType === type && one.active);
  if (orderType === undefined) return body.refuse("type", `Order type ${type} could not be found.`);
  const own = body.text("orderId", 15) ?? "";
  if (orderType.isManual && own === "") return body.refuse("orderId", "The field is required with manual numbering.");
  if (!orderType.isManual && own !== "") return body.refuse("orderId", "The order type numbers by itself.");
  if (own !== "" && !/^[A-Za-z0-9._-]+$/.test(own)) return body.refuse("orderId", "Letters, digits, point, dash only.");
  if (own !== "" && books.order(type, own) !== undefined) {
    throw new Refused(problem(409, `An order ${type} ${own} already exists.`));
  }
  const { orderLines = [], orderId: _own, ...asked } = given;
  if (!Array.isArray(orderLines)) return body.refuse("orderLines", "An array is expected.");
  const lines = orderLines.map((fields: unknown, index) => ({ lineId: index + 1, fields: fields as Fields }));
  // The day it was made stays its day, also when it is calculated anew later.
  const header = { ...asked, date: asked["date"] ?? books.clock.today() };
  const values = orderValues(books, { header, lines }, branch);
  const series = books.series.salesOrder;
  if (own === "" && series.next > series.last) throw problemOf("OrderId", "The number series has run out.");
  const stamp = books.clock.stamp();
  const order: Order = {
    ...{ type, orderId: own === "" ? books.number("salesOrder") : own, input: { header, lines }, values },
    ...{ status: values.status, nextLine: lines.length + 1, shipments: [] },
    ...{ created: stamp, modified: stamp, version: books.version() },
  };
  books.addOrder(order);
  books.stock.book(values.lines);
  return order;
}

/** `If-Match` is needed on every change. */
export function mustMatch(order: Order, given: string | undefined): void {
  if (given === undefined) throw new Refused(problem(428, "If-Match is missing."));
  if (given !== `"${order.version}"`) throw new Refused(problem(412, "The order was changed meanwhile."));
}

function mustBeOpen(order: Order): void {
  if (order.status !== "Hold" && order.status !== "Open") {
    throw new Refused(problem(409, `An order that is ${order.status} cannot be changed.`));
  }
}

function rewrite(books: Books, order: Order, input: OrderInput): void {
  mustBeOpen(order);
  const before: OrderValues = order.values;
  const after = orderValues(books, input, before.branchId);
  if (JSON.stringify(after) === JSON.stringify(before)) {
    throw new Refused(problem(400, "There is nothing to change."));
  }
  books.stock.release(before.lines);
  books.stock.book(after.lines);
  Object.assign(order, { input, values: after, status: after.status });
  books.touch(order);
}

export function changeOrder(books: Books, order: Order, changes: Fields): Answer {
  if (Object.keys(changes).length === 0) throw new Refused(problem(400, "There is nothing to change."));
  const fixed = ["type", "orderId", "orderLines"].find((name) => changes[name] !== undefined);
  if (fixed !== undefined) new Plain(changes, bodyFields).refuse(fixed, "The field cannot be changed here.");
  rewrite(books, order, { ...order.input, header: merged(order.input.header, changes) });
  return { status: 202 };
}

export function deleteOrder(books: Books, order: Order): Answer {
  mustBeOpen(order);
  books.stock.release(order.values.lines);
  books.removeOrder(order);
  return { status: 204 };
}

const nothing = () => new Refused(problem(404, "Line could not be found."));

export function addLine(books: Books, order: Order, fields: Fields): number {
  const lineId = order.nextLine;
  rewrite(books, order, { ...order.input, lines: [...order.input.lines, { lineId, fields }] });
  order.nextLine += 1;
  return lineId;
}
export function changeLine(books: Books, order: Order, id: string, changes: Fields): Answer {
  const known = order.input.lines.find(({ lineId }) => String(lineId) === id);
  if (known === undefined) throw nothing();
  if (!isFields(changes)) throw problemOf("$", "An object is expected.");
  new Plain(changes, lineFields);
  const lines = order.input.lines.map((line) =>
    line === known ? { ...line, fields: merged(line.fields, changes) } : line,
  );
  rewrite(books, order, { ...order.input, lines });
  return { status: 202 };
}
export function removeLine(books: Books, order: Order, id: string): Answer {
  const lines = order.input.lines.filter(({ lineId }) => String(lineId) !== id);
  if (lines.length === order.input.lines.length) throw nothing();
  rewrite(books, order, { ...order.input, lines });
  return { status: 204 };
}
