/** Background operations: accepted at once, carried out later on the stand-in's clock, kept for a day. */
import { randomUUID } from "node:crypto";
import type { Answer } from "./answers.ts";
import type { Settings } from "./settings.ts";

export interface Operation {
  readonly id: string;
  /** Method and path. */ readonly originalUri: string;
  readonly receivedAt: number;
  readonly carryOut: () => Promise<Answer>;
  finishedAt: number | undefined;
  answer: Answer | undefined;
}

const kept = 24 * 3_600_000;
const iso = (at: number | undefined): string | null =>
  at === undefined ? null : Temporal.Instant.fromEpochMilliseconds(at).toString({ fractionalSecondDigits: 3 });

export class Background {
  readonly #operations = new Map<string, Operation>();
  #pending: Operation[] = [];
  readonly #now: () => number;
  readonly #settings: Settings;
  #running: Promise<void> = Promise.resolve();

  constructor(now: () => number, settings: Settings) {
    this.#now = now;
    this.#settings = settings;
  }

  get operations(): readonly Operation[] {
    return [...this.#operations.values()];
  }

  accept(originalUri: string, base: string, carryOut: () => Promise<Answer>): Answer {
    const id = randomUUID();
    const fresh = { finishedAt: undefined, answer: undefined };
    const operation: Operation = { id, originalUri, receivedAt: this.#now(), carryOut, ...fresh };
    this.#operations.set(id, operation);
    this.#pending.push(operation);
    return { status: 202, body: { id, stateLocation: `${base}/v1/background/${id}` } };
  }

  /** Carries out what is due, in the order it came; `isHurried`: everything. */
  run(isHurried = false): Promise<void> {
    this.#running = this.#running.then(async () => {
      const due = this.#now() - this.#settings.backgroundSeconds * 1000;
      const ready = this.#pending.filter(({ receivedAt }) => isHurried || receivedAt <= due);
      this.#pending = this.#pending.filter((operation) => !ready.includes(operation));
      for (const operation of ready) {
        operation.answer = await operation.carryOut();
        operation.finishedAt = this.#now();
      }
    });
    return this.#running;
  }

  find(id: string): Operation | undefined {
    const found = this.#operations.get(id);
    return found === undefined || this.#now() >= found.receivedAt + kept ? undefined : found;
  }
}

export function shownOperation({ id, originalUri, receivedAt, finishedAt, answer }: Operation, base: string): object {
  const isFailed = answer !== undefined && answer.status >= 400;
  const hasContent = answer?.body !== undefined;
  return {
    id,
    status: answer === undefined ? "Started" : isFailed ? "Failed" : "Finished",
    statusCode: answer?.status ?? 0,
    receivedUtc: iso(receivedAt),
    finishedUtc: iso(finishedAt),
    webhookAddress: "none",
    errorMessage: isFailed ? "The operation was refused." : null,
    originalUri,
    hasResponseContent: hasContent,
    contentLocation: hasContent ? `${base}/v1/background/${id}/content` : null,
    responseHeaders: answer?.headers ?? {},
  };
}
