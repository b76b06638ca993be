/** `/orders` (contract sections 3, 5 and 7). */
import {
  entriesOf,
  found,
  isObject,
  like,
  listed,
  momentOf,
  parameter,
  parameters,
  sortOrderOf,
  text,
  whole,
  type Asked,
  type Json,
  type Reply,
} from "./asked.ts";
import { place, recalculate, type Change, type WantedLine } from "./checkout.ts";
import { setStatus } from "./counter.ts";
import { orderDocument, orderHeader } from "./order-documents.ts";
import { isSorting, type Address, type Order, type Person, type Sorting } from "./orders.ts";
import { missing, Refused } from "./refusals.ts";
import type { Mail, World } from "./world.ts";

function filtersOf(asked: Asked, { settings }: World): ((order: Order) => boolean)[] {
  const filters: ((order: Order) => boolean)[] = [({ isParent }) => !isParent];
  const statuses = parameters(asked, "status");
  filters.push(({ status }) => (statuses.length === 0 ? status !== "N" : statuses.includes(status)));
  if (asked.companyId !== null) filters.push(({ companyId }) => companyId === asked.companyId);
  const company = parameter(asked, "company_id");
  if (company !== "") filters.push(({ companyId }) => String(companyId) === company);
  const user = parameter(asked, "user_id");
  if (user !== "") filters.push(({ person }) => String(person.userId) === user);
  const invoice = parameter(asked, "invoice_id");
  if (invoice !== "") filters.push(({ invoiceId }) => invoiceId === invoice);
  const email = parameter(asked, "email");
  if (email !== "") {
    const fits = like(email);
    filters.push(({ person }) => fits(person.email));
  }
  // The trap of section 5.3: without a period, or with A, the times do nothing.
  if (!["", "A"].includes(parameter(asked, "period"))) {
    const from = momentOf(parameter(asked, "time_from"), settings, false) ?? 0;
    const to = momentOf(parameter(asked, "time_to"), settings, true) ?? Infinity;
    filters.push(({ timestamp }) => timestamp >= from && timestamp <= to);
  }
  if (settings.updatedAt === "honoured") {
    const from = momentOf(parameter(asked, "updated_at_from"), settings, false) ?? 0;
    const to = momentOf(parameter(asked, "updated_at_to"), settings, true) ?? Infinity;
    filters.push(({ updatedAt }) => updatedAt >= from && updatedAt <= to);
  }
  return filters;
}

function list(world: World, asked: Asked): Reply {
  const given = parameter(asked, "sort_by");
  const sortBy: Sorting = isSorting(given) ? given : "date";
  const sortOrder = sortOrderOf(asked, "desc");
  const filters = filtersOf(asked, world);
  const rows = world.orders.sortedBy(sortBy).filter((order) => filters.every((fits) => fits(order)));
  if (sortOrder === "desc") rows.reverse();
  const idOf = ({ orderId }: Order): string => String(orderId);
  return listed(asked, world.settings, { noun: "orders", rows, idOf, show: orderHeader, sortBy, sortOrder });
}

function orderOf(world: World, { id, who, companyId }: Asked): Order {
  const order = /^\d+$/.test(id) ? world.orders.get(Number(id)) : undefined;
  if (order === undefined) throw new Refused(404);
  if (companyId !== null && order.companyId !== companyId) throw new Refused(who.type === "V" ? 403 : 404);
  return order;
}

/** `products`: by product id, or in a PUT by the item it was. */
function linesOf(world: World, given: unknown, { who }: Asked): WantedLine[] {
  return entriesOf(given).map(([key, one]) => {
    if (!isObject(one)) throw new Refused(400, `The product '${key}' is no object`);
    const product = world.catalog.products.get(whole(one["product_id"] ?? key));
    if (product === undefined) throw new Refused(400, `There is no product '${key}'`);
    if (who.type === "V" && product.companyId !== who.companyId) throw new Refused(403);
    const choice = Object.fromEntries(entriesOf(one["product_options"]));
    return { product, amount: whole(one["amount"]), options: world.catalog.chosen(product, choice) };
  });
}

function personOf(world: World, body: Json): Person {
  const user = whole(body["user_id"]) === 0 ? undefined : world.users.get(whole(body["user_id"]));
  const given = body["user_data"];
  if (user === undefined && !isObject(given)) throw missing("user_data");
  const fields: Json = { ...user?.fields, ...(isObject(given) ? given : {}) };
  const of = (name: string): string => text(fields[name]);
  const email = user?.email ?? of("email");
  if (email === "") throw missing("email");
  const [firstname, lastname] = [user?.firstname ?? of("firstname"), user?.lastname ?? of("lastname")];
  const address = (first: string, second: string): Address => {
    const part = (name: string): string => of(`${first}_${name}`) || of(`${second}_${name}`);
    return {
      ...{ firstname: part("firstname") || firstname, lastname: part("lastname") || lastname },
      ...{ address: part("address"), address_2: part("address_2"), city: part("city"), state: part("state") },
      ...{ zipcode: part("zipcode"), country: part("country"), phone: part("phone") },
    };
  };
  const custom = entriesOf(fields["fields"]).map(([id, value]) => [id, text(value)]);
  return {
    ...{ userId: user?.userId ?? 0, email, firstname, lastname, company: of("company"), phone: of("phone") },
    ...{ billing: address("b", "s"), shipping: address("s", "b") },
    ...{ fields: Object.fromEntries(custom), taxExempt: of("tax_exempt") === "Y", language: "nl" },
  };
}

function create(world: World, asked: Asked): Reply {
  const { body, companyId } = asked;
  const required = ["payment_id", "shipping_id", "products"].find((name) => !(name in body));
  if (required !== undefined) throw missing(required);
  const order = place(world, {
    ...{ person: personOf(world, body), lines: linesOf(world, body["products"], asked), sold: [] },
    ...{
      shippingId: whole(body["shipping_id"]),
      paymentId: whole(body["payment_id"]),
      coupons: [],
      certificates: new Map(),
    },
    ...{ currency: world.settings.primaryCurrency, companyId: companyId ?? 1, at: world.now(), status: "O" },
    ...{ notes: text(body["notes"]), details: text(body["details"]), transactionId: null },
  });
  ignoreOthers(asked, ["user_id", "user_data", "payment_id", "shipping_id", "products", "notes", "details"]);
  return { status: 201, body: { order_id: String(order.orderId) } };
}

function ignoreOthers({ body, ignore }: Asked, known: readonly string[]): void {
  for (const name of Object.keys(body)) if (!known.includes(name)) ignore(name);
}

/** Whom the flags of the request name; `undefined` when it has none. */
function toldBy(body: Json): Mail["to"][] | undefined {
  const flags = [
    ["notify_user", "customer"],
    ["notify_department", "department"],
    ["notify_vendor", "vendor"],
  ] as const;
  if (flags.every(([name]) => !(name in body))) return undefined;
  return flags.flatMap(([name, to]) => (["1", "Y", "true"].includes(text(body[name])) ? [to] : []));
}

/** What becomes of the lines: those that were sent, or those it had at the price of today, or none. */
function linesAfter(world: World, order: Order, asked: Asked): WantedLine[] {
  if ("products" in asked.body) return linesOf(world, asked.body["products"], asked);
  if (world.settings.putOrder === "drops lines") return [];
  return order.cart.lines.flatMap(({ productId, options, amount }): WantedLine[] => {
    const product = world.catalog.products.get(productId);
    return product === undefined ? [] : [{ product, options, amount }];
  });
}

function update(world: World, asked: Asked): Reply {
  const { body } = asked;
  const order = orderOf(world, asked);
  const letter = "status" in body ? text(body["status"]) : order.status;
  const isKnown = world.data.statuses.some(({ type, letter: one }) => type === "O" && one === letter);
  if (!isKnown) throw new Refused(400, `There is no status '${letter}'`);
  const changesCart = ["products", "payment_id", "shipping_id", "user_data"].some((name) => name in body);
  if (world.settings.putOrder !== "keeps" || changesCart) {
    const change: Change = {
      lines: linesAfter(world, order, asked),
      ...("payment_id" in body ? { paymentId: whole(body["payment_id"]) } : {}),
      ...("shipping_id" in body ? { shippingId: whole(body["shipping_id"]) } : {}),
      ...("user_data" in body ? { person: personOf(world, body) } : {}),
    };
    recalculate(world, order, change, world.now());
  }
  if ("notes" in body) order.notes = text(body["notes"]);
  if ("details" in body) order.details = text(body["details"]);
  setStatus(world, order, letter, world.now(), toldBy(body));
  const flags = ["notify_user", "notify_department", "notify_vendor"];
  const fields = ["status", "notes", "details", "products", "payment_id", "shipping_id", "user_id", "user_data"];
  ignoreOthers(asked, [...fields, ...flags]);
  return found({ order_id: String(order.orderId) });
}

export const orderRoutes = (world: World) => ({
  list: (asked: Asked): Reply => list(world, asked),
  read: (asked: Asked): Reply => found(orderDocument(orderOf(world, asked), world)),
  create: (asked: Asked): Reply => create(world, asked),
  update: (asked: Asked): Reply => update(world, asked),
  delete(asked: Asked): Reply {
    world.orders.delete(orderOf(world, asked).orderId);
    return { status: 204 };
  },
});
