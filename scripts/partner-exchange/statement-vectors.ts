/** Statements of a period: what each side counts, and whether the two say the same. */
import { envelopeSha256 } from "#connect/hub-exchange/envelope.ts";
import {
  countsOf,
  statementDifferences,
  type CountedMessage,
  type ExchangeStatement,
} from "#connect/hub-exchange/exchange-statement.ts";
import { orderMessage, relationId } from "./example-relation.ts";

/** A message with a receipt; that of the writer's side says `way`. */
type Listed = CountedMessage & { readonly createdAt: string };

const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };

function listed(docType: Listed["docType"], way: Listed["way"], last: string, createdAt: string): Listed {
  const messageId = `0192f0c4-7d1e-7b11-9a51-${last.padStart(12, "0")}`;
  const bodySha256 = envelopeSha256(orderMessage({ messageId, docType, createdAt }).envelope);
  return { docType, way, messageId, bodySha256, createdAt };
}

/** As the buyer has them; not in the order in which they are hashed. */
const messages: readonly Listed[] = [
  listed("order", "out", "f1", "2026-11-21T08:30:00Z"),
  listed("order", "out", "0a", "2026-11-20T08:30:00Z"),
  listed("order", "out", "01", period.from),
  listed("order", "out", "02", "2026-10-31T23:59:59.999Z"),
  listed("order", "out", "03", period.to),
  listed("order", "out", "04", "2026-11-30T23:59:59.999Z"),
  listed("order_response", "in", "b1", "2026-11-21T09:00:00Z"),
  listed("statement", "out", "c1", "2026-11-22T09:00:00Z"),
];

function statementOf(all: readonly Listed[]): ExchangeStatement {
  const [from, to] = [Temporal.Instant.from(period.from), Temporal.Instant.from(period.to)];
  const counted = all.filter(({ docType, createdAt }) => {
    const at = Temporal.Instant.from(createdAt);
    return docType !== "statement" && Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) < 0;
  });
  return { v: 1, relationId, ...period, counts: [...countsOf(counted)] };
}

const turned = (all: readonly Listed[]): Listed[] =>
  all.map((one) => ({ ...one, way: one.way === "in" ? ("out" as const) : ("in" as const) }));

export function statementVectors() {
  const own = statementOf(messages);
  const partners = {
    same: statementOf(turned(messages)),
    "one fewer": statementOf(turned(messages.slice(1))),
    "as many, and another one": statementOf(
      turned([listed("order", "out", "f2", "2026-11-21T08:30:00Z"), ...messages.slice(1)]),
    ),
    "nothing of one kind": statementOf(turned(messages.filter(({ docType }) => docType === "order"))),
    "the ways not turned": own,
  };
  return {
    period,
    relationId,
    messages,
    statement: own,
    answers: Object.entries(partners).map(([name, statement]) => ({
      name,
      statement,
      agrees: statementDifferences(own, statement).length === 0,
    })),
  };
}
