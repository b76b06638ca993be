import { fileURLToPath } from "node:url";
import type { Cookie } from "playwright-core";
import { demoUser } from "#cli/demo-company.ts";
import { startDemoWorld, type DemoWorld } from "#cli/demo-world.ts";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { ensureBrowser } from "../scripts/browser.ts";
import { findRecords, type Records } from "./records.ts";
import { join, openSession, type Newcomer, type Session } from "./session.ts";

export const languages = ["nl", "fr", "en"] as const;
export type Language = (typeof languages)[number];

/** Who looks: somebody who may everything, in each language; who may only look; who is in no company any more; and who is not signed in. */
export type Member = Language | "viewer" | "alone" | "nobody";

/** A hub with a demo behind it, as plain data: tests in other processes get it handed over. */
export interface Place {
  readonly url: string;
  /** Of the operator. */
  readonly token: string;
  readonly administrationId: string;
  /** A company of the same people in which nothing happened yet. */
  readonly emptyId: string;
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
    const world = await startDemoWorld({ configuration: scratch.configuration, folder: recordings, orders });
    undo.unshift(() => world.stop());
    const { url } = world.hub;
    const an = openSession(url);
    await an.call("POST", "/api/session", demoUser);
    const place: Place = {
      url: url.href,
      token: world.hub.token,
      administrationId: world.administrationId,
      ...(await invitePeople(world, an)),
      records: await findRecords(world, an),
      browser,
    };
    return { place, world, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function invitePeople({ hub, administrationId }: DemoWorld, an: Session) {
  const { id: emptyId } = await an.call<{ id: string }>("POST", "/api/administrations", {
    name: "Nieuwe winkel bv",
    country: "BE",
    address: { countryCode: "BE" },
  });
  const both = [administrationId, emptyId];
  const invite = (name: string, role: Newcomer["role"], language: Language, to: readonly string[]) =>
    join(hub.url, an, to, { name, email: `${name.toLowerCase()}@demo.test`, role, language });
  const fr = await invite("Elise", "administrator", "fr", both);
  const en = await invite("Emma", "administrator", "en", both);
  const viewer = await invite("Kris", "viewer", "nl", [administrationId]);
  const alone = await invite("Oscar", "viewer", "nl", [administrationId]);
  const { user } = await alone.call<{ user: { id: string } }>("GET", "/api/me");
  await an.call("DELETE", `/api/users/${user.id}`, undefined, administrationId);
  const cookies = {
    nl: an.cookies(),
    fr: fr.cookies(),
    en: en.cookies(),
    viewer: viewer.cookies(),
    alone: alone.cookies(),
    nobody: [],
  };
  return { emptyId, cookies };
}
