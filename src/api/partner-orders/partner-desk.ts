import type { AnswerRefusal, Answered } from "#backoffice/partners/answer-order.ts";
import type { ChangeRefusal } from "#backoffice/partners/change-orders.ts";
import type { PartnerMeans } from "#backoffice/partners/partner-means.ts";
import { isRefusal } from "#backoffice/refusal.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import { queueMessage } from "#engine/partners/queue-message.ts";
import { lockPartnerOrder, type PartnerOrder } from "#store/partner-orders.ts";
import { readRelation, type Relation } from "#store/relations.ts";
import { requirePartnerApp } from "#api/apps/require-app.ts";
import { changedMeanwhile } from "#api/conflict.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { refusedAs } from "#api/documents/refusal.ts";
import type { ApiContext, Call } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";

type AnyCall = Pick<Call<unknown, unknown, unknown>, "administrationId" | "language" | "caller">;

export interface PartnerDesk extends Desk {
  readonly means: PartnerMeans;
}

/** One transaction in which a person does something with orders of partners; the app has to be on. Messages are queued in it, and leave after it. */
export const atPartnerDesk = <T>(
  context: ApiContext,
  call: AnyCall,
  work: (desk: PartnerDesk) => Promise<T>,
): Promise<T> =>
  atDesk(context, call, async (desk) => {
    const { trx, administration, caller, today } = desk;
    await requirePartnerApp(trx, administration.id, call.language);
    const now = context.now();
    const { key } = context.store;
    const means: PartnerMeans = {
      ...{ trx, administration, now, today, by: caller.name },
      queue: (message) => queueMessage(trx, key, administration.id, message, now),
    };
    return work({ ...desk, means });
  });

export const conflict = (message: string): RequestRefused =>
  new RequestRefused("request.conflict", message, [{ field: "", message }]);

/** An order of a partner in the version that was read, locked. Throws what a person can read. */
export async function lockOrder(
  { means, reader }: PartnerDesk,
  orderId: string,
  version: number,
): Promise<{ readonly order: PartnerOrder; readonly relation: Relation }> {
  const { trx, administration } = means;
  const order = await lockPartnerOrder(trx, administration.id, orderId);
  const relation = order === null ? null : await readRelation(trx, administration.id, order.relationId);
  if (order === null || relation === null) throw new RequestRefused("request.not_found", "There is no such order");
  if (order.version !== version) throw changedMeanwhile(order, reader);
  return { order, relation };
}

const answerTexts = {
  held: "partner.answer.held",
  answered: "partner.answer.answered",
  noContact: "partner.noParty",
  followed: "partner.answer.followed",
  nothingAsked: "partner.answer.nothingAsked",
} as const satisfies Readonly<Record<Exclude<AnswerRefusal, "notThere">, TextKey>>;

/** The order as it is after it was answered, or the sentence that says why it was not. */
export function answeredOr(answered: Answered, { reader }: Pick<PartnerDesk, "reader">): PartnerOrder {
  if (answered === "notThere") throw new RequestRefused("request.not_found", "There is no such order");
  if (typeof answered === "string") throw conflict(textOf(answerTexts[answered], reader.language));
  if (isRefusal(answered)) throw refusedAs(answered, reader);
  return answered.order;
}

const changeTexts = {
  notSent: "partner.change.notSent",
  unchanged: "partner.change.unchanged",
  notTold: "partner.change.notTold",
  waitsForAnswer: "partner.change.waitsForAnswer",
  isOver: "partner.change.isOver",
  tooLate: "partner.change.tooLate",
  notActive: "partner.change.notActive",
  tooLarge: "partner.tooLarge",
  notAgain: "partner.change.notAgain",
} as const satisfies Readonly<Record<ChangeRefusal, TextKey>>;

export function changedOr(
  done: { readonly messageId: string } | ChangeRefusal,
  supplier: string,
  language: TextLanguage,
): { readonly messageId: string } {
  if (typeof done !== "string") return done;
  throw conflict(textOf(changeTexts[done], language, { supplier }));
}
