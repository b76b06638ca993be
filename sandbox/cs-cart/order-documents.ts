/** An order as the API shows it: the header of a list and the whole (contract sections 5, 6 and 12). */
import type { Json } from "./asked.ts";
import type { PricedLine } from "./cart.ts";
import { divided, float, money, scaled, sum, type Cents } from "./cents.ts";
import type { Address, Order } from "./orders.ts";
import type { OrderTax } from "./taxes.ts";
import type { World } from "./world.ts";

const countries: Readonly<Record<string, string>> = {
  ...{ BE: "België", NL: "Nederland", DE: "Duitsland", FR: "Frankrijk", LU: "Luxemburg" },
  ...{ GB: "Verenigd Koninkrijk", US: "Verenigde Staten" },
};

export function orderHeader(order: Order): Json {
  const { person } = order;
  return {
    ...{ order_id: String(order.orderId), issuer_id: null, user_id: String(person.userId) },
    ...{ is_parent_order: order.isParent ? "Y" : "N", parent_order_id: String(order.parentOrderId) },
    ...{ company_id: String(order.companyId), timestamp: String(order.timestamp) },
    ...{ firstname: person.firstname, lastname: person.lastname, email: person.email, phone: person.phone },
    ...{ status: order.status, total: money(order.cart.total) },
    ...{ invoice_id: order.invoiceId, credit_memo_id: order.creditMemoId },
  };
}

function addressFields(letter: "b" | "s", given: Address): [string, string][] {
  const fields = { ...given, state_descr: "", country_descr: countries[given.country] ?? given.country };
  return Object.entries(fields).map(([name, value]) => [`${letter}_${name}`, value]);
}

function appliesOf({ applies }: OrderTax): Json {
  const amounts = Object.fromEntries([...applies.amounts].map(([key, amount]) => [key, float(amount)]));
  if (applies.shape === "unit") return amounts;
  const goods = applies.bases.flatMap((of) => (of.kind === "P" ? [[of.itemId, true]] : []));
  const groups = applies.bases.flatMap((of) => (of.kind === "S" ? [[of.group, { [of.shippingId]: true }]] : []));
  return {
    ...amounts,
    items: { P: Object.fromEntries(goods) as Json, S: Object.fromEntries(groups) as Json },
  };
}

function taxDocument(one: OrderTax): Json {
  const { tax, rate, total } = one;
  return {
    ...{ description: tax.name, rate_type: tax.kind, rate_value: rate, regnumber: tax.regnumber, priority: "0" },
    ...{ price_includes_tax: tax.included ? "Y" : "N", tax_subtotal: float(total), applies: appliesOf(one) },
  };
}

/** VAT of one thing, as unit mode writes it down: all of it, and what comes on top. */
function vatAt({ cart }: Order, key: string): { readonly all: Cents; readonly added: Cents } {
  const parts = cart.taxes.flatMap(({ tax, applies }) =>
    applies.shape === "unit" ? [{ tax, amount: applies.amounts.get(key) ?? 0n }] : [],
  );
  return {
    all: sum(parts.map(({ amount }) => amount)),
    added: sum(parts.filter(({ tax }) => !tax.included).map(({ amount }) => amount)),
  };
}

function lineDocument(order: Order, line: PricedLine, shown: (amount: Cents) => number): Json {
  const vat = vatAt(order, `P_${line.itemId}`);
  const subtotal = line.price * BigInt(line.amount);
  const choice = line.options.map(({ optionId, variantId }) => [optionId, String(variantId)]);
  return {
    ...{ item_id: line.itemId, product_id: String(line.productId), product_code: line.code, product: line.name },
    ...{ price: money(line.price), amount: String(line.amount), base_price: float(line.base) },
    ...{ original_price: money(line.base), discount: float(line.discount) },
    // The trap of section 6.2: in unit mode VAT that comes on top is inside this subtotal.
    ...{ subtotal: float(subtotal + vat.added), display_subtotal: shown(subtotal + vat.added) },
    ...{ tax_value: float(vat.all), company_id: String(line.companyId) },
    extra: { product_options: Object.fromEntries(choice) as Json },
    product_options: line.options.map((option) => ({
      ...{ option_id: String(option.optionId), option_name: option.optionName },
      ...{ value: String(option.variantId), variant_name: option.variantName },
    })),
    shipped_amount: String(order.shipped.get(line.itemId) ?? 0),
  };
}

function certificateFields({ cart }: Order, { settings }: World): Json {
  const used = cart.redeemed.map(({ code, worth, cost }) =>
    settings.certificates === "map"
      ? ([code, { amount: money(worth), cost: float(cost) }] as const)
      : ([code, { gift_cert_code: code, cost: money(cost) }] as const),
  );
  const sold = cart.sold.map(({ key, code, amount, recipient }) => [
    key,
    { gift_cert_code: code, amount: money(amount), recipient, products: {} },
  ]);
  return {
    ...(used.length === 0
      ? {}
      : {
          use_gift_certificates:
            settings.certificates === "map" ? Object.fromEntries(used) : used.map(([, one]) => one),
        }),
    ...(sold.length === 0 ? {} : { gift_certificates: Object.fromEntries(sold) as Json }),
  };
}

export function orderDocument(order: Order, world: World): Json {
  const { cart, person } = order;
  const rate = world.settings.currencies[order.currency] ?? "1";
  const shown = (amount: Cents): number => float(divided(amount * scaled(rate, 6), 1_000_000n));
  const payment = world.data.payments.find(({ paymentId }) => paymentId === order.paymentId);
  const addedToShipping = sum(
    cart.shippings.map(({ group, shippingId }) => vatAt(order, `S_${group}_${shippingId}`).added),
  );
  const addedTaxes = sum(cart.taxes.filter(({ tax }) => !tax.included).map(({ total }) => total));
  const promotions = cart.promotions.map(({ promotionId, name }) => [promotionId, { name }]);
  const coupons = cart.promotions.flatMap(({ promotionId, coupon }) =>
    coupon === null ? [] : [[coupon, [String(promotionId)]]],
  );
  const { shippings } = cart;
  return {
    ...orderHeader(order),
    ...{ lang_code: person.language, secondary_currency: order.currency, company: person.company },
    ...(Object.fromEntries([...addressFields("b", person.billing), ...addressFields("s", person.shipping)]) as Json),
    fields: person.fields,
    ...{ subtotal: money(cart.subtotal), discount: money(cart.discount) },
    ...{ subtotal_discount: money(cart.subtotalDiscount), shipping_cost: money(cart.shippingCost + addedToShipping) },
    ...{ payment_surcharge: money(cart.surcharge), tax_subtotal: float(addedTaxes) },
    ...{ display_subtotal: shown(cart.subtotal), display_shipping_cost: shown(cart.shippingCost + addedToShipping) },
    ...{ display_total: shown(cart.total), payment_id: String(order.paymentId) },
    payment_method: {
      ...{ payment_id: String(order.paymentId), payment: payment?.name ?? "", processor: payment?.processor ?? "" },
    },
    payment_info: order.transactionId === null ? {} : { transaction_id: order.transactionId },
    shipping_ids: shippings.map(({ shippingId }) => shippingId).join(","),
    shipping: shippings.map(({ shippingId, name, rate: cost, group }) => ({
      ...{ shipping_id: String(shippingId), shipping: name, rate: float(cost), group_key: group },
    })),
    shipment_ids: order.shipmentIds.map(String),
    need_shipment: cart.lines.some(({ itemId, amount }) => (order.shipped.get(itemId) ?? 0) < amount),
    products: Object.fromEntries(cart.lines.map((line) => [line.itemId, lineDocument(order, line, shown)])),
    taxes: Object.fromEntries(cart.taxes.map((one) => [one.tax.taxId, taxDocument(one)])),
    tax_exempt: person.taxExempt ? "Y" : "N",
    ...{ notes: order.notes, details: order.details },
    promotion_ids: cart.promotions.map(({ promotionId }) => promotionId).join(","),
    promotions: Object.fromEntries(promotions) as Json,
    coupons: Object.fromEntries(coupons) as Json,
    ...certificateFields(order, world),
  };
}
