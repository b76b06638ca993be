import { dayIn, given, oneOf, type Search } from "#dashboard/parts/search-values.ts";

export const paymentViews = ["unassigned", "in", "out", "cashBook"] as const;

/** What the list of payments can be narrowed by; it lives in the address. */
export interface PaymentFilters {
  readonly show?: (typeof paymentViews)[number];
  /** Codes that people know by one name. */
  readonly method?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

const textsIn = (value: unknown): readonly string[] | undefined => {
  const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string" && one !== "");
  return texts.length === 0 ? undefined : (texts as string[]);
};

export const readFilters = (search: Search): PaymentFilters =>
  given({
    show: oneOf(paymentViews, search["show"]),
    method: textsIn(search["method"]),
    from: dayIn(search["from"]),
    to: dayIn(search["to"]),
  });

/** As +02:00, or Z. */
function offsetAt(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(
    new Date(instant),
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value.replace("GMT", "") || "Z";
}

/** The instant a day begins where the company is, also on the day the clock changes. */
export function dayStart(day: string, timeZone: string): string {
  const midnight = `${day}T00:00:00`;
  // The offset in Greenwich's night may be that of after the change; at the instant it leads to, it is that of the night itself.
  const near = offsetAt(`${midnight}Z`, timeZone);
  return `${midnight}${offsetAt(`${midnight}${near}`, timeZone)}`;
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** As the API takes them: instants, and the last day whole. */
export const queryOf = ({ show, method, from, to }: PaymentFilters, timeZone: string) => ({
  ...(show === "unassigned" && { unallocated: "true" as const }),
  ...((show === "in" || show === "out") && { direction: show }),
  ...(method !== undefined && { method: [...method] }),
  ...(from !== undefined && { from: dayStart(from, timeZone) }),
  ...(to !== undefined && { until: dayStart(dayAfter(to), timeZone) }),
});
