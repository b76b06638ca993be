import { remedyFor, type HubError } from "#domain/error.ts";
import { closeAlarm, raiseAlarm } from "#store/alarms.ts";
import { claimProbe, setConnectionHealth, type Connection } from "#store/connections.ts";
import type { Transaction } from "#store/database.ts";
import { wakeHeld } from "#store/inbox.ts";
import { nextAttempt } from "./retry.ts";

/** After so many failures in a row of the connection itself, one request has to succeed before all work is let go on. */
const opensAfter = 3;

/** A probe that was not settled within this time died with its node. */
const probeSeconds = 60;

/**
 * Whether a connection may be called now: `closed` as usual; `open` not before its `retryAt`; `probe` by whoever gets this answer alone, and with one
 * request only. Asked in a transaction: of all nodes and jobs that ask, one is told to probe, the others wait.
 */
export async function circuitOf(
  trx: Transaction,
  connection: Connection,
  now: Temporal.Instant,
): Promise<"closed" | "open" | "probe"> {
  const { retryAt, failures } = connection;
  if (retryAt !== null && Temporal.Instant.compare(now, Temporal.Instant.from(retryAt)) < 0) return "open";
  if (failures < opensAfter || retryAt === null) return "closed";
  const until = now.add({ seconds: probeSeconds }).toString();
  return (await claimProbe(trx, connection, until)) ? "probe" : "open";
}

/**
 * A call that concerned the whole connection failed: it is not called again before the returned instant. Null when trying again is of no use
 * until a person acts (credentials, settings).
 */
export async function connectionFailed(
  trx: Transaction,
  connection: Connection,
  error: HubError,
  now: Temporal.Instant,
): Promise<string | null> {
  const subject = connection.id;
  if (remedyFor(error.code) === "reconnect" || remedyFor(error.code) === "configure") {
    await setConnectionHealth(trx, connection, {
      state: "reconnect",
      stateReason: error.message,
      retryAt: null,
      failures: connection.failures + 1,
    });
    await raiseAlarm(trx, {
      administrationId: connection.administrationId,
      kind: "credentials",
      subject,
      text: error.message,
      at: now,
    });
    return null;
  }
  // Being asked to wait is no failure.
  const isAskedToWait = error.code === "remote.rate_limited";
  const failures = connection.failures + (isAskedToWait ? 0 : 1);
  const retryAt = nextAttempt(now, Math.max(1, failures), error.retryAfterMs).toString();
  await setConnectionHealth(trx, connection, { state: "unreachable", stateReason: error.message, retryAt, failures });
  if (failures >= opensAfter && !isAskedToWait)
    await raiseAlarm(trx, {
      administrationId: connection.administrationId,
      kind: "unreachable",
      subject,
      text: error.message,
      at: now,
    });
  return retryAt;
}

/** A call succeeded: forget the failures, and say that it is over. */
export async function connectionWorks(trx: Transaction, connection: Connection, now: Temporal.Instant): Promise<void> {
  if (connection.state === "connected" && connection.failures === 0) return;
  if (await setConnectionHealth(trx, connection, { state: "connected", stateReason: "", retryAt: null, failures: 0 })) {
    await closeAlarm(trx, connection.administrationId, "unreachable", connection.id, now);
    await closeAlarm(trx, connection.administrationId, "credentials", connection.id, now);
    // It may have mended itself, without a person's check.
    await wakeHeld(trx, connection.administrationId, connection.id);
  }
}
