import { createServer, type AddressInfo } from "node:net";
import { startBancontactPro, type BancontactPro } from "#sandbox/bancontact-pro/stand-in.ts";
import { startMollie, type Mollie } from "#sandbox/mollie/stand-in.ts";
import { startMailbox, type Mailbox } from "#sandbox/smtp/mailbox.ts";
import { readMailServer } from "#domain/mail-server.ts";
import type { Configuration } from "./configuration.ts";
import { connectProviders, coupleDemoShop, furnish, mailFromNowOn, makeCompany, type Coupled } from "./demo-company.ts";
import { draftSomeDocuments } from "./demo-documents.ts";
import { fillCatalogue } from "./demo-items.ts";
import { startDemoShops, type DemoShop } from "./demo-shops.ts";
import { letTimePass, placedNow, placeOrders, spoil, stretchesOf } from "./demo-story.ts";
import { hubClient, type HubClient } from "./hub-client.ts";
import { atRest, type Summary } from "./shop-world.ts";
import { startHub, type Hub } from "./start-hub.ts";

/** A company with three shops, a month of orders, a mail server and two payment providers, all on this machine. */
export interface DemoWorld {
  readonly hub: Hub;
  readonly api: HubClient;
  readonly administrationId: string;
  readonly shops: readonly Coupled[];
  readonly mailbox: Mailbox;
  readonly mollie: Mollie;
  readonly bancontact: BancontactPro;
  readonly summary: Summary;
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly configuration: Configuration;
  /** Recordings the orders are derived from. */
  readonly folder: string;
  readonly orders: number;
}

/** The port has to be known before the hub runs: it stands in the addresses that customers and shops get. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", () => listening()));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}

const wallonia = "Papeterie du Moulin";

/** Starts everything and lets the month happen, through the hub's public API and the shops' own webhooks only. */
export async function startDemoWorld({ configuration, folder, orders }: DemoOptions): Promise<DemoWorld> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0)) await step();
  };
  try {
    const port = configuration.port === 0 ? await freePort() : configuration.port;
    const publicUrl = new URL(`http://127.0.0.1:${port}/`);
    const mailbox = await startMailbox();
    undo.unshift(() => mailbox.stop());
    const mollie = await startMollie({ allowLocalUrls: true });
    undo.unshift(() => mollie.stop());
    const bancontact = await startBancontactPro({ allowLocalUrls: true });
    undo.unshift(() => bancontact.stop());
    const shops = await startDemoShops(folder, orders, Temporal.Now.zonedDateTimeISO("Europe/Brussels"));
    undo.unshift(async () => void (await Promise.all(shops.map(({ shop }) => shop.stop()))));

    const addresses = [mollie.url, bancontact.url, bancontact.jwksUrl, ...shops.map(({ shop }) => shop.url)];
    const openHosts = [...configuration.openHosts, ...new Set(addresses.map((address) => new URL(address).host))];
    const from = { name: "De Molen", address: "facturen@demolen.test" };
    const mail = { server: readMailServer(mailbox.url), from };
    const hub = await startHub({ configuration: { ...configuration, port, publicUrl, openHosts, mail }, role: "all" });
    undo.unshift(() => hub.stop());
    const administrationId = await makeCompany(hub.url);
    const api = hubClient(hub.url, hub.token);
    await furnish(api);
    await fillCatalogue(api);
    await connectProviders(api, mollie, bancontact);
    const coupled: Coupled[] = [];
    for (const shop of shops) coupled.push(await coupleDemoShop(api, shop));
    for (const stretch of stretchesOf(shops)) {
      await Promise.all(stretch.map(({ demo, orders: placed }) => placeOrders(demo, placed)));
      await atRest(api);
    }
    for (const shop of shops) letTimePass(shop);
    for (const { connectionId } of coupled) await api.post(`/api/connections/${connectionId}/sweep`);
    await atRest(api);
    await draftSomeDocuments(api);
    const summary = await watchOrdersArrive(api, coupled);
    return { hub, api, administrationId, shops: coupled, mailbox, mollie, bancontact, summary, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The last orders are mailed; one shop sends an order no shop should, and another stops answering. */
async function watchOrdersArrive(api: HubClient, coupled: readonly Coupled[]): Promise<Summary> {
  for (const coupling of coupled) await mailFromNowOn(api, coupling);
  for (const { shop } of coupled) {
    if (shop.name === wallonia) shop.shop.fail({ kind: "status", status: 503, match: /\/orders/, times: 1_000_000 });
    await placeOrders(
      shop,
      shop.arriving.map((order) => placedNow(order)),
    );
  }
  await breakOneOrder(coupled[0]?.shop);
  return atRest(api);
}

async function breakOneOrder(demo: DemoShop | undefined): Promise<void> {
  const last = demo?.arriving.at(-1);
  if (demo === undefined || last === undefined) return;
  const order = spoil({ ...last, id: last.id + 1, number: String(last.id + 1) });
  demo.shop.orders.put(order);
  await demo.shop.deliver().fire("order.created", order.id);
}
