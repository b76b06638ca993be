import { beforeAll } from "vitest";
import { coupleShop, type CoupledShop } from "#cli/testing/coupled-shop.ts";
import { hubUnderTest } from "#cli/testing/hub-under-test.ts";
import { atEndOfFile } from "#store/testing/end-of-file.ts";
import { join, openSession, password, type Session } from "./session.ts";
import type { Door } from "./visit.ts";

/** A hub with a coupled shop for one file of tests, which may change everything in it, and who works there. */
export interface OwnShop {
  readonly coupled: CoupledShop;
  readonly an: Session;
  readonly door: Door;
  readonly home: string;
}

export function ownShop(): OwnShop {
  let made: OwnShop;
  beforeAll(async () => {
    const under = await hubUnderTest();
    const coupled = await coupleShop(under, {}, atEndOfFile);
    const { administrationId } = coupled;
    const url = under.hub.url;
    const an = openSession(url);
    // The first user of a hub owns what is there already.
    await an.call("POST", "/api/setup", {
      user: { name: "An Peeters", email: "an@winkel.test", password, language: "nl" },
    });
    const kris = { name: "Kris", email: "kris@winkel.test", role: "viewer", language: "nl" } as const;
    const viewer = await join(url, an, [administrationId], kris);
    const cookies = { nl: an.cookies(), viewer: viewer.cookies() };
    made = { coupled, an, door: { url: url.href, cookies }, home: `/a/${administrationId}` };
  });
  return {
    get coupled() {
      return made.coupled;
    },
    get an() {
      return made.an;
    },
    get door() {
      return made.door;
    },
    get home() {
      return made.home;
    },
  };
}
