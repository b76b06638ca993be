import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";

export type PartnerOrder = Schemas["PartnerOrder"];
export type PartnerOrderRow = Schemas["PartnerOrderRow"];
export type OrderLine = PartnerOrder["orderLines"][number];
export type Difference = Schemas["OrderDifference"];
export type Exported = Schemas["ExportedOrder"];

const looks = {
  sent: "waiting",
  held: "act",
  open: "act",
  accepted: "done",
  changed: "changed",
  rejected: "skipped",
  cancelled: "skipped",
  recalled: "skipped",
} as const satisfies Readonly<Record<PartnerOrderRow["state"], StateLook>>;

/** Gone once somebody says what a line means. */
const isTaught: ReadonlySet<string> = new Set(["partner.unmatched", "partner.unit"]);

/** What a person here has to do about an order; null while nothing. */
export type OrderTask = "teach" | "settle" | "answer" | "answerChange" | "answerCancel" | "look";

type Tasked = Pick<PartnerOrderRow, "side" | "state" | "asks" | "needsLook"> & {
  readonly problem: Pick<NonNullable<PartnerOrderRow["problem"]>, "code"> | null;
};

export function taskOf({ side, state, asks, needsLook, problem }: Tasked): OrderTask | null {
  if (side === "seller" && state === "held")
    return problem !== null && !isTaught.has(problem.code) ? "settle" : "teach";
  if (side === "seller" && state === "open") return "answer";
  if (side === "seller" && asks !== null) return asks === "change" ? "answerChange" : "answerCancel";
  return needsLook ? "look" : null;
}

/** Why somebody should look at an order of ours. */
export function lookReasonOf({
  state,
  response,
  problem,
}: Pick<PartnerOrder, "state" | "response" | "problem">): "changed" | "rejected" | "stays" | "notTaken" | "other" {
  if (state === "rejected") return "rejected";
  if (problem !== null) return "notTaken";
  // No to what was asked after it; the order itself stands as it was answered before.
  if (response?.code === "RE") return "stays";
  return state === "changed" ? "changed" : "other";
}

export const lookOf = (order: Tasked): StateLook => (taskOf(order) === null ? looks[order.state] : "act");

/** What its chip says: what was asked after it comes before how it stood. */
export const saidStateOf = ({
  side,
  state,
  asks,
}: Pick<PartnerOrderRow, "side" | "state" | "asks">): PartnerOrderRow["state"] | "changeAsked" | "cancelAsked" =>
  side === "buyer" || asks === null ? state : asks === "change" ? "changeAsked" : "cancelAsked";

/** Its article, unit or price is not known: the order waits for it. */
export const isOpenLine = ({ judged }: Pick<OrderLine, "judged">): boolean =>
  judged !== null && !judged.isText && (judged.itemId === null || judged.unitFault !== null);

/** What somebody should see before accepting: another price than was asked, or codes that contradict each other. */
export const isOtherwise = ({ judged }: Pick<OrderLine, "judged">): boolean =>
  judged !== null && (judged.verdict === "differs" || judged.verdict === "noOwnPrice" || judged.isContradicted);
