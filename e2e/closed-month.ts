/** Answers of the hub as of a company whose books were closed: the demo's are open. */

/** Closed long enough ago that there are days left to close, whatever day it is. */
export const closedMonth = (): object => ({
  closedUntil: "2026-09-30",
  changed: { isReopened: false, at: "2026-10-09T08:12:00Z", who: "Kris Peeters", reason: "" },
});

/** A document that would have been of a closed day. */
export const movedDocument = (said: object): object =>
  "datedInsteadOf" in said ? { ...said, datedInsteadOf: "2026-09-28" } : said;

/** Payments of which the first really came in on a closed day. */
export function movedPayment(said: object): object {
  const { items } = said as { readonly items?: readonly object[] };
  const [first, ...rest] = items ?? [];
  return first === undefined ? said : { ...said, items: [{ ...first, movedFrom: "2026-09-28T10:00:00Z" }, ...rest] };
}
