/** Everything of the API but orders and products: what the merchant set up, options, users and shipments. */
import {
  entriesOf,
  found,
  like,
  listed,
  parameter,
  parameters,
  text,
  whole,
  type Asked,
  type Json,
  type Reply,
} from "./asked.ts";
import type { Combination, Option } from "./catalog.ts";
import { lineOf } from "./orders.ts";
import { missing, Refused } from "./refusals.ts";
import type { Category, Feature, Payment, Status, Tax } from "./shop-data.ts";
import type { NewUser, User } from "./users.ts";
import type { Shipment, World } from "./world.ts";

interface Shelf<T> {
  readonly noun: string;
  readonly rows: (asked: Asked) => readonly T[];
  readonly idOf: (row: T) => string;
  readonly show: (row: T) => Json;
  /** Under which a PUT answers the id; default `id`. */ readonly idName?: string;
  /** What a PUT of it takes over. */ readonly write?: Readonly<Record<string, (row: T, given: unknown) => void>>;
}

interface ShelfRoutes {
  readonly list: (asked: Asked) => Reply;
  readonly read: (asked: Asked) => Reply;
  readonly update: (asked: Asked) => Reply;
}

function shelf<T>(world: World, { noun, rows, idOf, show, idName = "id", write = {} }: Shelf<T>): ShelfRoutes {
  const one = (asked: Asked): T => {
    const row = rows(asked).find((candidate) => idOf(candidate) === asked.id);
    if (row === undefined) throw new Refused(404);
    return row;
  };
  return {
    list: (asked) =>
      listed(asked, world.settings, { noun, rows: rows(asked), idOf, show, sortBy: "id", sortOrder: "asc" }),
    read: (asked) => found(show(one(asked))),
    update(asked) {
      const row = one(asked);
      for (const [name, given] of Object.entries(asked.body)) {
        if (name in write) write[name]?.(row, given);
        else asked.ignore(name);
      }
      return found({ [idName]: idOf(row) });
    },
  };
}

const statusDocument = (status: Status): Json => ({
  ...{ status_id: String(status.statusId), status: status.letter, type: status.type, description: status.name },
  params: { inventory: status.inventory, notify: status.notify ? "Y" : "N" },
  is_default: status.isDefault ? "Y" : "N",
});
const paymentDocument = (payment: Payment): Json => ({
  ...{ payment_id: String(payment.paymentId), payment: payment.name, processor: payment.processor },
  ...{ a_surcharge: payment.fixed, p_surcharge: payment.percent, surcharge_title: "" },
  ...{ tax_ids: payment.taxIds.map(String), status: payment.status },
});
/** Without the percentage: that stands in orders only (contract section 11, 11). */
const taxDocument = (tax: Tax): Json => ({
  ...{ tax_id: String(tax.taxId), tax: tax.name, regnumber: tax.regnumber, priority: "0" },
  ...{ price_includes_tax: tax.included ? "Y" : "N", display_including_tax: "N" },
  ...{ address_type: tax.addressType, status: "A" },
});
const categoryDocument = ({ categoryId, name, parentId, status }: Category): Json => ({
  ...{ category_id: String(categoryId), category: name, parent_id: String(parentId), status },
});
const combinationDocument = ({ hash, productId, code, choice, amount }: Combination): Json => ({
  ...{ combination_hash: hash, product_id: String(productId), product_code: code, combination: choice },
  amount: String(amount),
});
const optionDocument = ({ optionId, productId, name, variants }: Option): Json => ({
  ...{ option_id: String(optionId), product_id: String(productId), option_name: name },
  variants: Object.fromEntries(
    variants.map((variant) => [
      variant.variantId,
      { variant_id: String(variant.variantId), variant_name: variant.name },
    ]),
  ) as Json,
});
const userDocument = (user: User): Json => ({
  ...{ user_id: String(user.userId), user_type: user.type, email: user.email, firstname: user.firstname },
  ...{ lastname: user.lastname, company_id: String(user.companyId), status: user.status },
});
const shipmentDocument = (shipment: Shipment): Json => ({
  ...{ shipment_id: String(shipment.shipmentId), order_id: String(shipment.orderId) },
  ...{ shipping_id: String(shipment.shippingId), carrier: shipment.carrier, comments: shipment.comments },
  ...{ tracking_number: shipment.trackingNumber, shipment_timestamp: String(shipment.timestamp) },
  products: Object.fromEntries(Object.entries(shipment.products).map(([item, pieces]) => [item, String(pieces)])),
});

/** The product whose options are asked for; without one there is nothing to show. */
function productOf(world: World, asked: Asked) {
  const given = parameter(asked, "product_id");
  if (given === "") throw missing("product_id");
  const product = world.catalog.products.get(whole(given));
  if (product === undefined) throw new Refused(404);
  if (asked.companyId !== null && product.companyId !== asked.companyId) throw new Refused(403);
  return product;
}

/** The one that is asked for by its hash, or those of a product. */
function combinationsOf(world: World, asked: Asked): readonly Combination[] {
  if (world.settings.variants === "variations") return [];
  if (asked.id === "") return productOf(world, asked).combinations;
  const combination = world.catalog.combination(asked.id);
  if (combination === undefined) return [];
  const product = world.catalog.products.get(combination.productId);
  if (asked.companyId !== null && product?.companyId !== asked.companyId) throw new Refused(403);
  return [combination];
}

function usersOf(world: World, asked: Asked): User[] {
  const email = parameter(asked, "email");
  const fits = like(email);
  const wanted = parameters(asked, "user_ids");
  return world.users.list.filter(
    (user) =>
      (asked.companyId === null || user.companyId === asked.companyId) &&
      (email === "" || fits(user.email)) &&
      (wanted.length === 0 || wanted.includes(String(user.userId))),
  );
}

function createUser(world: World, { body, companyId }: Asked): Reply {
  const absent = ["email", "user_type", "company_id", "status"].find((name) => text(body[name]) === "");
  if (absent !== undefined) throw missing(absent);
  const email = text(body["email"]);
  if (world.users.withEmail(email) !== undefined) throw new Refused(400, "The email is already in use");
  const type = (["A", "V", "C"] as const).find((one) => one === body["user_type"]);
  if (type === undefined) throw new Refused(400, "The field 'user_type' is wrong");
  const user: NewUser = {
    ...{ type, email, companyId: companyId ?? whole(body["company_id"]), status: body["status"] === "D" ? "D" : "A" },
    ...{ firstname: text(body["firstname"]), lastname: text(body["lastname"]) },
    password: "password" in body ? text(body["password"]) : null,
    fields: Object.fromEntries(Object.entries(body).map(([name, value]) => [name, text(value)])),
  };
  const { userId, profileId } = world.users.add(user);
  return { status: 201, body: { user_id: userId, profile_id: profileId } };
}

const places = ["firstname", "lastname", "address", "address_2", "city", "state", "zipcode", "country", "phone"];
const general = [
  ...["firstname", "lastname", "company", "phone"],
  ...["b", "s"].flatMap((prefix) => places.map((name) => `${prefix}_${name}`)),
];
/** `PUT /users` stands in no documentation [inferred]: what is sent is taken over, an empty text as well. */
const userWrites = Object.fromEntries(
  general.map((name) => [
    name,
    (user: User, given: unknown): void => {
      user.fields = { ...user.fields, [name]: text(given) };
      if (name === "firstname" || name === "lastname") user[name] = text(given);
    },
  ]),
);

function createShipment(world: World, { body, companyId }: Asked): Reply {
  const absent = ["order_id", "shipping_id", "products"].find((name) => !(name in body));
  if (absent !== undefined) throw missing(absent);
  const order = world.orders.get(whole(body["order_id"]));
  if (order === undefined) throw new Refused(400, `There is no order ${text(body["order_id"])}`);
  if (companyId !== null && order.companyId !== companyId) throw new Refused(403);
  const pieces = entriesOf(body["products"]).map(([item, given]) => [item, whole(given)] as const);
  if (pieces.length === 0) throw missing("products");
  for (const [item, count] of pieces) {
    const left = (lineOf(order, item)?.amount ?? 0) - (order.shipped.get(item) ?? 0);
    if (count < 1 || count > left) throw new Refused(400, `Of item ${item} ${left} are left to ship`);
  }
  for (const [item, count] of pieces) order.shipped.set(item, (order.shipped.get(item) ?? 0) + count);
  const shipmentId = world.shipments.length + 1;
  world.shipments.push({
    ...{ shipmentId, orderId: order.orderId, shippingId: whole(body["shipping_id"]), carrier: text(body["carrier"]) },
    ...{ trackingNumber: text(body["tracking_number"]), comments: text(body["comments"]) },
    ...{ products: Object.fromEntries(pieces), timestamp: world.now() },
  });
  order.shipmentIds.push(shipmentId);
  order.updatedAt = world.now();
  return { status: 201, body: { shipment_id: shipmentId } };
}

export function otherRoutes(world: World) {
  const { data, catalog } = world;
  const shipmentsOf = (asked: Asked): Shipment[] => {
    const wanted = parameter(asked, "order_id");
    return world.shipments.filter(
      ({ orderId }) =>
        (wanted === "" || String(orderId) === wanted) &&
        (asked.companyId === null || world.orders.get(orderId)?.companyId === asked.companyId),
    );
  };
  return {
    statuses: shelf<Status>(world, {
      ...{ noun: "statuses", rows: () => data.statuses, show: statusDocument },
      idOf: ({ statusId }) => String(statusId),
    }),
    payments: shelf<Payment>(world, {
      ...{ noun: "payments", rows: () => data.payments, show: paymentDocument },
      idOf: ({ paymentId }) => String(paymentId),
    }),
    taxes: shelf<Tax>(world, {
      ...{ noun: "taxes", rows: () => data.taxes, show: taxDocument, idOf: ({ taxId }) => String(taxId) },
    }),
    categories: shelf<Category>(world, {
      ...{ noun: "categories", rows: () => data.categories, show: categoryDocument },
      idOf: ({ categoryId }) => String(categoryId),
    }),
    combinations: shelf<Combination>(world, {
      ...{ noun: "combinations", rows: (asked) => combinationsOf(world, asked), show: combinationDocument },
      idOf: ({ hash }) => hash,
      write: {
        amount: (row, given) => catalog.move(row, whole(given) - row.amount, { cause: "api" }),
        product_code: (row, given) => void (row.code = text(given)),
      },
    }),
    options: shelf<Option>(world, {
      ...{ noun: "options", rows: (asked) => productOf(world, asked).options, show: optionDocument },
      idOf: ({ optionId }) => String(optionId),
      write: { option_name: (row, given) => void (row.name = text(given)) },
    }),
    exceptions: shelf(world, {
      ...{ noun: "exceptions", rows: (asked) => productOf(world, asked).exceptions },
      idOf: ({ exceptionId }) => String(exceptionId),
      show: ({ exceptionId, choice }): Json => ({ exception_id: String(exceptionId), combination: choice }),
    }),
    features: shelf<Feature>(world, {
      noun: "features",
      rows: (asked) =>
        parameter(asked, "product_id") === ""
          ? data.features
          : data.features.filter(({ featureId }) => String(featureId) in productOf(world, asked).features),
      idOf: ({ featureId }) => String(featureId),
      show: ({ featureId, description, type }) => ({ feature_id: String(featureId), description, feature_type: type }),
      write: { description: (row, given) => void (row.description = text(given)) },
    }),
    users: shelf<User>(world, {
      ...{ noun: "users", rows: (asked) => usersOf(world, asked), show: userDocument },
      idOf: ({ userId }) => String(userId),
      ...{ idName: "user_id", write: userWrites },
    }),
    createUser: (asked: Asked): Reply => createUser(world, asked),
    shipments: shelf<Shipment>(world, {
      ...{ noun: "shipments", rows: shipmentsOf, show: shipmentDocument },
      idOf: ({ shipmentId }) => String(shipmentId),
    }),
    createShipment: (asked: Asked): Reply => createShipment(world, asked),
  };
}
