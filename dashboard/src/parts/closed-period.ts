import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type ClosedPeriod = Schemas["ClosedPeriod"];

/** Up to and including which day nothing is dated any more. */
export const closedPeriodQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("closed-period"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/closed-period", { signal })),
  });

const textOf = (at: Date): string => at.toISOString().slice(0, 10);

/** An ISO day so many days later; below zero: earlier. */
export function daysFrom(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return textOf(at);
}

/** The day people close up to: the last one of the month before this one. */
export const endOfLastMonth = (today: string): string => daysFrom(`${today.slice(0, 7)}-01`, -1);
