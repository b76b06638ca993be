import { newId } from "#store/new-id.ts";
import { perform } from "#connect/perform.ts";
import { isChanged } from "#domain/completeness.ts";
import { asHubError, HubError } from "#domain/error.ts";
import type { KnownOrder } from "#domain/order.ts";
import { contentFingerprint } from "#flows/shop-orders/fingerprint.ts";
import { ownRecordsOf } from "#store/completeness.ts";
import { liveCouplingOf, setSwept, type Coupling } from "#store/couplings.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import type { migrationTopic } from "#store/deliveries.ts";
import { readMigration, type FirstMigration } from "#store/first-migrations.ts";
import { fingerprintsOf } from "#store/inbox.ts";
import { circuitOf, connectionFailed, connectionWorks } from "./connection-health.ts";
import type { Intake } from "./intake.ts";
import type { EngineOptions } from "./options.ts";
import type { OpenSession, Sessions } from "./session.ts";

/**
 * Asks a shop for every order modified since the last good moment, and announces those we do not know in that state, as if the shop
 * had rung: webhook and sweep end in the same job. No failed webhook is ever sent again (woocommerce.md rule 4), so this is what makes
 * "nothing lost" true. What was there before the coupling went live is the first migration's (first-migration.ts): while that runs or
 * stands, this begins where it began. Returns how many orders it announced.
 */
export async function sweepConnection(
  options: EngineOptions,
  sessions: Sessions,
  intake: Intake,
  place: { readonly administrationId: string; readonly connectionId: string },
  signal: AbortSignal,
): Promise<number> {
  const { store, now } = options;
  const { administrationId, connectionId } = place;
  const startedAt = now();
  const found = await inAdministration(
    store.app,
    administrationId,
    async (
      trx,
    ): Promise<{
      coupling: Coupling;
      since: string | null;
      connection: Connection;
      open: OpenSession | HubError;
    } | null> => {
      const coupling = await liveCouplingOf(trx, administrationId, connectionId);
      const connection = await readConnection(trx, administrationId, connectionId);
      if (coupling === null || connection === null || connection.state === "paused") return null;
      // One request at a time goes out: the first is the probe.
      if ((await circuitOf(trx, connection, startedAt)) === "open") return null;
      const migration = await readMigration(trx, administrationId, coupling.id);
      const since = coupling.sweptUntil ?? firstSince(coupling, migration);
      return { coupling, since, connection, open: await sessions.open(trx, connection, signal).catch(asHubError) };
    },
  );
  if (found === null) return 0;
  const { coupling, since, connection, open } = found;
  let announced = 0;
  let seenUntil: string | null = null;
  try {
    if (open instanceof HubError) throw open;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof perform<"orders.list">>> = await perform(
        open.connector,
        open.session,
        "orders.list",
        {
          modifiedSince: since,
          cursor,
        },
      );
      const ids = [...page.items.map((order) => order.id), ...page.unreadable.map((entry) => entry.id)];
      const known = await inAdministration(store.app, administrationId, (trx) =>
        fingerprintsOf(trx, administrationId, connectionId, ids),
      );
      const news = [
        ...page.items.filter((order) => known.get(order.id) !== contentFingerprint(order)).map((order) => order.id),
        // One that was unreadable before has no fingerprint: nothing new can be learnt of it.
        ...page.unreadable.filter((entry) => known.get(entry.id) !== "").map((entry) => entry.id),
      ];
      news.push(...(await otherwiseListed(options, place, page.listed ?? [])));
      await Promise.all(news.map((id) => intake.accept(announcementOf(administrationId, connectionId, id))));
      announced += news.length;
      if (page.seenUntil !== null && (seenUntil === null || isLater(page.seenUntil, seenUntil)))
        seenUntil = page.seenUntil;
      cursor = page.next;
    } while (cursor !== null);
  } catch (thrown) {
    const error = asHubError(thrown);
    if (signal.aborted) throw error;
    await inAdministration(store.app, administrationId, (trx) => connectionFailed(trx, connection, error, now()));
    throw error;
  }
  await inAdministration(store.app, administrationId, async (trx) => {
    // By the shop's clock, which may be behind or ahead of ours.
    await setSwept(trx, administrationId, coupling.id, seenUntil);
    await connectionWorks(trx, connection, now());
  });
  return announced;
}

/** Which of these we have not, or have in another state: of them the shop told no more than a header. */
async function otherwiseListed(
  { store }: EngineOptions,
  { administrationId, connectionId }: { readonly administrationId: string; readonly connectionId: string },
  listed: readonly KnownOrder[],
): Promise<string[]> {
  const ids = listed.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await inAdministration(store.app, administrationId, (trx) =>
    ownRecordsOf(trx, { administrationId, connectionId }, ids),
  );
  const own = new Map(rows.map((row) => [row.externalId, row]));
  return listed.flatMap((order) => {
    const mine = own.get(order.id);
    return mine === undefined || isChanged(order, mine) ? [order.id] : [];
  });
}

const isLater = (a: string, b: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b)) > 0;

/** Where the first sweep begins. Our clock may be ahead of the shop's: an hour is read twice. */
function firstSince({ settings }: Coupling, migration: FirstMigration | null): string | null {
  if (migration !== null && migration.state !== "done")
    return Temporal.Instant.from(migration.begunAt).subtract({ hours: 1 }).toString();
  const { startDate } = settings;
  return walkFrom(typeof startDate === "string" ? startDate : null);
}

/**
 * Where a walk over changes begins that is to find all orders of this day and later, in whatever time zone: what was changed last before it was
 * placed before it. Null: at the beginning.
 */
export const walkFrom = (startDate: string | null): string | null =>
  startDate === null
    ? null
    : Temporal.PlainDate.from(startDate).toZonedDateTime("UTC").subtract({ days: 1 }).toInstant().toString();

/** As if the shop had rung for this order. */
export const announcementOf = (
  administrationId: string,
  connectionId: string,
  externalId: string,
  topic: "sweep" | typeof migrationTopic = "sweep",
) => ({
  id: newId(),
  administrationId,
  connectionId,
  externalId,
  topic,
  headers: {},
  body: new Uint8Array(),
  state: "received" as const,
  reason: "",
});
