import { asHubError } from "#domain/error.ts";
import type { EngineOptions } from "#engine/options.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { nextReceived, releaseHeld } from "#store/relation-inbox.ts";
import { changeMessage, type RelationMessage } from "#store/relation-messages.ts";
import { readRelation, type RelationPlace } from "#store/relations.ts";
import { inSavepoint } from "#store/savepoint.ts";
import { logMessage } from "./answer-outbox.ts";
import { handMeans, type HandOutcome } from "./partner-hands.ts";
import { ringStuck } from "./partner-alarms.ts";
import { takeStatement } from "./statements.ts";

/** After so many tries a message is set aside, and the others go on. */
const mostTries = 5;
const waitsMinutes = [1, 5, 15, 60] as const;

/** Messages of one look at a relation. */
const atOnce = 20;

/** What waits for an order that was not here yet. */
export const waitsForOrder = "partner.orderUnknown";

/**
 * Makes of what came in what it is for, each in one transaction with the state of the message: whoever dies, another finds it as it was. One that
 * fails again and again is set aside and rings; of other orders none waits for it. False when there was nothing.
 */
export async function workReceived(
  options: EngineOptions,
  place: RelationPlace,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, now, partners } = options;
  if (partners === undefined) return false;
  for (let count = 0; count < atOnce; count += 1) {
    if (signal.aborted) return false;
    const worked = await inAdministration(store.app, place.administrationId, async (trx) => {
      const moment = now();
      const message = await nextReceived(trx, place, moment.toString());
      if (message === null) return false;
      const relation = await readRelation(trx, place.administrationId, place.relationId);
      const administration = await readAdministration(trx, place.administrationId);
      if (relation === null || administration === null) throw new Error(`Relation ${place.relationId} went away`);
      const means = handMeans(options, trx, administration, moment);
      const taken = await inSavepoint(trx, () =>
        message.docType === "statement"
          ? takeStatement({ ...means, master: store.key }, relation, message)
          : partners.take(means, relation, message),
      );
      if ("done" in taken) await settle(trx, place, message, taken.done, moment);
      else await noteFailure(trx, place, message, taken.thrown, moment);
      return true;
    });
    if (!worked) return count > 0;
  }
  return true;
}

async function settle(
  trx: Transaction,
  place: RelationPlace,
  message: RelationMessage,
  { state, documentId, problem, step }: HandOutcome,
  now: Temporal.Instant,
): Promise<void> {
  const change = { state, documentId, problem, nextAttemptAt: null };
  await changeMessage(trx, place, { way: "in", messageId: message.messageId, from: ["received"] }, change);
  const said = problem === null ? {} : { code: problem.code, text: problem.text };
  await logMessage(trx, place, { ...message, documentId }, { at: now.toString(), step, ...said });
  // Answers, changes and papers that came before it are looked at again; of a refused one as well, as they are to be answered.
  if (message.docType === "order") await releaseHeld(trx, place, [waitsForOrder]);
}

async function noteFailure(
  trx: Transaction,
  place: RelationPlace,
  message: RelationMessage,
  thrown: unknown,
  now: Temporal.Instant,
): Promise<void> {
  const { message: text, code } = asHubError(thrown);
  const attempts = message.attempts + 1;
  const wait = waitsMinutes[attempts - 1];
  const isOver = attempts >= mostTries || wait === undefined;
  const problem = { code, text: text.slice(0, 2000) };
  const nextAttemptAt = isOver ? null : now.add({ minutes: wait }).toString();
  await changeMessage(
    trx,
    place,
    { way: "in", messageId: message.messageId, from: ["received"] },
    { state: isOver ? "quarantined" : "received", attempts, nextAttemptAt, problem },
  );
  await logMessage(trx, place, message, { at: now.toString(), step: isOver ? "quarantined" : "failed", ...problem });
  if (!isOver) return;
  await ringStuck(trx, place, message.businessId, problem, now);
}

/** Tells the partner of delivery notes and invoices that were made final on its orders. False when there is nothing to tell. */
export async function tellIssued(options: EngineOptions, place: RelationPlace): Promise<boolean> {
  const { store, now, partners } = options;
  if (partners === undefined) return false;
  return inAdministration(store.app, place.administrationId, async (trx) => {
    const relation = await readRelation(trx, place.administrationId, place.relationId);
    const administration = await readAdministration(trx, place.administrationId);
    if (relation === null || administration === null) return false;
    return partners.tell(handMeans(options, trx, administration, now()), relation);
  });
}
