import { add, compare, equals, isPositive, isZero, subtract, text, zero, type Amount } from "#domain/amount.ts";
import { hasMoney, type DocumentDraft, type DocumentLine } from "#domain/document.ts";
import type { Order } from "#domain/order.ts";
import type { Address } from "#domain/party.ts";
import type { Decision } from "./decide.ts";
import { isCalledOff } from "./fingerprint.ts";

/** What stands on a document of an order. */
export type Standing = Pick<
  DocumentDraft,
  "currency" | "buyer" | "deliverTo" | "lines" | "allowanceCharges" | "vat" | "totals"
>;

export const driftFields = [
  "status",
  "currency",
  "buyerName",
  "buyerContact",
  "buyerAddress",
  "buyerVat",
  "deliverTo",
  "lineAdded",
  "lineRemoved",
  "lineName",
  "lineQuantity",
  "linePrice",
  "lineVat",
  "lineAmount",
  "shipping",
  "allowances",
  "vat",
  "netTotal",
  "total",
  "refunds",
  "paid",
] as const;
export type DriftField = (typeof driftFields)[number];

/** A value as it is to be said: `none` stands for what is not there at all. */
export type Said =
  | { readonly as: "none" }
  | { readonly as: "text"; readonly text: string }
  | { readonly as: "amount"; readonly amount: Amount; readonly currency: string }
  | { readonly as: "quantity"; readonly quantity: Amount }
  | { readonly as: "percent"; readonly percent: Amount }
  | { readonly as: "status"; readonly status: "current" | "stopped" | "cancelled" | "gone" }
  | { readonly as: "credits" | "refunds"; readonly count: number };

export interface Difference {
  readonly field: DriftField;
  /** Name of the line, or the rate with its country; empty where the field says enough. */
  readonly about: string;
  readonly was: Said;
  readonly now: Said;
  /** Now less was, of amounts in one currency. */
  readonly by: Amount | null;
}

/** The order as its shop has it now; null when it has none any more. */
export interface OrderNow {
  readonly order: Order | null;
  readonly decision: Decision | null;
  readonly isPaid: boolean;
}

/** Beside the document itself: what came in for it, and how many refunds were credited. Not known of an outside package. */
export interface AroundDocument {
  readonly received: Amount;
  readonly credits: number;
}

const none: Said = { as: "none" };
const said = (of: string): Said => (of === "" ? none : { as: "text", text: of });

/** In one line, as on an envelope. */
const addressText = (address: Address | null): string =>
  address === null
    ? ""
    : [
        address.name,
        address.streetName,
        address.additionalStreetName,
        `${address.postalZone} ${address.cityName}`.trim(),
        address.countryCode,
      ]
        .filter((part) => part !== "")
        .join(", ");

const worth = ({ totals }: Standing): Amount => add(totals.taxInclusiveAmount, totals.payableRoundingAmount);

/** Pure: what an issued document says that its order, decided upon anew, would not say now. In the order in which people read a document. */
export function driftOf(was: Standing, now: OrderNow, around: AroundDocument | null): Difference[] {
  const { order, decision } = now;
  if (order === null) return [statusOf("gone")];
  const found: Difference[] = [];
  if (order.phase === "cancelled" || order.phase === "deleted") found.push(statusOf("cancelled"));
  else if (isCalledOff(order)) found.push(statusOf("stopped"));
  // What makes no document now still has a buyer, a currency and a total.
  const next = decision?.kind === "document" ? decision.draft : null;
  if (was.currency !== order.currency) found.push(textual("currency", was.currency, order.currency));
  found.push(...partiesOf(was, next ?? order));
  if (next !== null) found.push(...contentOf(was, next));
  else if (!equals(worth(was), order.total) || was.currency !== order.currency)
    found.push(money("total", "", worth(was), was.currency, order.total, order.currency));
  if (around === null) return found;
  const credits = around.credits;
  const refunds = order.refundIds.length;
  if (credits !== refunds)
    found.push({
      field: "refunds",
      about: "",
      was: { as: "credits", count: credits },
      now: { as: "refunds", count: refunds },
      by: null,
    });
  const paidThere = now.isPaid ? order.total : zero;
  // Money that was not given back yet is no news of the shop: only whether it was paid at all.
  if (isPositive(around.received) !== now.isPaid && !isZero(order.total))
    found.push(money("paid", "", around.received, was.currency, paidThere, order.currency));
  return found;
}

const statusOf = (status: "stopped" | "cancelled" | "gone"): Difference => ({
  field: "status",
  about: "",
  was: { as: "status", status: "current" },
  now: { as: "status", status },
  by: null,
});

const textual = (field: DriftField, was: string, now: string, about = ""): Difference => ({
  field,
  about,
  was: said(was),
  now: said(now),
  by: null,
});

const money = (
  field: DriftField,
  about: string,
  was: Amount,
  wasIn: string,
  now: Amount,
  nowIn: string,
): Difference => ({
  field,
  about,
  was: { as: "amount", amount: was, currency: wasIn },
  now: { as: "amount", amount: now, currency: nowIn },
  by: wasIn === nowIn ? subtract(now, was) : null,
});

function partiesOf(was: Standing, now: Pick<DocumentDraft, "buyer" | "deliverTo">): Difference[] {
  const texts: readonly (readonly [DriftField, string, string])[] = [
    ["buyerName", was.buyer.name, now.buyer.name],
    ["buyerContact", was.buyer.contactName, now.buyer.contactName],
    ["buyerAddress", addressText(was.buyer.address), addressText(now.buyer.address)],
    ["buyerVat", was.buyer.vatIdentifier, now.buyer.vatIdentifier],
    ["deliverTo", addressText(was.deliverTo), addressText(now.deliverTo)],
  ];
  return texts.filter(([, before, after]) => before !== after).map(([field, ...both]) => textual(field, ...both));
}

interface Pair {
  readonly was: DocumentLine | null;
  readonly now: DocumentLine | null;
}

/** Lines of one source line at one rate belong together; what a person wrote anew is found by its code or name. */
function pairsOf(was: readonly DocumentLine[], now: readonly DocumentLine[]): Pair[] {
  const left = [...now];
  const take = (matches: (line: DocumentLine) => boolean): DocumentLine | null => {
    const at = left.findIndex(matches);
    return at === -1 ? null : (left.splice(at, 1)[0] ?? null);
  };
  const found = new Map<DocumentLine, DocumentLine>();
  const rules: readonly ((a: DocumentLine, b: DocumentLine) => boolean)[] = [
    (a, b) => a.sourceLineId !== "" && a.sourceLineId === b.sourceLineId && equals(a.vatRate, b.vatRate),
    (a, b) => a.sourceLineId !== "" && a.sourceLineId === b.sourceLineId,
    (a, b) =>
      a.kind === b.kind && a.sellersItemIdentifier !== "" && a.sellersItemIdentifier === b.sellersItemIdentifier,
    (a, b) => a.kind === b.kind && a.itemName === b.itemName,
  ];
  for (const isSame of rules)
    for (const line of was) {
      if (found.has(line)) continue;
      const match = take((other) => isSame(line, other));
      if (match !== null) found.set(line, match);
    }
  return [
    ...was.map((line): Pair => ({ was: line, now: found.get(line) ?? null })),
    ...left.map((line): Pair => ({ was: null, now: line })),
  ];
}

function contentOf(was: Standing, now: Standing): Difference[] {
  const [from, to] = [was.currency, now.currency];
  const found: Difference[] = pairsOf(was.lines.filter(hasMoney), now.lines.filter(hasMoney)).flatMap((pair) =>
    lineOf(pair, from, to),
  );
  const amounts: readonly (readonly [DriftField, Amount, Amount])[] = [
    ["allowances", allowed(was), allowed(now)],
    ["netTotal", was.totals.taxExclusiveAmount, now.totals.taxExclusiveAmount],
    ["total", worth(was), worth(now)],
  ];
  const [allowances, ...totals] = amounts
    .map((row) => ({ row, differs: from !== to || !equals(row[1], row[2]) }))
    .map(({ row: [field, before, after], differs }) => (differs ? [money(field, "", before, from, after, to)] : []));
  return [...found, ...(allowances ?? []), ...vatOf(was, now), ...totals.flat()];
}

const allowed = ({ totals }: Standing): Amount => subtract(totals.chargeTotalAmount, totals.allowanceTotalAmount);

function lineOf({ was, now }: Pair, from: string, to: string): Difference[] {
  const asAmount = (line: DocumentLine, currency: string): Said => ({
    as: "amount",
    amount: line.lineNetAmount,
    currency,
  });
  if (was === null)
    return now === null
      ? []
      : [{ field: "lineAdded", about: nameOf(now), was: none, now: asAmount(now, to), by: now.lineNetAmount }];
  if (now === null)
    return [
      {
        field: "lineRemoved",
        about: nameOf(was),
        was: asAmount(was, from),
        now: none,
        by: subtract(zero, was.lineNetAmount),
      },
    ];
  const about = was.itemName;
  const found: Difference[] = [];
  if (was.itemName !== now.itemName) found.push(textual("lineName", was.itemName, now.itemName, about));
  if (!equals(was.quantity, now.quantity))
    found.push({
      field: "lineQuantity",
      about,
      was: { as: "quantity", quantity: was.quantity },
      now: { as: "quantity", quantity: now.quantity },
      by: null,
    });
  if (was.kind === "item" && (from !== to || !equals(was.netPrice, now.netPrice)))
    found.push(money("linePrice", about, was.netPrice, from, now.netPrice, to));
  if (!equals(was.vatRate, now.vatRate))
    found.push({
      field: "lineVat",
      about,
      was: { as: "percent", percent: was.vatRate },
      now: { as: "percent", percent: now.vatRate },
      by: null,
    });
  if (from !== to || !equals(was.lineNetAmount, now.lineNetAmount))
    found.push(
      money(was.kind === "shipping" ? "shipping" : "lineAmount", about, was.lineNetAmount, from, now.lineNetAmount, to),
    );
  return found;
}

const nameOf = (line: DocumentLine): string =>
  equals(line.quantity, line.baseQuantity) ? line.itemName : `${text(line.quantity)} × ${line.itemName}`;

/** VAT per rate and country; a rate that only one of the two has is compared with nothing charged. */
function vatOf(was: Standing, now: Standing): Difference[] {
  const keys = new Map(
    [...was.vat, ...now.vat].map(({ vatCountry, vatRate, vatCategory }) => [
      `${vatCountry} ${text(vatRate)} ${vatCategory}`,
      { vatCountry, vatRate, vatCategory },
    ]),
  );
  return [...keys.values()]
    .toSorted((a, b) => compare(b.vatRate, a.vatRate))
    .flatMap((key) => {
      const chargedIn = ({ vat }: Standing): Amount =>
        vat.find(
          (line) =>
            line.vatCountry === key.vatCountry &&
            line.vatCategory === key.vatCategory &&
            equals(line.vatRate, key.vatRate),
        )?.taxAmount ?? zero;
      const [before, after] = [chargedIn(was), chargedIn(now)];
      if (was.currency === now.currency && equals(before, after)) return [];
      return [money("vat", `${text(key.vatRate)} ${key.vatCountry}`, before, was.currency, after, now.currency)];
    });
}
