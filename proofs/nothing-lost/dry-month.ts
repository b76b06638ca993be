import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { builtInTarget } from "#backoffice/order-target.ts";
import { startDemoShops } from "#cli/demo-shops.ts";
import { makeCompany } from "#cli/demo-company.ts";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { atRest } from "#cli/shop-world.ts";
import { startHub } from "#cli/start-hub.ts";
import { readMailServer } from "#domain/mail-server.ts";
import type { DryRunHands } from "#engine/options.ts";
import { startMailbox } from "#sandbox/smtp/mailbox.ts";
import { inAdministration } from "#store/database.ts";
import type { Store } from "#store/store.ts";
import { changedBetween, contentOf } from "./what-changed.ts";

const recordings = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

export interface DryMonth {
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Tables and sequences that are not as they were. */
  readonly changed: readonly string[];
  /** How many tables and sequences were held side by side. */
  readonly compared: number;
  /** What the shop was asked during the dry run, and what of it was no reading. */
  readonly reads: number;
  readonly writes: readonly string[];
  /** Connections to the mail server. */
  readonly mails: number;
}

/** What a dry run must never be given: the role of the app, and the target that books. */
const hands = (store: Store): DryRunHands => ({
  within: (administrationId, work) => inAdministration(store.app, administrationId, work),
  targetIn: (trx, { administration, today }) => builtInTarget(trx, administration, today),
});

/**
 * A month of a shop, of which the first part was booked; then a dry run of all of it, with settings that mail every invoice. `isSabotaged`: it
 * gets hands that write.
 */
export async function dryMonth(orders: number, isSabotaged = false): Promise<DryMonth> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const scratch = await prepareScratchHub({ port: 0, fast: true });
    undo.unshift(() => scratch.stop());
    const mailbox = await startMailbox();
    undo.unshift(() => mailbox.stop());
    const shops = await startDemoShops(recordings, orders * 2, Temporal.Now.zonedDateTimeISO("Europe/Brussels"));
    for (const { shop } of shops) undo.unshift(() => shop.stop());
    const [first] = shops;
    if (first === undefined) throw new Error("The demo has no shop");
    const { shop, month } = first;
    const hub = await startHub({
      configuration: {
        ...scratch.configuration,
        openHosts: [new URL(shop.url).host],
        mail: { server: readMailServer(mailbox.url), from: { name: "De Molen", address: "hub@demolen.test" } },
      },
      role: "all",
      // Nothing but what is asked for.
      timing: {
        careSeconds: 0.5,
        leftBehindSeconds: 1,
        sweepSeconds: 3600,
        pollSeconds: 3600,
        alarmSeconds: 3600,
        migrationSeconds: 1,
      },
      ...(isSabotaged && { dryRunHands: hands }),
    });
    undo.unshift(() => hub.stop());
    const administrationId = await makeCompany(hub.url);
    const api = hubClient(hub.url, hub.token);
    const { couplingId, connectionId, settings, settingsVersion } = await couple(api, shop);
    const place = { administrationId, connectionId };
    for (const order of month.slice(0, Math.floor(month.length / 3))) shop.orders.put(order);
    await hub.engine.sweep(place);
    await atRest(api);
    await api.put(`/api/couplings/${couplingId}`, { settings, state: "off", settingsVersion });
    for (const order of month.slice(Math.floor(month.length / 3))) shop.orders.put(order);

    const owner = new pg.Client({ connectionString: scratch.configuration.databaseUrl?.href ?? "" });
    await owner.connect();
    undo.unshift(() => owner.end());
    // As if it went live before the month: about older orders nobody is ever mailed.
    await owner.query("update first_migrations set begun_at = begun_at - interval '60 days'");
    const before = await contentOf(owner);
    const asked = shop.requests.length;
    const connected = mailbox.connected();
    const run = await api.post<{ id: string }>(`/api/couplings/${couplingId}/dry-runs`, {
      days: 90,
      settings: { ...settings, sending: "automatic" },
    });
    const { state, counts } = await ended(api, `/api/couplings/${couplingId}/dry-runs/${run.id}`);
    // A mail that was queued would leave by now; one that must is waited for.
    for (let tries = 0; tries < (isSabotaged ? 40 : 3) && mailbox.connected() === connected; tries++) await sleep(500);
    const after = await contentOf(owner);
    const requests = shop.requests.slice(asked);
    return {
      state,
      counts,
      changed: changedBetween(before, after),
      compared: after.size,
      reads: requests.filter(({ method }) => method === "GET").length,
      writes: requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`),
      mails: mailbox.connected() - connected,
    };
  } finally {
    for (const step of undo) await step();
  }
}

interface Seen {
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
}

async function ended(api: HubClient, path: string): Promise<Seen> {
  for (let tries = 0; tries < 600; tries += 1) {
    const seen = await api.get<Seen>(path);
    if (seen.state !== "waiting" && seen.state !== "running") return seen;
    await sleep(100);
  }
  throw new Error("Waited in vain for the dry run");
}

async function couple(
  api: HubClient,
  shop: { readonly url: string; readonly consumerKey: string; readonly consumerSecret: string },
) {
  await api.post("/api/apps/woocommerce/activate");
  const { id: connectionId } = await api.post<{ id: string }>("/api/connections", {
    connector: "woocommerce",
    name: "Testwinkel De Molen",
    settings: { shopUrl: shop.url },
    credentials: { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret },
    pollingOnly: true,
  });
  await api.post(`/api/connections/${connectionId}/check`);
  const coupling = await api.post<{ id: string; settings: object; settingsVersion: number }>("/api/couplings", {
    kind: "shopOrders",
    sourceConnectionId: connectionId,
    settings: { startDate: null },
    state: "live",
  });
  return { ...coupling, couplingId: coupling.id, connectionId };
}
