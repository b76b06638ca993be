/** What happens in the shop itself: customers buy and pay, the merchant changes, cancels and gives money back. */
import { cents } from "./cents.ts";
import { moveGoods, place, recalculate, takesStock, type WantedLine } from "./checkout.ts";
import type { Product } from "./catalog.ts";
import type { Address, Order, Person } from "./orders.ts";
import { Refused } from "./refusals.ts";
import type { Mail, World } from "./world.ts";

export interface Customer {
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  /** Two letters. */ readonly country: string;
  readonly company?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly zipcode?: string;
  readonly city?: string;
  /** Another address to deliver to. */
  readonly shipTo?: Partial<Address> & { readonly country: string };
  readonly vatNumber?: string;
  readonly taxExempt?: boolean;
  readonly userId?: number;
  readonly language?: string;
}
/** By code, or by id where a code is not enough; options and variants by name. */
export type NewLine = ({ readonly code: string } | { readonly productId: number }) & {
  readonly amount: number;
  readonly options?: Readonly<Record<string, string>>;
};
export interface NewOrder {
  readonly customer: Customer;
  readonly lines: readonly NewLine[];
  /** Default 12, Bancontact. */ readonly paymentId?: number;
  /** Default 1, Bpost; `null` for what is not sent. */ readonly shippingId?: number | null;
  readonly coupons?: readonly string[];
  /** Gift certificates bought. */
  readonly sell?: readonly { readonly code: string; readonly amount: string; readonly recipient: string }[];
  /** Gift certificates paid with. */ readonly redeem?: readonly string[];
  readonly currency?: string;
  readonly companyId?: number;
  readonly notes?: string;
  readonly details?: string;
  readonly transactionId?: string;
  /** Default O. N is a cart that was never finished. */ readonly status?: string;
  /** Unix seconds; default now. */ readonly at?: number;
}

function personOf(given: Customer): Person {
  const { email, firstname, lastname, company = "", phone = "" } = given;
  const billing: Address = {
    ...{ firstname, lastname, address: given.address ?? "Kerkstraat 1", address_2: "", city: given.city ?? "Gent" },
    ...{ state: "", zipcode: given.zipcode ?? "9000", country: given.country, phone },
  };
  return {
    ...{ userId: given.userId ?? 0, email, firstname, lastname, company, phone, billing },
    shipping: { ...billing, ...given.shipTo },
    fields: given.vatNumber === undefined ? {} : { "37": given.vatNumber },
    ...{ taxExempt: given.taxExempt ?? false, language: given.language ?? "nl" },
  };
}

function variantsOf(product: Product, names: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(
    product.options.flatMap(({ optionId, name, variants }) => {
      const variant = variants.find((one) => one.name === names[name]);
      return variant === undefined ? [] : [[String(optionId), variant.variantId]];
    }),
  );
}

/** Sets a status: moves stock as the new one says, and mails whom it is told to, else as the status says. */
export function setStatus(world: World, order: Order, letter: string, at: number, told?: readonly Mail["to"][]): void {
  const status = world.data.statuses.find((one) => one.type === "O" && one.letter === letter);
  if (status === undefined) throw new Refused(400, `There is no status '${letter}'`);
  order.updatedAt = at;
  const isNew = order.status !== letter;
  order.status = letter;
  const takes = takesStock(world, letter);
  if (takes !== order.holdsStock && !order.isParent) {
    const { lines } = order.cart;
    moveGoods(world, order.orderId, takes ? [] : lines, takes ? lines : []);
    order.holdsStock = takes;
  }
  const receivers = told ?? (status.notify ? ["customer" as const] : []);
  if (isNew) for (const to of receivers) world.mails.push({ at, orderId: order.orderId, to, status: letter });
  world.orders.changed();
}

export interface Counter {
  /** Returns the order, of several vendors the parent. Throws when it cannot be bought. */
  place(order: NewOrder): Order;
  /** To P, unless another status is given. */ pay(orderId: number, at?: number): void;
  cancel(orderId: number, at?: number): void;
  setStatus(orderId: number, letter: string, at?: number): void;
  /** All of it: status R with a credit memo. Of a refund in part the API shows nothing: that is an edit. */
  refund(orderId: number, at?: number): void;
  /** The merchant's own invoice number on it. */ invoice(orderId: number, invoiceId: string): void;
  /** Other quantities, by code; 0 takes a line away, a code that was not there adds one. Agreed prices stay. */
  edit(orderId: number, amounts: Readonly<Record<string, number>>, at?: number): void;
  delete(orderId: number): void;
  /** Counts a stock by hand: of a product, or of a combination by its code. */ count(
    code: string,
    amount: number,
  ): void;
  /** The merchant's own work on a product. */
  changeProduct(
    code: string,
    change: { name?: string; code?: string; price?: string; status?: Product["status"] },
  ): void;
  /** Puts a gift certificate into the world. */ issueCertificate(code: string, amount: string): void;
}

export function counterOf(world: World): Counter {
  let lastCreditMemo = 0;
  function order(orderId: number): Order {
    const found = world.orders.get(orderId);
    if (found === undefined) throw new RangeError(`The shop has no order ${orderId}`);
    return found;
  }
  function line({ amount, options = {}, ...which }: NewLine): WantedLine {
    const product = "code" in which ? world.catalog.withCode(which.code) : world.catalog.products.get(which.productId);
    if (product === undefined) throw new RangeError("The shop has no such product");
    return { product, amount, options: world.catalog.chosen(product, variantsOf(product, options)) };
  }
  const status = (orderId: number, letter: string, at = world.now()): void =>
    setStatus(world, order(orderId), letter, at);

  return {
    place: (given) =>
      place(world, {
        person: personOf(given.customer),
        lines: given.lines.map(line),
        sold: (given.sell ?? []).map(({ code, amount, recipient }) => ({
          ...{ key: `gc_${code}`, code, amount: cents(amount), recipient },
        })),
        shippingId: given.shippingId === undefined ? 1 : given.shippingId,
        ...{ paymentId: given.paymentId ?? 12, coupons: given.coupons ?? [] },
        certificates: new Map((given.redeem ?? []).map((code) => [code, world.certificates.get(code) ?? 0n])),
        ...{ currency: given.currency ?? world.settings.primaryCurrency, companyId: given.companyId ?? 1 },
        ...{ at: given.at ?? world.now(), status: given.status ?? "O" },
        ...{ notes: given.notes ?? "", details: given.details ?? "", transactionId: given.transactionId ?? null },
      }),
    pay: (orderId, at) => status(orderId, "P", at),
    cancel: (orderId, at) => status(orderId, "I", at),
    setStatus: status,
    refund(orderId, at) {
      lastCreditMemo += 1;
      order(orderId).creditMemoId = String(lastCreditMemo);
      status(orderId, "R", at);
    },
    invoice(orderId, invoiceId) {
      order(orderId).invoiceId = invoiceId;
    },
    edit(orderId, amounts, at = world.now()) {
      const found = order(orderId);
      const kept = found.cart.lines.flatMap((one): WantedLine[] => {
        const product = world.catalog.products.get(one.productId);
        const amount = amounts[one.code] ?? one.amount;
        return product === undefined || amount === 0 ? [] : [{ product, options: one.options, amount, base: one.base }];
      });
      const known = new Set(found.cart.lines.map(({ code }) => code));
      const added = Object.entries(amounts).filter(([code]) => !known.has(code));
      const lines = [...kept, ...added.map(([code, amount]) => line({ code, amount }))];
      recalculate(world, found, { lines }, at);
    },
    delete(orderId) {
      world.orders.delete(orderId);
    },
    count(code, amount) {
      const stock = world.catalog.combinationWithCode(code) ?? world.catalog.withCode(code);
      world.catalog.move(stock, amount - stock.amount, { cause: "merchant" });
    },
    changeProduct(code, { price, ...change }) {
      const product = world.catalog.withCode(code);
      Object.assign(product, change, price === undefined ? {} : { price: cents(price) });
      world.catalog.touched(product);
    },
    issueCertificate(code, amount) {
      world.certificates.set(code, cents(amount));
    },
  };
}
