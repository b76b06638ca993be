import type { Json, OrderJson } from "#sandbox/woocommerce/documents.ts";
import { microOf, ofCents, roundToCents, sixDecimals, sum, withoutVat } from "./amounts.ts";
import type { Assortment, TaxClass } from "./assortments.ts";
import type { Person } from "./people.ts";
import type { Chance } from "./random.ts";

export interface Line extends Json {
  id: number;
  name: string;
  quantity: number;
  tax_class: string;
  total: string;
  total_tax: string;
  taxes: { id: number; total: string; subtotal: string }[];
}

export interface TaxLine extends Json {
  rate_id: number;
  rate_percent: number;
  tax_total: string;
  shipping_tax_total: string;
}

export const linesOf = (order: OrderJson): Line[] => order["line_items"] as Line[];
export const taxLinesOf = (order: OrderJson): TaxLine[] => order["tax_lines"] as TaxLine[];

/** Writes the customer over whoever placed the recorded order. */
export function placeFor(order: OrderJson, person: Person, language: string): void {
  const address = {
    first_name: person.firstName,
    last_name: person.lastName,
    company: person.company,
    address_1: person.street,
    address_2: "",
    city: person.city,
    state: "",
    postcode: person.postcode,
    country: person.country,
    phone: person.phone,
  };
  order["billing"] = { ...address, email: person.email };
  order["shipping"] = address;
  order.customer_id = 0;
  // Translation plugins keep the customer's language so.
  order.meta_data = [...order.meta_data, { id: 1, key: "wpml_language", value: language }];
}

/**
 * Puts other products and quantities on the lines, keeping rates and shipping, and adds up again as a shop with prices including VAT does:
 * net per line with six decimals, VAT per line in cents (woocommerce.md section 4). Only for orders without discounts or fees.
 */
export function restock(order: OrderJson, assortment: Assortment, chance: Chance): void {
  const rates = new Map(taxLinesOf(order).map((line) => [line.rate_id, line]));
  const vatByRate = new Map<number, bigint>();
  for (const line of linesOf(order)) {
    const rateId = line.taxes[0]?.id ?? 0;
    const percent = rates.get(rateId)?.rate_percent ?? 0;
    const product = chance.pick(assortment[line.tax_class as TaxClass]);
    const quantity = chance.next() < 0.7 ? 1 : chance.between(2, 4);
    const gross = ofCents(product.cents * quantity);
    const net = withoutVat(gross, percent);
    const vat = roundToCents(gross - net);
    Object.assign(line, {
      name: product.name,
      sku: product.sku,
      global_unique_id: "",
      quantity,
      price: Number(sixDecimals(net)) / quantity,
      subtotal: sixDecimals(net),
      total: sixDecimals(net),
      subtotal_tax: sixDecimals(vat),
      total_tax: sixDecimals(vat),
      taxes: [{ id: rateId, total: sixDecimals(gross - net), subtotal: sixDecimals(gross - net) }],
      meta_data: [],
    });
    vatByRate.set(rateId, (vatByRate.get(rateId) ?? 0n) + vat);
  }
  for (const [rateId, vat] of vatByRate) {
    const line = rates.get(rateId);
    if (line !== undefined) line.tax_total = sixDecimals(vat);
  }
  addUp(order);
}

/** The totals of the order from its lines. */
export function addUp(order: OrderJson): void {
  const lines = linesOf(order);
  const cartTax = sum(lines.map((line) => microOf(line.total_tax)));
  const shipping = microOf(order["shipping_total"] as string);
  const shippingTax = microOf(order["shipping_tax"] as string);
  const nets = sum(lines.map((line) => microOf(line.total)));
  order["cart_tax"] = sixDecimals(cartTax);
  order["total_tax"] = sixDecimals(cartTax + shippingTax);
  order.total = sixDecimals(roundToCents(nets + cartTax + shipping + shippingTax));
}

/** Moves the order to a moment; its payment follows a minute later when it was paid. Local times are the shop's. */
export function placeAt(order: OrderJson, at: Temporal.ZonedDateTime): void {
  const paid = at.add({ minutes: 1 });
  const stamp = (moment: Temporal.ZonedDateTime) => ({
    local: moment.toPlainDateTime().toString({ smallestUnit: "second" }),
    gmt: moment.withTimeZone("UTC").toPlainDateTime().toString({ smallestUnit: "second" }),
  });
  const created = stamp(at);
  const last = stamp(order.date_paid === null ? at : paid);
  order.date_created = created.local;
  order.date_created_gmt = created.gmt;
  order.date_modified = last.local;
  order.date_modified_gmt = last.gmt;
  if (order.date_paid !== null) {
    order.date_paid = last.local;
    order.date_paid_gmt = last.gmt;
  }
  if (order.date_completed !== null) {
    order.date_completed = last.local;
    order.date_completed_gmt = last.gmt;
  }
}
