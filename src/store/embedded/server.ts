import { ownServer } from "./own-server.ts";
import { findPlace } from "./place.ts";
import { findServer, shareServer } from "./share-server.ts";

/** A running PostgreSQL and how to reach it. */
export interface EmbeddedServer {
  /** The directory of its socket, or 127.0.0.1 where that path would be too long. `pg` takes either. */
  readonly host: string;
  readonly port: number;
  /** The superuser of the cluster. */
  readonly user: string;
  readonly password: string;
  /** True: this process owned it when it started. False: another hub owns it and this one connects. */
  readonly owned: boolean;
  /**
   * Leaves: fast stop of an owned server that nobody else lives on, then gives the data folder free. Safe to call again, and after the server has
   * died.
   */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The hub's data folder. The cluster lives in `postgres` inside it; for root, where `postgres/place` in it says. */
  readonly folder: string;
  readonly log: (line: string) => void;
  /**
   * Only for root: the root-owned folder for the programs and a new cluster. Every user must be able to enter it. In a
   * container it belongs on a volume, like the data folder.
   */
  readonly rootHome?: string;
  /** More server settings for this start; they outrank `postgresql.conf` and `alter system`. An adopted server keeps its own. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * "share": one of any number of nodes, the first of which owns the server. "own": refused while another live hub owns this data folder. "join":
   * connects to the one that runs, starts none.
   */
  readonly mode: "share" | "own" | "join";
  /** Ends a start that is under way. Does not stop a server that has started. */
  readonly signal?: AbortSignal;
  /** Called once when an owned server ends without {@link EmbeddedServer.stop}. */
  readonly onExit?: (error: Error) => void;
}

/**
 * Starts, adopts or joins the embedded PostgreSQL of a data folder. It sets no handlers on the process: the caller calls
 * `stop()` on its way out. A caller that is killed leaves the server running, and the next owner adopts it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = await findPlace(options.folder, options.mode !== "join", options.rootHome);
  if (options.mode === "own" && place !== null) return ownServer(place, { ...options, sync: true });
  if (options.mode === "share" && place !== null) return shareServer(place, { ...options, sync: true });

  const found = place && (await findServer(place, options.log));
  if (!found) {
    throw new Error(
      `No Schakel runs on the data folder ${options.folder}, so there is nothing to join. Start one there first.`,
    );
  }
  return { ...found, owned: false, stop: async () => undefined };
}
