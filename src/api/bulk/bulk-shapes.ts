import { z } from "zod";
import { type BulkOrder } from "#store/bulk-action-orders.ts";
import { bulkActs, bulkStates, type BulkAct, type BulkAction } from "#store/bulk-actions.ts";
import { AmountShape, Instant } from "#api/shapes.ts";

export const BulkActionShape = z
  .object({
    id: z.string(),
    act: z.enum(bulkActs),
    reason: z.string(),
    state: z.enum(bulkStates).meta({ description: "watching: all were told, and not all were looked at yet" }),
    isListed: z.boolean().meta({ description: "False while the shop is still asked which orders there are" }),
    total: z.int(),
    told: z.int(),
    left: z.int().meta({ description: "For which it makes no sense any more" }),
    counts: z.record(z.string(), z.int()).meta({
      description: "When done: orders; by outcome; same, changed, newDocuments, compared with before; left",
    }),
    failure: z.string().nullable(),
    since: Instant.nullable(),
    requestedAt: Instant,
    requestedBy: z.string(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: "BulkAction" });

const Standing = z
  .object({
    outcome: z.string().nullable(),
    reason: z.string().nullable(),
    documents: z.array(z.object({ kind: z.string(), number: z.string().nullable(), total: AmountShape })),
  })
  .nullable();

export const BulkOrderShape = z
  .object({
    connectionId: z.string(),
    orderId: z.string(),
    number: z.string(),
    state: z.enum(["waiting", "told", "left"]),
    before: Standing,
    after: Standing,
  })
  .meta({ id: "BulkOrder" });

export const bulkActionOf = ({
  asked: _,
  connectionId: _connection,
  cursor: _cursor,
  toldAt: _told,
  reasonCode,
  reasonText: _text,
  ...action
}: BulkAction): z.input<typeof BulkActionShape> => ({
  ...action,
  counts: { ...action.counts },
  failure: reasonCode === "" ? null : reasonCode,
});

export const bulkOrderOf = ({ externalId, ...order }: BulkOrder): z.input<typeof BulkOrderShape> =>
  ({ ...order, orderId: externalId }) as z.input<typeof BulkOrderShape>;

/** Orders a hub looks at in a second, and those it only marks: for a person who decides whether to wait, not for a promise. */
const perSecond = { retry: 15, again: 15, since: 15, skip: 300 } as const satisfies Readonly<Record<BulkAct, number>>;

export const secondsFor = (act: BulkAct, orders: number): number => Math.max(1, Math.ceil(orders / perSecond[act]));

type Effect = `bulk.effect.${"skip" | "keepsDocuments" | "notTwice" | "settings" | "mails" | "unskips"}`;

/** What else happens, or does not, said before it is done. */
export function effectsOf(
  act: BulkAct,
  { documented, skippedByPerson }: { readonly documented: number; readonly skippedByPerson: number },
): readonly Effect[] {
  if (act === "skip") return ["bulk.effect.skip", ...(documented > 0 ? (["bulk.effect.keepsDocuments"] as const) : [])];
  return [
    "bulk.effect.notTwice",
    "bulk.effect.settings",
    "bulk.effect.mails",
    ...(act !== "retry" && skippedByPerson > 0 ? (["bulk.effect.unskips"] as const) : []),
  ];
}
