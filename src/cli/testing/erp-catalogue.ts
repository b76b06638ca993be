import type { VismaNet } from "#sandbox/visma-net/stand-in.ts";
import { amount } from "#domain/amount.ts";
import type { HubClient } from "#cli/hub-client.ts";
import { firstDone, type SeenCatalogue, type SeenRecord } from "./coupled-catalogue.ts";
import { until } from "./coupled-shop.ts";

/** A catalogue coupling of connections that are there. */
export interface ErpCatalogue {
  see(): Promise<SeenCatalogue>;
  run(state: string): Promise<SeenCatalogue>;
  act(verb: string, body?: object): Promise<SeenCatalogue>;
  /** Looks, starts, and waits until all is written. */
  start(): Promise<SeenCatalogue>;
  /** Goes over what changed, and waits for it. */
  follow(): Promise<SeenCatalogue>;
  records(query?: string): Promise<readonly SeenRecord[]>;
}

export interface Ends {
  readonly api: HubClient;
  readonly vismaId: string;
  readonly shopId: string;
}

/** What the VAT categories of the company are in CS-Cart. */
export const csCartVat = { vatClasses: { HIGH: { to: "6", rate: "21" }, BE6: { to: "7", rate: "6" } } };

export async function coupleErpCatalogue(
  { api, vismaId, shopId }: Ends,
  kind: "products" | "stock" | "customers",
  settings: object = {},
): Promise<ErpCatalogue> {
  const couple = { kind, sourceConnectionId: vismaId, targetConnectionId: shopId, settings };
  const { id } = await api.post<{ id: string }>("/api/catalogue-couplings", couple);
  const path = `/api/catalogue-couplings/${id}`;
  const see = () => api.get<SeenCatalogue>(path);
  const act: ErpCatalogue["act"] = (verb, body) => api.post(`${path}/${verb}`, body);
  const run = (state: string) =>
    until(`the run to be ${state}`, async () => {
      if (state === "done") return firstDone(api, path);
      const seen = await see();
      return seen.run?.state === state && seen;
    });
  return {
    ...{ see, act, run },
    async start() {
      await act("look");
      await run("ready");
      await act("start");
      return run("done");
    },
    async follow() {
      const { run: begun } = await until("a run may begin", () =>
        act("runs", { from: null }).catch((error: Error) =>
          error.message.includes(": 409") ? null : Promise.reject(error),
        ),
      );
      // Another may have begun since, by the schedule.
      return until("the run to end", async () => {
        const { items } = await api.get<{ items: { id: string; state: string }[] }>(`${path}/runs`);
        return items.some(({ id: one, state }) => one === begun?.id && state === "done") && see();
      });
    },
    records: async (query = "") => (await api.get<{ items: SeenRecord[] }>(`${path}/records${query}`)).items,
  };
}

export const codeOf = (nth: number): string => `P-${String(nth).padStart(5, "0")}`;

/** So many items, of which the price says which. */
export function addItems(visma: VismaNet, count: number): void {
  for (let nth = 1; nth <= count; nth += 1)
    visma.erp.addItem({ number: codeOf(nth), description: `Artikel ${nth}`, defaultPrice: priceOf(nth) }, "10");
}

export const priceOf = (nth: number) => amount(`${(nth % 90) + 1}.00`);
