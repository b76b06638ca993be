import { inAdministration } from "#store/database.ts";
import { administrationsWithImports } from "#store/imports.ts";
import type { EngineOptions } from "./options.ts";
import type { Queue } from "./queue.ts";

export interface ImportLanes {
  /** Looks which companies have an import under way, also one that a killed node left, and goes on with it. */
  look(): Promise<void>;
  /** Goes on with one now. */
  ring(administrationId: string): void;
  /** Waits for the batch under way; nothing new begins. */
  stop(): Promise<void>;
}

/** Carries out what people brought in: a batch per transaction, one company's imports after another, and by one node at a time. */
export function importLanes(
  { store, stepImport }: Pick<EngineOptions, "store" | "stepImport">,
  queue: Queue,
  onError: (error: unknown) => void,
): ImportLanes {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  const run = async (administrationId: string): Promise<void> => {
    let goesOn = true;
    while (goesOn && !stopping.signal.aborted)
      goesOn = await inAdministration(store.app, administrationId, (trx) => stepImport(trx, administrationId));
  };
  const ring = (administrationId: string): void => {
    if (stopping.signal.aborted || running.has(administrationId)) return;
    const lane = queue
      .ifFree(`import ${administrationId}`, () => run(administrationId))
      .catch(onError)
      .finally(() => running.delete(administrationId));
    running.set(administrationId, lane);
  };
  return {
    async look() {
      for (const administrationId of await administrationsWithImports(store.hub)) ring(administrationId);
    },
    ring,
    async stop() {
      stopping.abort();
      await Promise.all(running.values());
    },
  };
}
