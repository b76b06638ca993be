// Over 300 lines because everything the program does goes through one state, which its windows share.
import { clientFor, type ApiClient, type Schemas } from "#dashboard/api/client.ts";
import { newId } from "#dashboard/parts/new-id.ts";
import {
  addLine,
  basketLines,
  changeLine,
  outgoingOf,
  putLineBack,
  removeLine,
  setOut,
  takeBack,
} from "./basket-on-device.ts";
import {
  forget,
  isFull,
  openCompany,
  openVisits,
  type BasketLine,
  type Company,
  type CompanyDatabase,
  type KeptItem,
  type KeptList,
} from "./device-database.ts";
import { downloadList } from "./download-list.ts";
import { ask, isFailure } from "./hub-calls.ts";
import { dropList, keepList, keptLists } from "./kept-lists.ts";
import { beginning, type Link, type ProgramState, type Room } from "./program-state.ts";
import { itemsOfCode, searchItems, type Hits } from "./search-items.ts";
import { mostLines, sendOutgoing } from "./send-basket.ts";

export interface Program {
  readonly state: () => ProgramState;
  readonly subscribe: (changed: () => void) => () => void;
  /** Asks the hub who this is and goes on with whatever waited for it. */
  readonly reach: () => Promise<void>;
  /** The browser says that there is no connection. */
  readonly lost: () => void;
  readonly chooseCompany: (id: string) => Promise<void>;
  readonly keep: (list: Schemas["OfflinePriceList"]) => Promise<void>;
  readonly drop: (list: KeptList) => Promise<void>;
  /** Fetches what changed of this list, or goes on with it. */
  readonly fetch: (listId: string) => Promise<void>;
  readonly pause: () => void;
  readonly search: (typed: string, signal: AbortSignal) => Promise<Hits | null>;
  readonly item: (list: number, code: string) => Promise<KeptItem | undefined>;
  readonly byCode: (code: string) => Promise<readonly KeptItem[]>;
  /** False: the device has no room for it. */
  readonly add: (item: KeptItem, quantity: string) => Promise<boolean>;
  readonly change: (lineId: string, change: Partial<Pick<BasketLine, "quantity" | "note">>) => Promise<void>;
  readonly remove: (lineId: string) => Promise<void>;
  readonly putBack: (line: BasketLine) => Promise<void>;
  readonly send: () => Promise<void>;
  readonly takeBack: (key: string) => Promise<void>;
  readonly forgetEverything: () => Promise<void>;
}

/** A list that was found complete this long ago is looked at again by itself. */
const freshForMs = 24 * 3_600_000;

export interface Surroundings {
  readonly language: () => string;
  /** From now on in the language of who signed in. */
  readonly speak: (language: Schemas["Me"]["user"]["language"]) => Promise<void>;
  readonly now: () => string;
  readonly storage: StorageManager | undefined;
  /** Says to other windows that something changed here. */
  readonly windows: BroadcastChannel;
}

/** The program behind its screens. Whatever it keeps is on the device before it is shown. */
export async function startProgram({ language, speak, now, storage, windows }: Surroundings): Promise<Program> {
  let state = beginning;
  const listeners = new Set<() => void>();
  const set = (change: Partial<ProgramState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const visits = await openVisits();
  let database: CompanyDatabase | null = null;
  let downloading: AbortController | null = null;

  const client = (): ApiClient => clientFor(state.company?.id ?? null, language);
  const linkOf = (failed: "away" | "signedOut" | "refused"): Link => (failed === "refused" ? "online" : failed);

  /** Reads anew what the device holds of this company. */
  const look = async (): Promise<void> => {
    const from = database;
    if (from === null) return set({ lists: [], basket: [], outgoing: [] });
    const [lists, basket, outgoing] = await Promise.all([keptLists(from), basketLines(from), outgoingOf(from)]);
    if (from === database) set({ lists, basket, outgoing });
  };
  const changed = async (): Promise<void> => {
    await look();
    windows.postMessage("changed");
  };
  windows.addEventListener("message", () => void look());

  const room = async (): Promise<Room | null> => {
    const estimate = await storage?.estimate();
    if (estimate?.quota === undefined) return null;
    const used = estimate.usage ?? 0;
    return { used, free: Math.max(0, estimate.quota - used), isSafe: (await storage?.persisted()) ?? false };
  };
  const lookAtRoom = async (): Promise<void> => set({ room: await room() });

  const enter = async (company: Company | null): Promise<void> => {
    downloading?.abort();
    database?.close();
    database = company === null || state.person === null ? null : await openCompany(state.person.userId, company.id);
    set({ company, offered: null, refusal: "", download: null });
    await look();
  };

  const remember = async (): Promise<void> => {
    const { person, companies, company } = state;
    if (person !== null) await visits.put("visits", { ...person, companies, companyId: company?.id ?? null }, "last");
  };

  const becameKnown = async ({ user, administrations }: Schemas["Me"]): Promise<void> => {
    const companies = administrations.map(({ id, name, role, country, permissions }) => ({
      ...{ id, name, role, country },
      maySend: permissions.includes("documents.edit"),
    }));
    const isOther = state.person?.userId !== user.id;
    const left = isOther ? [] : state.companies.filter((old) => !companies.some(({ id }) => id === old.id));
    const company = companies.find(({ id }) => id === state.company?.id) ?? companies[0] ?? null;
    const person = { userId: user.id, name: user.name };
    const stays = !isOther && company !== null && company.id === state.company?.id && database !== null;
    set({ person, companies, link: "online" });
    await speak(user.language);
    if (stays) set({ company });
    else await enter(company);
    await remember();
    // Who left a company has no right to its prices any more, on no device.
    for (const { id } of left) await forget(user.id, id);
  };

  const lookAtOffered = async (): Promise<void> => {
    const { company } = state;
    if (company === null) return;
    const answer = await ask(() => client().GET("/api/catalogue-program/price-lists"));
    if (state.company?.id !== company.id) return;
    if (!isFailure(answer)) set({ offered: answer.items, refusal: "" });
    else set({ link: linkOf(answer.failed), refusal: answer.failed === "refused" ? answer.words : "" });
  };

  const fetchList = async (listId: string): Promise<void> => {
    const from = database;
    if (from === null || (state.download !== null && state.download.stop === null)) return;
    const stop = new AbortController();
    downloading = stop;
    set({ download: { listId, stop: null, words: "" } });
    const onPage = (list: KeptList): void => {
      if (from === database) set({ lists: state.lists.map((one) => (one.id === list.id ? list : one)) });
    };
    const freeRoom = async (): Promise<number> => (await room())?.free ?? Infinity;
    const { signal } = stop;
    const done = await downloadList({ client: client(), database: from, signal, now, freeRoom, onPage }, listId);
    if (downloading === stop) downloading = null;
    if (from !== database) return;
    await Promise.all([changed(), lookAtRoom()]);
    if (signal.aborted) return set({ download: { listId, stop: "paused", words: "" } });
    if (!("failed" in done)) {
      set({ download: done.done === "full" ? { listId, stop: "full", words: "" } : null });
      return;
    }
    const words = done.failed === "refused" ? done.words : "";
    set({ link: linkOf(done.failed), download: { listId, stop: done.failed, words } });
  };

  /** One after the other: what was begun and not finished, then what was not looked at for a day. */
  const goOn = async (): Promise<void> => {
    const isOld = ({ completeAt }: KeptList): boolean =>
      completeAt === null || Date.parse(now()) - Date.parse(completeAt) > freshForMs;
    const tried = new Set<string>();
    for (;;) {
      const next = state.lists.find(
        (list) => !tried.has(list.id) && !list.isGone && (list.walk !== null || isOld(list)),
      );
      if (next === undefined || state.link !== "online" || state.download?.stop === "paused") return;
      tried.add(next.id);
      await fetchList(next.id);
      if (state.download !== null) return;
    }
  };

  /** Sends what is on its way. The same lines under the same key: the hub takes them once. */
  const sendWaiting = async (): Promise<void> => {
    const from = database;
    if (from === null || state.isSending) return;
    set({ isSending: true });
    try {
      for (const one of (await outgoingOf(from)).filter((waiting) => waiting.state === "sending").toReversed()) {
        const failure = await sendOutgoing(client(), from, one, now);
        if (failure !== null && failure.failed !== "refused") {
          set({ link: failure.failed });
          return;
        }
      }
    } finally {
      set({ isSending: false });
      await changed();
    }
  };

  /** Does something the device has to have room for. */
  const keeping = async (work: (kept: CompanyDatabase) => Promise<void>): Promise<boolean> => {
    if (database === null) return false;
    try {
      await work(database);
    } catch (thrown) {
      if (!isFull(thrown)) throw thrown;
      set({ isFull: true });
      return false;
    }
    set({ isFull: false });
    await changed();
    return true;
  };

  const last = await visits.get("visits", "last");
  if (last !== undefined) {
    const { userId, name, companies, companyId } = last;
    set({ person: { userId, name }, companies });
    await enter(companies.find(({ id }) => id === companyId) ?? companies[0] ?? null);
  }
  await lookAtRoom();
  set({ isReady: true });

  const reach = async (): Promise<void> => {
    const me = await ask(() => clientFor(null, language).GET("/api/me"));
    if (isFailure(me)) return set({ link: linkOf(me.failed) });
    await becameKnown(me);
    await sendWaiting();
    await lookAtOffered();
    if (state.download?.stop !== "paused") await goOn();
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reach,
    lost: () => set({ link: "away" }),
    async chooseCompany(id) {
      await enter(state.companies.find((company) => company.id === id) ?? null);
      await remember();
      await lookAtOffered();
      await sendWaiting();
      await goOn();
    },
    async keep(list) {
      // Asked for by the browser only after somebody did something that needs it.
      await storage?.persist();
      const isKept = await keeping((kept) => keepList(kept, list));
      if (isKept) await fetchList(list.id);
      if (isKept) await goOn();
    },
    async drop(list) {
      const from = database;
      if (from === null) return;
      if (state.download?.listId === list.id) {
        downloading?.abort();
        set({ download: null });
      }
      await dropList(from, list);
      set({ download: state.download?.listId === list.id ? null : state.download });
      await Promise.all([changed(), lookAtRoom()]);
    },
    fetch: fetchList,
    pause: () => downloading?.abort(),
    search: async (typed, signal) => (database === null ? null : searchItems(database, typed, signal)),
    item: async (list, code) => database?.get("items", [list, code]),
    byCode: async (code) => (database === null ? [] : itemsOfCode(database, code)),
    add(item, quantity) {
      const list = state.lists.find(({ number }) => number === item.list);
      if (list === undefined) return Promise.resolve(false);
      const { list: _number, terms: _terms, category: _category, pricedAt: _pricedAt, ...known } = item;
      const line = {
        ...{ lineId: newId(), addedAt: now(), priceListId: list.id, supplier: list.supplier, currency: list.currency },
        ...{ item: known, quantity, note: "" },
      };
      return keeping((kept) => addLine(kept, line));
    },
    async change(lineId, change) {
      await keeping((kept) => changeLine(kept, lineId, change));
    },
    async remove(lineId) {
      await keeping((kept) => removeLine(kept, lineId));
    },
    async putBack(line) {
      await keeping((kept) => putLineBack(kept, line));
    },
    async send() {
      const wasPut = await keeping(async (kept) => {
        await setOut(kept, { key: newId(), pressedAt: now(), most: mostLines });
      });
      if (wasPut) await sendWaiting();
    },
    async takeBack(key) {
      await keeping((kept) => takeBack(kept, key));
    },
    async forgetEverything() {
      const { person } = state;
      if (person === null) return;
      downloading?.abort();
      database?.close();
      database = null;
      await forget(person.userId);
      await visits.delete("visits", "last");
      set({ ...beginning, isReady: true, link: "checking" });
      windows.postMessage("changed");
      await lookAtRoom();
    },
  };
}
