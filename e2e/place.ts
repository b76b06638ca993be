import { fileURLToPath } from "node:url";
import type { Cookie } from "playwright-core";
import { totpOf } from "#api/testing/totp.ts";
import { demoUser } from "#cli/demo-company.ts";
import { startDemoWorld, type DemoWorld } from "#cli/demo-world.ts";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { startCebeo } from "#sandbox/cebeo/stand-in.ts";
import { makeOperator } from "#store/users.ts";
import { ensureBrowser } from "../scripts/browser.ts";
import { makeRecords } from "./made-records.ts";
import { findRecords, type Records } from "./records.ts";
import { join, openSession, password, type Newcomer, type Session } from "./session.ts";

export const languages = ["nl", "fr", "en"] as const;
export type Language = (typeof languages)[number];

/**
 * Who looks: somebody who may everything, in each language; who may only look; who signs in with a code of his phone; who is in no company
 * any more; and who is not signed in.
 */
export type Member = Language | "viewer" | "careful" | "alone" | "nobody";

/** Signs in with a code of his phone. */
export const carefulEmail = "tom@demo.test";

/** A hub with a demo behind it, as plain data: tests in other processes get it handed over. */
export interface Place {
  readonly url: string;
  /** Of the operator. */
  readonly token: string;
  readonly administrationId: string;
  /** A company of the same people in which nothing happened yet. */
  readonly emptyId: string;
  /** A company of theirs that is half set up. */
  readonly newCompanyId: string;
  readonly cookies: Readonly<Record<Member, Pick<Cookie, "name" | "value" | "domain" | "path">[]>>;
  readonly records: Records;
  /** The program of the browser. */
  readonly browser: string;
}

export interface OpenPlace {
  readonly place: Place;
  readonly world: DemoWorld;
  stop(): Promise<void>;
}

const recordings = fileURLToPath(new URL("../fixtures/woocommerce", import.meta.url));

/** A hub of its own with the demo in it, and people who may look at it. */
export async function openPlace(orders: number): Promise<OpenPlace> {
  const browser = ensureBrowser();
  const scratch = await prepareScratchHub({ port: 0, fast: true });
  const undo = [() => scratch.stop()];
  const stop = async () => {
    for (const step of undo.splice(0)) await step();
  };
  try {
    const cebeo = await startCebeo();
    undo.unshift(() => cebeo.stop());
    const openHosts = [...scratch.configuration.openHosts, new URL(cebeo.url).host];
    const world = await startDemoWorld({
      configuration: { ...scratch.configuration, openHosts },
      folder: recordings,
      orders,
    });
    undo.unshift(() => world.stop());
    const { url } = world.hub;
    const an = openSession(url);
    await an.call("POST", "/api/session", demoUser);
    const people = await invitePeople(world, an);
    const found = await findRecords(world, an);
    const place: Place = {
      url: url.href,
      token: world.hub.token,
      administrationId: world.administrationId,
      ...people,
      records: {
        ...found,
        ...(await makeRecords(world, an, { newCompanyId: people.newCompanyId, cebeoUrl: cebeo.url })),
      },
      browser,
    };
    return { place, world, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function invitePeople({ hub, administrationId }: DemoWorld, an: Session) {
  const makeCompany = async (company: object): Promise<string> =>
    (await an.call<{ id: string }>("POST", "/api/administrations", { country: "BE", ...company })).id;
  const emptyId = await makeCompany({ name: "Nieuwe winkel bv", address: { countryCode: "BE" } });
  const newCompanyId = await makeCompany({
    name: "Velo Gent bv",
    legalRegistrationIdentifier: "0876543270",
    vatIdentifier: "BE0876543270",
    email: "info@velogent.test",
    iban: "BE68539007547034",
    address: { streetName: "Dok-Noord 7", postalZone: "9000", cityName: "Gent", countryCode: "BE" },
  });
  const all = [administrationId, emptyId, newCompanyId];
  const invite = (name: string, role: Newcomer["role"], language: Language, to: readonly string[]) =>
    join(hub.url, an, to, { name, email: `${name.toLowerCase()}@demo.test`, role, language });
  const fr = await invite("Elise", "administrator", "fr", all);
  const en = await invite("Emma", "administrator", "en", all);
  // What only the operator sees is looked at in every language; and nobody is invited as an owner: they are made one.
  for (const one of [fr, en]) {
    const { user } = await one.call<{ user: { id: string } }>("GET", "/api/me");
    await makeOperator(hub.store.hub, user.id);
    await an.call("PUT", `/api/users/${user.id}`, { role: "owner" }, administrationId);
  }
  const viewer = await invite("Kris", "viewer", "nl", [administrationId]);
  const alone = await invite("Oscar", "viewer", "nl", [administrationId]);
  const { user } = await alone.call<{ user: { id: string } }>("GET", "/api/me");
  await an.call("DELETE", `/api/users/${user.id}`, undefined, administrationId);
  const careful = await invite("Tom", "administrator", "nl", [administrationId]);
  const { secret } = await careful.call<{ secret: string }>("POST", "/api/me/totp", { password });
  await careful.call("PUT", "/api/me/totp", { code: totpOf(secret) });
  const cookies = {
    nl: an.cookies(),
    fr: fr.cookies(),
    en: en.cookies(),
    viewer: viewer.cookies(),
    careful: careful.cookies(),
    alone: alone.cookies(),
    nobody: [],
  };
  return { emptyId, newCompanyId, cookies };
}
