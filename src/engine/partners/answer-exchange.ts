import { maximumRequestBytes } from "#connect/hub-exchange/envelope.ts";
import { OutboxAck, outboxLimit } from "#connect/hub-exchange/exchange-answers.ts";
import { claimedSignature } from "#connect/hub-exchange/http-signature.ts";
import { canonicalBytes } from "#connect/hub-exchange/canonical-json.ts";
import { signAnswer } from "#connect/hub-exchange/signed-answers.ts";
import { verifyRequest } from "#connect/hub-exchange/signed-requests.ts";
import { strictJson } from "#connect/hub-exchange/strict-json.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { logStrangersRefusal } from "#store/relation-events.ts";
import { resolveRelationInvitation } from "#store/relation-invitations.ts";
import { answeringKey, keepNonce, partnerKey, signingKey } from "#store/relation-keys.ts";
import { lockRelation, resolveRelation, type Relation, type RelationPlace } from "#store/relations.ts";
import type { Store } from "#store/store.ts";
import { answerInvite, type InviteStep } from "./answer-invite.ts";
import { statusOf, takeMessage } from "./answer-message.ts";
import { acknowledge, outboxPage } from "./answer-outbox.ts";
import { ownAnnouncement, ownKeyChain, takeAnnouncement, takeKey } from "./answer-relation.ts";
import { forgedCodes, ringForged } from "./partner-alarms.ts";
import {
  notActive,
  pinnedOf,
  refusalOf,
  type ExchangeAnswer,
  type ExchangeRequest,
  type Refused,
  type Reply,
} from "./exchange-reply.ts";

export type AnswerExchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>;

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const relationPath = new RegExp(
  `^/x/v1/relations/(${uuid})/(messages/(${uuid})|outbox|outbox/ack|announcement|keys|keys/([\\w-]{43}))$`,
);
const invitePath = new RegExp(`^/x/v1/invites/(${uuid})/(look|accept|reject|cancel)$`);

/** Days in which what was under way when a relation ended may still be acknowledged. */
const acknowledgedAfterDays = 7;

/**
 * Answers a request of a partner's hub, whoever brought it: HTTP, or a company of this hub. Whose it is says the relation in its address together
 * with the key it is signed with; everything it changes is one transaction under the lock of the relation.
 */
export function exchangeDesk(
  store: Pick<Store, "app" | "hub" | "key">,
  now: () => Temporal.Instant,
  /** Called once a message was taken in for good, so that nobody waits for the next look. */
  onReceived: (place: RelationPlace) => void = () => undefined,
): AnswerExchange {
  return async (request) => {
    const at = now();
    const reply = await replyTo(store, request, at);
    if (reply.received !== undefined) onReceived(reply.received);
    const body = canonicalBytes(reply.body);
    const plain = { "content-type": "application/json" };
    const signed =
      reply.key === null ? null : signAnswer({ status: reply.status, body, request, key: reply.key, now: at });
    return { status: reply.status, headers: signed?.headers ?? plain, body };
  };
}

async function replyTo(
  store: Pick<Store, "app" | "hub" | "key">,
  request: ExchangeRequest,
  now: Temporal.Instant,
): Promise<Reply> {
  if (request.body.byteLength > maximumRequestBytes())
    return refusalOf({ code: "too_large", detail: `At most ${maximumRequestBytes()} bytes` }, now, null);
  const [, inviteId, step] = invitePath.exec(request.path) ?? [];
  if (inviteId !== undefined) return inviteReply(store, request, inviteId, step as InviteStep, now);
  const [, relationId, what = "", messageId, kid] = relationPath.exec(request.path) ?? [];
  if (relationId === undefined)
    return refusalOf({ code: "unknown_relation", detail: "There is nothing at this address" }, now, null);
  const claimed = claimedSignature(request.headers);
  const places = await resolveRelation(store.hub, relationId, "why" in claimed ? "" : claimed.kid);
  const found = places.find(({ knowsKey }) => knowsKey) ?? places[0];
  if (found === undefined)
    return refusalOf({ code: "unknown_relation", detail: "There is no such relation" }, now, null);
  const place: RelationPlace = { administrationId: found.administrationId, relationId };
  return inAdministration(store.app, place.administrationId, async (trx) => {
    const relation = await lockRelation(trx, place.administrationId, relationId);
    if (relation === null) throw new Error(`Relation ${relationId} went away`);
    const verdict = await verifyRequest({
      ...request,
      now,
      keyOf: async (name) => {
        const pinned = await partnerKey(trx, place, name);
        return pinned === null ? null : pinnedOf(pinned);
      },
      nonceSeen: async (name, nonce) => !(await keepNonce(trx, place, { kid: name, nonce, at: now.toString() })),
    });
    const key = await answeringKey(trx, store.key, place, relation.partnerPulls ? now : null);
    if (!verdict.ok) {
      await logStrangersRefusal(trx, place.administrationId, {
        at: now.toString(),
        relationId,
        way: "in",
        mode: relation.mode,
        ...(messageId !== undefined && { messageId }),
        step: "refused",
        code: verdict.refused,
        text: verdict.why,
      });
      if (forgedCodes.includes(verdict.refused))
        await ringForged(trx, place, "", { code: verdict.refused, text: verdict.why }, now);
      return refusalOf({ code: verdict.refused, detail: verdict.why }, now, key);
    }
    const handled = await handle(trx, { relation, place, key, now, request, what, messageId, kid });
    if ("refused" in handled) return refusalOf(handled.refused, now, key);
    const isReceived = handled.status === 202;
    return { ...handled, key, ...(isReceived && { received: place }) };
  });
}

interface Handling {
  readonly relation: Relation;
  readonly place: RelationPlace;
  readonly key: Awaited<ReturnType<typeof signingKey>>;
  readonly now: Temporal.Instant;
  readonly request: ExchangeRequest;
  readonly what: string;
  readonly messageId: string | undefined;
  readonly kid: string | undefined;
}

type Handled = { readonly status: number; readonly body: unknown } | { readonly refused: Refused };

const ok = (body: unknown): Handled => ({ status: 200, body });
const orRefused = <T extends object>(answer: T | Refused): Handled =>
  "detail" in answer && "code" in answer ? { refused: answer as Refused } : ok(answer);

async function handle(trx: Transaction, asked: Handling): Promise<Handled> {
  const { relation, place, key, now, request, what, messageId, kid } = asked;
  const { method, body, query } = request;
  const json = () => strictJson(body)?.value;
  if (messageId !== undefined && method === "PUT") {
    const taken = await takeMessage(trx, { relation, key, now, body, messageId });
    if ("detail" in taken) return { refused: taken };
    return { status: taken.code === "received" ? 202 : 200, body: { v: 1, ...taken } };
  }
  if (messageId !== undefined && method === "GET") {
    const status = await statusOf(trx, place, messageId);
    return status === null
      ? { refused: { code: "unknown_message", detail: "No such message was received" } }
      : ok(status);
  }
  if (what === "outbox" && method === "GET") {
    const refused = notActive(relation);
    if (refused !== null) return { refused };
    const after = Number(query.get("after") ?? "0");
    const limit = Number(query.get("limit") ?? String(outboxLimit));
    if (!Number.isSafeInteger(after) || after < 0 || !Number.isSafeInteger(limit) || limit < 1)
      return { refused: { code: "bad_envelope", detail: "after and limit are whole numbers" } };
    return ok(await outboxPage(trx, place, { after, limit, now }));
  }
  if (what === "outbox/ack" && method === "POST") {
    if (!isOpenForAcks(relation, now))
      return { refused: notActive(relation) ?? { code: "unknown_relation", detail: "" } };
    const ack = OutboxAck.safeParse(json());
    if (!ack.success) return { refused: { code: "bad_envelope", detail: "not an acknowledgement" } };
    return ok(await acknowledge(trx, place, ack.data, json(), now));
  }
  if (what === "announcement" && method === "PUT") return orRefused(await takeAnnouncement(trx, relation, json(), now));
  if (what === "announcement" && method === "GET") {
    const said = await ownAnnouncement(trx, relation);
    const refused = {
      code: "relation_not_active",
      detail: "Nothing was agreed yet",
      relationState: "invited",
    } as const;
    return said === null ? { refused } : ok(said);
  }
  if (kid !== undefined && method === "PUT") return orRefused(await takeKey(trx, relation, kid, json(), now));
  if (what === "keys" && method === "GET") return ok(await ownKeyChain(trx, place));
  return { refused: { code: "bad_envelope", detail: `${method} is not understood here` } };
}

function isOpenForAcks({ state, endedAt }: Relation, now: Temporal.Instant): boolean {
  if (state === "active" || state === "suspended") return true;
  if (state !== "ended" || endedAt === null) return false;
  const until = Temporal.Instant.from(endedAt).add({ hours: acknowledgedAfterDays * 24 });
  return Temporal.Instant.compare(now, until) < 0;
}

async function inviteReply(
  store: Pick<Store, "app" | "hub" | "key">,
  request: ExchangeRequest,
  inviteId: string,
  step: InviteStep,
  now: Temporal.Instant,
): Promise<Reply> {
  const unknown: Refused = { code: "unknown_invite", detail: "There is no such invitation" };
  const place = await resolveRelationInvitation(store.hub, inviteId, step === "cancel" ? "responder" : "initiator");
  if (place === null || request.method !== "POST") return refusalOf(unknown, now, null);
  return inAdministration(store.app, place.administrationId, async (trx) => {
    const relation = await lockRelation(trx, place.administrationId, place.relationId);
    if (relation === null) return refusalOf(unknown, now, null);
    const key = await signingKey(trx, store.key, place);
    const answer = await answerInvite(trx, { relation, step, request, master: store.key, key, now });
    return "detail" in answer ? refusalOf(answer, now, key, true) : { status: 200, body: answer, key };
  });
}
