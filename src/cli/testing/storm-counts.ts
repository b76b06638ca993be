import { sql } from "kysely";
import { verifyMessage } from "#sandbox/partner-verifier/verify-message.ts";
import type { Company } from "./partner-companies.ts";

/** What one company ordered and the other has, both read by the owner of each database: nothing the hubs count of themselves. */
export interface OrdersCounted {
  readonly ordered: number;
  /** No sales order there. */
  readonly lost: number;
  /** More than one. */
  readonly doubled: number;
  /** Sales orders of nothing that was ordered. */
  readonly strange: number;
  /** For another amount. */
  readonly otherAmount: number;
  readonly unanswered: number;
  /** Answers that were read onto the order more than once. */
  readonly answeredTwice: number;
  /** Purchase orders that the answer did not confirm. */
  readonly unconfirmed: number;
}

const rowsOf = async <T>({ under }: Company, query: ReturnType<typeof sql<T>>): Promise<readonly T[]> =>
  (await query.execute(under.store.owner)).rows;

export async function countOrders(buyer: Company, seller: Company): Promise<OrdersCounted> {
  const ordered = await rowsOf(
    buyer,
    sql<{ number: string; amount: string; status: string; answers: number }>`
      select d.number, d.tax_exclusive_amount::text as amount, d.status,
        (select count(*)::int from document_history h where h.administration_id = d.administration_id and h.document_id = d.id
          and h.action = 'answered') as answers
      from documents d where d.administration_id = ${buyer.administrationId} and d.kind = 'purchaseOrder' and d.number is not null`,
  );
  const sold = await rowsOf(
    seller,
    sql<{
      number: string;
      amount: string;
    }>`select order_reference as number, tax_exclusive_amount::text as amount from documents
      where administration_id = ${seller.administrationId} and kind = 'orderSlip'`,
  );
  const byNumber = Map.groupBy(sold, ({ number }) => number);
  const numbers = new Set(ordered.map(({ number }) => number));
  const count = (test: (one: (typeof ordered)[number], there: readonly (typeof sold)[number][]) => boolean): number =>
    ordered.filter((one) => test(one, byNumber.get(one.number) ?? [])).length;
  return {
    ordered: ordered.length,
    lost: count((_one, there) => there.length === 0),
    doubled: count((_one, there) => there.length > 1),
    strange: sold.filter(({ number }) => !numbers.has(number)).length,
    otherAmount: count(({ amount }, there) => there.some((one) => Number(one.amount) !== Number(amount))),
    unanswered: count(({ answers }) => answers === 0),
    answeredTwice: count(({ answers }) => answers > 1),
    unconfirmed: count(({ status }) => status !== "confirmed"),
  };
}

/** Everything right of so many orders. */
export const allOnce = (ordered: number): OrdersCounted => ({
  ...{ ordered, lost: 0, doubled: 0, strange: 0, otherAmount: 0, unanswered: 0, answeredTwice: 0, unconfirmed: 0 },
});

interface SeenStatement {
  readonly state: string;
  readonly own: {
    readonly counts: readonly { readonly docType: string; readonly way: string; readonly messages: number }[];
  };
  readonly ownJws: string;
  readonly partnerJws: string | null;
}

export async function statementOf(company: Company, relationId: string): Promise<SeenStatement | null> {
  const [row] = await rowsOf(
    company,
    sql<SeenStatement>`select state, own, own_jws as "ownJws", partner_jws as "partnerJws" from relation_statements
      where administration_id = ${company.administrationId} and relation_id = ${relationId}`,
  );
  return row ?? null;
}

/** What a statement of one company counts, as a line each. */
export const countsIn = ({ own }: SeenStatement): readonly string[] =>
  own.counts.map(({ docType, way, messages }) => `${docType} ${way} ${messages}`).toSorted();

/**
 * Whether the statements that this company received are signed by the key that the other company has for this relation: judged by the second
 * verifier, of which no line is ours.
 */
export async function areSignedBy(receiver: Company, signer: Company, relationId: string): Promise<boolean> {
  const messages = await rowsOf(
    receiver,
    sql<{
      id: string;
      envelope: { content: object };
      content: Buffer;
      jws: string;
    }>`select message_id as id, envelope, content, jws
      from relation_messages where administration_id = ${receiver.administrationId} and relation_id = ${relationId}
        and way = 'in' and doc_type = 'statement'`,
  );
  const keys = await rowsOf(
    signer,
    sql<{ kid: string; key: Buffer }>`select kid, public_key as key from relation_keys
      where administration_id = ${signer.administrationId} and relation_id = ${relationId} and owner = 'own'`,
  );
  const pinned = keys.map(({ kid, key }) => ({
    ...{ kid, x: key.toString("base64url"), validTo: null, previousKid: null },
  }));
  return (
    messages.length > 0 &&
    messages.every(({ id: messageId, envelope, content, jws }) => {
      const data = `base64:${content.toString("base64")}`;
      const whole = { envelope: { ...envelope, content: { ...envelope.content, data } }, jws };
      const address = { relationId, messageId, maximumBytes: 5_242_880 };
      return "ok" in verifyMessage(Buffer.from(JSON.stringify(whole)), address, pinned);
    })
  );
}
