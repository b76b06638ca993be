import { setTimeout as sleep } from "node:timers/promises";
import type { Judged } from "#domain/completeness.ts";
import type { Statement } from "#domain/completeness-statement.ts";
import { asHubError } from "#domain/error.ts";
import { underWay } from "#store/completeness.ts";
import { insertStatement } from "#store/completeness-statements.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { migrationTopic } from "#store/deliveries.ts";
import { insertEvents, type NewEvent } from "#store/events.ts";
import { newId } from "#store/new-id.ts";
import { connectionFailed, connectionWorks } from "./connection-health.ts";
import type { Intake } from "./intake.ts";
import { tellUnexplained } from "./ledger-alarm.ts";
import { entriesOf, figuresOf } from "./ledger-figures.ts";
import { idsOfOurs, lookAtBooks, toldOf } from "./ledger-look.ts";
import { askShop, openPlace, placeOf, stillWaiting, type Known, type LedgerPeriod, type Place } from "./ledger-shop.ts";
import type { EngineOptions } from "./options.ts";
import type { Sessions } from "./session.ts";
import { announcementOf } from "./sweep.ts";

/** What was announced is looked at within seconds; after this it is told as it is. */
const longestHealingMs = 60_000;
const lookAgainMs = 200;
const announcedAtOnce = 500;
const ruleBefore = "skipped~rule.before";
/**
 * Draws up a statement: everything the shop knows of these days at this moment against what became of it here. What is missing is
 * named, announced as if the shop had rung, and looked at once more before the statement is written. A shop that cannot be asked makes
 * a statement in which nothing is known. Null: there is no such coupling, or it is off.
 */
export async function drawUpStatement(
  options: EngineOptions,
  sessions: Sessions,
  intake: Intake,
  period: LedgerPeriod,
  signal: AbortSignal,
): Promise<Statement | null> {
  const { store, now } = options;
  const { administrationId } = period;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);
  const place = await within((trx) => openPlace(trx, sessions, period, now(), signal));
  if (place === null) return null;
  const at = now();
  const { connection } = place;
  const { couplingId, from, to, askedBy } = period;
  const facts = { id: newId(), couplingId, connectionId: connection.id, from, to, at: at.toString(), askedBy };

  let known: Known;
  try {
    known = await askShop(place, (ids) => within((trx) => idsOfOurs(trx, place, ids)), signal);
  } catch (thrown) {
    const error = asHubError(thrown);
    if (signal.aborted) throw error;
    const statement = { ...facts, known: null, reason: { code: error.code, text: error.message } };
    await within(async (trx) => {
      if (error !== stillWaiting) await connectionFailed(trx, connection, error, now());
      await insertStatement(trx, administrationId, statement, {});
    });
    return statement;
  }
  const look = () => within((trx) => lookAtBooks(trx, place, known, at));
  const first = await look();
  const gaps = first.judged.filter((one) => one.gap !== null);
  // Of before the start, and nobody had to hear of them: they get their entry behind everything else, and are no gaps.
  const early = first.judged.filter(({ externalId, group }) => group === ruleBefore && !first.own.has(externalId));
  for (let start = 0; start < early.length; start += announcedAtOnce)
    await Promise.all(
      early
        .slice(start, start + announcedAtOnce)
        .map(({ externalId }) =>
          intake.accept(announcementOf(administrationId, connection.id, externalId, migrationTopic)),
        ),
    );
  const announced = [...gaps, ...early];
  if (gaps.length > 0) {
    await within((trx) =>
      insertEvents(
        trx,
        gaps.map((gap) => eventOf(place, gap)),
      ),
    );
    await Promise.all(
      gaps.map(({ externalId }) => intake.accept(announcementOf(administrationId, connection.id, externalId))),
    );
  }
  if (announced.length > 0) await settled(announced.map(({ externalId }) => externalId));
  const last = announced.length > 0 ? await look() : first;
  return within(async (trx) => {
    await connectionWorks(trx, connection, now());
    const unexplained = last.judged.filter(({ group }) => group === "unexplained");
    const figures = await figuresOf(trx, place, known, last);
    const told = gaps.map((gap) => toldOf(gap, known, last));
    const statement = { ...facts, known: { figures, unexplained: unexplained.length, gaps: told }, reason: null };
    await insertStatement(trx, administrationId, statement, entriesOf(last.judged));
    await tellUnexplained(trx, place.coupling, last.judged, now());
    return statement;
  });

  /** Waits until everything that was announced has been looked at, or takes too long. */
  async function settled(ids: readonly string[]): Promise<void> {
    const began = performance.now();
    while (performance.now() - began < longestHealingMs) {
      const open = await within((trx) => underWay(trx, { administrationId, connectionId: connection.id }, ids));
      if (open.size === 0) return;
      await sleep(lookAgainMs, undefined, { signal });
    }
  }
}

const eventOf = (place: Place, { externalId, gap }: Judged): NewEvent => ({
  ...placeOf(place),
  id: newId(),
  runId: null,
  externalId,
  level: "warning",
  code: `ledger.${gap ?? ""}`,
  data: {},
});
