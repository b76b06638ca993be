import { z } from "zod";
import { Day } from "#domain/order.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { orderStates, type OrderFilter, type OrderPlace } from "#store/orders.ts";
import { dayAfter, startOfDay, type Reader } from "#api/reader.ts";
import { OutcomeShape } from "#api/shapes.ts";

/** Exactly as PostgreSQL wrote it: what merely looks like a date would reach the database. */
const isInstant = (text: string): boolean => {
  try {
    Temporal.Instant.from(text);
    return /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(text);
  } catch {
    return false;
  }
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const parts = (text: string): readonly string[] => /^([^~]+)~([^~]+)~(.+)$/s.exec(text)?.slice(1) ?? [];

export const Cursor = z
  .string()
  .max(300, textLater("given.cursor"))
  .refine((text) => {
    const [orderedAt = "", connectionId = ""] = parts(text);
    return isInstant(orderedAt) && uuid.test(connectionId);
  }, textLater("given.cursor"))
  .meta({ description: "`next` of the previous page" });

export const cursorOf = ({ orderedAt, connectionId, externalId }: OrderPlace): string =>
  `${orderedAt}~${connectionId}~${externalId}`;

export function placeOf(cursor: string | undefined): OrderPlace | undefined {
  if (cursor === undefined) return undefined;
  const [orderedAt = "", connectionId = "", externalId = ""] = parts(cursor);
  return { orderedAt, connectionId, externalId };
}

/** What every list of orders can be narrowed by; what is empty narrows nothing. */
export const OrderQuery = z.object({
  state: z.enum(orderStates).optional().meta({ description: "An outcome, queued (none yet) or drifted" }),
  outcome: OutcomeShape.optional().meta({ description: "As `state`; kept for older clients" }),
  connectionId: z.uuid().optional(),
  coupling: z.uuid().optional(),
  cause: z.string().min(1).max(600).optional().meta({ description: "`key` of a cause of /api/work" }),
  statement: z.uuid().optional().meta({ description: "A statement of /api/completeness: the orders it counts" }),
  group: z
    .string()
    .regex(/^[a-z]+(~[a-z.]*)?$/i)
    .max(60)
    .optional()
    .meta({ description: "With `statement`: one of its groups, or `skipped` for every rule; left out: all" }),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: "Number, customer's name or e-mail address, or amount" }),
  from: Day.optional().meta({ description: "Local day, inclusive" }),
  to: Day.optional().meta({ description: "Local day, inclusive" }),
});
export type OrderQuery = z.output<typeof OrderQuery>;

/** `48,40`, `€ 1.234,56` or `1234.56` as decimal text; null when it is no amount. */
export function amountTyped(text: string): string | null {
  const plain = text.replace(/[€\s\u00a0\u202f]|EUR/gi, "");
  const [, whole = "", , decimals = ""] = /^(\d{1,3}(?:[.,]?\d{3})*|\d+)(([.,])\d{1,2})?$/.test(plain)
    ? (/^(.*?)([.,](\d{1,2}))?$/.exec(plain) ?? [])
    : [];
  if (whole === "") return null;
  const units = whole.replace(/[.,]/g, "");
  return decimals === "" ? units : `${units}.${decimals}`;
}

export function filterOf(query: OrderQuery, reader: Pick<Reader, "timeZone">): OrderFilter {
  const { q = "" } = query;
  return {
    state: query.state ?? query.outcome,
    connectionId: query.connectionId,
    couplingId: query.coupling,
    cause: query.cause,
    statement: query.statement === undefined ? undefined : { id: query.statement, group: query.group ?? "all" },
    from: query.from === undefined ? undefined : startOfDay(query.from, reader),
    before: query.to === undefined ? undefined : startOfDay(dayAfter(query.to), reader),
    ...(q !== "" && { text: q.replace(/^#/, ""), total: amountTyped(q) }),
  };
}
