import { sql } from "kysely";
import type { BrowserContext, Page } from "playwright-core";
import { inAdministration, type Database } from "#store/database.ts";
import { axeFaults, layoutFaults } from "./look.ts";

/** A basket as the hub keeps it. */
export interface Staged {
  readonly id: string;
  readonly source: string;
  readonly fetchedBy: string;
  readonly lines: readonly { readonly code: string; readonly quantity: string; readonly note: string }[];
}

/** What the hub holds, the newest first. */
export async function stagedBaskets(db: Database, administrationId: string): Promise<readonly Staged[]> {
  const { rows } = await inAdministration(db, administrationId, (trx) =>
    sql<Staged>`select b.id, b.source, b.fetched_by as "fetchedBy", jsonb_agg(jsonb_build_object('code', l.as_read ->> 'suppliersItemIdentifier',
        'quantity', trim_scale(l.quantity)::text, 'note', l.as_read ->> 'note') order by l.position) as lines
      from supplier_baskets b join supplier_basket_lines l on l.administration_id = b.administration_id and l.basket_id = b.id
      where b.administration_id = ${administrationId} group by b.id, b.administration_id, b.source, b.fetched_by, b.fetched_at order by b.fetched_at desc`.execute(
      trx,
    ),
  );
  return rows;
}

/** Faults of what is on the screen now, in both looks. */
export async function faultsOn(page: Page): Promise<readonly string[]> {
  const found = [...(await axeFaults(page)), ...(await layoutFaults(page))];
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await axeFaults(page, { only: ["color-contrast"] })).map((fault) => `dark: ${fault}`));
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

/** Straight from the device: what a screen shows may not be kept yet. */
export const notesOnDevice = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((one) => one.name ?? "").find((one) => one.split(" ").length === 3);
    const opening = indexedDB.open(name ?? "");
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    const asking = opening.result.transaction("basket").objectStore("basket").getAll();
    await new Promise((resolve) => asking.addEventListener("success", resolve));
    opening.result.close();
    return (asking.result as { note: string }[]).map(({ note }) => note).join("");
  });

/** Addresses of what the worker keeps. */
export const keptFiles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const caching = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(caching.map((cache) => cache.keys()))).flat().map(({ url }) => new URL(url).pathname);
  });

/** Chromium's own command for a full device does nothing in a window without history; so it is made to say what it says then. */
export const refuseNextWrite = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function refuse() {
      IDBObjectStore.prototype.put = put;
      throw new DOMException("", "QuotaExceededError");
    };
  });

/** As a device says that has so many bytes left. */
export const leaveRoom = (page: Page, bytes: number): Promise<void> =>
  page.evaluate((left) => {
    const { storage } = navigator;
    const estimate = storage.estimate.bind(storage);
    storage.estimate = async () => {
      const { usage = 0 } = await estimate();
      return { usage, quota: usage + left };
    };
  }, bytes);

/** From the next page on, as it is after a person said no: a Chromium without windows asks nobody, and heeds no permission that was taken back. */
export const refuseCamera = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
  });
};
