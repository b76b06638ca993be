import type { ApiClient } from "#dashboard/api/client.ts";
import { isFull, type CompanyDatabase, type KeptList } from "./device-database.ts";
import { ask, isFailure, type Failure } from "./hub-calls.ts";
import { changeList, dropOthers, ofList, storePage, walkOf } from "./kept-lists.ts";

/** Room that is left alone, so that the basket always finds some. */
export const leastRoom = 20_000_000;

export type Downloaded = { readonly done: "complete" | "stopped" | "gone" | "full" } | Failure;

interface Road {
  readonly client: ApiClient;
  readonly database: CompanyDatabase;
  readonly signal: AbortSignal;
  readonly now: () => string;
  readonly freeRoom: () => Promise<number>;
  /** After every page. */
  readonly onPage: (list: KeptList) => void;
}

/** Fetches a list, or what changed in it, from where it was left to its end. */
export async function downloadList(road: Road, id: string): Promise<Downloaded> {
  const { client, database, signal, now } = road;
  let list = await database.get("lists", id);
  const wasComplete = list !== undefined && list.asOf !== null;
  for (let isFirst = true; ; isFirst = false) {
    if (list === undefined || signal.aborted) return { done: "stopped" };
    if (!isFirst && list.walk === null) break;
    if ((await road.freeRoom()) < leastRoom) return { done: "full" };
    const walk = walkOf(list);
    const query = { after: walk.after, ...(walk.since !== null && { since: walk.since }) };
    const params = { path: { priceListId: id }, query };
    const page = await ask(
      () => client.GET("/api/catalogue-program/price-lists/{priceListId}/items", { params, signal }),
      signal,
    );
    if (isFailure(page)) return page.failed === "refused" && page.status === 404 ? gone(database, id) : page;
    const stored = await storePage(database, id, walk, page).catch((thrown: unknown) => {
      if (isFull(thrown)) return "full" as const;
      throw thrown;
    });
    if (stored === "full") return { done: "full" };
    if (stored === null) return { done: "stopped" };
    list = stored;
    road.onPage(list);
  }
  const checked = wasComplete ? await dropWhatIsGone(road, list) : null;
  if (checked !== null) return checked;
  await changeList(database, id, () => ({ completeAt: now(), isGone: false }));
  return { done: "complete" };
}

async function gone(database: CompanyDatabase, id: string): Promise<Downloaded> {
  await changeList(database, id, () => ({ isGone: true }));
  return { done: "gone" };
}

/**
 * With every change taken in, what is kept holds all the hub has; when it holds more, something was taken away there, and the codes say
 * what. Null when it is as it should be.
 */
async function dropWhatIsGone({ client, database, signal }: Road, list: KeptList): Promise<Downloaded | null> {
  const offered = await ask(() => client.GET("/api/catalogue-program/price-lists", { signal }), signal);
  if (isFailure(offered)) return offered;
  const total = offered.items.find(({ id }) => id === list.id)?.items;
  if (total === undefined) return gone(database, list.id);
  const kept = await database.count("items", ofList(list.number));
  await changeList(database, list.id, () => ({ total, kept }));
  if (kept <= total) return null;
  const codes = new Set<string>();
  for (let after: string | null = ""; after !== null;) {
    if (signal.aborted) return { done: "stopped" };
    const params: { path: { priceListId: string }; query: { after: string } } = {
      path: { priceListId: list.id },
      query: { after },
    };
    const page: { codes: string[]; next: string | null } | Failure = await ask(
      () => client.GET("/api/catalogue-program/price-lists/{priceListId}/codes", { params, signal }),
      signal,
    );
    if (isFailure(page)) return page;
    for (const code of page.codes) codes.add(code);
    after = page.next;
  }
  await dropOthers(database, list, codes);
  return null;
}
