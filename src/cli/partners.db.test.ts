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

test("a partner that does not answer keeps nobody from saving; who saved meanwhile is named", async () => {
  const buyer = await company(one, "Bakkerij Drie", "BE0438390312");
  const seller = await company(other, "Groothandel Drie", "BE0451406524");
  const id = await connect(buyer, seller);
  const { version } = await relation(buyer, id);
  one.world.isCutOff = true;
  await send(buyer, id, "BB-3");
  await until("the trouble to show", async () => {
    const { trouble } = (await relation(buyer, id)) as unknown as { trouble: object | null };
    return trouble !== null;
  });
  const change = { partyId: null, directions: orderDirections, settings: {} };
  await buyer.call("PUT", `/api/relations/${id}`, { ...change, version });
  one.world.isCutOff = false;
  const refused = await buyer.refused("PUT", `/api/relations/${id}`, { ...change, version });
  expect(refused).toMatchObject({ status: 409, message: expect.stringContaining("An heeft dit") as string });
});

test("a message to which no answer ever comes gives way to the others", async () => {
  const buyer = await company(one, "Bakkerij Vijf", "BE0202239951");
  const seller = await company(other, "Groothandel Vijf", "BE0403170701");
  const id = await connect(buyer, seller);
  // Something between both hubs that takes offence at one of them.
  one.world.answered = async ({ body }, answer) =>
    body?.includes('"businessId":"STUCK"') === true
      ? { ...answer, status: 413, headers: {}, body: "<html></html>" }
      : answer;
  for (const number of ["STUCK", "A", "B"]) await send(buyer, id, number);
  const delivered = async (): Promise<string> => {
    // As if the time between two tries had gone by.
    await sql`with held as materialized (select id from relations where id = ${id} for update) update relation_messages m
      set next_attempt_at = least(m.next_attempt_at, now()) from held where m.relation_id = held.id and m.way = 'out'
        and m.administration_id = ${buyer.administrationId} and m.state in ('queued', 'retrying')`.execute(
      one.store.owner,
    );
    const { rows } = await sql<{ number: string }>`select business_id as number from relation_messages
      where administration_id = ${buyer.administrationId} and delivered_at is not null order by seq`.execute(
      one.store.owner,
    );
    return rows.map(({ number }) => number).join(" ");
  };
  await until("the others to be delivered", async () => (await delivered()).includes("B"), 400);
  expect(await delivered()).toBe("A B");
  delete one.world.answered;
  await until("that one as well", async () => (await delivered()).includes("STUCK"));
});

test("a statement counts what went between, and no statement", async () => {
  const buyer = await company(one, "Bakkerij Vier", "BE0463318421");
  const seller = await company(other, "Groothandel Vier", "BE0479998857");
  const ways = (["in", "out"] as const).map((way) => ({ docType: "statement", way }));
  const id = await connect(buyer, seller, [...orderDirections, ...ways]);
  await send(buyer, id, "BB-4");
  await until("the message to arrive", async () => (await numbersIn(seller, id)).length === 1);
  const day = Temporal.Now.plainDateISO("UTC").subtract({ days: 2 }).toString();
  /** As if all of it, statements as well, had been the day before yesterday. */
  const longAgo = async () => {
    for (const { under, administrationId } of [buyer, seller])
      await sql`update relation_messages set created_at = ${`${day}T12:00:00Z`}::timestamptz,
          envelope = jsonb_set(envelope, '{createdAt}', to_jsonb(${`${day}T12:00:00Z`}::text))
        where administration_id = ${administrationId}`.execute(under.store.owner);
  };
  const path = `/api/relations/${id}/statements`;
  interface Seen {
    readonly state: string;
    readonly drawnUpAt: string;
    readonly own: readonly { readonly docType: string; readonly messages: number }[];
  }
  const drawnUp = async (): Promise<Seen> => {
    await longAgo();
    await buyer.call("POST", path, { from: day, to: day });
    return until("the answer", async () => {
      const [seen] = (await buyer.call<{ items: Seen[] }>("GET", path)).items;
      return seen !== undefined && seen.state !== "drawnUp" && seen;
    });
  };
  await until("its receipt", async () => {
    const { rows } = await sql`select from relation_messages where administration_id = ${buyer.administrationId}
      and delivered_at is not null`.execute(one.store.owner);
    return rows.length === 1;
  });
  const right = { state: "agreed", own: [{ docType: "order", messages: 1 }] };
  expect(await drawnUp()).toMatchObject(right);
  expect(await drawnUp()).toMatchObject(right);
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
