import type { Queue } from "./queue.ts";

/** Work that a person asked for and that goes on by itself: imports, dry runs, what many orders at once are told to do, orders to suppliers. */
export interface CompanyLanes {
  /** Looks which companies have some under way, also what a killed node left, and goes on with it. */
  look(): Promise<void>;
  /** Goes on with it now; `key`: the company, or what its work goes by. */
  ring(key: string): void;
  /** Waits for the step under way; nothing new begins. */
  stop(): Promise<void>;
}

export interface LaneWork {
  /** Names it for all nodes. */
  readonly name: string;
  /** Companies that have some under way, or of each such piece of work the key it goes by. */
  readonly waiting: () => Promise<readonly string[]>;
  /** One step; false when there is no more. */
  readonly step: (key: string, signal: AbortSignal) => Promise<boolean>;
  /** Around all steps that follow each other; left out: nothing. */
  readonly around?: (work: () => Promise<void>) => Promise<void>;
}

/** Carries such work out step by step, of each company or key apart, and by one node at a time. */
export function companyLanes(
  { name, waiting, step, around = (work) => work() }: LaneWork,
  queue: Pick<Queue, "ifFree">,
  onError: (error: unknown) => void,
): CompanyLanes {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  const run = async (key: string): Promise<void> => {
    let goesOn = true;
    while (goesOn && !stopping.signal.aborted) goesOn = await step(key, stopping.signal);
  };
  const ring = (key: string): void => {
    if (stopping.signal.aborted || running.has(key)) return;
    const lane = queue
      .ifFree(`${name} ${key}`, () => around(() => run(key)))
      .catch(onError)
      .finally(() => running.delete(key));
    running.set(key, lane);
  };
  return {
    async look() {
      for (const key of await waiting()) ring(key);
    },
    ring,
    async stop() {
      stopping.abort(new Error("The hub stops"));
      await Promise.all(running.values());
    },
  };
}
