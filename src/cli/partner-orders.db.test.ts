// Over 300 lines because the road of an order between two companies is read as one story.
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { company, connect, relation, type Direction } from "./testing/partner-companies.ts";
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
  lamp,
  only,
  ordersOf,
  orderOf,
  pairOf,
  placed,
  statusOf,
  vatNumber,
} from "./testing/partner-pair.ts";

let one: HubUnderTest;
let other: HubUnderTest;
beforeAll(async () => {
  one = await hubUnderTest();
  other = await hubUnderTest();
});

const pair = (directions: readonly Direction[] = all, settings: Readonly<Record<string, unknown>> = {}) =>
  pairOf([one, other], directions, settings);

describe("export", () => {
  test("all placed orders go, each once; one without codes is named and keeps no other; a second press sends none", async () => {
    const of = await pair();
    const [good, second] = [await placed(of, [byGtin]), await placed(of, [byCode])];
    const wrong = await placed(of, [byGtin, bare]);
    const first = await exportAll(of);
    expect(first.sent).toBe(2);
    expect(first.items.find(({ number }) => number === wrong.number)).toMatchObject({
      ...{ result: "refused", code: "partner.noCode", lines: ["2: Zonder code"] },
    });
    await arrived(of, good);
    await arrived(of, second);
    const again = await exportAll(of);
    expect(again).toMatchObject({ sent: 0, items: [{ number: wrong.number, result: "refused" }] });
    expect(await countOf(of.seller, "orderSlip")).toBe(2);
    const log = await of.buyer.call<{ items: { step: string; code: string; businessId: string }[] }>(
      "GET",
      "/api/relation-log?onlyTrouble=true",
    );
    expect(log.items).toContainEqual(
      expect.objectContaining({ step: "notSent", code: "partner.noCode", businessId: wrong.number }),
    );
  });

  test("ten presses at once send an order once", async () => {
    const of = await pair();
    const order = await placed(of, [byGtin]);
    const pressed = await Promise.all(Array.from({ length: 10 }, () => exportAll(of)));
    expect(pressed.reduce((total, { sent }) => total + sent, 0)).toBe(1);
    await arrived(of, order);
    expect(await countOf(of.seller, "orderSlip")).toBe(1);
  });

  test("a change after it is shown as changed since sent, and told where the partner takes changes", async () => {
    const of = await pair();
    const order = await placed(of, [byGtin, byCode]);
    await exportAll(of);
    await arrived(of, order);
    expect((await atBuyer(of, order)).sent).toMatchObject({ isChangedSinceSent: false });
    await change(of, order, { quantity: "30" });
    const changed = await atBuyer(of, order);
    expect(changed.sent).toMatchObject({ isChangedSinceSent: true, tellsChanges: true });
    expect(changed.sent?.difference?.changed).toMatchObject([{ lineId: "1", before: "20", after: "30" }]);
    await of.buyer.call("POST", `/api/purchase-orders/${order.id}/partner/change`);
    const there = await until("the change to arrive", async () => {
      const [row] = await ordersOf(of);
      return row?.revision === 1 && orderOf(of, row.id);
    });
    expect(there.orderLines.map(({ judged }) => judged?.quantity)).toEqual(["30", "100"]);
    expect(await countOf(of.seller, "orderSlip")).toBe(1);
    await answer(of, there, {});
    expect((await answeredAs(of, order, "accepted")).sent).toMatchObject({ isChangedSinceSent: false });
  });

  test("where only orders go, a change stays ours, and says so", async () => {
    const of = await pair(only("order", "order_response"));
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    await arrived(of, order);
    await change(of, order, { quantity: "30" });
    expect((await atBuyer(of, order)).sent).toMatchObject({ isChangedSinceSent: true, tellsChanges: false });
    const refused = await of.buyer.refused("POST", `/api/purchase-orders/${order.id}/partner/change`);
    expect(refused).toMatchObject({ status: 409, message: expect.stringMatching(/geen berichten/) });
  });

  test("what waits for acceptance leaves by itself when that comes", async () => {
    const of = await pair();
    await of.seller.call("POST", `/api/relations/${of.relationId}/pause`);
    await until("the pause to arrive", async () => (await relation(of.buyer, of.relationId)).state === "suspended");
    const order = await placed(of, [byGtin]);
    expect(await exportAll(of)).toMatchObject({ sent: 0, items: [{ result: "waiting", code: "partner.paused" }] });
    await of.seller.call("POST", `/api/relations/${of.relationId}/resume`);
    await arrived(of, order);
  });
});

describe("import", () => {
  test("an order that fits is a draft with our items, and accepted it confirms the purchase order", async () => {
    const of = await pair();
    const order = await placed(of, [byGtin, byCode], { buyerReference: "Werf Gent" });
    await exportAll(of);
    const open = await arrived(of, order);
    expect(open.orderLines.map(({ judged }) => [judged?.step, judged?.verdict])).toEqual([
      ["gtin", "same"],
      ["sellersCode", "same"],
    ]);
    const slip = await of.seller.call<object>("GET", `/api/documents/${open.documentId}`);
    expect(slip).toMatchObject({ kind: "orderSlip", status: "draft", orderReference: order.number });
    const done = await answer(of, open, {});
    expect(done).toMatchObject({ state: "accepted", response: { code: "AP" } });
    const seen = await answeredAs(of, order, "accepted");
    expect(seen.response?.salesOrderId).not.toBe("");
    expect(seen.needsLook).toBe(false);
    expect(await statusOf(of, order)).toBe("confirmed");
  });

  test("by itself, when the connection says so and everything fits; not when a price differs", async () => {
    const of = await pair(all, { acceptsByItself: true });
    const fits = await placed(of, [byGtin]);
    const differs = await placed(of, [{ ...byGtin, price: "3.00" }]);
    await exportAll(of);
    await answeredAs(of, fits, "accepted");
    const open = await arrived(of, differs);
    expect(open.orderLines[0]?.judged).toMatchObject({ verdict: "differs", askedAmount: "60.00", ownAmount: "78.60" });
  });

  test("with other quantities, prices and a line refused: each line says so, and nothing is taken for confirmed", async () => {
    const of = await pair();
    const order = await placed(of, [{ ...byGtin, price: "3.00" }, byCode]);
    await exportAll(of);
    const open = await arrived(of, order);
    const lines = [
      { lineId: "1", quantity: "12", backorder: "8" },
      { lineId: "2", isRejected: true },
    ];
    expect(await answer(of, open, { lines })).toMatchObject({ state: "changed", response: { code: "CA" } });
    const seen = await answeredAs(of, order, "changed");
    expect(seen.needsLook).toBe(true);
    expect(seen.orderLines.map(({ answered }) => answered)).toEqual([
      {
        ...{ state: "changed", confirmed: "12", backorder: "8", promised: null },
        price: { net: "3.93", baseQuantity: "1" },
      },
      { state: "rejected", confirmed: "0", backorder: "0", promised: null, price: null },
    ]);
    expect(await statusOf(of, order)).toBe("placed");
  });

  test("refused whole, our draft is gone and the buyer sees it", async () => {
    const of = await pair();
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    await answer(of, await arrived(of, order), { isAccepted: false, note: "Niet op voorraad" });
    expect(await answeredAs(of, order, "rejected")).toMatchObject({ needsLook: true, response: { code: "RE" } });
    expect(await countOf(of.seller, "orderSlip")).toBe(0);
  });

  test("lines nobody knows hold it by name; taught once, every order that waits for it goes on, and later ones know it", async () => {
    const of = await pair();
    const strange = { ...lamp, itemName: "Lamp van hen", sellersItemIdentifier: "X-77" };
    const [first, second] = [await placed(of, [strange]), await placed(of, [strange, byCode])];
    await exportAll(of);
    const held = await arrived(of, first, "held");
    await arrived(of, second, "held");
    expect(held.problem).toMatchObject({ code: "partner.unmatched", lines: ["1: X-77 Lamp van hen"] });
    expect(await countOf(of.seller, "orderSlip")).toBe(0);
    const taught = { lineId: "1", itemId: of.lampId };
    expect(await of.seller.call("POST", `/api/relations/orders/${held.id}/teach`, taught)).toMatchObject({
      released: 2,
    });
    expect((await arrived(of, first)).orderLines[0]?.judged).toMatchObject({ itemId: of.lampId, step: "taught" });
    await arrived(of, second);
    const third = await placed(of, [strange]);
    await exportAll(of);
    await arrived(of, third);
    expect(await countOf(of.seller, "orderSlip")).toBe(3);
  });

  test("a unit nobody can convert holds it, and is taught with the item", async () => {
    const of = await pair();
    const order = await placed(of, [{ ...byGtin, quantity: "2", unitCode: "XPK", price: "39.30" }]);
    await exportAll(of);
    const held = await arrived(of, order, "held");
    expect(held.problem?.code).toBe("partner.unit");
    const taught = { lineId: "1", itemId: of.lampId, unitFactor: "10" };
    await of.seller.call("POST", `/api/relations/orders/${held.id}/teach`, taught);
    const open = await arrived(of, order);
    expect(open.orderLines[0]?.judged).toMatchObject({ quantity: "20", verdict: "same" });
    await answer(of, open, { lines: [{ lineId: "1", quantity: "10" }] });
    // In the buyer's own unit: one pack of two.
    expect((await answeredAs(of, order, "changed")).orderLines[0]?.answered).toMatchObject({ confirmed: "1" });
  });

  test("an order without our price is not accepted for nothing", async () => {
    const of = await pair();
    await of.seller.call("POST", "/api/items", {
      sellersItemIdentifier: "GRATIS",
      name: "Zonder prijs",
      vatRate: "21",
    });
    const order = await placed(of, [{ ...lamp, sellersItemIdentifier: "GRATIS" }]);
    await exportAll(of);
    const open = await arrived(of, order);
    const refused = await of.seller.refused("POST", `/api/relations/orders/${open.id}/answer`, {
      ...{ version: open.version, isAccepted: true },
    });
    expect(refused.message).toMatch(/prijs/);
    await answer(of, open, { lines: [{ lineId: "1", price: "4" }] });
    await answeredAs(of, order, "accepted").catch(() => answeredAs(of, order, "changed"));
  });

  test("a cancellation before anybody answered takes the draft away; after it, a person answers", async () => {
    const of = await pair();
    const [early, late] = [await placed(of, [byGtin]), await placed(of, [byCode])];
    await exportAll(of);
    await arrived(of, early);
    await of.buyer.call("POST", `/api/purchase-orders/${early.id}/partner/cancel`, { reason: "Niet meer nodig" });
    await answeredAs(of, early, "cancelled");
    expect(await statusOf(of, early)).toBe("closed");
    await answer(of, await arrived(of, late), {});
    await answeredAs(of, late, "accepted");
    await of.buyer.call("POST", `/api/purchase-orders/${late.id}/partner/cancel`, { reason: "Te laat" });
    const asked = await until("the cancellation to arrive", async () => {
      const row = (await ordersOf(of)).find(({ orderNumber }) => orderNumber === late.number);
      return row?.asks === "cancel" && row;
    });
    const { id, version } = asked;
    await of.seller.call("POST", `/api/relations/orders/${id}/pending`, {
      version,
      isAccepted: false,
      note: "Onderweg",
    });
    await until("the refusal to arrive", async () => (await atBuyer(of, late)).needsLook);
    expect(await atBuyer(of, late)).toMatchObject({ state: "accepted", asks: null });
  });

  test("the same number from two partners is two orders", async () => {
    const of = await pair();
    const buyer = await company(one, "Bakkerij Twee", vatNumber());
    await buyer.call("POST", "/api/apps/purchases/activate", {});
    const relationId = await connect(buyer, of.seller, all);
    const { party } = (await relation(buyer, relationId)) as unknown as { party: { id: string } };
    const second = { ...of, buyer, relationId, supplierId: party.id };
    const [ours, theirs] = [await placed(of, [byGtin]), await placed(second, [byGtin])];
    expect(theirs.number).toBe(ours.number);
    await exportAll(of);
    await exportAll(second);
    await until("both to arrive", async () => (await ordersOf(of)).length === 2);
    expect(await countOf(of.seller, "orderSlip")).toBe(2);
  });
});

describe("what follows on an order", () => {
  test("the delivery note and the invoice stand at the buyer by the number of his order", async () => {
    const of = await pair();
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    const accepted = await answer(of, await arrived(of, order), {});
    await answeredAs(of, order, "accepted");
    const convert = (from: string, kind: string) =>
      of.seller.call<{ id: string }>("POST", `/api/documents/${from}/convert`, { to: kind });
    const note = await convert(accepted.documentId ?? "", "deliveryNote");
    await of.seller.call("POST", `/api/documents/${note.id}/issue`, {});
    await until("the delivery note to arrive", async () => (await atBuyer(of, order)).papers.length === 1);
    const invoice = await convert(note.id, "invoice");
    await of.seller.call("POST", `/api/documents/${invoice.id}/issue`, {});
    const seen = await until("the invoice to arrive", async () => {
      const page = await atBuyer(of, order);
      return page.papers.length === 2 && page;
    });
    expect(seen.papers.map(({ kind }) => kind)).toEqual(["despatch", "invoice"]);
    const { rows } = await sql<{
      source: string;
      ours: string;
    }>`select source, our_order_number as ours from supplier_documents
      where administration_id = ${of.buyer.administrationId}`.execute(of.buyer.under.store.owner);
    expect(rows).toEqual([
      { source: "partner", ours: order.number },
      { source: "partner", ours: order.number },
    ]);
  });

  test("a message that fails again and again is set aside and rings; the others go on", async () => {
    const of = await pair();
    const [poison, good] = [await placed(of, [byGtin]), await placed(of, [byCode])];
    const { owner } = of.seller.under.store;
    await sql`create function refuse_poison() returns trigger language plpgsql as $$ begin
      if new.order_number = ${sql.lit(poison.number)} then
        raise exception 'planted'; end if; return new; end $$`.execute(owner);
    await sql`create trigger refuse_poison before insert on partner_orders for each row
      when (new.administration_id = ${sql.lit(of.seller.administrationId)}) execute function refuse_poison()`.execute(
      owner,
    );
    await exportAll(of);
    await arrived(of, good);
    const state = await until("it to be set aside", async () => {
      await of.seller.call("POST", "/api/relations/import");
      const { rows } = await sql<{ state: string }>`select state from relation_messages
        where administration_id = ${of.seller.administrationId} and business_id = ${poison.number}`.execute(owner);
      return rows[0]?.state === "quarantined" && rows[0].state;
    });
    expect(state).toBe("quarantined");
    const alarms = await of.seller.call<{ items: { kind: string }[] }>("GET", "/api/alarms");
    expect(alarms.items.map(({ kind }) => kind)).toContain("partnerStuck");
    await sql`drop trigger refuse_poison on partner_orders`.execute(owner);
    const { rows } = await sql<{ id: string }>`select message_id as id from relation_messages
      where administration_id = ${of.seller.administrationId} and business_id = ${poison.number}`.execute(owner);
    await of.seller.call("POST", `/api/relations/${of.relationId}/messages/${rows[0]?.id}/retry`);
    await arrived(of, poison);
  });

  test("both sides count the same in a period that is over, and sign it", async () => {
    const of = await pair();
    const order = await placed(of, [byGtin]);
    await exportAll(of);
    await answer(of, await arrived(of, order), {});
    await answeredAs(of, order, "accepted");
    // As if all of it had been the day before yesterday.
    for (const { under, administrationId } of [of.buyer, of.seller])
      await sql`update relation_messages set envelope = jsonb_set(envelope, '{createdAt}', to_jsonb(to_char(now() at time zone 'utc' - interval '2 days', 'YYYY-MM-DD"T"12:00:00"Z"'))),
        created_at = date_trunc('day', now() at time zone 'utc' - interval '2 days') at time zone 'utc' + interval '12 hours'
        where administration_id = ${administrationId}`.execute(under.store.owner);
    const day = Temporal.Now.plainDateISO("UTC").subtract({ days: 2 }).toString();
    const path = `/api/relations/${of.relationId}/statements`;
    expect((await of.buyer.refused("POST", path, { from: day, to: "2999-01-01" })).status).toBe(409);
    await of.buyer.call("POST", path, { from: day, to: day });
    interface Statement {
      readonly state: string;
      readonly own: readonly { readonly docType: string; readonly way: string; readonly messages: number }[];
    }
    const both = await until("both to agree", async () => {
      const [ours, theirs] = await Promise.all(
        [of.buyer, of.seller].map(async (side) => (await side.call<{ items: Statement[] }>("GET", path)).items[0]),
      );
      return ours?.state === "agreed" && theirs?.state === "agreed" && ours;
    });
    expect(both.own.map(({ docType, way, messages }) => `${docType} ${way} ${messages}`)).toEqual([
      "order out 1",
      "order_response in 1",
    ]);
  });
});

test("the link of an invitation is mailed once to an address", async () => {
  const buyer = await company(one, "Mailer", vatNumber());
  const { relation: invited } = await buyer.call<{ relation: { id: string } }>("POST", "/api/relations", {
    directions: all,
  });
  const mail = { to: "inkoop@partner.example" };
  expect(await buyer.call("POST", `/api/relations/${invited.id}/mail`, mail)).toEqual({ isNew: true });
  expect(await buyer.call("POST", `/api/relations/${invited.id}/mail`, mail)).toEqual({ isNew: false });
  const { rows } = await sql<{ text: string }>`select payload::text as text from outbox
    where administration_id = ${buyer.administrationId}`.execute(one.store.owner);
  const { link } = await buyer.call<{ link: string }>("GET", `/api/relations/${invited.id}/link`);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).toContain(link);
});
