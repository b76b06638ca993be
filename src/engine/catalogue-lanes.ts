import { stepNames } from "#flows/catalogue/steps.ts";
import { readAdministration } from "#store/administrations.ts";
import { catalogueTurns, readCatalogueCoupling, type CatalogueTurn } from "#store/catalogue-couplings.ts";
import { hasDue } from "#store/catalogue-records.ts";
import { beginRun } from "#store/catalogue-runs.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration, type Database, type Transaction } from "#store/database.ts";
import { takeTurns } from "#store/schedule-turns.ts";
import type { BenchPlace, KnownOfRun } from "./catalogue-bench.ts";
import { stepCatalogue } from "./catalogue-step.ts";
import type { EngineOptions } from "./options.ts";
import type { Queue } from "./queue.ts";
import type { Sessions } from "./session.ts";

export interface CatalogueLanes {
  /** Begins what is due, and goes on with what is under way, also what a killed node left. */
  look(): Promise<void>;
  /** Goes on with this one now. */
  ring(place: BenchPlace): void;
  /** Waits for the portion under way; nothing new begins. */
  stop(): Promise<void>;
}

const night = { from: 1, to: 6, seconds: 18 * 3600 } as const;
export const bySchedule = "schedule";

const turnOf = (couplingId: string): string => `catalogue ${couplingId}`;

/** All of it was looked at a moment ago: what changes is asked for a whole interval later. */
export const takeTurnAtStart = async (hub: Database, couplingId: string): Promise<void> =>
  void (await takeTurns(hub, [turnOf(couplingId)], 0));

/** Runs of catalogue couplings, of each coupling apart, and by one node at a time. */
export function catalogueLanes(
  options: EngineOptions,
  sessions: Sessions,
  queue: Pick<Queue, "ifFree">,
  onError: (error: unknown) => void,
): CatalogueLanes {
  const { store, now } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  const work = async (place: BenchPlace): Promise<void> => {
    const memory = new Map<string, KnownOfRun>();
    let goesOn = true;
    while (goesOn && !stopping.signal.aborted)
      goesOn = await stepCatalogue(options, sessions, place, stopping.signal, memory);
  };
  const ring = (place: BenchPlace): void => {
    const { couplingId } = place;
    if (stopping.signal.aborted || running.has(couplingId)) return;
    const lane = queue
      .ifFree(`catalogue ${couplingId}`, () => work(place))
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) onError(error);
      })
      .finally(() => running.delete(couplingId));
    running.set(couplingId, lane);
  };

  /** Its stock is compared whole once a night, local time: what no delta said is mended then. */
  const isNightTurn = async (turn: CatalogueTurn): Promise<boolean> => {
    if (turn.kind !== "stock") return false;
    const zone = await inAdministration(store.app, turn.administrationId, (trx) =>
      readAdministration(trx, turn.administrationId),
    );
    const { hour } = now().toZonedDateTimeISO(zone?.timeZone ?? "UTC");
    if (hour < night.from || hour >= night.to) return false;
    return (await takeTurns(store.hub, [`catalogue night ${turn.couplingId}`], night.seconds)).length > 0;
  };

  const begin = async (turn: CatalogueTurn): Promise<void> => {
    const scope = (await isNightTurn(turn)) ? "night" : "delta";
    if (
      scope === "delta" &&
      (await takeTurns(store.hub, [turnOf(turn.couplingId)], turn.everyMinutes * 60)).length === 0
    )
      return;
    await inAdministration(store.app, turn.administrationId, (trx) =>
      beginFollowing(options, trx, turn, scope, bySchedule),
    );
    ring(turn);
  };

  return {
    async look() {
      for (const turn of await catalogueTurns(store.hub)) {
        if (turn.isBusy) ring(turn);
        else if (turn.isStarted) await begin(turn);
      }
    },
    ring,
    async stop() {
      stopping.abort(new Error("The hub stops"));
      await Promise.all(running.values());
    },
  };
}

/**
 * Begins a run over what changed since the last one, or over everything. Where the source cannot be asked for single records, and some
 * are to be tried again, it is over everything: those that say nothing new cost no request of the shop. False when one is under way.
 */
export async function beginFollowing(
  { connectorById }: Pick<EngineOptions, "connectorById">,
  trx: Transaction,
  { administrationId, couplingId }: BenchPlace,
  scope: "delta" | "night",
  by: string,
): Promise<boolean> {
  const coupling = await readCatalogueCoupling(trx, administrationId, couplingId);
  const source = coupling && (await readConnection(trx, administrationId, coupling.sourceConnectionId));
  if (coupling === null || source === null) return false;
  const canFind =
    coupling.kind !== "customers" &&
    stepNames(coupling.settings).length === 0 &&
    connectorById(source.connector).operations["products.find"] !== undefined;
  const isDue = !canFind && (await hasDue(trx, { administrationId, couplingId }));
  const since = scope === "night" || isDue ? null : coupling.sweptUntil;
  return (await beginRun(trx, administrationId, { couplingId, scope, since, by })) !== null;
}
