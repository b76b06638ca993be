import { sql } from "kysely";
import { makeAccessToken } from "#store/access-tokens.ts";
import { until } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

/** Who a company is to its partners. */
export interface Identity {
  readonly name: string;
  readonly vatNumber: string | null;
  readonly gln: string | null;
  readonly scheme: string;
  readonly id: string;
}
export interface Relation {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly partner: Identity | null;
  readonly party: { readonly name: string } | null;
  readonly isLocal: boolean;
  readonly isConfirmedByPartner: boolean;
  readonly comparisonCode: string;
  readonly directions: readonly { readonly docType: string; readonly way: string; readonly announced: boolean }[];
  readonly keys: readonly { readonly owner: string; readonly state: string }[];
}

/** A hub, in this process or in one of its own. */
export interface PartnerHub extends Pick<HubUnderTest, "store"> {
  readonly hub: { readonly url: URL };
}

export interface Company {
  readonly under: PartnerHub;
  readonly administrationId: string;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The status and the sentence with which it is refused. */
  refused(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly message: string }>;
  party(name: string, fields?: object): Promise<string>;
}

/** A company with its own enterprise number, and partners switched on. */
export async function company(under: PartnerHub, name: string, vat: string): Promise<Company> {
  const { store, hub } = under;
  const administrationId = await store.makeAdministration({ name });
  await sql`update administrations set vat_identifier = ${vat} where id = ${administrationId}`.execute(store.owner);
  const token = await makeAccessToken(store.hub, store.key, { name: "An", administrationId, role: "owner" });
  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(new URL(path, hub.url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "accept-language": "nl",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await ask(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  };
  await call("POST", "/api/apps/partners/activate", {});
  return {
    under,
    administrationId,
    call,
    async refused(method, path, body) {
      const answer = await ask(method, path, body);
      const { errors = [] } = (await answer.json()) as { errors?: { message: string }[] };
      return { status: answer.status, message: errors[0]?.message ?? "" };
    },
    async party(called, fields = {}) {
      const postal = { streetName: "Kaai 1", cityName: "Antwerpen", postalZone: "2000", countryCode: "BE" };
      const made = { name: called, addresses: { postal }, ...fields };
      return (await call<{ id: string }>("POST", "/api/parties", made)).id;
    },
  };
}

export interface Direction {
  readonly docType: string;
  readonly way: "in" | "out";
}

/** Orders go both ways. */
export const orderDirections: readonly Direction[] = [
  { docType: "order", way: "in" },
  { docType: "order", way: "out" },
];
export const relation = (of: Company, id: string) => of.call<Relation>("GET", `/api/relations/${id}`);
export const becomes = (of: Company, id: string, state: string) =>
  until(`the relation to be ${state}`, async () => (await relation(of, id)).state === state);

/** The same as the other side sees it. */
const mirrored = (directions: readonly Direction[]): Direction[] =>
  directions.map(({ docType, way }) => ({ docType, way: way === "in" ? "out" : "in" }));

/** Invites, looks, accepts and confirms, as people do it on their screens. */
export async function connect(
  buyer: Company,
  seller: Company,
  directions: readonly Direction[] = orderDirections,
  /** Of the seller. */
  settings: Readonly<Record<string, unknown>> = {},
  mode: "live" | "test" = "live",
): Promise<string> {
  const invited = await buyer.call<{ relation: Relation; link: string }>("POST", "/api/relations", {
    directions,
    mode,
  });
  const { id } = invited.relation;
  const looked = await seller.call<{ partner: Identity; isLocal: boolean }>("POST", "/api/relations/look", {
    link: invited.link,
  });
  const { name, vatNumber, gln } = looked.partner;
  const partyId = await seller.party(name);
  const confirmed = { name, vatNumber, gln };
  const body = { link: invited.link, partyId, partner: confirmed, directions: mirrored(directions), settings };
  await seller.call("POST", "/api/relations/accept", body);
  await until("the acceptance to arrive", async () => (await relation(buyer, id)).isConfirmedByPartner);
  const { partner } = await relation(buyer, id);
  if (partner === null) throw new Error("No partner");
  await buyer.call("POST", `/api/relations/${id}/confirm`, {
    partyId: await buyer.party(partner.name),
    partner: { name: partner.name, vatNumber: partner.vatNumber, gln: partner.gln },
  });
  await becomes(seller, id, "active");
  return id;
}
