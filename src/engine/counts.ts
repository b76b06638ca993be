/** What this process counts for whoever watches it. Names come from short lists: never an id, an address or a name of a person. */
export interface Counts {
  /** A request to another system; `status` null when there was no answer. */
  request(connector: string, status: number | null, seconds: number): void;
  /** A request waited for room to be made. */
  waited(connector: string, seconds: number): void;
  job(queue: "orders" | "payments", outcome: "done" | "failed", seconds: number): void;
  /** An order was looked at, and this became of it. */
  order(outcome: string): void;
  /** What happened to documents of orders: the code of the event. */
  document(what: string): void;
  delivery(state: string): void;
  mail(outcome: string): void;
}

const ignore = () => undefined;

export const noCounts: Counts = {
  request: ignore,
  waited: ignore,
  job: ignore,
  order: ignore,
  document: ignore,
  delivery: ignore,
  mail: ignore,
};

export function countSettled(
  counts: Counts | undefined,
  { outcomes, events }: { readonly outcomes: readonly string[]; readonly events: readonly string[] },
): void {
  for (const outcome of outcomes) counts?.order(outcome);
  for (const code of events) if (/^(document|credit)\w*\./.test(code)) counts?.document(code);
}
