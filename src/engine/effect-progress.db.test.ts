import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { AnyConnector, Session } from "#connect/connector.ts";
import { once } from "#connect/once.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { SupplierOrder } from "#domain/supplier/supplier-order.ts";
import { inAdministration } from "#store/database.ts";
import { emptyEffectsNaming } from "#store/effects.ts";
import { newId } from "#store/new-id.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { effectBook } from "./effect-book.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

const order = SupplierOrder.parse({
  number: "BB-2026-00417",
  orderDate: "2026-11-21",
  delivery: { mode: "ship", contactName: "Wilhelmina" },
  lines: [{ lineId: "1", suppliersItemIdentifier: "7000001", quantity: "200", unitCode: "MTR" }],
});

/** An order of which every answer is lost, at a supplier that never has it, on the effects of the database. */
async function lostOrder(sendsAgain: boolean) {
  const administrationId = await store.makeAdministration();
  const connectionId = newId();
  await inAdministration(store.app, administrationId, (trx) =>
    sql`insert into connections (id, administration_id, connector, name, account_key, hook_key, sealed_hook_secret)
      values (${connectionId}, ${administrationId}::uuid, 'cebeo', 'Cebeo', 'a', ${newId()}, '\\x01')`.execute(trx),
  );
  const sent: unknown[] = [];
  let looks = 0;
  const create = {
    repeat: "look-up",
    visibleAfterSeconds: 5,
    laterLooks: [30, 120],
    sendsAgain,
    run: async (_session: Session, input: unknown) => {
      sent.push(input);
      throw new HubError("remote.outcome_unknown", "lost");
    },
    find: async () => {
      looks += 1;
      return null;
    },
  };
  const connector = { name: "Cebeo", operations: { "purchaseOrders.send": create } } as unknown as AnyConnector;
  const open = { connector, sendingWithin: () => ({ settings: {} }) as Session };
  const book = effectBook(store, { administrationId, connectionId });
  const call = () =>
    once(book, open, { key: "order:1", operation: "purchaseOrders.send", input: { order }, mark: "" }).then(
      () => "made",
      (thrown: unknown) => {
        const { asksPerson, retryAfterMs, code } = asHubError(thrown);
        return asksPerson ? "asks" : `${code} ${retryAfterMs}`;
      },
    );
  const pass = (seconds: number) =>
    sql`update effects set first_attempt_at = first_attempt_at - make_interval(secs => ${seconds}::int),
      last_attempt_at = last_attempt_at - make_interval(secs => ${seconds}::int)
      where administration_id = ${administrationId}`.execute(store.owner);
  const kept = async () => {
    const { rows } = await sql<{ input: Record<string, unknown> | null }>`select input from effects
      where administration_id = ${administrationId}`.execute(store.owner);
    return rows[0]?.input ?? null;
  };
  return { administrationId, call, pass, kept, sent, looks: () => looks };
}

test("how far it got stands in the database: three looks, one repeat, three looks, a person", async () => {
  const { call, pass, kept, sent, looks } = await lostOrder(true);
  expect(await call()).toBe("remote.outcome_unknown 5000");
  for (const round of [1, 2]) {
    await pass(5);
    expect(await call()).toBe("remote.outcome_unknown 25000");
    await pass(25);
    expect(await call()).toBe("remote.outcome_unknown 90000");
    await pass(90);
    expect(await call()).toBe(round === 1 ? "remote.outcome_unknown 5000" : "asks");
  }
  expect([sent.length, looks()]).toEqual([2, 6]);
  // What is sent again is what was sent, and it stands sealed.
  expect(sent[1]).toEqual(sent[0]);
  expect(await kept()).toMatchObject({ looks: 3, isSentAgain: true });
  expect(JSON.stringify(await kept())).not.toContain("Wilhelmina");
});

test("by default it is never sent again", async () => {
  const { call, pass, sent } = await lostOrder(false);
  await call();
  for (const seconds of [5, 25, 90]) {
    await pass(seconds);
    await call();
  }
  expect(await call()).toBe("asks");
  expect(sent).toHaveLength(1);
});

test("where a person's data was deleted meanwhile, so was how far it got: it is not repeated", async () => {
  const { administrationId, call, pass, sent } = await lostOrder(true);
  await call();
  await inAdministration(store.app, administrationId, (trx) =>
    emptyEffectsNaming(trx, store.key, administrationId, ["wilhelmina"]),
  );
  for (const seconds of [5, 25, 90]) {
    await pass(seconds);
    await call();
  }
  expect(await call()).toBe("asks");
  expect(sent).toHaveLength(1);
});
