import type { MessageProblem } from "#store/relation-messages.ts";

/** What became of a message that came in. */
export interface TakeOutcome {
  readonly state: "imported" | "held" | "refused";
  readonly documentId: string | null;
  readonly problem: MessageProblem | null;
  /** For the log book. */
  readonly step: string;
}

export const imported = (step: string, documentId: string | null = null): TakeOutcome => ({
  ...{ state: "imported", documentId, problem: null, step },
});

/** It waits for a person, or for another message. */
export const heldFor = (code: string, text: string, lines: readonly string[] = []): TakeOutcome => ({
  ...{ state: "held", documentId: null, problem: { code, text, lines }, step: "held" },
});

export const refusedFor = (code: string, text: string, lines: readonly string[] = []): TakeOutcome => ({
  ...{ state: "refused", documentId: null, problem: { code, text, lines }, step: "refused" },
});
