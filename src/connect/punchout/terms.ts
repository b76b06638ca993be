import { z } from "zod";

/** What one supplier's shop does its own way. Everything has a default: most shops need none of it. */
export const PunchoutTerms = z.object({
  /** `one`: the shop fills PRICEUNIT although its PRICE is already for one unit. */
  pricePer: z.enum(["priceunit", "one"]).default("priceunit"),
  /** False: a line at 0 comes without a price, to be asked. */
  allowZeroPrice: z.boolean().default(false),
  /** `comma`: the shop writes 1.234,56. With `dot` a lone comma is still read, and told. */
  decimalMark: z.enum(["dot", "comma"]).default("dot"),
  /** The character set we asked for when the shop was opened (`http_content_charset`). */
  sentCharset: z.string().nullable().default(null),
  /** Item codes of this shop that are contributions or charges, with or without SERVICE. */
  charges: z.record(z.string(), z.enum(["contribution", "charge"])).default({}),
  /** `yes`: PRICE holds what the shop also shows as contributions on lines of their own. */
  priceIncludesSurcharges: z.enum(["unknown", "yes", "no"]).default("unknown"),
  /** Rec 20 codes of the shop's own unit words, by `unitWord`. */
  learntUnits: z.record(z.string(), z.string()).default({}),
  /** The free field in which the shop puts the percentage of VAT, if it does. */
  vatField: z.enum(["none", "CUST_FIELD1", "CUST_FIELD2", "CUST_FIELD3", "CUST_FIELD4", "CUST_FIELD5"]).default("none"),
  /** For a shop that leaves the currency out. Null: such a line is refused. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
});
export type PunchoutTerms = z.infer<typeof PunchoutTerms>;

/** Codes that mean a contribution or a charge on a line marked as a service, at any supplier. */
const usualCharges: ReadonlyMap<string, "contribution" | "charge"> = new Map([
  ...["RECUPEL", "BEBAT", "AUVIBEL", "SABAM", "ECOTAX", "ECO", "AEO", "VERWIJDERINGSBIJDRAGE", "DEEE"].map(
    (code) => [code, "contribution"] as const,
  ),
  ...["FREIGHT", "TRANSPORT", "VRACHT", "PORT", "FC", "MAC", "CAI", "SHIPPING"].map(
    (code) => [code, "charge"] as const,
  ),
]);

/** What a line is. The supplier's own list holds always, the usual codes only when the shop says it is a service. */
export function lineKind(
  key: string,
  isService: boolean,
  { charges }: Pick<PunchoutTerms, "charges">,
): "item" | "contribution" | "charge" {
  const code = key.trim().toUpperCase();
  const own = Object.entries(charges).find(([given]) => given.trim().toUpperCase() === code)?.[1];
  return own ?? (isService ? usualCharges.get(code) : undefined) ?? "item";
}
