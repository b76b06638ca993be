import { readFileSync } from "node:fs";
import type { z } from "zod";
import { asHubError } from "#domain/error.ts";
import { text, type Amount } from "#domain/amount.ts";
import { costOf } from "#domain/supplier/cost.ts";
import type { BasketLine } from "#domain/supplier/basket.ts";
import { readPunchout } from "#connect/punchout/read-punchout.ts";
import type { PunchoutReading } from "#connect/punchout/reading.ts";
import { PunchoutTerms } from "#connect/punchout/terms.ts";

export const formType = "application/x-www-form-urlencoded";

export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../../fixtures/punchout/${name}`, import.meta.url));

export const readPost = (
  body: Uint8Array | string,
  { contentType = formType, ...terms }: z.input<typeof PunchoutTerms> & { contentType?: string } = {},
): PunchoutReading =>
  readPunchout({
    body: typeof body === "string" ? Buffer.from(body) : body,
    contentType,
    terms: PunchoutTerms.parse(terms),
    retrievedAt: "2026-11-21T08:30:00Z",
  });

/** The code and the reason with which a post is refused as a whole. */
export function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    const { code, details } = asHubError(error);
    return `${code} ${details["reason"]}`;
  }
  throw new Error("it was read");
}

export type Fields = Readonly<Record<string, string>>;

/** Pairs of one line, with what a line needs to be one. */
export const lineFields = (n: number | string, given: Fields = {}): [string, string][] =>
  Object.entries({
    VENDORMAT: `A${n}`,
    DESCRIPTION: `Artikel ${n}`,
    QUANTITY: "1",
    UNIT: "ST",
    PRICE: "1.00",
    CURRENCY: "EUR",
    ...given,
  }).map(([field, value]) => [`NEW_ITEM-${field}[${n}]`, value]);

export const formOf = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");

const shown = (value: Amount | null | undefined): string | null => (value ? text(value) : null);

/** Key, quantity, unit and price per one unit: what everything is about. */
export const essence = (line: BasketLine): readonly (string | null)[] => [
  line.suppliersItemIdentifier,
  text(line.quantity),
  line.unitCode,
  line.price && shown(costOf(line.price, { metalInNet: "yes", contributionsIncluded: "yes" })?.goodsPerOrderUnit),
];
