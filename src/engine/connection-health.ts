import { remedyFor, type HubError } from "#domain/error.ts";
import { closeAlarm, raiseAlarm } from "#store/alarms.ts";
import { setConnectionHealth, type Connection } from "#store/connections.ts";
import type { Transaction } from "#store/database.ts";
import { wakeHeld } from "#store/inbox.ts";
import { nextAttempt } from "./retry.ts";

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
  const failures = connection.failures + 1;
  const retryAt = nextAttempt(now, failures, error.retryAfterMs).toString();
  await setConnectionHealth(trx, connection, { state: "unreachable", stateReason: error.message, retryAt, failures });
  // Being asked to wait is no failure, only a reason to wait longer each time.
  if (failures >= 3 && error.code !== "remote.rate_limited")
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
