import { readsOnly, type Reads } from "#connect/reading.ts";
import { asHubError, HubError } from "#domain/error.ts";
import type { Order } from "#domain/order.ts";
import { foreseeOrder, foreseenGone, foreseenUnread, type ForeseenOrder } from "#flows/shop-orders/foresee.ts";
import { foreseenTarget } from "#flows/shop-orders/foreseen-target.ts";
import { refundKey } from "#flows/shop-orders/booking.ts";
import type { OrderSight } from "#flows/shop-orders/order-target.ts";
import type { MappingEntry, ShopOrderSettings } from "#flows/shop-orders/settings.ts";
import { readAdministration, type Administration } from "#store/administrations.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import { readCoupling, type Coupling } from "#store/couplings.ts";
import { inAdministration, readingIn, type Transaction } from "#store/database.ts";
import {
  beginDryRun,
  finishDryRun,
  tellDryRunProgress,
  type DryRun,
  type DryRunResult,
  type DryRunScope,
} from "#store/dry-runs.ts";
import { findEffects } from "#store/effects.ts";
import { insertEvents } from "#store/events.ts";
import { readInbox } from "#store/inbox.ts";
import { readMailSettings } from "#store/mail-settings.ts";
import { newId } from "#store/new-id.ts";
import { insertRun } from "#store/runs.ts";
import type { Store } from "#store/store.ts";
import { gistOf, isSameGist, openTally, type DryRunRow } from "./dry-run-tally.ts";
import type { DryRunHands, EngineOptions } from "./options.ts";
import { contextOf, keepsContentOf, knownOf, parseSettings } from "./order-plan.ts";
import { itemsThere } from "./items-there.ts";
import { outsideSight, type BooksInSight } from "./outside-sight.ts";
import { readOrders, readRefunds, type OrdersRead } from "./read-orders.ts";
import type { Sessions } from "./session.ts";

/** A node that is killed leaves it to another; one that kills nodes is given up. */
const mostTries = 3;
const batchSize = 100;

/** Hands that cannot write: a role without the right to, in transactions that refuse it, and a target that only notes. */
export const readingHands = (store: Pick<Store, "reader">): DryRunHands => ({
  within: (administrationId, work) => readingIn(store.reader, administrationId, work),
  targetIn: (_trx, _place, foreseen) => foreseen,
});

type Options = Pick<EngineOptions, "store" | "now" | "log" | "builtInSight" | "dryRunHands">;

/** Everything that is known before the shop is asked. */
interface Ground {
  readonly administration: Administration;
  readonly coupling: Coupling;
  readonly shop: Reads;
  readonly target: BooksInSight | null;
  /** What is asked, and as it is saved where that is something else. */
  readonly settings: ShopOrderSettings;
  readonly saved: ShopOrderSettings | null;
  /** Set: every mail goes here. */
  readonly testRecipient: string;
}

/**
 * Carries out the oldest dry run of a company that waits. What is read is read through hands that cannot write; only when nothing is looked at any
 * more, the app writes down what came of it. False when there was none.
 */
export async function stepDryRun(
  options: Options,
  sessions: Sessions,
  administrationId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, now, log } = options;
  const app = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);
  const run = await app((trx) => beginDryRun(trx, administrationId));
  if (run === null) return false;
  const tally = openTally();
  const startedAt = now().toString();
  let end: Pick<DryRunResult, "state" | "reason"> = { state: "done", reason: null };
  let connectionId: string | null = null;
  let settingsVersion: number | null = null;
  try {
    if (run.tries > mostTries)
      throw new HubError("internal.unexpected", "It was begun again and again, and never ended");
    const hands = options.dryRunHands?.(store) ?? readingHands(store);
    const ground = await hands.within(administrationId, (trx) =>
      groundOf(trx, sessions, administrationId, run, signal),
    );
    connectionId = ground.coupling.sourceConnectionId;
    settingsVersion = ground.coupling.settingsVersion;
    const foresee = foreseer(options, hands, ground);
    let ordersRead = 0;
    for await (const page of pagesOf(ground.shop, run.scope, now())) {
      for (const row of await foresee(page)) tally.add(row);
      ordersRead += page.orders.length + page.unreadable.length + page.absent.length;
      if (await app((trx) => tellDryRunProgress(trx, administrationId, run.id, ordersRead))) {
        end = { state: "stopped", reason: null };
        break;
      }
    }
  } catch (thrown) {
    // The hub stops: another node, or this one later, begins anew.
    if (signal.aborted) throw thrown;
    const { code, message } = asHubError(thrown);
    log.warn({ dryRun: run.id, code }, `A dry run ended: ${message}`);
    end = { state: "failed", reason: { code, text: message } };
  }
  const seen = tally.close();
  await app(async (trx) => {
    if (!(await finishDryRun(trx, administrationId, run.id, { ...seen, ...end, settingsVersion }))) return;
    const runId = newId();
    const { couplingId } = run;
    const counts = { ...seen.counts };
    await insertRun(trx, { id: runId, administrationId, couplingId, connectionId, flow: "dryRun", startedAt, counts });
    const data = { value: seen.counts["orders"] ?? 0, who: run.requestedBy, state: end.state };
    const event = { level: end.state === "failed" ? "warning" : "info", code: "coupling.dryRun", data } as const;
    await insertEvents(trx, [{ ...event, id: newId(), administrationId, connectionId, runId, externalId: "" }]);
  });
  return true;
}

async function groundOf(
  trx: Transaction,
  sessions: Sessions,
  administrationId: string,
  run: DryRun,
  signal: AbortSignal,
): Promise<Ground> {
  const administration = await readAdministration(trx, administrationId);
  const coupling = await readCoupling(trx, administrationId, run.couplingId);
  const connection =
    coupling === null ? null : await readConnection(trx, administrationId, coupling.sourceConnectionId);
  if (administration === null || coupling === null || connection === null)
    throw new HubError("settings.invalid", "The coupling is gone");
  if (connection.state === "paused") throw new HubError("settings.invalid", `${connection.name} is paused`);
  const saved = parseSettings(coupling.settings);
  const settings = run.settings === null ? saved : parseSettings(run.settings);
  const target =
    coupling.targetConnectionId === null
      ? null
      : await readConnection(trx, administrationId, coupling.targetConnectionId);
  return {
    administration,
    coupling,
    shop: readsOnly(await sessions.open(trx, connection, signal)),
    target: target && (await inSight(trx, sessions, target, signal)),
    settings,
    saved: JSON.stringify(saved) === JSON.stringify(settings) ? null : saved,
    testRecipient: (await readMailSettings(trx, administrationId)).testRecipient,
  };
}

async function inSight(
  trx: Transaction,
  sessions: Sessions,
  connection: Connection,
  signal: AbortSignal,
): Promise<BooksInSight> {
  const open = await sessions.open(trx, connection, signal);
  const reads = readsOnly(open);
  return { connection, connector: open.connector, settings: open.session.settings, reads, items: itemsThere(reads) };
}

const nothing: OrdersRead = { orders: [], refunds: new Map(), unreadable: [], absent: [], failed: [] };

/** The orders that are looked at, a hundred at most at a time. Of days back: those placed since; from a moment on: whatever changed. */
async function* pagesOf(shop: Reads, scope: DryRunScope, now: Temporal.Instant): AsyncGenerator<OrdersRead> {
  if ("orderIds" in scope) {
    for (let from = 0; from < scope.orderIds.length; from += batchSize)
      yield await readOrders(shop, scope.orderIds.slice(from, from + batchSize));
    return;
  }
  const since = "since" in scope ? Temporal.Instant.from(scope.since) : now.subtract({ hours: scope.days * 24 });
  const isMeant = ({ placedAt }: Order): boolean =>
    "since" in scope || Temporal.Instant.compare(Temporal.Instant.from(placedAt), since) >= 0;
  // Shops list by when an order was changed: one that changes meanwhile comes again.
  const seen = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof shop.read<"orders.list">>> = await shop.read("orders.list", {
      modifiedSince: since.toString(),
      cursor,
    });
    const orders = page.items.filter((order) => !seen.has(order.id) && isMeant(order));
    const unreadable = page.unreadable.filter(({ id }) => !seen.has(id));
    for (const { id } of [...page.items, ...page.unreadable]) seen.add(id);
    yield { ...nothing, orders, unreadable };
    cursor = page.next;
  } while (cursor !== null);
}

/** What would become of a page of orders, with what is remembered from one to the next. */
function foreseer(options: Options, hands: DryRunHands, ground: Ground) {
  const { administration, coupling, shop, target, settings, saved, testRecipient } = ground;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => hands.within(administration.id, work);
  const today = options.now().toZonedDateTimeISO(administration.timeZone).toPlainDate().toString();
  const memories = [memoryOf(coupling), memoryOf(coupling)] as const;

  const withSight = <T>(
    mappings: readonly MappingEntry[],
    work: (sight: OrderSight, trx: Transaction | null) => Promise<T>,
  ): Promise<T> => {
    if (target === null) return within((trx) => work(options.builtInSight(trx, administration), trx));
    return work(outsideSight(options.store, within, administration.id, target, mappings), null);
  };
  const withRefunds = async (page: OrdersRead): Promise<OrdersRead> => {
    if (target === null && ![settings, saved].some((one) => one?.documentKind === "invoice")) return page;
    const keyOf = (id: string) => refundKey(coupling.sourceConnectionId, id);
    const keys = page.orders.flatMap((order) => order.refundIds.map(keyOf));
    if (keys.length === 0) return page;
    const credited = await within((trx) => findEffects(trx, administration.id, keys));
    return readRefunds(shop, page, (id) => credited.has(keyOf(id)), !keepsContentOf(coupling));
  };

  return async (page: OrdersRead): Promise<DryRunRow[]> => {
    const read = await withRefunds(page);
    const place = {
      administrationId: administration.id,
      connectionId: coupling.sourceConnectionId,
      kind: "order",
    } as const;
    const ids = read.orders.map(({ id }) => id);
    const known = new Map((await within((trx) => readInbox(trx, place, ids))).map((row) => [row.externalId, row]));
    const contexts = await within((trx) =>
      inTurn([settings, saved], async (one, index) =>
        one === null ? null : contextOf(trx, administration, coupling, one, memories[index === 0 ? 0 : 1].takeOffset),
      ),
    );
    const rows = await withSight(contexts[0]?.mappings ?? [], async (sight, trx) => {
      const all: DryRunRow[] = [];
      for (const order of read.orders) {
        const reading = { order, refunds: read.refunds.get(order.id) ?? [] };
        const before = knownOf(order.id, known.get(order.id));
        const [asked, asSaved] = await inTurn(contexts, async (context, index) => {
          if (context === null) return null;
          const { buyers } = memories[index === 0 ? 0 : 1];
          return foreseeOrder(
            context,
            (foreseen) => {
              const noting = foreseenTarget(sight, buyers, foreseen);
              return trx === null ? noting : hands.targetIn(trx, { administration, today }, noting);
            },
            reading,
            before,
          );
        });
        if (asked === undefined || asked === null) continue;
        const isSame = asSaved === undefined || asSaved === null || isSameGist(asked, asSaved);
        all.push({ ...redirected(asked, testRecipient), saved: isSame ? null : gistOf(asSaved) });
      }
      return all;
    });
    return [
      ...rows,
      ...read.absent.map((id) => ({ ...foreseenGone(id), saved: null })),
      ...read.unreadable.map(({ id, ...why }) => ({ ...foreseenUnread(id, why), saved: null })),
      ...read.failed.map(({ id, error }) => ({ ...foreseenUnread(id, error), saved: null })),
    ];
  };
}

/** Of one way of settings: which buyers would be new, and how many orders are still to be ignored. */
function memoryOf(coupling: Coupling) {
  let offsetLeft = coupling.offsetLeft;
  return {
    buyers: new Map<string, string>(),
    takeOffset: async (wanted: number): Promise<number> => {
      const taken = Math.min(wanted, offsetLeft);
      offsetLeft -= taken;
      return taken;
    },
  };
}

const redirected = (one: ForeseenOrder, testRecipient: string): ForeseenOrder =>
  testRecipient === "" ? one : { ...one, mails: one.mails.map((mail) => ({ ...mail, to: testRecipient })) };

async function inTurn<T, R>(all: readonly T[], work: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const [index, one] of all.entries()) results.push(await work(one, index));
  return results;
}
