import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import { amount } from "#domain/amount.ts";
import { startCsCart, type CsCart } from "#sandbox/cs-cart/stand-in.ts";
import { startVismaNet, type VismaNet } from "#sandbox/visma-net/stand-in.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { until } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

/** What the shop's codes and rates are called in the ERP: country, rate and mode of the shop by its VAT category there. */
export const choices = [
  ...["shipping", "charge", "allowance", "rounding"].map((kind) => ["chargeItem", kind, kind.toUpperCase()] as const),
  ["vatCode", "rounding", "ZERO"],
  ["vatCode", "BE 21 incl", "HIGH"],
  ["vatCode", "BE 6 incl", "BE6"],
  ["vatCode", "NL 21 incl", "HIGH"],
  ["vatCode", "NL 9 incl", "LOW"],
] as const;

/** Belgian rates in a company that was set up in the Netherlands. */
export function addBelgianRates({ books: { lookups } }: VismaNet): void {
  const schedules = [{ startDate: "2012-10-01", vatRate: amount("6") }];
  lookups.vatCodes.push({ vatId: "BE6", description: "Btw 6 %", zones: ["01"], reverseVat: false, schedules });
  lookups.vatCategories.push({ vatCategoryId: "BE6", description: "Btw 6 %", active: true, vatIds: ["BE6"] });
}

/** The company as it was set up before anybody coupled it: costs are items without stock, and one debtor has the account of the webshop. */
export function setUpCompany(visma: VismaNet): void {
  addBelgianRates(visma);
  for (const number of ["SHIPPING", "CHARGE", "ALLOWANCE", "ROUNDING"])
    visma.erp.addItem({ number, stockItem: false, vatCode: "HIGH" });
  visma.erp.addCustomer({ name: "Eerste webklant", customerClass: "WEB", mainContact: { email: "eerste@example.be" } });
}

export interface ErpShop {
  readonly connector: "cs-cart" | "woocommerce";
  readonly settings: object;
  readonly credentials: object;
}

export interface ErpPage {
  readonly order: {
    readonly outcome: string | null;
    readonly reason: { readonly code: string; readonly message: string } | null;
    readonly nextAttemptAt: string | null;
  };
  readonly outsideDocuments: readonly { readonly kind: string; readonly number: string; readonly system: string }[];
}

/** A shop and Visma Net, coupled through the API in an administration of their own. */
export interface ErpWorld {
  readonly visma: VismaNet;
  readonly api: HubClient;
  readonly administrationId: string;
  readonly vismaId: string;
  readonly shopId: string;
  readonly couplingId: string;
  choose(what: string, from: string, code: string): Promise<{ resumed: number }>;
  sweep(): Promise<{ announced: number }>;
  page(orderId: number): Promise<ErpPage | null>;
  outcome(orderId: number, wanted: string): Promise<ErpPage>;
  /** Waits until nothing is left to look at now. */
  quiet(): Promise<void>;
}

export const vismaConnection = ({ urls, client, tenants }: VismaNet, settings: object = {}) => ({
  connector: "visma-net",
  name: "Visma",
  settings: {
    companyTenantId: tenants.company,
    tokenUrl: `${urls.connect}/connect/token`,
    financeUrl: urls.finance,
    salesOrderUrl: urls.salesOrder,
    creditOrderType: "CM",
    visibleAfterSeconds: "0",
    ...settings,
  },
  credentials: { clientId: client.id, clientSecret: client.secret },
});

export interface ErpOptions {
  readonly settings?: object;
  readonly erp?: object;
  readonly chosen?: readonly (readonly [what: string, from: string, code: string])[];
  readonly offset?: number;
  readonly now?: () => number;
  /** Of faults that strike at random. */
  readonly seed?: number;
}

export async function coupleVisma(
  { hub, store }: Pick<HubUnderTest, "hub" | "store">,
  shop: ErpShop,
  visma: VismaNet,
  options: ErpOptions = {},
): Promise<ErpWorld> {
  const administrationId = await store.makeAdministration();
  onTestFinished(async () => {
    await sql`update couplings set state = 'off' where administration_id = ${administrationId}`.execute(store.owner);
  });
  const token = await makeAccessToken(store.hub, store.key, { name: "test", administrationId, role: "owner" });
  const api = hubClient(hub.url, token);
  return { administrationId, ...(await coupleVismaThrough(api, shop, visma, options)) };
}

/** In the administration this client works in. */
export async function coupleVismaThrough(
  api: HubClient,
  shop: ErpShop,
  visma: VismaNet,
  { settings = {}, erp = {}, chosen = choices, offset = 0 }: ErpOptions = {},
): Promise<Omit<ErpWorld, "administrationId">> {
  const connect = async (given: { readonly connector: string; readonly name: string }): Promise<string> => {
    await api.post(`/api/apps/${given.connector}/activate`);
    const { id } = await api.post<{ id: string }>("/api/connections", given);
    await api.post(`/api/connections/${id}/check`);
    return id;
  };
  const shopId = await connect({ name: "Winkel", ...shop });
  const vismaId = await connect(vismaConnection(visma, erp));
  const given = { documentKind: "orderSlip", startDate: null, ...settings };
  const couple = { kind: "shopOrders", sourceConnectionId: shopId, targetConnectionId: vismaId, settings: given };
  const { id: couplingId, settingsVersion } = await api.post<{ id: string; settingsVersion: number }>(
    "/api/couplings",
    { ...couple, offset, state: "off" },
  );
  const choose: ErpWorld["choose"] = (what, from, code) =>
    api.put(`/api/connections/${shopId}/mappings/${what}/${encodeURIComponent(from)}`, { code });
  for (const [what, from, code] of chosen) await choose(what, from, code);
  await api.put(`/api/couplings/${couplingId}`, { settings: given, offset, state: "live", settingsVersion });
  const page: ErpWorld["page"] = (orderId) =>
    // Not known until the job that reads it commits.
    api
      .get<ErpPage>(`/api/orders/${shopId}/${orderId}`)
      .catch((error: Error) => (error.message.includes(": 404") ? null : Promise.reject(error)));
  return {
    ...{ visma, api, vismaId, shopId, couplingId, choose, page },
    sweep: () => api.post(`/api/connections/${shopId}/sweep`),
    outcome: (orderId, wanted) =>
      until(`order ${orderId} to be ${wanted}`, async () => {
        const seen = await page(orderId);
        return seen?.order.outcome === wanted && seen;
      }),
    quiet: async () => {
      await until("nothing to be left", async () => {
        const { orders, deliveries } = await api.get<{ orders: { open: number }; deliveries: Record<string, number> }>(
          "/api/summary",
        );
        return orders.open === 0 && (deliveries["received"] ?? 0) === 0;
      });
    },
  };
}

export interface CsCartErp extends ErpWorld {
  readonly shop: CsCart;
}

/** CS-Cart and Visma Net with the same products under the same codes. */
export async function coupleCsCart(
  under: Pick<HubUnderTest, "hub" | "store">,
  options: ErpOptions & {
    readonly goods?: readonly (readonly [code: string, price: string, rate: "HIGH" | "BE6"])[];
    /** Of the shop's connection. */
    readonly shop?: object;
  } = {},
): Promise<CsCartErp> {
  const shop = await startCsCart(options.now === undefined ? {} : { now: options.now });
  onTestFinished(() => shop.stop());
  const visma = await startVismaNet({
    ...(options.now !== undefined && { now: options.now }),
    ...(options.seed !== undefined && { seed: options.seed }),
  });
  onTestFinished(() => visma.stop());
  setUpCompany(visma);
  for (const [code, price, rate] of options.goods ?? sampleGoods) {
    shop.store.catalog.add({ code, name: code, price, amount: 1000, taxIds: rate === "HIGH" ? [6] : [7] });
    visma.erp.addItem({ number: code, vatCode: rate }, "1000");
  }
  const credentials = { email: shop.email, apiKey: shop.key };
  const made = await coupleVisma(
    under,
    { connector: "cs-cart", settings: { shopUrl: shop.url, ...options.shop }, credentials },
    visma,
    options,
  );
  return { ...made, shop };
}

export const sampleGoods = [
  ["MUG-01", "24.20", "HIGH"],
  ["BOOK-7", "10.90", "BE6"],
  ["SPOON", "0.99", "HIGH"],
] as const;

/** A buyer of the CS-Cart stand-in. */
export const jan = { email: "jan@example.be", firstname: "Jan", lastname: "Peeters", country: "BE" };
