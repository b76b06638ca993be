import type { Schemas } from "#dashboard/api/client.ts";

export type Coupling = Schemas["Coupling"];

export const documentKinds = ["invoice", "orderSlip", "deliveryNote"] as const;
export const moments = ["created", "paid", "statuses"] as const;
export const sendings = ["automatic", "none", "draft"] as const;
export const issueDates = ["orderDay", "today"] as const;
export const vatPolicies = ["calculated", "source"] as const;

/** What people choose for one coupling of shop orders. */
export interface Settings {
  readonly documentKind: (typeof documentKinds)[number];
  readonly moment: (typeof moments)[number];
  readonly statuses: readonly string[];
  readonly sending: (typeof sendings)[number];
  readonly startDate: string | null;
  readonly issueDate: (typeof issueDates)[number];
  readonly roundingLimit: string;
  readonly vatPolicy: (typeof vatPolicies)[number];
  readonly documentZeroTotals: boolean;
  readonly noteAboveLines: boolean;
  readonly noteInternal: boolean;
  /** Only of orders booked in another package. */
  readonly failureMailTo: readonly string[];
  readonly keepsContent: boolean;
}

/** The package that orders are booked in; null: our own books. */
export type Target = { readonly name: string; readonly makes: readonly string[] } | null;

const among = <Value extends string>(
  values: readonly [Value, ...Value[]],
  value: unknown,
  otherwise = values[0],
): Value => values.find((one) => one === value) ?? otherwise;

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** Addresses as they are typed, one per line, without empty ones. */
export const addressesOf = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => line !== "");

/** Settings as the hub keeps them; what it does not state has its default. */
export function settingsOf(kept: Readonly<Record<string, unknown>>): Settings {
  const { statuses, failureMailTo } = kept;
  const { startDate, roundingLimit } = kept;
  return {
    documentKind: among(documentKinds, kept["documentKind"]),
    moment: among(moments, kept["moment"]),
    statuses: textsIn(statuses),
    sending: among(sendings, kept["sending"], "none"),
    startDate: typeof startDate === "string" ? startDate : null,
    issueDate: among(issueDates, kept["issueDate"]),
    roundingLimit: typeof roundingLimit === "string" ? roundingLimit : "0.05",
    vatPolicy: among(vatPolicies, kept["vatPolicy"]),
    documentZeroTotals: kept["documentZeroTotals"] === true,
    noteAboveLines: kept["noteAboveLines"] !== false,
    noteInternal: kept["noteInternal"] !== false,
    failureMailTo: textsIn(failureMailTo),
    keepsContent: kept["keepsContent"] === true,
  };
}

/** Names of the settings in which two versions differ, in the order of the form. */
export const differences = (one: Settings, other: Settings): readonly (keyof Settings)[] =>
  (Object.keys(one) as (keyof Settings)[]).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));

/** From 0.00 to 1.00: a larger difference is no rounding. */
export const isLimit = (text: string): boolean => /^(0(\.\d{1,2})?|1(\.0{1,2})?)$/.test(limitOf(text));

/** Entered as `0,05`, kept as `0.05`. */
export const limitOf = (text: string): string => text.trim().replace(",", ".");

/** The statuses of a text with one per line, together with those that were ticked; none twice. */
export const statusesOf = (ticked: readonly string[], others: string): string[] => [
  ...new Set([
    ...ticked,
    ...others
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ]),
];
