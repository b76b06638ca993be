import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import { learntUnits } from "#connect/learnt-units.ts";

const Name = z.string().trim().max(100);
/** Names of fields are the shop's own; there is no discovery. */
const Field = z
  .string()
  .trim()
  .max(60)
  .regex(/^[^\s=&]*$/);
const NameAndValue = z
  .string()
  .trim()
  .regex(/^[^\s=&]{1,60}=.{0,500}$/);
const Codes = z.array(z.string().trim().min(1).max(100)).max(200).default([]);

/** Everything a shop does its own way; most shops need the first four. */
export const settings = z.object({
  address: z.url({ protocol: /^https?$/ }).meta({ placeholder: "https://shop.example/oci" }),
  userName: Name.default(""),
  customerNumber: Name.default(""),
  protocol: z.enum(["oci", "cxml"]).default("oci"),
  /** `get` puts the login in the address of the browser: only where the shop takes nothing else. */
  method: z.enum(["post", "get"]).default("post"),
  userField: Field.default("USERNAME"),
  passwordField: Field.min(1).default("PASSWORD"),
  customerField: Field.default("CUSTOMERNO"),
  organisation: Name.default(""),
  organisationField: Field.default("ORGANIZATION"),
  hookField: Field.min(1).default("HOOK_URL"),
  target: Field.default("_top"),
  ociVersion: z.enum(["none", "4.0", "5.0"]).default("4.0"),
  charset: Field.default("utf-8"),
  /** Empty: no language is sent. */
  languageField: Field.default(""),
  extraFields: z.array(NameAndValue).max(50).default([]),
  /** The return by GET, which puts the basket in an address. */
  takesGet: z.boolean().default(false),
  pricePer: z.enum(["priceunit", "one"]).default("priceunit"),
  allowZeroPrice: z.boolean().default(false),
  decimalMark: z.enum(["dot", "comma"]).default("dot"),
  /** Whether prices hold the contributions the shop shows beside them; the first invoice tells. Unknown: as the supplier's price list says. */
  priceIncludesSurcharges: z.enum(["unknown", "yes", "no"]).default("unknown"),
  vatField: z.enum(["none", "CUST_FIELD1", "CUST_FIELD2", "CUST_FIELD3", "CUST_FIELD4", "CUST_FIELD5"]).default("none"),
  /** Of lines without a currency. Empty: such a line is refused. */
  usualCurrency: z
    .string()
    .trim()
    .regex(/^(?:[A-Z]{3})?$/)
    .default(""),
  contributionCodes: Codes,
  chargeCodes: Codes,
  learntUnits,
  /** Background functions this shop has; few do. */
  validates: z.boolean().default(false),
  searches: z.boolean().default(false),
  /** Who we are in cXML, and who the shop is there. */
  fromDomain: Name.default("NetworkId"),
  fromIdentity: Name.default(""),
  toDomain: Name.default("DUNS"),
  toIdentity: Name.default(""),
  /** Empty: the same as ours. */
  senderDomain: Name.default(""),
  senderIdentity: Name.default(""),
  deploymentMode: z.enum(["production", "test"]).default("production"),
  extrinsics: z.array(NameAndValue).max(50).default([]),
});
export type OciSettings = typeof settings;
export type Settings = z.output<OciSettings>;
export type Oci = Session<OciSettings>;

/** `NAME=value`, as people fill it in. */
export const pairOf = (line: string): { readonly name: string; readonly value: string } => {
  const at = line.indexOf("=");
  return { name: line.slice(0, at).trim(), value: line.slice(at + 1) };
};
