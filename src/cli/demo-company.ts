import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { BancontactPro } from "#sandbox/bancontact-pro/stand-in.ts";
import type { Mollie } from "#sandbox/mollie/stand-in.ts";
import type { HubClient } from "./hub-client.ts";
import type { DemoShop } from "./demo-shops.ts";

/** Who may look around in the demo; nothing of it leaves this machine. */
export const demoUser = { name: "An Peeters", email: "an@demo.test", password: "schakel-demo" } as const;

const company = {
  name: "De Molen bv",
  country: "BE",
  language: "nl",
  vatIdentifier: "BE0765432146",
  legalRegistrationIdentifier: "0765432146",
  email: "info@demolen.test",
  phone: "+32 9 000 00 00",
  iban: "BE71096123456769",
  address: { streetName: "Molenstraat 12", cityName: "Gent", postalZone: "9000", countryCode: "BE" },
};

/** The first user and the company, as somebody makes them who opens a new hub. Returns the administration. */
export async function makeCompany(hubUrl: URL): Promise<string> {
  const answer = await fetch(new URL("/api/setup", hubUrl), {
    method: "POST",
    headers: { "content-type": "application/json", origin: hubUrl.origin },
    body: JSON.stringify({ user: { ...demoUser, language: "nl" }, administration: company }),
  });
  if (!answer.ok) throw new Error(`The demo's company was refused: ${await answer.text()}`);
  const { administrationId } = (await answer.json()) as { administrationId: string };
  return administrationId;
}

const logo = fileURLToPath(new URL("../../fixtures/demo/logo.png", import.meta.url));

/** Colours, logo and apps, so that documents look like a company's. */
export async function furnish(api: HubClient): Promise<void> {
  for (const app of ["woocommerce", "mollie", "bancontact-pro", "foreignLanguageCustomers"])
    await api.post(`/api/apps/${app}/activate`);
  await api.upload("/api/house-style/logo", "image/png", await readFile(logo));
  const { logo: _, ...style } = await api.get<{ version: number; logo: unknown }>("/api/house-style");
  await api.put("/api/house-style", { ...style, accentColour: "#1f6f54", footer: "De Molen bv, RPR Gent" });
}

export interface Coupled {
  readonly shop: DemoShop;
  readonly connectionId: string;
  readonly couplingId: string;
}

/** Connects a shop by its keys, lets Schakel make the webhooks there, and couples its orders: invoices, the whole history. */
export async function coupleDemoShop(api: HubClient, demo: DemoShop): Promise<Coupled> {
  const { shop, name } = demo;
  const { id: connectionId } = await api.post<{ id: string }>("/api/connections", {
    connector: "woocommerce",
    name,
    settings: { shopUrl: shop.url },
    credentials: { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret },
  });
  await api.post(`/api/connections/${connectionId}/check`);
  await api.post(`/api/connections/${connectionId}/webhooks`);
  const { id: couplingId } = await api.post<{ id: string }>("/api/couplings", {
    kind: "shopOrders",
    sourceConnectionId: connectionId,
    settings: { startDate: null },
    state: "live",
  });
  return { shop: demo, connectionId, couplingId };
}

/** From now on invoices of this shop are mailed by themselves. */
export async function mailFromNowOn(api: HubClient, { couplingId }: Coupled): Promise<void> {
  const { items } = await api.get<{ items: { id: string; settings: object; settingsVersion: number }[] }>(
    "/api/couplings",
  );
  const coupling = items.find(({ id }) => id === couplingId);
  if (coupling === undefined) throw new Error(`There is no coupling ${couplingId}`);
  await api.post("/api/texts/preview", { couplingId, texts: {} });
  await api.put(`/api/couplings/${couplingId}`, {
    settings: { ...coupling.settings, sending: "automatic" },
    state: "live",
    settingsVersion: coupling.settingsVersion,
  });
}

/** Customers can pay an open invoice through these, once each was found to answer. */
export async function connectProviders(api: HubClient, mollie: Mollie, bancontact: BancontactPro): Promise<void> {
  const providers = [
    {
      connector: "mollie",
      name: "Mollie",
      settings: { apiUrl: `${mollie.url}/v2/` },
      credentials: { apiKey: mollie.apiKey },
    },
    {
      connector: "bancontact-pro",
      name: "Bancontact Pro",
      settings: { profileId: bancontact.profileId, apiUrl: bancontact.url, keysUrl: bancontact.jwksUrl },
      credentials: { apiKey: bancontact.apiKey },
    },
  ];
  for (const provider of providers) {
    const { id } = await api.post<{ id: string }>("/api/connections", provider);
    await api.post(`/api/connections/${id}/check`);
  }
}
