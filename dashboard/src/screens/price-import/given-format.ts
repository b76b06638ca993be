import type { PriceImport } from "./price-import-queries.ts";

type Format = NonNullable<PriceImport["format"]>;
export type GivenFormat = Partial<Omit<Format, "saysTaxIncluded">>;

/**
 * What is said of how a file is written, each time all of it: what is left out the hub looks up again, and a choice of before would be lost. Split
 * otherwise, the line of the heads is another; of another kind nothing of before holds.
 */
export function givenFormat(format: Format, changes: GivenFormat = {}): GivenFormat {
  const { saysTaxIncluded: _, headerLine, ...rest } = format;
  if (changes.kind !== undefined && changes.kind !== format.kind)
    return { kind: changes.kind, encoding: format.encoding, currency: format.currency };
  return { ...rest, ...(changes.separator === undefined && { headerLine }), ...changes };
}
