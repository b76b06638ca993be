import type { Outcome } from "#connect/hub-exchange/ask-partner.ts";
import type { MessageStatus } from "#connect/hub-exchange/exchange-answers.ts";
import type { EngineOptions } from "#engine/options.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { noteNotTaken } from "#store/partner-orders.ts";
import { changeMessage, unconfirmedMessages, type RelationMessage } from "#store/relation-messages.ts";
import { lockRelation, type RelationPlace } from "#store/relations.ts";
import type { AnswerExchange } from "./answer-exchange.ts";
import { keepReceipt, logMessage } from "./answer-outbox.ts";
import { openPartner } from "./partner-client.ts";

/** Messages of one look; a partner that is away costs one question for all of them. */
const atOnce = 20;

/** Days after its end in which a partner is still asked whether it has what ran out. */
const askedAfterDays = 7;

/** It ran out, and whether the partner has it is not known: every answer was lost. Its receipt settles that. */
async function settleExpired(
  trx: Transaction,
  place: RelationPlace,
  { messageId, expiresAt }: RelationMessage,
  outcome: Outcome<MessageStatus>,
  now: Temporal.Instant,
): Promise<void> {
  if (outcome.kind === "done") {
    const raw = (outcome.raw as { readonly receipt: unknown }).receipt;
    await keepReceipt(trx, place, messageId, { jws: outcome.body.jws, raw }, now);
    return;
  }
  const isOver =
    Temporal.Instant.compare(Temporal.Instant.from(expiresAt).add({ hours: askedAfterDays * 24 }), now) <= 0;
  const nextAttemptAt = outcome.kind === "refused" || isOver ? null : now.add({ hours: 1 }).toString();
  await changeMessage(trx, place, { way: "out", messageId, from: ["expired"] }, { nextAttemptAt });
}

/** How often a partner is asked what it did with a message, before the message is over. */
const statusWaits = [60, 600, 3600, 6 * 3600, 24 * 3600] as const;

/** Asks how far the partner is with what it has: that it was taken over is no message of its own. */
export async function askAfter(
  options: EngineOptions,
  answer: AnswerExchange,
  place: RelationPlace,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, now } = options;
  const within = <T>(work: (trx: Transaction) => Promise<T>) =>
    inAdministration(store.app, place.administrationId, work);
  const opened = await within(async (trx) => {
    const relation = await lockRelation(trx, place.administrationId, place.relationId);
    if (relation?.state !== "active" || relation.partnerPulls) return null;
    const due = await unconfirmedMessages(trx, place, now().toString(), atOnce);
    return due.length === 0 ? null : { due, ...(await openPartner(trx, options, answer, relation, signal)) };
  });
  if (opened === null) return false;
  for (const message of opened.due) {
    if (signal.aborted) return false;
    const { messageId, deliveredAt } = message;
    const outcome = await opened.client.status(messageId);
    const moment = now();
    if (message.state === "expired") {
      await within((trx) => settleExpired(trx, place, message, outcome, moment));
      if (outcome.kind === "later" || outcome.kind === "closed") break;
      continue;
    }
    const age = deliveredAt === null ? 0 : moment.since(deliveredAt, { largestUnit: "seconds" }).seconds;
    const wait = statusWaits.find((seconds) => seconds > age);
    const nextAttemptAt = wait === undefined ? null : moment.add({ seconds: wait }).toString();
    await within(async (trx) => {
      const change = (to: Parameters<typeof changeMessage>[3]) =>
        changeMessage(trx, place, { way: "out", messageId, from: ["delivered"] }, to);
      const log = (step: string, text = "") => logMessage(trx, place, message, { at: moment.toString(), step, text });
      if (outcome.kind === "refused" && outcome.refusal.code === "unknown_message") {
        // It had it and has it no longer: its database was put back from a copy. The same message goes once more.
        if (
          await change({
            state: "queued",
            nextAttemptAt: moment.toString(),
            deliveredAt: null,
            receipt: null,
            receiptJws: null,
          })
        )
          await log("sentAgain");
        return;
      }
      const state = outcome.kind === "done" ? outcome.body.state : "received";
      const text = outcome.kind === "done" ? (outcome.body.detail ?? "") : "";
      if (state === "imported") {
        if (await change({ state: "taken", nextAttemptAt: null, problem: null })) await log("taken");
      } else if (state === "refused") {
        const problem = { code: "refused", text };
        if (await change({ state: "rejected", nextAttemptAt: null, problem })) {
          await noteNotTaken(trx, place, messageId, problem, true);
          await log("rejected", text);
        }
      } else await change({ nextAttemptAt, problem: state === "received" ? null : { code: state, text } });
    });
    if (outcome.kind === "later" || outcome.kind === "closed") break;
  }
  return true;
}
