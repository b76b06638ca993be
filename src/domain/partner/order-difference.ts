import { cents, equals, zero, type Amount } from "#domain/amount.ts";
import type { ChangeStatus } from "./order-change.ts";
import type { MessageDelivery, MessagePeriod, MessagePrice, OrderMessage, OrderMessageLine } from "./order-message.ts";

/** What of a line a partner would act on; that our own VAT rate moved says him nothing. */
export const lineFields = ["quantity", "unit", "item", "price", "requested", "note"] as const;
export type LineField = (typeof lineFields)[number];

export const orderFields = [
  "requested",
  "deliverTo",
  "note",
  "customerReference",
  "contractReference",
  "projectReference",
  "currency",
  "charges",
] as const;
export type OrderField = (typeof orderFields)[number];

export interface ChangedLine {
  readonly lineId: string;
  readonly fields: readonly LineField[];
  readonly before: OrderMessageLine;
  readonly after: OrderMessageLine;
}

/** What is other in an order than when it was sent. */
export interface OrderDifference {
  readonly fields: readonly OrderField[];
  readonly added: readonly OrderMessageLine[];
  readonly removed: readonly OrderMessageLine[];
  readonly changed: readonly ChangedLine[];
}

const sameAmount = (one: Amount | null, other: Amount | null): boolean =>
  one === null || other === null ? one === other : equals(one, other);
const samePrice = (one: MessagePrice | null, other: MessagePrice | null): boolean =>
  one === null || other === null
    ? one === other
    : equals(one.net, other.net) && equals(one.baseQuantity, other.baseQuantity);
const samePeriod = (one: MessagePeriod, other: MessagePeriod): boolean =>
  one.from === other.from && one.to === other.to;
const words = (text: string): string => text.trim().replaceAll(/\s+/g, " ");
const sameText = (one: string, other: string): boolean => words(one) === words(other);

/** By its codes; by its name only where neither line has a code: a name that was spelt better is no other article. */
function sameItem(one: OrderMessageLine, other: OrderMessageLine): boolean {
  const codes = ["gtin", "sellersItemIdentifier", "manufacturersItemIdentifier", "buyersItemIdentifier"] as const;
  const hasCode = codes.some((code) => one[code] !== "" || other[code] !== "");
  return hasCode ? codes.every((code) => sameText(one[code], other[code])) : sameText(one.itemName, other.itemName);
}

function changedFields(one: OrderMessageLine, other: OrderMessageLine): LineField[] {
  const same: Readonly<Record<LineField, boolean>> = {
    quantity: sameAmount(one.quantity, other.quantity),
    unit: (one.unitCode || one.writtenUnit) === (other.unitCode || other.writtenUnit),
    item: sameItem(one, other),
    price: samePrice(one.price, other.price),
    requested: samePeriod(one.requested, other.requested),
    note: sameText(one.note, other.note),
  };
  return lineFields.filter((field) => !same[field]);
}

const deliveryText = (delivery: MessageDelivery | null): string =>
  delivery === null
    ? ""
    : JSON.stringify([
        delivery.gln,
        ...[delivery.address.name, delivery.address.streetName, delivery.address.additionalStreetName].map(words),
        ...[delivery.address.postalZone, delivery.address.cityName, delivery.address.countryCode].map(words),
        ...[delivery.contactName, delivery.phone, delivery.email].map(words),
      ]);

const chargeTexts = ({ allowanceCharges }: OrderMessage): string =>
  JSON.stringify(allowanceCharges.map(({ kind, amount, reason }) => [kind, String(amount), words(reason)]));

/** What changed between what a partner has and what we have now. Lines are the same line by their id. */
export function orderDifference(before: OrderMessage, after: OrderMessage): OrderDifference {
  const earlier = new Map(before.lines.map((line) => [line.lineId, line]));
  const now = new Set(after.lines.map(({ lineId }) => lineId));
  const same: Readonly<Record<OrderField, boolean>> = {
    requested: samePeriod(before.requested, after.requested),
    deliverTo: deliveryText(before.deliverTo) === deliveryText(after.deliverTo),
    note: sameText(before.note, after.note),
    customerReference: sameText(before.customerReference, after.customerReference),
    contractReference: sameText(before.contractReference, after.contractReference),
    projectReference: sameText(before.projectReference, after.projectReference),
    currency: before.currency === after.currency,
    charges: chargeTexts(before) === chargeTexts(after),
  };
  return {
    fields: orderFields.filter((field) => !same[field]),
    added: after.lines.filter(({ lineId }) => !earlier.has(lineId)),
    removed: before.lines.filter(({ lineId }) => !now.has(lineId)),
    changed: after.lines.flatMap((line) => {
      const was = earlier.get(line.lineId);
      const fields = was === undefined ? [] : changedFields(was, line);
      return was === undefined || fields.length === 0
        ? []
        : [{ lineId: line.lineId, fields, before: was, after: line }];
    }),
  };
}

/** Nothing a partner would act on is other. */
export const isUnchanged = ({ fields, added, removed, changed }: OrderDifference): boolean =>
  fields.length + added.length + removed.length + changed.length === 0;

/** The lines of a change: all there are now and those taken out, each with what happened to it. */
export function changeLinesOf(
  before: OrderMessage,
  after: OrderMessage,
): (OrderMessageLine & { status: ChangeStatus })[] {
  const difference = orderDifference(before, after);
  const added = new Set(difference.added.map(({ lineId }) => lineId));
  const changed = new Set(difference.changed.map(({ lineId }) => lineId));
  const statusOf = (lineId: string): ChangeStatus => (added.has(lineId) ? "1" : changed.has(lineId) ? "3" : "4");
  return [
    ...after.lines.map((line) => ({ ...line, status: statusOf(line.lineId) })),
    // What is no longer ordered counts for nothing: the totals of a change are a sum over all its lines (T114-R008).
    ...difference.removed.map((line) => ({
      ...line,
      quantity: zero,
      lineNetAmount: line.lineNetAmount === null ? null : cents(zero),
      charges: [],
      status: "2" as const,
    })),
  ];
}
