import { once, type Effect, type Made } from "#connect/once.ts";
import { perform } from "#connect/perform.ts";
import { transformsNamed, type Transform } from "#connect/transform.ts";
import type { CreateName, Input, OperationName, Output } from "#connect/operations.ts";
import { asHubError, HubError } from "#domain/error.ts";
import type { Order } from "#domain/order.ts";
import type { Hash } from "#flows/catalogue/fields.ts";
import { catalogueSettings, type CatalogueKind } from "#flows/catalogue/settings.ts";
import { readCatalogueCoupling, type CatalogueCoupling } from "#store/catalogue-couplings.ts";
import type { RecordPlace } from "#store/catalogue-wake.ts";
import { busyRun, type CatalogueRun } from "#store/catalogue-runs.ts";
import { readConnection, type Connection } from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { keyedHash } from "#store/keys.ts";
import { circuitOf } from "./connection-health.ts";
import { effectBook, type Afterwards } from "./effect-book.ts";
import type { EngineOptions } from "./options.ts";
import type { OpenSession, Sessions } from "./session.ts";

type Side = "source" | "target";
type Asked = Exclude<OperationName, CreateName>;

/** Everything a portion of work on a catalogue is done with. */
export interface Bench {
  readonly options: EngineOptions;
  readonly coupling: CatalogueCoupling;
  readonly run: CatalogueRun;
  readonly place: RecordPlace;
  readonly hash: Hash;
  readonly signal: AbortSignal;
  /** False: a person has not said yet that may be written. */
  readonly mayWrite: boolean;
  /** How many records are written side by side. */
  readonly lanes: number;
  readonly connections: Readonly<Record<Side, Connection>>;
  /** What this node knows of the shop since it works on this run, so that it is not asked again for each page. */
  readonly known: KnownOfRun;
  offers(side: Side, operation: OperationName): boolean;
  ask<N extends Asked>(side: Side, operation: N, input: Input<N>): Promise<Output<N>>;
  /** At the shop, once. */
  make<N extends CreateName>(effect: Effect<N>, afterwards?: Afterwards): Promise<Made>;
  within<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  /** Which of the two an error is of, when it came from one. */
  sideOf(error: HubError): Connection | null;
}

export interface KnownOfRun {
  runId: string;
  shopPricesIncludeVat?: boolean | null;
  orders?: KnownOrders;
}

/** Orders of the shop as they were when it was asked last, and from when on it is asked next, by its own clock. */
export interface KnownOrders {
  readonly byId: Map<string, Order>;
  /** Orders that are there and cannot be read. */
  readonly unreadable: Set<string>;
  since: string | null;
}

export interface BenchPlace {
  readonly administrationId: string;
  readonly couplingId: string;
}

const usualLanes = 4;

export const catalogueHash =
  (key: Parameters<typeof keyedHash>[0]): Hash =>
  (text) =>
    keyedHash(key, "catalogue", text).toString("base64url");

/** Null when there is nothing to do, or one of the two cannot be asked now. Throws what keeps a connection from being opened. */
export async function openBench(
  options: EngineOptions,
  sessions: Sessions,
  { administrationId, couplingId }: BenchPlace,
  signal: AbortSignal,
  memory: Map<string, KnownOfRun> = new Map(),
): Promise<Bench | null> {
  const { store, now } = options;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);
  const opened = await within(async (trx) => {
    const coupling = await readCatalogueCoupling(trx, administrationId, couplingId);
    const run = coupling && (await busyRun(trx, administrationId, couplingId));
    if (coupling === null || run === null || run.isPaused || run.state === "ready") return null;
    if (run.state === "writing" && coupling.state !== "live") return null;
    if (Temporal.Instant.compare(Temporal.Instant.from(run.nextAt), now()) > 0) return null;
    const source = await readConnection(trx, administrationId, coupling.sourceConnectionId);
    const target = await readConnection(trx, administrationId, coupling.targetConnectionId);
    if (source === null || target === null) return null;
    for (const { state } of [source, target]) if (state === "paused" || state === "reconnect") return null;
    const circuits = [await circuitOf(trx, source, now()), await circuitOf(trx, target, now())];
    if (circuits.includes("open")) return null;
    return {
      coupling,
      run,
      isProbe: circuits.includes("probe"),
      connections: { source, target },
      open: {
        source: await sessions.open(trx, source, signal),
        target: await sessions.open(trx, target, signal),
      } satisfies Record<Side, OpenSession>,
    };
  });
  if (opened === null) return null;
  const { coupling, run, open, connections, isProbe } = opened;
  const remembered = memory.get(couplingId);
  const known = remembered?.runId === run.id ? remembered : { runId: run.id };
  memory.set(couplingId, known);
  const blamed = new WeakMap<HubError, Connection>();
  const at = async <T>(side: Side, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (thrown) {
      const error = asHubError(thrown);
      blamed.set(error, connections[side]);
      throw error;
    }
  };
  return {
    options,
    coupling,
    run,
    place: { administrationId, couplingId },
    hash: catalogueHash(store.key),
    signal,
    mayWrite: run.state === "writing",
    lanes: isProbe ? 1 : usualLanes,
    connections,
    known,
    offers: (side, operation) => open[side].connector.operations[operation] !== undefined,
    ask: (side, operation, input) =>
      at(side, () => perform(open[side].connector, open[side].session, operation, input)),
    make: (effect, afterwards) =>
      at("target", () =>
        once(
          effectBook(store, { administrationId, connectionId: connections.target.id }, afterwards),
          open.target,
          effect,
        ).catch((thrown: unknown) => {
          throw namingEffect(asHubError(thrown), effect.key);
        }),
      ),
    within,
    sideOf: (error) => blamed.get(error) ?? null,
  };
}

/** When nothing comes of looking it up, a person says what came of it: of this effect. */
function namingEffect(error: HubError, effect: string): HubError {
  if (error.code !== "remote.outcome_unknown") return error;
  const { asksPerson, retryAfterMs } = error;
  return new HubError(error.code, error.message, {
    ...{ cause: error, asksPerson, details: { ...error.details, effect } },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** The settings of a coupling; throws `settings.invalid` when they do not fit. */
export function settingsOf<K extends CatalogueKind>(
  { settings }: Pick<CatalogueCoupling, "settings">,
  kind: K,
): ReturnType<(typeof catalogueSettings)[K]["parse"]> {
  const parsed = catalogueSettings[kind].safeParse(settings);
  if (parsed.success) return parsed.data as ReturnType<(typeof catalogueSettings)[K]["parse"]>;
  throw new HubError(
    "settings.invalid",
    `The settings of a coupling do not fit: ${parsed.error.issues[0]?.path.join(".") ?? ""}`,
  );
}

/** The steps a coupling names; throws `settings.invalid` while the hub has not all of them. */
export const stepsOf = ({ options }: Pick<Bench, "options">, names: readonly string[]): readonly Transform[] =>
  transformsNamed(options.transforms ?? new Map(), names);

/** Goes through work side by side, in order of arrival; the first failure ends it when what is under way has ended. */
export async function inLanes<T>(all: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  let failure: { readonly thrown: unknown } | null = null;
  const lane = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined && failure === null; one = queue.shift()) {
      try {
        await work(one);
      } catch (thrown) {
        failure ??= { thrown };
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failure !== null) throw (failure as { readonly thrown: unknown }).thrown;
}
