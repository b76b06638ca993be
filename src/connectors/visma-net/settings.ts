import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import { textLater } from "#domain/texts/text-later.ts";

/** Scopes of a service application, by the interface that asks for them (visma-net.md section 1). */
export const scopes = {
  readFinance: "vismanet_erp_service_api:read",
  createFinance: "vismanet_erp_service_api:create",
  readOrders: "visma.net.erp.salesorder:read",
  writeOrders: "visma.net.erp.salesorder:write",
} as const;

const learnt = { learnt: true };
const Name = z.string().trim().min(1);
const Host = z.url({ protocol: /^https?$/ });
const Zone = Name.refine((zone) => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}, textLater("given.form"));

/** What is inferred of Visma Net and could be otherwise is a setting (docs/connectors/visma-net.md). */
export const settings = z.object({
  /** The id of the company, not that of the customer: both get a token, only this one an answer. */
  companyTenantId: z.guid().meta({ placeholder: "3f0c0d1e-0000-4000-8000-000000000001" }),
  /** Defaults of a new debtor (C8.2), by their value in Visma Net; the check looks each of them up. */
  creditTerms: Name.default("14"),
  controlAccount: Name.default("1400"),
  branch: Name.default("2"),
  /** Empty: the class of which debtors have the control account. */
  customerClass: z.string().trim().default(""),
  orderType: Name.default("SO"),
  /** Empty: credits do not go over. */
  creditOrderType: z.string().trim().default(""),
  prices: z.enum(["net", "gross"]).default("net"),
  priceDecimals: z
    .string()
    .regex(/^[2-6]$/)
    .default("4"),
  stock: z.enum(["available", "availableForShipment"]).default("available"),
  /** Of times without a zone, in answers and in filters. */
  timeZone: Zone.default("Europe/Amsterdam"),
  /** A call is cut off after four minutes, and lists follow a little later. */
  visibleAfterSeconds: z
    .string()
    .regex(/^\d{1,5}$/)
    .default("300"),
  /** Invoices are taken in at once and made later. */
  background: z.boolean().default(false),
  scopes: z.array(z.string().min(1)).min(1).default(Object.values(scopes)),
  tokenUrl: Host.default("https://connect.visma.com/connect/token"),
  financeUrl: Host.default("https://api.finance.visma.net/"),
  salesOrderUrl: Host.default("https://salesorder.visma.net/"),
  classFound: z.string().default("").meta(learnt),
});
export type VismaSettings = typeof settings;
export type Settings = z.output<VismaSettings>;
export type Visma = Session<VismaSettings>;

/** With a slash behind it, as relative addresses need. */
export function folder(address: string): URL {
  const url = new URL(address);
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
