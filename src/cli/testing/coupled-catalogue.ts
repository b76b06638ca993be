import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { openWorld, registerWorlds, type CatalogueWorld } from "./catalogue-world.ts";
import { until } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

// Before any hub starts: it takes its list of connectors as it is then.
registerWorlds();

export interface SeenCatalogue {
  readonly state: string;
  readonly settings: Record<string, unknown>;
  readonly settingsVersion: number;
  readonly isStarted: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly run: {
    readonly id: string;
    readonly state: string;
    readonly scope: string;
    readonly isPaused: boolean;
    readonly requestedBy: string;
    readonly total: number | null;
    readonly counts: Readonly<Record<string, number>>;
    readonly reason: { readonly code: string; readonly message: string } | null;
  } | null;
}

export interface SeenRecord {
  readonly externalId: string;
  readonly code: string;
  readonly name: string;
  readonly state: string;
  readonly changes: readonly {
    readonly field: string;
    readonly shop: string | null;
    readonly source: string;
    readonly act: string;
  }[];
  readonly kept: readonly string[];
  readonly uncertain: "record" | "category" | null;
  readonly reason: { readonly code: string; readonly message: string; readonly who: string | null } | null;
}

/** An ERP and a shop of a test, coupled by one kind in an administration of its own. */
export interface CoupledCatalogue {
  readonly world: CatalogueWorld;
  readonly api: HubClient;
  readonly administrationId: string;
  readonly erpId: string;
  readonly shopId: string;
  readonly couplingId: string;
  see(): Promise<SeenCatalogue>;
  /** Waits until its newest run is in this state, or its first one is done. */
  run(state: string): Promise<SeenCatalogue>;
  act(verb: string, body?: object): Promise<SeenCatalogue>;
  /** Looks, starts, and waits until all is written. */
  start(): Promise<SeenCatalogue>;
  /** Goes over what changed, and waits for it. */
  follow(from?: string): Promise<SeenCatalogue>;
  records(query?: string): Promise<readonly SeenRecord[]>;
  save(change: object): Promise<void>;
}

/** The nightly comparison, which would come in between of whatever a test does when it runs at night. */
export const nightOf = (couplingId: string): string => `catalogue night ${couplingId}`;

/** What its first run did: the schedule may have begun another one since. */
export async function firstDone(api: HubClient, path: string): Promise<SeenCatalogue | false> {
  const { items } = await api.get<{ items: NonNullable<SeenCatalogue["run"]>[] }>(`${path}/runs`);
  const first = items.find(({ scope, state }) => scope === "first" && state === "done");
  return first !== undefined && { ...(await api.get<SeenCatalogue>(path)), run: first, counts: first.counts };
}

export async function coupleCatalogue(
  { hub, store }: HubUnderTest,
  kind: "products" | "stock" | "customers",
  settings: object = {},
  world: CatalogueWorld = openWorld(),
): Promise<CoupledCatalogue> {
  const administrationId = await store.makeAdministration();
  onTestFinished(async () => {
    await sql`update couplings set state = 'off' where administration_id = ${administrationId}`.execute(store.owner);
  });
  for (const module of ["test-erp", "test-shop"])
    await sql`insert into modules (administration_id, module, state) values (${administrationId}, ${module}, 'on')`.execute(
      store.owner,
    );
  const token = await makeAccessToken(store.hub, store.key, { name: "Anna", administrationId, role: "owner" });
  const api = hubClient(hub.url, token);
  const connect = async (connector: string, name: string) => {
    const given = { connector, name, settings: { world: world.id }, credentials: {} };
    const { id } = await api.post<{ id: string }>("/api/connections", given);
    await api.post(`/api/connections/${id}/check`);
    return id;
  };
  const erpId = await connect("test-erp", "ERP");
  const shopId = await connect("test-shop", "Winkel");
  const couple = { kind, sourceConnectionId: erpId, targetConnectionId: shopId, settings };
  const { id: couplingId } = await api.post<{ id: string }>("/api/catalogue-couplings", couple);
  const path = `/api/catalogue-couplings/${couplingId}`;
  await sql`insert into schedule_turns (name) values (${nightOf(couplingId)})`.execute(store.owner);
  const see = () => api.get<SeenCatalogue>(path);
  const run = (state: string) =>
    until(`the run to be ${state}`, async () => {
      if (state === "done") return firstDone(api, path);
      const seen = await see();
      return seen.run?.state === state && seen;
    });
  const act: CoupledCatalogue["act"] = (verb, body) => api.post(`${path}/${verb}`, body);
  return {
    ...{ world, api, administrationId, erpId, shopId, couplingId, see, run, act },
    async start() {
      await act("look");
      await run("ready");
      await act("start");
      return run("done");
    },
    async follow(from) {
      // The schedule may be at it.
      const { run: begun } = await until("a run may begin", () =>
        act("runs", { from: from ?? null }).catch((error: Error) =>
          error.message.includes(": 409") ? null : Promise.reject(error),
        ),
      );
      return until("the run to end", async () => {
        // Not the newest: the schedule may have begun another one since.
        const { items } = await api.get<{ items: NonNullable<SeenCatalogue["run"]>[] }>(`${path}/runs`);
        const ended = items.find(({ id, state }) => id === begun?.id && state === "done");
        return ended !== undefined && { ...(await see()), run: ended };
      });
    },
    records: async (query = "") => (await api.get<{ items: SeenRecord[] }>(`${path}/records${query}`)).items,
    async save(change) {
      const { settings: now, state, settingsVersion } = await see();
      await api.put(path, { settings: { ...now, ...change }, state, settingsVersion });
    },
  };
}
