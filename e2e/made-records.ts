import { setTimeout as sleep } from "node:timers/promises";
import type { DemoWorld } from "#cli/demo-world.ts";
import { makeBaskets, type Baskets } from "./made-baskets.ts";
import { makeImports, type Imports } from "./made-imports.ts";
import { makePartners, type Partners } from "./made-partners.ts";
import { makePriceLists, type PriceLists } from "./made-price-lists.ts";
import { makePriceRuns, type PriceRuns } from "./made-price-runs.ts";
import type { Session } from "./session.ts";

/** Records that the demo's month does not bring about by itself: somebody does something for each of them. */
export interface MadeRecords extends Imports, PriceLists, PriceRuns, Baskets, Partners {
  /** A quote of which everything is still to be delivered. */
  readonly openQuote: string;
  /** Placed, and not sent. */
  readonly purchaseOrder: string;
  /** An invoice that was paid by hand, and too much: what is over is for no document. */
  readonly overpaid: string;
  /** Pages where a customer pays: paid, on its way at the provider, and without any provider. */
  readonly payPaid: string;
  readonly payWaiting: string;
  readonly payByTransfer: string;
  readonly mollie: string;
  readonly bancontact: string;
  /** In the company that is being set up: a shop whose webhooks nobody made, and a provider whose app is off. */
  readonly newShop: string;
  /** There too: the products of an ERP that nobody reached yet, coupled to that shop. */
  readonly catalogue: string;
  readonly offProvider: string;
}

interface Made {
  readonly id: string;
}

const lines = [
  { itemName: "Fietshelm Urban M", quantity: "2", price: "57.50", vatCategory: "S", vatRate: "21" },
  { itemName: "Herstelling fiets", quantity: "3", unitCode: "HUR", price: "49.06", vatCategory: "S", vatRate: "6" },
];

type Call = <T = Made>(method: string, path: string, body?: unknown) => Promise<T>;

/** Somebody's calls in one company. */
function officeOf(an: Session, administrationId: string) {
  const call: Call = (method, path, body) => an.call(method, path, body, administrationId);
  const document = async (kind: string, buyerId: string): Promise<Made> => {
    const draft = await call<Made & { version: number }>("POST", "/api/documents", { kind, buyerId, lines });
    return call("POST", `/api/documents/${draft.id}/issue`, { version: draft.version });
  };
  return {
    call,
    document,
    customer: () =>
      call("POST", "/api/parties", {
        name: "Sofie Lambrecht",
        email: "sofie@example.test",
        addresses: {
          postal: { streetName: "Kerkstraat 3", postalZone: "9000", cityName: "Gent", countryCode: "BE" },
        },
      }),
    /** Path of the page where a new invoice is paid. */
    async payable(buyerId: string): Promise<{ readonly id: string; readonly path: string }> {
      const { id } = await document("invoice", buyerId);
      const { url } = await call<{ url: string | null }>("GET", `/api/documents/${id}/pay-link`);
      if (url === null) throw new Error("A new invoice has no pay link");
      return { id, path: new URL(url).pathname };
    },
  };
}

/** A purchase order that was placed, and part of which came in on another one: this one is still to be sent. */
async function placedOrder(call: Call): Promise<string> {
  const { id: buyerId } = await call("POST", "/api/parties", {
    name: "Groothandel Voorbeeld",
    email: "orders@groothandel.test",
  });
  const wire = { itemName: "Installatiedraad 1,5 blauw", sellersItemIdentifier: "7000003", quantity: "200" };
  const bought = [{ ...wire, unitCode: "MTR", price: "23.90", baseQuantity: "100", vatCategory: "S", vatRate: "21" }];
  const draft = { kind: "purchaseOrder", buyerId, lines: bought };
  const { id } = await call("POST", "/api/documents", draft);
  await call("POST", `/api/documents/${id}/issue`, {});
  return id;
}

/** A customer presses Mollie's button, and his bank says that it will do it. */
async function payAtMollie({ hub, mollie }: DemoWorld, path: string): Promise<void> {
  await fetch(new URL(`${path}/mollie`, hub.url), { method: "POST", redirect: "manual" });
  const payment = mollie.payments.at(-1);
  if (payment === undefined) throw new Error("Mollie was not asked for a payment");
  await mollie.move(payment.id, "pending");
  for (let tries = 0; tries < 100; tries += 1) {
    const page = await (await fetch(new URL(path, hub.url))).text();
    if (page.includes('class="notice wait"')) return;
    await sleep(100);
  }
  throw new Error("The page does not say that a payment is on its way");
}

export async function makeRecords(
  world: DemoWorld,
  an: Session,
  { newCompanyId, cebeoUrl }: { readonly newCompanyId: string; readonly cebeoUrl: string },
): Promise<MadeRecords> {
  const { administrationId } = world;
  const { call, document, customer, payable } = officeOf(an, administrationId);
  // Nothing is connected to it: the page where that begins is looked at.
  await call("POST", "/api/apps/cs-cart/activate");
  const { id: buyerId } = await customer();
  const openQuote = (await document("quote", buyerId)).id;
  const paid = await payable(buyerId);
  await call("POST", `/api/documents/${paid.id}/payments`, {
    amount: "350.00",
    date: Temporal.Now.plainDateISO().toString(),
    method: "bankTransfer",
    overpayment: true,
  });
  const purchaseOrder = await placedOrder(call);
  const waiting = await payable(buyerId);
  await payAtMollie(world, waiting.path);
  const { items } = await call<{ items: (Made & { connector: string })[] }>("GET", "/api/connections");
  const connectionOf = (connector: string): string => items.find((one) => one.connector === connector)?.id ?? "";
  return {
    openQuote,
    purchaseOrder,
    overpaid: paid.id,
    payPaid: paid.path,
    payWaiting: waiting.path,
    mollie: connectionOf("mollie"),
    bancontact: connectionOf("bancontact-pro"),
    ...(await makeImports(an, administrationId)),
    ...(await makePriceLists(an, administrationId)),
    ...(await makeBaskets(world, an, administrationId)),
    ...(await makePriceRuns(an, administrationId, cebeoUrl)),
    ...(await beginCompany(world, an, newCompanyId)),
    ...(await makePartners(an, administrationId, newCompanyId)),
  };
}

/** A company that is half set up: its shop answers, and the provider it began with was switched off again. */
async function beginCompany({ shops, mollie }: DemoWorld, an: Session, id: string) {
  const { call, customer, payable } = officeOf(an, id);
  for (const app of ["woocommerce", "visma-net", "mollie"]) await call("POST", `/api/apps/${app}/activate`);
  const connect = async (connection: object): Promise<string> => {
    const { id: made } = await call("POST", "/api/connections", connection);
    await call("POST", `/api/connections/${made}/check`);
    return made;
  };
  const shop = shops[0]?.shop.shop;
  const newShop = await connect({
    connector: "woocommerce",
    name: "Velo-Webshop",
    settings: { shopUrl: shop?.url },
    credentials: { consumerKey: shop?.consumerKey, consumerSecret: shop?.consumerSecret },
  });
  const offProvider = await connect({
    connector: "mollie",
    name: "Mollie",
    settings: { apiUrl: `${mollie.url}/v2/` },
    credentials: { apiKey: mollie.apiKey },
  });
  const { id: erp } = await call("POST", "/api/connections", {
    connector: "visma-net",
    name: "Visma.net",
    settings: { companyTenantId: "3f0c0d1e-0000-4000-8000-000000000001" },
    credentials: { clientId: "made up", clientSecret: "made up" },
  });
  const ends = { sourceConnectionId: erp, targetConnectionId: newShop };
  const { id: catalogue } = await call("POST", "/api/catalogue-couplings", { kind: "products", ...ends });
  const { path } = await payable((await customer()).id);
  await call("POST", "/api/apps/mollie/deactivate");
  return { newShop, catalogue, offProvider, payByTransfer: path };
}
