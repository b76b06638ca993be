import { sql } from "kysely";
import { changeChoices } from "./choices.ts";
import type { Database, Transaction } from "./database.ts";

export const couplingTransitions = { off: ["dry", "live"], dry: ["off", "live"], live: ["off", "dry"] } as const;
export type CouplingState = keyof typeof couplingTransitions;

/** A coupling of a shop's orders. Those of a catalogue are in catalogue-couplings.ts. */
export interface Coupling {
  readonly id: string;
  readonly administrationId: string;
  readonly kind: "shopOrders";
  readonly sourceConnectionId: string;
  /** Null: the built-in back office. */
  readonly targetConnectionId: string | null;
  readonly state: CouplingState;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly settingsVersion: number;
  readonly offsetLeft: number;
  readonly sweptUntil: string | null;
  /** Somebody who may switch it on saw what it mails. */
  readonly isPreviewed: boolean;
}

const columns = sql`id, administration_id as "administrationId", kind, source_connection_id as "sourceConnectionId",
  target_connection_id as "targetConnectionId", state, settings, settings_version as "settingsVersion", offset_left as "offsetLeft",
  swept_until as "sweptUntil", previewed_at is not null as "isPreviewed"`;

/** Returns false when this movement of this connection is coupled already. */
export async function insertCoupling(
  trx: Transaction,
  coupling: Omit<Coupling, "settingsVersion" | "sweptUntil" | "isPreviewed">,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into couplings (id, administration_id, kind, source_connection_id, target_connection_id, state, live_since, settings, offset_left)
    values (${coupling.id}, ${coupling.administrationId}, ${coupling.kind}, ${coupling.sourceConnectionId},
      ${coupling.targetConnectionId}, ${coupling.state}, case when ${coupling.state} = 'live' then now() end,
      ${JSON.stringify(coupling.settings)}::jsonb, ${coupling.offsetLeft})
    on conflict (administration_id, source_connection_id, kind) where kind = 'shopOrders' do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

export async function listCouplings(trx: Transaction, administrationId: string): Promise<Coupling[]> {
  const { rows } =
    await sql<Coupling>`select ${columns} from couplings where administration_id = ${administrationId} and kind = 'shopOrders' order by created_at, id`.execute(
      trx,
    );
  return rows;
}

export async function readCoupling(trx: Transaction, administrationId: string, id: string): Promise<Coupling | null> {
  const { rows } =
    await sql<Coupling>`select ${columns} from couplings where administration_id = ${administrationId} and id = ${id} and kind = 'shopOrders'`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** The live coupling that takes this connection's orders; null when there is none, or one of its modules is off. */
export async function liveCouplingOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<Coupling | null> {
  const { rows } = await sql<Coupling>`
    select ${columns} from couplings where administration_id = ${administrationId} and source_connection_id = ${connectionId}
      and state = 'live' and kind = 'shopOrders' and coupling_may_run(couplings,
        (select connector from connections c where c.administration_id = couplings.administration_id and c.id = source_connection_id))
    order by created_at, id limit 1`.execute(trx);
  return rows[0] ?? null;
}

/** The coupling that takes this connection's orders, whatever its state; null when there is none. */
export async function couplingOfConnection(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<Coupling | null> {
  const { rows } = await sql<Coupling>`
    select ${columns} from couplings where administration_id = ${administrationId} and source_connection_id = ${connectionId}
      and kind = 'shopOrders' order by created_at, id limit 1`.execute(trx);
  return rows[0] ?? null;
}

export async function setCouplingPreviewed(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update couplings set previewed_at = now()
    where administration_id = ${administrationId} and id = ${id} and previewed_at is null`.execute(trx);
}

/** Saves settings if nobody else did since `version`; false when somebody did. */
export async function updateCoupling(
  trx: Transaction,
  coupling: Coupling,
  change: {
    readonly state: CouplingState;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly offsetLeft: number;
  },
): Promise<boolean> {
  await changeChoices(trx, coupling.sourceConnectionId);
  const { numAffectedRows } = await sql`
    update couplings set state = ${change.state},
      live_since = case when ${change.state} = 'live' and state <> 'live' then now() else live_since end, settings = ${JSON.stringify(change.settings)}::jsonb, offset_left = ${change.offsetLeft},
      settings_version = settings_version + 1
    where administration_id = ${coupling.administrationId} and id = ${coupling.id} and settings_version = ${coupling.settingsVersion}`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}

/** Takes up to `wanted` of the orders that are to be ignored at the start; locks the coupling while this transaction lasts. */
export async function takeOffset(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  wanted: number,
): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with before as (select offset_left from couplings where administration_id = ${administrationId} and id = ${couplingId} for update)
    update couplings c set offset_left = greatest(0, before.offset_left - ${wanted}) from before
    where c.administration_id = ${administrationId} and c.id = ${couplingId}
    returning least(before.offset_left, ${wanted}) as taken`.execute(trx);
  return rows[0]?.taken ?? 0;
}

/** The source answered a whole sweep; `until`: its latest change, null when there was none. */
export async function setSwept(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  until: string | null,
): Promise<void> {
  await sql`update couplings set swept_at = now(), swept_until = greatest(swept_until, ${until}::timestamptz)
    where administration_id = ${administrationId} and id = ${couplingId}`.execute(trx);
}

export interface LiveCoupling {
  readonly couplingId: string;
  readonly administrationId: string;
  readonly connectionId: string;
  readonly pollingOnly: boolean;
}

/** Live couplings of orders of every administration, for schedules. */
export async function liveCouplings(hub: Database): Promise<LiveCoupling[]> {
  const { rows } = await sql<LiveCoupling>`
    select coupling_id as "couplingId", administration_id as "administrationId", connection_id as "connectionId", polling_only as "pollingOnly" from live_couplings()`.execute(
    hub,
  );
  return rows;
}
