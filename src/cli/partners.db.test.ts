import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { inAdministration } from "#store/database.ts";
import { queueMessage } from "#engine/partners/queue-message.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { until } from "./testing/coupled-shop.ts";
import {
  becomes,
  company,
  connect,
  orderDirections,
  relation,
  type Company,
  type Relation,
} from "./testing/partner-companies.ts";

let one: HubUnderTest;
let other: HubUnderTest;
beforeAll(async () => {
  one = await hubUnderTest();
  other = await hubUnderTest();
});

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
    directions: orderDirections,
  });
  expect(await buyer.call("GET", `/api/relations/${invited.id}/link`)).toEqual({ link });
  expect((await buyer.refused("POST", "/api/relations/refuse", { link })).status).toBe(409);
  const partyId = await seller.party("Bakkerij");
  const body = {
    link,
    partyId,
    partner: { name: "Somebody else", vatNumber: null, gln: null },
    directions: orderDirections,
  };
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
