import { generateKeyPairSync } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { watchLicences } from "#engine/licence-watch.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { issueLicence, type LicenceContent, type Licensing } from "#store/licence-code.ts";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { payingCustomer } from "./testing/paying-customer.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

interface App {
  readonly module: string;
  readonly group: string;
  readonly state: string;
  readonly isFixed: boolean;
  readonly configures: string | null;
  readonly mayActivate: boolean;
}
const appOf = async ({ api }: CoupledShop, module: string): Promise<App> => {
  const { items } = await api.get<{ items: App[] }>("/api/apps");
  const app = items.find((one) => one.module === module);
  if (app === undefined) throw new Error(`There is no app ${module}`);
  return app;
};
const off = ({ api }: CoupledShop, module = "woocommerce") =>
  api.post<{ stops: { connections: number; couplings: number; text: string } }>(`/api/apps/${module}/deactivate`);
const on = ({ api }: CoupledShop, module = "woocommerce") => api.post<App>(`/api/apps/${module}/activate`);

/** Long enough for two looks of the care timer. */
const aWhile = () => sleep(2500);

describe("while its app is off", () => {
  test("what a shop delivers is kept and nobody looks at it; switched on again, it all goes on", async () => {
    const coupled = await coupleShop(under);
    // What was rung for before is over: a job that is under way may still ask, and books nothing.
    await coupled.ring("created", 44);
    await coupled.settled(44);
    await aWhile();
    const { stops } = await off(coupled);
    const asked = coupled.shop.requests.length;
    expect(stops).toMatchObject({ connections: 1, couplings: 1 });
    expect(stops.text).toContain("1 koppeling staat nu stil");
    expect(await coupled.ring("created", 42, 43)).toEqual([200, 200]);
    await aWhile();
    expect(await coupled.count("deliveries")).toBe(3);
    expect(await coupled.count("inbox")).toBe(1);
    expect(await coupled.count("documents")).toBe(1);
    expect(coupled.shop.requests.slice(asked).filter(({ path }) => path.includes("/orders"))).toEqual([]);
    await on(coupled);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
    expect(await coupled.count("documents")).toBe(3);
  });

  test("no sweep asks the shop for anything, also when a person asks for one", async () => {
    const coupled = await coupleShop(under);
    await off(coupled);
    const place = { administrationId: coupled.administrationId, connectionId: coupled.connectionId };
    expect(await under.hub.engine.sweep(place)).toBe(0);
    await expect(coupled.api.post(`/api/connections/${coupled.connectionId}/sweep`)).rejects.toThrow("409");
    const { rows } =
      await sql`select from live_couplings() where administration_id = ${coupled.administrationId}`.execute(
        under.store.hub,
      );
    expect(rows).toEqual([]);
  });

  test("an order that was due is not tried, and is when it goes on", async () => {
    const coupled = await coupleShop(under);
    await off(coupled);
    await sql`insert into inbox (administration_id, connection_id, kind, external_id, outcome, reason_code, next_attempt_at)
      values (${coupled.administrationId}, ${coupled.connectionId}, 'order', '42', 'waiting', 'remote.unavailable', now())`.execute(
      under.store.owner,
    );
    await aWhile();
    expect(await coupled.order(42)).toMatchObject({ outcome: "waiting" });
    await on(coupled);
    await until("order 42", async () => (await coupled.order(42)).outcome === "documented");
  });

  test("nothing of it can be made or changed, and the answer says where it is switched on", async () => {
    const coupled = await coupleShop(under);
    await off(coupled);
    const { api, connectionId, couplingId } = coupled;
    const connection = { connector: "woocommerce", name: "Twee", settings: { shopUrl: "https://twee.example.be" } };
    const credentials = { consumerKey: "ck_1", consumerSecret: "cs_1" };
    const refused: readonly (() => Promise<unknown>)[] = [
      () => api.post("/api/connections", { ...connection, credentials }),
      () => api.put(`/api/connections/${connectionId}`, { name: "Anders" }),
      () => api.post(`/api/connections/${connectionId}/check`),
      () => api.post(`/api/connections/${connectionId}/test`),
      () => api.post(`/api/connections/${connectionId}/webhooks`),
      () => api.post(`/api/connections/${connectionId}/pause`),
      () => api.put(`/api/connections/${connectionId}/mappings/exchangeRate/GBP`, { rate: "1.15" }),
      () => api.put(`/api/couplings/${couplingId}`, { settings: {}, state: "live", settingsVersion: 1 }),
      () => api.post("/api/couplings", { kind: "shopOrders", sourceConnectionId: connectionId, settings: {} }),
    ];
    for (const attempt of refused) {
      const error = await attempt().then(
        () => null,
        (thrown: unknown) => thrown as Error,
      );
      expect(error?.message).toContain("409");
      expect(error?.message).toContain("apps.off");
      expect(error?.message).toContain("Apps en koppelingen");
    }
    // Looking is free, and so is what was set.
    expect(await coupled.connection()).toMatchObject({ state: "connected" });
  });

  test("a coupling that makes documents of a kind that is off stands still as well", async () => {
    const coupled = await coupleShop(under, { settings: { documentKind: "orderSlip" } });
    await off(coupled, "orderSlips");
    await coupled.ring("created", 42);
    await aWhile();
    expect(await coupled.count("documents")).toBe(0);
    await on(coupled, "orderSlips");
    expect((await coupled.settled(42)).documents).toMatchObject([{ kind: "orderSlip" }]);
  });
});

test("with the app of a kind off its drafts, mails, texts and numbers stand still; reading and printing go on", async () => {
  const coupled = await coupleShop(under);
  const { api } = coupled;
  const address = { streetName: "Dorp 1", cityName: "Gent", postalZone: "9000", countryCode: "BE" };
  const { id: buyerId } = await api.post<{ id: string }>("/api/parties", {
    name: "An",
    email: "an@example.be",
    addresses: { postal: address },
  });
  const lines = [{ itemName: "Fiets", quantity: "1", price: "100", vatCategory: "S", vatRate: "21" }];
  const content = { buyerId, lines };
  interface Page {
    readonly id: string;
    readonly version: number;
    readonly actions: readonly string[];
    readonly convertsTo: readonly string[];
  }
  const begin = () => api.post<Page>("/api/documents", { kind: "quote", ...content });
  const [draft, final] = [await begin(), await begin()];
  await api.post(`/api/documents/${final.id}/issue`, {});
  const texts = await api.get<{ version: number }>("/api/texts?kind=quote");
  await off(coupled, "quotes");
  const refused: readonly (() => Promise<unknown>)[] = [
    () => api.put(`/api/documents/${draft.id}`, { ...content, version: draft.version }),
    () => api.post(`/api/documents/${draft.id}/issue`, {}),
    () => api.post(`/api/documents/${final.id}/send`, { confirmed: true }),
    () => api.put("/api/texts?kind=quote", { texts: {}, version: texts.version }),
    () => api.put("/api/number-series/quote/format", { format: "OFF{yyyy}-{nnnn}" }),
    () => api.put("/api/number-series/quote/2027/next", { next: 40 }),
  ];
  for (const attempt of refused) {
    const error = await attempt().then(
      () => null,
      (thrown: unknown) => thrown as Error,
    );
    expect(error?.message).toContain("409");
    expect(error?.message).toContain("apps.off");
    expect(error?.message).toContain("Apps en koppelingen");
  }
  const page = (id: string) => api.get<Page>(`/api/documents/${id}`);
  expect((await page(draft.id)).actions).toEqual(["delete", "note"]);
  // An invoice of it is still made: that app is on.
  expect((await page(final.id)).actions).toEqual(["convert", "note"]);
  expect((await page(final.id)).convertsTo).not.toContain("orderConfirmation");
  const whose = { name: "reader", administrationId: coupled.administrationId, role: "viewer" } as const;
  const token = await makeAccessToken(under.store.hub, under.store.key, whose);
  const pdf = await fetch(new URL(`api/documents/${final.id}/pdf`, under.hub.url), {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(pdf.status).toBe(200);
  await on(coupled, "quotes");
  expect((await page(draft.id)).actions).toContain("issue");
  await api.post(`/api/documents/${draft.id}/issue`, {});
});

test("the list says what is on, what is always on, and what can be configured; a new administration has no shop switched on", async () => {
  const coupled = await coupleShop(under);
  expect(await appOf(coupled, "woocommerce")).toMatchObject({
    group: "advanced",
    state: "on",
    configures: "connections",
  });
  expect(await appOf(coupled, "mollie")).toMatchObject({ state: "off", configures: null, mayActivate: true });
  expect(await appOf(coupled, "invoices")).toMatchObject({
    group: "basic",
    state: "on",
    isFixed: true,
    mayActivate: false,
  });
  expect(await appOf(coupled, "foreignLanguageCustomers")).toMatchObject({ state: "off" });
  await off(coupled, "quotes");
  const buyer = { name: "An", address: {} };
  await expect(coupled.api.post("/api/documents", { kind: "quote", buyer, lines: [] })).rejects.toThrow("apps.off");
  await expect(off(coupled, "invoices")).rejects.toThrow("staat altijd aan");
  await expect(off(coupled, "nothing")).rejects.toThrow("404");
  await sql`delete from modules where administration_id = ${coupled.administrationId}`.execute(under.store.owner);
  expect(await appOf(coupled, "woocommerce")).toMatchObject({ state: "off" });
});

test("who switches a payments app off reads that payment links lose their button and open payments are not booked", async () => {
  const { api, invoice, start } = await payingCustomer(under);
  const stop = async (language: string) =>
    (
      await api.post<{ stops: { connections: number; payments: number; text: string } }>(
        `/api/apps/mollie/deactivate?language=${language}`,
      )
    ).stops;
  expect((await stop("nl")).text).toBe(
    "1 verbinding staat nu stil. Betaallinks hebben geen knop meer voor ‘Mollie’. Wat binnenkomt, wordt bewaard; zet ‘Mollie’ weer aan en het loopt verder.",
  );
  await api.post("/api/apps/mollie/activate", {});
  const { items } = await api.get<{ items: { module: string; whenOff: string }[] }>("/api/apps");
  expect(items.find(({ module }) => module === "mollie")?.whenOff).toContain("betaallinks verliezen hun knop");
  for (let n = 0; n < 2; n += 1) await start((await invoice()).url);
  expect(await stop("nl")).toMatchObject({ connections: 1, payments: 2 });
  const said = { nl: "2 open betalingen worden niet meer geboekt.", fr: "2 paiements en cours", en: "2 open payments" };
  for (const [language, words] of Object.entries(said)) expect((await stop(language)).text).toContain(words);
});

test("who switches a kind of document off reads what becomes of its drafts", async () => {
  const { api } = await coupleShop(under);
  const buyer = { name: "An", address: {} };
  await api.post("/api/documents", { kind: "quote", buyer, lines: [] });
  const { stops } = await api.post<{ stops: { text: string } }>("/api/apps/quotes/deactivate");
  expect(stops.text).toContain("1 concept blijft staan en kun je nog definitief maken.");
});

describe("an app that needs a licence", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const licensing: Licensing = { publicKey, needed: ["woocommerce"], contact: "Bel 011.", cancelled: ["L-9"] };
  const now = Temporal.Instant.from("2026-11-21T12:00:00Z");
  const watch = (at = now, under_ = licensing) => watchLicences(under.store, under_, at);
  const enter = async ({ administrationId }: CoupledShop, change: Partial<LicenceContent>) => {
    const content = { id: "L-1", module: "woocommerce", for: administrationId, validUntil: "2027-11-20", ...change };
    const code = issueLicence(content, privateKey);
    await sql`update modules set licence = ${code} where administration_id = ${administrationId}`.execute(
      under.store.owner,
    );
  };

  test("is warned of a month before, stops with the licence, keeps what comes in, and goes on with a new one", async () => {
    const coupled = await coupleShop(under);
    await enter(coupled, {});
    await watch();
    expect(await coupled.alarms()).toEqual([]);
    await watch(Temporal.Instant.from("2027-10-25T12:00:00Z"));
    expect(await coupled.alarms()).toMatchObject([{ kind: "licenceExpiring", text: "2027-11-20" }]);
    const { items } = await coupled.api.get<{ items: { message: string }[] }>("/api/alarms");
    expect(items[0]?.message).toContain("‘WooCommerce’ loopt af op 20 nov 2027");
    await watch(Temporal.Instant.from("2027-11-21T00:00:00Z"));
    expect(await coupled.alarms()).toMatchObject([{ kind: "licenceExpired" }]);
    expect(await appOf(coupled, "woocommerce")).toMatchObject({ state: "stopped" });
    await coupled.ring("created", 42);
    await aWhile();
    expect(await coupled.count("documents")).toBe(0);
    await enter(coupled, { id: "L-2", validUntil: "2028-11-20" });
    await watch(Temporal.Instant.from("2027-11-22T00:00:00Z"));
    expect(await coupled.alarms()).toEqual([]);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
  });

  test("stops without one, with a cancelled one, and with one of another administration; asked for no more, it goes on", async () => {
    const coupled = await coupleShop(under);
    await watch();
    expect(await appOf(coupled, "woocommerce")).toMatchObject({ state: "stopped" });
    await watch(now, { ...licensing, needed: [] });
    expect(await appOf(coupled, "woocommerce")).toMatchObject({ state: "on" });
    expect(await coupled.alarms()).toEqual([]);
    for (const change of [{ id: "L-9" }, { for: "another" }, { module: "mollie" }]) {
      await enter(coupled, change);
      await watch();
      expect(await appOf(coupled, "woocommerce")).toMatchObject({ state: "stopped" });
    }
    await enter(coupled, { for: "hub" });
    await watch();
    expect(await appOf(coupled, "woocommerce")).toMatchObject({ state: "on" });
  });
});
