/** Placing and recalculating: from what is wanted to an order with amounts, and the stock that goes with it. */
import { priced, type Cart, type CartLine, type ChosenOption, type Priced, type SoldCertificate } from "./cart.ts";
import { itemIdOf, type Product } from "./catalog.ts";
import type { Cents } from "./cents.ts";
import type { Order, Person } from "./orders.ts";
import { Refused } from "./refusals.ts";
import type { Payment, Shipping } from "./shop-data.ts";
import type { World } from "./world.ts";

export interface WantedLine {
  readonly product: Product;
  readonly options: readonly ChosenOption[];
  readonly amount: number;
  /** A price that was agreed before; else today's. */ readonly base?: Cents;
}
export interface Wanted {
  readonly person: Person;
  readonly lines: readonly WantedLine[];
  readonly sold: readonly SoldCertificate[];
  /** `null`: nothing is sent. */ readonly shippingId: number | null;
  readonly paymentId: number;
  readonly coupons: readonly string[];
  /** Gift certificates to pay with, and what is left on each. */ readonly certificates: ReadonlyMap<string, Cents>;
  readonly currency: string;
  readonly companyId: number;
  readonly at: number;
  readonly status: string;
  readonly notes: string;
  readonly details: string;
  readonly transactionId: string | null;
}

export function cartLine({ product, options, amount, base }: WantedLine, world: World): CartLine {
  const choice = Object.fromEntries(options.map(({ optionId, variantId }) => [optionId, variantId]));
  const stock = world.catalog.stockOf(product, options);
  const { productId, name, companyId, taxIds, price, code } = product;
  return {
    ...{ itemId: itemIdOf(productId, choice), productId, name, companyId, options, amount, base: base ?? price },
    taxIds: [...taxIds],
    code: stock?.code ?? code,
  };
}

export function paymentOf(world: World, paymentId: number): Payment {
  const payment = world.data.payments.find((one) => one.paymentId === paymentId && one.status === "A");
  if (payment === undefined) throw new Refused(400, `Payment ${paymentId} is not available`);
  return payment;
}

export function shippingOf(world: World, shippingId: number, country: string): Shipping {
  const shipping = world.data.shippings.find((one) => one.shippingId === shippingId);
  if (shipping === undefined || shipping.countries?.includes(country) === false) {
    throw new Refused(400, `Shipping ${shippingId} is not available for ${country || "this address"}`);
  }
  return shipping;
}

const inventoryOf = ({ data }: World, letter: string): "D" | "I" =>
  data.statuses.find(({ type, letter: one }) => type === "O" && one === letter)?.inventory ?? "D";

/** Whether orders of this status keep their goods off the stock. */
export const takesStock = (world: World, letter: string): boolean => inventoryOf(world, letter) === "D";

/** Moves the stock by what an order had and has now of each item. What nobody counts is left alone. */
export function moveGoods(
  { catalog }: World,
  orderId: number,
  before: readonly CartLine[],
  after: readonly CartLine[],
): void {
  const lines = new Map([...before, ...after].map((line) => [line.itemId, line]));
  for (const [itemId, { productId, options }] of lines) {
    const amountIn = (some: readonly CartLine[]): number =>
      some.reduce((total, line) => total + (line.itemId === itemId ? line.amount : 0), 0);
    const by = amountIn(before) - amountIn(after);
    const product = catalog.products.get(productId);
    const stock = product === undefined ? null : catalog.stockOf(product, options);
    if (stock !== null) catalog.move(stock, by, { cause: by < 0 ? "order" : "cancellation", orderId });
  }
}

function refuseWhatCannotBeBought({ catalog }: World, lines: readonly WantedLine[]): void {
  const wanted = new Map<object, number>();
  for (const { product, options, amount } of lines) {
    const { productId } = product;
    if (product.status === "D") throw new Refused(400, `Product ${productId} is not for sale`);
    if (!Number.isInteger(amount) || amount < 1) throw new Refused(400, `The amount of product ${productId} is wrong`);
    const isExcepted = product.exceptions.some(({ choice }) =>
      Object.entries(choice).every(([option, variant]) =>
        options.some(({ optionId, variantId }) => String(optionId) === option && variantId === variant),
      ),
    );
    if (isExcepted) throw new Refused(400, `This combination of product ${productId} is not for sale`);
    const stock = catalog.stockOf(product, options);
    if (stock === null) continue;
    const total = (wanted.get(stock) ?? 0) + amount;
    wanted.set(stock, total);
    if (stock.amount < total) throw new Refused(400, `Product ${productId} has not enough in stock`);
  }
}

function pricedCart(world: World, wanted: Wanted, lines: readonly WantedLine[], groups: number): Priced {
  const { person, shippingId, sold, coupons, certificates, paymentId } = wanted;
  const shipping = shippingId === null ? null : shippingOf(world, shippingId, person.shipping.country);
  const cart: Cart = {
    ...{ lines: lines.map((line) => cartLine(line, world)), sold, coupons, taxExempt: person.taxExempt },
    shippings: shipping === null ? [] : Array.from({ length: groups }, () => shipping),
    payment: paymentOf(world, paymentId),
    certificates,
    country: { S: person.shipping.country, B: person.billing.country },
  };
  return priced(cart, world.data, world.settings.taxMode);
}

interface Place {
  readonly companyId: number;
  readonly parentOrderId: number;
  readonly isParent: boolean;
}

function put(world: World, wanted: Wanted, cart: Priced, { companyId, parentOrderId, isParent }: Place): Order {
  const { person, currency, paymentId, coupons, transactionId, notes, details, at } = wanted;
  const status = isParent ? "T" : wanted.status;
  const order: Order = {
    ...{ orderId: world.orders.nextId(), companyId, parentOrderId, isParent, timestamp: at, updatedAt: at, status },
    ...{ person, currency, cart, paymentId, coupons, transactionId, notes, details, invoiceId: "", creditMemoId: "" },
    ...{ shipped: new Map(), shipmentIds: [], holdsStock: !isParent && takesStock(world, status) },
  };
  for (const { code, worth, cost } of cart.redeemed) world.certificates.set(code, worth - cost);
  for (const { code, amount } of cart.sold) world.certificates.set(code, amount);
  if (order.holdsStock) moveGoods(world, order.orderId, [], cart.lines);
  world.orders.put(order);
  return order;
}

/** The order, or of goods of several vendors the parent; its children carry the goods. */
export function place(world: World, wanted: Wanted): Order {
  if (wanted.lines.length === 0 && wanted.sold.length === 0) throw new Refused(400, "The cart is empty");
  if (takesStock(world, wanted.status)) refuseWhatCannotBeBought(world, wanted.lines);
  const vendors = Map.groupBy(wanted.lines, ({ product }) => product.companyId);
  if (world.settings.edition === "multi-vendor" && vendors.size > 1) {
    const all = pricedCart(world, wanted, wanted.lines, vendors.size);
    const parent = put(world, { ...wanted, certificates: new Map() }, all, {
      companyId: 0,
      parentOrderId: 0,
      isParent: true,
    });
    for (const [companyId, lines] of vendors) {
      const cart = pricedCart(world, wanted, lines, 1);
      put(world, wanted, cart, { companyId, parentOrderId: parent.orderId, isParent: false });
    }
    return parent;
  }
  const vendor = [...vendors.keys()][0];
  const companyId = world.settings.edition === "multi-vendor" && vendor !== undefined ? vendor : wanted.companyId;
  const cart = pricedCart(world, wanted, wanted.lines, 1);
  return put(world, wanted, cart, { companyId, parentOrderId: 0, isParent: false });
}

/** What of an order another one is wanted instead of. */
export interface Change {
  readonly lines: readonly WantedLine[];
  readonly paymentId?: number;
  readonly shippingId?: number;
  readonly person?: Person;
}

/** Calculates an order anew, with the promotions, shipping and taxes of today. */
export function recalculate(world: World, order: Order, change: Change, at: number): void {
  const person = change.person ?? order.person;
  const certificates = order.cart.redeemed.map(
    ({ code, cost }) => [code, (world.certificates.get(code) ?? 0n) + cost] as const,
  );
  const wanted: Wanted = {
    ...{ person, lines: change.lines, sold: order.cart.sold, currency: order.currency, companyId: order.companyId },
    shippingId: change.shippingId ?? order.cart.shippings[0]?.shippingId ?? null,
    paymentId: change.paymentId ?? order.paymentId,
    ...{ coupons: order.coupons, certificates: new Map(certificates), at, status: order.status },
    ...{ notes: order.notes, details: order.details, transactionId: order.transactionId },
  };
  const groups = Math.max(1, order.cart.shippings.length);
  const cart = pricedCart(world, wanted, change.lines, groups);
  if (order.holdsStock) moveGoods(world, order.orderId, order.cart.lines, cart.lines);
  for (const { code, worth, cost } of cart.redeemed) world.certificates.set(code, worth - cost);
  Object.assign(order, { cart, person, paymentId: wanted.paymentId, updatedAt: at });
  world.orders.changed();
}
