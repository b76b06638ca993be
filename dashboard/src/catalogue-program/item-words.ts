import type { Format } from "#dashboard/words/format.ts";
import type { KeptItem } from "./device-database.ts";
import type { Say } from "./program-words.ts";

const units = ["C62", "MTR", "CMT", "MTK", "MTQ", "KGM", "LTR", "HUR", "PR", "SET", "RO", "BX", "PK"] as const;

/** A unit as people say it; one that has no word of ours by its code. */
export function unitWord(t: Say, code: string): string {
  const known = units.find((unit) => unit === code);
  return known === undefined ? code : t(`program.unit.${known}`);
}

export const measure = (t: Say, format: Format, quantity: string, unitCode: string): string =>
  `${format.decimal(quantity)} ${unitWord(t, unitCode)}`;

type Priced = Pick<KeptItem, "net" | "gross" | "basisQuantity" | "basisUnitCode" | "priceStatus" | "isListed">;

const money = (format: Format, amount: string, currency: string): string =>
  currency === "EUR" ? format.price(amount) : `${format.decimal(amount)} ${currency}`;

/** What it costs, for how much of it; null: the list does not say. */
export function priceWords(t: Say, format: Format, item: Priced, currency: string): string | null {
  const { net, gross, basisQuantity, basisUnitCode, priceStatus } = item;
  const isNet = priceStatus === "ok" && net !== null;
  const amount = isNet ? net : gross;
  if (amount === null) return null;
  const unit = unitWord(t, basisUnitCode);
  const basis = basisQuantity === "1" ? unit : `${format.decimal(basisQuantity)} ${unit}`;
  const price = money(format, amount, currency);
  return t("program.price.per", { price: isNet ? price : t("program.price.gross", { price }), basis });
}

/** What somebody should know before ordering it; null: nothing in particular. */
export function statusWords(
  t: Say,
  { priceStatus, isListed }: Pick<Priced, "priceStatus" | "isListed">,
): string | null {
  if (priceStatus !== "ok") return t(`program.status.${priceStatus}`);
  return isListed ? null : t("program.status.notListed");
}
