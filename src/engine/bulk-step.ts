import { readsOnly } from "#connect/reading.ts";
import { asHubError, HubError, remedyFor } from "#domain/error.ts";
import { compareBulk, listByIds, markTold, nextOfBulk, unlookedOfBulk } from "#store/bulk-action-orders.ts";
import { bulkUnderWay, setBulkState, setListed, watchingBulk, type BulkAction } from "#store/bulk-actions.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { insertEvents } from "#store/events.ts";
import { lockInbox, skipRecord, wakeRecords, type InboxRow } from "#store/inbox.ts";
import { newId } from "#store/new-id.ts";
import { insertRun } from "#store/runs.ts";
import { doubtedOrders } from "./begun-documents.ts";
import type { EngineOptions } from "./options.ts";
import type { Place } from "./queue.ts";
import type { Sessions } from "./session.ts";

const batchSize = 100;

/** What waits for a shop that is away is no reason to watch for ever. */
const watchHours = 1;

interface Means {
  readonly options: Pick<EngineOptions, "store" | "now" | "log">;
  readonly sessions: Sessions;
  /** The orders of this connection are due. */
  readonly ring: (place: Place) => Promise<void>;
}

/**
 * One step of what many orders of a company are told to do: a page of the shop's list, a batch of orders, or a look at what became of them. Each
 * step is one transaction that says how far it is, so any node goes on where another stopped. False when there is nothing to do now.
 */
export async function stepBulk(means: Means, administrationId: string, signal: AbortSignal): Promise<boolean> {
  const { store } = means.options;
  const action = await inAdministration(store.app, administrationId, (trx) => bulkUnderWay(trx, administrationId));
  if (action === null) return false;
  if (action.state === "watching") return watchAll(means, administrationId);
  if (!action.isListed) return listPage(means, administrationId, action, signal);
  const connections = await inAdministration(store.app, administrationId, (trx) => tellBatch(trx, administrationId));
  for (const connectionId of connections) await means.ring({ administrationId, connectionId });
  return true;
}

/** One page of what the shop has changed since. A shop that is away is asked again at the next look. */
async function listPage(
  { options, sessions, ring }: Means,
  administrationId: string,
  { id, connectionId, since, cursor }: BulkAction,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, log } = options;
  const app = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);
  try {
    const shop = await app(async (trx) => {
      const connection = await readConnection(trx, administrationId, connectionId ?? "");
      if (connection === null) throw new HubError("settings.invalid", "The connection is gone");
      return readsOnly(await sessions.open(trx, connection, signal));
    });
    const page = await shop.read("orders.list", { modifiedSince: since, cursor });
    const ids = [...page.items, ...page.unreadable].map((one) => one.id);
    await app(async (trx) => {
      await listByIds(trx, administrationId, id, connectionId ?? "", ids);
      await setListed(trx, administrationId, id, page.next);
    });
    return true;
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const { code, message } = asHubError(thrown);
    log.warn({ bulkAction: id, code }, `The orders of a shop could not be listed: ${message}`);
    if (remedyFor(code) === "retry") return watchAll({ options, sessions, ring }, administrationId);
    await app((trx) => setBulkState(trx, administrationId, id, { state: "failed", reason: { code, text: message } }));
    return true;
  }
}

/** The next orders are told, each once: that they were is written with it. Returns the connections that have work now. */
async function tellBatch(trx: Transaction, administrationId: string): Promise<readonly string[]> {
  // Read again under its lock: another node may have been here, or a person stopped it.
  const action = await bulkUnderWay(trx, administrationId);
  if (action?.state !== "running" || !action.isListed) return [];
  const next = await nextOfBulk(trx, administrationId, action.id, batchSize);
  if (next.length === 0) {
    if (action.act === "skip") await finish(trx, administrationId, action);
    else await setBulkState(trx, administrationId, action.id, { state: "watching" });
    return [];
  }
  const byConnection = Map.groupBy(next, ({ connectionId }) => connectionId);
  for (const [connectionId, orders] of byConnection) {
    const place = { administrationId, connectionId, kind: "order" } as const;
    const rows = await lockInbox(
      trx,
      place,
      orders.map(({ externalId }) => externalId),
    );
    const ids = rows.map(({ externalId }) => externalId);
    const doubted =
      action.act === "skip"
        ? await doubtedOrders(trx, administrationId, connectionId, ids)
        : (new Set() as ReadonlySet<string>);
    const meant = rows
      .filter((row) => isFor(action, row) && !doubted.has(row.externalId))
      .map(({ externalId }) => externalId);
    const left = ids.filter((externalId) => !meant.includes(externalId));
    const listed = await markTold(trx, administrationId, action.id, connectionId, { told: meant, left });
    // Whose person was deleted meanwhile is on the list no more, and stays as it is.
    const told = meant.filter((externalId) => listed.has(externalId));
    if (action.act !== "skip") await wakeRecords(trx, administrationId, connectionId, told);
    else await skipAll(trx, place, told, action);
  }
  return action.act === "skip" ? [] : [...byConnection.keys()];
}

/** What became of an order meanwhile counts. A replay does what its preview showed: what was skipped by a person or ignored at the start stays so. */
function isFor({ act, asked }: BulkAction, { outcome, reasonCode }: InboxRow): boolean {
  if ("dryRun" in asked && (reasonCode === "rule.user" || reasonCode === "rule.offset")) return false;
  if (act === "skip") return outcome !== "documented" && reasonCode !== "rule.user";
  return act !== "retry" || (outcome !== "documented" && outcome !== "skipped");
}

async function skipAll(
  trx: Transaction,
  place: Place & { readonly kind: "order" },
  ids: readonly string[],
  { reason, requestedBy: who }: BulkAction,
): Promise<void> {
  for (const externalId of ids) await skipRecord(trx, place, externalId, { who, reason });
  const { administrationId, connectionId } = place;
  await insertEvents(
    trx,
    ids.map((externalId) => ({
      ...{ id: newId(), administrationId, connectionId, externalId, runId: null },
      ...({ level: "info", code: "order.skipped" } as const),
      data: { code: "rule.user", text: reason, who },
    })),
  );
}

/** Those of which every order was looked at are done; the others are looked at again at the next turn. */
async function watchAll({ options: { store, now } }: Means, administrationId: string): Promise<boolean> {
  await inAdministration(store.app, administrationId, async (trx) => {
    for (const action of await watchingBulk(trx, administrationId)) {
      const open = await unlookedOfBulk(trx, administrationId, action.id);
      const until = Temporal.Instant.from(action.toldAt ?? action.requestedAt).add({ hours: watchHours });
      if (open === 0 || Temporal.Instant.compare(now(), until) > 0) await finish(trx, administrationId, action);
    }
  });
  return false;
}

/** The run that says what became of them, compared with before. */
async function finish(trx: Transaction, administrationId: string, action: BulkAction): Promise<void> {
  const counts = await compareBulk(trx, administrationId, action.id);
  const all = { ...counts, ...(action.left > 0 && { left: action.left }) };
  await setBulkState(trx, administrationId, action.id, { state: "done", counts: all });
  await insertRun(trx, {
    id: newId(),
    administrationId,
    couplingId: null,
    connectionId: action.connectionId,
    flow: "bulk",
    startedAt: action.requestedAt,
    counts: all,
  });
}
