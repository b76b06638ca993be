import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { inAdministration, type Transaction } from "./database.ts";
import {
  dueRecords,
  lockInbox,
  quietInbox,
  settleInbox,
  wakeHeld,
  wakeRecords,
  type InboxRow,
  type Settled,
} from "./inbox.ts";
import { testStore, type TestStore } from "./testing/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

/** A connection to have records of. */
async function inbox() {
  const administrationId = await store.makeAdministration();
  const connectionId = randomUUID();
  await sql`insert into connections (id, administration_id, connector, name, account_key, hook_key, sealed_hook_secret)
    values (${connectionId}, ${administrationId}, 'woocommerce', 'De Molen', 'x', ${connectionId}, '')`.execute(
    store.owner,
  );
  const place = { administrationId, connectionId, kind: "order" } as const;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);
  return {
    within,
    place,
    lock: (...ids: string[]) => within((trx) => lockInbox(trx, place, ids)),
    settle: (...rows: Settled[]) => within((trx) => settleInbox(trx, place, new Date().toISOString(), rows)),
    /** Of both lanes. */
    due: async () => [
      ...(await within((trx) => dueRecords(trx, administrationId, connectionId, 0, 10))),
      ...(await within((trx) => dueRecords(trx, administrationId, connectionId, 1, 10))),
    ],
  };
}

const ago = (minutes: number): string => Temporal.Now.instant().subtract({ minutes }).toString();

const settled = (externalId: string, fields: Partial<Settled> = {}): Settled => ({
  externalId,
  number: `R${externalId}`,
  customerName: null,
  customerEmail: null,
  paidAt: null,
  source: null,
  status: "processing",
  outcome: "waiting",
  reasonCode: "remote.unavailable",
  reasonText: "no answer",
  reasonDetails: { status: "500" },
  fingerprint: "f1",
  documentedFingerprint: "",
  sourceModifiedAt: "2026-11-21T21:10:09Z",
  placedAt: "2026-11-21T21:10:08Z",
  currency: "EUR",
  total: amount("35.96"),
  tieOut: null,
  drifted: false,
  attempts: 2,
  firstFailedAt: "2026-11-21T21:10:10Z",
  nextAttemptAt: null,
  ...fields,
});

describe("locked records", () => {
  test("are made when they are new, read when they are known, and in one order", async () => {
    const { lock, settle } = await inbox();
    const fresh: InboxRow = {
      externalId: "42",
      outcome: null,
      reasonCode: null,
      reasonText: "",
      fingerprint: "",
      documentedFingerprint: "",
      leftAsIs: "",
      sourceModifiedAt: null,
      attempts: 0,
      firstFailedAt: null,
    };
    expect(await lock("44", "42")).toEqual([fresh, { ...fresh, externalId: "44" }]);
    await settle(settled("42"));
    expect(await lock("42")).toEqual([
      {
        externalId: "42",
        outcome: "waiting",
        reasonCode: "remote.unavailable",
        reasonText: "no answer",
        fingerprint: "f1",
        documentedFingerprint: "",
        leftAsIs: "",
        sourceModifiedAt: "2026-11-21T21:10:09Z",
        attempts: 2,
        firstFailedAt: "2026-11-21T21:10:10Z",
      },
    ]);
  });

  test("keep another worker waiting until the transaction ends, and see what it wrote", async () => {
    const { within, place, lock, settle } = await inbox();
    await lock("42", "44");
    const second = Promise.withResolvers<InboxRow[]>();
    await within(async (trx) => {
      await lockInbox(trx, place, ["42"]);
      const impatient = within(async (other) => {
        await sql`set local lock_timeout = 200`.execute(other);
        return lockInbox(other, place, ["44", "42"]);
      });
      await expect(impatient).rejects.toThrow("lock timeout");
      void lock("42").then(second.resolve, second.reject);
      await settleInbox(trx, place, new Date().toISOString(), [
        settled("42", { outcome: "documented", reasonCode: null }),
      ]);
    });
    expect(await second.promise).toMatchObject([{ outcome: "documented" }]);
    await settle(settled("44"));
  });

  test("are taken in opposite orders by two workers without a deadlock", async () => {
    const { lock } = await inbox();
    const ids = Array.from({ length: 60 }, (_, index) => String(index));
    const rows = await Promise.all([ids, ids.toReversed(), ids, ids.toReversed()].map((order) => lock(...order)));
    expect(rows.map(({ length }) => length)).toEqual([60, 60, 60, 60]);
  });
});

test("what nothing is known of stays as it was", async () => {
  const { lock, settle, place } = await inbox();
  await lock("42");
  await settle(settled("42", { drifted: true }));
  const unknown = { number: null, status: null, placedAt: null, currency: null, total: null, sourceModifiedAt: null };
  await settle(settled("42", { ...unknown, drifted: null, outcome: "held" }));
  const { rows } = await sql`
    select number, status, currency, total, outcome, drifted_at is not null as drifted from inbox where connection_id = ${place.connectionId}`.execute(
    store.owner,
  );
  expect(rows).toEqual([
    { number: "R42", status: "processing", currency: "EUR", total: "35.96", outcome: "held", drifted: true },
  ]);
});

describe("due records", () => {
  test("are those whose time has come, the longest due first", async () => {
    const { lock, settle, due } = await inbox();
    await lock("42", "44", "46", "48");
    await settle(
      settled("42", { nextAttemptAt: ago(1) }),
      settled("44", { nextAttemptAt: ago(5) }),
      settled("46", { nextAttemptAt: ago(-5) }),
      settled("48"),
    );
    expect(await due()).toEqual(["44", "42"]);
  });

  test("are due no more once they were looked at without news, except that who waits waits on", async () => {
    const { lock, settle, due, within, place } = await inbox();
    await lock("42", "44");
    await settle(settled("42", { nextAttemptAt: ago(1), outcome: "held" }), settled("44", { nextAttemptAt: ago(1) }));
    await within((trx) => quietInbox(trx, place, new Date().toISOString(), ["42", "44"]));
    expect(await due()).toEqual([]);
    const { rows } = await sql`select external_id as id, next_attempt_at > now() as later from inbox
      where connection_id = ${place.connectionId} order by 1`.execute(store.owner);
    expect(rows).toEqual([
      { id: "42", later: null },
      { id: "44", later: true },
    ]);
  });

  test("become those that are woken, to be looked at in full and with new patience", async () => {
    const { lock, settle, due, within, place } = await inbox();
    await lock("42", "44", "46");
    await settle(settled("42"), settled("44"), settled("46", { outcome: "skipped", reasonCode: "rule.offset" }));
    await within((trx) => wakeRecords(trx, place.administrationId, place.connectionId, ["42", "46"]));
    expect(await due()).toEqual(["42", "46"]);
    const woken = { fingerprint: "", attempts: 0, firstFailedAt: null };
    expect(await lock("42", "46")).toMatchObject([
      { ...woken, reasonCode: "remote.unavailable" },
      { ...woken, reasonCode: null },
    ]);
  });

  test("become, when the connection works again, those it kept waiting and no others", async () => {
    const { lock, settle, due, within, place } = await inbox();
    const reasons: [string, Partial<Settled>, boolean][] = [
      ["10", { outcome: "waiting", reasonCode: "remote.unavailable" }, true],
      ["12", { outcome: "held", reasonCode: "remote.rate_limited" }, true],
      ["14", { outcome: "held", reasonCode: "credentials.expired" }, true],
      ["16", { outcome: "held", reasonCode: "settings.invalid" }, true],
      ["18", { outcome: "failed", reasonCode: "remote.protocol_changed" }, true],
      ["20", { outcome: "held", reasonCode: "mapping.missing" }, false],
      ["22", { outcome: "held", reasonCode: "document.totals_mismatch" }, false],
      ["24", { outcome: "failed", reasonCode: "internal.unexpected" }, false],
      ["26", { outcome: "skipped", reasonCode: "rule.status" }, false],
      ["28", { outcome: "documented", reasonCode: null }, false],
    ];
    await lock(...reasons.map(([id]) => id));
    await settle(...reasons.map(([id, fields]) => settled(id, fields)));
    await within((trx) => wakeHeld(trx, place.administrationId, place.connectionId));
    expect((await due()).toSorted()).toEqual(reasons.filter(([, , wakes]) => wakes).map(([id]) => id));
  });
});
