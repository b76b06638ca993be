import pg from "pg";
import type { DatabaseAddress } from "./database.ts";
import { rolePassword, type MasterKey } from "./keys.ts";

/** What kind of thing can change; the words the triggers of 0010 and 0011 say. */
export const changeKinds = [
  "orders",
  "documents",
  "payments",
  "connections",
  "outbox",
  "parties",
  "items",
  "imports",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

type Listener = (kind: ChangeKind) => void;

export interface ChangeFeed {
  /** Calls back when something committed in this administration changed; the returned function ends it. */
  listen(administrationId: string, listener: Listener): () => void;
  close(): Promise<void>;
}

const reopenMs = 2_000;

/** One database session that listens, as long as anybody does. When it breaks, everybody is told that anything may have changed meanwhile. */
export function changeFeed(address: DatabaseAddress, key: MasterKey, onError: (error: Error) => void): ChangeFeed {
  const listeners = new Map<string, Set<Listener>>();
  let session: pg.Client | null = null;
  let opening: Promise<void> | null = null;
  let isClosed = false;

  const tell = (administrationId: string, kind: ChangeKind): void => {
    for (const listener of listeners.get(administrationId) ?? []) listener(kind);
  };
  const tellAll = (): void => {
    for (const administrationId of listeners.keys()) for (const kind of changeKinds) tell(administrationId, kind);
  };

  const open = async (): Promise<void> => {
    const client = new pg.Client({
      ...address,
      user: "schakel_hub",
      password: rolePassword(key, "schakel_hub"),
      application_name: "schakel live",
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    client.on("notification", ({ payload = "" }) => {
      const [administrationId = "", word = ""] = payload.split(" ");
      const kind = changeKinds.find((known) => known === word);
      if (kind !== undefined) tell(administrationId, kind);
    });
    client.on("error", (error) => {
      onError(error);
      lost(client);
    });
    client.on("end", () => lost(client));
    await client.connect();
    await client.query("listen schakel_changes");
    session = client;
  };

  const lost = (client: pg.Client): void => {
    if (session !== client) return;
    session = null;
    if (!isClosed && listeners.size > 0) setTimeout(() => void ensure().then(tellAll), reopenMs).unref();
  };

  const ensure = (): Promise<void> => {
    if (isClosed || session !== null) return Promise.resolve();
    opening ??= open()
      .catch((error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
        if (!isClosed && listeners.size > 0) setTimeout(() => void ensure().then(tellAll), reopenMs).unref();
      })
      .finally(() => (opening = null));
    return opening;
  };

  return {
    listen(administrationId, listener) {
      const own = listeners.get(administrationId) ?? new Set();
      listeners.set(administrationId, own.add(listener));
      void ensure();
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(administrationId);
      };
    },
    async close() {
      isClosed = true;
      listeners.clear();
      await opening;
      const client = session;
      session = null;
      await client?.end();
    },
  };
}
