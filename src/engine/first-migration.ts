import { perform } from "#connect/perform.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { contentFingerprint } from "#flows/shop-orders/fingerprint.ts";
import { closeAlarm, raiseAlarm } from "#store/alarms.ts";
import { readConnection } from "#store/connections.ts";
import { liveCouplingOf, type Coupling } from "#store/couplings.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { insertDeliveries, migrationTopic } from "#store/deliveries.ts";
import {
  beginMigration,
  countUnderWay,
  endMigration,
  failMigration,
  lockMigration,
  markTakenIn,
  moveMigration,
  readMigration,
  type FirstMigration,
  type OldOrder,
} from "#store/first-migrations.ts";
import { circuitOf } from "./connection-health.ts";
import type { EngineOptions } from "./options.ts";
import type { Place, Queue } from "./queue.ts";
import { nextAttempt } from "./retry.ts";
import type { OpenSession, Sessions } from "./session.ts";
import { announcementOf, walkFrom } from "./sweep.ts";

/** Orders per minute unless a person says otherwise: 50,000 in about four hours, beside a shop that must go on selling. */
export const usualPerMinute = 200;

/** No page is read while this many are under way: what is not looked at soon, as while an outside package is down, waits at the shop. */
const mostUnderWay = 300;

/**
 * A coupling that went live for the first time, as it is stored now: its old orders are taken in from here on, unless it starts after `today`, the
 * company's local day. Those of earlier today are old as well: somebody has dealt with them in another way.
 */
export async function beginFirstMigration(
  trx: Transaction,
  { id, administrationId, settings, sweptUntil, offsetLeft }: Coupling,
  today: string,
  now: Temporal.Instant,
): Promise<void> {
  const fromDay = typeof settings["startDate"] === "string" ? settings["startDate"] : null;
  // Swept before: what was there then is known.
  if (sweptUntil !== null || (fromDay !== null && fromDay > today)) return;
  await beginMigration(trx, administrationId, {
    couplingId: id,
    fromDay,
    offsetOrders: offsetLeft,
    perMinute: usualPerMinute,
    // A shop tells whole seconds, by a clock of its own: what was placed just before is no old order.
    begunAt: now.subtract({ seconds: 60 }).toString(),
  });
}

/**
 * Takes in the old orders of a shop, page by page, as far as its speed and the queue allow now. The walk goes over everything that was changed since the
 * start date, oldest change first, to the end of the shop's list; of that it takes the orders placed before the migration began, each once. The
 * sweep meanwhile asks for what changed since it began; an order in both is recognised by its content. Place of the walk, marks and
 * announcements of a page are one transaction, so a node that dies between two pages or within one leaves nothing out and does nothing twice.
 * A page that cannot be had is asked for again later, and says nothing of the connection: one order of years ago that the shop stumbles over
 * must not keep its new ones waiting. Returns how many orders it announced.
 */
export async function takeInOldOrders(
  options: EngineOptions,
  sessions: Sessions,
  queue: Pick<Queue, "ringAll">,
  place: Place,
  signal: AbortSignal,
): Promise<number> {
  const { store, now, log } = options;
  const { administrationId, connectionId } = place;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);

  const prepare = (trx: Transaction) => prepareStep(trx, sessions, place, now(), signal);
  let announced = 0;
  for (let step = await within(prepare); step !== null; step = await within(prepare)) {
    const { migration, open } = step;
    try {
      if (open instanceof HubError) throw open;
      const page = await perform(open.connector, open.session, "orders.list", {
        modifiedSince: walkFrom(migration.fromDay),
        cursor: migration.cursor,
      });
      signal.throwIfAborted();
      const taken = await within(async (trx) => {
        if (migration.failures >= failuresToTell)
          await closeAlarm(trx, administrationId, "migrationStuck", connectionId);
        return takePage(trx, place, migration, page, now());
      });
      if (taken === null) break;
      announced += taken;
      if (taken > 0) await queue.ringAll(place);
    } catch (thrown) {
      const error = asHubError(thrown);
      if (signal.aborted) throw error;
      log.warn({ connection: connectionId, code: error.code }, `Old orders: ${error.message}`);
      const failures = migration.failures + 1;
      const nextAt = nextAttempt(now(), failures, error.retryAfterMs).toString();
      await within(async (trx) => {
        const reason = { code: error.code, text: error.message, nextAt };
        await failMigration(trx, administrationId, migration.couplingId, reason);
        if (failures >= failuresToTell) await raiseAlarm(trx, { ...stuck(place), text: error.message });
      });
      break;
    }
  }
  return announced;
}

/** Of one page, in a row: about twenty minutes. */
const failuresToTell = 8;

const stuck = ({ administrationId, connectionId }: Place) =>
  ({ administrationId, kind: "migrationStuck", subject: connectionId }) as const;

interface Step {
  readonly migration: FirstMigration;
  readonly open: OpenSession | HubError;
}

/** Null when there is nothing to read now: no migration runs, it is ahead of its speed, enough waits, or the shop does not answer. */
async function prepareStep(
  trx: Transaction,
  sessions: Sessions,
  { administrationId, connectionId }: Place,
  at: Temporal.Instant,
  signal: AbortSignal,
): Promise<Step | null> {
  const coupling = await liveCouplingOf(trx, administrationId, connectionId);
  const connection = await readConnection(trx, administrationId, connectionId);
  if (coupling === null || connection === null || connection.state === "paused" || connection.state === "reconnect")
    return null;
  const migration = await readMigration(trx, administrationId, coupling.id);
  if (migration?.state !== "running") return null;
  const underWay = await countUnderWay(trx, administrationId, connectionId);
  if (migration.isRead) {
    if (underWay === 0) await endMigration(trx, administrationId, migration, at.toString());
    return null;
  }
  const isEarly = Temporal.Instant.compare(at, Temporal.Instant.from(migration.nextAt)) < 0;
  if (isEarly || underWay >= mostUnderWay) return null;
  // Others find out whether it answers again: old orders are in no hurry.
  if ((await circuitOf(trx, connection, at)) !== "closed") return null;
  return { migration, open: await sessions.open(trx, connection, signal).catch(asHubError) };
}

type Page = Awaited<ReturnType<typeof perform<"orders.list">>>;

/** How many orders of this page were announced; null when another node or a person was first. */
async function takePage(
  trx: Transaction,
  { administrationId, connectionId }: Place,
  migration: FirstMigration,
  page: Page,
  at: Temporal.Instant,
): Promise<number | null> {
  const begunAt = Temporal.Instant.from(migration.begunAt);
  const isOld = (placedAt: string) => Temporal.Instant.compare(Temporal.Instant.from(placedAt), begunAt) < 0;
  const items = page.items.filter(({ placedAt }) => isOld(placedAt));
  const old = new Map<string, OldOrder>([
    // When it was placed, nobody can read: it is taken in, and its own outcome says what is wrong.
    ...page.unreadable.map(({ id }) => [id, { externalId: id, number: "", placedAt: null }] as const),
    ...items.map(({ id, number, placedAt }) => [id, { externalId: id, number, placedAt }] as const),
  ]);
  const content = new Map(items.map((order) => [order.id, contentFingerprint(order)]));
  if (!(await lockMigration(trx, administrationId, migration))) return null;
  const marked = await markTakenIn(trx, administrationId, connectionId, [...old.values()]);
  const news = marked.filter(({ externalId, fingerprint }) => fingerprint !== content.get(externalId));
  if (news.length > 0) {
    await insertDeliveries(
      trx,
      news.map(({ externalId }) => announcementOf(administrationId, connectionId, externalId, migrationTopic)),
    );
  }
  const { perMinute } = migration;
  // What is known already cost the shop no more than this page.
  const pauseMs = perMinute === null ? 0 : Math.ceil((news.length / perMinute) * 60_000);
  await moveMigration(trx, administrationId, migration, {
    cursor: page.next,
    total: page.total,
    seenUntil: page.seenUntil,
    nextAt: at.add({ milliseconds: pauseMs }).toString(),
  });
  return news.length;
}
