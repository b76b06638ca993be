import { z } from "zod";
import { HubError } from "#domain/error.ts";

/** Meta keys under which VAT plugins keep the buyer's number (woocommerce.md section 3). */
const knownVatKeys = [
  "_billing_vat_number",
  "_vat_number",
  "_billing_eu_vat_number",
  "vat_number",
  "_billing_vat",
  "billing_vat",
  "_billing_btw",
];

export const settings = z.object({
  shopUrl: z.url({ protocol: /^https?$/ }).meta({ title: "Shop address", placeholder: "https://shop.example.be" }),
  /** Relative to the shop's folder, or from the root of the host when it starts with a slash. */
  restPrefix: z.string().min(1).default("wp-json").meta({ title: "Address of the REST interface", learnt: true }),
  keysInQuery: z.boolean().default(false).meta({ title: "Send the keys in the address", learnt: true }),
  timeZone: z.string().min(1).default("Europe/Brussels").meta({ title: "Time zone of the shop", learnt: true }),
  vatIdentifierKeys: z.array(z.string()).default(knownVatKeys).meta({ title: "Fields that hold the VAT number" }),
  payOnDeliveryMethods: z
    .array(z.string())
    .default(["cod"])
    .meta({ title: "Payment methods paid to the carrier at the door" }),
  /** Home address as the shop itself states it; empty until the check has read it. */
  sourceUrl: z.string().default("").meta({ title: "Address the shop calls itself", learnt: true }),
  /** How product prices were entered; null until the check could read it. Orders say it themselves. */
  pricesIncludeTax: z.boolean().nullable().default(null).meta({ title: "Product prices include VAT", learnt: true }),
  /** The merchant's consent: without it, stock of what the shop does not count is left alone. */
  managesStock: z.boolean().default(false).meta({ title: "Let the shop count what it does not count yet" }),
});
export type Settings = z.output<typeof settings>;
export type WooCommerceSettings = typeof settings;

/** The shop's own folder, with a slash behind it and nothing after that. */
export function shopFolder(shopUrl: string): URL {
  const url = new URL(shopUrl);
  url.search = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** Root of the WordPress REST interface: WordPress may live in a sub-folder and the prefix may be changed. */
export function restRoot({ shopUrl, restPrefix }: Pick<Settings, "shopUrl" | "restPrefix">): URL {
  // One slash at most in front: two would name another host, and the keys would go there.
  const prefix = restPrefix.replace(/\/+$/, "").replace(/^[/\\]+/, "/");
  const root = new URL(`${prefix}/`, shopFolder(shopUrl));
  if (root.origin !== new URL(shopUrl).origin)
    throw new HubError("settings.invalid", `${restPrefix} is not a path of the shop`);
  return root;
}

export const isPlainHttp = ({ shopUrl }: Pick<Settings, "shopUrl">): boolean => new URL(shopUrl).protocol === "http:";
