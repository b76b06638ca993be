import { HubError } from "#domain/error.ts";
import type { Order } from "#domain/order.ts";
import type { Booked, BookingContext, KnownOrder, OrderReading } from "#flows/shop-orders/booking.ts";
import { ShopOrderSettings } from "#flows/shop-orders/settings.ts";
import type { Administration } from "#store/administrations.ts";
import { holdChoices } from "#store/choices.ts";
import { restoredAt, type Connection } from "#store/connections.ts";
import { liveCouplingOf, takeOffset, type Coupling } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";
import { readMigration, type FirstMigration } from "#store/first-migrations.ts";
import { lockInbox, type InboxRow } from "#store/inbox.ts";
import { mappingsOf } from "#store/mappings.ts";
import { isModuleOn } from "#store/modules.ts";
import { newId } from "#store/new-id.ts";
import type { OrdersRead } from "./read-orders.ts";
import type { OpenSession } from "./session.ts";
import type { OrderResult, SettlePlace } from "./settle-orders.ts";

/** The orders one job looks at, and all that is known before the shop is asked. */
export interface Plan {
  readonly administration: Administration;
  readonly connection: Connection;
  readonly coupling: Coupling;
  /** Where documents are made, opened, or what keeps it from being asked now; null: the built-in back office. */
  readonly target: {
    readonly connection: Connection;
    readonly open: OpenSession | HubError;
    /** It failed repeatedly: one order finds out whether it answers again. */
    readonly isProbe: boolean;
  } | null;
  /** An error when the connection's own settings or secrets do not fit. */
  readonly open: OpenSession | HubError;
  readonly orderIds: readonly string[];
  /** Open deliveries by order, as they stood before the orders were fetched: only these are settled. */
  readonly deliveryIds: ReadonlyMap<string, readonly string[]>;
  /** Too many were found for one job. */
  readonly hasMore: boolean;
  readonly startedAt: string;
  /** The shop failed repeatedly: this job finds out whether it answers again. */
  readonly isProbe: boolean;
}

/** What counts while orders are decided upon. */
export interface Chosen {
  readonly context: BookingContext;
  readonly known: ReadonlyMap<string, InboxRow>;
  readonly readings: readonly { readonly reading: OrderReading; readonly known: KnownOrder }[];
}

/** What a person chose while the orders were fetched counts: read here, and nobody chooses until the transaction commits. */
export async function choose(trx: Transaction, p: Plan, orders: OrdersRead, ids: readonly string[]): Promise<Chosen> {
  await holdChoices(trx, p.connection.id);
  const coupling = await liveCouplingOf(trx, p.administration.id, p.connection.id);
  if (coupling === null) throw new HubError("remote.conflict", "The coupling was switched off meanwhile");
  const known = new Map((await lockInbox(trx, placeOf(p), ids)).map((row) => [row.externalId, row]));
  const context = await contextNow(trx, p.administration, coupling);
  const readings = orders.orders
    .filter((order) => ids.includes(order.id))
    .map((order) => ({
      reading: { order, refunds: orders.refunds.get(order.id) ?? [] },
      known: knownOf(order.id, known.get(order.id)),
    }));
  return { context, known, readings };
}

/** What orders of this coupling are decided by now, with the settings it has. The caller holds the choices. */
export const contextNow = (trx: Transaction, administration: Administration, coupling: Coupling) =>
  contextOf(trx, administration, coupling, parseSettings(coupling.settings), (wanted) =>
    coupling.offsetLeft === 0 ? Promise.resolve(0) : takeOffset(trx, administration.id, coupling.id, wanted),
  );

/** The same with other settings, or with an offset that is not really taken. */
export async function contextOf(
  trx: Transaction,
  administration: Administration,
  coupling: Coupling,
  settings: ShopOrderSettings,
  takeOffset: BookingContext["takeOffset"],
): Promise<BookingContext> {
  return {
    couplingId: coupling.id,
    connectionId: coupling.sourceConnectionId,
    settings,
    mappings: await mappingsOf(trx, administration.id, coupling.sourceConnectionId),
    seller: { country: administration.country, language: administration.language },
    mayUseForeignLanguages: await isModuleOn(trx, administration.id, "foreignLanguageCustomers"),
    ...oldOrdersOf(
      await readMigration(trx, administration.id, coupling.id),
      await restoredAt(trx, administration.id, coupling.sourceConnectionId),
    ),
    takeOffset,
  };
}

/**
 * Which orders are old, and which may be ignored at the start: while old ones are taken in, those that come first are among them. What the shop
 * said before a copy was put back, the hub that is gone may have mailed about.
 */
function oldOrdersOf(
  migration: FirstMigration | null,
  restored: string | null,
): Pick<BookingContext, "isOld" | "isAtStart"> {
  const isBefore = (at: string, moment: string | null) =>
    moment !== null && Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(moment)) < 0;
  const isOfMigration = ({ placedAt }: Order) => isBefore(placedAt, migration?.begunAt ?? null);
  return {
    isOld: (order) => isOfMigration(order) || isBefore(order.modifiedAt, restored),
    isAtStart: (order) => migration === null || migration.state === "done" || isOfMigration(order),
  };
}

/** Orders that only pass through, to a package elsewhere, leave nothing of what they said once they are through; unless told (C1.6). */
export const keepsContentOf = ({ targetConnectionId, settings }: Coupling): boolean =>
  targetConnectionId === null || ShopOrderSettings.safeParse(settings).data?.keepsContent === true;

/** Every transaction is a run of its own. */
export const runOf = (p: Plan, now: Temporal.Instant): SettlePlace => ({
  ...placeOf(p),
  keepsContent: keepsContentOf(p.coupling),
  runId: newId(),
  couplingId: p.coupling.id,
  startedAt: p.startedAt,
  now,
});

/** The administration's local day. */
export const todayOf = ({ administration }: Plan, now: Temporal.Instant): string =>
  now.toZonedDateTimeISO(administration.timeZone).toPlainDate().toString();

export function parseSettings(kept: unknown): ShopOrderSettings {
  const settings = ShopOrderSettings.safeParse(kept);
  if (settings.success) return settings.data;
  throw new HubError(
    "settings.invalid",
    `The settings of a coupling do not fit: ${settings.error.issues[0]?.path.join(".") ?? ""}`,
  );
}

export const exchangesOf = (p: Plan) => (p.open instanceof HubError ? [] : p.open.exchanges);

export const placeOf = (p: Plan) =>
  ({ administrationId: p.administration.id, connectionId: p.connection.id, kind: "order" }) as const;

export const deliveriesOf = (p: Plan, ids: readonly string[]): string[] =>
  ids.flatMap((id) => p.deliveryIds.get(id) ?? []);

export const knownOf = (externalId: string, row: InboxRow | undefined): KnownOrder => ({
  externalId,
  outcome: row?.outcome ?? null,
  reasonCode: row?.reasonCode ?? null,
  fingerprint: row?.fingerprint ?? "",
  documentedFingerprint: row?.documentedFingerprint ?? "",
  leftAsIs: row?.leftAsIs ?? "",
  sourceModifiedAt: row?.sourceModifiedAt ?? null,
});

/** Everything that was asked for gets a result: nothing is silent. */
export function resultsOf(orders: OrdersRead, ids: readonly string[], booked: readonly Booked[]): OrderResult[] {
  const wanted = new Set(ids);
  return [
    ...booked.map((b): OrderResult =>
      b.kind === "unchanged"
        ? { kind: "unchanged", externalId: b.externalId }
        : { kind: "booked", externalId: b.order.id, booked: b },
    ),
    ...orders.absent.filter((id) => wanted.has(id)).map((externalId): OrderResult => ({ kind: "absent", externalId })),
    ...orders.unreadable
      .filter(({ id }) => wanted.has(id))
      .map(({ id, code, message, says }): OrderResult => ({
        kind: "failed",
        externalId: id,
        error: new HubError(code, message, says === undefined ? {} : { details: { says } }),
      })),
    ...orders.failed
      .filter(({ id }) => wanted.has(id))
      .map(({ id, error }): OrderResult => ({ kind: "failed", externalId: id, error })),
  ];
}
