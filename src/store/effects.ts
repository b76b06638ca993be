import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { seal, unseal, type MasterKey } from "./keys.ts";
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

/** Those of these keys under which something was made, or may have been. */
export async function begunEffects(
  trx: Transaction,
  administrationId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select business_key as key from effects
    where administration_id = ${administrationId} and business_key = any(${[...keys]}::text[])
      and (state <> 'intent' or first_attempt_at is not null)`.execute(trx);
  return new Set(rows.map(({ key }) => key));
}

/** An effect at an outside system as it stands. Seconds by the database's clock, rounded down. */
export interface OutsideEffect {
  readonly state: "intent" | "unknown" | "done";
  readonly remoteId: string | null;
  readonly remoteNumber: string;
  readonly attempt: number;
  readonly secondsSinceFirst: number | null;
  readonly secondsSinceLast: number | null;
  readonly input: unknown;
  readonly mark: string;
  /** How often it was looked for in vain since it was last sent, and whether that was its one repeat. */
  readonly looks: number;
  readonly isSentAgain: boolean;
}

/** Stands in clear beside what is sealed, in the column `input`: it lives and ends with what is to be sent. */
interface Progress {
  readonly looks: number;
  readonly isSentAgain: boolean;
}

/** Writes the effect down if it is new, and locks it until the transaction ends. */
export async function lockOutsideEffect(
  trx: Transaction,
  administrationId: string,
  { key, operation, connectionId }: { readonly key: string; readonly operation: string; readonly connectionId: string },
): Promise<OutsideEffect> {
  await sql`insert into effects (administration_id, business_key, operation, connection_id, state)
    values (${administrationId}, ${key}, ${operation}, ${connectionId}, 'intent') on conflict do nothing`.execute(trx);
  const effect = await lockKnownEffect(trx, administrationId, key);
  if (effect === null) throw new Error("An effect that was just written is not there");
  return effect;
}

/** Locks it until the transaction ends; null when nobody wrote it down. */
export async function lockKnownEffect(
  trx: Transaction,
  administrationId: string,
  key: string,
): Promise<OutsideEffect | null> {
  const { rows } = await sql<OutsideEffect>`
    select state, remote_id as "remoteId", remote_number as "remoteNumber", attempt, input, mark,
      floor(extract(epoch from clock_timestamp() - first_attempt_at))::int as "secondsSinceFirst",
      floor(extract(epoch from clock_timestamp() - last_attempt_at))::int as "secondsSinceLast",
      case when jsonb_exists(input, 'sealed') then coalesce((input ->> 'looks')::int, 0) else 0 end as looks,
      case when jsonb_exists(input, 'sealed') then coalesce((input ->> 'isSentAgain')::boolean, false) else false end as "isSentAgain"
    from effects where administration_id = ${administrationId} and business_key = ${key} for update`.execute(trx);
  return rows[0] ?? null;
}

/** What waits to be sent again is people's, so it stands sealed until it is known what came of it. */
const place = (administrationId: string, key: string): string => `effect ${administrationId} ${key}`;

const sealInput = (master: MasterKey, administrationId: string, key: string, input: unknown): string =>
  JSON.stringify({ sealed: seal(master, place(administrationId, key), JSON.stringify(input)).toString("base64") });

const progressText = (progress: Progress | null): string => JSON.stringify(progress ?? {});

/** An effect that began before inputs were sealed has its input as it is. */
function openInput(master: MasterKey, administrationId: string, key: string, kept: unknown): unknown {
  const isSealed = typeof kept === "object" && kept !== null && "sealed" in kept && typeof kept.sealed === "string";
  if (!isSealed) return kept;
  return JSON.parse(unseal(master, place(administrationId, key), Buffer.from(String(kept.sealed), "base64")));
}

/** Begins an attempt of an effect that is locked. The first one keeps what it sends, sealed, until it is known what came of it. */
export async function beginAttempt(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  key: string,
  sent: { readonly input: unknown; readonly mark: string; readonly progress?: Progress | null },
): Promise<{ readonly attempt: number; readonly input: unknown; readonly mark: string }> {
  const { rows } = await sql<{ attempt: number; input: unknown; mark: string }>`
    update effects set state = 'intent', attempt = attempt + 1, last_attempt_at = clock_timestamp(),
      input = case when first_attempt_at is null then ${sealInput(master, administrationId, key, sent.input)}::jsonb
        when jsonb_exists(input, 'sealed') then input || ${progressText(sent.progress ?? null)}::jsonb else input end,
      mark = case when first_attempt_at is null then ${sent.mark} else mark end,
      first_attempt_at = coalesce(first_attempt_at, clock_timestamp())
    where administration_id = ${administrationId} and business_key = ${key} returning attempt, input, mark`.execute(
    trx,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("An effect that was just locked is not there");
  return { ...row, input: openInput(master, administrationId, key, row.input) };
}

/**
 * Nothing is known of attempts of an effect, and there may have been: what it is made of came about before a copy of the database was put back.
 * Then it is as if an answer was lost. True when it is so. The caller holds its lock.
 */
export async function doubtEffect(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  key: string,
  happenedAt: string,
  { input, mark }: { readonly input: unknown; readonly mark: string },
): Promise<boolean> {
  const { rows } =
    await sql`select from effects e join connections c on c.administration_id = e.administration_id and c.id = e.connection_id
    where e.administration_id = ${administrationId} and e.business_key = ${key} and c.restored_at > ${happenedAt}`.execute(
      trx,
    );
  if (rows.length === 0) return false;
  await sql`update effects e set state = 'unknown', attempt = 1, first_attempt_at = c.restored_from, last_attempt_at = c.restored_at,
      input = ${sealInput(master, administrationId, key, input)}::jsonb, mark = ${mark}
    from connections c where c.administration_id = e.administration_id and c.id = e.connection_id
      and e.administration_id = ${administrationId} and e.business_key = ${key}`.execute(trx);
  return true;
}

/**
 * What is to be sent, where it is not kept any more. How far it got went with it, so it counts as repeated: there is no second repeat. The
 * caller holds its lock.
 */
export async function refillEffect(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  key: string,
  { input, mark }: { readonly input: unknown; readonly mark: string },
): Promise<void> {
  const repeated = progressText({ looks: 0, isSentAgain: true });
  await sql`update effects set input = ${sealInput(master, administrationId, key, input)}::jsonb || ${repeated}::jsonb, mark = ${mark}
    where administration_id = ${administrationId} and business_key = ${key} and state <> 'done' and input is null`.execute(
    trx,
  );
}

/** Of what waits to be sent again and says one of these words, what would be sent is not kept. They stand in it in small letters. How many. */
export async function emptyEffectsNaming(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  words: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ key: string; input: unknown }>`select business_key as key, input from effects
    where administration_id = ${administrationId} and state <> 'done' and input is not null order by business_key for update`.execute(
    trx,
  );
  const keys = rows.flatMap(({ key, input }) => {
    const text = JSON.stringify(openInput(master, administrationId, key, input)).toLowerCase();
    return words.some((word) => text.includes(word)) ? [key] : [];
  });
  if (keys.length === 0) return 0;
  await sql`update effects set input = null where administration_id = ${administrationId}
    and business_key = any(${keys}::text[])`.execute(trx);
  return keys.length;
}

/** It was made. Counts whichever attempt says so. Returns what was sent, which is not kept any longer: null when it was not kept before, undefined when it was known. */
export async function finishEffect(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  key: string,
  made: { readonly id: string; readonly number: string },
): Promise<unknown> {
  const { rows } = await sql<{ input: unknown }>`
    with sent as (select input from effects where administration_id = ${administrationId} and business_key = ${key} for update)
    update effects set state = 'done', remote_id = ${made.id}, remote_number = ${made.number}, settled_at = now(), input = null
    from sent where administration_id = ${administrationId} and business_key = ${key} and state <> 'done'
    returning sent.input`.execute(trx);
  const [row] = rows;
  if (row === undefined) return undefined;
  return row.input === null ? null : openInput(master, administrationId, key, row.input);
}

/** Its answer was lost, or it was looked for in vain. An attempt that was followed by another says nothing any more. */
export async function loseAttempt(
  trx: Transaction,
  administrationId: string,
  key: string,
  attempt: number,
  progress: Progress | null,
): Promise<void> {
  await sql`
    update effects set state = 'unknown', last_attempt_at = clock_timestamp(),
      input = case when jsonb_exists(input, 'sealed') then input || ${progressText(progress)}::jsonb else input end
    where administration_id = ${administrationId} and business_key = ${key} and attempt = ${attempt} and state <> 'done'`.execute(
    trx,
  );
}

/** Nothing was made under this key: it is as if nothing was ever tried. `attempt` null: a person says so, of whatever attempt. */
export async function clearAttempts(
  trx: Transaction,
  administrationId: string,
  key: string,
  attempt: number | null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update effects set state = 'intent', first_attempt_at = null, last_attempt_at = null, input = null, mark = ''
    where administration_id = ${administrationId} and business_key = ${key} and state <> 'done'
      and attempt = coalesce(${attempt}::int, attempt)`.execute(trx);
  return numAffectedRows === 1n;
}

export interface KnownEffect {
  readonly state: OutsideEffect["state"];
  readonly operation: string;
  readonly connectionId: string | null;
  /** Null: nothing is known to have been sent. */
  readonly secondsSinceLast: number | null;
}

/** Locks an effect until the transaction ends; null when there is none. */
export async function lockEffect(trx: Transaction, administrationId: string, key: string): Promise<KnownEffect | null> {
  const { rows } = await sql<KnownEffect>`
    select state, operation, connection_id as "connectionId",
      floor(extract(epoch from clock_timestamp() - last_attempt_at))::int as "secondsSinceLast" from effects
    where administration_id = ${administrationId} and business_key = ${key} for update`.execute(trx);
  return rows[0] ?? null;
}
