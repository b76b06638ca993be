import type { OutboxAck, OutboxPage } from "#connect/hub-exchange/exchange-answers.ts";
import type { Outcome } from "#connect/hub-exchange/ask-partner.ts";
import type { EngineOptions } from "#engine/options.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { logRelation } from "#store/relation-events.ts";
import { signingKey } from "#store/relation-keys.ts";
import { advanceReceived } from "#store/relation-messages.ts";
import { changeRelation, lockRelation, notePull, type Relation, type RelationPlace } from "#store/relations.ts";
import type { AnswerExchange } from "./answer-exchange.ts";
import { takeMessage } from "./answer-message.ts";
import { pullSeconds, takeAnnouncement, takeKey } from "./answer-relation.ts";
import { openPartner } from "./partner-client.ts";
import { retryAt } from "./retry-plan.ts";

const isDue = ({ nextPullAt }: Relation, now: Temporal.Instant): boolean =>
  nextPullAt !== null && Temporal.Instant.compare(nextPullAt, now) <= 0;

/** Nobody can knock here: what the partner has to say is fetched as well. */
const mustFetch = ({ settings, ownHub }: Relation): boolean => settings.pulls || ownHub === "";

/**
 * Fetches what the partner has for us: the only way in for a hub that nobody can reach, and for every other one the way in which what was lost is
 * found. What is fetched is taken as if it had been pushed, and acknowledged; an acknowledgement that is lost makes it come again. False when it is
 * not time.
 */
export async function fetchFromPartner(
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
    if (relation === null || !isDue(relation, now())) return null;
    const isOver = !["invited", "active", "suspended"].includes(relation.state);
    const isAway = relation.partnerHub === "" && !relation.isLocal;
    // Whoever dies now: another fetches in a while.
    const nextPullAt = isOver || isAway ? null : now().add({ seconds: 120 }).toString();
    await changeRelation(trx, relation, { nextPullAt }, { at: now().toString(), by: "" });
    return nextPullAt === null ? null : { relation, ...(await openPartner(trx, options, answer, relation, signal)) };
  });
  if (opened === null) return false;
  const { client } = opened;
  let { relation } = opened;
  const later = async (outcome: Exclude<Outcome<unknown>, { kind: "done" }>): Promise<true> => {
    const trouble =
      outcome.kind === "refused"
        ? { code: outcome.refusal.code, text: outcome.refusal.detail }
        : { code: outcome.kind === "closed" ? "closed_address" : "no_answer", text: outcome.why };
    const next = retryAt(now(), relation.pullFailures + 1, outcome.kind === "later" ? outcome.retryAfterMs : null);
    await within(async (trx) => {
      await notePull(trx, place, { at: now().toString(), nextAt: next.toString(), trouble });
      if (relation.pullFailures === 0)
        await logRelation(trx, place.administrationId, {
          at: now().toString(),
          relationId: place.relationId,
          way: "in",
          step: "fetch",
          ...trouble,
        });
    });
    return true;
  };
  if (mustFetch(relation)) {
    const keys = await client.keys();
    if (keys.kind !== "done") return later(keys);
    const said = await client.announcement();
    // Before its people confirmed who we are there is nothing to announce.
    const isWaiting = said.kind === "refused" && said.refusal.code === "relation_not_active";
    if (said.kind !== "done" && !isWaiting) return later(said);
    const { announcements } = keys.raw as {
      readonly announcements: readonly { readonly change: { readonly key: { readonly kid: string } } }[];
    };
    const after = await within(async (trx) => {
      const locked = await lockRelation(trx, place.administrationId, place.relationId);
      if (locked !== null) for (const one of announcements) await takeKey(trx, locked, one.change.key.kid, one, now());
      if (locked !== null && said.kind === "done") await takeAnnouncement(trx, locked, said.raw, now());
      return lockRelation(trx, place.administrationId, place.relationId);
    });
    if (after === null) return false;
    relation = after;
  }
  let isMore = false;
  let heardUpTo = 0;
  if (relation.state === "active") {
    // Not after what we have: of what the partner does not know that we have it, it is to hear again.
    const page = await client.outbox(relation.acknowledgedSeq);
    if (page.kind !== "done") return later(page);
    const answers = await takePage(options, place, page.body);
    if (answers.length > 0) {
      const acknowledged = await client.acknowledge(answers);
      if (acknowledged.kind !== "done") return later(acknowledged);
    }
    const last = page.body.messages.at(-1)?.seq ?? page.body.latest;
    // Only after something new, or news for the partner: one that shows the same page for ever is asked no faster for it.
    const isNew = answers.some(({ code }) => code === "received");
    const isHeard = Math.min(relation.receivedSeq, last) > relation.acknowledgedSeq;
    isMore = last < page.body.latest && (isNew || isHeard);
    heardUpTo = last;
  }
  const seconds = isMore ? 0 : mustFetch(relation) ? pullSeconds.needed : pullSeconds.usual;
  const isOver = !["invited", "active", "suspended"].includes(relation.state);
  const nextAt = isOver ? null : now().add({ seconds }).toString();
  await within((trx) => notePull(trx, place, { at: now().toString(), nextAt, trouble: null, heardUpTo }));
  return true;
}

/** Each message in a transaction of its own: one that is refused keeps no other out. */
async function takePage(
  { store, now }: EngineOptions,
  place: RelationPlace,
  { messages, gone }: OutboxPage,
): Promise<OutboxAck["answers"]> {
  const { administrationId, relationId } = place;
  const answers: OutboxAck["answers"] = [];
  for (const { messageId, message } of messages)
    answers.push(
      await inAdministration(store.app, administrationId, async (trx) => {
        const relation = await lockRelation(trx, administrationId, relationId);
        if (relation === null) throw new Error(`Relation ${relationId} went away`);
        const key = await signingKey(trx, store.key, place);
        const taken = await takeMessage(trx, { relation, key, now: now(), body: { raw: message }, messageId });
        return "detail" in taken
          ? { v: 1 as const, messageId, code: taken.code, detail: taken.detail }
          : { v: 1 as const, messageId, ...taken };
      }),
    );
  if (gone.length > 0) await inAdministration(store.app, administrationId, (trx) => advanceReceived(trx, place, gone));
  return answers;
}
