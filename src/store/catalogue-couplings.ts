import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";

export const catalogueKinds = ["products", "stock", "customers"] as const;
export type CatalogueKindName = (typeof catalogueKinds)[number];

/** A coupling that brings what an ERP has to a shop. */
export interface CatalogueCoupling {
  readonly id: string;
  readonly administrationId: string;
  readonly kind: CatalogueKindName;
  readonly sourceConnectionId: string;
  readonly targetConnectionId: string;
  readonly state: "off" | "live";
  readonly settings: Readonly<Record<string, unknown>>;
  readonly settingsVersion: number;
  /** Every change up to here, by the source's clock, was dealt with. */
  readonly sweptUntil: string | null;
  readonly sweptAt: string | null;
}

const columns = sql`id, administration_id as "administrationId", kind, source_connection_id as "sourceConnectionId",
  target_connection_id as "targetConnectionId", state, settings, settings_version as "settingsVersion", swept_until as "sweptUntil",
  swept_at as "sweptAt"`;

/** Returns false when these two are coupled in this way already. */
export async function insertCatalogueCoupling(
  trx: Transaction,
  coupling: Pick<
    CatalogueCoupling,
    "id" | "administrationId" | "kind" | "sourceConnectionId" | "targetConnectionId" | "settings"
  >,
): Promise<boolean> {
  const { id, administrationId, kind, sourceConnectionId, targetConnectionId, settings } = coupling;
  const { numAffectedRows } =
    await sql`insert into couplings (id, administration_id, kind, source_connection_id, target_connection_id, settings)
    values (${id}, ${administrationId}, ${kind}, ${sourceConnectionId}, ${targetConnectionId}, ${JSON.stringify(settings)}::jsonb)
    on conflict (administration_id, kind, source_connection_id, target_connection_id) where kind <> 'shopOrders' do nothing`.execute(
      trx,
    );
  return numAffectedRows === 1n;
}

export async function listCatalogueCouplings(trx: Transaction, administrationId: string): Promise<CatalogueCoupling[]> {
  const { rows } = await sql<CatalogueCoupling>`select ${columns} from couplings
    where administration_id = ${administrationId} and kind <> 'shopOrders' order by created_at, id`.execute(trx);
  return rows;
}

export async function readCatalogueCoupling(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<CatalogueCoupling | null> {
  const { rows } = await sql<CatalogueCoupling>`select ${columns} from couplings
    where administration_id = ${administrationId} and id = ${id} and kind <> 'shopOrders'`.execute(trx);
  return rows[0] ?? null;
}

/** The coupling of this kind between the same two; null when there is none. */
export async function siblingOf(
  trx: Transaction,
  { administrationId, sourceConnectionId, targetConnectionId }: CatalogueCoupling,
  kind: CatalogueKindName,
): Promise<CatalogueCoupling | null> {
  const { rows } = await sql<CatalogueCoupling>`select ${columns} from couplings
    where administration_id = ${administrationId} and kind = ${kind} and source_connection_id = ${sourceConnectionId}
      and target_connection_id = ${targetConnectionId}`.execute(trx);
  return rows[0] ?? null;
}

/** Saves settings if nobody else did since `version`; false when somebody did. */
export async function updateCatalogueCoupling(
  trx: Transaction,
  { administrationId, id, settingsVersion }: CatalogueCoupling,
  { state, settings }: Pick<CatalogueCoupling, "state" | "settings">,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update couplings set state = ${state},
      live_since = case when ${state} = 'live' and state <> 'live' then now() else live_since end,
      settings = ${JSON.stringify(settings)}::jsonb, settings_version = settings_version + 1
    where administration_id = ${administrationId} and id = ${id} and settings_version = ${settingsVersion} and kind <> 'shopOrders'`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}

/** A person started it. */
export async function setCatalogueLive(trx: Transaction, { administrationId, id }: CatalogueCoupling): Promise<void> {
  await sql`update couplings set state = 'live', live_since = coalesce(live_since, now()), settings_version = settings_version + 1
    where administration_id = ${administrationId} and id = ${id} and state <> 'live'`.execute(trx);
}

export interface CatalogueTurn {
  readonly couplingId: string;
  readonly administrationId: string;
  readonly kind: CatalogueKindName;
  readonly everyMinutes: number;
  /** A run is under way. */
  readonly isBusy: boolean;
  /** Its first run is done: what changes is followed by itself. */
  readonly isStarted: boolean;
}

const usualMinutes = 15;

/** Couplings of every administration that may work now. */
export async function catalogueTurns(hub: Database): Promise<CatalogueTurn[]> {
  const { rows } = await sql<Omit<CatalogueTurn, "everyMinutes"> & { readonly everyMinutes: number | null }>`
    select coupling_id as "couplingId", administration_id as "administrationId", kind, (settings ->> 'everyMinutes')::int as "everyMinutes",
      is_busy as "isBusy", is_started as "isStarted" from catalogue_couplings()`.execute(hub);
  return rows.map((row) => ({ ...row, everyMinutes: row.everyMinutes ?? usualMinutes }));
}
