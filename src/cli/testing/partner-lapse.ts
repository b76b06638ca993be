import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { TestStore } from "#store/testing/database.ts";

export interface PartnerLapse {
  /** True when no hub has anything left to send, to tell or to look at; fetching goes on for ever. */
  isOver(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Milliseconds between two moments at which nothing but fetching is left. */
const fetchingPause = 250;

/**
 * Seconds and hours between two tries are not waited for: whenever no hub has anything to do and nothing is under way, what stands in the databases of
 * when things are due comes nearer by the time to the next of them, in all databases alike. It begins at once.
 */
export function partnerLapse(stores: readonly Pick<TestStore, "owner">[], underWay: () => number): PartnerLapse {
  const stopping = new AbortController();
  const isDue = async ({ owner }: Pick<TestStore, "owner">): Promise<boolean> => {
    const { rows } = await sql<{ due: boolean }>`select exists (select from relations_with_work()) as due`.execute(
      owner,
    );
    return rows[0]?.due !== false;
  };
  const next = async ({ owner }: Pick<TestStore, "owner">) => {
    const { rows } = await sql<{ work: number | null; fetch: number | null }>`
      select (extract(epoch from least(
        (select min(next_attempt_at) from relation_messages
          where way = 'out' and state in ('queued', 'sending', 'retrying', 'delivered') or way = 'in' and state = 'received'),
        (select min(next_attempt_at) from relation_notices where state in ('queued', 'sending', 'retrying'))) - now()) * 1000)::float8 as work,
        (select extract(epoch from min(next_pull_at) - now()) * 1000 from relations)::float8 as fetch`.execute(owner);
    return { work: rows[0]?.work ?? null, fetch: rows[0]?.fetch ?? null };
  };
  const jump = async ({ owner }: Pick<TestStore, "owner">, ms: number): Promise<void> => {
    const by = sql`make_interval(secs => ${ms / 1000})`;
    await owner.transaction().execute(async (trx) => {
      // As whoever changes messages of a relation: first the relation.
      await sql`update relations set next_pull_at = case when next_pull_at > now() then next_pull_at - ${by} else next_pull_at end`.execute(
        trx,
      );
      await sql`update relation_messages set next_attempt_at = next_attempt_at - ${by} where next_attempt_at > now()`.execute(
        trx,
      );
      await sql`update relation_notices set next_attempt_at = next_attempt_at - ${by}
        where state in ('queued', 'sending', 'retrying') and next_attempt_at > now()`.execute(trx);
    });
  };
  const smallest = (times: readonly (number | null)[]): number | null => {
    const known = times.filter((time) => time !== null);
    return known.length === 0 ? null : Math.max(0, Math.min(...known)) + 1;
  };
  const turn = async (): Promise<void> => {
    await sleep(20);
    if (underWay() > 0 || (await Promise.all(stores.map(isDue))).includes(true)) return;
    const times = await Promise.all(stores.map(next));
    const work = smallest(times.map((time) => time.work));
    const fetch = smallest(times.map((time) => time.fetch));
    if (work === null) await sleep(fetchingPause);
    const ms = smallest([work, fetch]);
    if (ms !== null) await Promise.all(stores.map((store) => jump(store, ms)));
  };
  const running = (async () => {
    while (!stopping.signal.aborted) await turn();
  })();
  return {
    async isOver() {
      if (underWay() > 0) return false;
      const lefts = await Promise.all(
        stores.map(async ({ owner }) => {
          const { rows } = await sql<{ left: boolean }>`select
            exists (select from relation_messages where way = 'out' and state in ('queued', 'sending', 'retrying', 'delivered') and next_attempt_at is not null)
            or exists (select from relation_messages where way = 'in' and state = 'received')
            or exists (select from relation_notices where state in ('queued', 'sending', 'retrying'))
            or exists (select from partner_follow_ups where state = 'queued')
            or exists (select from partner_waiting_orders) as left`.execute(owner);
          return rows[0]?.left !== false;
        }),
      );
      return !lefts.includes(true);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
