import { canonicalBytes } from "#connect/hub-exchange/canonical-json.ts";
import { prefixed } from "#connect/hub-exchange/envelope.ts";
import {
  countsOf,
  ExchangeStatement,
  statementDifferences,
  statementProfile,
} from "#connect/hub-exchange/exchange-statement.ts";
import { strictJson } from "#connect/hub-exchange/strict-json.ts";
import type { Transaction } from "#store/database.ts";
import type { MasterKey } from "#store/keys.ts";
import { newId } from "#store/new-id.ts";
import { messagesOfBusiness, readMessage, type RelationMessage } from "#store/relation-messages.ts";
import { countedMessages, ownStatementJws, putStatement } from "#store/relation-statements.ts";
import { isOpenWay, type Relation, type RelationPlace } from "#store/relations.ts";
import { wireInstant } from "./exchange-reply.ts";
import type { HandOutcome } from "./partner-hands.ts";
import { queueMessage } from "./queue-message.ts";

interface StatementMeans {
  readonly trx: Transaction;
  readonly master: MasterKey;
  readonly now: Temporal.Instant;
  readonly by: string;
}

/** Days in UTC, both counted, so that both sides count the same moments wherever they are. */
export interface StatementDays {
  readonly from: string;
  readonly to: string;
}

const placeOf = ({ administrationId, id: relationId }: Relation): RelationPlace => ({ administrationId, relationId });

const momentsOf = ({ from, to }: StatementDays) => ({
  from: `${from}T00:00:00Z`,
  to: `${Temporal.PlainDate.from(to).add({ days: 1 }).toString()}T00:00:00Z`,
});

const dayOf = (instant: Temporal.Instant): string => instant.toZonedDateTimeISO("UTC").toPlainDate().toString();

const daysOf = ({ from, to }: Pick<ExchangeStatement, "from" | "to">): StatementDays => ({
  from: dayOf(Temporal.Instant.from(from)),
  to: dayOf(Temporal.Instant.from(to).subtract({ nanoseconds: 1 })),
});

async function drawn(
  trx: Transaction,
  relation: Relation,
  moments: { readonly from: string; readonly to: string },
): Promise<ExchangeStatement> {
  const counted = await countedMessages(trx, placeOf(relation), moments);
  const messages = counted.map(({ docType, way, messageId, sha256 }) => ({
    ...{ docType, way, messageId, bodySha256: prefixed(sha256) },
  }));
  return {
    ...{ v: 1, relationId: relation.id, from: wireInstant(moments.from), to: wireInstant(moments.to) },
    counts: [...countsOf(messages)],
  };
}

/** Puts our statement in the outbox; gives the proof of it. */
async function sendStatement(
  { trx, master, now, by }: StatementMeans,
  relation: Relation,
  statement: ExchangeStatement,
  inReplyTo: string | null,
): Promise<string> {
  const place = placeOf(relation);
  const { from, to } = daysOf(statement);
  const businessId = `${from}/${to}`;
  const [before] = await messagesOfBusiness(trx, place, { way: "out", docType: "statement", businessId });
  const queued = await queueMessage(
    trx,
    master,
    relation.administrationId,
    {
      ...{ relationId: relation.id, docType: "statement", businessId, inReplyTo, documentId: null, summary: null, by },
      ...{ revision: before === undefined ? 0 : before.revision + 1, replaces: before?.revision ?? null },
      content: { type: "application/json", profile: statementProfile, bytes: canonicalBytes(statement) },
    },
    now,
  );
  const sent = queued === null ? null : await readMessage(trx, place, "out", queued.messageId);
  if (sent === null) throw new Error(`The statement of ${businessId} was not queued`);
  return sent.jws;
}

export type StatementRefusal = "notActive" | "directionOff" | "notOver";

/** Counts what went between in a period that is over, signs it and asks the partner for the same. */
export async function drawUpStatement(
  means: StatementMeans,
  relation: Relation,
  days: StatementDays,
): Promise<StatementRefusal | null> {
  const { trx, now, by } = means;
  const moments = momentsOf(days);
  if (relation.state !== "active") return "notActive";
  if (Temporal.Instant.compare(moments.to, now) > 0) return "notOver";
  const way = { docType: "statement", way: "out" } as const;
  if (!(await isOpenWay(trx, relation.administrationId, relation.id, way))) return "directionOff";
  const own = await drawn(trx, relation, moments);
  const ownJws = await sendStatement(means, relation, own, null);
  await putStatement(trx, placeOf(relation), {
    ...{ id: newId(), ...days, state: "drawnUp", own, ownJws, partner: null, partnerJws: null, differences: [] },
    ...{ by, at: now.toString() },
  });
  return null;
}

/** The partner's statement beside ours of the same moments. One that is no answer is answered with ours, so that both sides have both. */
export async function takeStatement(
  means: StatementMeans,
  relation: Relation,
  { content, inReplyTo, messageId, jws }: RelationMessage,
): Promise<HandOutcome> {
  const { trx, now } = means;
  const done = { state: "imported", documentId: null } as const;
  const read = ExchangeStatement.safeParse(content === null ? null : strictJson(content)?.value);
  if (!read.success || read.data.relationId !== relation.id) {
    const problem = { code: "content_invalid", text: "Not a statement of this relation" };
    return { ...done, state: "refused", problem, step: "refused" };
  }
  const partner = read.data;
  const place = placeOf(relation);
  const days = daysOf(partner);
  const own = await drawn(trx, relation, partner);
  const differences = statementDifferences(own, partner);
  const isOpen = await isOpenWay(trx, place.administrationId, place.relationId, { docType: "statement", way: "out" });
  const before = await ownStatementJws(trx, place, days);
  const isAnswered = inReplyTo === null && isOpen && relation.state === "active";
  const ownJws = isAnswered ? await sendStatement(means, relation, own, messageId) : (before?.jws ?? "");
  const state = differences.length === 0 ? "agreed" : "differs";
  await putStatement(trx, place, {
    ...{ id: newId(), ...days, state, own, ownJws, partner, partnerJws: jws, differences },
    ...{ by: before?.by ?? "", at: now.toString() },
  });
  return { ...done, problem: null, step: `statement.${state}` };
}
