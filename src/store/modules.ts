import { sql } from "kysely";
import { connectorsOf, isModuleCode, moduleCodes, moduleOf, type ModuleCode } from "#domain/modules.ts";
import type { Database, Transaction } from "./database.ts";

/** `stopped`: switched on, and standing still until there is a licence. */
export const moduleTransitions = { off: ["on"], on: ["off", "stopped"], stopped: ["on", "off"] } as const;
export type ModuleState = keyof typeof moduleTransitions;

export interface ModuleRow {
  readonly module: ModuleCode;
  readonly state: ModuleState;
  /** The code that was entered. */
  readonly licence: string | null;
  readonly licensedUntil: string | null;
}

const usual = (module: ModuleCode): ModuleRow => ({
  module,
  state: moduleOf(module).startsOff ? "off" : "on",
  licence: null,
  licensedUntil: null,
});

/** Every module of an administration, in the order of the table of modules. */
export async function listModules(trx: Transaction, administrationId: string): Promise<ModuleRow[]> {
  const { rows } = await sql<ModuleRow>`
    select module, state, licence, licensed_until as "licensedUntil" from modules where administration_id = ${administrationId}`.execute(
    trx,
  );
  const stored = new Map(rows.filter(({ module }) => isModuleCode(module)).map((row) => [row.module, row]));
  return moduleCodes.map((module) =>
    moduleOf(module).isFixed ? usual(module) : (stored.get(module) ?? usual(module)),
  );
}

export async function readModule(trx: Transaction, administrationId: string, module: ModuleCode): Promise<ModuleRow> {
  const { rows } = await sql<ModuleRow>`
    select module, state, licence, licensed_until as "licensedUntil" from modules
    where administration_id = ${administrationId} and module = ${module}`.execute(trx);
  return moduleOf(module).isFixed ? usual(module) : (rows[0] ?? usual(module));
}

export const isModuleOn = async (trx: Transaction, administrationId: string, module: ModuleCode): Promise<boolean> =>
  (await readModule(trx, administrationId, module)).state === "on";

/** Settings, licence and connections of a module stay when it goes off. */
export async function putModule(
  trx: Transaction,
  administrationId: string,
  { module, state, licence, licensedUntil }: ModuleRow,
  changedBy: string,
): Promise<void> {
  await sql`insert into modules (administration_id, module, state, licence, licensed_until, changed_by)
    values (${administrationId}, ${module}, ${state}, ${licence}, ${licensedUntil}, ${changedBy})
    on conflict (administration_id, module) do update set state = excluded.state, licence = excluded.licence,
      licensed_until = excluded.licensed_until, changed_by = excluded.changed_by, changed_at = now()`.execute(trx);
}

/** A connector that no module gates is on wherever it is connected: what may run goes by these rows. */
export async function switchOnUngated(
  trx: Transaction,
  administrationId: string,
  connectorId: string,
  changedBy: string,
): Promise<void> {
  await sql`insert into modules (administration_id, module, state, changed_by)
    values (${administrationId}, ${connectorId}, 'on', ${changedBy}) on conflict (administration_id, module) do nothing`.execute(
    trx,
  );
}

/** What an administration has of a module. */
export interface ModuleUse {
  readonly connections: number;
  /** Live ones. */
  readonly couplings: number;
  /** Started by customers through its connections, and not over. */
  readonly payments: number;
  readonly drafts: number;
}

/** What it is about when a module goes off. */
export async function useOfModule(trx: Transaction, administrationId: string, module: ModuleCode): Promise<ModuleUse> {
  const kinds = [...moduleOf(module).kinds];
  const connectors = [...connectorsOf(module)];
  const { rows } = await sql<ModuleUse>`
    select (select count(*) from connections c where c.administration_id = ${administrationId} and c.connector = any(${connectors}::text[]))::int as connections,
      (select count(*) from couplings k join connections c on c.administration_id = k.administration_id and c.id = k.source_connection_id
        where k.administration_id = ${administrationId} and k.state = 'live'
          and (c.connector = ${module} or k.settings ->> 'documentKind' = any(${kinds}::text[]) or (k.kind <> 'shopOrders'
            and exists (select from connections t where t.administration_id = k.administration_id and t.id = k.target_connection_id
              and t.connector = ${module}))))::int as couplings,
      (select count(*) from payment_attempts a join connections c on c.administration_id = a.administration_id and c.id = a.connection_id
        where a.administration_id = ${administrationId} and c.connector = ${module}
          and a.state in ('starting', 'open', 'pending', 'authorized'))::int as payments,
      (select count(*) from documents d where d.administration_id = ${administrationId} and d.status = 'draft'
        and d.kind = any(${kinds}::text[]))::int as drafts`.execute(trx);
  return rows[0] ?? { connections: 0, couplings: 0, payments: 0, drafts: 0 };
}

/** Ids of every administration, for what the hub looks after by itself. */
export async function everyAdministration(hub: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from administrations order by id`.execute(hub);
  return rows.map((row) => row.id);
}
