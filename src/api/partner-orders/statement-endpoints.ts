import { z } from "zod";
import { ExchangeStatement } from "#connect/hub-exchange/exchange-statement.ts";
import { textOf, type TextKey } from "#domain/texts/text.ts";
import { drawUpStatement, type StatementRefusal } from "#engine/partners/statements.ts";
import type { Transaction } from "#store/database.ts";
import { listStatements, statementStates } from "#store/relation-statements.ts";
import { lockRelation } from "#store/relations.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { Day, Instant } from "#api/shapes.ts";
import { atPartnerDesk, conflict } from "./partner-desk.ts";

const RelationPlace = z.object({ relationId: z.uuid() });

const CountShape = z.object({
  docType: z.string(),
  way: z.enum(["in", "out"]),
  messages: z.int(),
  sha256: z.string().meta({ description: "Over which messages they are: equal counts of other messages differ" }),
});

const StatementShape = z
  .object({
    id: z.string(),
    from: z.string().meta({ description: "First day, in UTC" }),
    to: z.string().meta({ description: "Last day" }),
    state: z.enum(statementStates).meta({ description: "`drawnUp`: the partner did not answer with its own yet" }),
    own: z.array(CountShape),
    partner: z
      .array(CountShape)
      .nullable()
      .meta({ description: "As the partner sees the ways: its `in` is our `out`" }),
    differences: z.array(z.object({ docType: z.string(), way: z.enum(["in", "out"]), own: z.int(), partner: z.int() })),
    drawnUpAt: Instant,
    drawnUpBy: z.string().meta({ description: "Empty: the partner asked for it" }),
    answeredAt: Instant.nullable(),
  })
  .meta({ id: "PartnerStatement" });

const countsOf = (statement: unknown): z.input<typeof CountShape>[] => {
  const read = ExchangeStatement.safeParse(statement);
  return read.success ? read.data.counts : [];
};

async function statementsOf(trx: Transaction, administrationId: string, relationId: string) {
  const found = await listStatements(trx, { administrationId, relationId });
  return found.map(({ id, from, to, state, own, partner, differences, drawnUpAt, drawnUpBy, answeredAt }) => ({
    ...{ id, from, to, state, drawnUpAt, drawnUpBy, answeredAt, differences: [...differences] },
    own: countsOf(own),
    partner: partner === null ? null : countsOf(partner),
  }));
}

const answer = z.object({ items: z.array(StatementShape) });

const listPartnerStatementsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/relations/:relationId/statements",
  summary: "Per period what went between, counted and signed by both sides, and whether they agree",
  permission: "connections.read",
  params: RelationPlace,
  answer,
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) =>
    atPartnerDesk(context, call, async ({ trx, administration }) => ({
      items: await statementsOf(trx, administration.id, call.params.relationId),
    })),
});

const refusalTexts = {
  notActive: "partner.change.notActive",
  directionOff: "partner.directionOff",
  notOver: "partner.statement.notOver",
} as const satisfies Readonly<Record<StatementRefusal, TextKey>>;

const drawUpPartnerStatementEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/:relationId/statements",
  summary: "Count what went between in a period that is over, sign it, and ask the partner for the same",
  permission: "documents.edit",
  act: { action: "relation.statement", subject: "relation", says: ["from", "to"] },
  params: RelationPlace,
  body: z.object({ from: Day, to: Day }),
  status: 201,
  answer,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, language, params } = call;
    const { relationId } = params;
    const items = await atPartnerDesk(context, call, async ({ trx, means }) => {
      if (body.from > body.to)
        throw refuseFields([{ field: "to", message: textOf("partner.statement.notOver", language) }]);
      const relation = await lockRelation(trx, administrationId, relationId);
      if (relation === null) throw new RequestRefused("request.not_found", "There is no such relation");
      const { now, by } = means;
      const refused = await drawUpStatement({ trx, master: context.store.key, now, by }, relation, body);
      if (refused !== null)
        throw conflict(textOf(refusalTexts[refused], language, { supplier: relation.partner?.name ?? "" }));
      return statementsOf(trx, administrationId, relationId);
    });
    context.engine.ringRelation({ administrationId, relationId });
    return { items };
  },
});

/** What went between in a period, as both sides count it. */
export const statementEndpoints = [listPartnerStatementsEndpoint, drawUpPartnerStatementEndpoint] as const;
