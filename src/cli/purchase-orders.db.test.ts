import { sql } from "kysely";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { HubError } from "#domain/error.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { lamp, purchaser, registerSuppliers, type Purchaser } from "./testing/supplier-world.ts";

registerSuppliers();

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

/** How a call is refused: its status and what it says. */
const refusal = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return "done";
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
};

const alarmsOf = async ({ api }: Purchaser): Promise<string[]> =>
  (await api.get<{ items: { kind: string }[] }>("/api/alarms")).items.map(({ kind }) => kind);

const lost = () => {
  throw new HubError("remote.protocol_changed", "half an answer");
};

describe("sending by the service of the supplier", () => {
  test("arrives once with our number, codes and units, and shows what the supplier answered", async () => {
    const company = await purchaser(under);
    company.world.answer = () => ({
      status: "acceptedWithChanges",
      lines: [
        { lineId: "2", suppliersItemIdentifier: "0700002", backordered: "8", backorderDate: "2026-12-01" },
      ] as never,
      text: "8 later",
    });
    const order = await company.placed();
    expect((await company.see(order.id)).roads).toMatchObject([{ id: company.roadId, name: "Groothandel" }]);
    await company.send(order.id);
    const seen = await company.becomes(order.id, "sent");
    expect(company.world.orders).toMatchObject([
      {
        number: order.number,
        lines: [
          { lineId: "1", suppliersItemIdentifier: "7000003", quantity: "200", unitCode: "MTR" },
          { lineId: "2", suppliersItemIdentifier: "0700002", quantity: "20", unitCode: "C62" },
        ],
      },
    ]);
    expect(seen).toMatchObject({ status: "confirmed", isChangedSinceSent: false });
    expect(seen.sendings).toMatchObject([
      {
        answer: "acceptedWithChanges",
        supplierNumber: "L-1",
        lines: [{ position: 2, backordered: "8", backorderDate: "2026-12-01" }],
      },
    ]);
  });

  test("a second press, also of ten at once, sends nothing and says when it was sent and under which reference", async () => {
    const company = await purchaser(under);
    const order = await company.placed();
    const pressed = await Promise.all(Array.from({ length: 10 }, () => refusal(company.send(order.id))));
    expect(pressed.filter((said) => said === "done")).toHaveLength(1);
    await company.becomes(order.id, "sent");
    const { version } = await company.see(order.id);
    const again = await refusal(
      company.api.post(`/api/purchase-orders/${order.id}/send`, { version, roadId: company.roadId, again: true }),
    );
    expect(again).toMatch(/L-1/);
    expect(again).toMatch(/409|twee keer|twice/);
    expect(company.world.orders).toHaveLength(1);
  });

  test("what fills a basket only is said so, and is not confirmed", async () => {
    const company = await purchaser(under);
    company.world.answer = () => ({ status: "basketOnly" });
    const order = await company.placed();
    await company.send(order.id);
    const seen = await company.becomes(order.id, "sent");
    expect([seen.sendings[0]?.answer, seen.status]).toEqual(["basketOnly", "placed"]);
  });

  test("what the supplier refuses stays here with its words, and goes under the same number once that is mended", async () => {
    const company = await purchaser(under);
    company.world.before = () => {
      throw new HubError("document.rejected", "klant geblokkeerd");
    };
    const order = await company.placed();
    await company.send(order.id);
    const seen = await company.becomes(order.id, "refused");
    expect(seen.sendings[0]?.reason).toMatchObject({ code: "document.rejected", text: "klant geblokkeerd" });
    expect(await alarmsOf(company)).toEqual(["purchaseRefused"]);
    company.world.before = () => undefined;
    await company.send(order.id);
    await company.becomes(order.id, "sent");
    expect(company.world.orders.map(({ number }) => number)).toEqual([order.number]);
    expect(await alarmsOf(company)).toEqual([]);
  });

  test("a supplier that is away is tried again by itself", async () => {
    const company = await purchaser(under);
    company.world.before = () => {
      throw new HubError("remote.unavailable", "away");
    };
    const order = await company.placed();
    await company.send(order.id);
    await until("a failed attempt", async () => (await company.see(order.id)).sendings[0]?.reason?.code);
    company.world.before = () => undefined;
    await company.hurry();
    await company.becomes(order.id, "sent");
    expect(company.world.orders).toHaveLength(1);
  });

  test("an order without a code of the supplier is not sent, and its line is named", async () => {
    const company = await purchaser(under);
    const order = await company.placed({ lines: [lamp, { ...lamp, sellersItemIdentifier: " " }] });
    expect(await refusal(company.send(order.id))).toMatch(/lines\.1\.sellersItemIdentifier|422|artikelcode|item code/);
    expect((await company.see(order.id)).sendings).toEqual([]);
  });
});

describe("an answer that was lost", () => {
  test("is looked for, and found: one order at the supplier", async () => {
    const company = await purchaser(under);
    company.world.after = lost;
    const order = await company.placed();
    await company.send(order.id);
    const seen = await company.becomes(order.id, "sent");
    expect(seen.sendings[0]).toMatchObject({ supplierNumber: "L-1", answer: "accepted" });
    expect(company.world.orders).toHaveLength(1);
    expect(company.world.looks).toBeGreaterThan(0);
  });

  test("where nobody can look, a person says that it is there, under its number", async () => {
    const company = await purchaser(under, { repeat: "none" });
    company.world.after = lost;
    const order = await company.placed();
    await company.send(order.id);
    const { sendings } = await company.becomes(order.id, "unknown");
    expect(await alarmsOf(company)).toEqual(["purchaseUnknown"]);
    expect(sendings[0]).toMatchObject({ asksPerson: true, reason: { code: "remote.outcome_unknown" } });
    expect(await refusal(company.send(order.id, { again: true }))).toMatch(/409|Onzeker|not certain/);
    const found = { isThere: true, sendingId: sendings[0]?.id, number: "90-17" };
    const settled = await company.api.post<{ sendings: readonly object[] }>(
      `/api/purchase-orders/${order.id}/settle`,
      found,
    );
    expect(await alarmsOf(company)).toEqual([]);
    expect(settled.sendings).toMatchObject([{ state: "sent", supplierNumber: "90-17", settledBy: "Anna" }]);
    expect(await refusal(company.api.post(`/api/purchase-orders/${order.id}/settle`, found))).not.toBe("done");
    expect(await refusal(company.send(order.id))).toMatch(/90-17/);
    expect(company.world.orders).toHaveLength(1);
  });

  test("a person says that it is not there, and it may be sent again", async () => {
    const company = await purchaser(under, { repeat: "none" });
    company.world.before = lost;
    const order = await company.placed();
    await company.send(order.id);
    const { sendings } = await company.becomes(order.id, "unknown");
    company.world.before = () => undefined;
    await company.api.post(`/api/purchase-orders/${order.id}/settle`, { isThere: false, sendingId: sendings[0]?.id });
    await company.becomes(order.id, "notThere");
    await company.send(order.id);
    await company.becomes(order.id, "sent");
    expect(company.world.orders.map(({ number }) => number)).toEqual([order.number]);
  });

  test("of another order nobody settles anything", async () => {
    const company = await purchaser(under, { repeat: "none" });
    company.world.before = lost;
    const [one, other] = [await company.placed(), await company.placed()];
    await company.send(one.id);
    const { sendings } = await company.becomes(one.id, "unknown");
    const call = company.api.post(`/api/purchase-orders/${other.id}/settle`, {
      isThere: false,
      sendingId: sendings[0]?.id,
    });
    expect(await refusal(call)).not.toBe("done");
    expect((await company.see(one.id)).sendings[0]?.state).toBe("unknown");
  });
});

describe("a change after sending", () => {
  const change = async (company: Purchaser, id: string, quantity: string) => {
    const page = await company.api.get<{ version: number; entered: { lines: object[] } }>(`/api/documents/${id}`);
    const [first, ...rest] = page.entered.lines;
    const lines = [{ ...first, quantity }, ...rest];
    await company.api.put(`/api/documents/${id}`, { ...page.entered, lines, version: page.version });
  };

  test("is seen, may be sent on purpose, and has a number of its own at the supplier", async () => {
    const company = await purchaser(under);
    const order = await company.placed();
    await company.send(order.id);
    await company.becomes(order.id, "sent");
    await change(company, order.id, "300");
    const seen = await company.see(order.id);
    expect(seen).toMatchObject({ isChangedSinceSent: true, mayChange: true });
    expect(await refusal(company.send(order.id))).not.toBe("done");
    await company.send(order.id, { again: true });
    await until("the second", async () => (await company.see(order.id)).sendings.length === 2);
    await company.becomes(order.id, "sent");
    expect(company.world.orders.map(({ number }) => number)).toEqual([order.number, `${order.number}-2`]);
    expect(company.world.orders[1]?.lines[0]?.quantity).toBe("300");
    expect((await company.see(order.id)).isChangedSinceSent).toBe(false);
    await change(company, order.id, "300.00");
    expect((await company.see(order.id)).isChangedSinceSent).toBe(false);
  });

  test("waits while it is not known what became of the first", async () => {
    const company = await purchaser(under, { repeat: "none" });
    company.world.after = lost;
    const order = await company.placed();
    await company.send(order.id);
    await company.becomes(order.id, "unknown");
    expect((await company.see(order.id)).mayChange).toBe(false);
    expect(await refusal(company.api.post(`/api/purchase-orders/${order.id}/close`, { version: 3 }))).not.toBe("done");
  });
});

/**
 * Ends every transaction in which a row of this table comes to look so, as when its node is killed there: it writes nothing more of how it went
 * either. Returns how to let it through.
 */
async function dieAt(table: string, when: string, administrationId: string): Promise<() => Promise<void>> {
  const lives = [
    await failAt(table, when, administrationId, "die"),
    await failAt("purchase_sendings", "tg_op = 'UPDATE' and new.failures > old.failures", administrationId, "dead"),
  ];
  return async () => void (await Promise.all(lives.map((live) => live())));
}

async function failAt(table: string, when: string, administrationId: string, as: string): Promise<() => Promise<void>> {
  const name = `${as}_${administrationId.replaceAll("-", "")}`;
  await sql`create function ${sql.id(name)}() returns trigger language plpgsql as ${sql.lit(
    `begin if new.administration_id = '${administrationId}' and ${when} then raise exception 'killed'; end if; return new; end`,
  )}`.execute(under.store.owner);
  await sql`create trigger ${sql.id(name)} before insert or update on ${sql.id(table)} for each row execute function ${sql.id(
    name,
  )}()`.execute(under.store.owner);
  const live = async () => {
    await sql`drop function if exists ${sql.id(name)}() cascade`.execute(under.store.owner);
  };
  onTestFinished(live);
  return live;
}

test.each([
  ["before it is marked as being sent", "purchase_sendings", "new.state = 'sending'"],
  ["before the intent is written", "effects", "new.state = 'intent' and new.attempt = 1"],
  ["after the supplier had it, before that was written", "effects", "new.state = 'done'"],
  ["with what the supplier answered in hand", "purchase_sendings", "new.state = 'sent'"],
  ["at the last line of its transaction", "document_history", "new.action = 'answered'"],
])("a node that dies %s leaves one order at the supplier, and another node finds out", async (_, table, when) => {
  const company = await purchaser(under);
  const order = await company.placed();
  const live = await dieAt(table, when, company.administrationId);
  await company.send(order.id);
  const { rows } = await sql`select pg_sleep(1)`.execute(under.store.owner);
  expect(rows).toHaveLength(1);
  expect((await company.see(order.id)).sendings[0]?.state).not.toBe("sent");
  await live();
  await until("the order to be there", async () => {
    await company.hurry(60);
    return (await company.see(order.id)).sendings[0]?.state === "sent";
  });
  expect(company.world.orders.map(({ number }) => number)).toEqual([order.number]);
  expect(await company.see(order.id)).toMatchObject({ status: "confirmed", sendings: [{ supplierNumber: "L-1" }] });
});
