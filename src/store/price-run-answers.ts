import { sql, type RawBuilder } from "kysely";
import { amount, type Amount } from "#domain/amount.ts";
import type { Comparison, PriceBucket } from "#domain/supplier/price-comparison.ts";
import { PriceAnswer } from "#domain/supplier/price-answer.ts";
import type { Transaction } from "./database.ts";
import type { RunArticle } from "./price-run-articles.ts";
import { jsonOf, rowsOf } from "./unnest.ts";

export const runStatuses = [
  "ok",
  "unknown",
  "discontinued",
  "noPrice",
  "onRequest",
  "error",
  "recent",
  "noCode",
] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Why a price that was to be taken over was not. */
export const leftOutReasons = ["changed", "gone", "noItem", "noRule", "unit", "currency"] as const;
export type LeftOut = (typeof leftOutReasons)[number];

export interface NewRunAnswer {
  readonly article: RunArticle;
  /** 0, but of a line without a code. */
  readonly line: number;
  readonly status: RunStatus;
  /** Null: it was not asked. */
  readonly answer: PriceAnswer | null;
  readonly comparison: Comparison;
}

const columns = sql.raw(
  "code text, line int, lines jsonb, supplier_item_id uuid, item_id uuid, name text, quantity numeric, unit_code text, bucket text, status text, " +
    "answer jsonb, old jsonb, cost numeric, change_percent numeric, verdict text, reasons jsonb, flags jsonb, is_ticked boolean, asked_at timestamptz",
);
const names = sql.raw(
  "code, line, lines, supplier_item_id, item_id, name, quantity, unit_code, bucket, status, answer, old, cost, change_percent, verdict, reasons, " +
    "flags, is_ticked, asked_at",
);

const isThere = ([, value]: readonly [string, unknown]): boolean =>
  value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);

/**
 * What an answer has, without what is empty in it: reading it fills that in. The fragment it was read from is kept where there is something to
 * look at: of a price that did not change it says nothing new.
 */
function kept({ answer, comparison: { bucket } }: NewRunAnswer): object | null {
  if (answer === null) return null;
  const { orderUnitCode, suppliersItemIdentifier } = answer;
  const raw = bucket === "same" ? "" : answer.raw;
  return { ...Object.fromEntries(Object.entries(answer).filter(isThere)), orderUnitCode, suppliersItemIdentifier, raw };
}

/** The rows of `insertAnswers` and `keepAnswers`, as one JSON text: nothing else is read as fast. */
const rowsOfAnswers = (answers: readonly NewRunAnswer[]): string =>
  jsonOf(
    answers.map((one) => {
      const { article, line, status, comparison } = one;
      const { cost, currency, basis, unitCode, useUnitCode } = article.old;
      return {
        ...{ code: article.code, line, lines: article.lines, name: article.name, quantity: article.quantity },
        supplier_item_id: article.supplierItemId,
        item_id: article.itemId,
        unit_code: comparison.unitCode,
        ...{ bucket: comparison.bucket, status, answer: kept(one) },
        old: { cost, currency, basis, unitCode, useUnitCode, version: article.version },
        cost: comparison.cost,
        change_percent: comparison.changePercent,
        ...{ verdict: comparison.verdict, reasons: comparison.reasons, flags: comparison.flags },
        is_ticked: comparison.isTicked,
        asked_at: one.answer?.retrievedAt ?? null,
      };
    }),
  );

const insertion = (
  administrationId: string,
  runId: string,
  answers: readonly NewRunAnswer[],
): RawBuilder<unknown> => sql`
  insert into price_run_answers (administration_id, run_id, ${names})
  select ${administrationId}::uuid, ${runId}::uuid, ${names} from jsonb_to_recordset(${rowsOfAnswers(answers)}::jsonb) as given (${columns})
  on conflict do nothing`;

export async function insertAnswers(
  trx: Transaction,
  administrationId: string,
  runId: string,
  answers: readonly NewRunAnswer[],
): Promise<void> {
  if (answers.length > 0) await insertion(administrationId, runId, answers).execute(trx);
}

export interface RunProgress {
  /** Where it was: somewhere else now, and another node has dealt with these. */
  readonly from: string;
  readonly cursor: string;
  readonly done: number;
  readonly counts: Readonly<Record<string, number>>;
  /** What is asked next, written down before it is; empty: nothing is. */
  readonly asking: readonly string[];
}

/**
 * Answers, how far the run is with them, and what is asked next, in one statement. What is there already stays. Says in which state the run is;
 * null: it is not where it was, and nothing of it was written.
 */
export async function keepAnswers(
  trx: Transaction,
  administrationId: string,
  runId: string,
  answers: readonly NewRunAnswer[],
  { from, cursor, done, counts, asking }: RunProgress,
): Promise<string | null> {
  const { rows } = await sql<{ state: string }>`
    with moved as (update price_runs r set cursor = ${cursor}, total = greatest(r.total, ${done}::int), done = ${done}::int,
        counts = ${JSON.stringify(counts)}::jsonb, asking = case when r.state = 'asking' then ${[...asking]}::text[] else '{}' end, asked_at = now(),
        failures = 0, first_failed_at = null, next_at = null, reason_code = '', reason_text = ''
      where r.administration_id = ${administrationId} and r.id = ${runId} and r.cursor = ${from} returning r.state),
    kept as (insert into price_run_answers (administration_id, run_id, ${names})
      select ${administrationId}::uuid, ${runId}::uuid, ${names}
      from moved, jsonb_to_recordset(${rowsOfAnswers(answers)}::jsonb) as given (${columns}) on conflict do nothing)
    select state from moved`.execute(trx);
  return rows[0]?.state ?? null;
}

/** One of them as it is stored. */
export interface StoredAnswer {
  readonly code: string;
  readonly line: number;
  readonly lines: readonly number[];
  readonly supplierItemId: string | null;
  readonly itemId: string | null;
  readonly name: string;
  readonly quantity: string | null;
  readonly unitCode: string;
  readonly bucket: PriceBucket;
  readonly status: RunStatus;
  readonly answer: PriceAnswer | null;
  readonly old: {
    readonly cost: string | null;
    readonly currency: string;
    readonly basis: string;
    readonly unitCode: string;
    readonly useUnitCode: string;
    readonly version: number | null;
  };
  readonly cost: Amount | null;
  readonly changePercent: Amount | null;
  readonly verdict: "take" | "review" | null;
  readonly reasons: readonly string[];
  readonly flags: readonly string[];
  readonly isTicked: boolean;
  readonly leftOut: LeftOut | "";
}

const stored = sql`a.code, a.line, a.lines, a.supplier_item_id as "supplierItemId", a.item_id as "itemId", a.name, trim_scale(a.quantity)::text as quantity,
  a.unit_code as "unitCode", a.bucket, a.status, a.answer, a.old, trim_scale(a.cost)::text as cost, a.change_percent::text as "changePercent", a.verdict,
  a.reasons, a.flags, a.is_ticked as "isTicked", a.left_out as "leftOut"`;

type Row = Omit<StoredAnswer, "answer" | "cost" | "changePercent"> & {
  readonly answer: unknown;
  readonly cost: string | null;
  readonly changePercent: string | null;
};

const answerOf = ({ answer, cost, changePercent, ...row }: Row): StoredAnswer => ({
  ...row,
  answer: answer === null ? null : PriceAnswer.parse(answer),
  cost: cost === null ? null : amount(cost),
  changePercent: changePercent === null ? null : amount(changePercent),
});

/** What a person chooses to see. */
export const answerFilters = ["changed", "big", "review", "notFound", "skipped", "leftOut", "all"] as const;
export type AnswerFilter = (typeof answerFilters)[number];

const bucketsOf = {
  changed: ["big", "small"],
  big: ["big"],
  review: ["big"],
  notFound: ["notFound", "noPrice"],
  skipped: ["skipped"],
  leftOut: ["big", "small"],
  all: ["big", "small", "same", "notFound", "noPrice", "skipped"],
} as const satisfies Readonly<Record<AnswerFilter, readonly PriceBucket[]>>;

const narrows = (filter: AnswerFilter): RawBuilder<unknown> =>
  filter === "review" ? sql`a.verdict = 'review'` : filter === "leftOut" ? sql`a.left_out <> ''` : sql`true`;

/** Where a page begins: after this one. */
export interface AnswerPlace {
  readonly code: string;
  readonly line: number;
}

/** In the order of their codes: each list of a run is an index of its own, so that a page among 100,000 reads a page. */
export async function listAnswers(
  trx: Transaction,
  administrationId: string,
  runId: string,
  { filter, after, limit }: { readonly filter: AnswerFilter; readonly after: AnswerPlace; readonly limit: number },
): Promise<StoredAnswer[]> {
  const ofBucket = bucketsOf[filter].map(
    (
      bucket,
    ) => sql`(select a.* from price_run_answers a where a.administration_id = ${administrationId} and a.run_id = ${runId}
      and a.bucket = ${bucket} and ${narrows(filter)} and (a.code, a.line) > (${after.code}, ${after.line}::int) order by a.code, a.line limit ${limit})`,
  );
  const { rows } = await sql<Row>`select ${stored} from (${sql.join(ofBucket, sql` union all `)}) a
    order by a.code, a.line limit ${limit}`.execute(trx);
  return rows.map(answerOf);
}

/** The largest changes, up or down: where there is no room for all. */
export async function biggestAnswers(
  trx: Transaction,
  administrationId: string,
  runId: string,
  limit: number,
): Promise<StoredAnswer[]> {
  const { rows } = await sql<Row>`select ${stored} from price_run_answers a
    where a.administration_id = ${administrationId} and a.run_id = ${runId} and a.bucket in ('big', 'small')
    order by abs(a.change_percent) desc nulls last, a.code, a.line limit ${limit}`.execute(trx);
  return rows.map(answerOf);
}

/**
 * Ticks of everything that is shown by a filter, or of the named codes. What has no price is never ticked, and what is for a person first only by
 * its name or as such. Returns how many changed.
 */
export async function tickAnswers(
  trx: Transaction,
  administrationId: string,
  runId: string,
  which: { readonly codes: readonly string[] } | { readonly filter: AnswerFilter },
  isTicked: boolean,
): Promise<number> {
  const meant =
    "codes" in which
      ? sql`a.code = any(${[...which.codes]}::text[])`
      : sql`a.bucket = any(${[...bucketsOf[which.filter]]}::text[]) and ${narrows(which.filter)}
          and ${isTicked && which.filter !== "review" ? sql`a.verdict = 'take'` : sql`true`}`;
  const { numAffectedRows } = await sql`update price_run_answers a set is_ticked = ${isTicked}
    where a.administration_id = ${administrationId} and a.run_id = ${runId} and a.bucket in ('big', 'small') and a.cost is not null
      and a.is_ticked <> ${isTicked} and ${meant}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

export async function countTicked(trx: Transaction, administrationId: string, runId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from price_run_answers a
    where a.administration_id = ${administrationId} and a.run_id = ${runId} and a.bucket in ('big', 'small') and a.is_ticked`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

/** The next of those that are to be taken over. */
export async function tickedAfter(
  trx: Transaction,
  administrationId: string,
  runId: string,
  after: AnswerPlace,
  limit: number,
): Promise<StoredAnswer[]> {
  const ofBucket = (["big", "small"] as const).map(
    (
      bucket,
    ) => sql`(select a.* from price_run_answers a where a.administration_id = ${administrationId} and a.run_id = ${runId}
      and a.bucket = ${bucket} and a.is_ticked and a.cost is not null and (a.code, a.line) > (${after.code}, ${after.line}::int)
      order by a.code, a.line limit ${limit})`,
  );
  const { rows } = await sql<Row>`select ${stored} from (${sql.join(ofBucket, sql` union all `)}) a
    order by a.code, a.line limit ${limit}`.execute(trx);
  return rows.map(answerOf);
}

/** Forgets what earlier acts left out, and says what this one did. */
export async function markLeftOut(
  trx: Transaction,
  administrationId: string,
  runId: string,
  left: readonly { readonly code: string; readonly line: number; readonly leftOut: LeftOut | "" }[],
): Promise<void> {
  if (left.length === 0) return;
  const rows = left.map(({ code, line, leftOut }) => ({ code, line, left_out: leftOut }));
  await sql`with given ${rowsOf({ code: "text", line: "int", left_out: "text" }, rows, "as")}
    update price_run_answers a set left_out = g.left_out from given g
    where a.administration_id = ${administrationId} and a.run_id = ${runId} and a.code = g.code and a.line = g.line
      and a.left_out <> g.left_out`.execute(trx);
}
