import type { AlarmKindName } from "#domain/alarm-kinds.ts";
import { isFilling } from "#domain/disk.ts";
import { asHubError } from "#domain/error.ts";
import type { Telling } from "#domain/telling.ts";
import { readAdministration } from "#store/administrations.ts";
import { openSubjects } from "#store/alarm-telling.ts";
import { closeAlarm, raiseAlarm, type Alarm } from "#store/alarms.ts";
import { listCouplings } from "#store/couplings.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { accessEnds, backlogs } from "#store/listening.ts";
import { listMembers } from "#store/memberships.ts";
import { everyAdministration } from "#store/modules.ts";
import { causesOf } from "#store/overview.ts";
import { listUsers, type User } from "#store/users.ts";
import type { EngineOptions } from "./options.ts";
import type { Queue } from "./queue.ts";
import { silenceWatch } from "./silence-watch.ts";

export interface AlarmWatch {
  /** Looks at every administration: what began, what is over, who has to hear of it. */
  look(): Promise<void>;
}

/** What a look found of one kind, by subject; what stands open and was not found is over. */
type Found = ReadonlyMap<string, Pick<Alarm, "text" | "facts">>;

const backlogMinutes = 15;
const accessDays = 14;

/**
 * Looks after what no single call can notice: silence, a backlog, access that ends, orders that stopped, a disk that fills. Every node runs it; of
 * one administration one node at a time, and what it raises and tells is committed together.
 */
export function alarmWatch(
  options: EngineOptions,
  queue: Queue,
  ringMail: (administrationId: string) => void,
): AlarmWatch {
  const { store, now, log, alarms } = options;
  const silence = silenceWatch();

  const raiseAll = async (trx: Transaction, administrationId: string, hasHub: boolean): Promise<void> => {
    const at = now();
    const administration = await readAdministration(trx, administrationId);
    if (administration === null) return;
    await settle(trx, administrationId, "silence", await silence(trx, administration, at), at);
    await settle(trx, administrationId, "backlog", await backlogOf(trx, administrationId, at), at);
    await settle(
      trx,
      administrationId,
      "accessExpiring",
      await accessOf(trx, administrationId, administration.timeZone, at),
      at,
    );
    await settle(trx, administrationId, "ordersStopped", await stoppedOf(trx, administrationId), at);
    if (hasHub) await settle(trx, administrationId, "diskFilling", await diskOf(), at);
  };

  const diskOf = async (): Promise<Found> => {
    const room = await alarms.disk();
    return isFilling(room) ? new Map([["hub", { text: `${(room.free / 1e9).toFixed(1)} GB` }]]) : new Map();
  };

  const lookAt = async (administrationId: string, users: readonly User[], hasHub: boolean): Promise<void> => {
    const told = await inAdministration(store.app, administrationId, async (trx) => {
      await raiseAll(trx, administrationId, hasHub);
      const owners = new Set(
        (await listMembers(trx, administrationId)).filter(({ role }) => role === "owner").map(({ userId }) => userId),
      );
      const telling: Telling = {
        now: now(),
        owners: users.filter(({ id }) => owners.has(id)),
        operators: hasHub ? users.filter(({ isOperator }) => isOperator) : [],
        hubUrl: options.publicUrl,
      };
      return alarms.tell(trx, administrationId, telling);
    });
    if (told > 0) ringMail(administrationId);
  };

  return {
    async look() {
      const users = await listUsers(store.hub);
      for (const [index, id] of (await everyAdministration(store.hub)).entries())
        await queue
          .ifFree(`alarms ${id}`, () => lookAt(id, users, index === 0))
          .catch((thrown: unknown) => log.warn({ administration: id }, `Alarms: ${asHubError(thrown).message}`));
    },
  };
}

/** Raises what began, and closes what is over; what only lasts is left alone, so that it tells nobody twice. */
async function settle(
  trx: Transaction,
  administrationId: string,
  kind: AlarmKindName,
  found: Found,
  at: Temporal.Instant,
): Promise<void> {
  const open = await openSubjects(trx, administrationId, kind);
  for (const [subject, { text, facts = {} }] of found) {
    if (open.has(subject)) continue;
    await raiseAlarm(trx, { administrationId, kind, subject, text, facts, at });
  }
  for (const subject of open) if (!found.has(subject)) await closeAlarm(trx, administrationId, kind, subject, at);
}

async function backlogOf(trx: Transaction, administrationId: string, at: Temporal.Instant): Promise<Found> {
  return new Map(
    (await backlogs(trx, administrationId))
      .filter(({ waitedMs }) => waitedMs > backlogMinutes * 60_000)
      .map(({ connectionId, count, waitedMs }) => {
        const since = at.subtract({ milliseconds: Math.round(waitedMs) }).toString();
        return [connectionId, { text: "", facts: { count, since } }];
      }),
  );
}

async function accessOf(
  trx: Transaction,
  administrationId: string,
  timeZone: string,
  at: Temporal.Instant,
): Promise<Found> {
  const soon = at.add({ hours: 24 * accessDays });
  return new Map(
    (await accessEnds(trx, administrationId))
      .map(({ connectionId, until }) => ({ connectionId, until: Temporal.Instant.from(until) }))
      .filter(({ until }) => Temporal.Instant.compare(until, soon) < 0)
      .map(({ connectionId, until }) => [
        connectionId,
        { text: until.toZonedDateTimeISO(timeZone).toPlainDate().toString() },
      ]),
  );
}

/** Orders that a person must do something about, by cause. Those of a connection that is to be connected again are told with it. */
async function stoppedOf(trx: Transaction, administrationId: string): Promise<Found> {
  const apart = new Set(
    (await listCouplings(trx, administrationId))
      .filter(({ targetConnectionId }) => targetConnectionId !== null)
      .map(({ sourceConnectionId }) => sourceConnectionId),
  );
  return new Map(
    (await causesOf(trx, administrationId))
      .filter(({ code }) => code !== "drift" && !code.startsWith("credentials."))
      .map(({ key, connectionId, count }) => {
        const facts = { count, ...(apart.has(connectionId) && { isMailedByOrder: true }) };
        return [`${connectionId} ${key}`, { text: key, facts }];
      }),
  );
}
