import { HubError } from "#domain/error.ts";
import { firstStep, nextStep, stepOf, stepText, type Page, type Step } from "./paging.ts";
import type { CsOrderHeader } from "./schema.ts";

/** Where a walk over orders is; moments are unix seconds of the shop. */
export interface Place {
  readonly by: "change" | "placed";
  readonly from: number;
  /** Placed since: these are new, what lies before is looked through for changes. */
  readonly newFrom: number;
  /** The shop's clock when the walk began; null before its first page. */
  readonly begun: number | null;
  readonly step: Step;
}

/** Clocks that differ, and orders in the making: this much is read again, and recognised by its content. */
const overlapSeconds = 300;
const daySeconds = 86_400;

export const firstChanged = (since: number): Place => {
  const from = Math.max(1, since - overlapSeconds);
  return { by: "change", from, newFrom: from, begun: null, step: firstStep };
};

/** `since` null: everything there is. */
export const firstPlaced = (since: number | null, daysBefore: number): Place => {
  const newFrom = since === null ? 0 : daysBefore === 0 ? since : since - overlapSeconds;
  return { by: "placed", from: Math.max(0, newFrom - daysBefore * daySeconds), newFrom, begun: null, step: firstStep };
};

/**
 * The place after a page; null after the last one. By the time they were placed the walk goes on from the last time it saw, which loses
 * nothing when orders are deleted meanwhile. Pages are counted only where a full page is of one second, and in a shop that keeps to no such
 * time or order.
 */
export function nextPlace(place: Place, page: Page, headers: readonly CsOrderHeader[]): Place | null {
  if (page.isLast && place.by === "placed" && place.step.page === 1) return null;
  const times = headers.map(({ timestamp }) => timestamp);
  const last = times.at(-1) ?? null;
  const isInOrder = times.every((time, index) => time !== null && time >= (times[index - 1] ?? place.from));
  const mayJump = place.by === "placed" && place.step.page === 1 && !page.isLast;
  if (mayJump && isInOrder && last !== null && last > place.from) return { ...place, from: last, step: firstStep };
  const step = nextStep(place.step, page, "order_id");
  return step === null ? null : { ...place, step };
}

export const writeCursor = ({ by, from, newFrom, begun, step }: Place): string =>
  `${by}|${from}|${newFrom}|${begun ?? ""}|${stepText(step)}`;

/** Throws `internal.unexpected` on a cursor that is not ours. */
export function readCursor(cursor: string): Place {
  const [, by, from, newFrom, begun, step] =
    /^(change|placed)\|(\d{1,12})\|(-?\d{1,12})\|(\d{0,12})\|(.+)$/.exec(cursor) ?? [];
  if ((by !== "change" && by !== "placed") || step === undefined)
    throw new HubError("internal.unexpected", `${cursor} is not a cursor of CS-Cart`);
  return {
    by,
    from: Number(from),
    newFrom: Number(newFrom),
    begun: begun === undefined || begun === "" ? null : Number(begun),
    step: stepOf(step),
  };
}
