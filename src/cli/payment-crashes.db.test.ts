import { randomUUID } from "node:crypto";
import { newId } from "#store/new-id.ts";
import { sql } from "kysely";
import type { Job } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBooks, orderOf, type Books } from "#backoffice/testing/document-orders.ts";
import { createTransport } from "#connect/transport.ts";
import { connectorById } from "#connectors/registry.ts";
import { startMollie, type Mollie } from "#sandbox/mollie/stand-in.ts";
import { insertConnection, readConnection, setConnectionHealth } from "#store/connections.ts";
import type { Database } from "#store/database.ts";
import { insertDeliveries, paymentTopic } from "#store/deliveries.ts";
import { readPayments } from "#store/payments.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { paymentJobHandler } from "#engine/payment-job.ts";
import { openQueue, type PaymentPlace, type Queue } from "#engine/queue.ts";
import { createSessions } from "#engine/session.ts";
import { settlePayment } from "#engine/settle-payment.ts";
import { paymentDesk } from "#engine/start-payment.ts";

let store: TestStore;
let queue: Queue;
let mollie: Mollie;
const { transport, close } = createTransport({ opened: ["127.0.0.1"] });
beforeAll(async () => {
  store = await testStore();
  mollie = await startMollie({ allowLocalUrls: true });
  queue = await openQueue({ address: store.address, key: store.key, onError: () => undefined });
});
afterAll(async () => {
  await queue.stop();
  await mollie.stop();
  await close();
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const optionsOn = (app: Database) => ({
  store: { ...store, app },
  connectorById,
  transport,
  now: () => Temporal.Now.instant(),
  log: silent,
  publicUrl: null,
});

const crash = new Error("the node died");

/** A database whose `nth` step fails: before a transaction begins, when its work is done but not committed, and after the commit. */
function dyingAt(nth: number): { readonly app: Database; readonly steps: () => number } {
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps === nth) throw crash;
  };
  const transaction = () => ({
    execute: async (work: (trx: unknown) => Promise<unknown>) => {
      step();
      const result = await store.app.transaction().execute(async (trx) => {
        const done = await work(trx);
        step();
        return done;
      });
      step();
      return result;
    },
  });
  return { app: { transaction } as unknown as Database, steps: () => steps };
}

/** An invoice of 22.70 with a payment open at Mollie. */
async function opened(books: Books, connectionId: string) {
  const [issued] = await books.issue([orderOf(books.draft())]);
  const place = { administrationId: books.administration.id, documentId: issued?.id ?? "", connectionId };
  const options = optionsOn(store.app);
  const returnUrl = new URL("https://hub.example.be/pay/x");
  const request = { ...place, returnUrl, language: "nl" } as const;
  const sessions = createSessions(options, randomUUID());
  await paymentDesk(options, queue, sessions).start(request, new AbortController().signal);
  await sessions.close();
  const id = mollie.payments.at(-1)?.id ?? "";
  return { ...place, id };
}

async function company(): Promise<{ readonly books: Books; readonly connectionId: string }> {
  const books = await openBooks(store);
  const administrationId = books.administration.id;
  const id = newId();
  await books.within(async (trx) => {
    await insertConnection(trx, store.key, {
      id,
      administrationId,
      connector: "mollie",
      name: "Mollie",
      settings: { apiUrl: mollie.url },
      accountKey: "mollie",
      hookKey: id,
      hookSecret: "unused-here-0123456789",
      pollingOnly: true,
      secrets: { apiKey: mollie.apiKey },
    });
    const connection = await readConnection(trx, administrationId, id);
    if (connection === null) throw new Error("The connection was not stored");
    const health = { state: "connected", stateReason: "", retryAt: null, failures: 0 } as const;
    await setConnectionHealth(trx, connection, health);
    await sql`insert into modules (administration_id, module, state) values (${administrationId}, 'mollie', 'on')`.execute(
      trx,
    );
  });
  return { books, connectionId: id };
}

const ringFor = (place: PaymentPlace, externalId: string) =>
  insertDeliveries(store.hub, [
    {
      ...place,
      id: newId(),
      topic: paymentTopic,
      externalId,
      headers: {},
      body: new Uint8Array(),
      state: "received",
      reason: "",
    },
  ]);

const work = async (app: Database, data: PaymentPlace): Promise<void> => {
  const options = optionsOn(app);
  const sessions = createSessions(options, randomUUID());
  const handle = paymentJobHandler(options, queue, sessions);
  const job = { id: newId(), name: "payments", data } as Job<PaymentPlace>;
  // What a dead node held of the room comes back after a while; the test does not wait for it.
  try {
    await handle(job, new AbortController().signal);
  } finally {
    await sessions.close();
  }
};

const moved = async (books: Books) =>
  (await books.within((trx) => readPayments(trx, books.administration.id, { limit: 50 })))
    .map(({ direction, amount, reason, remainder }) => `${direction} ${Number(amount)} ${reason} ${Number(remainder)}`)
    .toSorted();

test("a node that dies anywhere: another looks again, and every amount is booked once", async () => {
  const { books, connectionId } = await company();
  let crashes = 0;
  for (let nth = 1; ; nth += 1) {
    const { id, ...place } = await opened(books, connectionId);
    await mollie.pay(id);
    await mollie.refund(id, "2.70");
    await ringFor(place, id);
    await ringFor(place, id);
    const dying = dyingAt(nth);
    const died = await work(dying.app, place).then(
      () => false,
      (error: unknown) => error === crash || (error as Error).cause === crash,
    );
    await sql`update connections set retry_at = null, state = 'connected', failures = 0 where id = ${connectionId}`.execute(
      store.owner,
    );
    await sql`update payment_attempts set next_look_at = now() where connection_id = ${connectionId} and external_id = ${id}`.execute(
      store.owner,
    );
    await work(store.app, place);
    const { rows } = await sql<{ state: string }>`
      select distinct state from deliveries where connection_id = ${connectionId}`.execute(store.owner);
    expect(rows).toEqual([{ state: "done" }]);
    crashes += 1;
    expect(await moved(books)).toEqual(
      [
        ...Array.from({ length: crashes }, () => "in 22.7  0"),
        ...Array.from({ length: crashes }, () => "out 2.7 refund 0"),
      ].toSorted(),
    );
    if (!died && dying.steps() < nth) break;
  }
  expect(crashes).toBeGreaterThan(8);
});

test("five workers that heard the same at once book it once", async () => {
  const { books, connectionId } = await company();
  const { id, administrationId } = await opened(books, connectionId);
  const now = Temporal.Now.instant();
  const seen = {
    id,
    state: "paid",
    amount: "22.70",
    currency: "EUR",
    reference: "",
    refunded: "22.70",
    chargedBack: "0.00",
    method: "ideal",
    paidAt: now.toString(),
    checkoutUrl: null,
    expiresAt: null,
  };
  const settled = await Promise.all(
    Array.from({ length: 5 }, () =>
      books.within(async (trx) => {
        const connection = await readConnection(trx, administrationId, connectionId);
        if (connection === null) throw new Error("The connection is gone");
        return settlePayment(trx, connection, seen as never, now, now);
      }),
    ),
  );
  expect(settled.toSorted()).toEqual(["changed", "same", "same", "same", "same"]);
  expect(await moved(books)).toEqual(["in 22.7  0", "out 22.7 refund 0"]);
});

test("what is known of a payment never goes back, whoever writes it", async () => {
  const { books, connectionId } = await company();
  const { id } = await opened(books, connectionId);
  await mollie.pay(id);
  await sql`update payment_attempts set state = 'paid', refunded = 5 where external_id = ${id}`.execute(store.owner);
  for (const change of ["state = 'open'", "external_id = 'tr_other'"]) {
    const statement = sql`update payment_attempts set ${sql.raw(change)} where external_id = ${id}`;
    await expect(books.within((trx) => statement.execute(trx))).rejects.toThrow("cannot become");
  }
});
