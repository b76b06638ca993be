import { z } from "zod";
import { Day } from "#domain/order.ts";
import { couplingOfConnection } from "#store/couplings.ts";
import { inAdministration } from "#store/database.ts";
import { countLog, listLog, logOfRun, readRun, type LogRow } from "#store/log.ts";
import { exchangesOfRuns } from "#store/order-trace.ts";
import { countedUpTo, findOrders } from "#store/orders.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { eventMessage } from "#api/messages.ts";
import { amountTyped } from "#api/orders/order-query.ts";
import { RequestRefused } from "#api/problem.ts";
import { dayAfter, readerOf, startOfDay, type Reader } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";
import { couplingName } from "./coupling-lines.ts";

/** What a line of the log says became of its record. */
const logStates = {
  documented: ["document.issued"],
  skipped: ["order.skipped"],
  waiting: ["order.waiting"],
  held: ["order.held"],
  failed: ["order.failed", "refund.notCredited"],
  changed: ["order.changedAfterIssue", "order.gone"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type LogState = keyof typeof logStates;
const stateNames = Object.keys(logStates) as [LogState, ...LogState[]];

const stateOf = (code: string): LogState | null =>
  stateNames.find((state) => (logStates[state] as readonly string[]).includes(code)) ?? null;

const LogLine = z
  .object({
    id: z.string(),
    at: Instant,
    level: z.enum(["info", "warning", "error"]),
    state: z.enum(stateNames).nullable().meta({ description: "Null: a remark, or something a person did" }),
    code: z.string(),
    message: z.string(),
    connectionId: z.string().nullable(),
    connectionName: z.string(),
    orderId: z.string().nullable(),
    number: z.string(),
    runId: z.string().nullable(),
  })
  .meta({ id: "LogLine" });

const lineOf = (row: LogRow, reader: Reader): z.input<typeof LogLine> => ({
  id: row.id,
  at: row.at,
  level: row.level,
  state: stateOf(row.code),
  code: row.code,
  message: eventMessage(row, { ...row, connectionId: row.connectionId ?? "" }, reader),
  connectionId: row.connectionId,
  connectionName: row.connectionId === null ? "" : reader.systemOf(row.connectionId),
  orderId: row.externalId === "" ? null : row.externalId,
  number: row.number,
  runId: row.runId,
});

/** Orders that a searched text may mean; more than this and the text says too little. */
const ordersSearched = 500;

export const listLogEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/log",
  summary: "The log book, newest first, with how many lines of each state the filters leave",
  permission: "log.read",
  query: z.object({
    coupling: z.uuid().optional(),
    connectionId: z.uuid().optional(),
    state: z.enum(stateNames).optional(),
    code: z.string().max(100).optional().meta({ description: "One kind of step, by its code" }),
    from: Day.optional(),
    to: Day.optional(),
    q: z.string().trim().max(200).optional().meta({ description: "Number, customer or amount of an order, or a code" }),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    after: z.uuid().optional(),
  }),
  answer: z.object({
    items: z.array(LogLine),
    next: z.string().nullable(),
    counts: z
      .record(z.enum([...stateNames, "all"]), z.int())
      .nullable()
      .meta({ description: `${countedUpTo + 1} means more than ${countedUpTo}. Null on later pages` }),
  }),
  errors: [],
  handle: ({ store, now }, { administrationId, language, query }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const { q = "", state, code, limit, after } = query;
      const isCode = /^[a-z]+\.[a-zA-Z]+$/.test(q);
      const text = q.replace(/^#/, "");
      const orders =
        q === "" || isCode
          ? undefined
          : await findOrders(trx, administrationId, { text, total: amountTyped(q) }, ordersSearched);
      const codes = [
        ...(state === undefined ? [] : [logStates[state] as readonly string[]]),
        ...(code === undefined ? [] : [[code]]),
        ...(isCode ? [[q]] : []),
      ];
      const filter = {
        couplingId: query.coupling,
        connectionId: query.connectionId,
        from: query.from === undefined ? undefined : startOfDay(query.from, reader),
        before: query.to === undefined ? undefined : startOfDay(dayAfter(query.to), reader),
        orders,
        codes: codes.length === 0 ? undefined : codes.reduce((a, b) => a.filter((one) => b.includes(one))),
      };
      const rows = await listLog(trx, administrationId, filter, { after, limit });
      const last = rows.at(-1);
      return {
        items: rows.map((row) => lineOf(row, reader)),
        next: last === undefined || rows.length < limit ? null : last.id,
        counts: after === undefined ? await countLog(trx, administrationId, filter, logStates) : null,
      };
    }),
});

export const getRunEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/log/:runId",
  summary: "One run: how long it took, what it said of each order, and which calls it made",
  permission: "log.read",
  params: z.object({ runId: z.uuid() }),
  answer: z.object({
    run: z.object({
      id: z.string(),
      flow: z.string(),
      couplingId: z.string().nullable(),
      couplingName: z.string(),
      connectionId: z.string().nullable(),
      connectionName: z.string(),
      startedAt: Instant,
      finishedAt: Instant.nullable(),
      elapsedMs: z.int().nullable(),
      counts: z.record(z.string(), z.int()),
    }),
    lines: z.array(LogLine),
    exchanges: z.array(
      z.object({
        id: z.string(),
        at: Instant,
        method: z.string(),
        url: z.string(),
        status: z.int().nullable(),
        elapsedMs: z.int(),
      }),
    ),
  }),
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, language, params: { runId } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const run = await readRun(trx, administrationId, runId);
      if (run === null) throw new RequestRefused("request.not_found", "There is no such run");
      const reader = await readerOf(trx, administrationId, language, now());
      const connectionName = run.connectionId === null ? "" : reader.systemOf(run.connectionId);
      const coupling =
        run.connectionId === null ? null : await couplingOfConnection(trx, administrationId, run.connectionId);
      const between = (to: string) => Temporal.Instant.from(run.startedAt).until(Temporal.Instant.from(to));
      return {
        run: {
          ...run,
          counts: { ...run.counts },
          connectionName,
          couplingName: coupling === null ? "" : couplingName(coupling, reader),
          elapsedMs:
            run.finishedAt === null ? null : Math.max(0, Math.round(between(run.finishedAt).total("milliseconds"))),
        },
        lines: (await logOfRun(trx, administrationId, runId)).map((row) => lineOf(row, reader)),
        exchanges: (await exchangesOfRuns(trx, administrationId, [runId])).map(({ runId: _, ...exchange }) => exchange),
      };
    }),
});
