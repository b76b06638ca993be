import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { becomes, relation, type Identity, type Relation } from "./testing/partner-companies.ts";
import {
  all,
  answer,
  arrived,
  byGtin,
  countOf,
  exportAll,
  orderOf,
  pairOf,
  placed,
  type Pair,
} from "./testing/partner-pair.ts";

let one: HubUnderTest;
let other: HubUnderTest;
beforeAll(async () => {
  one = await hubUnderTest();
  other = await hubUnderTest();
});

describe("what goes without a person", () => {
  test("the most an order may come to is reckoned at what we book, not at what the buyer says", async () => {
    const settings = { acceptsByItself: true, maximumOrderValue: "50", priceTolerancePercent: "80" };
    const of = await pairOf([one, other], all, settings);
    // 20 × 1.00 by the buyer, 20 × 3.93 by us.
    const order = await placed(of, [{ ...byGtin, price: "1.00" }]);
    await exportAll(of);
    const open = await arrived(of, order);
    expect(open.orderLines[0]?.judged).toMatchObject({ verdict: "tolerated" });
  });
});

describe("what does not arrive", () => {
  test("an answer that the buyer did not take in time is told to who gave it", async () => {
    const of = await pairOf([one, other]);
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    const open = await arrived(of, order);
    await of.buyer.call("POST", `/api/relations/${of.relationId}/pause`);
    await becomes(of.seller, of.relationId, "suspended");
    const done = await answer(of, open, {});
    expect(done).toMatchObject({ state: "accepted", needsLook: false });
    await sql`update relation_messages set expires_at = now() - interval '1 minute', next_attempt_at = now()
      where administration_id = ${of.seller.administrationId} and doc_type = 'order_response'`.execute(
      of.seller.under.store.owner,
    );
    const seen = await until("somebody to be told", async () => {
      const page = await orderOf(of, open.id);
      return page.problem !== null && page;
    });
    expect(seen).toMatchObject({ state: "accepted", needsLook: true, problem: { code: "partner.expired" } });
  });
});

describe("what nobody knows of", () => {
  test("an answer to an order that is not there is told to a person after a week", async () => {
    const of = await pairOf([one, other]);
    const { owner } = of.buyer.under.store;
    const { administrationId } = of.buyer;
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    const open = await arrived(of, order);
    await sql`delete from partner_orders where administration_id = ${administrationId}`.execute(owner);
    await answer(of, open, {});
    const stateOf = async () => {
      const { rows } = await sql<{ state: string }>`select state from relation_messages
        where administration_id = ${administrationId} and way = 'in' and doc_type = 'order_response'`.execute(owner);
      return rows[0]?.state ?? "";
    };
    await until("the answer to wait", async () => (await stateOf()) === "held");
    await sql`update relation_messages set changed_at = now() - interval '7 days'
      where administration_id = ${administrationId} and state = 'held'`.execute(owner);
    await until("it to be set aside", async () => (await stateOf()) === "quarantined");
    const { rows } = await sql<{
      subject: string;
    }>`select subject from alarms where administration_id = ${administrationId}
      and kind = 'partnerStuck' and closed_at is null`.execute(owner);
    expect(rows.map(({ subject }) => subject.includes(open.orderNumber))).toEqual([true]);
  });

  test("an order that may be on its way is not closed, and one that is closed is not sent again", async () => {
    const of = await pairOf([one, other]);
    const { owner } = of.buyer.under.store;
    const { administrationId } = of.buyer;
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    await arrived(of, order);
    const sentAs = (state: string) =>
      sql`update relation_messages set state = ${state}, next_attempt_at = now() + interval '1 day'
        where administration_id = ${administrationId} and way = 'out' and doc_type = 'order'`.execute(owner);
    const path = `/api/purchase-orders/${order.id}`;
    const close = async () => {
      const { version } = await of.buyer.call<{ version: number }>("GET", path);
      return of.buyer.call("POST", `${path}/close`, { version });
    };
    await sentAs("retrying");
    await expect(close()).rejects.toThrow(/409/);
    await sentAs("taken");
    await close();
    await sentAs("failed");
    await expect(of.buyer.call("POST", `${path}/partner/again`)).rejects.toThrow(/409/);
  });
});

/** A second relation of the same two, to try things with, bound to the same contact of the buyer. */
async function alsoInTestMode(of: Pair): Promise<string> {
  const { buyer, seller } = of;
  const directions = [...all];
  const mirrored = all.map(({ docType, way }) => ({ docType, way: way === "in" ? "out" : "in" }));
  const invited = await buyer.call<{ relation: Relation; link: string }>("POST", "/api/relations", {
    ...{ directions, mode: "test" },
  });
  const { id } = invited.relation;
  const { link } = invited;
  const confirmed = ({ name, vatNumber, gln }: Identity) => ({ name, vatNumber, gln });
  const looked = await seller.call<{ partner: Identity }>("POST", "/api/relations/look", { link });
  const partyId = await seller.party("Test");
  const partner = confirmed(looked.partner);
  await seller.call("POST", "/api/relations/accept", { link, partyId, partner, directions: mirrored });
  await until("the acceptance to arrive", async () => (await relation(buyer, id)).isConfirmedByPartner);
  const answered = (await relation(buyer, id)).partner;
  if (answered === null) throw new Error("No partner");
  const body = { partyId: of.supplierId, partner: confirmed(answered) };
  await buyer.call("POST", `/api/relations/${id}/confirm`, body);
  await becomes(seller, id, "active");
  return id;
}

describe("a relation to try things with", () => {
  test("takes no order while the real one of the same supplier is paused", async () => {
    const of = await pairOf([one, other]);
    await alsoInTestMode(of);
    await of.seller.call("POST", `/api/relations/${of.relationId}/pause`);
    await becomes(of.buyer, of.relationId, "suspended");
    const order = await placed(of, [byGtin]);
    expect(await exportAll(of)).toMatchObject({ sent: 0, items: [{ result: "waiting", code: "partner.paused" }] });
    await of.seller.call("POST", `/api/relations/${of.relationId}/resume`);
    await arrived(of, order);
    expect(await countOf(of.seller, "orderSlip")).toBe(1);
  });

  test("an order that was only tried still goes in earnest, once", async () => {
    const of = await pairOf([one, other]);
    await alsoInTestMode(of);
    const { owner } = of.buyer.under.store;
    const boundTo = (partyId: string | null) =>
      sql`update relations set party_id = ${partyId}
      where administration_id = ${of.buyer.administrationId} and id = ${of.relationId}`.execute(owner);
    await boundTo(null);
    const order = await placed(of, [byGtin]);
    expect(await exportAll(of)).toMatchObject({ sent: 1 });
    await boundTo(of.supplierId);
    expect(await exportAll(of)).toMatchObject({ sent: 1, items: [{ relationId: of.relationId }] });
    await arrived(of, order);
    expect(await exportAll(of)).toMatchObject({ sent: 0, items: [] });
    expect(await countOf(of.seller, "orderSlip")).toBe(1);
  });
});
