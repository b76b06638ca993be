import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { inPlace, wakeTwins, type RecordPlace } from "./catalogue-wake.ts";
import { rowsOf } from "./unnest.ts";

export const recordStates = [
  "new",
  "toCreate",
  "toUpdate",
  "same",
  "writing",
  "created",
  "updated",
  "skipped",
  "held",
  "waiting",
  "failed",
  "gone",
] as const;
export type RecordState = (typeof recordStates)[number];

/** Settled until the source says something new. */
export const settledStates: ReadonlySet<RecordState> = new Set([
  "same",
  "created",
  "updated",
  "skipped",
  "held",
  "failed",
]);

export interface RecordChange {
  readonly field: string;
  readonly shop: string | null;
  readonly source: string;
  readonly act: "write" | "keep";
}

/** What is known of one record of the source. Hashes are keyed. */
export interface CatalogueRecord {
  readonly externalId: string;
  readonly code: string;
  /** Under which it was last found or made at the shop. */
  readonly matchedCode: string;
  readonly targetId: string;
  readonly targetParentId: string;
  readonly fingerprint: string;
  readonly written: Readonly<Record<string, { readonly wanted: string; readonly stands: string | null }>>;
  readonly intended: Readonly<Record<string, string>> | null;
  readonly state: RecordState;
  readonly kept: readonly string[];
  readonly reasonCode: string | null;
  readonly reasonDetails: Readonly<Record<string, string>>;
  readonly name: string;
  readonly changes: readonly RecordChange[];
  readonly observedAt: string | null;
  readonly attempts: number;
  readonly firstFailedAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly runId: string | null;
  readonly decidedAt: string | null;
}

export const recordColumns = sql`external_id as "externalId", code, matched_code as "matchedCode", target_id as "targetId", target_parent_id as "targetParentId", fingerprint, written, intended,
  state, kept, reason_code as "reasonCode", reason_details as "reasonDetails", name, changes, observed_at as "observedAt", attempts,
  first_failed_at as "firstFailedAt", next_attempt_at as "nextAttemptAt", run_id as "runId", decided_at as "decidedAt"`;

/** What the source calls them, and the code each is matched by. */
export interface SeenRecord {
  readonly externalId: string;
  readonly code: string;
}

/** Notes that these were seen, with their codes as they are now, and returns what was known of each, its earlier code included. */
export async function seeRecords(
  trx: Transaction,
  place: RecordPlace,
  runId: string,
  seen: readonly SeenRecord[],
): Promise<Map<string, CatalogueRecord>> {
  const inOrder = [...new Map(seen.map((one) => [one.externalId, one])).values()].toSorted((a, b) =>
    a.externalId < b.externalId ? -1 : 1,
  );
  const { rows } = await sql<CatalogueRecord>`select ${recordColumns} from catalogue_records where ${inPlace(place)}
    and external_id = any(${inOrder.map(({ externalId }) => externalId)}::text[])`.execute(trx);
  await sql`with s ${rowsOf({ externalId: "text", code: "text" }, inOrder, "as")}
    insert into catalogue_records (administration_id, coupling_id, external_id, code, seen_run_id)
    select ${place.administrationId}, ${place.couplingId}, s."externalId", s.code, ${runId}::uuid from s
    on conflict (administration_id, coupling_id, external_id) do update set code = excluded.code, seen_run_id = excluded.seen_run_id,
      state = case when catalogue_records.state = 'gone' then 'new' else catalogue_records.state end`.execute(trx);
  const known = new Map(rows.map((row) => [row.externalId, row]));
  const left = inOrder.flatMap(({ externalId, code }) => {
    const before = known.get(externalId)?.code ?? code;
    return before === code ? [] : [before];
  });
  await wakeTwins(trx, place, left);
  return new Map(
    inOrder.map(({ externalId, code }) => [externalId, known.get(externalId) ?? unknownRecord(externalId, code)]),
  );
}

const unknownRecord = (externalId: string, code: string): CatalogueRecord => ({
  ...{
    externalId,
    code,
    matchedCode: "",
    targetId: "",
    targetParentId: "",
    fingerprint: "",
    written: {},
    intended: null,
    state: "new",
    kept: [],
  },
  ...{ reasonCode: null, reasonDetails: {}, name: "", changes: [], observedAt: null, attempts: 0, firstFailedAt: null },
  ...{ nextAttemptAt: null, runId: null, decidedAt: null },
});

/** Which records of the source have each of these codes now. */
export async function bearersOf(
  trx: Transaction,
  place: RecordPlace,
  codes: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{
    code: string;
    ids: string[];
  }>`select code, array_agg(external_id order by external_id) as ids
    from catalogue_records where ${inPlace(place)} and code = any(${codes}::text[]) and code <> '' and state <> 'gone' group by code`.execute(
    trx,
  );
  return new Map(rows.map(({ code, ids }) => [code, ids]));
}

/** What is written of a record when it was looked at. Fields of `written` are added to those that are known. */
export type SettledRecord = Pick<
  CatalogueRecord,
  | "externalId"
  | "state"
  | "targetId"
  | "targetParentId"
  | "fingerprint"
  | "written"
  | "kept"
  | "reasonCode"
  | "reasonDetails"
  | "name"
  | "changes"
> &
  Partial<Pick<CatalogueRecord, "observedAt" | "attempts" | "firstFailedAt" | "nextAttemptAt">>;

const settledColumns = {
  ...{
    externalId: "text",
    state: "text",
    targetId: "text",
    targetParentId: "text",
    fingerprint: "text",
    written: "jsonb",
    kept: "jsonb",
  },
  ...{
    reasonCode: "text",
    reasonDetails: "jsonb",
    name: "text",
    changes: "jsonb",
    observedAt: "timestamptz",
    attempts: "int",
  },
  ...{ firstFailedAt: "timestamptz", nextAttemptAt: "timestamptz" },
} as const;

/** `runId`: of the run it is settled in; null while a person has not said that may be written. */
export async function settleRecords(
  trx: Transaction,
  place: RecordPlace,
  runId: string | null,
  settled: readonly SettledRecord[],
): Promise<void> {
  if (settled.length === 0) return;
  const rows = settled.map((row) => ({
    observedAt: null,
    attempts: 0,
    firstFailedAt: null,
    nextAttemptAt: null,
    ...row,
  }));
  await sql`with s ${rowsOf(settledColumns, rows, "as")}
    update catalogue_records r set state = s.state, target_id = s."targetId", target_parent_id = s."targetParentId", fingerprint = s.fingerprint,
      written = r.written || s.written, intended = null, kept = array(select jsonb_array_elements_text(s.kept)), reason_code = s."reasonCode",
      reason_details = s."reasonDetails", name = s.name, changes = s.changes, observed_at = greatest(r.observed_at, s."observedAt"),
      attempts = s.attempts, first_failed_at = s."firstFailedAt", next_attempt_at = s."nextAttemptAt",
      matched_code = case when s.state in ('same', 'created', 'updated') and s."targetId" <> '' then r.code else r.matched_code end,
      run_id = coalesce(${runId}::uuid, r.run_id), decided_at = now()
    from s where r.administration_id = ${place.administrationId} and r.coupling_id = ${place.couplingId} and r.external_id = s."externalId"
      and (s."observedAt" is null or r.observed_at is null or r.observed_at <= s."observedAt")`.execute(trx);
}

/**
 * Says, before it is written, what is going to be written. Returns those of which that may be: of stock, those that nobody saw later than
 * `observedAt`.
 */
export async function intendRecords(
  trx: Transaction,
  place: RecordPlace,
  intents: readonly {
    readonly externalId: string;
    readonly intended: Readonly<Record<string, string>>;
    readonly observedAt?: string;
  }[],
): Promise<string[]> {
  const rows = intents.map((intent) => ({ observedAt: null, ...intent }));
  const { rows: intended } = await sql<{ externalId: string }>`
    with s ${rowsOf({ externalId: "text", intended: "jsonb", observedAt: "timestamptz" }, rows, "as")}
    update catalogue_records r set state = 'writing', intended = coalesce(r.intended, '{}') || s.intended,
      observed_at = greatest(r.observed_at, s."observedAt")
    from s where r.administration_id = ${place.administrationId} and r.coupling_id = ${place.couplingId} and r.external_id = s."externalId"
      and (s."observedAt" is null or r.observed_at is null or r.observed_at <= s."observedAt")
    returning r.external_id as "externalId"`.execute(trx);
  return intended.map(({ externalId }) => externalId);
}

/** What stands at the shop of what was made there, when it was looked at afterwards. */
export async function noteStanding(
  trx: Transaction,
  place: RecordPlace,
  externalId: string,
  written: CatalogueRecord["written"],
): Promise<void> {
  await sql`update catalogue_records set written = written || ${JSON.stringify(written)}::jsonb
    where ${inPlace(place)} and external_id = ${externalId}`.execute(trx);
}

/** Records with a code whose time to be looked at again has come. */
export async function dueCodes(trx: Transaction, place: RecordPlace, limit: number): Promise<SeenRecord[]> {
  const { rows } =
    await sql<SeenRecord>`select external_id as "externalId", code from catalogue_records where ${inPlace(place)}
    and next_attempt_at <= now() and code <> '' order by next_attempt_at, external_id limit ${limit}`.execute(trx);
  return rows;
}

/** Is any record to be looked at again, also one without a code? */
export async function hasDue(trx: Transaction, place: RecordPlace): Promise<boolean> {
  const { rows } =
    await sql`select from catalogue_records where ${inPlace(place)} and next_attempt_at <= now() limit 1`.execute(trx);
  return rows.length > 0;
}
