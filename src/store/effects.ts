import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

/** States of an effect and what may follow. Unknown: a lost answer that only a look-up or a person can settle. */
export const effectTransitions = { intent: ["done", "unknown"], unknown: ["done"], done: [] } as const;

export interface NewEffect {
  readonly businessKey: string;
  readonly operation: string;
  readonly remoteId: string;
}

const columns = { administrationId: "uuid", businessKey: "text", operation: "text", remoteId: "text" } as const;

/**
 * Records effects that are carried out in this very transaction. Returns the keys that already existed: for those the
 * effect must not happen, and the transaction has to be rolled back.
 */
export async function recordEffects(
  trx: Transaction,
  administrationId: string,
  effects: readonly NewEffect[],
): Promise<string[]> {
  if (effects.length === 0) return [];
  const { rows } = await sql<{ key: string }>`
    with e ${rowsOf(
      columns,
      effects.map((effect) => ({ ...effect, administrationId })),
      "as",
    )}
    insert into effects (administration_id, business_key, operation, state, remote_id, settled_at)
    select "administrationId", "businessKey", operation, 'done', "remoteId", now() from e
    on conflict do nothing returning business_key as key`.execute(trx);
  const made = new Set(rows.map((row) => row.key));
  return effects.map((effect) => effect.businessKey).filter((key) => !made.has(key));
}

/** What was made under these keys, by key. */
export async function findEffects(
  trx: Transaction,
  administrationId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; remoteId: string }>`
    select business_key as key, remote_id as "remoteId" from effects
    where administration_id = ${administrationId} and business_key = any(${keys}::text[]) and state = 'done'`.execute(
    trx,
  );
  return new Map(rows.map((row) => [row.key, row.remoteId]));
}
