import type { AnyConnector, Session } from "#connect/connector.ts";
import { createHttp, type Exchange } from "#connect/http-client.ts";
import { createSharedBudget, type SharedBudget } from "#connect/shared-budget.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { textNow } from "#domain/texts/text.ts";
import type { Transaction } from "#store/database.ts";
import { openSecrets, type Connection } from "#store/connections.ts";
import { noCounts } from "./counts.ts";
import type { EngineOptions } from "./options.ts";
import { rateKeyOf, rateLedger } from "./rate-ledger.ts";

/** A connection opened for one run, with everything it said. */
export interface OpenSession {
  readonly connector: AnyConnector;
  readonly connection: Connection;
  readonly session: Session;
  /** The same for one create: what it writes leaves within this many milliseconds from now, or not at all. */
  readonly sendingWithin: (milliseconds: number) => Session;
  readonly exchanges: readonly Exchange[];
  /** Of this connection, as long as the process lives: public keys that were fetched. */
  readonly memory: Map<string, string>;
}

export interface Sessions {
  /**
   * Reads the secrets in the caller's transaction; the session may be used after it. Throws `settings.invalid` when the settings do not fit.
   * `nothing`: what was exchanged is not remembered, where a session asks so much that it would fill the memory.
   */
  open(
    trx: Transaction,
    connection: Connection,
    signal: AbortSignal,
    keeps?: "exchanges" | "nothing",
  ): Promise<OpenSession>;
  /** Gives the other nodes what this one holds of anybody's room. */
  close(): Promise<void>;
}

/** What connections remember lives as long as the process; the room to call them is shared with all other nodes. */
export function createSessions(
  {
    store,
    connectorById,
    transport,
    now,
    log,
    counts = noCounts,
  }: Pick<EngineOptions, "store" | "connectorById" | "transport" | "now" | "log" | "counts">,
  node: string,
): Sessions {
  const ledger = rateLedger(store.hub, now);
  const budgets = new Map<string, SharedBudget>();
  const budgetOf = (connector: AnyConnector, connectionId: string, host: string): SharedBudget => {
    const key = rateKeyOf(connector, connectionId, host);
    const known = budgets.get(key);
    if (known !== undefined) return known;
    const budget = createSharedBudget({
      ask: (ask) => ledger.ask(key, connector.rateLimit, { ...ask, node }),
      elapsedMs: () => performance.now(),
      onWait: (ms) => counts.waited(connector.id, ms / 1000),
      onError: (error) => log.warn({ key }, `The room to call could not be asked: ${asHubError(error).message}`),
    });
    budgets.set(key, budget);
    return budget;
  };
  const memories = new Map<string, Map<string, string>>();
  return {
    async open(trx, connection, signal, keeps = "exchanges") {
      const connector = connectorById(connection.connector);
      const settings = connector.settings.safeParse(connection.settings);
      if (!settings.success) {
        const issue = settings.error.issues[0];
        const field = issue?.path.join(".") ?? "";
        throw new HubError("settings.invalid", `${connection.name}: ${field} ${textNow(issue?.message ?? "", "en")}`, {
          details: { field },
        });
      }
      const secrets = await openSecrets(trx, store.key, connection.administrationId, connection.id);
      const budgetAt = (host: string): SharedBudget => budgetOf(connector, connection.id, host);
      const budget = budgetAt(connector.baseUrl(settings.data).host);
      const memory = memories.get(connection.id) ?? new Map<string, string>();
      memories.set(connection.id, memory);
      const exchanges: Exchange[] = [];
      const onExchange = (exchange: Exchange) => {
        if (keeps === "exchanges") exchanges.push(exchange);
        counts.request(connector.id, exchange.status, exchange.elapsedMs / 1000);
      };
      const sessionWith = (maySend: () => boolean): Session => {
        const common = {
          connector,
          settings: settings.data,
          secrets,
          transport,
          budget,
          budgetAt,
          now,
          signal,
          onExchange,
          tellsAnswers: keeps === "exchanges",
          memory,
        };
        return { settings: settings.data, http: createHttp({ ...common, maySend }), now, signal };
      };
      const sendingWithin = (milliseconds: number): Session => {
        // Both clocks: one stands still while the machine sleeps, the other may be set.
        const [turned, wall] = [performance.now(), Temporal.Now.instant().epochMilliseconds];
        return sessionWith(() => {
          const passed = Math.max(performance.now() - turned, Temporal.Now.instant().epochMilliseconds - wall);
          return passed < milliseconds;
        });
      };
      return { connector, connection, exchanges, memory, session: sessionWith(() => true), sendingWithin };
    },
    close: async () => void (await Promise.all([...budgets.values()].map((budget) => budget.close()))),
  };
}
