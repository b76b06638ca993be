import type { Browser } from "#api/testing/browser.ts";
import { secretOf, type Wholesaler } from "#api/testing/wholesaler.ts";

/** A basket login of this person at the wholesaler, filled in; returns its entry. */
export async function basketLogin(
  who: Browser,
  shop: Pick<Wholesaler, "url">,
  userName: string,
  more: {
    readonly isMine?: boolean;
    readonly partyId?: string;
    readonly connector?: string;
    readonly settings?: object;
  } = {},
): Promise<string> {
  const { isMine = false, partyId = null, connector = "wholesaler", settings = {} } = more;
  const made = await who.call("POST", "/api/supplier-entries", {
    function: "basket",
    connector,
    alias: `Login ${userName}`,
    isMine,
    partyId,
  });
  const { id, version }: { id: string; version: number } = made.json;
  const saved = await who.call("PUT", `/api/supplier-entries/${id}`, {
    version,
    settings: { shopUrl: shop.url, userName, ...settings },
    credentials: { password: secretOf(userName) },
  });
  if (saved.status !== 200) throw new Error(saved.text);
  return id;
}

/** A draft of this kind; returns its id and version. */
export async function draftOf(
  who: Browser,
  kind: string,
  more: object = {},
): Promise<{ readonly id: string; readonly version: number }> {
  const made = await who.call("POST", "/api/documents", { kind, ...more });
  if (made.status !== 201) throw new Error(made.text);
  return made.json;
}

/** Switches the app of suppliers on. */
export const switchOn = (who: Pick<Browser, "call">): Promise<unknown> =>
  who.call("POST", "/api/apps/supplierWebshops/activate", {});

export const openHostsOf = (shop: Pick<Wholesaler, "url">): readonly string[] => [
  new URL(shop.url).host,
  new URL(shop.url).hostname,
];
