import { add, amount, cents, divide, subtract, sum, text, type Amount } from "./amount.ts";
import type { Order, OrderLinePart } from "./order.ts";

/** What people are shown of an order as its source has it, kept from the last time it was read. */
export interface SourceFacts {
  readonly customer: {
    readonly name: string;
    readonly contactName: string;
    readonly email: string;
    readonly phone: string;
    readonly vatIdentifier: string;
    readonly cityName: string;
    readonly countryCode: string;
  };
  /** As the source names it to its own customers. */
  readonly paymentMethod: string;
  readonly note: string;
  readonly lines: readonly SourceLine[];
  /** Its own VAT per rate; empty when it charged none. */
  readonly vat: readonly { readonly country: string; readonly rate: string; readonly taxAmount: string }[];
}

export interface SourceLine {
  readonly id: string;
  readonly kind: "item" | "shipping" | "charge";
  readonly name: string;
  readonly quantity: string;
  /** Without VAT, to the cent: what a line of a document is compared with. */
  readonly amount: string;
}

const one = amount("1");
const hundred = amount("100");

/** Only for comparing and showing: a document's own amounts are calculated per rate (calculation.ts), never per line. */
function netOf({ amount: given, taxAmount, vat }: OrderLinePart, pricesIncludeTax: boolean): Amount {
  if (!pricesIncludeTax || vat === null) return given;
  if (taxAmount !== null) return subtract(given, taxAmount);
  return divide(given, add(one, divide(vat.rate, hundred)));
}

export function sourceFactsOf(order: Order): SourceFacts {
  const { name, contactName, email, phone, vatIdentifier, address } = order.buyer;
  const { cityName, countryCode } = address;
  return {
    customer: { name, contactName, email, phone, vatIdentifier, cityName, countryCode },
    paymentMethod: order.payment.title || order.payment.method,
    note: order.note,
    lines: order.lines.map((line) => ({
      id: line.id,
      kind: line.kind,
      name: line.name,
      quantity: text(line.quantity),
      amount: text(cents(sum(line.parts.map((part) => netOf(part, order.pricesIncludeTax))))),
    })),
    vat: order.vat.map(({ country, rate, taxAmount }) => ({
      country,
      rate: text(rate),
      taxAmount: text(cents(taxAmount)),
    })),
  };
}
