import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { printReportInThread } from "#backoffice/pdf/print-in-thread.ts";
import { statementReport } from "#backoffice/pdf/statement-report.ts";
import { textOf } from "#domain/texts/text.ts";
import { readAdministration } from "#store/administrations.ts";
import { newestStatements, readStatement } from "#store/completeness-statements.ts";
import { listCouplings, readCoupling } from "#store/couplings.ts";
import { inAdministration } from "#store/database.ts";
import { inline } from "#api/content-disposition.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { Day } from "#api/shapes.ts";
import { StatementShape, statementOf } from "./statement-shape.ts";

/** A check that takes longer goes on by itself. */
const longestWaitMs = 10_000;
const mostDays = 366;

const Period = z.object({ from: Day, to: Day.meta({ description: "Counts whole" }) });

function checkPeriod({ from, to }: z.output<typeof Period>, language: Parameters<typeof textOf>[1]): void {
  const days = Temporal.PlainDate.from(from).until(to).total("days");
  if (days < 0) throw refuseFields([{ field: "to", message: textOf("cash.backwards", language) }]);
  if (days >= mostDays) throw refuseFields([{ field: "to", message: textOf("ledger.tooLong", language) }]);
}

export const listCompletenessEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/completeness",
  summary: "Per coupling of orders the newest statement of exactly these days",
  permission: "completeness.read",
  query: Period,
  answer: z.object({
    items: z.array(
      z.object({
        couplingId: z.string(),
        connectionId: z.string(),
        shop: z.string(),
        isLive: z.boolean(),
        statement: StatementShape.nullable().meta({ description: "Null: none was drawn up yet" }),
      }),
    ),
  }),
  errors: [],
  handle: ({ store, now }, { administrationId, language, query }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      checkPeriod(query, language);
      const reader = await readerOf(trx, administrationId, language, now());
      const statements = await newestStatements(trx, administrationId, query);
      const couplings = await listCouplings(trx, administrationId);
      return {
        items: couplings.map(({ id, sourceConnectionId, state }) => {
          const newest = statements.find(({ couplingId }) => couplingId === id);
          return {
            couplingId: id,
            connectionId: sourceConnectionId,
            shop: reader.systemOf(sourceConnectionId),
            isLive: state === "live",
            statement: newest === undefined ? null : statementOf(newest, reader),
          };
        }),
      };
    }),
});

export const getStatementEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/completeness/statements/:statementId",
  summary: "One statement, as it was drawn up",
  permission: "completeness.read",
  params: z.object({ statementId: z.uuid() }),
  answer: StatementShape,
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, language, params }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const statement = await readStatement(trx, administrationId, params.statementId);
      if (statement === null) throw new RequestRefused("request.not_found", "There is no such statement");
      return statementOf(statement, await readerOf(trx, administrationId, language, now()));
    }),
});

export const getStatementPdfEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/completeness/statements/:statementId/pdf",
  summary: "One statement on paper: what the shop had, what became of it, and what was found",
  permission: "completeness.read",
  params: z.object({ statementId: z.uuid() }),
  answer: z.custom<Buffer>(),
  mediaType: "application/pdf",
  errors: ["request.not_found"],
  async handle({ store, now }, { administrationId, language, params, reply }) {
    const { statement, place } = await inAdministration(store.app, administrationId, async (trx) => {
      const found = await readStatement(trx, administrationId, params.statementId);
      if (found === null) throw new RequestRefused("request.not_found", "There is no such statement");
      const reader = await readerOf(trx, administrationId, language, now());
      const company = (await readAdministration(trx, administrationId))?.name ?? "";
      return { statement: found, place: { ...reader, company, shop: reader.systemOf(found.connectionId) } };
    });
    const report = statementReport(statement, place);
    void reply.header("content-disposition", inline(`${report.title} ${statement.from} ${statement.to}.pdf`));
    return printReportInThread(report, Temporal.Instant.from(statement.at));
  },
});

export const drawUpStatementEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/completeness/checks",
  summary: "Ask the shop now what it knows of these days, mend what is missing, and draw up a statement",
  permission: "completeness.check",
  act: { action: "completeness.check", subject: "coupling", isTold: true, says: ["from", "to"] },
  body: Period.extend({ couplingId: z.uuid() }),
  answer: z.object({
    statement: StatementShape.nullable().meta({
      description: "Null: it takes longer, and is read when it is drawn up",
    }),
  }),
  errors: ["request.not_found", "request.conflict"],
  async handle({ store, engine, now }, { administrationId, language, caller, body, tell }) {
    checkPeriod(body, language);
    const { couplingId, from, to } = body;
    const reader = await inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await readCoupling(trx, administrationId, couplingId);
      if (coupling === null) throw new RequestRefused("request.not_found", "There is no such coupling");
      if (coupling.state !== "live") throw new RequestRefused("request.conflict", "The coupling is off");
      tell({ id: couplingId });
      return readerOf(trx, administrationId, language, now());
    });
    const drawnUp = engine.drawUp({ administrationId, couplingId, from, to, askedBy: caller.name });
    const statement = await Promise.race([drawnUp, sleep(longestWaitMs, null)]);
    return { statement: statement === null ? null : statementOf(statement, reader) };
  },
});
