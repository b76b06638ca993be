import type { Outcome } from "#connect/hub-exchange/ask-partner.ts";
import { usualMaximumBytes } from "#connect/hub-exchange/envelope.ts";
import { cancelInvite, inviteClient } from "#connect/hub-exchange/invite-client.ts";
import { inviteProofKey } from "#connect/hub-exchange/invites.ts";
import { KeyAnnouncement } from "#connect/hub-exchange/key-announcements.ts";
import type { EngineOptions } from "#engine/options.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { logRelation } from "#store/relation-events.ts";
import { promoteOwnKey, relationKeys } from "#store/relation-keys.ts";
import { dueNotice, settleNotice, type RelationNotice } from "#store/relation-notices.ts";
import { changeRelation, directionsOf, lockRelation, type Relation, type RelationPlace } from "#store/relations.ts";
import type { AnswerExchange } from "./answer-exchange.ts";
import { ownAnnouncement, wantedByUs } from "./answer-relation.ts";
import { meansTo, openPartner } from "./partner-client.ts";
import { retryAt } from "./retry-plan.ts";

type Notice = RelationNotice & { readonly secret: string | null };

/** Null: there is nobody to tell, or nothing to say any more. */
type Told = Outcome<unknown> | null;

/**
 * Tells the partner's hub the next thing about the relation itself, in the order it was done here. It is tried until it is heard: the partner may
 * be away for days. False when there is nothing to tell now.
 */
export async function tellNext(
  options: EngineOptions,
  answer: AnswerExchange,
  place: RelationPlace,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, now } = options;
  const within = <T>(work: (trx: Transaction) => Promise<T>) =>
    inAdministration(store.app, place.administrationId, work);
  const found = await within(async (trx) => {
    const relation = await lockRelation(trx, place.administrationId, place.relationId);
    const notice = relation && (await dueNotice(trx, store.key, place, now().toString()));
    if (relation === null || notice === null) return null;
    // Whoever dies now: another tries again in a while.
    const attempts = notice.attempts + 1;
    const nextAttemptAt = now().add({ seconds: 90 }).toString();
    await settleNotice(trx, place.administrationId, notice.id, {
      state: "sending",
      attempts,
      nextAttemptAt,
      problem: null,
    });
    return { notice: { ...notice, attempts }, say: await prepare(trx, options, answer, relation, notice, signal) };
  });
  if (found === null) return false;
  const { notice, say } = found;
  const outcome = say === null ? null : await say();
  await within((trx) => settle(trx, place, notice, outcome, now()));
  return true;
}

/** All that is needed of the database, so that nothing of it is held while the partner is asked. Null: nobody can be told. */
async function prepare(
  trx: Transaction,
  options: EngineOptions,
  answer: AnswerExchange,
  relation: Relation,
  { kind, body, secret }: Notice,
  signal: AbortSignal,
): Promise<(() => Promise<Told>) | null> {
  const { administrationId, id: relationId } = relation;
  const text = (name: string) => (typeof body[name] === "string" ? body[name] : "");
  const { client, key, partnerKid } = await openPartner(trx, options, answer, relation, signal);
  const means = meansTo(options, answer, relation.isLocal, signal);
  if (kind === "accept" || kind === "reject") {
    const link = {
      baseAddress: text("baseAddress"),
      inviteId: text("inviteId"),
      kid: text("kid"),
      secret: secret ?? "",
    };
    const inviter = inviteClient({ ...means, link, key });
    if (kind === "reject") return () => inviter.reject({ reason: null });
    const said = {
      relationId,
      party: relation.own,
      baseAddress: relation.settings.pulls || relation.ownHub === "" ? null : relation.ownHub,
      mode: relation.mode,
      directions: wantedByUs(await directionsOf(trx, administrationId, relationId)),
      maximumBytes: usualMaximumBytes,
    };
    return () => inviter.accept(said);
  }
  if (relation.partnerHub === "" && !relation.isLocal) return null;
  if (kind === "cancel") {
    const proofKey = inviteProofKey(secret ?? "");
    const baseAddress = relation.partnerHub === "" ? "http://hub.invalid" : relation.partnerHub;
    return () =>
      cancelInvite({ ...means, baseAddress, inviteId: text("inviteId"), key, partnerKid, proofKey }, { reason: null });
  }
  if (kind === "announcement") {
    const said = await ownAnnouncement(trx, relation);
    return said === null ? null : () => client.announce(said);
  }
  const keys = await relationKeys(trx, { administrationId, relationId });
  const announced = keys.find(({ owner, kid }) => owner === "own" && kid === text("kid"));
  return announced === undefined ? null : () => client.announceKey(KeyAnnouncement.parse(announced.announcement));
}

async function settle(
  trx: Transaction,
  place: RelationPlace,
  notice: Notice,
  outcome: Told,
  now: Temporal.Instant,
): Promise<void> {
  const { administrationId, relationId } = place;
  const relation = await lockRelation(trx, administrationId, relationId);
  if (relation === null) return;
  const { id, kind, attempts } = notice;
  const at = now.toString();
  const end = (state: "done" | "failed", problem: { code: string; text: string } | null) =>
    settleNotice(trx, administrationId, id, { state, attempts, nextAttemptAt: at, problem });
  // A later announcement of ours arrived before this one.
  const isStale = kind === "announcement" && outcome?.kind === "refused" && outcome.refusal.code === "stale_revision";
  if (outcome === null || outcome.kind === "done" || isStale) {
    await end("done", null);
    await changeRelation(trx, relation, { trouble: null }, { at, by: relation.stateChangedBy });
    if (kind === "key") await promoteOwnKey(trx, place, String(notice.body["kid"]), at);
    return;
  }
  if (outcome.kind === "refused") {
    const { code, detail: text } = outcome.refusal;
    await end("failed", { code, text });
    await logRelation(trx, administrationId, { at, relationId, way: "out", step: `${kind}Refused`, code, text });
    const isOver = code === "relation_not_active" || kind === "reject" || kind === "cancel";
    // An invitation that is over, used by another, or taken back makes no relation; what had been agreed to stays as it is, with its trouble.
    const state =
      kind !== "accept" || relation.state !== "invited" ? null : code === "invite_expired" ? "expired" : "cancelled";
    await changeRelation(
      trx,
      relation,
      { ...(isOver ? {} : { trouble: { code, text } }), ...(state !== null && { state, nextPullAt: null }) },
      { at, by: "" },
    );
    return;
  }
  const code = outcome.kind === "closed" ? "closed_address" : "no_answer";
  const problem = { code, text: outcome.why };
  const isOver = Temporal.Instant.compare(notice.expiresAt, now) <= 0;
  const nextAttemptAt = retryAt(now, attempts, outcome.kind === "later" ? outcome.retryAfterMs : null).toString();
  await settleNotice(trx, administrationId, id, {
    state: isOver ? "failed" : "retrying",
    attempts,
    nextAttemptAt,
    problem,
  });
  await changeRelation(trx, relation, { trouble: problem }, { at, by: "" });
  if (attempts === 1 || isOver)
    await logRelation(trx, administrationId, { at, relationId, way: "out", step: kind, ...problem });
}
