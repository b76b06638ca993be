import type { ExchangeMessage } from "#connect/hub-exchange/envelope.ts";
import type { Received } from "#connect/hub-exchange/exchange-answers.ts";
import type { Outcome } from "#connect/hub-exchange/ask-partner.ts";
import { refusalCodes, type Refusal } from "#connect/hub-exchange/refusal-codes.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { logRelation } from "#store/relation-events.ts";
import { closeRelationInvitation, lockRelationInvitation } from "#store/relation-invitations.ts";
import {
  changeMessage,
  dueMessages,
  expireMessages,
  postponeMessages,
  takeBackTries,
  type RelationMessage,
} from "#store/relation-messages.ts";
import { noteNotTaken } from "#store/partner-orders.ts";
import { insertNotice } from "#store/relation-notices.ts";
import { setAsideUnknown } from "#store/relation-inbox.ts";
import { changeRelation, lockRelation, type Relation, type RelationPlace } from "#store/relations.ts";
import type { EngineOptions } from "./options.ts";
import type { AnswerExchange } from "./partners/answer-exchange.ts";
import { failMessage, keepReceipt, logMessage, sealedOf } from "./partners/answer-outbox.ts";
import { askAfter } from "./partners/ask-after.ts";
import { closeStopped, forgedCodes, ringStopped, ringStuck } from "./partners/partner-alarms.ts";
import { fetchFromPartner } from "./partners/fetch-from-partner.ts";
import { openPartner } from "./partners/partner-client.ts";
import { retryAt } from "./partners/retry-plan.ts";
import { tellNext } from "./partners/tell-partner.ts";
import { tellIssued, waitsForOrder, workReceived } from "./partners/work-received.ts";

export const relationKey = ({ administrationId, relationId }: RelationPlace): string =>
  `${administrationId}/${relationId}`;
export const relationOf = (key: string): RelationPlace => {
  const [administrationId = "", relationId = ""] = key.split("/");
  return { administrationId, relationId };
};

/** How long an answer or a paper waits for the order it names, as long as an order is tried: by then none comes any more. */
const orderWaitsDays = 7;

/** Messages of one look; a partner that is away costs one try for all of them. */
const atOnce = 20;

/**
 * One step of one relation: what is over is closed, the partner is told, sent, asked after and fetched from. By one node at a time; whoever dies,
 * another goes on with what stands in the database. False when there is nothing to do now.
 */
export async function stepRelation(
  options: EngineOptions,
  answer: AnswerExchange,
  place: RelationPlace,
  signal: AbortSignal,
): Promise<boolean> {
  await closeWhatIsOver(options, place);
  const did = [
    // First what came in and what was issued, so that what is said of it leaves in the same step.
    await workReceived(options, place, signal),
    await tellIssued(options, place),
    await tellNext(options, answer, place, signal),
    await pushNext(options, answer, place, signal),
    await askAfter(options, answer, place, signal),
    await fetchFromPartner(options, answer, place, signal),
  ];
  return did.includes(true) && !signal.aborted;
}

async function closeWhatIsOver({ store, now, publicUrl }: EngineOptions, place: RelationPlace): Promise<void> {
  const { administrationId, relationId } = place;
  const moment = now();
  const at = moment.toString();
  await inAdministration(store.app, administrationId, async (trx) => {
    const relation = await lockRelation(trx, administrationId, relationId);
    if (relation === null) return;
    for (const message of await expireMessages(trx, place, at)) await noteExpired(trx, place, message, at);
    const longAgo = moment.subtract({ hours: orderWaitsDays * 24 }).toString();
    for (const message of await setAsideUnknown(trx, place, { code: waitsForOrder, before: longAgo })) {
      const { businessId, problem } = message;
      const { code, text } = problem ?? { code: waitsForOrder, text: "" };
      await logMessage(trx, place, message, { at, step: "quarantined", code, text });
      await ringStuck(trx, place, businessId, { code, text }, moment);
    }
    if (relation.state === "invited" && Temporal.Instant.compare(relation.expiresAt, moment) <= 0) {
      await changeRelation(trx, relation, { state: "expired", nextPullAt: null }, { at, by: "" });
      const invitation = await lockRelationInvitation(trx, place);
      if (invitation !== null) await closeRelationInvitation(trx, administrationId, invitation.id, null);
      await logRelation(trx, administrationId, { at, relationId, mode: relation.mode, step: "expired" });
    }
    const hub = publicUrl === null ? "" : publicUrl.href.replace(/\/+$/, "");
    const isAgreed = relation.state === "active" || relation.state === "suspended";
    // This hub moved to another address: partners are told under the key that stays.
    if (isAgreed && !relation.isLocal && hub !== "" && relation.ownHub !== hub) {
      await changeRelation(trx, relation, { ownHub: hub, ownAnnounced: relation.ownAnnounced + 1 }, { at, by: "" });
      const expiresAt = moment.add({ hours: 30 * 24 }).toString();
      await insertNotice(trx, store.key, place, { kind: "announcement", body: {}, at, expiresAt });
      await logRelation(trx, administrationId, {
        at,
        relationId,
        way: "out",
        mode: relation.mode,
        step: "moved",
        text: hub,
      });
    }
  });
}

async function noteExpired(
  trx: Transaction,
  place: RelationPlace,
  message: RelationMessage,
  at: string,
): Promise<void> {
  await logMessage(trx, place, message, { at, step: "expired" });
  const problem = { code: "partner.expired", text: "The partner did not take it in time" };
  await noteNotTaken(trx, place, message.messageId, problem, false);
}

/** Pushes what is due, in order. The first that gets no answer postpones all: the others would get none either. */
async function pushNext(
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
    const due = await dueMessages(trx, place, now().toString(), atOnce);
    if (due.length === 0) return null;
    for (const { messageId, attempts } of due)
      // Whoever dies now: it is tried again in a while, and the partner knows it by its id.
      await changeMessage(
        trx,
        place,
        { way: "out", messageId, from: ["queued", "sending", "retrying"] },
        {
          state: "sending",
          attempts: attempts + 1,
          nextAttemptAt: now().add({ seconds: 60 }).toString(),
        },
      );
    return { due, ...(await openPartner(trx, options, answer, relation, signal)) };
  });
  if (opened === null) return false;
  for (const [index, message] of opened.due.entries()) {
    if (signal.aborted) return false;
    const startedAt = performance.now();
    const outcome = await opened.client.deliver(sealedOf(message) as ExchangeMessage);
    const durationMs = Math.round(performance.now() - startedAt);
    const goesOn = await within(async (trx) => {
      const wentOn = await settlePush(trx, place, message, outcome, now(), durationMs);
      const untried = wentOn ? [] : opened.due.slice(index + 1).map(({ messageId }) => messageId);
      await takeBackTries(trx, place, untried);
      return wentOn;
    });
    if (!goesOn) break;
  }
  return true;
}

/** False when the rest need not be tried now. */
async function settlePush(
  trx: Transaction,
  place: RelationPlace,
  message: RelationMessage,
  outcome: Outcome<Received>,
  now: Temporal.Instant,
  durationMs: number,
): Promise<boolean> {
  const { administrationId, relationId } = place;
  const relation = await lockRelation(trx, administrationId, relationId);
  if (relation === null) return false;
  const at = now.toString();
  const { messageId } = message;
  if (outcome.kind === "done") {
    const raw = (outcome.raw as { readonly receipt: unknown }).receipt;
    await keepReceipt(trx, place, messageId, { ...outcome.body, raw }, now);
    if (relation.trouble !== null) {
      await changeRelation(trx, relation, { trouble: null }, { at, by: "" });
      await closeStopped(trx, place);
    }
    return true;
  }
  if (outcome.kind === "refused") return settleRefusal(trx, place, relation, message, outcome.refusal, now);
  const code = outcome.kind === "closed" ? "closed_address" : "no_answer";
  const until = retryAt(now, message.attempts + 1, outcome.kind === "later" ? outcome.retryAfterMs : null).toString();
  await postpone(trx, place, relation, message, { code, text: outcome.why }, until, now);
  if (message.attempts === 0)
    await logMessage(trx, place, message, { at, step: "retrying", code, text: outcome.why, durationMs });
  return false;
}

async function settleRefusal(
  trx: Transaction,
  place: RelationPlace,
  relation: Relation,
  message: RelationMessage,
  { code, detail, rules = [], relationState }: Refusal,
  now: Temporal.Instant,
): Promise<boolean> {
  const at = now.toString();
  if (relationState === "suspended" || relationState === "invited") {
    // The partner paused it, and we did not hear so yet: what waits goes when it resumes.
    await postpone(
      trx,
      place,
      relation,
      message,
      { code, text: detail },
      retryAt(now, message.attempts + 1, null).toString(),
      now,
    );
    return false;
  }
  if (refusalCodes[code].next === "fail") {
    await failMessage(trx, place, message.messageId, { code, text: detail, lines: rules }, now);
    return true;
  }
  // It does not know our key, or takes us for somebody else: nothing goes until a person looked, and nothing is lost by then.
  await postpone(trx, place, relation, message, { code, text: detail }, now.add({ hours: 1 }).toString(), now);
  await logMessage(trx, place, message, { at, step: "stopped", code, text: detail });
  if (forgedCodes.includes(code)) await ringStopped(trx, place, { code, text: detail }, now);
  return false;
}

async function postpone(
  trx: Transaction,
  place: RelationPlace,
  relation: Relation,
  { messageId }: RelationMessage,
  problem: { readonly code: string; readonly text: string },
  until: string,
  now: Temporal.Instant,
): Promise<void> {
  await changeMessage(
    trx,
    place,
    { way: "out", messageId, from: ["sending"] },
    { state: "retrying", nextAttemptAt: until, problem },
  );
  await postponeMessages(trx, place, until);
  await changeRelation(trx, relation, { trouble: problem }, { at: now.toString(), by: "" });
}
