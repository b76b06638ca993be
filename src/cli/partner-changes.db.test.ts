// Over 300 lines because what people and lines do to an order that was sent is read as one story.
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { WireFault } from "#connect/transport.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { becomes, company, connect, relation, type Company, type Direction } from "./testing/partner-companies.ts";
import {
  all,
  answer,
  answeredAs,
  arrived,
  atBuyer,
  bare,
  byCode,
  byGtin,
  change,
  countOf,
  exportAll,
  ordersOf,
  pairOf,
  placed,
  statusOf,
  vatNumber,
  type Order,
  type Pair,
  type Placed,
} from "./testing/partner-pair.ts";

let one: HubUnderTest;
let other: HubUnderTest;
beforeAll(async () => {
  one = await hubUnderTest();
  other = await hubUnderTest();
});

const pair = (directions: readonly Direction[] = all, settings: Readonly<Record<string, unknown>> = {}) =>
  pairOf([one, other], directions, settings);

/** What the buyer asks after the order was accepted, as the supplier sees it. */
const asked = (of: Pair, { number }: Placed, what: string): Promise<Order> =>
  until(`a ${what} to be asked`, async () => {
    const row = (await ordersOf(of)).find(({ orderNumber }) => orderNumber === number);
    return row?.asks === what && row;
  });
const refuse = ({ seller }: Pair, { id, version }: Order) =>
  seller.call("POST", `/api/relations/orders/${id}/pending`, { version, isAccepted: false });
const settled = (of: Pair, order: Placed): Promise<Order> =>
  until("what was asked to be answered", async () => {
    const seen = await atBuyer(of, order);
    return seen.asks === null && seen;
  });
/** The buyer has the connection so. */
async function withSettings({ buyer, relationId, supplierId }: Pair, settings: object): Promise<void> {
  const { version } = await relation(buyer, relationId);
  await buyer.call("PUT", `/api/relations/${relationId}`, { partyId: supplierId, directions: all, settings, version });
}
const at = (order: Placed, what: string) => `/api/purchase-orders/${order.id}/partner/${what}`;

const messagesOf = async ({ under, administrationId }: Company, number: string) => {
  const { rows } = await sql<{
    type: string;
    revision: number;
    state: string;
  }>`select doc_type as type, revision, state from relation_messages
    where administration_id = ${administrationId} and business_id = ${number} order by seq`.execute(under.store.owner);
  return rows;
};

describe("after an order was accepted", () => {
  test("what was refused is not the last: the next change and cancellation go under new numbers", async () => {
    const of = await pair();
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    await answer(of, await arrived(of, order), {});
    await answeredAs(of, order, "accepted");
    await change(of, order, { quantity: "30" });
    await of.buyer.call("POST", at(order, "change"));
    await refuse(of, await asked(of, order, "change"));
    expect(await settled(of, order)).toMatchObject({ state: "accepted", needsLook: true });

    await change(of, order, { quantity: "25" });
    await of.buyer.call("POST", at(order, "change"));
    const { id, version } = await asked(of, order, "change");
    await of.seller.call("POST", `/api/relations/orders/${id}/pending`, { version, isAccepted: true });
    expect((await settled(of, order)).orderLines[0]?.answered).toMatchObject({ confirmed: "25" });

    for (const reason of ["Te veel", "Echt niet"]) {
      await of.buyer.call("POST", at(order, "cancel"), { reason });
      await refuse(of, await asked(of, order, "cancel"));
      await settled(of, order);
    }
    const sent = (await messagesOf(of.buyer, order.number)).filter(({ type }) => type !== "order_response");
    expect(sent.map(({ type, revision }) => `${type} ${revision}`)).toEqual([
      "order 0",
      "order_change 1",
      "order_change 2",
      "order_cancel 3",
      "order_cancel 4",
    ]);
    expect(await countOf(of.seller, "orderSlip")).toBe(2);
  });

  test("what was refused is sent again whole, and is looked at as new", async () => {
    const of = await pair();
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    await answer(of, await arrived(of, order), { isAccepted: false, note: "Niet op voorraad" });
    await answeredAs(of, order, "rejected");
    await of.buyer.call("POST", at(order, "again"));
    await answer(of, await arrived(of, order), {});
    await answeredAs(of, order, "accepted");
    expect(await countOf(of.seller, "orderSlip")).toBe(1);
  });
});

test("where the buyer only sends orders, a change is shown as unknown to the supplier and nothing is sent", async () => {
  const of = await pair();
  await withSettings(of, { orderOnly: true });
  const order = await placed(of, [byGtin]);
  await exportAll(of);
  await arrived(of, order);
  await change(of, order, { quantity: "30" });
  const changed = await atBuyer(of, order);
  expect(changed.sent).toMatchObject({ isChangedSinceSent: true, tellsChanges: false });
  expect((await of.buyer.refused("POST", at(order, "change"))).status).toBe(409);
  expect(await exportAll(of)).toMatchObject({ sent: 0, items: [] });
  expect(await messagesOf(of.buyer, order.number)).toMatchObject([{ type: "order", revision: 0 }]);
});

test("an answer that comes before the receipt was stored settles the order, and nothing is sent twice", async () => {
  const of = await pair(all, { acceptsByItself: true });
  // Every receipt of an order is lost on its way back.
  one.world.answered = (request, answered) => {
    if (request.method === "PUT" && request.url.pathname.includes(`${of.relationId}/messages/`))
      throw new WireFault("lost", "the receipt was lost");
    return Promise.resolve(answered);
  };
  const order = await placed(of, [byGtin]);
  try {
    await exportAll(of);
    expect(await answeredAs(of, order, "accepted")).toMatchObject({ needsLook: false, problem: null });
  } finally {
    delete one.world.answered;
  }
  expect(await statusOf(of, order)).toBe("confirmed");
  const sent = (await messagesOf(of.buyer, order.number)).filter(({ type }) => type === "order");
  expect(sent).toEqual([{ type: "order", revision: 0, state: "accepted" }]);
  expect(await countOf(of.seller, "orderSlip")).toBe(1);
});

test("a change that overtakes its order waits for it, and the order stands as it was changed", async () => {
  const of = await pair();
  const { owner } = of.buyer.under.store;
  const order = await placed(of, [byGtin]);
  const held = async (state: string) =>
    sql`update relation_messages set state = ${state}, next_attempt_at = case when ${state} = 'retrying' then now() end
      where administration_id = ${of.buyer.administrationId} and business_id = ${order.number} and doc_type = 'order'`.execute(
      owner,
    );
  one.world.isCutOff = true;
  try {
    await exportAll(of);
    await until("it to be tried", async () => (await messagesOf(of.buyer, order.number))[0]?.state === "retrying");
    // As if another road had the order under way: the change does not wait for it here.
    await held("taken");
  } finally {
    one.world.isCutOff = false;
  }
  await change(of, order, { quantity: "30" });
  await of.buyer.call("POST", at(order, "change"));
  await until("the change to wait", async () => (await messagesOf(of.seller, order.number))[0]?.state === "held");
  expect(await ordersOf(of)).toEqual([]);
  await held("retrying");
  const there = await until("the order to be as it was changed", async () => {
    const [row] = await ordersOf(of);
    return row?.revision === 1 && row;
  });
  await answer(of, there, {});
  expect((await answeredAs(of, order, "accepted")).orderLines[0]?.answered).toMatchObject({ confirmed: "30" });
  expect(await countOf(of.seller, "orderSlip")).toBe(1);
});

test("the database falls away in the middle of an import, three times: the order is there once", async () => {
  const of = await pair();
  const { owner } = of.seller.under.store;
  await sql`create sequence falls; grant usage on sequence falls to schakel_app`.execute(owner);
  // Our draft of the order is written by then, and goes with the connection.
  await sql`create function fall_away() returns trigger language plpgsql as $$ begin
    if nextval('falls') <= 3 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$`.execute(
    owner,
  );
  await sql`create trigger fall_away before insert on partner_orders for each row
    when (new.administration_id = ${sql.lit(of.seller.administrationId)}) execute function fall_away()`.execute(owner);
  const order = await placed(of, [byGtin]);
  await exportAll(of);
  await arrived(of, order);
  await sql`drop trigger fall_away on partner_orders`.execute(owner);
  const { rows } = await sql<{ falls: number }>`select last_value::int as falls from falls`.execute(owner);
  expect(rows[0]?.falls).toBe(4);
  expect(await countOf(of.seller, "orderSlip")).toBe(1);
  await answer(of, await arrived(of, order), {});
  await answeredAs(of, order, "accepted");
});

test("a line without any code goes as text where both allow it, and refused as one line: the rest goes", async () => {
  const of = await pair(all, { allowsTextLines: true });
  await withSettings(of, { allowsTextLines: true });
  const order = await placed(of, [byGtin, bare]);
  await exportAll(of);
  const open = await arrived(of, order);
  expect(open.orderLines[1]?.judged).toMatchObject({ itemId: null, step: null });
  await answer(of, open, { lines: [{ lineId: "2", isRejected: true }] });
  const seen = await answeredAs(of, order, "changed");
  expect(seen.response?.code).toBe("CA");
  expect(seen.orderLines.map(({ answered }) => answered?.state)).toEqual(["accepted", "rejected"]);
});

test("two of the supplier's items with one barcode: the code chooses; without one the order waits for a person", async () => {
  const of = await pair();
  const twin = {
    ...{ sellersItemIdentifier: "LAMP-9B", name: "LED-lamp 9 W, dimbaar", salesPrice: "3.93", vatRate: "21" },
  };
  await of.seller.call("POST", "/api/items", { ...twin, unitCode: "C62", gtins: ["5412345000020"] });
  const [open, named] = [
    await placed(of, [byGtin]),
    await placed(of, [{ ...byGtin, sellersItemIdentifier: "LAMP-9" }]),
  ];
  await exportAll(of);
  expect((await arrived(of, open, "held")).problem).toMatchObject({ code: "partner.unmatched" });
  expect((await arrived(of, named)).orderLines[0]?.judged).toMatchObject({ itemId: of.lampId });
  expect(await countOf(of.seller, "orderSlip")).toBe(1);
});

test("a paper that cannot be sent keeps nothing else, is tried again, and is named in the end", async () => {
  const of = await pair();
  const [first, second] = [await placed(of, [byGtin]), await placed(of, [byCode])];
  await exportAll(of);
  const accepted = await answer(of, await arrived(of, first), {});
  const { owner } = of.seller.under.store;
  const { administrationId } = of.seller;
  await sql`create function refuse_despatch() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$`.execute(
    owner,
  );
  await sql`create trigger refuse_despatch before insert on relation_messages for each row
    when (new.administration_id = ${sql.lit(administrationId)} and new.doc_type = 'despatch') execute function refuse_despatch()`.execute(
    owner,
  );
  const note = await of.seller.call<{ id: string }>("POST", `/api/documents/${accepted.documentId}/convert`, {
    to: "deliveryNote",
  });
  await of.seller.call("POST", `/api/documents/${note.id}/issue`, {});
  await answer(of, await arrived(of, second), {});
  await answeredAs(of, second, "accepted");
  await until("it to be given up", async () => {
    const { rows } = await sql<{ state: string }>`update partner_follow_ups set next_attempt_at = now()
      where administration_id = ${administrationId} returning state`.execute(owner);
    return rows[0]?.state === "left";
  });
  const log = await of.seller.call<{ items: { step: string; code: string; docType: string }[] }>(
    "GET",
    "/api/relation-log?onlyTrouble=true",
  );
  expect(log.items).toContainEqual(
    expect.objectContaining({ step: "notSent", code: "partner.failed", docType: "despatch" }),
  );
  await sql`drop trigger refuse_despatch on relation_messages`.execute(owner);
});

test("an order that never left when its connection ended is named, and goes over the next one", async () => {
  const of = await pair();
  const [unsure, unsent] = [await placed(of, [byCode]), await placed(of, [byGtin])];
  const { owner } = of.buyer.under.store;
  one.world.isCutOff = true;
  try {
    await exportAll(of);
    await until("it to be tried", async () => (await messagesOf(of.buyer, unsure.number))[0]?.state === "retrying");
    // The second was not tried before the end, however quick the hub was.
    await sql`update relation_messages set state = 'queued', attempts = 0, next_attempt_at = now() + interval '1 hour'
      where administration_id = ${of.buyer.administrationId} and business_id = ${unsent.number}`.execute(owner);
    await of.buyer.call("POST", `/api/relations/${of.relationId}/end`);
  } finally {
    one.world.isCutOff = false;
  }
  expect(await atBuyer(of, unsure)).toMatchObject({
    state: "sent",
    needsLook: true,
    problem: { code: "partner.ended" },
  });
  expect(await atBuyer(of, unsent)).toMatchObject({ state: "recalled", problem: { code: "partner.ended" } });
  await becomes(of.seller, of.relationId, "ended");
  const relationId = await connect(of.buyer, of.seller, all);
  const { version } = await relation(of.buyer, relationId);
  await of.buyer.call("PUT", `/api/relations/${relationId}`, {
    partyId: of.supplierId,
    directions: all,
    settings: {},
    version,
  });
  expect(await exportAll(of)).toMatchObject({ sent: 1, items: [{ number: unsent.number }] });
  await arrived(of, unsent);
});

test("an order that was tried out is no order: it goes once more over the real connection", async () => {
  const of = await pair();
  // Both know one another already; this pair does not.
  const buyer = await company(one, "Proefbedrijf", vatNumber());
  await buyer.call("POST", "/api/apps/purchases/activate", {});
  const trial = await connect(buyer, of.seller, all, {}, "test");
  const { party } = (await relation(buyer, trial)) as unknown as { party: { id: string } };
  const tried: Pair = { ...of, buyer, relationId: trial, supplierId: party.id };
  const order = await placed(tried, [byGtin]);
  expect(await exportAll(tried)).toMatchObject({ sent: 1 });
  await until("it to be tried out", async () => (await messagesOf(of.seller, order.number))[0]?.state === "imported");
  expect(await exportAll(tried)).toMatchObject({ sent: 0, items: [] });
  expect(await ordersOf(tried)).toEqual([]);
  const relationId = await connect(buyer, of.seller, all);
  await withSettings({ ...tried, relationId }, {});
  expect(await exportAll(tried)).toMatchObject({ sent: 1, items: [{ number: order.number, relationId }] });
  await arrived(tried, order);
  expect(await exportAll(tried)).toMatchObject({ sent: 0, items: [] });
  expect(await countOf(of.seller, "orderSlip")).toBe(1);
});

describe("by the button", () => {
  test("a supplier that fetches asks for its orders, takes each once, and finds nothing the second time", async () => {
    const of = await pair();
    const { version } = await relation(of.seller, of.relationId);
    const { rows } = await sql<{ partyId: string }>`select party_id as "partyId" from relations
      where administration_id = ${of.seller.administrationId}`.execute(of.seller.under.store.owner);
    const directions = all.map(({ docType, way }) => ({ docType, way: way === "in" ? "out" : "in" }));
    const theirs = { partyId: rows[0]?.partyId, directions, settings: { pulls: true }, version };
    await of.seller.call("PUT", `/api/relations/${of.relationId}`, theirs);
    await until("the buyer to know", async () => {
      const { rows: ours } = await sql<{ pulls: boolean }>`select partner_pulls as pulls from relations
        where administration_id = ${of.buyer.administrationId}`.execute(of.buyer.under.store.owner);
      return ours[0]?.pulls;
    });
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    await until("it to be asked for", async () => {
      const { asked: partners } = await of.seller.call<{ asked: number }>("POST", "/api/relations/import");
      expect(partners).toBe(1);
      return (await ordersOf(of)).length === 1;
    });
    await arrived(of, order);
    await until("the import to be through", async () => {
      const { waiting } = await of.seller.call<{ waiting: number }>("POST", "/api/relations/import");
      return waiting === 0;
    });
    expect(await countOf(of.seller, "orderSlip")).toBe(1);
    const log = await of.seller.call<{ items: { step: string; businessId: string }[] }>(
      "GET",
      "/api/relation-log?way=in",
    );
    expect(log.items.filter(({ step, businessId }) => step === "imported" && businessId === order.number)).toHaveLength(
      1,
    );
  });

  test("with nothing to send and nobody to ask, both say so", async () => {
    const alone = await company(one, "Alleen", vatNumber());
    expect(await alone.call("POST", "/api/relations/export", {})).toEqual({ items: [], sent: 0 });
    expect(await alone.call("POST", "/api/relations/import")).toEqual({ asked: 0, waiting: 0 });
  });
});

test("of two exports at once, of all and of the last order by itself, each order goes once", async () => {
  const of = await pair();
  const orders: Placed[] = [];
  for (let count = 0; count < 6; count += 1) orders.push(await placed(of, [byGtin]));
  const last = orders.at(-1);
  const byItself = { documentIds: [last?.id] };
  const exported = await Promise.all([
    exportAll(of),
    of.buyer.call<{ sent: number }>("POST", "/api/relations/export", byItself),
    exportAll(of),
    of.buyer.call<{ sent: number }>("POST", "/api/relations/export", byItself),
  ]);
  expect(exported.reduce((total, { sent }) => total + sent, 0)).toBe(6);
  for (const order of orders) await arrived(of, order);
  expect(await countOf(of.seller, "orderSlip")).toBe(6);
});

test("our order made final in the editor is an answer to come: a cancellation waits for a person, and what was delivered is told", async () => {
  const of = await pair();
  const order = await placed(of, [byGtin]);
  await exportAll(of);
  const open = await arrived(of, order);
  await of.seller.call("POST", `/api/documents/${open.documentId}/issue`, {});
  await of.buyer.call("POST", at(order, "cancel"), { reason: "Toch niet" });
  await refuse(of, await asked(of, order, "cancel"));
  await settled(of, order);
  const note = await of.seller.call<{ id: string }>("POST", `/api/documents/${open.documentId}/convert`, {
    to: "deliveryNote",
  });
  await of.seller.call("POST", `/api/documents/${note.id}/issue`, {});
  await until("the delivery note to arrive", async () => (await atBuyer(of, order)).papers.length === 1);
  await answer(of, await arrived(of, order), {});
  expect(await answeredAs(of, order, "accepted")).toMatchObject({ papers: [{ kind: "despatch" }] });
  expect(await countOf(of.seller, "orderSlip")).toBe(1);
});
