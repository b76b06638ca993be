import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { makeAccessToken } from "#store/access-tokens.ts";
import { inAdministration } from "#store/database.ts";
import { queueMessage } from "#engine/partners/queue-message.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { until } from "./testing/coupled-shop.ts";

let one: HubUnderTest;
let other: HubUnderTest;
beforeAll(async () => {
  one = await hubUnderTest();
  other = await hubUnderTest();
});

interface Identity {
  readonly name: string;
  readonly vatNumber: string | null;
  readonly gln: string | null;
  readonly scheme: string;
  readonly id: string;
}
interface Relation {
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

interface Company {
  readonly under: HubUnderTest;
  readonly administrationId: string;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The status and the sentence with which it is refused. */
  refused(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly message: string }>;
  party(name: string): Promise<string>;
}

/** A company with its own enterprise number, and partners switched on. */
async function company(under: HubUnderTest, name: string, vat: string): Promise<Company> {
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
    party: async (called) => (await call<{ id: string }>("POST", "/api/parties", { name: called })).id,
  };
}

const directions = [
  { docType: "order", way: "in" },
  { docType: "order", way: "out" },
];
const relation = (of: Company, id: string) => of.call<Relation>("GET", `/api/relations/${id}`);
const becomes = (of: Company, id: string, state: string) =>
  until(`the relation to be ${state}`, async () => (await relation(of, id)).state === state);

/** Invites, looks, accepts and confirms, as people do it on their screens. */
async function connect(buyer: Company, seller: Company): Promise<string> {
  const invited = await buyer.call<{ relation: Relation; link: string }>("POST", "/api/relations", { directions });
  const { id } = invited.relation;
  const looked = await seller.call<{ partner: Identity; isLocal: boolean }>("POST", "/api/relations/look", {
    link: invited.link,
  });
  const { name, vatNumber, gln } = looked.partner;
  const partyId = await seller.party(name);
  const body = { link: invited.link, partyId, partner: { name, vatNumber, gln }, directions };
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

const numbersIn = async ({ under, administrationId }: Company, relationId: string): Promise<string[]> => {
  const { rows } = await sql<{ number: string }>`select business_id as number from relation_messages
    where administration_id = ${administrationId} and relation_id = ${relationId} and way = 'in' order by seq`.execute(
    under.store.owner,
  );
  return rows.map(({ number }) => number);
};

const send = ({ under: { store }, administrationId }: Company, relationId: string, businessId: string) =>
  inAdministration(store.app, administrationId, (trx) =>
    queueMessage(
      trx,
      store.key,
      administrationId,
      {
        ...{
          relationId,
          docType: "order",
          businessId,
          revision: 0,
          replaces: null,
          inReplyTo: null,
          documentId: null,
          by: "",
        },
        content: { type: "application/xml", profile: "urn:test", bytes: Buffer.from("<Order/>") },
        summary: null,
      },
      Temporal.Now.instant(),
    ),
  );

test("two hubs: invited, looked at, accepted and confirmed over the API, and then a message goes by itself", async () => {
  const buyer = await company(one, "Bakkerij Jansen", "BE0123456749");
  const seller = await company(other, "Groothandel Peeters", "BE0876543270");
  await buyer.call("PUT", "/api/administration", {
    ...(await buyer.call<object>("GET", "/api/administration")),
    gln: "5412345000013",
  });
  const id = await connect(buyer, seller);
  const [ours, theirs] = [await relation(buyer, id), await relation(seller, id)];
  expect(ours.partner).toMatchObject({
    name: "Groothandel Peeters",
    vatNumber: "BE0876543270",
    scheme: "0208",
    id: "0876543270",
  });
  expect(theirs.partner).toMatchObject({ name: "Bakkerij Jansen", gln: "5412345000013" });
  expect([ours.isLocal, theirs.isLocal, ours.party?.name]).toEqual([false, false, "Groothandel Peeters"]);
  expect(theirs.comparisonCode).toBe(ours.comparisonCode);
  expect(ours.directions.every(({ announced }) => announced)).toBe(true);

  await send(buyer, id, "BB-1");
  await until("the message to arrive", async () => (await numbersIn(seller, id)).length === 1);
  const log = await seller.call<{ items: { step: string; businessId: string }[] }>(
    "GET",
    `/api/relation-log?relationId=${id}&way=in`,
  );
  expect(log.items).toContainEqual(expect.objectContaining({ step: "received", businessId: "BB-1" }));

  await seller.call("POST", `/api/relations/${id}/pause`);
  await becomes(buyer, id, "suspended");
  expect(await buyer.refused("POST", `/api/relations/${id}/resume`)).toMatchObject({ status: 409 });
  await seller.call("POST", `/api/relations/${id}/resume`);
  await becomes(buyer, id, "active");
  await buyer.call("POST", `/api/relations/${id}/rotate-key`);
  await until("the new key to be known", async () => (await relation(seller, id)).keys.length === 3);
  await buyer.call("POST", `/api/relations/${id}/end`);
  await becomes(seller, id, "ended");
});

test("two companies of one hub go the same way", async () => {
  const buyer = await company(one, "Winkel Een", "BE0202239951");
  const seller = await company(one, "Magazijn Een", "BE0403170701");
  const id = await connect(buyer, seller);
  expect([(await relation(buyer, id)).isLocal, (await relation(seller, id)).isLocal]).toEqual([true, true]);
  await send(seller, id, "M-1");
  await until("the message to arrive", async () => (await numbersIn(buyer, id)).length === 1);
  const { version } = await relation(buyer, id);
  const change = { partyId: null, directions: [{ docType: "order", way: "out" }], settings: {} };
  expect(await buyer.refused("PUT", `/api/relations/${id}`, { ...change, version: version + 7 })).toMatchObject({
    status: 409,
  });
  await buyer.call("PUT", `/api/relations/${id}`, { ...change, version });
  await until("the other side to hear what is wanted", async () =>
    (await relation(seller, id)).directions.some(
      ({ docType, way, announced }) => docType === "order" && way === "out" && !announced,
    ),
  );
});

test("what is no invitation, one's own, used, refused or confirmed as another is refused in words", async () => {
  const buyer = await company(one, "Bakkerij Twee", "BE0417497106");
  const seller = await company(other, "Groothandel Twee", "BE0428759497");
  expect(await seller.refused("POST", "/api/relations/look", { link: "https://example.test/" })).toEqual({
    status: 400,
    message: expect.stringContaining("geen uitnodiging") as string,
  });
  const { relation: invited, link } = await buyer.call<{ relation: Relation; link: string }>("POST", "/api/relations", {
    directions,
  });
  expect(await buyer.call("GET", `/api/relations/${invited.id}/link`)).toEqual({ link });
  expect((await buyer.refused("POST", "/api/relations/refuse", { link })).status).toBe(409);
  const partyId = await seller.party("Bakkerij");
  const body = { link, partyId, partner: { name: "Somebody else", vatNumber: null, gln: null }, directions };
  expect((await seller.refused("POST", "/api/relations/accept", body)).message).toMatch(/intussen anders/);
  await seller.call("POST", "/api/relations/refuse", { link });
  await becomes(buyer, invited.id, "rejected");
  expect((await seller.refused("POST", "/api/relations/look", { link })).message).toMatch(
    /gebruikt, ingetrokken of verlopen/,
  );
  expect(
    (
      await buyer.refused("POST", `/api/relations/${invited.id}/confirm`, {
        partyId: await buyer.party("X"),
        partner: body.partner,
      })
    ).status,
  ).toBe(409);
  await buyer.call("POST", "/api/apps/partners/deactivate", {});
  expect((await buyer.refused("GET", "/api/relations")).status).toBe(409);
});
