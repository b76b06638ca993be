/** VAT as the shop calculates it, in its two ways (contract section 6.1 and 6.2). */
import { divided, scaled, sum, type Cents } from "./cents.ts";
import type { Tax } from "./shop-data.ts";

/** Something VAT is owed on. */
export interface Base {
  readonly of:
    | { readonly kind: "P"; readonly itemId: string }
    | { readonly kind: "S"; readonly group: number; readonly shippingId: number }
    | { readonly kind: "PS"; readonly paymentId: number };
  /** Of one piece. */ readonly unit: Cents;
  readonly pieces: number;
  readonly taxIds: readonly number[];
}

export interface OrderTax {
  readonly tax: Tax;
  /** Of where the goods went. */ readonly rate: string;
  readonly total: Cents;
  readonly applies:
    | { readonly shape: "unit"; readonly amounts: ReadonlyMap<string, Cents> }
    | {
        readonly shape: "subtotal";
        readonly amounts: ReadonlyMap<Base["of"]["kind"], Cents>;
        readonly bases: readonly Base["of"][];
      };
}

/** A goods base is counted for `share[0]` out of `share[1]`. */
type Share = readonly [Cents, Cents];
const whole: Share = [1n, 1n];

function vatOf({ kind, included }: Tax, rate: string, base: Cents, pieces: number, [part, of]: Share): Cents {
  if (kind === "F") return divided(scaled(rate, 3), 10n) * BigInt(pieces);
  const thousandths = scaled(rate, 3);
  return divided(base * thousandths * part, (included ? 100_000n + thousandths : 100_000n) * of);
}

function keyOf(of: Base["of"]): string {
  if (of.kind === "P") return `P_${of.itemId}`;
  return of.kind === "S" ? `S_${of.group}_${of.shippingId}` : `PS_${of.paymentId}`;
}

function unitTax(tax: Tax, rate: string, bases: readonly Base[]): OrderTax {
  const amounts = new Map(
    bases.map(({ of, unit, pieces }) => [keyOf(of), vatOf(tax, rate, unit, 1, whole) * BigInt(pieces)]),
  );
  return { tax, rate, total: sum(amounts.values()), applies: { shape: "unit", amounts } };
}

function subtotalTax(tax: Tax, rate: string, bases: readonly Base[], goodsShare: Share): OrderTax {
  const amounts = new Map<Base["of"]["kind"], Cents>([
    ["P", 0n],
    ["S", 0n],
  ]);
  for (const [kind, ones] of Map.groupBy(bases, ({ of }) => of.kind)) {
    const base = sum(ones.map(({ unit, pieces }) => unit * BigInt(pieces)));
    const pieces = ones.reduce((count, one) => count + one.pieces, 0);
    amounts.set(kind, vatOf(tax, rate, base, pieces, kind === "P" ? goodsShare : whole));
  }
  const applies = { shape: "subtotal", amounts, bases: bases.map(({ of }) => of) } as const;
  return { tax, rate, total: sum(amounts.values()), applies };
}

export interface TaxPlace {
  readonly mode: "unit" | "subtotal";
  readonly country: Readonly<Record<"S" | "B", string>>;
  /** The part of the goods that is left after what goes off the whole order. */ readonly goodsShare: Share;
}

/** Every tax that anything is subject to there. In unit mode an order-level discount does not lower it. */
export function taxesOf(taxes: readonly Tax[], bases: readonly Base[], place: TaxPlace): OrderTax[] {
  return taxes.flatMap((tax) => {
    const rate = tax.rates[place.country[tax.addressType]] ?? tax.rates["*"];
    const subject = bases.filter(({ taxIds }) => taxIds.includes(tax.taxId));
    if (rate === undefined || subject.length === 0) return [];
    return [place.mode === "unit" ? unitTax(tax, rate, subject) : subtotalTax(tax, rate, subject, place.goodsShare)];
  });
}

/** VAT that comes on top of the prices. */
export const addedVat = (taxes: readonly OrderTax[]): Cents =>
  sum(taxes.filter(({ tax }) => !tax.included).map(({ total }) => total));
