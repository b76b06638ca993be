import { cents, text } from "#domain/amount.ts";
import { amountText, decimalText, percentText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import type { Difference, DriftField, Said } from "#flows/shop-orders/drift.ts";
import type { Reader } from "#api/reader.ts";

const labels = {
  status: "drift.field.status",
  currency: "drift.field.currency",
  buyerName: "drift.field.buyerName",
  buyerContact: "drift.field.buyerContact",
  buyerAddress: "drift.field.buyerAddress",
  buyerVat: "drift.field.buyerVat",
  deliverTo: "drift.field.deliverTo",
  lineAdded: "drift.field.lineAdded",
  lineRemoved: "drift.field.lineRemoved",
  lineName: "drift.field.lineName",
  lineQuantity: "drift.field.lineQuantity",
  linePrice: "drift.field.linePrice",
  lineVat: "drift.field.lineVat",
  lineAmount: "drift.field.lineAmount",
  shipping: "drift.field.shipping",
  allowances: "drift.field.allowances",
  vat: "drift.field.vat",
  netTotal: "drift.field.netTotal",
  total: "drift.field.total",
  refunds: "drift.field.refunds",
  paid: "drift.field.paid",
} as const satisfies Record<DriftField, string>;

const statuses = {
  current: "drift.status.current",
  stopped: "drift.status.stopped",
  cancelled: "drift.status.cancelled",
  gone: "drift.status.gone",
} as const;

/** A difference in the words of who reads it. */
export interface DifferenceText {
  readonly field: Difference["field"];
  readonly label: string;
  readonly was: string;
  readonly now: string;
  /** With its sign; null where nothing is to be subtracted. */
  readonly difference: string | null;
}

export function differenceText(
  { field, about, was, now, by }: Difference,
  currency: string,
  system: string,
  reader: Reader,
): DifferenceText {
  const label = textOf(labels[field], reader.language, { about: aboutText(field, about, reader) });
  return {
    field,
    label,
    was: saidText(was, system, reader),
    now: saidText(now, system, reader),
    difference: by === null ? null : amountText(text(cents(by)), currency, reader, true),
  };
}

/** A rate is kept as "21 BE": people read "21%", with the country where it is another one. */
function aboutText(field: Difference["field"], about: string, reader: Reader): string {
  if (field !== "vat") return about;
  const [rate = "0", country = ""] = about.split(" ");
  return country === reader.country || country === ""
    ? percentText(rate, reader)
    : `${percentText(rate, reader)} (${country})`;
}

function saidText(said: Said, system: string, reader: Reader): string {
  const { language } = reader;
  switch (said.as) {
    case "none":
      return textOf("drift.none", language);
    case "text":
      return said.text;
    case "amount":
      return amountText(text(said.amount), said.currency, reader);
    case "quantity":
      return decimalText(text(said.quantity), reader);
    case "percent":
      return percentText(text(said.percent), reader);
    case "status":
      return textOf(statuses[said.status], language, { system });
    case "credits":
      return textOf("drift.credits", language, { count: said.count });
    case "refunds":
      return textOf("drift.refunds", language, { count: said.count });
  }
}
