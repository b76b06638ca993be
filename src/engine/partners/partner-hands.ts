import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import type { MessageProblem, RelationMessage } from "#store/relation-messages.ts";
import type { Relation } from "#store/relations.ts";
import type { EngineOptions } from "#engine/options.ts";
import { queueMessage, type MessageToQueue } from "./queue-message.ts";

/** What the back office works on a partner's message with, in one transaction: answers are queued in it as well. */
export interface HandMeans {
  readonly trx: Transaction;
  readonly administration: Administration;
  readonly now: Temporal.Instant;
  readonly today: string;
  readonly by: string;
  readonly queue: (message: MessageToQueue) => Promise<{ readonly messageId: string } | null>;
}

export interface HandOutcome {
  readonly state: "imported" | "held" | "refused";
  readonly documentId: string | null;
  readonly problem: MessageProblem | null;
  readonly step: string;
}

/** Of the back office: what a message becomes, and what is told of what was issued on an order of a partner. */
export interface PartnerHands {
  readonly take: (means: HandMeans, relation: Relation, message: RelationMessage) => Promise<HandOutcome>;
  /** False when there is nothing to tell. */
  readonly tell: (means: HandMeans, relation: Relation) => Promise<boolean>;
}

export const handMeans = (
  { store }: Pick<EngineOptions, "store">,
  trx: Transaction,
  administration: Administration,
  now: Temporal.Instant,
): HandMeans => ({
  trx,
  administration,
  now,
  today: now.toZonedDateTimeISO(administration.timeZone).toPlainDate().toString(),
  by: "",
  queue: (message) => queueMessage(trx, store.key, administration.id, message, now),
});
