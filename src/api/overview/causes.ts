import { z } from "zod";
import { amount } from "#domain/amount.ts";
import { remedies, type ErrorCode } from "#domain/error.ts";
import { mendKinds, menders, mends, type MendKind } from "#domain/error-mends.ts";
import { causeText, whoText } from "#domain/texts/cause-text.ts";
import { valueText } from "#domain/texts/codes-text.ts";
import { amountText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import type { AlarmRow } from "#store/alarms.ts";
import type { Connection } from "#store/connections.ts";
import type { CauseRow } from "#store/overview.ts";
import type { OrderRow } from "#store/orders.ts";
import { failedIn } from "#api/messages.ts";
import type { Reader } from "#api/reader.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

export const CauseShape = z
  .object({
    key: z
      .string()
      .meta({ description: "For `?cause=` of /api/work and /api/orders: both show exactly `count` orders" }),
    code: z.string(),
    params: z.record(z.string(), z.string()),
    title: z.string(),
    body: z.string(),
    count: z.int(),
    amount: AmountShape.nullable().meta({ description: "Null when the orders are in several currencies" }),
    currency: z.string().nullable(),
    since: Instant,
    connectionId: z.string(),
    connectionName: z.string(),
    who: z.object({ code: z.enum(menders), text: z.string() }).meta({ description: "Who must act" }),
    action: z
      .object({
        kind: z.enum(mendKinds),
        label: z.string(),
        connectionId: z.string(),
        couplingId: z.string().nullable(),
        orderId: z.string().nullable().meta({ description: "Only when it is about one order" }),
        what: z.string().nullable(),
        fromValue: z.string().nullable(),
        fromName: z.string().nullable().meta({ description: "As people call it" }),
      })
      .nullable()
      .meta({ description: "The one thing that helps; null when nothing a person can press does" }),
  })
  .meta({ id: "Cause" });
export type Cause = z.input<typeof CauseShape>;

const keyPart = "~";

/** A connection that nobody can use until it is connected again is a cause, also before an order stops for it. */
export const reconnectCauses = (
  known: readonly CauseRow[],
  connections: readonly Connection[],
  alarms: readonly AlarmRow[],
  now: Temporal.Instant,
): CauseRow[] =>
  connections
    .filter(({ state }) => state === "reconnect")
    .filter(({ id }) => !known.some((row) => failedIn(row) === id && row.code.startsWith("credentials.")))
    .map(({ id }) => ({
      key: `credentials.expired${keyPart}${id}`,
      code: "credentials.expired",
      connectionId: id,
      details: {},
      count: 0,
      amount: null,
      currency: null,
      since: alarms.find(({ kind, subject }) => kind === "credentials" && subject === id)?.openedAt ?? now.toString(),
      orderId: "",
    }));

const labels = {
  chooseMapping: "action.chooseMapping",
  reconnect: "action.reconnect",
  checkRights: "action.checkRights",
  openConnection: "action.openConnection",
  openCoupling: "action.openCoupling",
  compareAmounts: "action.compareAmounts",
  openOrders: "action.openOrders",
  viewChanges: "action.viewChanges",
  retry: "action.retry",
  report: "action.report",
} as const satisfies Readonly<Record<MendKind, string>>;

/** Done at the connection that failed; all else is about orders and choices of the shop. */
const ofConnection: ReadonlySet<MendKind> = new Set(["reconnect", "checkRights", "openConnection"]);

const drift = { action: "viewChanges", who: "you" } as const;

/** A cause in words: how one choice or repair is called, not each order that waits for it. */
export function causeOf(row: CauseRow, only: OrderRow | null, couplingId: string | null, reader: Reader): Cause {
  const { language } = reader;
  const system = reader.systemOf(failedIn(row));
  const code = row.code === "drift" || row.code in remedies ? (row.code as ErrorCode | "drift") : "internal.unexpected";
  const { what = null, fromValue = null } = row.details;
  const { action: usual, who } = code === "drift" ? drift : mends[code];
  const kind = usual === "openCoupling" && couplingId === null ? "openConnection" : usual;
  const rounding = only?.tieOut === null || only === null ? null : amount(String(only.tieOut.rounding));
  const { title, body } = causeText(code, language, {
    system,
    count: row.count,
    details: row.details,
    difference: rounding === null ? null : amountText(String(rounding), only?.currency ?? "EUR", reader, true),
  });
  return {
    key: row.key,
    code: row.code,
    params: { system, count: String(row.count), ...row.details },
    title,
    body,
    count: row.count,
    amount: row.amount,
    currency: row.currency,
    since: row.since,
    connectionId: row.connectionId,
    connectionName: system,
    who: { code: who, text: whoText(who, system, language) },
    action: {
      kind,
      label: textOf(row.count === 1 && kind === "openOrders" ? "action.openOrder" : labels[kind], language),
      connectionId: ofConnection.has(kind) ? failedIn(row) : row.connectionId,
      couplingId,
      orderId: row.count === 1 ? row.orderId : null,
      what: code === "mapping.missing" ? what : null,
      fromValue: code === "mapping.missing" ? fromValue : null,
      fromName: code === "mapping.missing" ? valueText(what ?? "", fromValue ?? "", language) : null,
    },
  };
}
