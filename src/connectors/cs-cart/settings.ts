import { z } from "zod";

/** The three forms of address of one API: with its version, without (older shops answer in another shape), and where addresses cannot be rewritten. */
export const apiForms = ["api/2", "api", "api.php"] as const;
export type ApiForm = (typeof apiForms)[number];

const letters = z.array(z.string().trim().min(1));

export const settings = z.object({
  shopUrl: z.url({ protocol: /^https?$/ }).meta({ title: "Shop address", placeholder: "https://shop.example.be" }),
  apiForm: z.enum(apiForms).default("api/2").meta({ title: "Address of the API", learnt: true }),
  /** False: an unknown filter is ignored, and only what was placed can be asked for. */
  filtersByChange: z.boolean().default(false).meta({ title: "Orders can be asked by change", learnt: true }),
  /** Null until the check could read it, and where some taxes are in the price and others are not. */
  pricesIncludeTax: z.boolean().nullable().default(null).meta({ title: "Product prices include VAT", learnt: true }),
  scopePath: z
    .string()
    .trim()
    .regex(/^((stores|vendors)\/\d+)?$/)
    .default("")
    .meta({ title: "One storefront or vendor", placeholder: "stores/1" }),
  /** Of what is made here, where no storefront or vendor is chosen. */
  companyId: z.string().trim().regex(/^\d*$/).default("1").meta({ title: "Company that new records belong to" }),
  timeZone: z.string().min(1).default("Europe/Brussels").meta({ title: "Time zone of the shop" }),
  /** Amounts of an order are in this one, whatever the customer looked at. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("EUR")
    .meta({ title: "Main currency of the shop" }),
  vatFieldIds: z.array(z.string().trim().min(1)).default([]).meta({ title: "Profile fields that hold the VAT number" }),
  /** Empty: where the order goes to. */
  vatCountry: z
    .string()
    .trim()
    .regex(/^([A-Z]{2})?$/)
    .default("")
    .meta({ title: "Country of the VAT", placeholder: "BE" }),
  paidStatuses: letters.default(["P", "C"]).meta({ title: "Statuses of paid orders" }),
  openStatuses: letters.default(["O"]).meta({ title: "Statuses of placed orders that are not paid" }),
  skippedStatuses: letters.default(["Y", "F", "D"]).meta({ title: "Statuses of orders that are no orders yet" }),
  cancelledStatuses: letters.default(["I"]).meta({ title: "Statuses of cancelled orders" }),
  payOnDeliveryMethods: z.array(z.string()).default([]).meta({ title: "Payment methods paid at the door" }),
  /** Where the shop calculates VAT per unit, an order discount leaves its VAT uncut; true: here it lowers the VAT all the same. */
  orderDiscountCutsVat: z.boolean().default(false).meta({ title: "An order discount always lowers the VAT" }),
  /** How far back a shop that cannot be asked by change is looked through. */
  rereadDays: z
    .string()
    .regex(/^[1-9]\d?$/)
    .default("14")
    .meta({ title: "Days to look back for changes" }),
  defaultCategoryId: z.string().regex(/^\d*$/).default("").meta({ title: "Category of new products without one" }),
  /** Fields of a product that may be read and written by their own names. */
  productFields: z
    .array(z.string().regex(/^[a-z_]+$/))
    .default(["list_price", "weight", "short_description", "page_title", "meta_description", "meta_keywords"])
    .meta({ title: "Extra fields of a product" }),
});
export type Settings = z.output<typeof settings>;
export type CsCartSettings = typeof settings;

/** The shop's own folder, with a slash behind it and nothing after that. */
export function shopFolder(shopUrl: string): URL {
  const url = new URL(shopUrl);
  url.search = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** Names the account: two storefronts of one installation are two. What is asked has a path of its own. */
export const baseUrl = ({ shopUrl, scopePath }: Pick<Settings, "shopUrl" | "scopePath">): URL =>
  new URL(scopePath === "" ? "" : `${scopePath}/`, shopFolder(shopUrl));

/** Whose a new record is: of the storefront or vendor that was chosen, else of the company that was set. */
export function inCompany({ scopePath, companyId }: Pick<Settings, "scopePath" | "companyId">): {
  company_id?: string;
} {
  const company = scopePath.split("/")[1] ?? companyId;
  return company === "" ? {} : { company_id: company };
}
