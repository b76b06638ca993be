import { sql } from "kysely";
import type { Database } from "./database.ts";
import { keyedHash, type MasterKey } from "./keys.ts";

/**
 * What tries to sign in: an address, an account from one address, and an account from wherever. The last is mild: who knows only somebody's
 * e-mail address must not be able to keep him out.
 */
export interface Subject {
  readonly kind: "address" | "accountFromAddress" | "account";
  readonly name: string;
}

interface Limit {
  /** Attempts without a delay; from then on it doubles from five seconds. After a quiet day all is forgotten. */
  readonly free: number;
  readonly longestDelaySeconds: number;
}
const limits: Readonly<Record<Subject["kind"], Limit>> = {
  address: { free: 30, longestDelaySeconds: 900 },
  accountFromAddress: { free: 5, longestDelaySeconds: 900 },
  account: { free: 50, longestDelaySeconds: 60 },
};
const firstDelaySeconds = 5;

const hashOf = (key: MasterKey, { kind, name }: Subject): Buffer => keyedHash(key, "sign-in-limit", `${kind}:${name}`);

/**
 * Counts an attempt before it is made, so that attempts at the same moment cannot all slip through. Null: go on. Otherwise the instant
 * from which it may be tried again, and nothing is counted.
 */
export async function countAttempt(
  hub: Database,
  key: MasterKey,
  subject: Subject,
  now: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const at = now.toString();
  const { free, longestDelaySeconds } = limits[subject.kind];
  const hash = hashOf(key, subject);
  const { rows: counted } = await sql`
    insert into sign_in_limits (subject, attempts, free_at, seen_at) values (${hash}, 1, '-infinity', ${at}::timestamptz)
    on conflict (subject) do update set
      attempts = case when sign_in_limits.seen_at < excluded.seen_at - interval '1 day' then 1 else sign_in_limits.attempts + 1 end,
      free_at = case when sign_in_limits.seen_at < excluded.seen_at - interval '1 day' then '-infinity'
        when sign_in_limits.attempts + 1 < ${free}::int then '-infinity'
        else excluded.seen_at + make_interval(secs => least(${longestDelaySeconds}::int, ${firstDelaySeconds} * power(2, least(sign_in_limits.attempts + 1 - ${free}::int, 20)))) end,
      seen_at = excluded.seen_at
    where sign_in_limits.free_at <= excluded.seen_at
    returning subject`.execute(hub);
  if (counted.length > 0) return null;
  const { rows } = await sql<{ freeAt: string }>`
    select free_at as "freeAt" from sign_in_limits where subject = ${hash}`.execute(hub);
  return rows[0] === undefined ? null : Temporal.Instant.from(rows[0].freeAt);
}

/** After an attempt that was right: the account starts anew, the address gets this one attempt back. */
export async function forgetAttempt(hub: Database, key: MasterKey, subject: Subject): Promise<void> {
  const hash = hashOf(key, subject);
  if (subject.kind !== "address") await sql`delete from sign_in_limits where subject = ${hash}`.execute(hub);
  else
    await sql`update sign_in_limits set attempts = greatest(attempts - 1, 0), free_at = '-infinity' where subject = ${hash}`.execute(
      hub,
    );
}

/** What is older than a day has no effect any more. */
export async function removeOldAttempts(hub: Database, now: Temporal.Instant): Promise<void> {
  await sql`delete from sign_in_limits where seen_at < ${now.toString()}::timestamptz - interval '1 day'`.execute(hub);
}
